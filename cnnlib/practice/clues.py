"""A last hint, from the numbers alone, for a wrong answer that no known mistake explains."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from cnnlib.practice import describe
from cnnlib.practice.attempt import Attempt, fits, kind

WHOLE = "Sizes and places are whole numbers: divide with `//`, not with `/`."
IN_WORDS = (
    (r"could not broadcast input array from shape (\(.*?\)) into shape (\(.*?\))",
     "What stands on the right of `=` has the shape {0}, and the place it is written to {1}."),
    (r"operands could not be broadcast together with shapes (\(.*?\)) (\(.*?\))",
     "Arrays of the shapes {0} and {1} do not lie on each other number by number."),
    (r"\(size (\d+) is different from (\d+)\)",
     "For `@` the left side needs as many columns as the right side has rows; here there are {1} and {0}."),
    (r"\(dim \d+\) != (\d+) \(dim",
     "For a matrix product the left side needs as many columns as the right side has rows."),
    (r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)",
     "Axis {1} has {2} places, counted from 0, and place {0} was asked for: look at the ranges of the loops and at the "
     "size of the array."),
    (r"'float' object cannot be interpreted|sequence of integers|slice indices must be|only integers, slices", WHOLE),
    (r"setting an array element with a sequence",
     "Several numbers were put where there is room for one: is a sum or an index missing on the right of `=`?"),
    (r"name '(\w+)' is not defined",
     "Python knows no `{0}` here: is it misspelt, or missing among the function's arguments?"),
    (r"cannot reshape array of size (\d+) into shape (\(.*?\))",
     "{0} numbers do not fill the shape {1}: one of its sizes has to be another."),
    (r"truth value of an array",
     "Python's own `max`, `min` and `if` look at one number: NumPy's `np.max` and `np.maximum` at a whole array."),
    (r"zero-size array|empty sequence",
     "A window there holds no number at all: it lies outside. Which index counts the rows, which the columns?"),
    (r"not 'tuple'", "A pair of numbers was put where there is room for one."),
    (r"positional arguments?", "The function has to take just the arguments that stood there at the start."),
    (r"'ellipsis'|'NoneType'", "One of its parts is still `...` or `None`."),
)  # fmt: skip


def clue(attempts: Sequence[Attempt], rights: Sequence[Any]) -> str:
    """What all wrong answers of a function have in common, as a sentence; empty where that is nothing.

    >>> clue([Attempt(np.array([-1, 2]))], [np.array([1, -2])])
    'Every sign is turned round.'
    >>> clue([Attempt(5), Attempt(6)], [5, 7])
    'It is right in 1 of the 2 cases tried.'
    """
    wrong = [(done, right) for done, right in zip(attempts, rights) if done.error or not fits(done.value, right)]
    if not wrong:
        return ""
    if wrong[0][0].error:
        return _error_in_words(wrong[0][0].error)
    pairs = [(done.value, right) for done, right in wrong if not done.error]
    return _in_common(pairs) or _how_often(len(rights) - len(wrong), len(rights))


def _error_in_words(error: str) -> str:
    for pattern, words in IN_WORDS:
        found = re.search(pattern, error)
        if found:
            return words.format(*found.groups())
    return ""


def _how_often(right: int, cases: int) -> str:
    return f"It is right in {right} of the {cases} cases tried." if right else ""


def _in_common(pairs: Sequence[tuple[Any, Any]]) -> str:
    """The first of the tests that all pairs of a given and a right value pass."""
    if any(isinstance(given, list) and kind(right) == "array" for given, right in pairs):
        return "`np.array(...)` makes an array of a list."
    if not all(_is_number(given) and _is_number(right) and not _same(given, right) for given, right in pairs):
        return ""
    arrays = [(np.asarray(given, float), np.asarray(right, float)) for given, right in pairs]
    if any(given.shape != right.shape for given, right in arrays):
        return next((words for words, test in SHAPES if all(test(*pair) for pair in arrays)), "")
    return next((words for words, test in NUMBERS if all(test(*pair) for pair in arrays)), "") or _factor(arrays)


def _is_number(value: Any) -> bool:
    return kind(value) in ("whole", "real", "array")


def _same(given: Any, right: Any) -> bool:
    return np.shape(given) == np.shape(right) and np.allclose(given, right, rtol=1e-4, atol=1e-5)


SHAPES = (
    ("Was everything added up, or does `return` stand inside a loop?",
     lambda given, right: given.ndim == 0),
    ("Rows and columns are exchanged.",
     lambda given, right: given.ndim == right.ndim > 1 and _same(given.swapaxes(0, 1), right)),
    ("The numbers are right and in the right order; only the shape is another.",
     lambda given, right: _same(given.ravel(), right.ravel())),
    ("The sizes of the axes are right, but in another order.",
     lambda given, right: sorted(given.shape) == sorted(right.shape)),
    ("It has an axis too many.", lambda given, right: given.ndim > right.ndim),
    ("It has an axis too few.", lambda given, right: given.ndim < right.ndim),
)  # fmt: skip
NUMBERS = (
    ("Nothing was filled in: all numbers are still 0.",
     lambda given, right: given.ndim > 0 and not given.any()),
    ("Every sign is turned round.", lambda given, right: _same(given, -right)),
    ("That is rounded: hand back the number as it is.",
     lambda given, right: given.ndim == 0 and 0 < abs(given - right) < 0.01 * abs(right) and float(right) % 1 > 0),
    ("Rows and columns are exchanged.",
     lambda given, right: given.ndim > 1 and _same(given, right.swapaxes(0, 1))),
    ("The numbers are the right ones, but some stand in each other's place.",
     lambda given, right: given.ndim > 0 and _same(np.sort(given, axis=None), np.sort(right, axis=None))),
    ("The first number is right, the others are not: look at what changes from one place to the next.",
     lambda given, right: given.size > 1 and np.isclose(given.flat[0], right.flat[0])
     and not np.isclose(given.ravel(), right.ravel())[1:].any()),
)  # fmt: skip


def _factor(arrays: Sequence[tuple[np.ndarray, np.ndarray]]) -> str:
    """Are all numbers of all cases off by one and the same factor, or by one and the same number?"""
    given, right = (np.concatenate([pair[side].ravel() for pair in arrays]) for side in (0, 1))
    if right.size < 2 or not np.isfinite(given).all():
        return ""
    off = given[0] - right[0]
    if np.allclose(given - right, off, rtol=1e-4):
        return f"Every number is {describe.value(abs(float(off)))} too {'large' if off > 0 else 'small'}."
    times = float(given.sum() / right.sum()) if right.sum() else 0.0
    if times and np.allclose(given, times * right, rtol=1e-4):
        return f"Every number is {describe.value(times)} times what it should be."
    return ""
