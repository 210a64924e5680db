"""02.2: the pixels that a dilated filter reads."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import extent
from cnnlib.windows import windows


def dilated_window(x: NDArray, row: int, column: int, F: int, dilation: int) -> NDArray:
    """One window out of cnnlib's view of them all.

    >>> dilated_window(np.arange(15).reshape(3, 5, 1), row=0, column=1, F=2, dilation=2)[:, :, 0]
    array([[ 1,  3],
           [11, 13]])
    """
    return windows(x[None], F, 1, dilation)[0, row, column].copy()


def _read(x: NDArray, row: int, column: int, length: int, step: int) -> NDArray:
    return x[row : row + length : step, column : column + length : step]


def _case(H: int, W: int, D: int, **where: int) -> Inputs:
    """An image whose numbers tell their place: 10·row + column, and 100 more in each deeper slice."""
    rows, columns, slices = np.indices((H, W, D))
    return {"x": 10 * rows + columns + 100 * slices, **where}


DILATED_WINDOW = FunctionCheck(
    name="dilated_window",
    solution=dilated_window,
    cases=(
        _case(3, 4, 1, row=0, column=1, F=2, dilation=1),
        _case(3, 4, 1, row=0, column=1, F=2, dilation=2),
        _case(6, 8, 2, row=1, column=3, F=3, dilation=2),
        _case(9, 8, 3, row=2, column=0, F=3, dilation=3),
    ),
    mistakes=mistakes(
        (lambda x, row, column, F, d: _read(x, row, column, F, d),
         "The slice ends after F pixels; a dilated filter spans d·(F − 1) + 1."),
        (lambda x, row, column, F, d: _read(x, row, column, F, 1),
         "The gaps are missing: read every d-th pixel, `x[start:stop:d]`."),
        (lambda x, row, column, F, d: _read(x, row, column, extent(F, d), 1),
         "The extent is right, but every pixel of it was read: take every d-th, `x[start:stop:d]`."),
        (lambda x, row, column, F, d: _read(x, row, column, extent(F, d + 1), d + 1),
         "Your dilation is off by one: dilation 1 is an ordinary filter, dilation 2 leaves out one pixel per gap."),
        (lambda x, row, column, F, d: _read(x, row, column, extent(F, d) - 1, d),
         "The last pixel is missing: a slice ends before its stop, so the stop is start + d·(F − 1) + 1."),
        (lambda x, row, column, F, d: _read(x, column, row, extent(F, d), d),
         "Row and column are swapped: the first index of x is the row."),
        (lambda x, row, column, F, d: _read(x, row, column, extent(F, d), d)[:, :, 0],
         "The depth is missing: a window goes through all slices."),
        (lambda x, row, column, F, d: _read(x, row * d, column * d, extent(F, d), d),
         "The start was multiplied by d: dilation spreads the pixels of a window, not the windows."),
    ),
    reason="From `row` on every d-th pixel, F of them: `x[row : row + d*(F - 1) + 1 : d]`, and the same across.",
)  # fmt: skip
