"""What the Output size map says: of a cell, of a heading, of the whole."""

from functools import lru_cache

from cnnlib.scenes.controls import Slider
from cnnlib.scenes.convolution.settings import CONTROLS as CONVOLUTION
from cnnlib.scenes.size_map.cells import Cell, count_fitting
from cnnlib.scenes.size_map.settings import Settings
from cnnlib.scenes.text import number, plural
from cnnlib.shapes import Axis

NAMES = {"W": "input size", "F": "filter size", "S": "stride", "P": "padding"}
SYMBOLS = ("W", "F", "S", "P", "d")
LIMITS = {control.setting: (control.low, control.high) for control in CONVOLUTION if isinstance(control, Slider)}
LIT_ROWS = ("filter spans", "way of the window", "left over", "exact", "floor (crop)", "ceiling")
"""What the card says of the lit setting."""
BEYOND = " It is too large to be opened."


def named(axis: Axis, symbols: tuple[str, ...] = SYMBOLS) -> str:
    """
    >>> named((7, 3, 2, 0, 1), ("F", "S"))
    'F = 3, S = 2'
    """
    return ", ".join(f"{name} = {value}" for name, value in zip(symbols, of(axis, symbols), strict=True))


def of(axis: Axis, symbols: tuple[str, ...]) -> tuple[int, ...]:
    """The values of some symbols."""
    return tuple(axis[SYMBOLS.index(name)] for name in symbols)


def fixed(settings: Settings) -> tuple[str, ...]:
    """The symbols that are the same in the whole map."""
    return tuple(name for name in SYMBOLS if name not in settings.symbols)


@lru_cache(maxsize=4096)
def sentence(cell: Cell, symbols: tuple[str, str]) -> str:
    """What is said of a cell that is pointed at."""
    return f"{named(cell.axis, symbols)}: {_verdict(cell)}{'' if can_open(cell) else BEYOND}"


def _verdict(cell: Cell) -> str:
    W, _, S, P, _ = cell.axis
    if cell.too_large:
        return (
            f"**no window**. The filter spans {cell.span} pixels, but the padded input has only W + 2P = {W + 2 * P}."
        )
    steps = f"the window has {plural(cell.way, 'pixel')} to travel in steps of {S}"
    if not cell.fits:
        return f"**{number(cell.size)}** is no whole number: {steps}, and {cell.left_over} is left over."
    same = ", as large as the input" if cell.same else ""
    return f"{steps}, and stops at **{plural(int(cell.size), 'place')}**{same}."


@lru_cache(maxsize=4096)
def can_open(cell: Cell) -> bool:
    """Whether the Convolution explorer's sliders reach this setting."""
    names = ("W", "F", "S", "P", "dilation")
    return all(LIMITS[name][0] <= value <= LIMITS[name][1] for name, value in zip(names, cell.axis, strict=True))


def heading(symbol: str, value: int, cells: list[Cell]) -> str:
    """What is said of a row's or a column's heading."""
    return f"{NAMES[symbol].capitalize()} {symbol} = {value}: **{count_fitting(cells)}** of {len(cells)} settings fit."


def count(settings: Settings, cells: list[Cell]) -> str:
    """
    >>> from cnnlib.scenes.size_map.cells import cells_of
    >>> count(Settings(W=7), cells_of(Settings(W=7)))
    '16 of 28 settings fit at W = 7, P = 0, d = 1'
    """
    return f"{count_fitting(cells)} of {len(cells)} settings fit at {named(cells[0].axis, fixed(settings))}"


def same_size(cells: list[Cell]) -> str:
    """Which cells are outlined."""
    kept = sum(cell.same for cell in cells)
    if not kept:
        return "None of them keeps the size: that takes S = 1 and 2P = d(F − 1)."
    outlined = "The outlined one keeps" if kept == 1 else f"The {kept} outlined ones keep"
    rule = " At S = 1 the rule is 2P = d(F − 1); for d = 1, P = (F − 1)/2."
    return f"{outlined} the size of the input.{rule}"


def spoken(settings: Settings, cells: list[Cell]) -> str:
    """The whole picture in a sentence, with the table where it is short."""
    across, down = settings.symbols
    start = f"Output sizes for all pairs of {NAMES[across]} {across} (across) and {NAMES[down]} {down} (down): "
    text = start + count(settings, cells) + "."
    return f"{text} {_table(settings, cells)}" if len(cells) <= 28 else text


def _table(settings: Settings, cells: list[Cell]) -> str:
    cols, rows = settings.ranges
    lines = [cells[n * len(cols) : (n + 1) * len(cols)] for n in range(len(rows))]
    sizes = [" ".join(str(cell.size) if cell.fits else "–" for cell in line) for line in lines]
    return "; ".join(f"{settings.symbols[1]} = {row}: {line}" for row, line in zip(rows, sizes, strict=True)) + "."
