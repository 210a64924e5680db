"""What a layer does to a map, as data: maps, the signs between them, a formula and words."""

from dataclasses import dataclass

from numpy.typing import NDArray

from cnnlib.scenes.scene import Link


@dataclass(frozen=True)
class Step:
    """Maps and the signs between them, such as "F(x)" + "shortcut" =; `say` is told of each number of the last one.

    `slots` are what the sentence needs besides, each as large as the last map. `link` says which cells of the first
    make a cell of the last; without it those in the same place do, if `in_place`.
    """

    maps: tuple[tuple[str, NDArray], ...]
    signs: tuple[str, ...]
    formula: str
    notes: tuple[str, ...]
    say: str
    slots: tuple[NDArray, ...] = ()
    link: Link | None = None
    in_place: bool = True
    rings: tuple[NDArray, ...] = ()
    first: tuple[int, int] = (0, 0)
