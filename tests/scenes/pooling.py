"""Reading the Pooling picture: its texts, its numbers, what its cells say; settings to look at."""

from collections.abc import Iterator

import numpy as np

from cnnlib.scenes.controls import Choice, Slider
from cnnlib.scenes.pooling import CONTROLS, Settings
from cnnlib.scenes.scene import Label, Packed, Rings, Scene

RANGES = {control.setting: range(control.low, control.high + 1) for control in CONTROLS if isinstance(control, Slider)}
MENUS = {
    control.setting: [value for value, _ in control.options] for control in CONTROLS if isinstance(control, Choice)
}


def samples(count: int, seed: int, **given: object) -> Iterator[Settings]:
    """Settings drawn at random from all that the controls allow."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        sizes = {name: int(rng.choice(values)) for name, values in RANGES.items()}
        menus = {name: str(rng.choice(values)) for name, values in MENUS.items()}
        switches = {"whole": bool(rng.random() < 0.1)}
        yield Settings(**{**sizes, **menus, **switches, **given})


def text(scene: Scene, name: str) -> str:
    label = next(item for item in scene.items if isinstance(item, Label) and item.id == name)
    return "".join(run.text for run in label.runs)


def shown(scene: Scene, name: str) -> np.ndarray:
    """The numbers of a grid as the reader sees them; nothing is NaN."""
    grid = scene.grid(name)
    if isinstance(grid.numbers, Packed):
        values = grid.numbers.values
    else:
        values = [float(text.replace("−", "-")) if text else np.nan for text in grid.numbers]
    return np.array(values, dtype=float).reshape(grid.rows, grid.cols)


def sentence(scene: Scene, name: str, cell: int) -> str:
    """What a cell says."""
    grid = scene.grid(name)
    row, col = divmod(cell, grid.cols)
    value = grid.numbers.values[cell] if isinstance(grid.numbers, Packed) else grid.numbers[cell]
    assert grid.say is not None
    return grid.say.at(cell, row=grid.first[0] + row, col=grid.first[1] + col, value=value)


def rings(scene: Scene, name: str = "rings", grid: str = "x0") -> Rings:
    return next(item for item in scene.items if isinstance(item, Rings) and (item.id, item.grid) == (name, grid))
