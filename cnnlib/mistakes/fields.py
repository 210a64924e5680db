"""Mistakes on the way to a receptive field."""

from collections.abc import Iterator, Sequence
from functools import reduce
from math import ceil, prod

from cnnlib.mistakes.mistake import Mistake, WrongFormula, told_apart
from cnnlib.receptive import Field
from cnnlib.shapes import extent

Window = tuple[int, int, int]  # F, S and d of a layer


def field_of(windows: Sequence[Window]) -> Field:
    """What a unit sees through layers without padding.

    >>> field_of([(3, 1, 1), (2, 2, 1), (3, 1, 1)])
    Field(size=8, jump=2, start=0)
    """
    return reduce(lambda field, window: field.behind(F=window[0], S=window[1], dilation=window[2]), windows, Field())


def field_mistakes(windows: Sequence[Window]) -> tuple[Mistake, ...]:
    """Wrong ways to 1 + the sum of (d(F − 1)) times the strides before, layer by layer.

    >>> [(mistake.name, mistake.value) for mistake in field_mistakes([(3, 1, 1), (3, 1, 1)])]
    [('added the filters', 6), ('only the last layer', 3), ('multiplied the filters', 9), ('forgot the first pixel', 4)]
    """
    return told_apart(field_of(windows).size, _field_slips(windows))


def _field_slips(windows: Sequence[Window]) -> Iterator[WrongFormula]:
    strided, sizes = any(S > 1 for _, S, _ in windows), [F for F, _, _ in windows]
    if strided:
        one_by_one = field_of([(F, 1, d) for F, _, d in windows]).size
        yield "forgot the strides", one_by_one, "Behind a stride S neighbours lie S times as far apart: multiply by it."
        yield "took a layer's own stride", _with_own_strides(windows), "A stride counts for the layers behind it only."
    if any(d > 1 for _, _, d in windows):
        undilated = field_of([(F, S, 1) for F, S, _ in windows]).size
        yield "forgot the dilation", undilated, "A filter with dilation d spans d(F − 1) + 1 of what it reads."
    last = extent(windows[-1][0], windows[-1][2])
    yield "added the filters", sum(sizes), "Neighbouring windows overlap: a layer adds F − 1, not F."
    yield (
        "only the last layer",
        last,
        "That is seen of the layer before, and each number there sees a patch of its own.",
    )
    yield "multiplied the filters", prod(sizes), "Windows overlap: what is seen grows by a sum, not by a product."
    yield "forgot the first pixel", field_of(windows).size - 1, "Begin with 1, the pixel itself, and add to it."
    yield "counted one layer too few", field_of(windows[:-1]).size, "The last layer reaches further, too."


def _with_own_strides(windows: Sequence[Window]) -> int:
    strides = [S for _, S, _ in windows]
    return 1 + sum(d * (F - 1) * prod(strides[: n + 1]) for n, (F, _, d) in enumerate(windows))


def depth_mistakes(F: int, least: int) -> tuple[Mistake, ...]:
    """Wrong ways to the number of F × F layers after which a number sees `least` pixels, (least − 1)/(F − 1) up.

    >>> [(mistake.name, mistake.value) for mistake in depth_mistakes(F=3, least=15)]
    [('divided by F', 5), ('forgot the first pixel', 8), ('counted the input', 6), ('a pixel for each layer', 14)]
    """
    answer = ceil((least - 1) / (F - 1))
    return told_apart(answer, [
        ("divided by F", ceil(least / F),
         f"Windows overlap: each layer adds F − 1 = {F - 1} pixels, not {F}."),
        ("forgot the first pixel", ceil(least / (F - 1)),
         f"Before the first layer one pixel is seen: {least - 1} more are wanted, not {least}."),
        ("counted the input", answer - 1, f"After {answer - 1} layers it is {1 + (answer - 1) * (F - 1)}: too few."),
        ("one layer too many", answer + 1, "A layer less is enough: begin with the one pixel that a pixel sees."),
        ("a pixel for each layer", least - 1, f"A layer adds more than one pixel: F − 1 = {F - 1}."),
    ])  # fmt: skip
