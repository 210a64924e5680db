"""Draw a digit: the net's scores and every layer's maps follow while one draws."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from cnnlib.explorers.checks import called
from cnnlib.explorers.explorer import Explorer
from cnnlib.explorers.network import LENT
from cnnlib.explorers.stage import Stage
from cnnlib.explorers.turns import in_turn
from cnnlib.scenes import drawing
from cnnlib.scenes.drawing.points import text_of
from cnnlib.scenes.drawing.values import seen_of
from cnnlib.scenes.network.subjects import lend_net
from cnnlib.scenes.settings import SettingError


class DrawDigit(Explorer):
    """A pad to draw on, and what a net makes of it: `DrawDigit()`, or `DrawDigit(net)` for a net of one's own.

    The net takes square grey images, such as [28x28x1] or [8x8x1]. Settings: `net`, `ready` ("7" for a ready drawing)
    and its `variant`, `pen`, `as_mnist`, `strokes`, `undone`.
    """

    picture: ClassVar[Any] = drawing
    home: ClassVar[str] = "the drawing"

    def __init__(self, net: Any = None, **settings: Any) -> None:
        self._lent: deque[Any] = deque(maxlen=LENT)
        super().__init__(**({} if net is None else {"net": net}), **settings)

    @property
    def image(self) -> np.ndarray:
        """What the net sees, (side, side, 1): 1 is ink, 0 is paper."""
        return seen_of(self.current).x.copy()

    @called("draw([(500, 100), (500, 900)])")
    @in_turn
    def draw(self, *strokes: Iterable[Sequence[float]]) -> None:
        """Add strokes, each a list of points (x, y) on the pad of 1000 x 1000: `draw([(500, 100), (500, 900)])`."""
        self.set(strokes=[*self.strokes, *map(_stroke, strokes)], undone=[])

    def enter(self, explorer: str, **settings: Any) -> Stage:
        """The Network explorer, or one map of it, with this drawing: `enter("NetworkMap", layer="4", map=3)`."""
        if explorer in ("NetworkExplorer", "NetworkMap"):
            if seen_of(self.current).run is None:
                raise SettingError("nothing is drawn yet: draw a digit first, then look into the net")
            settings = {"net": self.net, "image": self.image} | settings
        return super().enter(explorer, **settings)

    def _complete(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """A net that is handed over gets a name."""
        named = dict(wanted)
        if "net" in named and not isinstance(named["net"], str):
            named["net"], lent = lend_net(named["net"])
            self._lent.append(lent)
        return super()._complete(named)


def _stroke(points: Iterable[Sequence[float]]) -> str:
    try:
        return text_of(points)
    except (TypeError, ValueError):
        raise SettingError(
            f"{points!r} is no stroke: a stroke is a list of points, as in draw([(500, 100), (500, 900)])"
        ) from None
