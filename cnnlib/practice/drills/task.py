"""One question of a drill, with its worked answer."""

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from cnnlib.guesses import NUDGE, Judged, as_typed, judge
from cnnlib.mistakes import Mistake, Value, tidy
from cnnlib.shapes import Volume


@dataclass(frozen=True)
class Task:
    """What is asked of a `layer` on an input `volume`: the answer, the steps to it, and the usual slips.

    `unit` is "bytes", "KB" or "MB" where memory is asked for.
    """

    asks: str
    answer: Value
    steps: tuple[str, ...]
    mistakes: tuple[Mistake, ...]
    layer: Any
    volume: Volume
    unit: str = ""
    nudge: str = NUDGE

    def judge(self, guess: Any) -> Judged:
        """Whether a guess is right, or which slip it is."""
        return judge(guess, self.answer, self.mistakes, self.steps[-1], self.unit, self.nudge)

    def worked(self) -> "Worked":
        return Worked(self.asks, self.steps, self.answer, self.unit)


@dataclass(frozen=True)
class Worked:
    """A worked answer: the question, the steps in words and numbers, and what they lead to."""

    asks: str
    steps: tuple[str, ...]
    answer: Value
    unit: str = ""

    def __repr__(self) -> str:
        return "\n".join([self.asks, *(f"{n}. {step}" for n, step in enumerate(self.steps, 1)), self._last()])

    def _repr_html_(self) -> str:
        steps = "".join(f"<li>{escape(step)}</li>" for step in self.steps)
        return f"<div>{escape(self.asks)}<ol>{steps}</ol><b>{escape(self._last())}</b></div>"

    def _last(self) -> str:
        return f"Answer: {written(self.answer)} {self.unit}".rstrip()


def pick(rng: np.random.Generator, *values: int) -> int:
    """One of the values, by chance.

    >>> pick(np.random.default_rng(0), 3, 3, 3)
    3
    """
    return values[rng.integers(len(values))]


def written(value: Value) -> str:
    """A number with its thousands parted and at most three decimals, several with crosses between them.

    >>> written(34944), written((5, 4)), written(0.5742187)
    ('34,944', '5 × 4', '0.574')
    """
    if isinstance(value, tuple):
        return as_typed(value)
    number = tidy(value)
    return f"{number:,}" if isinstance(number, int) else f"{number:,.3f}".rstrip("0")
