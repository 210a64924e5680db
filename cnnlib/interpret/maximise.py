"""The image a unit would like best, made by climbing its gradient."""

from collections.abc import Iterator
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import number, random_by, whole
from cnnlib.interpret.steps import Step, check_unit, images
from cnnlib.nets import Net
from cnnlib.trunk import backward, forward, stage_number


def maximise(
    net: Net,
    unit: int,
    stage: int = -1,
    *,
    steps: int = 100,
    rate: float = 0.02,
    penalty: float = 0.0,
    limits: tuple[float, float] | None = None,
    start: NDArray | None = None,
    seed: int = 0,
) -> Iterator[Step[NDArray]]:
    """An image (H, W, D) to which a unit answers strongly: x += rate * g / rms(g), with g its gradient at x.

    The unit is the one in the middle of slice `unit` at a stage; at the last stage, a class score. Climbing goes
    from `start`, or from faint noise by `seed`. `penalty` times x is taken from g, which keeps the image calm;
    `limits=(0, 1)` keeps the pixels in their range. A step's `value` is the unit's answer to the image.

    Source: Simonyan, Vedaldi and Zisserman, "Deep Inside Convolutional Networks", 2014.

    >>> from cnnlib import GlobalPool, Volume
    >>> net, start = Net(Volume(W=2, H=1, D=1), [GlobalPool()]).init(), np.zeros((1, 2, 1))
    >>> for step in maximise(net, unit=0, steps=3, rate=0.5, start=start):      # the mean rises by the rate
    ...     print(step.value, step.result.ravel())
    0.5 [0.5 0.5]
    1.0 [1. 1.]
    1.5 [1.5 1.5]
    """
    stage, steps = stage_number(net, stage), whole(steps, "steps")
    check_unit(net, stage, unit)
    rate = number(rate, "rate", "is no rate: it is a number above 0, such as 0.02", lambda rate: 0 < rate < inf)
    penalty = number(penalty, "penalty", "is out of range: it is at least 0", lambda penalty: 0 <= penalty < inf)
    _check_limits(limits)
    shape = net.volumes[0].shape
    if start is None:
        start = random_by(seed).normal(0, 0.01, shape)
        if limits is not None:
            start += (limits[0] + limits[1]) / 2
    return _maximise(_Hill(net, unit, stage), images(net, np.asarray(start)[None]), steps, rate, penalty, limits)


def _check_limits(limits: tuple[float, float] | None) -> None:
    if limits is None:
        return
    if not isinstance(limits, tuple | list) or len(limits) != 2:
        raise ValueError(f"limits = {limits!r} is no pair of numbers: write the lowest and the highest, such as (0, 1)")
    low, high = (number(limit, "a limit") for limit in limits)
    if low >= high:
        raise ValueError(f"limits = {limits!r} leave no room: the first is to be lower than the second, as in (0, 1)")


class _Hill:
    """The answer of a unit, and its gradient, at an image."""

    def __init__(self, net: Net, unit: int, stage: int) -> None:
        self.net, self.stage = net, stage
        self.unit = (0, net.volumes[stage].H // 2, net.volumes[stage].W // 2, unit)

    def height(self, x: NDArray) -> tuple[float, NDArray, list[Any]]:
        y, caches = forward(self.net, x, self.stage)
        return float(y[self.unit]), y, caches

    def slope(self, y: NDArray, caches: list[Any]) -> NDArray:
        dy = np.zeros_like(y)
        dy[self.unit] = 1
        return backward(self.net, caches, dy)


def _maximise(
    hill: _Hill, x: NDArray, steps: int, rate: float, penalty: float, limits: tuple[float, float] | None
) -> Iterator[Step[NDArray]]:
    _, y, caches = hill.height(x)
    for done in range(1, steps + 1):
        slope = hill.slope(y, caches)
        if not slope.any():
            raise ValueError(
                f"the unit does not answer to the image of step {done - 1}: its gradient is 0 at every pixel. Take "
                "another seed, start=... an image it answers to, or the stage before the ReLU"
            )
        slope = slope - penalty * x
        x = x + rate * slope / max(float(np.sqrt(np.square(slope).mean())), np.finfo(x.dtype).tiny)
        if limits is not None:
            x = x.clip(*limits)
        value, y, caches = hill.height(x.astype(slope.dtype, copy=False))
        yield Step(done, steps, x[0], value)
