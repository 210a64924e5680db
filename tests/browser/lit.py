"""What must be lit on the page while a cell is pointed at: cells, weights, outlines, and the arithmetic told."""

from collections.abc import Mapping
from typing import Any

from cnnlib.scenes.scene import Grid, Lens, Packed, Products, Scene, Told
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import Focus, Pair, focus_at, lit_by, originals, pointed_at, products_of, step_of, twins

Place = tuple[str, int]
WEIGHT_FROM = 26  # cells smaller than this have no room for a weight beside the number
SMALL_PIXEL, OFF_PIXELS = 6, 2  # outlines stand so far off pixels smaller than that
PIN = 4.5  # from the outline of a pinned cell to the second around it


def text_at(grid: Grid, cell: int) -> str:
    """What stands in a cell."""
    if cell in grid.unknown:
        return "?"
    return number(grid.numbers.values[cell]) if isinstance(grid.numbers, Packed) else "".join(grid.numbers[cell:][:1])


def lights_of(scene: Scene, focus: Focus | None, pinned: bool) -> dict[str, Any]:
    """What is lit, by `cnnlib.scenes.trace.lit_by`."""
    pairs = lit_by(scene, focus) if focus else []
    target = target_of(scene, focus, pairs)
    shown = {g.id: g for g in scene.grids if g.shows_with is None or (target and target.grid == g.shows_with)}
    lit = {name: cells for name, cells in lit_cells(scene, focus, pairs).items() if name in shown}
    apart = {name for name, cells in lit.items() if not is_whole(shown[name], cells)}
    written = {name: lit[name] for name in apart if shown[name].digits and not shown[name].pixels}
    roomy = {name for name in written if shown[name].cell >= WEIGHT_FROM}
    outlined = {name: lit[name] for name in lit if name in apart or shown[name].shows_with is None}
    return {
        "lit": {(name, cell): text_at(shown[name], cell) for name, cells in written.items() for cell in cells},
        "weights": {place: text for place, text in weights_of(scene, focus, pairs).items() if place[0] in roomy},
        "hidden": {grid.id for grid in scene.grids} - set(shown),
        "told": told_of(scene, target),
        "products": products_in(scene, target),
        "lens": lens_in(scene, target),
        "outlines": boxes_of(shown, outlined, focus if pinned else None) | marks_of(scene, focus),
    }


def target_of(scene: Scene, focus: Focus | None, pairs: list[Pair]) -> Focus | None:
    """The cell whose arithmetic is told: the focus itself, or the first that it feeds."""
    if focus is None or step_of(scene, focus) is not None:
        return focus
    fed = sorted((step_of(scene, Focus(*pair.target)) or 0, pair.target) for pair in pairs)
    return Focus(*fed[0][1]) if fed else focus_at(scene, 0) if scene.steps else None


def lit_cells(scene: Scene, focus: Focus | None, pairs: list[Pair]) -> dict[str, set[int]]:
    cells = {twin.grid: {twin.cell} for twin in twins(scene, focus)} if focus else {}
    for pair in pairs:
        for place in (pair.source, pair.target, pair.weight):
            if place:
                cells.setdefault(place[0], set()).add(place[1])
    if focus and (grid := scene.grid(focus.grid)).by_column:
        cells[grid.id] |= set(range(focus.cell % grid.cols, grid.rows * grid.cols, grid.cols))
    for place in [(name, cell) for name, lit in cells.items() for cell in lit]:
        for name, cell in originals(scene, place):
            cells.setdefault(name, set()).add(cell)
    return cells


def is_whole(grid: Grid, cells: set[int]) -> bool:
    """A filter that takes part as a whole: no cell of it stands out."""
    return grid.role == "filter" and len(cells) == grid.rows * grid.cols > 1


