"""05.2: all windows of an image as the columns of a matrix."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cnnlib import windows
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.exercises.stretched import SLICES_FIRST, numbered
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import floor_size


def im2col(x: NDArray, F: int, S: int) -> NDArray:
    """cnnlib's im2col of a single image, its rows written as columns: (F*F*D, H2*W2).

    >>> im2col(np.array([[1, 2, 3], [4, 5, 6]])[:, :, None], F=2, S=1)
    array([[1, 2],
           [2, 3],
           [4, 5],
           [5, 6]])
    """
    return windows.im2col(x[None], F, S).T.copy()


def _seen(x: NDArray, F: int, S: int) -> NDArray:
    """(H2, W2, F, F, D)."""
    return windows.windows(x[None], F, S)[0]


def _as_matrix(*axes: int) -> Callable[[NDArray, int, int], NDArray]:
    """The windows (H2, W2, F, F, D) with their axes in another order, as a matrix of F*F*D rows."""
    return lambda x, F, S: _seen(x, F, S).transpose(axes).reshape(F * F * x.shape[2], -1).copy()


def _first_columns(x: NDArray, F: int, S: int, H2: int, W2: int) -> NDArray:
    """Zeros, but for the windows of the first H2 rows and W2 columns of the output, each in its place."""
    right = im2col(x, F, S)
    y = np.zeros_like(right)
    columns = np.arange(right.shape[1]).reshape(_seen(x, F, S).shape[:2])[:H2, :W2]
    y[:, columns] = right[:, columns]
    return y


def _at_i_plus_j(x: NDArray, F: int, S: int) -> NDArray:
    return _overwritten(x, F, S, lambda i, j, H2, W2: i + j)


def _at_i_times_j(x: NDArray, F: int, S: int) -> NDArray:
    return _overwritten(x, F, S, lambda i, j, H2, W2: i * j)


def _at_rows_of_height(x: NDArray, F: int, S: int) -> NDArray:
    return _overwritten(x, F, S, lambda i, j, H2, W2: i * H2 + j)  # may lie outside, and raise


def _overwritten(x: NDArray, F: int, S: int, place: Callable[[int, int, int, int], int]) -> NDArray:
    """Each window in the column that `place` says, a later one over an earlier one."""
    seen, y = _seen(x, F, S), np.zeros_like(im2col(x, F, S))
    H2, W2 = seen.shape[:2]
    for i, j in np.ndindex(H2, W2):
        y[:, place(i, j, H2, W2)] = seen[i, j].reshape(-1)
    return y


def _in_loops(*, swapped: bool = False, deep: bool = True, stretched: bool = True) -> Callable:
    """The lesson's two loops with one thing wrong, on which NumPy stops as it stops the student."""

    def loops(x: NDArray, F: int, S: int) -> NDArray:
        H, W = x.shape[1::-1] if swapped else x.shape[:2]
        H2, W2 = floor_size(H, F, S), floor_size(W, F, S)
        y = np.zeros((F * F * (x.shape[2] if deep else 1), H2 * W2), x.dtype)
        for i, j in np.ndindex(H2, W2):
            window = x[i * S : i * S + F, j * S : j * S + F]
            y[:, i * W2 + j] = window.reshape(-1) if stretched else window
        return y

    return loops


def _unmoved(x: NDArray, F: int, S: int) -> NDArray:
    H2, W2 = (floor_size(side, F, S) for side in x.shape[:2])
    return _seen(x, F, 1)[:H2, :W2].reshape(H2 * W2, -1).T.copy()


def _without_the_last(x: NDArray, F: int, S: int) -> NDArray:
    seen = _seen(x, F, S)[:-1, :-1]
    return seen.reshape(len(seen) * seen.shape[1], F * F * x.shape[2]).T.copy()


def _divided(x: NDArray, F: int, S: int) -> NDArray:
    return np.zeros(((x.shape[0] - F) / S + 1, 1))  # NumPy refuses: a size is no float


def _case(H: int, W: int, D: int, F: int, S: int) -> Inputs:
    return {"x": numbered(H, W, D) + 1, "F": F, "S": S}


SAME_COLUMN = "Different windows land in the same column: window [i, j] belongs in column i·W2 + j."

IM2COL = FunctionCheck(
    name="im2col",
    solution=im2col,
    cases=(
        _case(2, 3, 1, F=2, S=1),
        _case(4, 3, 1, F=2, S=1),
        _case(3, 4, 2, F=2, S=1),
        _case(5, 7, 2, F=3, S=2),
        _case(6, 5, 3, F=2, S=2),
    ),
    mistakes=mistakes(
        (lambda x, F, S: im2col(x, F, S).T.copy(),
         "Each window is a row of your matrix. The lecture's X_col has a *column* for each window: write "
         "`X_col[:, n]`. (`cnnlib.windows.im2col` has rows as well, which is the same thing lying on its side.)"),
        (_as_matrix(4, 2, 3, 0, 1), SLICES_FIRST),
        (_as_matrix(2, 3, 4, 1, 0),
         "The windows stand in another order: go through the output row by row, so that window [i, j] stands in "
         "column i·W2 + j."),
        (_as_matrix(3, 2, 4, 0, 1),
         "Rows and columns of each window are swapped: write the window down row by row."),
        (lambda x, F, S: im2col(x, F, 1),
         "The stride is missing: windows start S pixels apart, and there are (W − F) // S + 1 of them in a row."),
        (_unmoved,
         "The number of columns is right, but the window moves one pixel at a time: window [i, j] starts at row i·S "
         "and column j·S."),
        (_without_the_last,
         "The last row and the last column of windows are missing: did you forget the + 1 in H2 and W2?"),
        (_at_i_plus_j, SAME_COLUMN),
        (_at_i_times_j, SAME_COLUMN),
        (_at_rows_of_height,
         "A row of the output has W2 windows, so window [i, j] belongs in column i·W2 + j, not i·H2 + j."),
        (_in_loops(swapped=True),
         "Height and width are swapped, so that windows leave the image: `x.shape` is (H, W, D), and i counts the "
         "H2 rows of the output, j its W2 columns."),
        (_in_loops(deep=False),
         "X_col has too few rows: a column holds a window through all slices, F·F·D numbers."),
        (_in_loops(stretched=False),
         "The window is still a block, and a column is one long vector: `window.reshape(-1)`."),
        (lambda x, F, S: _first_columns(x, F, S, 1, 1),
         "Only the first window was written: does `return` stand inside the loops? It belongs after them."),
        (lambda x, F, S: _first_columns(x, F, S, 1, x.shape[1]),
         "Only the first row of windows was written: does `return` stand inside the outer loop? It belongs after it."),
        (_divided,
         "`/` gives a float, even where nothing is left over, and a size is a whole number: divide with `//`."),
        (lambda x, F, S: im2col(x[:, :, :1], F, S),
         "Only the first slice was used: a column holds F·F·D numbers."),
        (lambda x, F, S: np.moveaxis(_seen(x, F, S).reshape(*_seen(x, F, S).shape[:2], -1), 2, 0).copy(),
         "The columns still stand in a block of H2 rows and W2 columns: put them all side by side."),
    ),
    reason="One column for each window, F·F·D numbers high, and H2·W2 columns: window [i, j] stands in column "
           "i·W2 + j.",
)  # fmt: skip
