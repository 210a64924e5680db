"""DROPOUT: in training, some numbers are set to 0 by chance."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import generator, share
from cnnlib.layers.layer import Params, Weightless, floating
from cnnlib.shapes import Volume


@dataclass(frozen=True)
class Dropout(Weightless):
    """In training each number becomes 0 with probability `rate`, and else x / (1 - rate); then y = x.

    What is kept grows so that the mean stays: in evaluation there is nothing to do. No neuron can rely on a
    certain other one. The volume stays. No parameters.

    Source: Srivastava et al. 2014, "Dropout"; CS231n, "Neural Networks Part 2".

    >>> y, _ = Dropout(rate=0.5).train_forward({}, np.ones(6), np.random.default_rng(0))
    >>> y, Dropout(rate=0.5).forward({}, np.ones(6))[0]
    (array([2., 2., 2., 0., 0., 0.]), array([1., 1., 1., 1., 1., 1.]))
    """

    rate: float = 0.5

    def __post_init__(self) -> None:
        object.__setattr__(self, "rate", share(self.rate, "rate"))

    def output(self, volume: Volume) -> Volume:
        """The same."""
        return volume

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """In evaluation: y = x."""
        return floating(x)[0], None

    def train_forward(self, params: Params, x: NDArray, rng: np.random.Generator) -> tuple[NDArray, Any]:
        """In training: y of x's shape. Which numbers are dropped is rng's choice."""
        (x,) = floating(x)
        factor = (generator(rng).random(x.shape, np.float32) >= self.rate).astype(x.dtype)
        factor *= 1 / (1 - self.rate)
        return x * factor, factor

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx: dy where x was kept, as much larger as x became; 0 where it was dropped."""
        return dy if cache is None else dy * cache, {}
