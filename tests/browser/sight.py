"""What is to be seen of an explorer: as the page shows it, and as `cnnlib` says it must be."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.controls import Choice, Control, Slider, Switch, is_shown
from cnnlib.scenes.scene import Button, Caption, Grid, Label, Lens, Packed, Products, Scene, Told
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import Focus, Pair, focus_at, lit_by, originals, pointed_at, products_of, step_of, twins

Place = tuple[str, int]
WEIGHT_FROM = 26  # cells smaller than this have no room for a weight beside the number
SMALL_PIXEL, OFF_PIXELS = 6, 2  # outlines stand so far off pixels smaller than that
PIN = 4.5  # from the outline of a pinned cell to the second around it


@dataclass
class Sight:
    """What the page shows of one explorer."""

    settings: dict[str, Any]
    step: int
    theme: str
    numbers: dict[Place, str]  # the text in every cell that has one
    labels: dict[str, str]
    titles: dict[str, str]
    buttons: list[str]
    hidden: set[str]  # the grids that wait for their map
    controls: dict[str, Any]
    boxes: dict[str, str]
    refused: list[str]
    notice: str
    spoken: str
    heard: str  # by those who listen to the page
    caption: str
    told: dict[str, str]
    products: list[tuple[str, str]]
    lens: list[str]
    lit: dict[Place, str]
    weights: dict[Place, str]
    outlines: dict[str, tuple[float, ...]]
    count: str
    scrub: int
    playing: bool
    editing: str | None


def sight_of(seen: dict[str, Any]) -> Sight:
    """The answer of the page, in Python's words."""
    cells = {name: {(grid, cell): text for grid, cell, text in seen[name]} for name in ("numbers", "lit", "weights")}
    boxes = {name: tuple(round(part, 2) for part in box) for name, box in seen["outlines"].items()}
    settings = json.loads(seen.pop("key"))
    others = {"hidden": set(seen["hidden"]), "outlines": boxes, "products": [tuple(line) for line in seen["products"]]}
    return Sight(**seen | cells | others, settings=settings)


def sight_of_scene(scene: Scene, step: int, focus: Focus | None, pinned: bool) -> dict[str, Any]:
    """What the page must show of a scene while the film stands at `step`, or `focus` is pointed at."""
    focus = focus or (focus_at(scene, step) if scene.steps else None)
    labels = [item for item in scene.items if isinstance(item, Label) and item.id]
    return {
        "numbers": numbers_of(scene),
        "labels": {label.id: "".join(run.text for run in label.runs) for label in labels},
        "titles": {grid.id: grid.title for grid in scene.grids if grid.title},
        "buttons": [item.text or item.named for item in scene.items if isinstance(item, Button)],
        "spoken": scene.spoken,
        "caption": caption_of(scene, focus),
        "count": f"step {step + 1} of {scene.steps}" if scene.steps else "no steps",
        "notice": "",
        **lights_of(scene, focus, pinned),
    }


def text_at(grid: Grid, cell: int) -> str:
    """What stands in a cell."""
    if cell in grid.unknown:
        return "?"
    return number(grid.numbers.values[cell]) if isinstance(grid.numbers, Packed) else "".join(grid.numbers[cell:][:1])


def numbers_of(scene: Scene) -> dict[Place, str]:
    """The text of every cell of the grids that are drawn with digits."""
    digits = [grid for grid in scene.grids if grid.digits and not grid.pixels and not isinstance(grid.numbers, Packed)]
    cells = [(grid, cell) for grid in digits for cell in range(grid.rows * grid.cols)]
    return {(grid.id, cell): text for grid, cell in cells if (text := text_at(grid, cell))}


def controls_of(settings: Mapping[str, Any], controls: Sequence[Control], menus: Mapping[str, str]) -> dict[str, Any]:
    """What every control that is shown must show; `menus` are those whose choice has been altered."""
    values: dict[str, Any] = {}
    for control in controls:
        if is_shown(control, settings):
            if isinstance(control, Slider):
                values[control.setting] = str(place_of(control, settings[control.setting]))
            elif isinstance(control, Choice):
                values[control.setting] = dict(control.options)[settings[control.setting]]
            elif isinstance(control, Switch):
                values[control.setting] = settings[control.setting]
    return values | menus


def place_of(slider: Slider, value: int) -> int:
    """Where a slider stands: at the value; of one with stops, the number of the last stop that is not above it."""
    return sum(stop <= value for stop in slider.stops) - 1 if slider.stops else value


def caption_of(scene: Scene, focus: Focus | None) -> str:
    """The sentence of the lit cell, or what stands in its place while none is, if the scene has a place for it."""
    captions = [item for item in scene.items if isinstance(item, Caption)]
    if focus is None or not captions:
        return "".join(item.rest for item in captions)
    grid = scene.grid(focus.grid)
    row, col = divmod(focus.cell, grid.cols)
    slots = {"row": grid.first[0] + row, "col": grid.first[1] + col, "value": text_at(grid, focus.cell)}
    return grid.say.at(focus.cell, **slots).replace("**", "") if grid.say else ""


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


def difference(found: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> str:
    """What is not as it should be, and nothing else."""
    lines = []
    for name in {**wanted, **found}:
        shown, right = found.get(name), wanted.get(name)
        if shown != right:
            within = isinstance(shown, dict) and isinstance(right, dict)
            lines.append(f"{name}: {difference(shown, right) if within else f'{shown!r} instead of {right!r}'}")
    return "\n".join(lines[:20])
