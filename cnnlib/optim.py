"""Optimisers: how a gradient becomes a step. Each changes one flat vector of all weights, in place.

>>> w = np.array([1.0, 2.0])
>>> SGD(rate=0.1).step(w, gradient=np.array([10.0, 0.0]))
>>> w
array([0., 2.])
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, inf, pi, sqrt
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import function, number
from cnnlib.checks import share as check_share

Schedule = Callable[[float], float]  # what to multiply the rate by, of the progress from 0 to 1
SUCH_AS = "cnnlib.optim.cosine"


class Optimiser(Protocol):
    """What `train.fit` asks of one."""

    def step(self, weights: NDArray, gradient: NDArray, factor: float = 1.0) -> None:
        """Change the weights in place; `factor` scales the rate, as a schedule asks."""


@dataclass
class SGD:
    """Stochastic gradient descent: w -= rate * gradient."""

    rate: float = 0.1

    def __post_init__(self) -> None:
        _check_rate(self.rate)

    def step(self, weights: NDArray, gradient: NDArray, factor: float = 1.0) -> None:
        """One step down the slope."""
        weights -= self.rate * factor * gradient


@dataclass
class Momentum:
    """SGD with a velocity that forgets slowly: v = keep*v - rate*gradient; w += v (Polyak 1964).

    `keep` is what others call the momentum, 0.9 as a rule; PyTorch has the rate outside of v, to the same effect.

    >>> w, momentum = np.array([1.0]), Momentum(rate=0.1, keep=0.5)
    >>> for _ in range(2):
    ...     momentum.step(w, gradient=np.array([2.0]))
    >>> w.round(6)                                                    # 1 - 0.2 - (0.5*0.2 + 0.2)
    array([0.5])
    """

    rate: float = 0.01
    keep: float = 0.9
    velocity: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        _check_rate(self.rate)
        check_share(self.keep, "keep", such_as=0.9)

    def step(self, weights: NDArray, gradient: NDArray, factor: float = 1.0) -> None:
        """One step of the rolling ball."""
        self.velocity = _memory(self.velocity, weights)
        self.velocity *= self.keep
        self.velocity -= self.rate * factor * gradient
        weights += self.velocity


@dataclass
class Adam:
    """Each weight has a step of its own, the mean gradient over its usual size (Kingma and Ba 2015).

    m and v are running means of the gradient and of its square, corrected for having started from 0:
    w -= rate * m / (sqrt(v) + epsilon). `rate`, `keep_mean` and `keep_square` are the paper's alpha, beta 1 and
    beta 2.

    >>> w = np.array([1.0, 1.0])
    >>> Adam(rate=0.1).step(w, gradient=np.array([100.0, -0.01]))     # the first step is as long whatever the slope
    >>> w.round(3)
    array([0.9, 1.1])
    """

    rate: float = 0.001
    keep_mean: float = 0.9
    keep_square: float = 0.999
    epsilon: float = 1e-8
    steps: int = field(default=0, repr=False)
    mean: Any = field(default=None, repr=False)
    square: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        _check_rate(self.rate)
        check_share(self.keep_mean, "keep_mean", such_as=0.9)
        check_share(self.keep_square, "keep_square", such_as=0.999)
        number(self.epsilon, "epsilon", "is no small number to divide by: it is above 0, such as 1e-8", _is_positive)

    def step(self, weights: NDArray, gradient: NDArray, factor: float = 1.0) -> None:
        """One step."""
        self.mean, self.square = _memory(self.mean, weights), _memory(self.square, weights)
        self.steps += 1
        self.mean += (1 - self.keep_mean) * (gradient - self.mean)
        self.square += (1 - self.keep_square) * (gradient * gradient - self.square)
        mean_so_far, square_so_far = 1 - self.keep_mean**self.steps, 1 - self.keep_square**self.steps
        size = np.sqrt(self.square) / sqrt(square_so_far) + self.epsilon
        weights -= (self.rate * factor / mean_so_far) * self.mean / size


def constant(progress: float) -> float:
    """The schedule that is none."""
    return 1.0


def cosine(progress: float) -> float:
    """From 1 at the start (progress 0) to 0 at the end (progress 1), half a cosine (Loshchilov, Hutter 2017).

    >>> [round(cosine(progress), 3) for progress in (0, 0.5, 1)]
    [1.0, 0.5, 0.0]
    """
    return (1 + cos(pi * progress)) / 2


def steps(at: Sequence[float] = (0.5, 0.75), factor: float = 0.1) -> Schedule:
    """1 at first, multiplied by `factor` at each of the given shares of the training.

    >>> [round(steps(at=(0.5, 0.75), factor=0.1)(progress), 3) for progress in (0, 0.49, 0.5, 0.8)]
    [1.0, 1.0, 0.1, 0.01]
    """
    said = "is no share of the training: it is a number from 0 to 1, such as 0.5"
    given = at if isinstance(at, Iterable) else [at]
    shares = [number(share, "at", said, lambda share: 0 <= share <= 1) for share in given]
    _check_rate(factor, "factor")
    return lambda progress: float(factor ** sum(progress >= share for share in shares))


def warm_up(share: float = 0.1, then: Schedule = cosine) -> Schedule:
    """Up from 0 in a straight line for a share of the training, `then` another schedule for the rest of it.

    It spares new weights the large first steps (Goyal et al. 2017).

    >>> [round(warm_up(share=0.2)(progress), 3) for progress in (0, 0.1, 0.2, 0.6, 1)]
    [0.0, 0.5, 1.0, 0.5, 0.0]
    """
    _check_part(share, "share", such_as=0.1)
    function(then, "then", SUCH_AS)
    return lambda progress: progress / share if progress < share else then((progress - share) / (1 - share))


def restart(first: Schedule, at: float, factor: float, then: Schedule = cosine) -> Schedule:
    """`first` until a share `at` of the training, `then` another schedule, `factor` times as high, for the rest of it.

    A rate that has come down and rises once more leaves a narrow valley for a wider one (Loshchilov, Hutter 2017).

    >>> schedule = restart(cosine, at=0.5, factor=0.4)
    >>> [round(schedule(progress), 3) for progress in (0, 0.25, 0.5, 0.75, 1)]
    [1.0, 0.5, 0.4, 0.2, 0.0]
    """
    _check_part(at, "at", such_as=0.5)
    _check_rate(factor, "factor")
    function(first, "first", SUCH_AS)
    function(then, "then", SUCH_AS)
    return lambda progress: first(progress / at) if progress < at else factor * then((progress - at) / (1 - at))


def _memory(array: NDArray | None, weights: NDArray) -> NDArray:
    """The optimiser's array beside the weights: zeros before the first step."""
    if array is None:
        return np.zeros_like(weights)
    if array.shape != weights.shape:
        raise ValueError(
            f"this optimiser remembers a net of {array.size:,} parameters and cannot train one of "
            f"{weights.size:,}: make a new optimiser for each net"
        )
    return array


def _check_rate(rate: float, name: str = "rate") -> None:
    kind = "learning rate" if name == "rate" else "factor of a rate"
    number(rate, name, f"is no {kind}: it is a number above 0, such as 0.001", _is_positive)


def _check_part(value: float, name: str, such_as: float) -> None:
    said = f"is no part of the training: it lies between 0 and 1, such as {such_as}"
    number(value, name, said, lambda part: 0 < part < 1)


def _is_positive(value: float) -> bool:
    return 0 < value < inf
