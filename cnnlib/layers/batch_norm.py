"""BATCH NORMALISATION: every slice gets mean 0 and variance 1, then a scale and a shift that are learnt."""

from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import number, share
from cnnlib.layers.layer import Params, batch_volume, check_shape, floating, weights_of, written
from cnnlib.shapes import Volume, as_volume

NO_EPSILON = "is no small number to keep from dividing by a variance of 0: it is above 0, such as 1e-5"


@dataclass(frozen=True, repr=False)
class BatchNorm:
    """y = scale * (x - mean) / sqrt(variance + epsilon) + shift, slice by slice; the volume stays.

    In training, mean and variance are those of the minibatch, over its images and pixels. Running averages of
    them are kept for evaluation: running = keep * running + (1 - keep) * batch, the variance counted with
    M - 1 for M numbers, as PyTorch does (whose `momentum` is 1 - keep).

    `{"scale", "shift", "mean", "variance"}`, each (D,). The 2*D of scale and shift are learnt and count as
    parameters. Mean and variance live beside them, so that they are saved with a net, but their gradient is
    always 0: `train_forward` moves them, in place, and no optimiser does.

    Source: Ioffe and Szegedy 2015, "Batch Normalization".

    >>> layer, rng = BatchNorm(), np.random.default_rng(0)
    >>> params = layer.init(Volume(W=2, H=1, D=1), rng)
    >>> x = np.array([3.0, 5.0]).reshape(1, 1, 2, 1)                  # mean 4, variance 1
    >>> layer.train_forward(params, x, rng)[0].round(3).ravel(), layer.forward(params, x)[0].round(2).ravel()
    (array([-1.,  1.]), array([2.48, 4.39]))
    >>> params["mean"], params["variance"]                            # a tenth of 4; 0.9*1 + 0.1*2
    (array([0.4], dtype=float32), array([1.1], dtype=float32))
    """

    keep: float = 0.9
    epsilon: float = 1e-5

    def __post_init__(self) -> None:
        object.__setattr__(self, "keep", share(self.keep, "keep", such_as=0.9))
        object.__setattr__(self, "epsilon", number(self.epsilon, "epsilon", NO_EPSILON, lambda small: 0 < small < inf))

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """The same."""
        return volume

    def parameters(self, volume: Volume) -> int:
        """A scale and a shift for each slice."""
        return 2 * as_volume(volume).D

    def multiply_adds(self, volume: Volume) -> int:
        """No dot products; in evaluation the layer can be folded into the CONV before it."""
        return 0

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """Scale and running variance 1, shift and running mean 0."""
        start = {"scale": 1, "shift": 0, "mean": 0, "variance": 1}
        return {name: np.full(as_volume(volume).D, value, np.float32) for name, value in start.items()}

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """In evaluation, by the running averages: y of x's shape (N, H, W, D)."""
        x, scale, shift, mean, variance = self._checked(params, x)
        return self._scaled(x - _across(mean, x), variance, scale, shift, training=False)

    def train_forward(self, params: Params, x: NDArray, rng: np.random.Generator) -> tuple[NDArray, Any]:
        """In training, by the minibatch's mean and variance; moves the running averages in params."""
        x, scale, shift, _, _ = self._checked(params, x)
        M = x.size // x.shape[-1]
        if M == 1:
            raise ValueError(
                f"a batch of shape {x.shape} has one number in each slice, whose variance is always 0: "
                "batch normalisation trains with two images or more"
            )
        mean = _sums(x) / M
        centred = x - _across(mean, x)
        variance = _sums(centred * centred) / M
        self._remember(params, mean, variance * (M / (M - 1)))
        return self._scaled(centred, variance, scale, shift, training=True)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx (N, H, W, D), {"scale", "shift"} and zeros for the running averages.

        In training x also moves mean and variance, which takes from dy what is constant and what is along x.
        """
        centred, inverse, scale, training = cache
        grads = self.gradients(cache, dy)
        slope = _across(scale * inverse, dy)
        if not training:
            return dy * slope, grads
        M = dy.size // dy.shape[-1]
        dx = centred * _across(-inverse * grads["scale"] / M, dy)
        dx -= _across(grads["shift"] / M, dy)
        dx += dy
        dx *= slope
        return dx, grads

    def gradients(self, cache: Any, dy: NDArray) -> Params:
        """{"scale", "shift"}, and zeros for the running averages."""
        centred, inverse, _, _ = cache
        none = np.zeros_like(inverse)
        return {"scale": _sums(dy * centred) * inverse, "shift": _sums(dy), "mean": none, "variance": none}

    def _scaled(
        self, centred: NDArray, variance: NDArray, scale: NDArray, shift: NDArray, training: bool
    ) -> tuple[NDArray, Any]:
        """y, and the cache."""
        inverse = 1 / np.sqrt(variance + self.epsilon)
        y = centred * _across(scale * inverse, centred)
        y += _across(shift, centred)
        return y, (centred, inverse, scale, training)

    def _checked(self, params: Params, x: NDArray) -> list[NDArray]:
        names = ("scale", "shift", "mean", "variance")
        D = batch_volume(np.asarray(x)).D
        arrays = weights_of(self, params, *names)
        for name, array in zip(names, arrays):
            check_shape(name, array, (D,))
        return floating(x, *arrays)

    def _remember(self, params: Params, mean: NDArray, variance: NDArray) -> None:
        for name, now in (("mean", mean), ("variance", variance)):
            params[name][...] = self.keep * params[name] + (1 - self.keep) * now


def _sums(x: NDArray) -> NDArray:
    """(D,): the sum over images and pixels, as a product with ones, several times faster than `x.sum`."""
    rows = np.ascontiguousarray(x).reshape(len(x), -1, x.shape[-1])
    return (np.ones(rows.shape[1], x.dtype) @ rows).sum(axis=0)


def _across(values: NDArray, x: NDArray) -> NDArray:
    """A number for each slice, (D,), written W times: (W, D). NumPy works through long rows faster than short ones."""
    return np.tile(values, (x.shape[2], 1))
