"""Mistakes on the way to one number of an output, and to the shape of im2col's matrix."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.mistakes.counts import memory_mistakes
from cnnlib.mistakes.mistake import Mistake, WrongFormula, told_apart
from cnnlib.shapes import Volume


def response_mistakes(
    window: NDArray, weights: NDArray, bias: float, answer: float, divisor: int = 1
) -> tuple[Mistake, ...]:
    """Wrong ways to the sum of window times weights, both (F, F, D), plus the bias.

    The weights are those in use; `divisor` is what the whole numbers on the screen have been divided by.

    >>> window = np.array([[[1], [2]], [[3], [4]]])
    >>> [(mistake.name, mistake.value) for mistake in response_mistakes(window, window * [-1], 1, answer=-29)][:3]
    [('forgot the bias', -30), ('turned the filter', -19), ('lost the minus signs', 31)]
    """
    first, depth = (window * weights)[:, :, 0].sum() + bias, window.shape[2]
    turned = (window * weights[::-1, ::-1]).sum() + bias
    slips: list[WrongFormula] = [
        ("forgot to divide", (answer - bias) * divisor + bias,
         f"The sum of the products is still to be divided by {divisor}."),
        ("forgot the bias", answer - bias, f"You forgot the bias: {_written(bias)} is added to the sum."),
        ("forgot the input depth", first, f"That is the first slice. The window goes through all {depth}."),
        ("turned the filter", turned, "You turned the filter: here each weight meets the pixel right below it."),
        ("lost the minus signs", (np.abs(window) * np.abs(weights)).sum() + bias,
         "A minus sign got lost: minus times plus is minus."),
        ("took the bias away", answer - 2 * bias, f"The bias {_written(bias)} is added, not taken away."),
        ("added without multiplying", window.sum(), "That is the sum of the pixels: each is multiplied by its weight."),
    ]  # fmt: skip
    return told_apart(_short(answer), [(name, _short(value), hint) for name, value, hint in slips])


def pooled_value_mistakes(window: NDArray, kind: str) -> tuple[Mistake, ...]:
    """Wrong ways to the "max", "average" or "L2" norm of a window.

    >>> [(mistake.name, mistake.value) for mistake in pooled_value_mistakes(np.array([[1, 2], [4, 5]]), "max")]
    [('took the average', 3), ('took the L2 norm', 6.782), ('took the sum', 12), ('took the smallest', 1)]
    """
    values = {
        "max": window.max(), "average": window.mean(), "L2": np.sqrt(np.square(window).sum()), "sum": window.sum(),
        "min": window.min(), "first": window.flat[0],
    }  # fmt: skip
    asked = {"max": "the largest", "average": "the average", "L2": "the L2 norm, the root of the sum of squares"}[kind]
    names = {
        "max": "took the maximum", "average": "took the average", "L2": "took the L2 norm", "sum": "took the sum",
        "min": "took the smallest", "first": "took the first",
    }  # fmt: skip
    hint = f"You {{}}, and asked is {asked} of the {window.size} numbers."
    others = [(names[other], _short(values[other]), hint.format(names[other])) for other in values if other != kind]
    return told_apart(_short(values[kind]), others)


def matrix_mistakes(volume: Volume, F: int, rows: int, cols: int) -> tuple[Mistake, ...]:
    """Wrong ways to (F·F·D, rows·cols), the shape of im2col's matrix: a column for each of rows·cols windows.

    >>> matrix_mistakes(Volume(W=5, H=5, D=3), F=3, rows=3, cols=3)[0].name
    'swapped rows and columns'
    """
    D, tall, places = volume.D, F * F * volume.D, rows * cols
    stretched = f"a window of {F}·{F} pixels through D = {D} slices is stretched out into one column"
    return told_apart((tall, places), [
        ("swapped rows and columns", (places, tall), f"Rows and columns are swapped: {stretched}."),
        ("forgot the input depth", (F * F, places), f"The depth is missing: {stretched}."),
        ("counted a row of windows", (tall, cols), f"That is one row of windows. There are {rows} rows of {cols}."),
        ("counted pixels for windows", (tall, volume.W * volume.H),
         f"There is a column for each window, and there are {rows}·{cols} of them, not {volume.W}·{volume.H}."),
    ])  # fmt: skip


def column_memory_mistakes(volume: Volume, F: int, rows: int, cols: int) -> tuple[Mistake, ...]:
    """Wrong ways to the bytes of im2col's matrix, F·F·D·rows·cols numbers of 4 bytes.

    >>> column_memory_mistakes(Volume(W=5, H=5, D=3), F=3, rows=3, cols=3)[0]
    Mistake(name='forgot the 4 bytes', value=243, hint='That counts the 243 numbers: each takes 4 bytes.')
    """
    numbers = F * F * volume.D * rows * cols
    shapes = [
        (mistake.name, 4 * mistake.value[0] * mistake.value[1], mistake.hint)
        for mistake in matrix_mistakes(volume, F, rows, cols)
        if isinstance(mistake.value, tuple)
    ]
    inputs = "That is the input. X_col holds a pixel as often as windows read it."
    units = [(mistake.name, mistake.value, mistake.hint) for mistake in memory_mistakes(numbers)]
    slips: list[WrongFormula] = [*units, ("counted the input", 4 * volume.size, inputs), *shapes]
    return told_apart(4 * numbers, slips)


def _short(value: float) -> float:
    return round(float(value), 3)


def _written(value: float) -> str:
    return f"{value:g}".replace("-", "−")
