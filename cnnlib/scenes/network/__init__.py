"""A net at work on an image: every layer's maps, the filters of the first layer, the class scores."""

import numpy as np

from cnnlib.scenes.network.code import as_code
from cnnlib.scenes.network.picture import overview
from cnnlib.scenes.network.questions import questions
from cnnlib.scenes.network.run import run_of
from cnnlib.scenes.network.settings import CONTROLS, PRESETS, Settings
from cnnlib.scenes.scene import Scene

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("image", "digit", "upload", "invert")
"""Shared where two nets are compared; of one net two images may be."""


def scene(settings: Settings) -> Scene:
    """The picture of these settings.

    >>> scene(Settings()).grid("x").rows
    8
    """
    return overview(settings)


def output(settings: Settings) -> np.ndarray:
    """What comes out of the net, (H, W, D), such as class scores (1, 1, K).

    >>> int(output(Settings(digit=3)).argmax())
    3
    """
    return run_of(settings).layers[-1].y
