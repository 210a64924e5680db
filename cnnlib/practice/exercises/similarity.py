"""11.2: how alike two filters are."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.interpret.filters import similarity
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def _less_mean(v: NDArray, axis: tuple[int, ...] | None = None) -> NDArray:
    return v - v.mean(axis, keepdims=axis is not None)


def _cosine(a: NDArray, b: NDArray) -> float:
    return float((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()))


def _dot(v: NDArray, w: NDArray) -> float:
    return float((_less_mean(v) * _less_mean(w)).sum())


def _squares(v: NDArray) -> float:
    return float(np.square(_less_mean(v)).sum())


def _case(F: int, D: int, seed: int) -> Inputs:
    """Two filters with something in common, whose slices have means of their own."""
    rng = np.random.default_rng(seed)
    v = rng.integers(-4, 9, (F, F, D)).astype(float) + np.arange(D)
    return {"v": v, "w": 3 * v - rng.integers(-9, 30, (F, F, D))}


SMALL: Inputs = {"v": np.array([[[1.0], [2.0], [6.0]]]), "w": np.array([[[1.0], [5.0], [3.0]]])}
OPPOSITE: Inputs = {
    "v": np.array([[[1.0], [2.0]], [[4.0], [9.0]]]),
    "w": np.array([[[-2.0], [-4.0]], [[-8.0], [-18.0]]]),
}

SIMILARITY = FunctionCheck(
    name="similarity",
    solution=similarity,
    cases=(SMALL, OPPOSITE, _case(3, 3, seed=3), _case(5, 2, seed=4)),
    mistakes=mistakes(
        (_cosine,
         "The means are still in it: two filters that both weigh everything with about 5 would seem alike, whatever "
         "their pattern. Take its mean from each of them first."),
        (lambda v, w: _cosine(_less_mean(v), w),
         "The mean of v is taken away before the lengths are measured, that of w is not."),
        (lambda v, w: _cosine(v, _less_mean(w)),
         "The mean of w is taken away before the lengths are measured, that of v is not."),
        (_dot,
         "That is the dot product: it grows with the weights. Divide it by the lengths of both, √Σa² · √Σb²."),
        (lambda v, w: float((v * w).sum()),
         "That is the dot product of lesson 1, with the means still in it. Take its mean from each filter, then divide "
         "by both lengths."),
        (lambda v, w: _dot(v, w) / v.size,
         "That is the covariance, which grows with the weights. Divide by the lengths, √Σa² · √Σb², instead."),
        (lambda v, w: _dot(v, w) / (_squares(v) * _squares(w)),
         "The root is missing below: √(Σa² · Σb²)."),
        (lambda v, w: _dot(v, w) / ((v**2).sum() * (w**2).sum()),
         "Below, the means are still in it, and the root is missing: √(Σa² · Σb²), with the same a and b as above."),
        (lambda v, w: _dot(v, w) / _squares(v),
         "You divided by Σa² alone. Both filters have a length: √(Σa² · Σb²)."),
        (lambda v, w: _dot(v, w) / _squares(w),
         "You divided by Σb² alone. Both filters have a length: √(Σa² · Σb²)."),
        (lambda v, w: abs(similarity(v, w)),
         "The sign is lost: a filter and its negative look for opposite things, and that is −1."),
        (lambda v, w: similarity(v, w[::-1, ::-1]),
         "One of the filters is turned by 180 degrees. Compare weights that stand at the same place."),
        (lambda v, w: similarity(v, w) ** 2,
         "That is the square: the root below is over Σa² · Σb², the sum of products above is not squared."),
        (lambda v, w: 1 - similarity(v, w),
         "That is how *unlike* they are. Here 1 means the same pattern."),
        (lambda v, w: float(_dot(v, w) / np.sqrt((v**2).sum() * (w**2).sum())),
         "The means are taken away above, but not in the lengths below: use the same a and b in both."),
        (lambda v, w: _cosine(_less_mean(v, (0, 1)), _less_mean(w, (0, 1))),
         "Each slice is less its own mean: a filter that takes red from green would lose all its pattern. Take the "
         "mean of *all* weights of a filter."),
        (lambda v, w: np.corrcoef(v.ravel(), w.ravel()),
         "`np.corrcoef` gives a table of all pairs. What is wanted stands in it at [0, 1]."),
    ),
    reason="Less its mean, so that brightness does not count; divided by both lengths, so that strength does not.",
)  # fmt: skip
