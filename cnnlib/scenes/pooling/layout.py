"""Where things stand in the Pooling picture. Sizes of cells follow from what must fit; nothing else moves."""

from dataclasses import dataclass

import numpy as np

from cnnlib.scenes.boxes import digits, fit_cell
from cnnlib.scenes.text import number

WIDTH, HEIGHT = 1180, 640
LEFT, TOP, BOTTOM = 18, 150, 572
SIDE, SIDE_WIDTH = 904, 276  # the column of cards
ROOM = SIDE - LEFT - 24  # the width that the slices share
LENS = 418  # where the window stands enlarged
SMALLEST, COMFORTABLE = 10, 12.5  # digits, in pixels


@dataclass(frozen=True)
class Room:
    """The place that a grid may fill."""

    x: float
    y: float
    width: float
    height: float
    largest: float = 50  # cell

    def cell(self, rows: int, cols: int) -> float:
        return fit_cell(rows, cols, self.width, self.height, self.largest)


def slices(depth: int) -> list[tuple[Room, Room]]:
    """Input and output of each slice: side by side for one slice, else the output below its input."""
    if depth == 1:
        return [(Room(LEFT, TOP, 430, BOTTOM - TOP), Room(LEFT + 500, TOP, ROOM - 500, LENS - 36 - TOP))]
    across = ROOM / depth
    lefts = [LEFT + d * across for d in range(depth)]
    return [(Room(x, TOP, across - 24, 216), Room(x, TOP + 256, across - 24, BOTTOM - TOP - 256, 38)) for x in lefts]


def written(values: np.ndarray, cell: float) -> tuple[tuple[str, ...], float]:
    """The texts of cells and the size of their digits, with as many decimals as are readable; 0: too small.

    >>> written(np.array([[2.25, 7.0]]), 40)[0], written(np.array([[2.333]]), 22)[0]
    (('2.25', '7'), ('2.3',))
    """
    flat = values.ravel().tolist()
    found: tuple[str, ...] = ()
    for decimals, least in ((2, COMFORTABLE), (1, SMALLEST)):
        found = tuple(number(round(value, decimals)) for value in flat)
        size = readable(cell, max(map(len, found), default=1))
        if size >= least:
            return found, size
    return found, 0


def readable(cell: float, longest: int) -> float:
    """Text size for numbers of so many characters; 0 where they would be too small."""
    size = digits(cell, longest)
    return size if size >= SMALLEST else 0


def lens_cell(F: int) -> float:
    """How large the pixels of the lit window are drawn."""
    return Room(0, LENS, ROOM - 500, BOTTOM - LENS, 44).cell(F, F)
