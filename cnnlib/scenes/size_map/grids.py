"""The grids of the Output size map: its cells, its headings, the lines around what keeps the size."""

from math import log

from cnnlib.scenes.boxes import digits
from cnnlib.scenes.cells import Opens
from cnnlib.scenes.scene import Grid, Line, Link, Sentences
from cnnlib.scenes.size_map import words
from cnnlib.scenes.size_map.cells import Cell
from cnnlib.scenes.size_map.layout import ROOMY, Place
from cnnlib.scenes.size_map.settings import Settings
from cnnlib.scenes.text import number

SIZES = ("W", "F", "S", "P", "dilation")
SIDES = ((-1, 0, (0, 0), (0, 1)), (1, 0, (1, 0), (1, 1)), (0, -1, (0, 0), (1, 0)), (0, 1, (0, 1), (1, 1)))
"""Of a cell: the neighbour's row and column, and the two corners of the side between them."""


def map_grid(settings: Settings, cells: list[Cell], place: Place) -> Grid:
    """A cell for each setting: green and its size where it fits, hatched where not."""
    texts = tuple(_text(cell, place) for cell in cells)
    return Grid(
        "map", place.x, place.y, place.cell, place.rows, place.cols, "output", texts,
        digits(place.cell, max(map(len, texts))),
        hatched=tuple(n for n, cell in enumerate(cells) if cell.too_large),
        unreached=tuple(n for n, cell in enumerate(cells) if not (cell.fits or cell.too_large)),
        tint=_tints(cells),
        say=Sentences("{0}", (tuple(words.sentence(cell, settings.symbols) for cell in cells),)),
        opens=_opens(settings, cells), named="output sizes",
    )  # fmt: skip


def _text(cell: Cell, place: Place) -> str:
    if cell.fits:
        return number(cell.size)
    if place.cell < ROOMY:
        return ""
    return "–" if cell.too_large else number(cell.size)


def _tints(cells: list[Cell]) -> tuple[float, ...]:
    """The larger the output, the stronger the colour: by powers, for most outputs are small."""
    largest = max((float(cell.size) for cell in cells if cell.fits), default=1.0)
    return tuple(_tint(float(cell.size), largest) if cell.fits else 0.0 for cell in cells)


def _tint(size: float, largest: float) -> float:
    return round(0.1 + 0.65 * log(size) / log(largest), 2) if largest > 1 else 0.1


def _opens(settings: Settings, cells: list[Cell]) -> Opens:
    """A click on a cell shows that setting at work, in one slice with one filter."""
    names = settings.symbols
    same = {name: value for name, value in settings.as_dict().items() if name in SIZES and name not in names}
    own = (dict(zip(names, words.of(cell.axis, names), strict=True)) for cell in cells)
    opened = tuple(sizes if words.can_open(cell) else None for cell, sizes in zip(cells, own, strict=True))
    return Opens("Convolution", {**same, "D1": 1, "K": 1}, opened)


def headings(settings: Settings, cells: list[Cell], place: Place) -> list[Grid]:
    """The values across and down, in the colours of their symbols. Pointing at one lights its column or row."""
    (across, down), cell = settings.symbols, place.cell
    columns = [cells[col :: place.cols] for col in range(place.cols)]
    rows = [cells[row * place.cols : (row + 1) * place.cols] for row in range(place.rows)]
    return [
        _heading("across", across, place.x, place.y - cell, cell, settings.ranges[0], columns),
        _heading("down", down, place.x - cell, place.y, cell, settings.ranges[1], rows),
    ]


def _heading(name: str, symbol: str, x: float, y: float, cell: int, values: range, settings: list[list[Cell]]) -> Grid:
    texts = tuple(f"{symbol} = {value}" if cell >= ROOMY else str(value) for value in values)
    rows, cols = (1, len(values)) if name == "across" else (len(values), 1)
    say = tuple(words.heading(symbol, value, cells) for value, cells in zip(values, settings, strict=True))
    size = digits(cell, max(map(len, texts)))
    told = Sentences("{0}", (say,))
    return Grid(name, x, y, cell, rows, cols, "panel", texts, size, say=told, ink=symbol, named=f"{symbol}, {name}")


def links(place: Place) -> tuple[Link, ...]:
    """Every cell is made of the two headings that it stands under."""
    each_row, each_col = (tuple((n,) for n in range(count)) for count in (place.rows, place.cols))
    return (
        Link(("map",), ("across",), ((0,),) * place.rows, each_col),
        Link(("map",), ("down",), each_row, ((0,),) * place.cols),
    )


def outlines(cells: list[Cell], place: Place) -> list[Line]:
    """Lines around the cells that keep the size, none between two of them."""
    same = {divmod(n, place.cols) for n, cell in enumerate(cells) if cell.same}
    return [
        _side(place, row, col, one, other)
        for row, col in sorted(same)
        for down, across, one, other in SIDES
        if (row + down, col + across) not in same
    ]


def _side(place: Place, row: int, col: int, one: tuple[int, int], other: tuple[int, int]) -> Line:
    """A stroke from corner to corner, a little longer, so that two meet without a notch."""
    x1, y1 = place.corner(row + one[0], col + one[1])
    x2, y2 = place.corner(row + other[0], col + other[1])
    more_x, more_y = (1.5, 0) if y1 == y2 else (0, 1.5)
    return Line(x1 - more_x, y1 - more_y, x2 + more_x, y2 + more_y, "W", 3, id="same")
