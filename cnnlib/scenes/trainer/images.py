"""Filters and digits as images that change with the film."""

from functools import lru_cache
from math import ceil
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.pixels import png, side_by_side, weight_colours
from cnnlib.train import Moment

MOST = 36  # filters that are shown
_sheets: WeakKeyDictionary[Moment, dict[int, bytes]] = WeakKeyDictionary()


def shown(filters: NDArray) -> int:
    """How many of the filters are shown."""
    return min(MOST, len(filters))


def sheet_size(filters: NDArray, across: int) -> tuple[int, int]:
    """Width and height of the sheet of all filters, in weights: one between two filters is left free."""
    _, H, W, _ = filters.shape
    return across * (W + 1) - 1, ceil(shown(filters) / across) * (H + 1) - 1


def largest(filters: NDArray, width: float, height: float) -> tuple[int, float]:
    """How many filters in a row make the largest sheet in a box, and the size of a weight there.

    >>> largest(np.zeros((12, 7, 7, 1)), width=500, height=200)
    (6, 10.638297872340425)
    """
    found = []
    for across in range(1, shown(filters) + 1):
        W, H = sheet_size(filters, across)
        found.append((min(width / W, height / H), -across))
    scale, across = max(found)
    return -across, scale


def sheet_of(moment: Moment, across: int) -> bytes:
    """The sheet of a moment, made once."""
    known = _sheets.setdefault(moment, {})
    if across not in known:
        known[across] = sheet(moment.filters, across)
    return known[across]


def sheet(filters: NDArray, across: int) -> bytes:
    """The filters side by side: blue and red weights, or, for filters of three slices, colours."""
    known = np.nan_to_num(filters[: shown(filters)])
    limit = float(np.abs(known).max()) or 1.0  # the largest weight of all has the full colour
    return png(side_by_side(weight_colours(known, limit), across))


@lru_cache(maxsize=64)
def photograph(data: bytes, shape: tuple[int, int, int], dtype: str) -> bytes:
    """An image (H, W, D), given as its bytes, from its darkest to its brightest number, in grey or in colour."""
    x = np.frombuffer(data, dtype).reshape(shape).astype(float)
    low, high = float(x.min()), float(x.max())
    scaled = np.rint(255 * (x - low) / ((high - low) or 1)).astype(np.uint8)
    return png(scaled if x.shape[2] == 3 else scaled[..., 0])
