"""The output-size formula with the reader's own numbers, each in the colour of its slider."""

from fractions import Fraction

from cnnlib.scenes.scene import Run
from cnnlib.scenes.text import MINUS, number
from cnnlib.shapes import exact_size, extent


def size_formula(W: int, F: int, S: int, P: int, dilation: int, axis: str = "") -> tuple[Run, ...]:
    """`(W − (d(F − 1) + 1) + 2P) / S + 1 = (7 − (1·(3 − 1) + 1) + 2·1) / 2 + 1 = 6 / 2 + 1 = 4` as coloured runs.

    `axis` is put behind the letters where the height has sizes of its own: "h" writes F_h and S_h.
    A size that is no whole number, or less than 1, is amber.

    >>> "".join(run.text for run in size_formula(10, 3, 2, 0, 1))[-15:]
    '7 / 2 + 1 = 4.5'
    """
    names = {"W": "H", "F": "Fₕ", "S": "Sₕ"} if axis == "h" else {"W": "W", "F": "F", "S": "S"}
    letters = _expression(names["W"], names["F"], names["S"], "P", "d", times="")
    numbers = _expression(number(W), number(F), number(S), number(P), number(dilation), times="·")
    size = exact_size(W, F, S, P, dilation)
    role = "text" if size >= 1 and size.denominator == 1 else "amber"
    top = number(W - extent(F, dilation) + 2 * P)
    middle = (Run(f" = {top} / ", role), Run(number(S), "S", bold=True, symbol="S"), Run(" + 1 = ", role))
    return (*letters, Run(" = "), *numbers, *middle, Run(number(size), role, bold=True))


def _expression(W: str, F: str, S: str, P: str, d: str, times: str) -> tuple[Run, ...]:
    symbol = {"W": W, "F": F, "S": S, "P": P, "d": d}

    def run(name: str) -> Run:
        return Run(symbol[name], name, bold=True, symbol=name)

    return (
        Run("("), run("W"), Run(f" {MINUS} ("), run("d"), Run(f"{times}("), run("F"),
        Run(f" {MINUS} 1) + 1) + 2{times}"), run("P"), Run(") / "), run("S"), Run(" + 1"),
    )  # fmt: skip


def conventions(size: Fraction) -> str:
    """What the three customs make of a size that may be no whole number.

    >>> conventions(Fraction(9, 2))
    'exact: does not fit · floor (crop): 4 · ceiling: 5'
    """
    if size.denominator == 1:
        return f"exact, floor and ceiling agree: {number(size)}"
    floor = size.numerator // size.denominator
    return f"exact: does not fit · floor (crop): {floor} · ceiling: {floor + 1}"
