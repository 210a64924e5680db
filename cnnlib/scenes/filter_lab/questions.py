"""What the filter lab may ask before it shows: the response's size, one response, the parameters."""

from cnnlib.mistakes import output_size_mistakes, parameter_mistakes, response_mistakes, tidy
from cnnlib.scenes.filter_lab import layout
from cnnlib.scenes.filter_lab.maps import response_sentence
from cnnlib.scenes.filter_lab.picture import first_window
from cnnlib.scenes.filter_lab.settings import Settings
from cnnlib.scenes.filter_lab.values import Values, conv, pipeline
from cnnlib.scenes.formula import size_formula
from cnnlib.scenes.questions import Question
from cnnlib.scenes.text import number
from cnnlib.shapes import Volume, exact_size

MAPS = ("response", "relu", "pool")
PLACE = (layout.RIGHT, layout.TOP, layout.RIGHT_WIDTH, layout.LEGEND_TOP - layout.TOP - 12)
SUM = "Multiply each pixel of the window by its weight and add the products up; then divide, and add the bias."


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions of this setting; one response is asked for where the window can be read in full.

    >>> [question.answer for question in questions(Settings(S=2))]
    [85, -677, 10]
    """
    made = pipeline(settings)
    cell = first_window(settings, made) % made.response.size
    known = layout.has_products(settings) and not made.unknown.flat[cell]
    return (
        _size(settings, made),
        *([_one_response(settings, made, cell)] if known else []),
        _parameters(settings, made),
    )


def _size(settings: Settings, made: Values) -> Question:
    W, F, S, P, d = axis = (made.x.shape[1], settings.F, settings.S, settings.P, settings.dilation)
    formula = "".join(run.text for run in size_formula(*axis, short=True))
    floored = "" if exact_size(*axis).denominator == 1 else f", rounded down to {made.response.shape[1]}"
    return Question(
        "response size",
        f"The picture has W = {W}, the filter F = {F}, S = {S}, P = {P}, d = {d}: how wide is the response? A last "
        "window that does not fit is left out.",
        made.response.shape[1], f"{formula}{floored}.", output_size_mistakes(*axis, crop=True),
        hides=("formula-0", "output", "card-products", *MAPS), drops=("behind-maps",), place=PLACE,
    )  # fmt: skip


def _one_response(settings: Settings, made: Values, cell: int) -> Question:
    """Where the filter answers loudest."""
    row, col = divmod(cell, made.response.shape[1])
    taps = [[start * settings.S + n * settings.dilation for n in range(settings.F)] for start in (row, col)]
    window, answer = made.padded[taps[0]][:, taps[1]], float(made.response[row, col])
    said = response_sentence(settings, made).at(cell, row=row, col=col, value=number(round(answer, 1)))
    pooled = made.pooled is not None and row // 2 < made.pooled.shape[0] and col // 2 < made.pooled.shape[1]
    hides = [f"response:{cell}"] + ([f"relu:{cell}"] if made.relu is not None else [])
    if pooled and made.pooled is not None:
        hides.append(f"pool:{row // 2 * made.pooled.shape[1] + col // 2}")
    return Question(
        "one response",
        f"Which number comes out at row {row}, column {col}? Its window is lit and enlarged.",
        tidy(round(answer, 3)), said.replace("**", "") + ".",
        response_mistakes(window, made.w / made.divisor, settings.bias, answer, made.divisor),
        hides=tuple(hides), nudge=SUM,
    )  # fmt: skip


def _parameters(settings: Settings, made: Values) -> Question:
    F, D = settings.F, settings.D
    height, width = made.x.shape[:2]
    answer = conv(settings, "zero").parameters(Volume(width, height, D)) + 1
    return Question(
        "parameters",
        f"One filter of {F} × {F} over {'red, green and blue' if D == 3 else 'a grey picture'}, with a bias: how many "
        "parameters?",
        answer, f"{F}·{F}·{D} + 1 = {answer}; the picture may be as large as it likes.",
        parameter_mistakes(F, D, 1, positions=made.response.size), hides=("card-parameters",),
    )  # fmt: skip
