"""Filters and digits as images that change with the film."""

from functools import lru_cache
from math import ceil, sqrt
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.pixels import png, signed_colours
from cnnlib.train import Moment

MOST = 36  # filters that are shown
_sheets: WeakKeyDictionary[Moment, bytes] = WeakKeyDictionary()


def shown(filters: NDArray) -> int:
    return min(MOST, len(filters))


def sheet_size(filters: NDArray) -> tuple[int, int]:
    """Width and height of the sheet of all filters, in weights: one between two filters is left free."""
    _, H, W, _ = filters.shape
    across = ceil(sqrt(shown(filters)))
    return across * (W + 1) - 1, ceil(shown(filters) / across) * (H + 1) - 1


def sheet_of(moment: Moment) -> bytes:
    """The sheet of a moment, made once."""
    if moment not in _sheets:
        _sheets[moment] = sheet(moment.filters)
    return _sheets[moment]


def sheet(filters: NDArray) -> bytes:
    """The filters side by side: blue and red weights, or, for filters of three slices, colours."""
    across = ceil(sqrt(shown(filters)))
    width, height = sheet_size(filters)
    pixels = np.zeros((height, width, 4), np.uint8)
    _, H, W, _ = filters.shape
    coloured = _coloured(np.nan_to_num(filters[: shown(filters)]))
    for n, one in enumerate(coloured):
        row, col = divmod(n, across)
        pixels[row * (H + 1) : row * (H + 1) + H, col * (W + 1) : col * (W + 1) + W] = one
    return png(pixels)


def _coloured(filters: NDArray) -> NDArray:
    """(K, H, W, 4) pixels; the largest weight of all has the full colour."""
    limit = float(np.abs(filters).max()) or 1.0
    if filters.shape[3] != 3:
        return signed_colours(filters[..., 0], limit)
    grey = np.full((*filters.shape[:3], 4), 255, np.uint8)
    grey[..., :3] = np.rint(127.5 * (1 + filters / limit))
    return grey


@lru_cache(maxsize=64)
def photograph(data: bytes, shape: tuple[int, int, int], dtype: str) -> bytes:
    """An image (H, W, D), given as its bytes, from its darkest to its brightest number, in grey or in colour."""
    x = np.frombuffer(data, dtype).reshape(shape).astype(float)
    low, high = float(x.min()), float(x.max())
    scaled = np.rint(255 * (x - low) / ((high - low) or 1)).astype(np.uint8)
    return png(scaled if x.shape[2] == 3 else scaled[..., 0])
