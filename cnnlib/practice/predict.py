"""Predictions: a guess typed before the experiment, with the named mistake where it is wrong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from cnnlib.mistakes import Mistake, tidy
from cnnlib.practice import describe
from cnnlib.practice.verdict import Verdict, correct, not_attempted, not_yet

COUNT = "Count it in the experiment below, then come back."


@dataclass(frozen=True)
class Slip:
    """A wrong guess, computed the wrong way, and the hint for whoever made it."""

    guess: Callable[[], Any]
    hint: str


def slips(*table: tuple[Callable[[], Any], str]) -> tuple[Slip, ...]:
    """A table of (wrong way to the answer, hint)."""
    return tuple(Slip(guess, hint) for guess, hint in table)


def named(mistakes: Iterable[Mistake]) -> tuple[Slip, ...]:
    """The named mistakes of `cnnlib.mistakes` as slips."""
    return tuple(Slip(partial(tidy, mistake.value), mistake.hint) for mistake in mistakes)


@dataclass(frozen=True)
class Prediction:
    """A question with one right answer, a number or a tuple of numbers; `reason` may hold `{answer}`."""

    answer: Callable[[], Any]
    slips: tuple[Slip, ...]
    reason: str
    nudge: str = COUNT  # for a wrong guess that we do not know

    def judge(self, guess: Any) -> Verdict:
        """The verdict on a guess; it never raises, and never gives the answer away.

        >>> Prediction(lambda: 5, (Slip(lambda: 4, "You forgot the + 1."),), "7 - 3 + 1 = {answer}.").judge(4)
        ✗ Not yet. You guessed `4`. You forgot the + 1.
        """
        if guess is ...:
            return not_attempted("Type your guess where the dots are, before you look below.")
        if not _is_numbers(guess):
            got = describe.value(guess)
            return not_yet(f"Your guess is {got}. Type a number, or several in brackets: `(2, 3)`.")
        guess, answer = _alone(guess), self.answer()
        if _equal(guess, answer):
            return correct(self.reason.format(answer=describe.value(answer)))
        if np.shape(guess) != np.shape(answer):
            return not_yet(
                f"The question asks for {_how_many(answer)}, your guess has {_how_many(guess)}.{_comma(guess, answer)}"
            )
        hint = next((slip.hint for slip in self.slips if _equal(guess, slip.guess())), self.nudge)
        return not_yet(f"You guessed `{describe.value(guess)}`. {hint}")


def _is_numbers(guess: Any) -> bool:
    parts = guess if isinstance(guess, tuple | list) else [guess]
    return bool(parts) and all(isinstance(part, int | float | np.number) for part in parts)


def _alone(guess: Any) -> Any:
    """A number in brackets, `(6)`, `(6,)` or `[6]`, is that number."""
    return guess[0] if isinstance(guess, tuple | list) and len(guess) == 1 else guess


def _equal(guess: Any, answer: Any) -> bool:
    """Whole numbers are compared as they are: of a hundred million parameters, 96 more is another guess."""
    if np.shape(guess) != np.shape(answer):
        return False
    whole = all(np.asarray(given).dtype.kind in "iu" for given in (guess, answer))
    return np.array_equal(guess, answer) if whole else np.allclose(guess, answer)


def _comma(guess: Any, answer: Any) -> str:
    """For whoever typed 3,5 or 290,400 and got two numbers."""
    if np.ndim(answer) or np.size(guess) < 2 or not all(type(part) is int for part in guess):
        return ""
    if all(part < 1000 for part in guess) and (len(guess) > 2 or guess[1] > 99):
        return f" To Python a comma ends a number. Between thousands write nothing, or: `{'_'.join(map(str, guess))}`."
    if len(guess) > 2:
        return ""
    return f" If you meant a decimal, write it with a point: `{guess[0]}.{guess[1]}`, not `{guess[0]},{guess[1]}`."


def _how_many(value: Any) -> str:
    count = np.size(value)
    return "one number" if count == 1 else f"{count} numbers"
