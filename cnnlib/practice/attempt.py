"""Run a student's function with care: on copies, catching what it prints and what it raises."""

import copy
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

import numpy as np

Inputs = Mapping[str, Any]


@dataclass(frozen=True)
class Attempt:
    """What a function did with one set of inputs.

    >>> attempt(lambda W: W / 0, {"W": 5}).error
    'ZeroDivisionError: division by zero'
    """

    value: Any = None
    printed: str = ""
    error: str = ""
    changed: tuple[str, ...] = ()  # the names of the arrays that it wrote into


def attempt(function: Callable[..., Any], inputs: Inputs) -> Attempt:
    """Call `function(*inputs)`; whatever goes wrong is told, not raised."""
    given, printed = copy.deepcopy(dict(inputs)), StringIO()
    try:
        # What goes wrong is told in our sentence; NumPy's warning in red beside it would be one too many.
        with redirect_stdout(printed), np.errstate(all="ignore"):
            value = function(*given.values())
    except Exception as error:
        return Attempt(error=f"{type(error).__name__}: {error}".rstrip(": "), printed=printed.getvalue())
    changed = tuple(name for name, before in inputs.items() if _differs(before, given[name]))
    return Attempt(value, printed.getvalue().strip(), changed=changed)


def _differs(before: Any, after: Any) -> bool:
    return isinstance(before, np.ndarray) and not np.array_equal(before, after)


def fits(given: Any, wanted: Any) -> bool:
    """Is the given answer the wanted one, in kind, shape and value?

    A whole number must be an int: a size of 5.0 is not an answer, since no array has 5.0 rows.

    >>> fits(5, 5), fits(5.0, 5), fits(np.int64(5), 5), fits(5, 5.0)
    (True, False, True, True)
    """
    if kind(given) != kind(wanted) and (kind(given), kind(wanted)) != ("whole", "real"):
        return False
    if kind(wanted) == "several":
        return len(given) == len(wanted) and all(map(fits, given, wanted))
    if kind(wanted) == "other":
        return type(given) is type(wanted) and bool(np.all(given == wanted))
    return np.shape(given) == np.shape(wanted) and np.allclose(given, wanted, rtol=1e-4, atol=1e-5, equal_nan=True)


def kind(value: Any) -> str:
    """A word for what a value is: whole, real, array, several (a tuple of numbers) or other.

    >>> [kind(value) for value in (3, 3.5, np.float32(3), np.zeros(3), (5, 5), [0, 0, 0], None, True)]
    ['whole', 'real', 'real', 'array', 'several', 'other', 'other', 'other']
    """
    if isinstance(value, tuple) and value:
        return "several" if all(kind(part) in ("whole", "real") for part in value) else "other"
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return "array" if value.ndim else kind(value[()])
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        return "whole"
    return "real" if isinstance(value, float | np.floating) else "other"
