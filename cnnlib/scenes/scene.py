"""A picture as data: everything an explorer shows, decided in Python, drawn by whoever can draw.

A `Scene` is a list of items with positions in pixels (origin top left), plus what lights up when a cell is pointed
at. Two renderers draw it and decide nothing: `cnnlib/explorers/view/` in the browser, `cnnlib/draw/` on paper.

    scene(settings)  ->  Scene  ->  as_dict()  ->  Stage (browser)
                               \\->  draw.picture (matplotlib)

*Cells* are numbered row by row: cell `c` of a grid with `cols` columns is row `c // cols`, column `c % cols`.
A *focus* is a grid's name and a cell. The *film* visits every cell of its target grids in turn; step `n` is a focus.
"""

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any

from cnnlib.scenes.cells import Copies, Grid, Link, Opens, Setting
from cnnlib.scenes.items import (
    Button,
    Caption,
    Curve,
    Item,
    Label,
    Lens,
    Line,
    Pad,
    Panel,
    Products,
    Reel,
    Rings,
    Run,
    Told,
    Wires,
)
from cnnlib.scenes.sentences import Packed, Sentences

__all__ = [
    "Button", "Caption", "Copies", "Curve", "Grid", "Item", "Label", "Lens", "Line", "Link", "Opens", "Packed", "Pad",
    "Panel", "Products", "Reel", "Rings", "Run", "Scene", "Sentences", "Setting", "Told", "Wires",
]  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A whole picture for one set of settings.

    `spoken` is its one-sentence summary (the alternative text of a snapshot, what a screen reader hears first).
    `problem` is the sentence that says why a setting does not fit, empty when all is well.
    """

    settings: dict[str, Setting]
    width: float
    height: float
    items: tuple[Item, ...]
    links: tuple[Link, ...] = ()
    film: tuple[str, ...] = ()  # target grids, in the order in which the film visits them
    spoken: str = ""
    problem: str = ""
    menus: dict[str, str] = field(default_factory=dict)  # what a menu says once its choice has been altered: "custom"
    start: int = 0  # the step at which the film stands when the picture is first seen
    copies: tuple[Copies, ...] = ()  # grids whose cells repeat what stands in others
    together: tuple[tuple[str, ...], ...] = ()  # grids of equal size: a cell pointed at in one is so in all of them
    version: int = 0  # of pictures with the same settings, the newest is the highest: something goes on in Python
    space: str = ""  # what the space bar has Python do, where it does not play the film

    def grid(self, name: str) -> Grid:
        """The grid with this id.

        >>> Scene({}, 10, 10, (Grid("x", 0, 0, 10, 1, 1, "input"),)).grid("x").cell
        10
        """
        for item in self.items:
            if isinstance(item, Grid) and item.id == name:
                return item
        raise KeyError(f"this scene has no grid {name!r}; it has {', '.join(g.id for g in self.grids)}")

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(item for item in self.items if isinstance(item, Grid))

    @property
    def steps(self) -> int:
        """Number of steps of the film."""
        return sum(self.grid(name).rows * self.grid(name).cols for name in self.film)

    def as_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists, numbers, strings and bytes, with defaults left out: what goes to the browser."""
        return _plain(self)


@dataclass(frozen=True)
class _Shape:
    """Names and defaults of a dataclass, looked up once: a scene has hundreds of small items."""

    kind: str
    names: tuple[str, ...]
    defaults: dict[str, Any] = field(default_factory=dict)


@cache
def _shape(cls: type) -> _Shape | None:
    """None for what is no dataclass."""
    if not is_dataclass(cls):
        return None
    parts = fields(cls)
    defaults = {part.name: part.default for part in parts}
    return _Shape(cls.__name__.lower(), tuple(part.name for part in parts), defaults)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value] if _nested(value) else list(value)
    shape = _shape(value.__class__)
    if shape is None:
        return value
    plain = {name: _plain(part) for name in shape.names if (part := getattr(value, name)) != shape.defaults[name]}
    return {"kind": shape.kind, **plain}


def _nested(value: tuple | list) -> bool:
    return bool(value) and (is_dataclass(value[0]) or isinstance(value[0], tuple | list))
