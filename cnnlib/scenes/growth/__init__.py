"""How filters grow: the first layer at each snapshot of a training, its accuracy, and what the net answers."""

import numpy as np

from cnnlib.scenes.growth.code import as_code
from cnnlib.scenes.growth.picture import picture
from cnnlib.scenes.growth.presets import PRESETS
from cnnlib.scenes.growth.questions import questions
from cnnlib.scenes.growth.settings import CONTROLS, Settings
from cnnlib.scenes.growth.sheets import shown
from cnnlib.scenes.scene import Scene

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("run",)


def scene(settings: Settings) -> Scene:
    """The picture of these settings: a step of its film is a snapshot.

    >>> scene(Settings()).steps
    13
    """
    return picture(settings)


def output(settings: Settings) -> np.ndarray:
    """One filter at each snapshot, (snapshots, F, F, D); of a net with fewer filters, the last.

    >>> output(Settings(filter=3)).shape
    (13, 7, 7, 3)
    """
    filters = shown(settings)
    k = min(settings.filter, len(filters[0]) - 1)
    return np.stack([w[k] for w in filters])
