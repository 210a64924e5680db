"""The im2col picture: every window a column of one matrix, every filter a row of another, and their product."""

import numpy as np

from cnnlib.scenes.im2col.code import as_code
from cnnlib.scenes.im2col.counted import counted_scene
from cnnlib.scenes.im2col.picture import matrices_scene
from cnnlib.scenes.im2col.questions import questions
from cnnlib.scenes.im2col.settings import CONTROLS, PRESETS, Settings
from cnnlib.scenes.im2col.values import work_out
from cnnlib.scenes.scene import Scene

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("W", "D1", "source", "layer", "x_edits")


def scene(settings: Settings) -> Scene:
    """The picture of these settings; also of those that do not fit.

    >>> scene(Settings(W=4, F=2, K=2)).steps  # 9 columns, 2 rows of W_row
    18
    """
    return matrices_scene(settings) if settings.own else counted_scene(settings)


def output(settings: Settings) -> np.ndarray:
    """The output volume, (H2, W2, K); of size 0 where the filter does not fit.

    >>> output(Settings(W=4, F=2, K=2)).shape
    (3, 3, 2)
    """
    return work_out(settings).y
