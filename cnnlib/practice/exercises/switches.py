"""06.4: where the maximum of each window stands."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Pool
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.windows import windows


def switches(x: NDArray, F: int, S: int) -> NDArray:
    """What cnnlib's `Pool` remembers of one slice (H, W) for its way back: (H2, W2).

    >>> switches(np.array([[1, 7, 2], [5, 5, 9]]), F=2, S=1)
    array([[1, 3]])
    """
    _, (_, _, switch) = Pool(F=F, S=S, crop=True).forward({}, x[None, :, :, None])
    return switch[0, :, :, 0].astype(int)


def seen(x: NDArray, F: int, S: int) -> NDArray:
    """Each window of a slice stretched out: (H2, W2, F*F)."""
    windows_of_x = windows(x[None, :, :, None], F, S)[0, ..., 0]
    return windows_of_x.reshape(*windows_of_x.shape[:2], F * F)


def corners(x: NDArray, F: int, S: int) -> tuple[NDArray, NDArray]:
    """The row and the column where each window begins."""
    H2, W2 = seen(x, F, S).shape[:2]
    rows, columns = np.indices((H2, W2))
    return rows * S, columns * S


def _by_columns(x: NDArray, F: int, S: int) -> NDArray:
    turned = seen(x, F, S).reshape(-1, F, F).transpose(0, 2, 1).reshape(-1, F * F)
    return turned.argmax(-1).reshape(switches(x, F, S).shape)


def _in_the_map(x: NDArray, F: int, S: int) -> NDArray:
    (rows, columns), switch = corners(x, F, S), switches(x, F, S)
    return (rows + switch // F) * x.shape[1] + columns + switch % F


def _unmoved(x: NDArray, F: int, S: int) -> NDArray:
    H2, W2 = switches(x, F, S).shape
    return switches(x, F, 1)[:H2, :W2]


def _case(H: int, W: int, F: int, S: int, highest: int) -> Inputs:
    """Few different numbers make many ties."""
    return {"x": np.random.default_rng(H + W).integers(-highest, highest, (H, W)), "F": F, "S": S}


SMALL: Inputs = {"x": np.array([[1, 7, 4, 4], [5, 5, 4, 4]]), "F": 2, "S": 2}

SWITCHES = FunctionCheck(
    name="switches",
    solution=switches,
    cases=(SMALL, _case(4, 6, F=2, S=2, highest=9), _case(5, 7, F=3, S=2, highest=2), _case(8, 7, F=2, S=3, highest=3)),
    mistakes=mistakes(
        (lambda x, F, S: F * F - 1 - seen(x, F, S)[:, :, ::-1].argmax(-1),
         "Where several numbers are equally large, yours takes the last of them. The first one wins, as in "
         "`np.argmax`."),
        (_by_columns,
         "The places are counted column by column: count row by row, as `window.reshape(-1)` lays them out."),
        (lambda x, F, S: np.full_like(switches(x, F, S), x.argmax()),
         "That is the place of the largest number of the whole map. Each window has a winner of its own."),
        (_in_the_map,
         "These are places in the whole map. Count within the window: 0 is its top left number."),
        (lambda x, F, S: seen(x, F, S).max(-1),
         "These are the largest numbers. Asked for are their places in the window."),
        (lambda x, F, S: switches(x, F, S) + 1,
         "The places count from 0, as everything in NumPy does."),
        (lambda x, F, S: seen(x, F, S).argmin(-1),
         "These are the places of the smallest numbers."),
        (lambda x, F, S: seen(np.abs(x), F, S).argmax(-1),
         "The signs are lost: −8 is smaller than 3."),
        (_unmoved,
         "The size is right, but the window moves one pixel at a time: output [i, j] begins at pixel [i·S, j·S]."),
        (lambda x, F, S: switches(x, F, 1),
         "The stride is missing, both in the size and in the place of the window."),
        (lambda x, F, S: np.stack(np.divmod(switches(x, F, S), F), axis=-1),
         "A row and a column for each window say the same, but here one number is asked for: F·row + column."),
        (lambda x, F, S: switches(x, F, S).T,
         "Rows and columns of the output are swapped: it is (H2, W2)."),
    ),
    reason="`np.argmax(window)` for each window: it goes row by row, counts from 0, and keeps the first of a tie.",
)  # fmt: skip
