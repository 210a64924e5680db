"""What the tests of the Connections picture share: its texts, and settings of all kinds."""

from collections.abc import Iterator

import numpy as np

from cnnlib.scenes.connections import CONTROLS, Settings
from cnnlib.scenes.scene import Label, Scene


def text(scene: Scene, name: str) -> str:
    label = next(item for item in scene.items if isinstance(item, Label) and item.id == name)
    return "".join(run.text for run in label.runs)


def texts(scene: Scene) -> str:
    labels = ["".join(run.text for run in item.runs) for item in scene.items if isinstance(item, Label)]
    return " | ".join([*labels, scene.spoken])


def samples(count: int) -> Iterator[Settings]:
    """Settings with numbers that the boxes take, half of them at the stops of the sliders."""
    rng = np.random.default_rng(5)
    for n in range(count):
        values = {}
        for control in CONTROLS:
            stops = control.stops if control.stops and n % 2 else range(control.low, control.high + 1)
            values[control.setting] = int(rng.choice(stops))
        yield Settings(**values)
