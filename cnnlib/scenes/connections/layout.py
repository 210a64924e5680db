"""Where things stand in the Connections picture, and which part of a large layer is drawn."""

from dataclasses import dataclass

from cnnlib.scenes.boxes import digits as digits_of
from cnnlib.scenes.boxes import fit_cell
from cnnlib.scenes.connections.counts import places
from cnnlib.scenes.connections.settings import Settings
from cnnlib.shapes import extent

WIDTH, HEIGHT = 1180, 672  # low enough for a projector: sliders, wires and counts are seen at once
COLUMN, COLUMNS = 368, (18, 406, 794)
TITLES = 134, 155  # baselines
NEURONS, INPUTS, TABLE = 166, 249, 315  # first rows of cells
NEURON, LARGEST, TABLE_HEIGHT, TABLE_CELL = 30, 36, 120, 25
BESIDE, ALONE = 34, 25  # from the one on, a lit cell has room for its weight; up to the other, it shows none
ROWS, ROW = 448, 52  # the counts: first one's top, and from one to the next
BAR_LEFT, BAR_RIGHT, DECADES = 18, 872, 16
NOT_TO_SHARE, CARD = 348, 478  # tops of the panels on the right
CARD_LEFT, CARD_WIDTH, CARD_LINE = 904, 276, 22
SENTENCE = 626
READABLE = 10  # smallest digits
BOLD = 1.13  # how much wider bold letters are

MOST = 6  # neurons drawn
REACH = 20  # cells of the input that they should not exceed, unless there would be fewer than two neurons


@dataclass(frozen=True)
class Cut:
    """The part of one row that is drawn: the first neurons, and the cells of the padded row that they read."""

    neurons: int
    cells: int
    whole: bool

    def inputs(self, settings: Settings) -> tuple[int, ...]:
        """The cells drawn that are no padding."""
        return tuple(range(settings.P, min(self.cells, settings.P + settings.W)))


def cut(settings: Settings) -> Cut:
    """All neurons of a row if there are few, else its first ones.

    >>> cut(Settings(W=5, F=3, P=1)), cut(Settings(W=227, F=11, S=4, P=0))
    (Cut(neurons=5, cells=7, whole=True), Cut(neurons=3, cells=19, whole=False))
    """
    W, F, S, P, dilation = settings.axis
    all_, span = places(settings), extent(F, dilation)
    if not all_:
        return Cut(0, W + 2 * P, whole=True)
    shown = min(all_, MOST)
    while shown > 2 and span + S * (shown - 1) > REACH:
        shown -= 1
    whole = shown == all_
    return Cut(shown, W + 2 * P if whole else span + S * (shown - 1), whole)


def row_cell(cells: int, room: float) -> float:
    """The size of a row's cells: such that a weight is written large beside a number, or not at all.

    >>> row_cell(9, 368), row_cell(12, 368), row_cell(16, 368)
    (36, 25, 23)
    """
    cell = fit_cell(1, cells, room, LARGEST, LARGEST)
    return ALONE if ALONE < cell < BESIDE else cell


def digits(cell: float, longest: int) -> float:
    """Text size for so many bold characters in a cell; 0 where they would be too small for a projector.

    >>> digits(20, 2), digits(16, 2)
    (10.9, 0)
    """
    size = digits_of(cell, BOLD * longest)
    return size if size >= READABLE else 0
