"""What the functions that look into a net share: steps to watch, a walk through the layers, sentences for mistakes."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from cnnlib.nets import Net

Result = TypeVar("Result")
AT_ONCE = 64  # images in work at a time


@dataclass(frozen=True)
class Step(Generic[Result]):
    """How far a computation is, and its result so far; `value` where there is one number to watch.

    An array that fills up is the same one at every step: copy it to keep how it was.
    """

    done: int
    of: int
    result: Result
    value: float | None = None


def finished(steps: Iterator[Step[Result]]) -> Result:
    """Pull a generator of steps to its end: the last result.

    >>> finished(iter([Step(1, 2, "half"), Step(2, 2, "whole")]))
    'whole'
    """
    last = deque(steps, maxlen=1)
    if not last:
        raise ValueError("there is no step left: this generator was pulled to its end before. Make a new one")
    return last[0].result


def forward(net: Net, x: NDArray, stage: int) -> tuple[NDArray, list[Any]]:
    """The batch at a stage of `net.volumes`, and what each layer before it wants to remember."""
    caches = []
    for layer, params in zip(net.layers[:stage], net.weights):
        x, cache = layer.forward(params, x)
        caches.append(cache)
    return x, caches


def backward(net: Net, caches: list[Any], dy: NDArray) -> NDArray:
    """The gradient at the input, of dy at the stage that `forward` went to."""
    for layer, cache in zip(reversed(net.layers[: len(caches)]), reversed(caches)):
        dy, _ = layer.backward(cache, dy)
    return dy


def parts(x: NDArray) -> Iterator[slice]:
    """The images of x, some at a time."""
    return (slice(start, start + AT_ONCE) for start in range(0, len(x), AT_ONCE))


def images(net: Net, x: NDArray) -> NDArray:
    """x as a batch for this net, in the type of its weights."""
    x = np.asarray(x)
    if x.shape[1:] != net.volumes[0].shape or len(x) == 0:
        hint = ": a single image x is the batch x[None]" if x.shape == net.volumes[0].shape else ""
        raise ValueError(
            f"images of shape {x.shape} do not fit a net that takes (N, H, W, D) of {net.volumes[0]}{hint}"
        )
    return x.astype(net.vector.dtype, copy=False)


def place(net: Net, stage: int) -> int:
    """The stage as a number from 0, the input, to the number of layers; -1 is the last one."""
    last = len(net.layers)
    if not -last - 1 <= stage <= last:
        raise IndexError(f"stage = {stage} is none of this net's, which are 0, the input, to {last}, its last layer's")
    return stage % (last + 1)


def check_unit(net: Net, stage: int, unit: int) -> None:
    """Raise IndexError unless the volume at the stage has a slice of that number."""
    D = net.volumes[stage].D
    if not 0 <= unit < D:
        raise IndexError(f"unit = {unit} lies outside {net.volumes[stage]}, whose slices are 0 to {D - 1}")
