"""What the im2col picture may ask: the shape of X_col, one number of the product, the memory of the copies."""

from cnnlib.implementations import Matrices
from cnnlib.mistakes import column_memory_mistakes, matrix_mistakes, response_mistakes, tidy
from cnnlib.scenes.im2col import layout, words
from cnnlib.scenes.im2col.settings import Settings
from cnnlib.scenes.im2col.values import Numbers, work_out
from cnnlib.scenes.questions import Question
from cnnlib.scenes.text import number, signed
from cnnlib.shapes import floor_size

MOST = 30  # products that are to be added up in the head
SUM = "Multiply each number of the column by the weight in its place, add the products, and then the bias."
MEMORY = ("card-X_col", "card-copied", "card-bytes")
GRIDS = ("col", "product", "row", "b", "y0", "y1", "y2", "y3")
COUNTED = ("X_col", "W_row", "product-size", *(f"story-{n}" for n in range(4)))
PLACE = (500.0, 120.0, layout.SIDE - 24 - 500.0, layout.BOTTOM + 6.0 - 120)


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions of this setting; none where not one window fits.

    >>> [question.answer for question in questions(Settings(W=4, F=2, D1=2))]
    [(8, 9), 4, 288]
    """
    counted = words.sizes(settings)
    if not counted:
        return ()
    one = _one_output(work_out(settings)) if settings.own and counted.X_col[0] <= MOST else None
    return (_shape(settings, counted), *([one] if one else []), _memory(settings, counted))


def _given(settings: Settings) -> str:
    """The sizes; padding and dilation only where there are any."""
    W, F, S, P, d = settings.axis
    border, gaps = f", P = {P}" if P else "", f", d = {d}" if d > 1 else ""
    return f"W = {W}, F = {F}, S = {S}{border}{gaps}, D1 = {settings.volume.D}"


def _shape(settings: Settings, counted: Matrices) -> Question:
    (R, N), F, D1 = counted.X_col, settings.axis[1], settings.volume.D
    side = floor_size(*settings.axis)
    return Question(
        "shape of X_col", f"{_given(settings)}: how large is X_col (rows × columns)?", (R, N),
        f"{F}·{F}·{D1} = {R:,} numbers in a window, {side}·{side} = {N:,} windows: X_col is {R:,} × {N:,}.",
        matrix_mistakes(settings.volume, F, side, side),
        hides=("output", "verdict", *MEMORY, *GRIDS, *COUNTED),
        drops=("dot", "verdict-2", "bracket", "window-size", *(f"story-{n}-2" for n in range(4))),
        place=PLACE if settings.own else None,
    )  # fmt: skip


def _one_output(n: Numbers) -> Question:
    """The number in the middle of map 0."""
    F, D1, side = n.settings.F, n.x.shape[2], n.y.shape[0]
    p = (side // 2) * side + side // 2
    answer, total, bias = float(n.product[0, p]), float(n.sums[0, p]), float(n.b[0])
    window, weights = (part.reshape(F, F, D1) for part in (n.columns[:, p], n.rows[0]))
    return Question(
        "one output", f"Row 0 of W_row times column {p} of X_col, both lit, plus the bias: which number comes out?",
        tidy(round(answer, 3)), f"{number(total)} {signed(bias)} = {number(answer)}: the dot product, and the bias.",
        response_mistakes(window, weights, bias, answer), hides=(f"product:{p}", f"y0:{p}"), nudge=SUM,
    )  # fmt: skip


def _memory(settings: Settings, counted: Matrices) -> Question:
    (R, N), side = counted.X_col, floor_size(*settings.axis)
    return Question(
        "memory of X_col", f"{_given(settings)}: how many bytes does X_col take, 4 for each number?",
        counted.column_bytes, f"{R:,}·{N:,} = {R * N:,} numbers of 4 bytes: {counted.column_bytes:,} bytes.",
        column_memory_mistakes(settings.volume, settings.axis[1], side, side), hides=MEMORY, unit="bytes",
    )  # fmt: skip
