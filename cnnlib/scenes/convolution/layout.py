"""Where things stand in the Convolution picture. Sizes of cells follow from what must fit; nothing else moves."""

from cnnlib.scenes.boxes import Box, digits, fit_cell
from cnnlib.scenes.convolution.settings import Settings
from cnnlib.scenes.text import width

WIDTH, HEIGHT = 1180, 660
LEFT, ROOM = 18, 840  # where the slices begin, and the width that they share
TOP, BOTTOM = 144, 596  # first and last row of cells
FILTERS = 448  # first row of the filters below the input slices
STACKED_FILTERS, LENSES = (
    322,
    474,
)  # the same, and the lenses' first row, where filter and lens stand one above the other
SIDE, SIDE_WIDTH = 930, 250  # the column with output maps and card
CARD_TOP = 478
GAP = 12
UNDER_LENS = 8.8  # smallest digits under the lens: where its digits are no larger there are no others


def column(settings: Settings) -> float:
    """Distance from one input slice to the next."""
    return ROOM / settings.depth


def beside(settings: Settings) -> bool:
    """With one slice the filter stands beside the input instead of below, and both are large."""
    return settings.depth == 1


def stacked(settings: Settings, cols: int, lens: bool) -> bool:
    """Filter and lens one above the other: where, side by side, their digits would be too small."""
    return lens and not beside(settings) and (column(settings) - 3 * GAP) / 2 / cols < 18


def input_box(settings: Settings, rows: int, cols: int, slice_: int, longest: int) -> Box:
    """The place of an input slice; its cells have digits where these are large enough."""
    if beside(settings):
        cell = fit_cell(rows, cols, 454, BOTTOM - TOP, 48)
        return Box(LEFT, TOP, cell, digits(cell, longest))
    x = LEFT + slice_ * column(settings)
    cell = fit_cell(rows, cols, column(settings) - GAP - 6, 264, _largest(longest))
    if not digits(cell, longest) and stacked(settings, settings.axis_w[1], lens=True):
        cell = fit_cell(rows, cols, column(settings) - GAP - 6, STACKED_FILTERS - 32 - TOP, 30)
        return Box(x, TOP, cell, 0)
    return Box(x, TOP, cell, digits(cell, longest))


def filter_box(settings: Settings, rows: int, cols: int, slice_: int, longest: int, lens: bool) -> Box:
    """The filter slice; with a lens (input without digits) both share the column."""
    if beside(settings):
        cell = fit_cell(rows, cols, 320, 200 if lens else 238, 44)
        return Box(LEFT + 490, TOP, cell, digits(cell, longest))
    x = LEFT + slice_ * column(settings)
    if stacked(settings, cols, lens):
        cell = fit_cell(rows, cols, column(settings) - 60, 120, 30)
        return Box(x, STACKED_FILTERS, cell, digits(cell, longest))
    room = (column(settings) - 3 * GAP) / 2 if lens else column(settings) - (76 if longest <= 4 else 112)
    cell = fit_cell(rows, cols, room, 148, _largest(longest))
    return Box(x, FILTERS, cell, digits(cell, longest))


def lens_digits(settings: Settings, shape: tuple[int, ...], weights: int, numbers: int) -> float:
    """Text size under the lens, which is as large as a filter slice, (F, F); 0 where it would show nothing."""
    rows, cols = shape
    return digits(filter_box(settings, rows, cols, 0, weights, lens=True).cell, numbers, UNDER_LENS)


def _largest(longest: int) -> float:
    """Numbers with decimals need larger cells."""
    return 30 if longest <= 4 else 58


def _widest(count: int, longest: int) -> float:
    """The largest cell of an output map: a single one may be large."""
    return max(44 if count == 1 else 34, _largest(longest))


def products_fit(settings: Settings, cell: float, cols: int, longest: int) -> bool:
    """Whether a row of products "2·0 + 2·0" has room beside (or, for one slice, below) the filter."""
    term = longest + 2 if longest <= 4 else 2 * longest + 1  # both numbers of a product may have decimals
    line = width("+ " + " + ".join(["0" * term] * cols), 13)
    return line <= (400 if beside(settings) else column(settings) - cols * cell - GAP)


def map_boxes(count: int, rows: int, cols: int, longest: int) -> list[Box]:
    """Places of the output maps in the side column: one column for two maps, two for more."""
    across = 1 if count <= 2 else 2
    down = -(-count // across)
    room_h = (CARD_TOP - 16 - TOP - 30 * (down - 1)) / down
    cell = fit_cell(rows, cols, SIDE_WIDTH / across - (across - 1) * GAP, room_h, _widest(count, longest))
    place = [divmod(k, across) for k in range(count)]
    size = digits(cell, longest)
    return [Box(SIDE + col * SIDE_WIDTH / across, TOP + row * (room_h + 30), cell, size) for row, col in place]
