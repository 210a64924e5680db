"""Sizes: what goes in, what comes out, and what would make it fit. The size formula stands here, once.

    (W - F + 2P)/S + 1

with W the size of the input along one axis, F of the filter, S the stride and P the padding on either side. A
dilated filter reads every `dilation`-th pixel, so it spans `dilation*(F - 1) + 1` pixels instead of F.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from cnnlib.checks import pair, whole

Size = int | tuple[int, int]
Axis = tuple[int, int, int, int, int]  # W, F, S, P and dilation along one axis
SYMBOLS = "P", "S", "W", "F", "dilation"  # in the order in which a change costs least: W is a change of the data
LEAST = {"P": 0}  # the smallest value of a symbol, where it is not 1
REACH = 2000  # values of a symbol that are tried in each direction
remembered = lru_cache(maxsize=4096, typed=True)  # nets ask for the same few sizes at every step


class FitError(ValueError):
    """The windows do not fit the input. The text holds the formula with the numbers in it, and a way out."""


@dataclass(frozen=True)
class Volume:
    """Width, height and depth of a block of numbers; printed as the lecture prints it.

    >>> volume = Volume(W=227, H=227, D=3)
    >>> print(volume, volume.shape, volume.size)
    [227x227x3] (227, 227, 3) 154587
    """

    W: int
    H: int
    D: int

    def __post_init__(self) -> None:
        for name in "WHD":
            object.__setattr__(self, name, whole(getattr(self, name), name))

    @property
    def shape(self) -> tuple[int, int, int]:
        """(H, W, D): the axes of an array that holds one such volume."""
        return self.H, self.W, self.D

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return self.W * self.H * self.D

    def __str__(self) -> str:
        return f"[{self.W}x{self.H}x{self.D}]"


def as_volume(volume: Any) -> Volume:
    """`volume` if it is one.

    >>> as_volume((32, 32, 3))
    Traceback (most recent call last):
    TypeError: a volume is written as Volume(W=32, H=32, D=3), not as (32, 32, 3)
    """
    if not isinstance(volume, Volume):
        raise TypeError(f"a volume is written as Volume(W=32, H=32, D=3), not as {volume!r}")
    return volume


def extent(F: int, dilation: int = 1) -> int:
    """The pixels from a filter's first to its last: dilation*(F - 1) + 1.

    >>> extent(3), extent(3, dilation=2)
    (3, 5)
    """
    return whole(dilation, "dilation") * (whole(F, "F") - 1) + 1


def same_padding(F: int, dilation: int = 1) -> int:
    """The P that keeps the size at stride 1: (F - 1)/2 for an ordinary filter.

    >>> same_padding(5), same_padding(3, dilation=2)
    (2, 2)
    """
    around = extent(F, dilation) - 1
    if around % 2:
        raise FitError(f"no P keeps the size for F = {F}, dilation = {dilation}: 2P would be {around}. Take an odd F")
    return around // 2


@remembered
def exact_size(W: int, F: int, S: int = 1, P: int = 0, dilation: int = 1) -> Fraction:
    """The formula as it stands: it may be no whole number, or less than 1.

    >>> exact_size(W=7, F=3, S=2), float(exact_size(W=10, F=3, S=2))
    (Fraction(3, 1), 4.5)
    """
    return Fraction(whole(W, "W") - extent(F, dilation) + 2 * whole(P, "P", least=0), whole(S, "S")) + 1


@remembered
def floor_size(W: int, F: int, S: int = 1, P: int = 0, dilation: int = 1) -> int:
    """The windows that lie wholly inside: what PyTorch and `crop=True` count. 0 where not one does.

    >>> floor_size(W=10, F=3, S=2)
    4
    """
    return max(0, exact_size(W, F, S, P, dilation).__floor__())


def ceil_size(W: int, F: int, S: int = 1, P: int = 0, dilation: int = 1) -> int:
    """The windows that start inside, of which the last may hang over the edge.

    >>> ceil_size(W=10, F=3, S=2)
    5
    """
    return max(0, exact_size(W, F, S, P, dilation).__ceil__())


def output_size(W: int, F: int, S: int = 1, P: int = 0, dilation: int = 1, crop: bool = False) -> int:
    """(W - F + 2P)/S + 1: how many windows fit along one axis.

    F is the filter's size, S the stride, P the padding on either side; `dilation=1` is an ordinary filter
    (PyTorch and JAX count so too; notes that count the pixels left out start from 0). Raises `FitError` where
    the result is no whole number, unless `crop=True` leaves out the pixels that no window reaches.

    >>> output_size(W=7, F=3), output_size(W=7, F=3, S=2), output_size(W=227, F=11, S=4)
    (5, 3, 55)
    >>> output_size(W=10, F=3, S=2, crop=True)
    4
    """
    return _checked_size("W", W, F, S, P, dilation, crop)


def output_sides(volume: Volume, F: Size, S: Size, P: Size, dilation: Size, crop: bool) -> tuple[int, int]:
    """(H2, W2): `output_size` down and across; each of F, S, P, dilation is one number or an (h, w) pair.

    >>> output_sides(Volume(W=7, H=9, D=3), F=3, S=2, P=0, dilation=1, crop=False)
    (4, 3)
    """
    volume, (FH, FW), (SH, SW) = as_volume(volume), pair(F, "F"), pair(S, "S")
    (PH, PW), (dH, dW) = pair(P, "P", least=0), pair(dilation, "dilation")
    W2 = _checked_size("W", volume.W, FW, SW, PW, dW, crop)
    return _checked_size("H", volume.H, FH, SH, PH, dH, crop), W2


def repairs(
    W: int,
    F: int,
    S: int = 1,
    P: int = 0,
    dilation: int = 1,
    limits: Mapping[str, tuple[int, int]] | None = None,
) -> list[dict[str, int]]:
    """Changes of one symbol that make the setting fit: the next value up and down for each, nearest first.

    `limits`, such as `{"W": (1, 16)}`, keeps a symbol within the two numbers. No change where the setting
    fits; of values that are thousands away not all are found.

    >>> repairs(W=10, F=3, S=2)
    [{'S': 1}, {'W': 11}, {'W': 9}, {'F': 4}, {'F': 2}, {'S': 7}]
    """
    setting = {"W": W, "F": F, "S": S, "P": P, "dilation": dilation}
    if _fits(**setting):
        return []
    far = W + 2 * P + S + extent(F, dilation)  # nothing new happens beyond
    bounds = {symbol: (LEAST.get(symbol, 1), far) for symbol in SYMBOLS} | dict(limits or {})
    found = [
        (abs(value - setting[symbol]), {symbol: value})
        for symbol in SYMBOLS
        for value in _nearest_fits(setting, symbol, *bounds[symbol])
    ]
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def unreached(W: int, F: int, S: int = 1, P: int = 0, dilation: int = 1) -> tuple[int, ...]:
    """Positions of the padded input, counted from 0, that no window reads when what does not fit is cropped.

    >>> unreached(W=10, F=3, S=2), unreached(W=7, F=3, S=2)
    ((9,), ())
    """
    starts = range(0, floor_size(W, F, S, P, dilation) * S, S)
    read = {start + tap * dilation for start in starts for tap in range(F)}
    return tuple(position for position in range(W + 2 * P) if position not in read)


def _fits(W: int, F: int, S: int, P: int, dilation: int) -> bool:
    size = exact_size(W, F, S, P, dilation)
    return size >= 1 and size.denominator == 1


def _nearest_fits(setting: dict[str, int], symbol: str, low: int, high: int) -> list[int]:
    """The next value up and the next value down at which the setting fits, where there are such."""
    value, (up, down) = setting[symbol], _hopeless(setting, symbol)
    directions = range(max(value + 1 + up, low), high + 1), range(min(value - 1 - down, high), low - 1, -1)
    fitting = ((new for new in values[:REACH] if _fits(**setting | {symbol: new})) for values in directions)
    return [new for values in fitting for new in [next(values, None)] if new is not None]


def _hopeless(setting: dict[str, int], symbol: str) -> tuple[int, int]:
    """How many values up and down to pass over, at which the filter is still larger than the padded input."""
    span = extent(setting["F"], setting["dilation"])
    lack = span - setting["W"] - 2 * setting["P"]
    gains = {"W": 1, "P": 2, "F": setting["dilation"], "dilation": setting["F"] - 1}  # from one step of each
    if lack <= 0 or not gains.get(symbol):
        return 0, 0
    passed = -(-lack // gains[symbol]) - 1
    return (passed, 0) if symbol in ("W", "P") else (0, passed)


@remembered
def _checked_size(side: str, W: int, F: int, S: int, P: int, dilation: int, crop: bool) -> int:
    size = exact_size(W, F, S, P, dilation)
    if size < 1 or not (crop or size.denominator == 1):
        raise FitError(_misfit(side, W, F, S, P, dilation))
    return int(size)


def _misfit(side: str, W: int, F: int, S: int, P: int, dilation: int) -> str:
    size, span = exact_size(W, F, S, P, dilation), extent(F, dilation)
    spanned = "F" if dilation == 1 else "(dilation*(F - 1) + 1)"
    formula = f"({side} - {spanned} + 2P)/S + 1 = ({W} - {span} + {2 * P})/{S} + 1 = {_decimal(size)}"
    way_out = _ways_out(side, W, F, S, P, dilation)
    if size < 1:
        return f"{formula}: the filter spans {span}, the padded input has {W + 2 * P}. {way_out}"
    return f"{formula} is no whole number. {way_out}; crop=True leaves out what is over"


def _ways_out(side: str, W: int, F: int, S: int, P: int, dilation: int) -> str:
    """The nearest repair of each symbol in words, at most three."""
    nearest: dict[str, int] = {}
    for change in repairs(W, F, S, P, dilation):
        for symbol, value in change.items():
            nearest.setdefault(side if symbol == "W" else symbol, value)
    return "Try " + (" or ".join(f"{symbol} = {value}" for symbol, value in list(nearest.items())[:3]) or "S = 1")


def _decimal(size: Fraction) -> str:
    """With as many places as tell it from a whole number, three at least.

    >>> _decimal(Fraction(7, 3)), _decimal(Fraction(2001, 2)), _decimal(Fraction(10008, 10007))
    ('2.333', '1000.5', '1.0001')
    """
    places = max(3, len(str(size.denominator)))
    return f"{float(size):.{places}f}".rstrip("0").rstrip(".")
