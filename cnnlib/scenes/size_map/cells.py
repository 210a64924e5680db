"""The settings in the map, each with the size that `cnnlib.shapes` gives it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from cnnlib.scenes.size_map.settings import Settings
from cnnlib.shapes import Axis, ceil_size, exact_size, extent, floor_size


@dataclass(frozen=True)
class Cell:
    """One setting of the map.

    >>> Cell((10, 3, 2, 0, 1)).size, Cell((10, 3, 2, 0, 1)).fits
    (Fraction(9, 2), False)
    """

    axis: Axis

    @cached_property
    def size(self) -> Fraction:
        """The output size, which may be no whole number, or less than 1."""
        return exact_size(*self.axis)

    @cached_property
    def too_large(self) -> bool:
        """Whether the filter is larger than the padded input."""
        return self.size < 1

    @cached_property
    def fits(self) -> bool:
        return self.size.denominator == 1 and self.size >= 1

    @cached_property
    def same(self) -> bool:
        """Whether the output is as large as the input."""
        return self.size == self.axis[0]

    @property
    def floor(self) -> int:
        return floor_size(*self.axis)

    @property
    def ceiling(self) -> int:
        return 0 if self.too_large else ceil_size(*self.axis)

    @property
    def span(self) -> int:
        """The pixels from the filter's first to its last."""
        return extent(self.axis[1], self.axis[4])

    @property
    def way(self) -> int:
        """How far the window can travel: the padded input without the first window."""
        W, _, _, P, _ = self.axis
        return W + 2 * P - self.span

    @property
    def left_over(self) -> int:
        """Pixels behind the last window."""
        return self.way % self.axis[2]


def cells_of(settings: Settings) -> list[Cell]:
    """All settings of the map, row by row.

    >>> [str(cell.size) for cell in cells_of(Settings(W=7))[:7]]
    ['7', '6', '5', '4', '3', '2', '1']
    """
    (across, down), (cols, rows) = settings.symbols, settings.ranges
    fixed = settings.as_dict()
    return [_cell(*axis_of(fixed | {across: col, down: row})) for row in rows for col in cols]


@lru_cache(maxsize=4096)  # what a cell works out, it keeps for the next map that has it
def _cell(*axis: int) -> Cell:
    W, F, S, P, dilation = axis
    return Cell((W, F, S, P, dilation))


def axis_of(values: Mapping[str, int]) -> Axis:
    """W, F, S, P and dilation from settings by name."""
    return values["W"], values["F"], values["S"], values["P"], values["dilation"]


def chosen(settings: Settings) -> int:
    """The cell of the settings' own values, or the nearest in the map."""
    (across, down), (cols, rows) = settings.symbols, settings.ranges
    col, row = (
        min(max(getattr(settings, name), values[0]), values[-1]) - values[0]
        for name, values in ((across, cols), (down, rows))
    )
    return row * len(cols) + col


def count_fitting(cells: Iterable[Cell]) -> int:
    """How many of the settings fit."""
    return sum(cell.fits for cell in cells)
