"""04.3: shared filters written out at every place."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def spread(w: NDArray, H2: int, W2: int) -> NDArray:
    """(H2, W2, K, F, F, D): a copy of the filters w (K, F, F, D) at each place.

    >>> spread(np.array([5, 7]).reshape(2, 1, 1, 1), H2=1, W2=3).reshape(3, 2)
    array([[5, 7],
           [5, 7],
           [5, 7]])
    """
    return np.tile(w, (H2, W2, 1, 1, 1, 1))


def _one_place(w: NDArray, H2: int, W2: int, place: tuple[int | slice, int | slice]) -> NDArray:
    """Zeros, but for some places."""
    everywhere = spread(w, H2, W2)
    some = np.zeros_like(everywhere)
    some[place] = everywhere[place]
    return some


def _case(K: int, F: int, D: int, H2: int, W2: int) -> Inputs:
    w = np.arange(1.0, K * F * F * D + 1).reshape(K, F, F, D)
    return {"w": w, "H2": H2, "W2": W2}


SPREAD = FunctionCheck(
    name="spread",
    solution=spread,
    cases=(_case(2, 1, 1, 1, 2), _case(2, 2, 1, 2, 3), _case(3, 2, 2, 4, 2), _case(3, 3, 2, 2, 2)),
    mistakes=mistakes(
        (lambda w, H2, W2: w,
         "Those are the filters once. Every place is to have a copy."),
        (lambda w, H2, W2: np.repeat(w, H2 * W2, axis=0).reshape(H2, W2, *w.shape),
         "`np.repeat` repeats each filter by itself, so that the first places get filter 0 only. Repeat the whole "
         "bank, `np.tile(w, (H2, W2, 1, 1, 1, 1))`, or a loop."),
        (lambda w, H2, W2: np.tile(w, (H2, W2)),
         "`np.tile(w, (H2, W2))` repeats the last two axes, the columns and the depth of a filter. The places are "
         "two new axes in front: `(H2, W2, 1, 1, 1, 1)`."),
        (lambda w, H2, W2: np.tile(w, (W2, H2, 1, 1, 1, 1)),
         "H2 and W2 are swapped: rows come first."),
        (lambda w, H2, W2: np.tile(w, (H2 * W2, 1, 1, 1, 1)),
         "The copies stand in one long list. The places have two axes, rows and columns: (H2, W2, K, F, F, D)."),
        (lambda w, H2, W2: spread(w, H2, W2) / (H2 * W2),
         "The weights were shared out among the places. Sharing means that all places use the same, whole weights."),
        (lambda w, H2, W2: np.tile(w.mean(axis=0, keepdims=True), (H2, W2, len(w), 1, 1, 1)),
         "The filters were averaged. Each place has all K of them."),
        (lambda w, H2, W2: _one_place(w, H2, W2, (0, 0)),
         "Only place [0, 0] was filled: does `return` stand inside the loops? It belongs after them."),
        (lambda w, H2, W2: _one_place(w, H2, W2, (0, slice(None))),
         "Only the first row of places was filled: does `return` stand inside the outer loop? It belongs after it."),
        (lambda w, H2, W2: _one_place(w, H2, W2, (-1, -1)),
         "Only the last place was kept: make the array of zeros once, before the loops."),
    ),
    reason="Sharing is a special case: a layer without it, whose places happen to agree.",
)  # fmt: skip
