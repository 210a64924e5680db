"""What the Pooling picture may ask before it shows: the output size, one output number, the parameters."""

from cnnlib.layers import Conv
from cnnlib.mistakes import (
    output_size_mistakes,
    parameter_mistakes,
    pooled_size_mistakes,
    pooled_value_mistakes,
    pooling_parameter_mistakes,
    tidy,
)
from cnnlib.scenes.formula import pooling_formula
from cnnlib.scenes.pooling import layout, tells, words
from cnnlib.scenes.pooling.settings import Settings
from cnnlib.scenes.pooling.values import Numbers, layer, work_out
from cnnlib.scenes.questions import Question
from cnnlib.shapes import Volume, exact_size, floor_size

MAPS = tuple(f"y{d}" for d in range(4))
CARD = ("card-output", f"card-{words.FLOORED}", "card-numbers", "card-discarded")
RINGS = ("rings", "changed", "legend-0", "legend-1")
RULES = {
    "max": "Take the largest number of the window.",
    "average": "Add up the numbers of the window and divide by how many they are.",
    "L2": "Square each number of the window, add up the squares, and take the root.",
}


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions of this setting; beside a convolution, what that one costs.

    >>> [question.answer for question in questions(Settings(W=8, F=2, S=2, D1=3))]
    [4, 7, 0]
    """
    if settings.show == "convolution":
        return (_convolution_parameters(settings),)
    if settings.show != "pooling":
        return ()
    n = work_out(settings)
    one = [_one_output(n)] if n.y.size and settings.axis[1] ** 2 <= tells.MOST and not settings.large else []
    return (*([_size(settings)] if n.y.size and not settings.whole else []), *one, _parameters(n))


def _size(settings: Settings) -> Question:
    W, F, S, P, _ = settings.axis
    mistakes = output_size_mistakes(W, F, S, P, crop=True) if P else pooled_size_mistakes(W, F, S, crop=True)
    padding = f", P = {P}" if P else ""
    return Question(
        "output size",
        f"W = {W}, F = {F}, S = {S}{padding}: how many windows fit side by side?",
        floor_size(W, F, S, P), _worked(W, F, S, P), mistakes,
        hides=("formula-0", "output", "verdict", *CARD, *MAPS),
        drops=("verdict", "verdict-2", *RINGS), place=_place(settings),
    )  # fmt: skip


def _worked(W: int, F: int, S: int, P: int) -> str:
    formula = "".join(run.text for run in pooling_formula(W, F, S, P))
    whole = exact_size(W, F, S, P).denominator == 1
    return f"{formula}." if whole else f"{formula}, rounded down to {floor_size(W, F, S, P)}."


def _place(settings: Settings) -> tuple[float, float, float, float]:
    """Over all the maps."""
    first, last = layout.slices(settings.depth)[0][1], layout.slices(settings.depth)[-1][1]
    return first.x, first.y - 26, last.x + last.width - first.x, layout.BOTTOM - first.y + 26


def _one_output(n: Numbers) -> Question:
    """The number in the middle of the first map."""
    rows, cols, _ = n.y.shape
    row, col, kind = rows // 2, cols // 2, n.settings.kind
    window = tells.numbers_in(n, kind, 0, row, col)
    assert n.main is not None
    return Question(
        "one output", f"The window of row {row}, column {col} is lit: which number does {kind} pooling make of it?",
        tidy(round(float(n.y[row, col, 0]), 3)),
        tells.SUMS[kind](n, n.main, 0, row, col).replace("**", "") + ".",
        pooled_value_mistakes(window, kind), hides=(f"y0:{row * cols + col}",), drops=RINGS, nudge=RULES[kind],
    )  # fmt: skip


def _parameters(n: Numbers) -> Question:
    F, (H, W, D) = n.settings.axis[1], n.x.shape
    return Question(
        "parameters", f"Windows of {F} × {F} on {W} × {H} × {D}: how many parameters has this pooling layer?",
        layer(n.settings).parameters(Volume(W=W, H=H, D=D)) if n.y.size else 0,
        "0: pooling is a rule without weights, so there is nothing to learn.",
        pooling_parameter_mistakes(F, D), hides=("card-parameters",),
    )  # fmt: skip


def _convolution_parameters(settings: Settings) -> Question:
    F, D = settings.axis[1], words.DEEP
    answer = Conv(K=D, F=F).parameters(Volume(W=F, H=F, D=D))
    return Question(
        "parameters", f"A convolution of {F} × {F} from {D} slices to {D} maps, with biases: how many parameters?",
        answer, f"({F}·{F}·{D} + 1)·{D} = {answer:,}; the pooling layer beside it has none.",
        parameter_mistakes(F, D, D), hides=("card-convolution", "card-that is"),
    )  # fmt: skip
