"""A picture as code, in one dialect of several: which there are, and how numbers are written there."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.settings import SettingError

Way = TypeVar("Way")


def chosen(dialect: str, ways: Mapping[str, Way]) -> Way:
    """What belongs to a dialect; a sentence for one that the picture does not know.

    >>> chosen("fortran", {"numpy": "y = x @ w", "torch": "y = x.matmul(w)"})
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: as_code knows no 'fortran'; it writes 'numpy', 'torch'
    """
    if dialect not in ways:
        raise SettingError(f"as_code knows no {dialect!r}; it writes {', '.join(map(repr, ways))}")
    return ways[dialect]


def as_list(array: NDArray) -> str:
    """The numbers of an array as a list; whole numbers without a point.

    >>> as_list(np.array([1.0, -2.0])), as_list(np.array([[0.5, 1.0]]))
    ('[1, -2]', '[[0.5, 1.0]]')
    """
    whole = np.array_equal(array, np.rint(array))
    return str((array.astype(int) if whole else array).tolist())
