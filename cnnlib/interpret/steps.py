"""What the functions that look into a net share: steps to watch, images some at a time, sentences for mistakes."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from cnnlib.batches import check_batch, check_finite
from cnnlib.checks import index
from cnnlib.nets import Net, as_net

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


def parts(x: NDArray) -> Iterator[slice]:
    """The images of x, some at a time."""
    return (slice(start, start + AT_ONCE) for start in range(0, len(x), AT_ONCE))


def images(net: Net, x: NDArray) -> NDArray:
    """x as a batch of finite numbers for this net, in the type of its weights."""
    x = np.asarray(x)
    check_batch(x, as_net(net).volumes[0])
    check_finite(x)
    return x.astype(net.vector.dtype, copy=False)


def check_unit(net: Net, stage: int, unit: int) -> None:
    """Raise IndexError unless the volume at the stage has a slice of that number.

    >>> from cnnlib import ReLU, Volume
    >>> check_unit(Net(Volume(W=2, H=2, D=3), [ReLU()]), stage=1, unit=3)
    Traceback (most recent call last):
    IndexError: unit = 3 lies outside [2x2x3], whose slices are 0 to 2
    """
    volume = net.volumes[stage]
    index(unit, "unit", volume.D, f"{volume}, whose slices")
