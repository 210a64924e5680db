"""Is an argument what it must be? Each function gives it back, or raises a sentence with its name, value and rule.

Numbers of NumPy are as good as Python's. True and False are no numbers here: `F=True` is a slip of the pen.
"""

from collections.abc import Callable, Iterable
from math import isfinite
from numbers import Integral, Real
from pathlib import Path
from typing import Any

import numpy as np


def whole(value: Any, name: str, least: int = 1) -> int:
    """`value` as an int if it is a whole number of at least `least`.

    >>> whole(3, "F")
    3
    >>> whole(0, "S")
    Traceback (most recent call last):
    ValueError: S = 0 is too small: S is a whole number of at least 1
    """
    if type(value) is not int and (isinstance(value, bool) or not isinstance(value, Integral)):
        raise ValueError(f"{name} = {value!r} is no whole number: {name} is a whole number of at least {least}")
    if value < least:
        raise ValueError(f"{name} = {value} is too small: {name} is a whole number of at least {least}")
    return int(value)


def pair(value: Any, name: str, least: int = 1) -> tuple[int, int]:
    """(down, across) from one number for both axes or an (h, w) pair.

    >>> pair(3, "F"), pair((1, 5), "F")
    ((3, 3), (1, 5))
    """
    if not isinstance(value, tuple | list):
        return (whole(value, name, least),) * 2
    if len(value) != 2:
        raise ValueError(f"{name} = {value!r} has {len(value)} numbers: give one, or an (h, w) pair")
    return whole(value[0], name, least), whole(value[1], name, least)


def index(value: Any, name: str, size: int, whose: str) -> int:
    """`value` as an int if it is one of the places 0 to size - 1; `whose` they are.

    >>> index(3, "row", size=3, whose="[4x3x1], whose rows")
    Traceback (most recent call last):
    IndexError: row = 3 lies outside [4x3x1], whose rows are 0 to 2
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or not 0 <= int(value) < size:
        raise IndexError(f"{name} = {value!r} lies outside {whose} are 0 to {size - 1}")
    return int(value)


def number(value: Any, name: str, said: str = "is no finite number", fits: Callable[[Any], bool] = isfinite) -> float:
    """`value` as a float if it is a number that fits; `said` is the sentence's end for any other.

    >>> number(np.float32(0.5), "rate", "is no rate: it is above 0", lambda rate: rate > 0)
    0.5
    >>> number("0.5", "rate", "is no rate: it is above 0", lambda rate: rate > 0)
    Traceback (most recent call last):
    ValueError: rate = '0.5' is no rate: it is above 0
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not fits(value):
        raise ValueError(f"{name} = {value!r} {said}")
    return float(value)


def share(value: Any, name: str, such_as: float = 0.5) -> float:
    """`value` as a float if it is at least 0 and less than 1.

    >>> share(1.5, "rate")
    Traceback (most recent call last):
    ValueError: rate = 1.5 is out of range: it is at least 0 and less than 1, such as 0.5
    """
    said = f"is out of range: it is at least 0 and less than 1, such as {such_as}"
    return number(value, name, said, lambda share: 0 <= share < 1)


def truth(value: Any, name: str) -> bool:
    """`value` if it is True or False.

    >>> truth("no", "crop")
    Traceback (most recent call last):
    ValueError: crop = 'no' is neither True nor False
    """
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} = {value!r} is neither True nor False")
    return bool(value)


def choice(value: Any, name: str, what: str, options: Iterable[str]) -> str:
    """`value` if it is one of the options.

    >>> choice("mean", "kind", "kind of pooling", ["max", "average"])
    Traceback (most recent call last):
    ValueError: kind = 'mean' is no kind of pooling: choose one of max, average
    """
    options = list(options)
    if not isinstance(value, str) or value not in options:
        raise ValueError(f"{name} = {value!r} is no {what}: choose one of {', '.join(options)}")
    return value


def path_of(value: Any, name: str) -> Path:
    """`value` as a path, if it is a text or a path.

    >>> path_of(3, "folder")
    Traceback (most recent call last):
    TypeError: folder = 3 names no file or folder: write it as text
    """
    if not isinstance(value, str | Path):
        raise TypeError(f"{name} = {value!r} names no file or folder: write it as text")
    return Path(value)


def random_by(seed: Any) -> np.random.Generator:
    """Random numbers that the seed, a whole number, decides.

    >>> random_by(-1)
    Traceback (most recent call last):
    ValueError: seed = -1 is too small: seed is a whole number of at least 0
    """
    return np.random.default_rng(whole(seed, "seed", least=0))


def generator(rng: Any) -> np.random.Generator:
    """`rng` if it is a source of random numbers.

    >>> generator(0)
    Traceback (most recent call last):
    TypeError: rng = 0 is no source of random numbers: give np.random.default_rng(seed)
    """
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng = {rng!r} is no source of random numbers: give np.random.default_rng(seed)")
    return rng


def function(value: Any, name: str, such_as: str) -> Any:
    """`value` if it can be called.

    >>> function("cosine", "schedule", "cnnlib.optim.cosine")
    Traceback (most recent call last):
    TypeError: schedule = 'cosine' is no function: give one, such as cnnlib.optim.cosine
    """
    if not callable(value):
        raise TypeError(f"{name} = {value!r} is no function: give one, such as {such_as}")
    return value
