"""Global POOL: every slice becomes one number."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers.layer import Params, Weightless, batch_volume, floating, written
from cnnlib.layers.pool import KINDS
from cnnlib.shapes import Volume


@dataclass(frozen=True, repr=False)
class GlobalPool(Weightless):
    """Each slice becomes its average, maximum or L2 norm: [W1 x H1 x D1] to [1 x 1 x D1], whatever the size.

    A net that ends in CONV and global pooling takes images of any size and needs no large FC layer. No
    parameters. Among equal maxima the first gets the gradient.

    Source: Lin et al. 2013, "Network In Network"; GoogLeNet and ResNet end so.

    >>> print(GlobalPool().output(Volume(W=7, H=7, D=2048)))
    [1x1x2048]
    >>> GlobalPool().forward({}, np.array([1.0, 2, 3, 6]).reshape(1, 2, 2, 1))[0].item()
    3.0
    """

    kind: str = "average"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind = {self.kind!r} is no kind of pooling: choose one of {', '.join(KINDS)}")

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """[1 x 1 x D1]."""
        return Volume(1, 1, volume.D)

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, 1, 1, D) of x (N, H, W, D)."""
        (x,) = floating(x)
        batch_volume(x)  # raises where x is no batch
        rows = x.reshape(len(x), -1, x.shape[3])
        y = FORWARD[self.kind](rows)
        return y.reshape(len(x), 1, 1, -1), (x.shape, rows, y)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx (N, H, W, D): in equal shares, to the maximum, or in proportion to x."""
        shape, rows, y = cache
        return BACKWARD[self.kind](rows, y, dy.reshape(y.shape)).reshape(shape), {}


def _average(rows: NDArray) -> NDArray:
    return rows.mean(axis=1, keepdims=True)


def _maximum(rows: NDArray) -> NDArray:
    return rows.max(axis=1, keepdims=True)


def _norm(rows: NDArray) -> NDArray:
    return np.sqrt(np.square(rows).sum(axis=1, keepdims=True))


def _average_backward(rows: NDArray, y: NDArray, dy: NDArray) -> NDArray:
    return np.repeat(dy / rows.shape[1], rows.shape[1], axis=1)


def _maximum_backward(rows: NDArray, y: NDArray, dy: NDArray) -> NDArray:
    dx = np.zeros(rows.shape, dy.dtype)
    np.put_along_axis(dx, rows.argmax(axis=1, keepdims=True), dy, axis=1)
    return dx


def _norm_backward(rows: NDArray, y: NDArray, dy: NDArray) -> NDArray:
    return rows * (dy / (y + (y == 0)))  # where the norm is 0 all of x is, and so is the gradient


FORWARD = {"average": _average, "max": _maximum, "L2": _norm}
BACKWARD = {"average": _average_backward, "max": _maximum_backward, "L2": _norm_backward}
