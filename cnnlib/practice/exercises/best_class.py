"""11.5: which class, and how sure."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.losses import softmax
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def best_class(scores: NDArray) -> tuple[int, float]:
    """The class with the highest of the scores (K,), and its probability by cnnlib's softmax.

    >>> best_class(np.array([0.0, 0.0]))
    (0, 0.5)
    """
    best = int(scores.argmax())
    return best, float(softmax(scores[None])[0, best])


def _probability(scores: NDArray) -> float:
    return best_class(scores)[1]


def _with(probability: float, scores: NDArray) -> tuple[int, float]:
    return int(scores.argmax()), float(probability)


CASES: tuple[Inputs, ...] = (
    {"scores": np.array([0.5, 3.0, 1.0])},
    {"scores": np.array([-2.0, -1.0, -4.0, -1.5])},
    {"scores": np.array([0.2, 0.1, 0.4, 2.0, -3.0])},
    {"scores": np.array([1000.0, 1002.0, 999.0])},
)

BEST_CLASS = FunctionCheck(
    name="best_class",
    solution=best_class,
    cases=CASES,
    mistakes=mistakes(
        (lambda scores: _with((np.exp(scores) / np.exp(scores).sum()).max(), scores),
         "e to the power of 1000 is more than a computer can hold. Take the largest score from all of them first: it "
         "changes no probability."),
        (lambda scores: _with(scores.max() / scores.sum(), scores),
         "A score is no share: it may be negative. Softmax takes e to the power of each score first, then divides by "
         "the sum."),
        (lambda scores: _with(scores.max(), scores),
         "That is the score. Its probability is e to the power of it, divided by the sum of all of these."),
        (lambda scores: _with(np.exp(scores.max()), scores),
         "The division is missing: by the sum of e to the power of each score."),
        (lambda scores: _with(np.exp(scores.max()) / len(scores), scores),
         "You divided by the number of classes. The sum of e to the power of each score stands below."),
        (lambda scores: (int(scores.argmax()) + 1, _probability(scores)),
         "Classes are counted from 0, as everything in NumPy is."),
        (lambda scores: (int(scores.argmin()), float(softmax(scores[None]).min())),
         "That is the least probable class."),
        (lambda scores: (int(scores.argmin()), _probability(scores)),
         "The probability is right, but the class is that of the lowest score."),
        (lambda scores: (_probability(scores), int(scores.argmax())),
         "The two are exchanged: first the class, then its probability."),
        (lambda scores: _with(100 * _probability(scores), scores),
         "That is in per cent. A probability goes from 0 to 1."),
        (lambda scores: _with(np.log(_probability(scores)), scores),
         "That is the logarithm of the probability, with its sign turned the loss. The probability itself is wanted."),
        (lambda scores: _with(1 / (1 + np.exp(-scores.max())), scores),
         "That is the sigmoid, which looks at one score alone. Softmax weighs it against all the others."),
        (lambda scores: _with(1 / len(scores), scores),
         "Every class has the same probability in yours, whatever its score."),
        (lambda scores: _with(1 - _probability(scores), scores),
         "That is the probability of all the other classes together."),
        (lambda scores: int(scores.argmax()),
         "The class is right. Return its probability as well: `return best, probability`."),
        (_probability,
         "The probability is right. Return the class as well: `return best, probability`."),
    ),
    reason="e to the power of each score less the largest, divided by the sum: ten shares that make 1.",
)  # fmt: skip
