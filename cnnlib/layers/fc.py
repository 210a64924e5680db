"""FC: every output sees every input."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import whole
from cnnlib.layers.layer import Params, batch_volume, check_shape, floating, he, weights_of, written
from cnnlib.shapes import Volume, as_volume


@dataclass(frozen=True, repr=False)
class FC:
    """K neurons, each joined to the whole input volume: y = w x + b, as a volume [1x1xK].

    W1*H1*D1*K weights and K biases: `{"w": (K, H1*W1*D1), "b": (K,)}`. A row of w, reshaped to (H1, W1, D1),
    is the filter of a CONV layer that covers the whole input.

    >>> FC(K=10).parameters(Volume(W=5, H=5, D=2))       # 5*5*2*10 + 10
    510
    """

    K: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "K", whole(self.K, "K"))

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """[1x1xK]."""
        return Volume(W=1, H=1, D=self.K)

    def parameters(self, volume: Volume) -> int:
        """One weight for each pair of an input and an output, and K biases."""
        return as_volume(volume).size * self.K + self.K

    def multiply_adds(self, volume: Volume) -> int:
        """One for each weight."""
        return as_volume(volume).size * self.K

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """Weights by `he`, biases 0."""
        return {"w": he((self.K, as_volume(volume).size), rng), "b": np.zeros(self.K, np.float32)}

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, 1, 1, K) of x (N, H1, W1, D1)."""
        x, w, b = floating(x, *weights_of(self, params, "w", "b"))
        check_shape("w", w, (self.K, batch_volume(x).size))
        check_shape("b", b, (self.K,))
        y = x.reshape(len(x), -1) @ w.T
        y += b
        return y.reshape(-1, 1, 1, self.K), (x, w)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx (N, H1, W1, D1) and {"w", "b"}."""
        x, w = cache
        dx = dy.reshape(len(x), self.K) @ w
        return dx.reshape(x.shape), self.gradients(cache, dy)

    def gradients(self, cache: Any, dy: NDArray) -> Params:
        """{"w": (K, H1*W1*D1), "b": (K,)}."""
        x, _ = cache
        rows = dy.reshape(len(x), self.K)
        return {"w": rows.T @ x.reshape(len(x), -1), "b": rows.sum(axis=0)}
