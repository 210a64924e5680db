"""Grids: cells, their numbers, and the light on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from cnnlib.draw.lettering import legible, text_width
from cnnlib.draw.lights import Lights
from cnnlib.draw.sheet import Box, Hand, Sheet
from cnnlib.draw.style import mix, symbol_of
from cnnlib.scenes.scene import Grid, Packed

GAP = 2  # between cells
TITLE, CODE = Hand(14, bold=True), Hand(13, "muted", anchor="end")
TITLE_ABOVE = 10  # of the grid's top: the title's baseline
BASELINE, CAPITAL = 0.36, 0.73  # of the text size: how far below the middle of a cell its number stands, and its height
OPEN = 10  # the smallest outline
SMALLEST = 14  # a cell with a gap around it
LIT_TINT, INKED = 0.6, 0.15  # how much a lit cell takes of its light's colour at full strength, and of its ink's
HUE = 0.24  # how much of a hue a cell takes
WEIGHT_FROM = 26  # a cell with room for a weight beside its number


def cell_box(grid: Grid, cell: int) -> Box:
    """The filled part of a cell.

    >>> cell_box(Grid("x", 100, 50, 30, 2, 3, "input"), 4)
    (131.0, 81.0, 28, 28)
    """
    row, col = divmod(cell, grid.cols)
    gap = GAP if grid.cell >= SMALLEST else 0
    size = grid.cell - gap
    return grid.x + col * grid.cell + gap / 2, grid.y + row * grid.cell + gap / 2, size, size


def window_box(grid: Grid, cells: Iterable[int]) -> Box:
    """The box around some cells, on the lines between cells."""
    places = [divmod(cell, grid.cols) for cell in cells]
    top, bottom = min(row for row, _ in places), max(row for row, _ in places) + 1
    left, right = min(col for _, col in places), max(col for _, col in places) + 1
    x, y = grid.x + left * grid.cell, grid.y + top * grid.cell
    return x, y, (right - left) * grid.cell, (bottom - top) * grid.cell


@dataclass(frozen=True)
class Marks:
    """What is special about the cells of a grid. `lit` gives the weight beside each lit cell, "" for none."""

    lit: dict[int, str]
    hatched: frozenset[int]
    unreached: frozenset[int]
    unknown: frozenset[int]


def draw_grid(sheet: Sheet, grid: Grid, lights: Lights) -> None:
    """One grid with its title, its cells, and what is lit of them."""
    sheet.note("grid", grid.id, (grid.x, grid.y, grid.width, grid.height))
    _draw_title(sheet, grid)
    lit = _lit_cells(grid, lights)
    if grid.pixels:
        sheet.picture(grid.pixels, (grid.x, grid.y, grid.width, grid.height), grid.id)
        for cell in grid.unreached:
            sheet.hatch(cell_box(grid, cell), "amber-hatch")
    else:
        _draw_cells(sheet, grid, _marks(grid, lit), range(grid.rows * grid.cols))
    _draw_outline(sheet, grid, lights)


def draw_lit(sheet: Sheet, grid: Grid, lights: Lights) -> None:
    """Only what is lit of a grid, to be laid over the grid as it was drawn without lights."""
    lit = _lit_cells(grid, lights)
    if lit and not grid.pixels:
        _draw_cells(sheet, grid, _marks(grid, lit), lit)
    _draw_outline(sheet, grid, lights)


def _lit_cells(grid: Grid, lights: Lights) -> dict[int, str]:
    """The cells that stand out: none of a filter that takes part as a whole."""
    lit = lights.cells.get(grid.id, {})
    return {} if _whole(grid, lit) else lit


def _whole(grid: Grid, lit: dict[int, str]) -> bool:
    return grid.role == "filter" and len(lit) == grid.rows * grid.cols > 1


def _marks(grid: Grid, lit: dict[int, str]) -> Marks:
    return Marks(lit, frozenset(grid.hatched), frozenset(grid.unreached), frozenset(grid.unknown))


def _draw_title(sheet: Sheet, grid: Grid) -> None:
    baseline = grid.y - TITLE_ABOVE
    if grid.title:
        sheet.text(grid.title, grid.x, baseline, TITLE, f"{grid.id}:title", "title")
    if grid.code:
        sheet.text(grid.code, grid.x + grid.width, baseline, CODE, f"{grid.id}:code", "code")


def _draw_cells(sheet: Sheet, grid: Grid, marks: Marks, cells: Iterable[int]) -> None:
    texts = grid.numbers if grid.digits and not isinstance(grid.numbers, Packed) else ()
    for cell in cells:
        box = cell_box(grid, cell)
        sheet.box(box, _fill(sheet, grid, cell, marks), radius=min(3, grid.cell / 8))
        hatch = _hatch(grid, cell, marks)
        if hatch:
            sheet.hatch(box, hatch)
        text = "?" if cell in marks.unknown else texts[cell] if texts else ""
        sheet.note("cell", f"{grid.id}:{cell}", box, text)
        if text:
            _draw_number(sheet, grid, cell, text, marks)


def _fill(sheet: Sheet, grid: Grid, cell: int, marks: Marks) -> str:
    if cell in marks.lit:
        return _lit_fill(sheet, grid, cell)
    if cell in marks.unreached:
        return "amber-fill"
    if grid.hues and cell not in marks.hatched:
        return mix(sheet.colours["paper"], sheet.colours[symbol_of(grid.hues[cell])], HUE)
    if grid.tint and cell not in marks.hatched and cell not in marks.unknown:
        return mix(sheet.colours["paper"], sheet.colours[symbol_of(grid.role)], 0.06 + 0.5 * grid.tint[cell])
    return "padding" if cell in marks.hatched or cell in marks.unknown else grid.role


def _lit_fill(sheet: Sheet, grid: Grid, cell: int) -> str:
    """In the colour of its ink, if it has no other; a cell that has a tint in place of a number keeps it."""
    if grid.ink and not grid.hues:
        return mix(sheet.colours["paper"], sheet.colours[symbol_of(grid.ink)], INKED)
    lit, role = ("lit-output", "S") if grid.role == "output" else ("lit", "F")
    shade = LIT_TINT * grid.tint[cell] if grid.tint and not grid.digits else 0
    return mix(sheet.colours[lit], sheet.colours[role], shade)


def _hatch(grid: Grid, cell: int, marks: Marks) -> str:
    if cell in marks.lit:
        return ""
    if cell in marks.unreached:
        return "amber-hatch"
    return "hatch" if cell in marks.hatched else ""


def _ink(grid: Grid, cell: int, marks: Marks) -> str:
    if grid.ink:
        return symbol_of(grid.ink)
    if grid.role == "filter":
        return "F"
    if cell in marks.lit or cell in marks.unreached or (grid.tint and cell not in marks.hatched):  # on a strong ground
        return "text"
    return "muted" if cell in marks.hatched or cell in marks.unknown else "text"


def _draw_number(sheet: Sheet, grid: Grid, cell: int, text: str, marks: Marks) -> None:
    """A number in the middle of its cell; when lit, bold, and aside for the weight at its lower right."""
    x, y, size, _ = cell_box(grid, cell)
    bold, beside = cell in marks.lit or grid.role == "filter" or bool(grid.ink), marks.lit.get(cell)
    middle, baseline, name = x + size / 2, y + size / 2 + BASELINE * grid.digits, f"{grid.id}:{cell}"
    small = legible(beside, min(max(8.5, 0.32 * size), 15), size) if beside else 0
    wide = text_width(beside, small, bold=True) if beside else 0
    if beside and len(text) <= 4 and wide <= size and grid.cell >= WEIGHT_FROM:
        half, right, low = text_width(text, grid.digits, bold=True) / 2, min(2.5, (size - wide) / 2), y + size - 2.5
        middle = max(x + 1 + half, x + 0.36 * size)
        baseline = min(baseline - 0.15 * size, low - 1 - CAPITAL * small)
        sheet.text(beside, x + size - right, low, Hand(small, "F", bold=True, anchor="end"), f"{name}:weight", "weight")
    sheet.text(text, middle, baseline, Hand(grid.digits, _ink(grid, cell, marks), bold, anchor="middle"), name)


def _draw_outline(sheet: Sheet, grid: Grid, lights: Lights) -> None:
    """3 px around what is lit; dashed where there are cells between that are not."""
    lit = lights.cells.get(grid.id, {})
    if not lit or (_whole(grid, lit) and grid.shows_with):
        return
    box = window_box(grid, lit)
    apart = box[2] * box[3] > (len(lit) + 0.5) * grid.cell**2
    role = symbol_of(grid.ink or ("filter" if grid.role == "input" else grid.role))
    outline = sheet.edged_outline if grid.pixels else sheet.outline
    outline(_opened(box), role, dashed=apart)
    sheet.note("outline", grid.id, box)
    for cell in (cell for name, cell in lights.marked if name == grid.id):
        sheet.outline(window_box(grid, [cell]), "text")


def _opened(box: Box) -> Box:
    """A box large enough to see what its outline is drawn around."""
    x, y, width, height = box
    more = max(0, OPEN - min(width, height)) / 2
    return x - more, y - more, width + 2 * more, height + 2 * more
