"""From a drawing to what the net sees, and what it makes of it: worked out once for all pictures of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets.drawn import drawn_digit
from cnnlib.scenes.drawing.points import points_of, text_of
from cnnlib.scenes.network.run import Run, run_on
from cnnlib.scenes.network.subjects import net_named
from cnnlib.strokes import BOX, SIDE, Fitted, as_drawn, fitted, ink

Strokes = tuple[str, ...]
KEPT = 8
BOXES = {8: 8}
"""The box that figures fill, where it is not 20 of 28 pixels: the bundled digits of 8 x 8 leave no margin."""


@dataclass(frozen=True, eq=False)
class Seen:
    """x (side, side, 1) as it goes in, how it was fitted (None: not at all), and the net at work on it (None: nothing
    is drawn)."""

    x: NDArray
    fitted: Fitted | None
    run: Run | None


def drawing_of(settings: Any) -> Strokes:
    """All strokes on the pad: of the ready drawing and one's own, as far as they have not been wiped off."""
    strokes = [*ready_strokes(settings.ready, settings.variant), *settings.strokes]
    return tuple(strokes[wiped(strokes) :])


def wiped(strokes: Sequence[str]) -> int:
    """How many strokes are gone with the last empty one.

    >>> wiped(["1 1", "", "2 2"]), wiped(["1 1"])
    (2, 0)
    """
    return max((n + 1 for n, stroke in enumerate(strokes) if not stroke), default=0)


@lru_cache(maxsize=KEPT)
def ready_strokes(ready: str, variant: int) -> Strokes:
    """The strokes of a ready drawing."""
    return () if ready == "none" else tuple(map(text_of, drawn_digit(int(ready), variant).strokes))


def seen_of(settings: Any) -> Seen:
    """What the net sees of the drawing that the settings name."""
    return _seen(settings.net, drawing_of(settings), settings.pen, settings.as_mnist)


def box_of(side: int) -> int:
    """
    >>> box_of(28), box_of(8), box_of(56)
    (20, 8, 40)
    """
    return BOXES.get(side, max(1, round(side * BOX / SIDE)))


@lru_cache(maxsize=KEPT)
def _seen(net: str, strokes: Strokes, pen: int, as_mnist: bool) -> Seen:
    side = net_named(net).volumes[0].W
    inked = ink([points_of(stroke) for stroke in strokes], pen)
    if not inked.any():
        return Seen(np.zeros((side, side, 1), np.float32), None, None)
    fit = fitted(inked, side, box_of(side)) if as_mnist else None
    x = as_drawn(inked, side) if fit is None else fit.x
    return Seen(x, fit, run_on(net, x, "your drawing"))
