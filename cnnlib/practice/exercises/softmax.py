"""10.1: probabilities from scores."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.losses import softmax as softmax_of
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes

OVERFLOW = "e to the power of 1000 is too large for the computer, which writes `inf`, and `inf / inf` is `nan`. "
LOGARITHMS = "These are the logarithms of the probabilities. They come in the next exercise."


def softmax(scores: NDArray) -> NDArray:
    """cnnlib's probabilities for the scores (K,) of one image.

    >>> softmax(np.log([1.0, 3.0]))
    array([0.25, 0.75])
    """
    return softmax_of(scores)


def _shared_out(powers: NDArray) -> NDArray:
    return powers / np.sum(powers)


def _case(*scores: float) -> Inputs:
    return {"scores": np.array(scores, float)}


SOFTMAX = FunctionCheck(
    name="softmax",
    solution=softmax,
    cases=(_case(1, 1), _case(1, 2, -2), _case(0.5, -1, 3, 0, 2), _case(1000, 0, 0), _case(-1000, -1001),
           _case(3000, 0, 0)),
    mistakes=mistakes(
        (lambda scores: _shared_out(np.exp(scores)),
         OVERFLOW + "Subtract the largest score from all of them first: the shares stay the same."),
        (lambda scores: _shared_out(np.exp(scores - scores.min())),
         OVERFLOW + "You subtracted the smallest score, so that the largest one still is large. Subtract the largest."),
        (lambda scores: _shared_out(np.exp(scores - scores.mean())),
         "You subtracted the mean, and a score may lie 2000 above the mean. Subtract the largest: then no power is "
         "larger than e⁰ = 1."),
        (lambda scores: _shared_out(np.exp(scores - np.abs(scores).max())),
         "You subtracted the largest absolute value. Where all scores are negative, all powers become 0, and 0 / 0 is "
         "`nan`. Subtract `scores.max()`."),
        (_shared_out,
         "The powers of e are missing: a share of a negative score would be a negative probability."),
        (lambda scores: np.exp(scores),
         "These are the powers. Probabilities are their shares: divide by the sum."),
        (lambda scores: np.exp(scores - scores.max()),
         "Each power is divided by the largest one. Divide by the sum, so that the probabilities add up to 1."),
        (lambda scores: np.exp(scores - scores.max()) / len(scores),
         "You divided by the number of classes. Divide by the sum of the powers."),
        (lambda scores: softmax_of(-scores),
         "The sign is turned round: the highest score gets the smallest probability."),
        (lambda scores: 1 / (1 + np.exp(-scores)),
         "That is the sigmoid, which judges each class alone. These probabilities do not add up to 1."),
        (lambda scores: softmax_of(scores * np.log(2)),
         "These are powers of 2. Softmax takes powers of e: `np.exp`."),
        (lambda scores: (scores == scores.max()).astype(float),
         "The highest score got everything. Softmax leaves a share to the others, the smaller the further behind."),
        (lambda scores: np.log(softmax_of(scores)), LOGARITHMS),
        (lambda scores: scores - scores.max() - np.log(np.sum(np.exp(scores - scores.max()))), LOGARITHMS),
        (lambda scores: 100 * softmax_of(scores),
         "These are per cent. A probability is a number from 0 to 1."),
        (lambda scores: _shared_out(np.exp(np.abs(scores))),
         "The signs are lost: a score of −2 is a bad one."),
    ),
    reason="e^score, divided by the sum of all of them; with the largest score subtracted first, no power overflows.",
)  # fmt: skip
