"""Where a grid stands, and how large its cells and digits are: shared by the pictures that draw numbers in cells."""

from dataclasses import dataclass

READABLE = 10.8  # smallest digits: 10 pixels where a laptop shows the picture smaller
LEGIBLE, DIGITS_FROM = 11, 17  # what digits should have at least, and the cells that have room for that


@dataclass(frozen=True)
class Box:
    """A place for a grid: its top left corner, the size of a cell and of its digits (0: too small for digits)."""

    x: float
    y: float
    cell: float
    digits: float


def fit_cell(rows: int, cols: int, room_w: float, room_h: float, largest: float) -> float:
    """The largest cell, in whole pixels where it is at least 8, with which rows x cols fit the room.

    >>> fit_cell(9, 9, 270, 264, 34)
    29
    """
    cell = min(largest, room_w / max(cols, 1), room_h / max(rows, 1))
    return int(cell) if cell >= 8 else cell


def digits(cell: float, longest: float, least: float = READABLE) -> float:
    """Text size for numbers of `longest` characters in a cell; 0 where they would be too small to read.

    >>> digits(30, 1), digits(14, 1)
    (15.6, 0)
    >>> digits(58, len("\u22121.192"))
    13.3
    """
    share, letter = (0.52, 0.64) if longest <= 4 else (0.23, 0.62)  # long numbers have a point, which is narrow
    widest = (cell - 2) / (letter * max(longest, 1) + 0.2)
    size = round(min(max(share * cell, LEGIBLE), 22, widest), 1)
    return size if size >= least and cell >= DIGITS_FROM else 0
