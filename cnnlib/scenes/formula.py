"""The output-size formula with the reader's own numbers, each in the colour of its slider."""

from fractions import Fraction

from cnnlib.scenes.scene import Run
from cnnlib.scenes.text import MINUS, number
from cnnlib.shapes import exact_size, extent


def size_formula(W: int, F: int, S: int, P: int, dilation: int, axis: str = "", short: bool = False) -> tuple[Run, ...]:
    """`(W − (d(F − 1) + 1) + 2P) / S + 1 = (7 − (1·(3 − 1) + 1) + 2·1) / 2 + 1 = 6 / 2 + 1 = 4` as coloured runs.

    `axis` is put behind the letters where the height has sizes of its own: "h" writes F_h and S_h.
    `short` leaves out what does nothing: at S = 1, P = 0 and d = 1 only `W − F + 1 = 7 − 3 + 1 = 5` remains.
    A size that is no whole number, or less than 1, is amber.

    >>> "".join(run.text for run in size_formula(10, 3, 2, 0, 1))[-15:]
    '7 / 2 + 1 = 4.5'
    >>> "".join(run.text for run in size_formula(7, 3, 1, 0, 1, short=True))
    'W − F + 1 = 7 − 3 + 1 = 5'
    """
    names = {"W": "H", "F": "Fₕ", "S": "Sₕ"} if axis == "h" else {"W": "W", "F": "F", "S": "S"}
    shown = (S > 1, P > 0, dilation > 1) if short else (True, True, True)
    letters = _expression((names["W"], names["F"], names["S"], "P", "d"), "", *shown)
    numbers = _expression((number(W), number(F), number(S), number(P), number(dilation)), "·", *shown)
    size = exact_size(W, F, S, P, dilation)
    role = "text" if size >= 1 and size.denominator == 1 else "amber"
    top = number(W - extent(F, dilation) + 2 * P)
    divided = (Run(f" = {top} / ", role), Run(number(S), "S", bold=True, symbol="S"), Run(" + 1 = ", role))
    middle = divided if shown[0] else (Run(" = ", role),)
    return (*letters, Run(" = "), *numbers, *middle, Run(number(size), role, bold=True))


def _expression(
    texts: tuple[str, str, str, str, str], times: str, stride: bool, padding: bool, dilated: bool
) -> tuple[Run, ...]:
    """`(W − (d(F − 1) + 1) + 2P) / S + 1`, once with letters and once with numbers; parts may be left out."""
    W, F, S, P, d = (Run(text, name, bold=True, symbol=name) for text, name in zip(texts, "WFSPd"))
    span = (Run("("), d, Run(f"{times}("), F, Run(f" {MINUS} 1) + 1)")) if dilated else (F,)
    border = (Run(f" + 2{times}"), P) if padding else ()
    top = (W, Run(f" {MINUS} "), *span, *border)
    return (Run("("), *top, Run(") / "), S, Run(" + 1")) if stride else (*top, Run(" + 1"))


def conventions(size: Fraction) -> str:
    """What the three customs make of a size that may be no whole number.

    >>> conventions(Fraction(9, 2))
    'exact: does not fit · floor (crop): 4 · ceiling: 5'
    """
    if size.denominator == 1:
        return f"exact, floor and ceiling agree: {number(size)}"
    floor = size.numerator // size.denominator
    return f"exact: does not fit · floor (crop): {floor} · ceiling: {floor + 1}"
