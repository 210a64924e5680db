"""Calls and values in the words of a notebook: `positions(W=10, F=3, S=2)`, `[[1, 0], [2, -1]]`."""

from typing import Any

import numpy as np

from cnnlib.practice.attempt import Inputs

NUMBERS_SHOWN = 16


def call(name: str, inputs: Inputs) -> str:
    """A call with its numbers, and the small arrays behind it written out.

    >>> print(call("relu", {"x": np.array([-2, 3])}))
    `relu(x)` with `x = [-2, 3]`
    >>> print(call("count", {"F": 3, "D": 2}))
    `count(F=3, D=2)`
    >>> print(call("pool", {"kind": "max"}))
    `pool(kind='max')`
    """
    arrays = {key: value for key, value in inputs.items() if isinstance(value, np.ndarray)}
    arguments = [key if key in arrays else f"{key}={_written(value)}" for key, value in inputs.items()]
    written = " and ".join(_equation(key, value) for key, value in arrays.items())
    return f"`{name}({', '.join(arguments)})`" + (f" with {written}" if written else "")


def _equation(name: str, array: np.ndarray) -> str:
    if array.size > NUMBERS_SHOWN:
        return f"`{name}` of shape {array.shape}"
    if array.ndim == 3 and array.shape[2] == 1:
        return f"`{name}[:, :, 0] = {value(array)}`"
    return f"`{name} = {value(array)}`"


def value(given: Any) -> str:
    """A value as one would type it: arrays as lists, a single slice without its depth, long ones as their shape.

    >>> value(np.array([[1.0, 0.5], [-2.0, 0.0]])), value(np.zeros((9, 9))), value(4.5)
    ('[[1, 0.5], [-2, 0]]', 'an array of shape (9, 9)', '4.5')
    """
    if isinstance(given, np.ndarray) and given.ndim == 3 and given.shape[2] == 1:
        return value(given[:, :, 0])
    if isinstance(given, np.ndarray) and given.ndim:
        return _written(given.tolist()) if given.size <= NUMBERS_SHOWN else f"an array of shape {given.shape}"
    text = _written(given)
    return text if len(text) <= 80 else text[:77] + "..."


def _written(given: Any) -> str:
    if isinstance(given, list):
        return f"[{', '.join(map(_written, given))}]"
    if isinstance(given, tuple):
        return f"({', '.join(map(_written, given))}{',' * (len(given) == 1)})"
    if isinstance(given, float | np.floating):
        return f"{given:.4g}"
    return str(given) if isinstance(given, np.generic) else repr(given)


def can_be_shown(given: np.ndarray, wanted: np.ndarray) -> bool:
    """Are both short, and of one shape, so that a reader sees at a glance where they differ?"""
    return given.shape == wanted.shape and given.size <= NUMBERS_SHOWN


def difference(given: np.ndarray, wanted: np.ndarray) -> str:
    """Where two arrays first part ways.

    >>> difference(np.array([[1, 2], [3, 4]]), np.array([[1, 2], [5, 4]]))
    'its entry [1, 0] is 3 and should be 5'
    >>> difference(np.zeros((2, 3)), np.zeros((3, 2)))
    'its shape is (2, 3) and should be (3, 2)'
    """
    if given.shape != wanted.shape:
        return f"its shape is {given.shape} and should be {wanted.shape}"
    place = np.argwhere(~np.isclose(given, wanted, rtol=1e-4, atol=1e-5))[0].tolist()
    here = tuple(place)
    return f"its entry {place} is {value(given[here])} and should be {value(wanted[here])}"
