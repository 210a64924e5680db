"""One map of a net, and how it is made: a sum over input maps, or one step from the map before."""

import numpy as np

from cnnlib.scenes.network_map.code import as_code
from cnnlib.scenes.network_map.frame import subject
from cnnlib.scenes.network_map.picture import map_scene
from cnnlib.scenes.network_map.questions import questions
from cnnlib.scenes.network_map.settings import CONTROLS, PRESETS, Settings
from cnnlib.scenes.scene import Scene

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("net", "image", "digit", "upload", "invert")


def scene(settings: Settings) -> Scene:
    """The picture of these settings.

    >>> scene(Settings(layer="2", map=5)).grid("y").rows
    8
    """
    return map_scene(settings)


def output(settings: Settings) -> np.ndarray:
    """The map, (H2, W2)."""
    return subject(settings).y
