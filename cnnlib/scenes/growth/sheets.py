"""Filters as images: all of them at one snapshot, and one of them at each."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.growth import layout
from cnnlib.scenes.growth.runs import Grown, run_named
from cnnlib.scenes.growth.settings import Settings
from cnnlib.scenes.pixels import png, side_by_side, signed_png, weight_colours

MOST = 36  # filters on a sheet


@dataclass(frozen=True)
class Sheet:
    """Where the filters stand: `across` to a row, `scale` pixels to a weight, one weight's room between two."""

    count: int
    F: tuple[int, int]

    @property
    def across(self) -> int:
        return ceil(sqrt(self.count))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in weights."""
        return self.across * (self.F[1] + 1) - 1, ceil(self.count / self.across) * (self.F[0] + 1) - 1

    @property
    def scale(self) -> float:
        width, height = self.size
        return min(layout.SHEET_WIDTH / width, layout.SHEET_HEIGHT / height)

    def box(self, k: int) -> tuple[float, float, float, float]:
        """The place of filter k in the picture."""
        (H, W), s, (row, col) = self.F, self.scale, divmod(k, self.across)
        return layout.SHEET_X + col * (W + 1) * s, layout.SHEET_Y + row * (H + 1) * s, W * s, H * s


def sheet_of(run: Grown) -> Sheet:
    """The places of the filters of a run."""
    K, H, W, _ = run.filters[0].shape
    return Sheet(min(K, MOST), (H, W))


def shown(settings: Settings) -> tuple[NDArray, ...]:
    """At each snapshot the filters, or what training has added to those of the first: (K, F, F, D)."""
    filters = run_named(settings.run).filters
    return filters if settings.show == "filters" else tuple(w - filters[0] for w in filters)


def limits(settings: Settings) -> NDArray:
    """For each snapshot and filter the weight that has the full colour, (snapshots, K)."""
    own = np.array([np.abs(w).max(axis=(1, 2, 3)) for w in shown(settings)])
    own[own == 0] = 1.0
    return np.full_like(own, own.max()) if settings.scale == "one" else own


def coloured(w: NDArray, limits: NDArray) -> NDArray:
    """Filters (K, F, F, D), each with its limit, as pixels (K, F, F, 4)."""
    return weight_colours(w / limits[:, None, None, None], 1)


def sheet(w: NDArray, limits: NDArray, place: Sheet) -> bytes:
    """All filters side by side, as a PNG."""
    return png(side_by_side(coloured(w[: place.count], limits[: place.count]), place.across))


@lru_cache(maxsize=8)
def sheets(settings: Settings) -> tuple[bytes, ...]:
    """All filters at each snapshot; the same for every `filter`."""
    place = sheet_of(run_named(settings.run))
    return tuple(sheet(w, limit, place) for w, limit in zip(shown(settings), limits(settings)))


def one_filter(settings: Settings) -> tuple[bytes, ...]:
    """The chosen filter at each snapshot."""
    k = slice(settings.filter, settings.filter + 1)
    return tuple(png(coloured(w[k], limit[k])[0]) for w, limit in zip(shown(settings), limits(settings)))


@lru_cache(maxsize=64)
def maps_of(settings: Settings, n: int) -> tuple[bytes, ...]:
    """What the chosen filter finds in image n at each snapshot, its strongest answer there in full colour."""
    found = [maps[n, :, :, settings.filter] for maps in run_named(settings.run).maps]
    return tuple(signed_png(y, float(np.abs(y).max()) or 1.0) for y in found)
