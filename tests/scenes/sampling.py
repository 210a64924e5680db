"""Settings drawn at random from what the controls of any picture allow."""

from collections.abc import Iterator
from random import Random
from typing import Any

from cnnlib.scenes.controls import Choice, Control, Slider, Switch

FILE = "upload"  # the choice of a file of one's own, which there is none of


def drawn(control: Control, random: Random) -> Any:
    """A value of one control."""
    if isinstance(control, Slider):
        return random.choice(control.stops or range(control.low, control.high + 1, control.step))
    if isinstance(control, Choice):
        return random.choice([value for value, _ in control.options if value != FILE])
    return random.random() < 0.15


def samples(picture: Any, count: int, seed: int = 0) -> Iterator[Any]:
    """Settings of a picture module; what is typed or uploaded stays as it is by default."""
    random = Random(seed)
    for _ in range(count):
        controls = [control for control in picture.CONTROLS if isinstance(control, Slider | Choice | Switch)]
        yield picture.Settings(**{control.setting: drawn(control, random) for control in controls})
