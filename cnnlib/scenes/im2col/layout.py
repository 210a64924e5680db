"""Where things stand in the im2col picture: W_row left of X_col and below it, their product where they meet."""

from dataclasses import dataclass

from cnnlib.scenes import boxes
from cnnlib.scenes.boxes import Box, fit_cell
from cnnlib.scenes.im2col.values import Numbers

WIDTH, HEIGHT = 1180, 640  # low enough for a projector: sliders, matrices and sentence are seen at once
LEFT, ROOM = 18, 472  # where the input slices begin, and the width that they share
TOP, BOTTOM = 142, 588  # first row of cells; last row of the product
INPUT_BOTTOM = 332
MATRIX, MATRIX_END = 528, 908  # where X_col begins, and where its room ends
NEAREST = 380  # where it may begin if there are many columns and few weights: below the input, right of the dot product
BETWEEN = 35  # X_col and the product: room for a title
SMALLEST = 10  # digits
TITLE = 118  # room for W_row's title
LARGEST, LARGEST_INPUT = 44, 38  # cells
DOT = 364  # the line that names the lit dot product
SIDE, SIDE_WIDTH = 932, 248  # the column with the output maps, the memory and the times
CARD_TOP, CARD_LINE, TIME_TOP = 328, 22, 466
SENTENCE = 600  # the bar with the sentence of the lit cell


def digits(cell: float, longest: int) -> float:
    """Text size for numbers of `longest` characters in a cell, bold when lit; 0 if too small for a projector.

    >>> digits(30, 1), digits(9, 1)
    (15.6, 0)
    """
    size = min(boxes.digits(cell, longest), round(min(cell - 3, 0.85 * cell) / (0.7 * longest), 1))
    return size if size >= SMALLEST else 0


@dataclass(frozen=True)
class Matrices:
    """Places of X_col, W_row, the biases and the product."""

    X_col: Box
    W_row: Box
    b: Box
    product: Box


def matrices(n: Numbers, longest: int) -> Matrices:
    """One size of cells for all, so that a row of W_row goes on in a row of the product, where its digits can be read;
    else W_row has larger cells than X_col. `longest` counts the characters of the longest number."""
    K, R = n.rows.shape
    cell: float = int(min(LARGEST, _tall(R, K, TOP), (MATRIX_END - MATRIX) / max(1, n.positions), 458 / (R + 1)))
    rows, left = cell, MATRIX
    if not digits(cell, longest):
        rows = int(min(24, 458 / (R + 1)))
        cell, left = _small(n, rows)
    top = BOTTOM - K * rows
    size, small = digits(cell, longest), digits(rows, longest)
    b = left - 14 - rows
    return Matrices(
        Box(left, top - BETWEEN - R * cell, cell, size),
        Box(b - 14 - max(R * rows, TITLE), top, rows, small),
        Box(b, top, rows, small),
        Box(left, top, cell, size),
    )


def _tall(R: int, K: int, top: float) -> float:
    """The height of a cell if R rows of X_col and K of the product fill the room below `top`."""
    return (BOTTOM - top - BETWEEN) / (R + K)


def _small(n: Numbers, rows: float) -> tuple[float, int]:
    """The cells of X_col and where it begins; below the input it may begin further left."""
    K, R = n.rows.shape
    beside = fit_cell(R, n.positions, MATRIX_END - MATRIX, BOTTOM - TOP - BETWEEN - K * rows, 16)
    left = int(max(NEAREST, LEFT + max(R * rows, TITLE) + 28 + rows))
    below = fit_cell(R, n.positions, MATRIX_END - left, BOTTOM - INPUT_BOTTOM - 36 - BETWEEN - K * rows, 16)
    return max((beside, MATRIX), (below, left))


def input_box(D1: int, side: int, slice_: int, longest: int) -> Box:
    """The slices share the width."""
    column = ROOM / D1
    cell = fit_cell(side, side, column - (14 if D1 > 1 else 0), INPUT_BOTTOM - TOP, LARGEST_INPUT)
    return Box(LEFT + slice_ * column, TOP, cell, digits(cell, longest))


def map_boxes(K: int, side: int, longest: int) -> list[Box]:
    """One map, or two in a row."""
    across = 1 if K == 1 else 2
    down = -(-K // across)
    room = (CARD_TOP - 14 - TOP - 28 * (down - 1)) / down
    cell = fit_cell(side, side, SIDE_WIDTH / across - 12 * (across - 1), room, LARGEST_INPUT)
    places = [divmod(k, across) for k in range(K)]
    size = digits(cell, longest)
    return [Box(SIDE + col * SIDE_WIDTH / across, TOP + row * (room + 28), cell, size) for row, col in places]
