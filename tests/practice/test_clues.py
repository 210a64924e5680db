"""The last hint: what a wrong answer that nobody foresaw looks like."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from cnnlib.practice.attempt import attempt
from cnnlib.practice.clues import clue

SQUARE = np.array([[1.0, 2], [3, 4]])
WIDE = np.array([[1.0, 2, 3], [4, 5, 6]])


def clue_to(function: Callable[..., Any], right: Callable[..., Any] = lambda x: x + 0.5) -> str:
    """The clue to what a function makes of two arrays."""
    cases = ({"x": WIDE}, {"x": SQUARE})
    return clue([attempt(function, case) for case in cases], [right(*case.values()) for case in cases])


@pytest.mark.parametrize(
    ("function", "hint"),
    [
        (lambda x: -x - 0.5, "sign is turned round"),
        (lambda x: 0 * x, "still 0"),
        (lambda x: x, "0.5 too small"),
        (lambda x: 3 * x + 1.5, "3 times what it should be"),
        (lambda x: (x + 0.5).T, "Rows and columns are exchanged"),
        (lambda x: (x + 0.5).ravel(), "only the shape is another"),
        (lambda x: (x + 0.5)[:, ::-1], "in each other's place"),
        (lambda x: x.sum(), "everything added up"),
        (lambda x: x.sum(axis=0), "an axis too few"),
        (lambda x: x[None] + np.zeros((2, 1, 1)), "an axis too many"),
        (lambda x: (x + 0.5).tolist(), "np.array"),
        (lambda x: np.where(x == 1, 1.5, -7), "The first number is right"),
        (lambda x: x + 0.5 if len(x.T) == 3 else 9 * x, "right in 1 of the 2"),
        (lambda x: x + 0.5, ""),
        (lambda x: np.sqrt(x) - x**3, ""),
        (lambda x: x @ np.zeros((7, 2)), "as many columns as the right side has rows; here there are"),
        (lambda x: np.dot(x, np.zeros((7, 2))), "as many columns as the right side has rows"),
        (lambda x: np.zeros((7, 7)) + x, "(7,7)"),
        (lambda x: np.zeros(3)[5], "Axis 0 has 3 places, counted from 0, and place 5"),
        (lambda x: np.zeros(2.0), "divide with `//`"),  # type: ignore[call-overload]
        (lambda x: max(x, 0), "look at one number"),
        (lambda x: x[9:].max(), "it lies outside"),
        (lambda x: x.reshape(5, 5), "do not fill the shape (5,5)"),
        (lambda x: nothing, "knows no `nothing`"),  # type: ignore[name-defined] # noqa: F821
        (lambda: 1, "just the arguments"),
        (lambda x: 1 + ..., "still `...`"),  # type: ignore[operator]
        (lambda x: x.foo, ""),
    ],
)
def test_a_wrong_answer_says_what_it_looks_like(function: Callable[..., Any], hint: str) -> None:
    assert hint in clue_to(function)
    assert bool(hint) == bool(clue_to(function))


def test_broadcasting_and_sequences_in_words() -> None:
    def narrow(x: np.ndarray) -> None:
        np.zeros((1, 1))[:] = x

    def sequence(x: np.ndarray) -> None:
        np.zeros(3)[0] = x

    assert "on the right of `=` has the shape (2,3), and the place it is written to (1,1)" in clue_to(narrow)
    assert "room for one" in clue_to(sequence)


def test_a_rounded_share_is_recognised() -> None:
    shares = {"x": np.array(1 / 3)}, {"x": np.array(2 / 3)}
    done = [attempt(lambda x: round(float(x), 2), case) for case in shares]
    assert "rounded" in clue(done, [float(case["x"]) for case in shares])
