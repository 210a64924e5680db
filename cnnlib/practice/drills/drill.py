"""A drill shows one question at a time, judges, gives the worked answer, and goes on."""

from collections.abc import Callable
from html import escape
from typing import Any

import numpy as np

from cnnlib.guesses import Score
from cnnlib.practice.drills.counts import count_task
from cnnlib.practice.drills.fields import field_task
from cnnlib.practice.drills.memory import memory_task
from cnnlib.practice.drills.sizes import size_task
from cnnlib.practice.drills.task import Task, Worked
from cnnlib.practice.verdict import Verdict, correct, not_attempted, not_yet

TOPICS: dict[str, Callable[[np.random.Generator, int], Task]] = {
    "output size": size_task,
    "parameters": count_task,
    "memory": memory_task,
    "receptive field": field_task,
}
LEVELS = (1, 2, 3)
EACH = 3  # questions of a level, before the next begins


def task_of(topic: str, seed: int, number: int, level: int) -> Task:
    """Question `number` of this seed: always the same.

    >>> task_of("output size", seed=0, number=1, level=1) == task_of("output size", seed=0, number=1, level=1)
    True
    """
    return TOPICS[topic](np.random.default_rng([seed, number, level]), level)


def drill(topic: str = "output size", seed: int = 0, level: int | None = None) -> "Drill":
    """Questions without end on a topic: "output size", "parameters", "memory" or "receptive field".

    The same seed gives the same questions. `level` is 1, 2 or 3; without it the questions grow harder, three by three.

    >>> questions = drill("parameters", seed=1)
    >>> questions.answer("ten")
    ✗ Not yet. “ten” is not a number: type one number, in digits.
    """
    if topic not in TOPICS:
        raise ValueError(f"there is no topic {topic!r}: choose one of {', '.join(map(repr, TOPICS))}")
    if level not in (None, *LEVELS):
        raise ValueError(f"level = {level!r} is none of 1, 2 and 3, from easy to hard")
    return Drill(topic, int(seed), level)


class Drill:
    """One question at a time: `answer(guess)`, `worked()`, `next()`, `score`. A notebook shows the question."""

    def __init__(self, topic: str, seed: int, level: int | None) -> None:
        self.topic, self.seed = topic, seed
        self.number = 1
        self.score = Score()
        self._level, self._counted = level, False

    @property
    def level(self) -> int:
        """How hard the present question is."""
        return self._level or min(len(LEVELS), 1 + (self.number - 1) // EACH)

    @property
    def task(self) -> Task:
        """The present question."""
        return task_of(self.topic, self.seed, self.number, self.level)

    def answer(self, guess: Any = ...) -> Verdict:
        """The verdict on a guess: 5, "5", "5 px", (5, 4), "5 × 4". It never raises."""
        if guess is ...:
            return not_attempted(f"{self.task.asks} Put your guess where the dots are.")
        judged = self.task.judge(guess)
        if judged.counts:
            self._count(judged.right)
        return correct(self.task.steps[-1]) if judged.right else not_yet(judged.sentence)

    def worked(self) -> Worked:
        """The answer, worked out step by step; whoever asks for it before answering has not guessed it."""
        self._count(False)
        return self.task.worked()

    def next(self) -> "Drill":
        """The next question."""
        self.number += 1
        self._counted = False
        return self

    def _count(self, right: bool) -> None:
        """Only the first guess counts."""
        if not self._counted:
            self.score, self._counted = self.score.after(right), True

    def _head(self) -> str:
        score = f" · {self.score}" if self.score.asked else ""
        return f"Question {self.number}, {self.topic}, level {self.level}{score}"

    def __repr__(self) -> str:
        return f"{self._head()}\n{self.task.asks}"

    def _repr_html_(self) -> str:
        head = f'<span style="opacity: 0.7">{escape(self._head())}</span>'
        body = f'<div style="font-size: 1.1em; margin-top: 2px">{escape(self.task.asks)}</div>'
        return f'<div style="border-left: 4px solid #2c7fb8; padding: 2px 10px">{head}{body}</div>'