def weights_of(scene: Scene, focus: Focus | None, pairs: list[Pair]) -> dict[Place, str]:
    """The weight beside each source; beside each target, where a source is pointed at."""
    here = [(one.grid, one.cell) for one in (*twins(scene, focus), *pointed_at(scene, focus))] if focus else []
    beside = {pair.target if pair.source in here else pair.source: pair.weight for pair in pairs if pair.weight}
    beside = {original: weight for place, weight in beside.items() for original in originals(scene, place)} | beside
    return {place: "×" + text_at(scene.grid(name), cell) for place, (name, cell) in beside.items()}


def boxes_of(
    shown: Mapping[str, Grid], cells: Mapping[str, set[int]], pin: Focus | None
) -> dict[str, tuple[float, ...]]:
    """The outlines on the lines between cells, a little off small pixels; around a pinned cell a second one."""
    boxes = {name: box_around(shown[name], lit, room(shown[name])) for name, lit in cells.items()}
    if pin:
        boxes[f"{pin.grid} pin"] = box_around(shown[pin.grid], {pin.cell}, PIN + room(shown[pin.grid]))
    return boxes


def marks_of(scene: Scene, focus: Focus | None) -> dict[str, tuple[float, ...]]:
    """A cell that stands out from its lit column, and the cell whose number it repeats."""
    here = [(focus.grid, focus.cell)] if focus and scene.grid(focus.grid).by_column else []
    places = here + [place for copy in here for place in originals(scene, copy)]
    return {f"{name} mark": box_around(scene.grid(name), {cell}, 0) for name, cell in places}


def room(grid: Grid) -> float:
    return OFF_PIXELS if grid.cell < SMALL_PIXEL else 0


def box_around(grid: Grid, cells: set[int], more: float) -> tuple[float, ...]:
    rows, cols = {cell // grid.cols for cell in cells}, {cell % grid.cols for cell in cells}
    across, down = max(cols) + 1 - min(cols), max(rows) + 1 - min(rows)
    corner = grid.x + min(cols) * grid.cell - more, grid.y + min(rows) * grid.cell - more
    return tuple(round(part, 2) for part in (*corner, across * grid.cell + 2 * more, down * grid.cell + 2 * more))


def told_of(scene: Scene, target: Focus | None) -> dict[str, str]:
    """The lines that change with the film, each with a number per step."""
    told = [item for item in scene.items if isinstance(item, Told)]
    if target is None:
        return {}
    return {item.id: item.texts.at(step_of(scene, target) or 0) for item in told}


def products_in(scene: Scene, target: Focus | None) -> list[tuple[str, str]]:
    """Every product of the told cell, row by row of its window."""
    lines: list[tuple[str, str]] = []
    for item in scene.items:
        if isinstance(item, Products):
            terms = [f"{source}·{weight}".rstrip("·") for source, weight in window(scene, item, target)]
            across = item.across or len(scene.links[item.link].cols[0])
            rows = [" + ".join(terms[n : n + across]) for n in range(0, len(terms), across)]
            lines += [(item.source, ("+ " if n else "") + row) for n, row in enumerate(rows)]
    return lines


def lens_in(scene: Scene, target: Focus | None) -> list[str]:
    """The numbers under the lens, each with its weight below it."""
    lenses = [item for item in scene.items if isinstance(item, Lens) and item.digits]
    pairs = [pair for lens in lenses for pair in window(scene, lens, target)]
    return [text for source, weight in pairs for text in (source, f"×{weight}") if text != "×"]


def window(scene: Scene, item: Products | Lens, target: Focus | None) -> list[tuple[str, str]]:
    """The numbers and weights that make the told cell, those of one source; no weights where cells are only joined."""
    if target is None or target.grid not in scene.links[item.link].targets:
        return []
    pairs = [pair for pair in products_of(scene, target) if pair.source[0] == item.source]
    return [(at(scene, pair.source), at(scene, pair.weight)) for pair in pairs]


def at(scene: Scene, place: Place | None) -> str:
    return text_at(scene.grid(place[0]), place[1]) if place else ""
