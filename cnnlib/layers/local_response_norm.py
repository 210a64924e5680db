"""LOCAL RESPONSE NORMALISATION: strong neighbours in depth make a number smaller."""

from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import number, whole
from cnnlib.layers.layer import Params, Weightless, batch_volume, floating, written
from cnnlib.shapes import Volume


@dataclass(frozen=True, repr=False)
class LocalResponseNorm(Weightless):
    """y = x / (offset + alpha * s)^beta, with s the sum of the squares at the same pixel in `slices` slices.

    The slices are the number's own and (slices - 1)/2 on either side, as far as there are such. The volume
    stays. No parameters. The defaults are AlexNet's; its effect proved small, and newer nets do without.
    PyTorch divides alpha by the number of slices: `LocalResponseNorm(5, alpha=5e-4, beta=0.75, k=2)` there is
    the default here.

    Source: Krizhevsky et al. 2012, section 3.3.

    >>> x = np.array([0.0, 3, 0, 4]).reshape(1, 1, 1, 4)
    >>> LocalResponseNorm(slices=3, offset=1, alpha=1, beta=0.5).forward({}, x)[0].ravel() ** 2    # 9/10 and 16/17
    array([0.        , 0.9       , 0.        , 0.94117647])
    """

    slices: int = 5
    offset: float = 2.0
    alpha: float = 1e-4
    beta: float = 0.75

    def __post_init__(self) -> None:
        object.__setattr__(self, "slices", whole(self.slices, "slices"))
        if self.slices % 2 == 0:
            raise ValueError(
                f"slices = {self.slices} is even: a slice stands in the middle of its neighbours. "
                f"Try slices = {self.slices + 1}"
            )
        number(self.offset, "offset", "may divide by 0: it is more than 0, as AlexNet's 2", lambda one: 0 < one < inf)
        number(self.alpha, "alpha", "may divide by 0: it is at least 0, as AlexNet's 1e-4", lambda one: 0 <= one < inf)
        number(self.beta, "beta", "is no finite number: AlexNet's is 0.75")

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """The same."""
        return volume

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y of x's shape (N, H, W, D)."""
        (x,) = floating(x)
        batch_volume(x)  # raises where x is no batch
        size = self._among_neighbours(np.square(x))
        size *= self.alpha
        size += self.offset
        factor = size**-self.beta
        return x * factor, (x, size, factor)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx: a number changes its own response, and through s those of its neighbours."""
        x, size, factor = cache
        dx = dy * factor
        through = self._among_neighbours(dx * x / size)
        through *= x
        through *= 2 * self.alpha * self.beta
        dx -= through
        return dx, {}

    def _among_neighbours(self, x: NDArray) -> NDArray:
        """The sum over each slice and its neighbours in depth."""
        total = x.copy()
        for step in range(1, min(self.slices // 2, x.shape[-1] - 1) + 1):
            total[..., step:] += x[..., :-step]
            total[..., :-step] += x[..., step:]
        return total
