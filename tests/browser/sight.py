"""What is to be seen of an explorer: as the page shows it, and as `cnnlib` says it must be."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.controls import Choice, Control, Slider, Switch
from cnnlib.scenes.scene import Button, Caption, Grid, Label, Packed, Products, Scene, Told
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import Focus, Pair, focus_at, lit_by, products_of, step_of

Place = tuple[str, int]
WEIGHT_FROM = 26  # cells smaller than this have no room for a weight beside the number

SEE = """(root) => {
    const all = (query, of) => Array.from(root.querySelectorAll(query), of);
    const text = (element) => element.textContent;
    const named = (query, name) => Object.fromEntries(all(query, (e) => [e.dataset[name], text(e)]));
    const cells = (query, name) => all(query, (e) => [e.dataset[name], Number(e.dataset.cell), text(e)]);
    const places = all(".cnn-outline", (e) => {
        const [x, y] = e.style.transform.match(/-?[\\d.]+/g).map(Number);
        return [e.dataset.outline, [x, y, Number(e.getAttribute("width")), Number(e.getAttribute("height"))]];
    });
    const value = (e) => e.type === "checkbox" ? e.checked : e.tagName === "SELECT" ? e.selectedOptions[0]?.textContent : e.value;
    const shown = "[data-setting]:not([type=file])";
    return {
        key: root.dataset.key, step: Number(root.dataset.step), numbers: cells("[data-layer=base] text[data-grid][data-cell]", "grid"),
        labels: named("[data-label]", "label"), titles: named("[data-title]", "title"),
        buttons: all(".cnn-repair", (e) => e.getAttribute("aria-label")),
        hidden: all("[data-shows-with]", (e) => e).filter((e) => e.style.display === "none").map((e) => e.dataset.grid),
        controls: Object.fromEntries(all(shown, (e) => e).filter((e) => e.checkVisibility()).map((e) => [e.dataset.setting, value(e)])),
        boxes: Object.fromEntries(all("[data-box]", (e) => e).filter((e) => e.checkVisibility()).map((e) => [e.dataset.box, e.value])),
        refused: all("[aria-invalid=true]", (e) => e.dataset.box ?? "editor"),
        notice: text(root.querySelector(".cnn-notice")), spoken: root.querySelector(".cnn-picture").getAttribute("aria-label"),
        heard: text(root.querySelector(".cnn-live")),
        caption: all("[data-caption]", text).join(""), told: named("[data-told]", "told"),
        products: all("[data-products]", (e) => [e.dataset.products, text(e)]),
        lit: cells("[data-lit]", "lit"), weights: cells("[data-weight]", "weight"), outlines: Object.fromEntries(places),
        count: text(root.querySelector(".cnn-film .cnn-count")), scrub: Number(root.querySelector(".cnn-scrub").value),
        playing: root.querySelector("[data-act=play]").getAttribute("aria-label") === "pause",
        editing: root.querySelector(".cnn-editor")?.value ?? null,
    };
}"""


@dataclass
class Sight:
    """What the page shows of one explorer."""

    settings: dict[str, Any]
    step: int
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


def sight_of_scene(
    scene: Scene, settings: Mapping[str, Any], step: int, controls: Sequence[Control], focus: Focus | None, pinned: bool
) -> dict[str, Any]:
    """What the page must show of a scene while the film stands at `step`, or `focus` is pointed at."""
    focus = focus or (focus_at(scene, step) if scene.steps else None)
    labels = [item for item in scene.items if isinstance(item, Label) and item.id]
    lights = lights_of(scene, focus)
    return {
        "numbers": numbers_of(scene),
        "labels": {label.id: "".join(run.text for run in label.runs) for label in labels},
        "titles": {grid.id: grid.title for grid in scene.grids if grid.title},
        "buttons": [item.text for item in scene.items if isinstance(item, Button)],
        "controls": controls_of(settings, controls),
        "spoken": scene.spoken,
        "caption": caption_of(scene, focus),
        "count": count_of(scene, step, pinned),
        "notice": "",
        **lights,
    }


def text_at(grid: Grid, cell: int) -> str:
    """What stands in a cell."""
    if cell in grid.unknown:
        return "?"
    return number(grid.numbers.values[cell]) if isinstance(grid.numbers, Packed) else grid.numbers[cell]


def numbers_of(scene: Scene) -> dict[Place, str]:
    """The text of every cell of the grids that are drawn with digits."""
    digits = [grid for grid in scene.grids if grid.digits and not grid.pixels and not isinstance(grid.numbers, Packed)]
    return {(grid.id, cell): text_at(grid, cell) for grid in digits for cell in range(grid.rows * grid.cols)}


def controls_of(settings: Mapping[str, Any], controls: Sequence[Control]) -> dict[str, Any]:
    """What every control that is shown must show."""
    values: dict[str, Any] = {}
    for control in controls:
        if all(settings[name] == value for name, value in control.when.items()):
            if isinstance(control, Slider):
                values[control.setting] = str(settings[control.setting])
            elif isinstance(control, Choice):
                values[control.setting] = dict(control.options)[settings[control.setting]]
            elif isinstance(control, Switch):
                values[control.setting] = settings[control.setting]
    return values


def count_of(scene: Scene, step: int, pinned: bool) -> str:
    text = f"step {step + 1} of {scene.steps}" if scene.steps else "no steps"
    return f"{text} · pinned, Esc lets go" if pinned else text


def caption_of(scene: Scene, focus: Focus | None) -> str:
    """The sentence of the lit cell, if the scene has a place for it."""
    if focus is None or not any(isinstance(item, Caption) for item in scene.items):
        return ""
    grid = scene.grid(focus.grid)
    row, col = divmod(focus.cell, grid.cols)
    slots = {"row": grid.first[0] + row, "col": grid.first[1] + col, "value": text_at(grid, focus.cell)}
    return grid.say.at(focus.cell, **slots).replace("**", "") if grid.say else ""


def lights_of(scene: Scene, focus: Focus | None) -> dict[str, Any]:
    """What is lit, by `cnnlib.scenes.trace.lit_by`."""
    pairs = lit_by(scene, focus) if focus else []
    target = target_of(scene, focus, pairs)
    shown = {g.id: g for g in scene.grids if g.shows_with is None or (target and target.grid == g.shows_with)}
    lit = {name: cells for name, cells in lit_cells(focus, pairs).items() if name in shown}
    apart = {name: cells for name, cells in lit.items() if not is_whole(shown[name], cells)}
    written = {name: cells for name, cells in apart.items() if shown[name].digits and not shown[name].pixels}
    outlined = {name: cells for name, cells in lit.items() if name in apart or shown[name].shows_with is None}
    return {
        "lit": {(name, cell): text_at(shown[name], cell) for name, cells in written.items() for cell in cells},
        "weights": {place: text for place, text in weights_of(scene, focus, pairs).items()
                    if place[0] in written and shown[place[0]].cell >= WEIGHT_FROM},
        "hidden": {grid.id for grid in scene.grids} - set(shown),
        "told": told_of(scene, target),
        "products": products_in(scene, target),
    } | ({"outlines": boxes} if (boxes := boxes_of(shown, outlined)) is not None else {})  # fmt: skip


def target_of(scene: Scene, focus: Focus | None, pairs: list[Pair]) -> Focus | None:
    """The cell whose arithmetic is told: the focus itself, or the first that it feeds."""
    if focus is None or step_of(scene, focus) is not None:
        return focus
    fed = sorted((step_of(scene, Focus(*pair.target)) or 0, pair.target) for pair in pairs)
    return Focus(*fed[0][1]) if fed else focus_at(scene, 0) if scene.steps else None


def lit_cells(focus: Focus | None, pairs: list[Pair]) -> dict[str, set[int]]:
    cells: dict[str, set[int]] = {focus.grid: {focus.cell}} if focus else {}
    for pair in pairs:
        for place in (pair.source, pair.target, pair.weight):
            if place:
                cells.setdefault(place[0], set()).add(place[1])
    return cells


def is_whole(grid: Grid, cells: set[int]) -> bool:
    """A filter that takes part as a whole: no cell of it stands out."""
    return grid.role == "filter" and len(cells) == grid.rows * grid.cols > 1


def weights_of(scene: Scene, focus: Focus | None, pairs: list[Pair]) -> dict[Place, str]:
    """The weight beside each source; beside each target, where a source is pointed at."""
    here = (focus.grid, focus.cell) if focus else None
    beside = {pair.target if pair.source == here else pair.source: pair.weight for pair in pairs if pair.weight}
    return {place: "×" + text_at(scene.grid(name), cell) for place, (name, cell) in beside.items()}


def boxes_of(shown: Mapping[str, Grid], cells: Mapping[str, set[int]]) -> dict[str, tuple[float, ...]] | None:
    """The outlines, on the lines between cells; None for images, whose outlines stand a little off."""
    if any(shown[name].cell < 6 for name in cells):
        return None
    return {name: box_around(shown[name], lit) for name, lit in cells.items()}


def box_around(grid: Grid, cells: set[int]) -> tuple[float, ...]:
    rows, cols = {cell // grid.cols for cell in cells}, {cell % grid.cols for cell in cells}
    across, down = max(cols) + 1 - min(cols), max(rows) + 1 - min(rows)
    corner = grid.x + min(cols) * grid.cell, grid.y + min(rows) * grid.cell
    return tuple(round(part, 2) for part in (*corner, across * grid.cell, down * grid.cell))


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
        if isinstance(item, Products) and target:
            lines += [(item.source, line) for line in product_lines(scene, item, target)]
    return lines


def product_lines(scene: Scene, item: Products, target: Focus) -> list[str]:
    link = scene.links[item.link]
    pairs = [pair for pair in products_of(scene, target) if pair.source[0] == item.source]
    if target.grid not in link.targets:
        return []
    across = len(link.cols[target.cell % scene.grid(target.grid).cols])
    terms = [f"{text_at(scene.grid(p.source[0]), p.source[1])}·{text_at(scene.grid(p.weight[0]), p.weight[1])}"
             for p in pairs if p.weight]  # fmt: skip
    rows = [" + ".join(terms[n : n + across]) for n in range(0, len(terms), across)]
    return [("+ " if n else "") + row for n, row in enumerate(rows)]
