"""10.2: the loss of a batch."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.losses import softmax, softmax_loss
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def cross_entropy(scores: NDArray, y: NDArray) -> float:
    """cnnlib's softmax loss for scores (N, K) and labels y (N,).

    >>> round(cross_entropy(np.log([[1.0, 3.0]]), np.array([1])), 4)     # -log 0.75
    0.2877
    """
    return softmax_loss(scores, y)[0]


def _right(scores: NDArray, y: NDArray) -> NDArray:
    """The probability of each image's own class."""
    return softmax(scores)[np.arange(len(y)), y]


def _case(N: int, K: int) -> Inputs:
    rng = np.random.default_rng(N + K)
    return {"scores": rng.integers(-3, 4, (N, K)).astype(float), "y": rng.integers(0, K, N)}


SMALL: Inputs = {"scores": np.array([[1.0, 2, -2]]), "y": np.array([2])}
TWO: Inputs = {"scores": np.array([[1.0, 2, -2], [3, 0, 1]]), "y": np.array([1, 2])}

CROSS_ENTROPY = FunctionCheck(
    name="cross_entropy",
    solution=cross_entropy,
    cases=(SMALL, TWO, _case(3, 4), _case(5, 3), _case(6, 10)),
    mistakes=mistakes(
        (lambda scores, y: -cross_entropy(scores, y),
         "The minus sign is missing: the logarithm of a probability is negative, and a loss is not."),
        (lambda scores, y: len(y) * cross_entropy(scores, y),
         "That is the sum over the batch. Take the mean, or a larger batch would have a larger loss."),
        (lambda scores, y: cross_entropy(scores, y) / scores.shape[1],
         "You divided by the number of classes, too. One number for each image goes into the mean."),
        (lambda scores, y: -np.log(_right(scores, y)),
         "That is a loss for each image. The loss of the batch is their mean."),
        (lambda scores, y: cross_entropy(scores, y) / np.log(2),
         "That is the logarithm to base 2. The loss takes the natural one, `np.log`."),
        (lambda scores, y: cross_entropy(scores, y) / np.log(10),
         "That is the logarithm to base 10. The loss takes the natural one, `np.log`."),
        (lambda scores, y: -np.log(_right(scores, y).mean()),
         "That is the logarithm of the mean. Take the logarithm of each image's probability first, then the mean."),
        (lambda scores, y: np.mean(1 - _right(scores, y)),
         "That is the probability of all other classes. The loss takes the logarithm, which grows without end as the "
         "right class's probability goes to 0."),
        (lambda scores, y: _right(scores, y).mean(),
         "That is the probability of the right class. The loss is its negative logarithm."),
        (lambda scores, y: -np.mean(np.log(1 - _right(scores, y))),
         "That is −log(1 − p). The loss of a right answer has to be small: −log p."),
        (lambda scores, y: -np.mean(np.log(softmax(scores).max(axis=1))),
         "You took the class with the highest score. The label says which class is right, however low its score."),
        (lambda scores, y: -np.mean(scores[np.arange(len(y)), y]),
         "That is the score itself. Make probabilities of the scores first, with softmax."),
        (lambda scores, y: -np.mean(np.log(softmax(scores))),
         "All classes went into the mean. Only the right class of each image counts: `p[np.arange(N), y]`."),
        (lambda scores, y: -np.mean(np.log(softmax(scores)[:, y])),
         "`p[:, y]` takes a column for each label from every row. `p[np.arange(N), y]` takes one number from each "
         "row."),
        (lambda scores, y: -np.sum(np.log(softmax(scores))) / len(y),
         "All classes were added up. Only the right class of each image counts: `p[np.arange(N), y]`."),
        (lambda scores, y: -np.sum(softmax(scores) * np.log(softmax(scores))) / len(y),
         "That is the entropy of the answers, which does not look at the labels."),
        (lambda scores, y: cross_entropy(scores[:1], y[:1]),
         "Only the first image counts: does `return` stand inside the loop? It belongs after it."),
        (lambda scores, y: cross_entropy(scores[-1:], y[-1:]),
         "Only the last image counts: every turn of the loop overwrites the one before."),
        (lambda scores, y: -np.mean(np.log(softmax(scores.T).T[np.arange(len(y)), y])),
         "The probabilities of an image do not add up to 1: softmax has to go along its row, `axis=1`."),
        (lambda scores, y: -np.mean(np.log((np.exp(scores) / np.exp(scores).sum())[np.arange(len(y)), y])),
         "You divided by the sum over the whole batch. Each image has a sum of its own: `axis=1, keepdims=True`."),
    ),
    reason="−log p of the right class, averaged over the batch.",
)  # fmt: skip
