"""The Output size map: which settings fit, and what each gives."""

import numpy as np

from cnnlib.scenes.scene import Scene
from cnnlib.scenes.size_map.cells import Cell, cells_of
from cnnlib.scenes.size_map.code import as_code
from cnnlib.scenes.size_map.picture import map_scene
from cnnlib.scenes.size_map.questions import questions
from cnnlib.scenes.size_map.settings import CONTROLS, PRESETS, Settings

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("W",)


def scene(settings: Settings) -> Scene:
    """The map of these settings.

    >>> scene(Settings(W=7)).steps  # 7 filter sizes, 4 strides
    28
    """
    return map_scene(settings)


def output(settings: Settings) -> np.ndarray:
    """The table in the picture: NaN where a setting does not fit, 0 where the filter is larger than the input.

    >>> output(Settings(W=6))[1]  # stride 2, F = 1 to 7
    array([nan,  3., nan,  2., nan,  1.,  0.])
    """
    cols, rows = settings.ranges
    return np.array([_size(cell) for cell in cells_of(settings)]).reshape(len(rows), len(cols))


def _size(cell: Cell) -> float:
    if cell.too_large:
        return 0.0
    return float(cell.size) if cell.fits else np.nan
