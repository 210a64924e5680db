"""What may be asked: the weights of one filter, and of all."""

from cnnlib.mistakes.mistake import told_apart
from cnnlib.scenes.growth.runs import run_named
from cnnlib.scenes.growth.settings import Settings
from cnnlib.scenes.questions import Question

HIDES = ("parameters",)


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions of this setting.

    >>> [question.answer for question in questions(Settings())]
    [147, 2352]
    """
    K, H, W, D = run_named(settings.run).filters[0].shape
    one, size = H * W * D, f"{H} × {W} × {D}"
    slices = "slice" if D == 1 else "slices"
    first = [
        ("forgot the depth", H * W, f"The input has {D} {slices}, and a filter has weights for each of them."),
        ("took one side", W * D, f"A filter is {H} high and {W} wide: multiply both."),
        ("counted the bias", one + 1, "The bias is no weight: it has no place in the picture of a filter."),
        ("counted all filters", K * one, f"That is all {K} filters. One is asked for."),
    ]
    every = [
        ("counted one filter", one, f"That is one filter. There are {K}."),
        ("forgot the depth", K * H * W, f"The input has {D} {slices}, and a filter has weights for each of them."),
        ("counted the biases", K * (one + 1), f"The {K} biases are no weights: they have no place in the picture."),
        ("forgot one side", K * W * D, f"A filter is {H} high and {W} wide: multiply both."),
    ]
    return (
        Question("weights of one filter", f"A filter of {size}: how many weights has it?", one,
                 f"{H}·{W}·{D} = {one:,}.", told_apart(one, first), HIDES),
        Question("weights of all filters", f"{K} filters of {size}: how many weights have they together?", K * one,
                 f"{K}·{H}·{W}·{D} = {K * one:,}.", told_apart(K * one, every), HIDES),
    )  # fmt: skip
