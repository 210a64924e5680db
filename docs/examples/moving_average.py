"""A new explorer in one file: each output number is the mean of the F input numbers above it."""

import sys
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import numpy as np

from cnnlib.explorers import Explorer
from cnnlib.mistakes import output_size_mistakes
from cnnlib.scenes.controls import Preset, Slider
from cnnlib.scenes.questions import Question
from cnnlib.scenes.scene import Caption, Grid, Link, Scene, Sentences
from cnnlib.scenes.settings import check_settings
from cnnlib.scenes.text import number
from cnnlib.shapes import output_size

CONTROLS = (Slider("W", "W", "input size", 7, 16, "W"), Slider("F", "F", "window", 1, 7, "F"))
INPUT = ("W",)  # what A and B share when two settings are compared


@dataclass(frozen=True)
class Settings:
    W: int = 10
    F: int = 3

    def __post_init__(self) -> None:
        check_settings(vars(self), CONTROLS)


PRESETS = (
    Preset("three at a time", "Each mean takes in three neighbours.", {"W": 10, "F": 3}),
    Preset("three against seven", "The wider the window, the smoother.", {"W": 16, "F": 7}, compare={"F": 3}),
)


def row(settings: Settings) -> np.ndarray:
    return np.arange(settings.W) ** 2 % 12  # some hills


def output(settings: Settings) -> np.ndarray:
    return np.lib.stride_tricks.sliding_window_view(row(settings), settings.F).mean(axis=1)


def scene(settings: Settings) -> Scene:
    x, y, F = row(settings).tolist(), output(settings).tolist(), settings.F
    ends = range(len(y)), range(F - 1, len(x))
    say = Sentences("Numbers {0} to {1} of the input have the mean **{value}**", ends)
    grids = (
        Grid("x", 40, 60, 56, 1, len(x), "input", tuple(map(number, x)), title=f"input, W = {len(x)}"),
        Grid("y", 40 + 28 * (F - 1), 190, 56, 1, len(y), "output", tuple(map(number, y)), title="means", say=say),
    )
    windows = tuple(tuple(range(n, n + F)) for n in range(len(y)))
    links = (Link(targets=("y",), sources=("x",), rows=((0,),), cols=windows),)
    spoken = f"A moving average of {len(x)} numbers, {F} at a time, has {len(y)} means."
    return Scene(asdict(settings), 1180, 330, (*grids, Caption(40, 300, 1100)), links, film=("y",), spoken=spoken)


def questions(settings: Settings) -> tuple[Question, ...]:
    W, F = settings.W, settings.F
    asks, because = f"W = {W} and F = {F}: how many means?", f"W \u2212 F + 1 = {W} \u2212 {F} + 1"
    return (Question("output size", asks, output_size(W, F), because, output_size_mistakes(W, F), hides=("y",)),)


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    x, F = row(settings).tolist(), settings.F
    return f"import numpy as np\n\nx = np.array({x})\ny = np.convolve(x, np.ones({F}), 'valid') / {F}\n"


class MovingAverage(Explorer):
    """The mean of F neighbours: `MovingAverage(F=5)`."""

    picture: ClassVar[Any] = sys.modules[__name__]
