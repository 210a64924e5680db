"""What the Convolution picture may ask before it shows: the output size, one output number, the parameters."""

from cnnlib.mistakes import (
    Value,
    output_size_mistakes,
    parameter_mistakes,
    response_mistakes,
    sides_mistakes,
    tidy,
)
from cnnlib.scenes.convolution import layout
from cnnlib.scenes.convolution.one_dimension import OUTPUT_Y, ROOM
from cnnlib.scenes.convolution.settings import Settings
from cnnlib.scenes.convolution.values import Numbers, layer, work_out
from cnnlib.scenes.convolution.words import axes
from cnnlib.scenes.formula import size_formula
from cnnlib.scenes.questions import Question
from cnnlib.scenes.sliding import taps_along
from cnnlib.scenes.text import number, signed
from cnnlib.shapes import Axis, Volume, exact_size

MAPS = tuple(f"y{k}" for k in range(6))
MOST = 30  # products that are to be added up in the head
SUM = "Multiply each number under the window by its weight, add the products of all slices, and then the bias."


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions of this setting. Where the input shows how often it is read, sizes could be read off.

    >>> [question.answer for question in questions(Settings(W=7, F=3, S=2, P=1))]
    [4, 1, 56]
    """
    n = work_out(settings)
    if settings.show == "coverage" and settings.view == "2-D":
        return (_parameters(n),)
    products = n.w[0].size
    return (_size(settings), *([_one_output(n)] if n.outputs and products <= MOST else []), _parameters(n))


def _size(settings: Settings) -> Question:
    """What the formula gives: also where that is no whole number, so that the question does not tell whether it is."""
    lines = axes(settings)
    sizes = tidy(tuple(exact_size(*axis) for _, axis in lines))
    both = len(lines) == 2
    mistakes = sides_mistakes(settings.axis_w, settings.axis_h) if both else output_size_mistakes(*settings.axis_w)
    given = [_given(axis, settings.view == "2-D", direction == "down") for direction, axis in lines]
    asked = "how wide and how high is the output (width × height)" if both else "what does the size formula give"
    return Question(
        "output size", f"{'; '.join(given)}: {asked}?", sizes if both else _first(sizes),
        " ".join(_worked(axis, direction == "down") for direction, axis in lines), mistakes,
        hides=("formula-0", "formula-1", "output", "verdict", "card-output", "card-products", *MAPS),
        drops=("formula-1", "verdict", "verdict-2", "no-output", "plus", "in-all"),
        place=_place(settings),
    )  # fmt: skip


def _first(value: Value) -> int | float:
    return value[0] if isinstance(value, tuple) else value


def _given(axis: Axis, square: bool, down: bool) -> str:
    W, F, S, P, d = axis
    names = ("H", "Fₕ", "Sₕ") if down else ("W", "F", "S")
    return f"{names[0]} = {W}, {names[1]} = {F}, {names[2]} = {S}, P = {P}, d = {d}"


def _worked(axis: Axis, down: bool) -> str:
    formula = "".join(run.text for run in size_formula(*axis, "h" if down else "", short=True))
    whole = exact_size(*axis).denominator == 1
    return f"{formula}." if whole else f"{formula}: no whole number, so the windows do not fit exactly."


def _place(settings: Settings) -> tuple[float, float, float, float]:
    if settings.view == "1-D":
        return layout.LEFT, OUTPUT_Y, ROOM, 64
    return layout.SIDE, layout.TOP, layout.SIDE_WIDTH, layout.CARD_TOP - layout.TOP - 24


def _one_output(n: Numbers) -> Question:
    """The number in the middle of map 0."""
    rows, cols, _ = n.y.shape
    row, col = rows // 2, cols // 2
    answer, bias = float(n.y[row, col, 0]), float(n.b[0])
    window = n.x[list(taps_along(n.settings.axis_h, rows)[row])][:, list(taps_along(n.settings.axis_w, cols)[col])]
    parts = n.parts[row, col, 0].tolist()
    total = " ".join([number(parts[0]), *map(signed, parts[1:])])
    where = f"neuron {col}" if n.settings.view == "1-D" else f"row {row}, column {col} of map 0"
    return Question(
        "one output", f"Which number comes out at {where}? Its window is lit.", tidy(round(answer, 3)),
        f"{total} + bias {number(bias)} = {number(answer)}: the products of each slice, and the bias.",
        response_mistakes(window, n.w[0], bias, answer), hides=(f"y0:{row * cols + col}",), nudge=SUM,
        drops=("in-all",),
    )  # fmt: skip


def _parameters(n: Numbers) -> Question:
    settings, (K, FH, F, D1) = n.settings, n.w.shape
    answer = layer(settings).parameters(Volume(W=settings.axis_w[0], H=settings.axis_h[0], D=D1))
    return Question(
        "parameters",
        f"{_filters(K)} of {F} wide, {FH} high and {D1} deep, each with its bias: how many parameters has the layer?",
        answer,
        f"K·(F·F·D1 + 1) = {K}·({FH}·{F}·{D1} + 1) = {answer:,}; the size of the input is not in it.",
        parameter_mistakes((FH, F), D1, K, positions=max(1, n.outputs)),
        hides=("card-parameters", "card-weights each", "card-products"),
    )  # fmt: skip


def _filters(K: int) -> str:
    return "One filter" if K == 1 else f"{K} filters"
