"""The image a unit would like best, made by climbing its gradient."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import whole
from cnnlib.interpret.steps import Step, backward, check_unit, forward, images, place
from cnnlib.nets import Net


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
    """
    stage, steps = place(net, stage), whole(steps, "steps")
    check_unit(net, stage, unit)
    shape = net.volumes[0].shape
    if start is None:
        start = np.random.default_rng(seed).normal(0, 0.01, shape)
        if limits is not None:
            start += (limits[0] + limits[1]) / 2
    return _maximise(_Hill(net, unit, stage), images(net, np.asarray(start)[None]), steps, rate, penalty, limits)


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
    for number in range(1, steps + 1):
        slope = hill.slope(y, caches)
        if not slope.any():
            raise ValueError(
                f"the unit does not answer to the image of step {number - 1}: its gradient is 0 at every pixel. Take "
                "another seed, start=... an image it answers to, or the stage before the ReLU"
            )
        slope = slope - penalty * x
        x = x + rate * slope / max(float(np.sqrt(np.square(slope).mean())), np.finfo(x.dtype).tiny)
        if limits is not None:
            x = x.clip(*limits)
        value, y, caches = hill.height(x.astype(slope.dtype, copy=False))
        yield Step(number, steps, x[0], value)
