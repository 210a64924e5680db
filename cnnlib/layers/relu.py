"""RELU: what is negative becomes 0."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers.layer import Params, Weightless, floating
from cnnlib.shapes import Volume


@dataclass(frozen=True)
class ReLU(Weightless):
    """y = max(0, x), number by number; the volume stays. No parameters.

    >>> ReLU().forward({}, np.array([-2.0, 0.0, 3.0]))[0]
    array([0., 0., 3.])
    """

    def output(self, volume: Volume) -> Volume:
        """The same."""
        return volume

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y of x's shape."""
        (x,) = floating(x)
        y = np.maximum(x, 0)
        return y, y

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx: dy where x was positive, 0 elsewhere (at x = 0 as well)."""
        return dy * (cache > 0), {}
