"""A named mistake, and how a list of them is put together."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Value = int | float | tuple[int | float, ...]
WrongFormula = tuple[str, Any, str]
"""Name, value and hint, before it is known whether the value is wrong: where P = 0, forgetting 2P does no harm."""


@dataclass(frozen=True)
class Mistake:
    """A wrong formula: its `name`, the `value` it gives with the reader's numbers, and the `hint` that names it."""

    name: str
    value: Value
    hint: str


def told_apart(answer: Any, formulas: Iterable[WrongFormula]) -> tuple[Mistake, ...]:
    """The formulas that give neither the answer nor what one before them gives.

    >>> formulas = [("forgot + 1", 4, "..."), ("forgot 2P", 4, "..."), ("forgot the bias", 5, "...")]
    >>> [mistake.name for mistake in told_apart(5, formulas)]
    ['forgot + 1']
    """
    known, found = {tidy(answer)}, []
    for name, value, hint in formulas:
        if tidy(value) not in known:
            known.add(tidy(value))
            found.append(Mistake(name, tidy(value), hint))
    return tuple(found)


def tidy(value: Any) -> Value:
    """A plain int where the value is whole, else a float with six decimals; also number by number in a tuple.

    >>> tidy(Fraction(6, 2)), tidy(Fraction(9, 2)), tidy((2.0, 3))
    (3, 4.5, (2, 3))
    """
    if isinstance(value, tuple):
        return tuple(_tidy(part) for part in value)
    return _tidy(value)


def _tidy(value: Any) -> int | float:
    return int(value) if Fraction(value).denominator == 1 else round(float(value), 6)
