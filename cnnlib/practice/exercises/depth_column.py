"""03.1: all numbers of one pixel."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.windows import windows


def depth_column(volume: NDArray, across: int, down: int) -> NDArray:
    """A window of one pixel, out of cnnlib's view of them all: (D,).

    >>> depth_column(np.arange(12).reshape(2, 3, 2), across=2, down=0)
    array([4, 5])
    """
    return windows(volume[None], F=1)[0, down, across, 0, 0].copy()


def _case(H: int, W: int, D: int, **where: int) -> Inputs:
    """Numbers that tell their place: 10·row + column, and 100 more in each deeper slice."""
    rows, columns, slices = np.indices((H, W, D))
    return {"volume": 10 * rows + columns + 100 * slices, **where}


DEPTH_COLUMN = FunctionCheck(
    name="depth_column",
    solution=depth_column,
    cases=(
        _case(2, 4, 2, across=1, down=0),
        _case(3, 3, 3, across=2, down=1),
        _case(4, 7, 3, across=5, down=2),
        _case(6, 5, 8, across=0, down=5),
    ),
    mistakes=mistakes(
        (lambda volume, across, down: volume[across, down, :],
         "The axes are swapped. The first index is the row, which says how far down: `volume[down, across, :]`."),
        (lambda volume, across, down: volume[:, down, across],
         "You read the depth from the first axis. Here it is the last: (height, width, depth)."),
        (lambda volume, across, down: volume[:, across, down],
         "You read the depth from the first axis. Here the order is (height, width, depth), and down comes before "
         "across."),
        (lambda volume, across, down: volume[down, across, 0],
         "That is one slice of the pixel. A colon in place of the 0 takes them all."),
        (lambda volume, across, down: volume[down, :, :],
         "That is a whole row of pixels. Both places have to be given, the depth alone is left open."),
        (lambda volume, across, down: volume[:, across, :],
         "That is a whole column of the image, pixel below pixel. A depth column has one place across and one "
         "place down."),
        (lambda volume, across, down: volume[down : down + 1, across : across + 1, :],
         "The numbers are right, but `down : down + 1` keeps an axis of length 1. A plain number drops it."),
        (lambda volume, across, down: volume[down - 1, across - 1, :],
         "You counted from 1. The pixel in the top left corner is `volume[0, 0]`."),
        (lambda volume, across, down: volume[down, across, :].sum(),
         "The numbers were added up. A depth column keeps them side by side."),
        (lambda volume, across, down: volume[down, across, :][::-1],
         "The order is turned round: slice 0 comes first."),
    ),
    reason="`volume[down, across, :]`: row first, then column, and the colon goes through the depth.",
)  # fmt: skip
