"""11.1: the weights of a filter as the colours of an image."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def as_image(w: NDArray) -> NDArray:
    """A filter (F, F, 3) as colours from 0 to 1: weight 0 is grey, 0.5, and the largest, of either sign, 0 or 1.

    0.5 + w / (2·m), with m the largest |w| of all three slices; a filter of zeros is grey.

    >>> as_image(np.array([[[4.0, -2.0, 0.0]]]))
    array([[[1.  , 0.25, 0.5 ]]])
    """
    largest = np.abs(w).max() or 1.0
    return 0.5 + w / (2 * largest)


def _stretched(w: NDArray, axis: tuple[int, int] | None = None) -> NDArray:
    low, high = w.min(axis), w.max(axis)
    return (w - low) / (high - low)


def _case(F: int, seed: int, lowest: int) -> Inputs:
    """Integers: the largest weight is negative in some, positive in others, and never the same in all slices."""
    w = np.random.default_rng(seed).integers(lowest, 7, (F, F, 3)).astype(float)
    w[0, 0, 0], w[0, 0, 1] = 2 * lowest, 9
    return {"w": w}


SMALL: Inputs = {"w": np.array([[[4.0, -2.0, 0.0], [1.0, -1.0, 0.5]]])}
GREY: Inputs = {"w": np.zeros((2, 2, 3))}

AS_IMAGE = FunctionCheck(
    name="as_image",
    solution=as_image,
    cases=(SMALL, _case(2, seed=1, lowest=-9), _case(3, seed=2, lowest=-3), GREY),
    mistakes=mistakes(
        (_stretched,
         "The smallest weight is black now and the largest white, so that 0 is not grey any more: nobody could see "
         "which weights are negative. Divide by the largest |w|, and put 0 at 0.5."),
        (lambda w: _stretched(w, (0, 1)),
         "Each colour has a scale of its own, from its smallest weight to its largest: a slice of weak weights looks "
         "as strong as the others. One scale for all three, with 0 at 0.5."),
        (lambda w: 0.5 + w / (2 * np.abs(w).max((0, 1))),
         "Each colour is divided by its own largest weight: a slice of weak weights looks as strong as the others. "
         "The three have to share one scale."),
        (lambda w: 0.5 + w / (2 * w.max()),
         "You divided by the largest weight. The largest of *either sign* is wanted: a weight of −9 has to fit too."),
        (lambda w: 0.5 + w / (2 * np.abs(w).max()),
         "A filter of zeros is divided by 0. It has no pattern, and should be grey everywhere."),
        (lambda w: np.clip(w / (np.abs(w).max() or 1), 0, 1),
         "All negative weights are black, as if they were 0. Half of what a filter says is in them: put 0 at 0.5."),
        (lambda w: np.abs(w) / (np.abs(w).max() or 1),
         "The signs are lost: 3 and −3 look alike, and mean the opposite."),
        (lambda w: w / (np.abs(w).max() or 1),
         "That goes from −1 to 1. Halve it and put 0 at 0.5, for a colour lies between 0 and 1."),
        (lambda w: 0.5 + w / (np.abs(w).max() or 1),
         "That goes from −0.5 to 1.5: halve the weights before you add 0.5."),
        (lambda w: 0.5 - w / (2 * (np.abs(w).max() or 1)),
         "Light and dark are exchanged: a positive weight should be bright."),
        (lambda w: 255 * as_image(w),
         "The picture is right, but from 0 to 255. Here a colour goes from 0 to 1."),
        (lambda w: np.rint(255 * as_image(w)),
         "The picture is right, but in whole numbers from 0 to 255. Here a colour goes from 0 to 1."),
        (lambda w: as_image(w).mean(axis=2),
         "The mean over the slices is grey: where do the colours go? Keep all three slices."),
        (lambda w: 0.5 + w / 2,
         "That is right only where the largest |w| is 1: divide by it first."),
    ),
    reason="0.5 + w / (2·m), with one m for all three slices: grey is 0, bright is positive, dark is negative.",
)  # fmt: skip
