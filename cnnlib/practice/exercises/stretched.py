"""05.1: a window as one long vector."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.windows import windows


def stretched(x: NDArray, i: int, j: int, F: int, S: int) -> NDArray:
    """One window out of cnnlib's view of them all, as a vector.

    >>> stretched(np.array([[1, 2, 3], [4, 5, 6]])[:, :, None], i=0, j=1, F=2, S=1)
    array([2, 3, 5, 6])
    """
    return windows(x[None], F, S)[0, i, j].reshape(-1)


def numbered(H: int, W: int, D: int) -> NDArray:
    """An image whose numbers tell their place: 10·row + column, and 100 more in each deeper slice."""
    rows, columns, slices = np.indices((H, W, D))
    return 10 * rows + columns + 100 * slices


def _read(x: NDArray, row: int, column: int, F: int) -> NDArray:
    return x[row : row + F, column : column + F]


def _in_order(x: NDArray, i: int, j: int, F: int, S: int, *axes: int) -> NDArray:
    """The window with its axes in another order, and only then in a row."""
    return _read(x, i * S, j * S, F).transpose(axes).reshape(-1)


def _case(H: int, W: int, D: int, **where: int) -> Inputs:
    return {"x": numbered(H, W, D), **where}


SLICES_FIRST = (
    "The order is another: you wrote down slice by slice. Here it is row by row, and all the slices of a pixel "
    "stand together, as `reshape(-1)` of the window gives it."
)

STRETCHED = FunctionCheck(
    name="stretched",
    solution=stretched,
    cases=(
        _case(3, 4, 1, i=0, j=1, F=2, S=1),
        _case(3, 4, 2, i=1, j=0, F=2, S=1),
        _case(5, 8, 2, i=1, j=2, F=2, S=2),
        _case(9, 9, 3, i=2, j=1, F=3, S=3),
    ),
    mistakes=mistakes(
        (lambda x, i, j, F, S: _in_order(x, i, j, F, S, 2, 0, 1), SLICES_FIRST),
        (lambda x, i, j, F, S: _in_order(x, i, j, F, S, 1, 0, 2),
         "Rows and columns of the window are swapped: the first row is written down first, from left to right."),
        (lambda x, i, j, F, S: _in_order(x, i, j, F, S, 2, 1, 0),
         "The order of all three axes is turned round (as with `order='F'`): rows first, then columns, then slices."),
        (lambda x, i, j, F, S: _read(x, i, j, F).reshape(-1),
         "The window starts at the wrong place: output [i, j] looks at the window that starts at row i·S and "
         "column j·S."),
        (lambda x, i, j, F, S: _read(x, i * F, j * F, F).reshape(-1),
         "Windows start S pixels apart, not F: they may overlap."),
        (lambda x, i, j, F, S: x[i * S : F, j * S : F].reshape(-1),
         "The window ends too early: a slice is `start : stop`, and a window that starts at i·S stops at i·S + F."),
        (lambda x, i, j, F, S: _read(x, j * S, i * S, F).reshape(-1),
         "Row and column of the output are swapped: i counts rows, j counts columns."),
        (lambda x, i, j, F, S: _read(x, i * S, j * S, F),
         "That is the right window, still as a block. Stretch it out: `window.reshape(-1)`."),
        (lambda x, i, j, F, S: _read(x, i * S, j * S, F).reshape(F * F, -1),
         "The pixels stand in a row, but each still has an axis of its own for its slices. One axis is wanted: "
         "`reshape(-1)`."),
        (lambda x, i, j, F, S: _read(x, i * S, j * S, F).reshape(-1, 1),
         "That is a matrix of one column. A vector has one axis: `reshape(-1)`."),
        (lambda x, i, j, F, S: _read(x, i * S, j * S, F).reshape(1, -1),
         "That is a matrix of one row. A vector has one axis: `reshape(-1)`."),
        (lambda x, i, j, F, S: _read(x, i * S, j * S, F)[:, :, 0].reshape(-1),
         "Only the first slice was read: the window goes through them all."),
        (lambda x, i, j, F, S: _read(x, i * S, j * S, F).sum(axis=2).reshape(-1),
         "The slices were added up. They stay apart here: the filter has a weight for each of them."),
    ),
    reason="`x[i*S : i*S + F, j*S : j*S + F].reshape(-1)`: F·F·D numbers, row by row, and all slices of a pixel "
           "side by side.",
)  # fmt: skip
