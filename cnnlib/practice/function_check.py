"""Check a student's function on several inputs, naming the mistake behind a wrong answer.

A mistake is described by a function that makes it. If the student's answers agree with that function's on
*all* cases where there is anything to compare, we know what went wrong and can say so; otherwise the smallest failing
case speaks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from cnnlib.practice import describe
from cnnlib.practice.attempt import Attempt, Inputs, attempt, fits, kind
from cnnlib.practice.clues import clue
from cnnlib.practice.verdict import Verdict, correct, not_attempted, not_yet


@dataclass(frozen=True)
class WrongWay:
    """A wrong way to solve an exercise, and the hint for whoever took it."""

    makes: Callable[..., Any]
    hint: str


def mistakes(*table: tuple[Callable[..., Any], str]) -> tuple[WrongWay, ...]:
    """A table of (function that makes the mistake, hint)."""
    return tuple(WrongWay(makes, hint) for makes, hint in table)


@dataclass(frozen=True)
class FunctionCheck:
    """An exercise whose answer is a function; `cases` go from the smallest to the largest."""

    name: str
    solution: Callable[..., Any]
    cases: tuple[Inputs, ...]
    mistakes: tuple[WrongWay, ...]
    reason: str

    def judge(self, answer: Any) -> Verdict:
        """The verdict on a student's function; it never raises."""
        if answer is ...:
            return not_attempted()
        if not callable(answer):
            got = describe.value(answer)
            return not_yet(f"The check wants the function `{self.name}` itself, without brackets, not {got}.")
        attempts = [attempt(answer, case) for case in self.cases]
        if attempts[0].value is ...:
            return not_attempted()
        problem = next(self._problems(attempts), None)
        if problem is None:
            return correct(self.reason)
        return not_yet(self._known_mistake(attempts) or f"{problem} {self._clue(attempts)}".rstrip())

    def _problems(self, attempts: list[Attempt]) -> Iterator[str]:
        """A sentence for each case that went wrong."""
        for case, done in zip(self.cases, attempts):
            problem = what_is_wrong(done, self.solution(*case.values()))
            if problem:
                yield f"{describe.call(self.name, case)} {problem}"

    def _known_mistake(self, attempts: list[Attempt]) -> str | None:
        """The smallest failing case with the hint of the mistake that explains every answer, if one does."""
        for mistake in self.mistakes:
            made = [attempt(mistake.makes, case) for case in self.cases]
            telling = [_alike(done, wrong) for done, wrong in zip(attempts, made) if not _nowhere_a_number(done.value)]
            if telling and all(telling):
                return f"{self._smallest_failure(attempts)} {mistake.hint}"
        return None

    def _clue(self, attempts: list[Attempt]) -> str:
        return clue(attempts, [self.solution(*case.values()) for case in self.cases])

    def _smallest_failure(self, attempts: list[Attempt]) -> str:
        for case, done in zip(self.cases, attempts):
            right = self.solution(*case.values())
            if done.error or not fits(done.value, right):
                return f"{describe.call(self.name, case)} {_contrast(done, right)}"
        return ""


def _nowhere_a_number(value: Any) -> bool:
    """An answer of NaN alone, as where 0 is divided by 0, may hide a second mistake behind the first."""
    return isinstance(value, np.ndarray) and value.size > 0 and value.dtype.kind == "f" and bool(np.isnan(value).all())


def _alike(done: Attempt, wrong: Attempt) -> bool:
    if done.error or wrong.error:
        return done.error == wrong.error
    return fits(done.value, wrong.value) and done.changed == wrong.changed


def what_is_wrong(done: Attempt, right: Any) -> str | None:
    """The second half of a sentence on one attempt, or None where all is well.

    >>> what_is_wrong(Attempt(4.0), 4)
    'gives `4.0`, a float. A count is a whole number: divide with `//`.'
    >>> what_is_wrong(Attempt(None, printed="4"), 4)
    'printed `4` and returned nothing. Write `return` where you wrote `print`.'
    """
    if done.error:
        return f"stopped with `{done.error}`."
    if not fits(done.value, right):
        return _not_returned(done) or _wrong_kind(done.value, right) or _contrast(done, right)
    if done.changed:
        return f"is right, but writes into the `{done.changed[0]}` it was handed. Work on a new array."
    return _wrong_dtype(done.value, right)


def _contrast(done: Attempt, right: Any) -> str:
    if done.error:
        return f"stopped with `{done.error}`."
    if kind(done.value) == kind(right) == "array" and not describe.can_be_shown(done.value, right):
        return f"gives an array, but {describe.difference(done.value, right)}."
    return f"should give `{describe.value(right)}`, yours gives `{_beside(done.value, right)}`."


def _beside(value: Any, right: Any) -> str:
    """A value to be set beside the right one: 5.0 keeps its point where the right answer is 5."""
    if kind(right) == "whole" and kind(value) == "real" and float(value).is_integer():
        return repr(float(value))
    return describe.value(value)


def _not_returned(done: Attempt) -> str | None:
    if done.value is ...:
        return "gives `...`: a stub is still left inside."
    if done.value is not None:
        return None
    if done.printed:
        last = done.printed.splitlines()[-1][:60]
        return f"printed `{last}` and returned nothing. Write `return` where you wrote `print`."
    return "returned nothing (`None`). Does your function end with `return`?"


def _wrong_kind(value: Any, right: Any) -> str | None:
    if kind(right) == "whole" and kind(value) == "real" and value == right:
        return f"gives `{float(value)}`, a float. A count is a whole number: divide with `//`."
    if kind(right) == "array" and kind(value) != "array":
        return f"gives {_many(value)}, where an array of real numbers of shape {right.shape} is wanted."
    if kind(right) == "several":
        return _wrong_tuple(value, right)
    if kind(right) != "array" and isinstance(value, np.ndarray | list | tuple):
        return f"gives {_many(value)}, where one number is wanted."
    return None


def _wrong_tuple(value: Any, right: tuple) -> str | None:
    """Where several numbers are wanted, `return a, b`: other kinds, another count, and floats for whole numbers."""
    if kind(value) != "several":
        got = _many(value) if isinstance(value, np.ndarray | list | tuple) else f"`{describe.value(value)}`"
        return f"gives {got}, where {len(right)} numbers are wanted: separate them with commas after `return`."
    if len(value) != len(right):
        return f"gives {len(value)} numbers, `{describe.value(value)}`, where {len(right)} are wanted."
    floats = [part for part, whole in zip(value, right) if kind(whole) == "whole" and kind(part) == "real"]
    if floats and value == right:
        return f"holds `{float(floats[0])}`, a float. A count is a whole number: divide with `//`."
    return None


def _many(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} numbers of shape {value.shape}"
    return f"a {type(value).__name__}"


def _wrong_dtype(value: Any, right: Any) -> str | None:
    if not isinstance(right, np.ndarray) or right.dtype != np.float32 or value.dtype == np.float32:
        return None
    return f"has the right numbers, but as {value.dtype}. float32 in, float32 out: hand on `dtype=x.dtype`."
