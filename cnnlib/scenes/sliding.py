"""A window that slides along one axis: which rows (or columns) each output reads, and how often each is read."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.shapes import Axis


def taps(outputs: int, F: int, S: int = 1, dilation: int = 1) -> tuple[tuple[int, ...], ...]:
    """The padded rows (or columns) that each output reads: start i·S, then a gap of the dilation.

    >>> taps(3, F=3, S=2)
    ((0, 1, 2), (2, 3, 4), (4, 5, 6))
    """
    starts = range(0, outputs * S, S)
    return tuple(tuple(range(start, start + F * dilation, dilation)) for start in starts)


def taps_along(axis: Axis, outputs: int) -> tuple[tuple[int, ...], ...]:
    """The same for an axis with its sizes.

    >>> taps_along((5, 3, 2, 1, 1), 2)
    ((0, 1, 2), (2, 3, 4))
    """
    _, F, S, _, dilation = axis
    return taps(outputs, F, S, dilation)


def reads(length: int, outputs: int, F: int, S: int = 1, dilation: int = 1) -> NDArray[np.int64]:
    """How many of the windows read each of `length` padded rows (or columns).

    >>> reads(7, outputs=3, F=3, S=2)
    array([1, 1, 2, 1, 2, 1, 1])
    """
    read = np.array(taps(outputs, F, S, dilation), np.int64)
    return np.bincount(read.ravel(), minlength=length)
