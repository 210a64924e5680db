"""How numbers and short texts are written in every picture."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

MINUS = "\u2212"
"""The true minus sign: as wide as a plus, and no screen reader calls it a hyphen."""

SLOT = re.compile(r"\{(\w+)(:\+)?\}")


@lru_cache(maxsize=4096)  # a scene writes the same few numbers a thousand times
def number(value: float | Fraction) -> str:
    """A number as the pictures show it: whole numbers without a point, others with at most three decimals.

    >>> number(-2), number(4.5), number(Fraction(13, 3))
    ('−2', '4.5', '4.333')
    """
    rounded = round(float(value), 3)
    text = str(int(rounded)) if rounded == int(rounded) else f"{rounded:.3f}".rstrip("0")
    return text.replace("-", MINUS)


def grouped(value: float | Fraction) -> str:
    """A large number, its thousands set apart.

    >>> grouped(50176), grouped(-1234.5)
    ('50,176', '−1,234.5')
    """
    sign = MINUS if value < 0 else ""
    whole, point, decimals = number(abs(value)).partition(".")
    return f"{sign}{int(whole):,}{point}{decimals}"


def tiny(value: float) -> str:
    """A very small number as a power of ten, with one digit.

    >>> tiny(4.2e-7), tiny(0.00001), tiny(0.0)
    ('4·10⁻⁷', '10⁻⁵', '0')
    """
    digit, _, power = f"{value:.0e}".partition("e")
    if digit == "0":
        return "0"
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] if d.isdigit() else "⁻" for d in str(int(power)))
    return f"10{raised}" if digit == "1" else f"{digit}·10{raised}"


def signed(value: float | Fraction) -> str:
    """A number as a further term of a sum.

    >>> signed(4), signed(-4)
    ('+ 4', '− 4')
    """
    return f"{MINUS} {number(-value)}" if value < 0 else f"+ {number(value)}"


def fill(pattern: str, values: Mapping[str, Any]) -> str:
    """Put values into the slots of a pattern: `{name}` plain, `{name:+}` as a further term of a sum.

    >>> fill("{0} {1:+} = {value}", {"0": 3, "1": -4, "value": -1})
    '3 − 4 = −1'
    """

    def slot(match: re.Match[str]) -> str:
        value = values[match[1]]
        if isinstance(value, str):
            return value
        return signed(value) if match[2] else number(value)

    return SLOT.sub(slot, pattern)


def plural(count: int, word: str) -> str:
    """
    >>> plural(1, "map"), plural(2, "map")
    ('1 map', '2 maps')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def often(count: int) -> str:
    """
    >>> [often(count) for count in (0, 1, 2, 9)]
    ['never', 'once', 'twice', '9 times']
    """
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def counted(count: int, word: str) -> str:
    """With commas between thousands.

    >>> counted(1, "bias"), counted(1096, "bias"), counted(2, "weight")
    ('1 bias', '1,096 biases', '2 weights')
    """
    ending = "" if count == 1 else "es" if word.endswith("s") else "s"
    return f"{count:,} {word}{ending}"


def percent(share: float) -> str:
    """
    >>> percent(0.9844), percent(1.0)
    ('98.4 %', '100 %')
    """
    return f"{100 * share:.1f} %".replace("100.0", "100")


def width(text: str, size: float) -> float:
    """About how many pixels a text takes: enough room in every sans-serif font that a browser may choose."""
    return 0.62 * size * len(text)
