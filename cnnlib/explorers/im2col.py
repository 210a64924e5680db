"""The im2col explorer."""

from typing import Any, ClassVar

import numpy as np

from cnnlib.explorers.explorer import Explorer
from cnnlib.implementations import IMPLEMENTATIONS, timed
from cnnlib.scenes import im2col
from cnnlib.scenes.im2col.times import LARGER, MEASURED
from cnnlib.scenes.im2col.values import arrays, by_chance
from cnnlib.shapes import floor_size

WITHIN = 0.15  # seconds for each implementation


class Im2col(Explorer):
    """A convolution as one matrix product: `Im2col(W=4, F=3, D1=2, K=2)`, `Im2col(layer="alexnet")`.

    Settings: `W F S P dilation D1 K`; `layer`, `source`, `x_edits`, `w_edits`; `times`, which `measure()` writes.
    """

    picture: ClassVar[Any] = im2col

    def do(self, deed: str) -> None:
        """The picture's button "Measure"."""
        if deed != "measure":
            super().do(deed)
        self.measure()

    def measure(self, within: float = WITHIN) -> None:
        """Time the implementations on this computer, in this setting and in a larger one, and show the times.

        Each has about `within` seconds; what takes longer is estimated from a part.
        """
        settings = self.current
        _, F, S, P, d = settings.axis
        larger = (LARGER["W"], F, S, P, d, LARGER["D1"], LARGER["K"])
        here = _times(arrays(settings), S, P, d, within) if floor_size(*settings.axis) else {}
        self.set(times={"sizes": settings.sizes, "here": here, "larger": _times(by_chance(larger), S, P, d, within)})


def _times(given: tuple[np.ndarray, ...], S: int, P: int, dilation: int, within: float) -> dict[str, list[float]]:
    """Seconds and shares of the implementations, on arrays of single precision as networks use them."""
    x, w, b = (array.astype(np.float32) for array in given)
    found = {name: timed(IMPLEMENTATIONS[name], x[None], w, b, S, P, dilation, within) for name in MEASURED}
    return {name: [timing.seconds, timing.share] for name, timing in found.items()}
