"""What is to be seen of an explorer: as the page shows it, and as `cnnlib` says it must be."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.controls import Choice, Control, Slider, Switch, is_shown
from cnnlib.scenes.scene import Button, Caption, Label, Packed, Scene
from cnnlib.scenes.trace import Focus, focus_at
from tests.browser.lit import Place, lights_of, text_at


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


def difference(found: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> str:
    """What is not as it should be, and nothing else."""
    lines = []
    for name in {**wanted, **found}:
        shown, right = found.get(name), wanted.get(name)
        if shown != right:
            within = isinstance(shown, dict) and isinstance(right, dict)
            lines.append(f"{name}: {difference(shown, right) if within else f'{shown!r} instead of {right!r}'}")
    return "\n".join(lines[:20])
