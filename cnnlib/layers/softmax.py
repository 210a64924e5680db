"""SOFTMAX: scores become probabilities."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from cnnlib.layers.layer import Params, Weightless, floating
from cnnlib.losses import softmax
from cnnlib.shapes import Volume


@dataclass(frozen=True)
class Softmax(Weightless):
    """At each position, y = e^x / (sum of e^x over the slices): positive, of sum 1. The volume stays.

    For nets that are to answer in probabilities. Training needs no such layer: `softmax_loss` takes the scores
    and does the same itself. No parameters.

    >>> import numpy as np
    >>> Softmax().forward({}, np.log(np.array([1.0, 3, 4])).reshape(1, 1, 1, 3))[0].ravel()
    array([0.125, 0.375, 0.5  ])
    """

    def output(self, volume: Volume) -> Volume:
        """The same."""
        return volume

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y of x's shape (N, H, W, D)."""
        y = softmax(*floating(x))
        return y, y

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx = y * (dy - sum of y*dy over the slices): to raise one probability is to lower the others."""
        y = cache
        return y * (dy - (y * dy).sum(axis=-1, keepdims=True)), {}
