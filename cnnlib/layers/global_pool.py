"""Global POOL: every slice becomes one number."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from cnnlib.checks import choice
from cnnlib.layers import whole
from cnnlib.layers.layer import Params, Weightless, batch_volume, floating, written
from cnnlib.layers.pool import KINDS
from cnnlib.shapes import Volume, as_volume


@dataclass(frozen=True, repr=False)
class GlobalPool(Weightless):
    """Each slice becomes its average, maximum or L2 norm: [W1 x H1 x D1] to [1 x 1 x D1], whatever the size.

    A net that ends in CONV and global pooling takes images of any size and needs no large FC layer. No
    parameters. Among equal maxima the first gets the gradient.

    Source: Lin et al. 2013, "Network In Network"; GoogLeNet and ResNet end so.

    >>> print(GlobalPool().output(Volume(W=7, H=7, D=2048)))
    [1x1x2048]
    >>> import numpy as np
    >>> GlobalPool().forward({}, np.array([1.0, 2, 3, 6]).reshape(1, 2, 2, 1))[0].item()
    3.0
    """

    kind: str = "average"

    def __post_init__(self) -> None:
        choice(self.kind, "kind", "kind of pooling", KINDS)

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """[1 x 1 x D1]."""
        return Volume(1, 1, as_volume(volume).D)

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, 1, 1, D) of x (N, H, W, D)."""
        (x,) = floating(x)
        batch_volume(x)  # raises where x is no batch
        y = whole.forward(self.kind, x)
        return y, (x, y)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx (N, H, W, D): in equal shares, to the maximum, or in proportion to x."""
        x, y = cache
        return whole.backward(self.kind, x, y, dy.reshape(y.shape)), {}
