"""The Connections picture: the same layer with full, local and shared connections, and what each costs."""

import numpy as np

from cnnlib.scenes.connections.code import as_code
from cnnlib.scenes.connections.counts import counts
from cnnlib.scenes.connections.picture import scene
from cnnlib.scenes.connections.presets import PRESETS
from cnnlib.scenes.connections.questions import questions
from cnnlib.scenes.connections.settings import CONTROLS, Settings

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("W", "D1")


def output(settings: Settings) -> np.ndarray:
    """The table of counts, (3, 4): full, local and shared; neurons, weights, biases, parameters.

    >>> output(Settings())[2].tolist()  # ten 5 x 5 filters on 32 x 32 x 3
    [10240, 750, 10, 760]
    """
    return np.array([(c.neurons, c.weights, c.biases, c.parameters) for c in counts(settings)])
