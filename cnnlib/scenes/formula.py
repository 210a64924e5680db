"""The output-size formula with the reader's own numbers, each in the colour of its slider."""

from collections.abc import Sequence
from fractions import Fraction

from cnnlib.scenes.scene import Run, Sentences, Told
from cnnlib.scenes.text import MINUS, number
from cnnlib.shapes import Axis, exact_size, extent


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
    return _formula((names["W"], names["F"], names["S"], "P", "d"), (W, F, S, P, dilation), shown)


def pooling_formula(W: int, F: int, S: int, P: int = 0) -> tuple[Run, ...]:
    """`(W − F) / S + 1 = (8 − 2) / 2 + 1 = 6 / 2 + 1 = 4`: without dilation, and with padding only where there is some.

    >>> "".join(run.text for run in pooling_formula(8, 2, 2))
    '(W − F) / S + 1 = (8 − 2) / 2 + 1 = 6 / 2 + 1 = 4'
    """
    return _formula(("W", "F", "S", "P", "d"), (W, F, S, P, 1), (True, P > 0, False))


def _formula(names: tuple[str, str, str, str, str], axis: Axis, shown: tuple[bool, bool, bool]) -> tuple[Run, ...]:
    """With letters, with numbers, and the result; `shown` says whether stride, padding and dilation are written."""
    W, F, S, P, d = axis
    letters = _expression(names, "", *shown)
    numbers = _expression((number(W), number(F), number(S), number(P), number(d)), "·", *shown)
    size = exact_size(W, F, S, P, d)
    role = "text" if size >= 1 and size.denominator == 1 else "amber"
    top = number(W - extent(F, d) + 2 * P)
    divided = (Run(f" = {top} / ", role), _symbol(number(S), "S"), Run(" + 1 = ", role))
    middle = divided if shown[0] else (Run(" = ", role),)
    return (*letters, Run(" = "), *numbers, *middle, Run(number(size), role, bold=True))


def told_size_formula(x: float, y: float, axes: Sequence[Axis], size: float = 19) -> Told:
    """The formula of many settings (W, F, S, P, dilation), one for each step of the film.

    >>> told_size_formula(0, 0, [(10, 3, 1, 0, 1), (10, 3, 2, 0, 1)]).texts.at(1)[-15:]
    '7 / 2 + 1 = 4.5'
    """
    sizes = [exact_size(*axis) for axis in axes]
    fits = [size >= 1 and size.denominator == 1 for size in sizes]
    tops = [W - extent(F, d) + 2 * P for W, F, _, P, d in axes]
    given = tuple(zip(*axes, strict=True))
    whole, other = (tuple(number(n) if yes is fit else "" for n, fit in zip(sizes, fits)) for yes in (True, False))
    W, F, S, P, d, top = (_slot(n, column) for n, column in enumerate((*given, tops)))
    numbers = (*_expression((W, F, S, P, d), "·", True, True, True), Run(f" = {top} / "), _symbol(S, "S"))
    result = (Run(" + 1 = "), Run("{6}", bold=True), Run("{7}", "amber", bold=True))
    runs = (*_expression(("W", "F", "S", "P", "d"), "", True, True, True), Run(" = "), *numbers, *result)
    texts = Sentences("".join(run.text for run in runs), (*given, tops, whole, other))
    return Told(x, y, texts, size, id="formula", runs=runs)


def _slot(n: int, column: Sequence) -> str:
    """Where a number stands that changes from setting to setting; the number itself where it does not."""
    return f"{{{n}}}" if len(set(column)) > 1 else number(column[0])


def _symbol(text: str, symbol: str) -> Run:
    return Run(text, symbol, bold=True, symbol=symbol)


def _expression(
    texts: tuple[str, str, str, str, str], times: str, stride: bool, padding: bool, dilated: bool
) -> tuple[Run, ...]:
    """`(W − (d(F − 1) + 1) + 2P) / S + 1`, once with letters and once with numbers; parts may be left out."""
    W, F, S, P, d = map(_symbol, texts, "WFSPd")
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
