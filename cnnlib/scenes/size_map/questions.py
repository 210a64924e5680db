"""What the reader may be asked to predict from the map."""

from cnnlib.mistakes import Mistake, output_size_mistakes, tidy, told_apart
from cnnlib.scenes.questions import Question
from cnnlib.scenes.size_map.cells import Cell, cells_of, chosen
from cnnlib.scenes.size_map.layout import place_of
from cnnlib.scenes.size_map.settings import Settings
from cnnlib.scenes.size_map.words import LIT_ROWS, named
from cnnlib.shapes import extent, same_padding

TELLING = ("map", "formula", "output", "verdict", "verdict-2", "same", "lit", *LIT_ROWS, "legend")
"""What gives a size away: the map, and what is said of it."""

SILENT = ("verdict", "verdict-2", "legend")
"""What needs no "?"."""


def questions(settings: Settings) -> tuple[Question, ...]:
    """The size of the chosen setting, how many strides fit, and the P that keeps the size.

    >>> [question.answer for question in questions(Settings(W=7, F=3, P=0))]
    [5, 3, 1]
    """
    cells = cells_of(settings)
    cell = cells[chosen(settings)]
    return (*_output_size(settings, cell), *_strides(settings, cells, cell), *_same_padding(settings, cell))


def _place(settings: Settings) -> tuple[float, float, float, float]:
    """Over the whole map, whose columns and rows stay."""
    place = place_of(settings)
    return place.x, place.y, place.cols * place.cell, place.rows * place.cell


def _output_size(settings: Settings, cell: Cell) -> tuple[Question, ...]:
    if not cell.fits:
        return ()
    way, S = cell.way, cell.axis[2]
    return (
        Question(
            "output size",
            f"{named(cell.axis)}: how large is the output?",
            int(cell.size),
            f"The window travels W + 2P − {cell.span} = {way} pixels in steps of {S}: {way}/{S} + 1 = {cell.size}.",
            output_size_mistakes(*cell.axis),
            TELLING,
            "pixels",
            place=_place(settings),
            drops=SILENT,
        ),
    )


def _strides(settings: Settings, cells: list[Cell], cell: Cell) -> tuple[Question, ...]:
    """How many settings of the chosen column fit, where the strides stand down."""
    cols, rows = settings.ranges
    if settings.symbols[1] != "S" or cell.too_large:
        return ()
    column = cells[chosen(settings) % len(cols) :: len(cols)]
    fitting = [one.axis[2] for one in column if one.fits]
    given = named(cell.axis, ("W", "F", "P", "d"))
    return (
        Question(
            "strides that fit",
            f"{given}: how many of the strides S = {rows[0]} to {rows[-1]} fit?",
            len(fitting),
            f"The window has {cell.way} pixels to travel; S = {', '.join(map(str, fitting))} divide that.",
            _stride_mistakes(cell, len(fitting), rows),
            TELLING,
            place=_place(settings),
            drops=SILENT,
        ),
    )


def _stride_mistakes(cell: Cell, fitting: int, strides: range) -> tuple[Mistake, ...]:
    W, F, _, P, d = cell.axis
    divide = {name: sum(number % S == 0 for S in strides) for name, number in _ways(W, F, P, d).items()}
    return told_apart(
        fitting,
        [
            ("forgot 2P", divide["forgot 2P"], f"Padding lengthens the way by 2P = {2 * P}: {cell.way} pixels."),
            ("divided W", divide["divided W"], f"S has to divide the way of {cell.way} pixels, not W = {W}."),
            ("F instead of the dilated extent", divide["F instead of the dilated extent"],
             f"With d = {d} the filter spans {cell.span} pixels, so the way is {cell.way}."),
            ("took all", len(strides), f"A stride fits only where it divides the way of {cell.way} pixels."),
        ],
    )  # fmt: skip


def _ways(W: int, F: int, P: int, d: int) -> dict[str, int]:
    """What is divided by S, in each of the mistakes."""
    span = extent(F, d)
    return {"forgot 2P": W - span, "divided W": W, "F instead of the dilated extent": W - F + 2 * P}


def _same_padding(settings: Settings, cell: Cell) -> tuple[Question, ...]:
    F, d = cell.axis[1], cell.axis[4]
    if cell.span % 2 == 0 or F == 1:
        return ()
    P = same_padding(F, d)
    slips = (
        ("forgot to halve", cell.span - 1, f"The border stands on both sides: 2P = {cell.span - 1}."),
        ("rounded up", P + 1, f"2P = d(F − 1) = {cell.span - 1}, so P = {P}."),
        ("forgot − 1", tidy(cell.span / 2), f"The window covers one pixel anyway: 2P = {cell.span} − 1."),
        ("F instead of the dilated extent", (F - 1) // 2, f"With d = {d} the filter spans {cell.span} pixels."),
    )
    return (
        Question(
            "same size",
            f"F = {F}, d = {d}, S = 1: which P gives an output as large as the input?",
            P,
            f"W − {cell.span} + 2P + 1 = W for 2P = {cell.span - 1}: P = {P}.",
            told_apart(P, slips),
            TELLING,
            place=_place(settings),
            drops=SILENT,
        ),
    )
