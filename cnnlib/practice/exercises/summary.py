"""06.3: one window, summarised in three ways."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import GlobalPool
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, WrongWay, mistakes


def summary(window: NDArray, kind: str) -> NDArray:
    """cnnlib's pooling of the whole window: (D,).

    >>> summary(np.array([[1, 7], [5, 5]])[:, :, None], "L2")
    array([10.])
    """
    return GlobalPool(kind).forward({}, window[None])[0].ravel()


def _root_of_squares(window: NDArray, axis: int | tuple[int, ...] | None) -> NDArray:
    return np.sqrt(np.sum(window**2, axis))


SUMMARIES: dict[str, Callable[..., NDArray]] = {"max": np.max, "average": np.mean, "L2": _root_of_squares}


def _along(axis: int | tuple[int, ...] | None, hint: str) -> WrongWay:
    return WrongWay(lambda window, kind: SUMMARIES[kind](window, axis), hint)


def _only(wrong: str, makes: Callable[[NDArray], NDArray], hint: str) -> WrongWay:
    """One kind summarised by another function of the window's slices, the two others as they should be."""
    return WrongWay(lambda window, kind: makes(window) if kind == wrong else summary(window, kind), hint)


def _case(F: int, D: int, kind: str) -> Inputs:
    """A window whose first slice holds nothing but negative numbers."""
    window = np.random.default_rng(F + D).integers(-4, 6, (F, F, D)).astype(float)
    window[:, :, 0] -= 7
    return {"window": window, "kind": kind}


SMALL = np.array([[1.0, 7], [5, 5]])[:, :, None]

SUMMARY = FunctionCheck(
    name="summary",
    solution=summary,
    cases=(
        *({"window": SMALL, "kind": kind} for kind in SUMMARIES),
        *(_case(2, 3, kind) for kind in SUMMARIES),
        *(_case(3, 2, kind) for kind in SUMMARIES),
    ),
    mistakes=(
        _along(None, "All slices were thrown together: each has a summary of its own, so sum up along `axis=(0, 1)`."),
        _along(2, "That goes through the depth, pixel by pixel. Go through the pixels, slice by slice: `axis=(0, 1)`."),
        _along(0, "That summarises each column of the window. Both axes of the window have to go: `axis=(0, 1)`."),
        _along(1, "That summarises each row of the window. Both axes of the window have to go: `axis=(0, 1)`."),
        _only("L2", lambda window: np.sum(window**2, (0, 1)),
              "The L2 norm is the *root* of the sum of squares: `np.sqrt`."),
        _only("L2", lambda window: np.sqrt(np.mean(window**2, (0, 1))),
              "That is the root of the *mean* square. The L2 norm adds the squares up and does not divide."),
        _only("L2", lambda window: np.abs(window).sum((0, 1)),
              "That is the sum of the absolute values, the L1 norm. For L2, square them, add, and take the root."),
        _only("L2", lambda window: np.abs(window.sum((0, 1))),
              "You added first and squared then. Square each number first, then add, then take the root."),
        _only("average", lambda window: window.sum((0, 1)),
              "That is the sum. For the average, divide by the F·F numbers of a slice."),
        _only("average", lambda window: window.sum((0, 1)) / len(window),
              "You divided by F. A slice of the window has F·F numbers."),
        _only("average", lambda window: window.sum((0, 1)) / window.size,
              "You divided by all numbers of the window. A slice of it has F·F."),
        _only("average", lambda window: np.median(window, (0, 1)),
              "That is the median, the number in the middle. The average is the sum, divided by F·F."),
        _only("average", lambda window: _root_of_squares(window, (0, 1)),
              'For "average" you gave the L2 norm. Is the kind spelled in full where you compare it?'),
        _only("max", lambda window: np.abs(window).max((0, 1)),
              "The signs are lost: −4 is smaller than 3."),
        _only("max", lambda window: np.maximum(window.max((0, 1)), 0),
              "A maximum that begins at 0 is never negative, and the largest number of a window may be."),
        *mistakes(
            (lambda window, kind: window.max((0, 1)), "The kind makes no difference: that is always the maximum."),
            (lambda window, kind: window.mean((0, 1)), "The kind makes no difference: that is always the average."),
            (lambda window, kind: _root_of_squares(window, (0, 1)),
             "The kind makes no difference: that is always the L2 norm."),
        ),
    ),
    reason="Along `axis=(0, 1)`: the maximum, the mean, or the root of the sum of squares, a number for each slice.",
)  # fmt: skip
