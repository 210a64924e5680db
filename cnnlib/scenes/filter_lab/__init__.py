"""The filter lab: a real photograph, a filter to choose or to edit, and what it answers, pixel by pixel."""

import numpy as np

from cnnlib.scenes.filter_lab.code import as_code
from cnnlib.scenes.filter_lab.picture import lab_scene
from cnnlib.scenes.filter_lab.presets import PRESETS
from cnnlib.scenes.filter_lab.questions import questions
from cnnlib.scenes.filter_lab.settings import CONTROLS, Settings
from cnnlib.scenes.filter_lab.values import last_map, pipeline
from cnnlib.scenes.scene import Scene

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("photo", "upload", "colour")


def scene(settings: Settings) -> Scene:
    """The picture of these settings.

    >>> scene(Settings(filter="Sobel x")).film
    ('response',)
    """
    return lab_scene(settings)


def output(settings: Settings) -> np.ndarray:
    """The last map of the picture, (H2, W2): the response, after ReLU and pooling where they are on.

    NaN where it would need pixels outside the picture and `border` is "?".

    >>> output(Settings(S=2, relu=True, pool=True)).shape
    (27, 42)
    """
    return last_map(pipeline(settings))
