"""Draw a digit: what is drawn becomes the image that the net sees, and every layer and score follows."""

import numpy as np

from cnnlib.scenes.drawing.code import as_code
from cnnlib.scenes.drawing.picture import picture
from cnnlib.scenes.drawing.presets import PRESETS
from cnnlib.scenes.drawing.questions import questions
from cnnlib.scenes.drawing.settings import CONTROLS, Settings
from cnnlib.scenes.drawing.values import seen_of
from cnnlib.scenes.scene import Scene

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("ready", "variant", "strokes", "undone")  # two nets, two pens, with and without centring can be compared


def scene(settings: Settings) -> Scene:
    """The picture of these settings.

    >>> scene(Settings(ready="7")).grid("x").rows
    28
    """
    return picture(settings)


def output(settings: Settings) -> np.ndarray:
    """The probability of each class, (K,); nothing, (0,), while nothing is drawn.

    >>> int(output(Settings(ready="7")).argmax()), output(Settings()).size
    (7, 0)
    """
    run = seen_of(settings).run
    return np.zeros(0, np.float32) if run is None or run.shares is None else run.shares
