"""The Output size map, put together."""

from collections.abc import Sequence

from cnnlib.scenes.formula import told_size_formula
from cnnlib.scenes.scene import Caption, Grid, Item, Label, Line, Panel, Run, Scene, Sentences, Told
from cnnlib.scenes.size_map import words
from cnnlib.scenes.size_map.cells import Cell, cells_of, chosen, count_fitting
from cnnlib.scenes.size_map.grids import headings, links, map_grid, outlines
from cnnlib.scenes.size_map.layout import HEIGHT, ROOMY, SIDE, SIDE_WIDTH, TOP, WIDTH, Place, place_of
from cnnlib.scenes.size_map.settings import Settings
from cnnlib.scenes.text import number

LEGEND = ("fits: the output size", "no whole number", "filter too large", "keeps the size")


def map_scene(settings: Settings) -> Scene:
    """Formula and count above, the map with its headings, the lit setting and the legend at the side."""
    cells, place = cells_of(settings), place_of(settings)
    items: list[Item] = [
        *_head(settings, cells),
        _axes(settings, place),
        *headings(settings, cells, place),
        map_grid(settings, cells, place),
        *outlines(cells, place),
        *_names(cells, place),
        *_lit_setting(settings, cells),
        *_legend(cells),
        Panel(0, 614, WIDTH, 42),
        Caption(16, 641, WIDTH - 32, 16),
    ]
    return Scene(
        settings.as_dict(), WIDTH, HEIGHT, tuple(items), links(place), ("map",), words.spoken(settings, cells),
        start=chosen(settings),
    )  # fmt: skip


def _head(settings: Settings, cells: list[Cell]) -> list[Item]:
    """The formula of the lit setting, and below it how many fit."""
    good, bad = (tuple(_verdict(cell) if cell.fits is fits else "" for cell in cells) for fits in (True, False))
    verdict = Run("{0}", bold=True), Run("{1}", "amber", bold=True)
    return [
        Panel(0, 0, WIDTH, 52),
        told_size_formula(18, 33, [cell.axis for cell in cells]),
        Told(WIDTH - 18, 32, Sentences("{0}{1}", (good, bad)), 17, "end", id="output", runs=verdict),
        Panel(0, 60, WIDTH, 50),
        Label(18, 80, (Run(words.count(settings, cells), bold=True),), 15, id="verdict"),
        Label(18, 100, (Run(words.same_size(cells), "muted"),), 14, id="verdict-2"),
    ]


def _verdict(cell: Cell) -> str:
    if cell.too_large:
        return "no window"
    return f"output {number(cell.size)}" if cell.fits else "does not fit"


def _axes(settings: Settings, place: Place) -> Label:
    """What stands across and what down."""
    across, down = settings.symbols
    runs = (
        Run("across ", "muted"), Run(across, across, bold=True), Run(f" {words.NAMES[across]}, down ", "muted"),
        Run(down, down, bold=True), Run(f" {words.NAMES[down]}", "muted"),
    )  # fmt: skip
    return Label(place.x - place.cell, TOP - 12, runs, 14, id="axes")


def _names(cells: list[Cell], place: Place) -> list[Label]:
    """ "same size" within the cells that have room for it."""
    if place.cell < ROOMY + 16:
        return []
    corners = [place.corner(*divmod(n, place.cols)) for n, cell in enumerate(cells) if cell.same]
    middle, foot = place.cell / 2, place.cell - 8
    return [Label(x + middle, y + foot, (Run("same size", "W", True),), 11, "middle", id="same") for x, y in corners]


def _lit_setting(settings: Settings, cells: list[Cell]) -> list[Item]:
    """A card that changes with the film: what the three conventions make of the lit setting."""
    columns: list[Sequence] = [
        [cell.span for cell in cells],
        [cell.way if cell.way >= 0 else "none" for cell in cells],
        ["–" if cell.too_large else cell.left_over for cell in cells],
        [number(cell.size) if cell.fits else "does not fit" for cell in cells],
        [cell.floor for cell in cells],
        [cell.ceiling for cell in cells],
    ]
    titles = tuple(words.named(cell.axis, settings.symbols) for cell in cells)
    items: list[Item] = [
        Panel(SIDE, TOP, SIDE_WIDTH, 40 + 26 * len(columns)),
        Told(SIDE + 14, TOP + 26, Sentences("{0}", (titles,)), bold=True, id="lit"),
    ]
    for n, (name, values) in enumerate(zip(words.LIT_ROWS, columns, strict=True)):
        y = TOP + 52 + 26 * n
        items.append(Label(SIDE + 14, y, (Run(name, "muted"),), 14))
        right = SIDE + SIDE_WIDTH - 14
        items.append(Told(right, y, Sentences("{0}", (tuple(values),)), 14, "end", bold=True, id=name))
    return items


def _legend(cells: list[Cell]) -> list[Item]:
    """One cell of each kind, with their number in it."""
    x, y, cell = SIDE + 14, TOP + 224, 36
    large, fits = sum(one.too_large for one in cells), count_fitting(cells)
    counts = (fits, len(cells) - fits - large, large)
    say = tuple(f"**{count}** of {len(cells)}: {text}." for count, text in zip(counts, LEGEND, strict=False))
    return [
        Panel(SIDE, y - 14, SIDE_WIDTH, 4 * cell + 28, id="legend"),
        *(
            Label(x + cell + 12, y + n * cell + 23, (Run(text, "muted"),), 14, id="legend")
            for n, text in enumerate(LEGEND)
        ),
        Grid("legend", x, y, cell, 3, 1, "output", tuple(map(str, counts)), 14, hatched=(2,), unreached=(1,),
             tint=(0.4, 0.0, 0.0), say=Sentences("{0}", (say,)), named="legend: how many settings fit"),
        *_frame(x + 1, y + 3 * cell + 1, cell - 2),
    ]  # fmt: skip


def _frame(x: float, y: float, size: float) -> list[Line]:
    """A square in the lines that mark what keeps the size."""
    near, far_x, far_y = 1.5, x + size, y + size
    ends = [
        (x - near, y, far_x + near, y), (x - near, far_y, far_x + near, far_y),
        (x, y - near, x, far_y + near), (far_x, y - near, far_x, far_y + near),
    ]  # fmt: skip
    return [Line(*four, "W", 3, id="legend") for four in ends]
