"""The Trainer's picture: loss and accuracy while a net learns, its filters, its answers."""

import numpy as np

from cnnlib.scenes.scene import Scene
from cnnlib.scenes.trainer.code import as_code
from cnnlib.scenes.trainer.picture import picture
from cnnlib.scenes.trainer.presets import PRESETS
from cnnlib.scenes.trainer.questions import questions
from cnnlib.scenes.trainer.settings import CONTROLS, Settings
from cnnlib.scenes.trainer.values import Training, untrained

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "Training", "as_code", "output", "questions", "scene"]

INPUT = ("seed",)


def scene(settings: Settings, training: Training | None = None) -> Scene:
    """The picture of a training as it stands; of none, before the first step.

    >>> scene(Settings()).steps
    1
    """
    return picture(settings, training or untrained(settings))


def output(settings: Settings, training: Training | None = None) -> np.ndarray:
    """The accuracy on held-out images after each epoch, (epochs so far, nets).

    >>> output(Settings()).shape
    (0, 1)
    """
    courses = (training or untrained(settings)).courses_in_turn
    measured = [[r.validation for r in course.records if r.validation is not None] for course in courses]
    return np.array(measured, float)[:, : min(map(len, measured))].T if all(measured) else np.zeros((0, len(courses)))
