"""The Convolution picture: a padded input volume, K filters sliding over it, the output they make."""

import numpy as np

from cnnlib.scenes.convolution.code import as_code
from cnnlib.scenes.convolution.one_dimension import wires_scene
from cnnlib.scenes.convolution.questions import questions
from cnnlib.scenes.convolution.settings import CONTROLS, PRESETS, Settings
from cnnlib.scenes.convolution.values import work_out
from cnnlib.scenes.convolution.volumes import volumes_scene
from cnnlib.scenes.scene import Scene

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("W", "H", "D1", "separate", "source", "view", "x_edits")


def scene(settings: Settings) -> Scene:
    """The picture of these settings; also of those that do not fit.

    >>> scene(Settings(W=5, F=3, S=2, P=1)).steps  # 3 x 3 outputs of 2 filters
    18
    """
    return wires_scene(settings) if settings.view == "1-D" else volumes_scene(settings)


def output(settings: Settings) -> np.ndarray:
    """The output volume, (H2, W2, K), as `cnnlib.Conv` computes it; of size 0 where the filter does not fit.

    >>> output(Settings(W=5, F=3, S=2, P=1)).shape
    (3, 3, 2)
    """
    return work_out(settings).y
