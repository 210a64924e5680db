"""10.3: which way each score should move."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.losses import softmax, softmax_loss, svm_loss
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.exercises.cross_entropy import SMALL, TWO
from cnnlib.practice.function_check import FunctionCheck, mistakes


def score_gradient(scores: NDArray, y: NDArray) -> NDArray:
    """cnnlib's gradient of the softmax loss at the scores (N, K).

    >>> score_gradient(np.log([[1.0, 3.0]]), np.array([0]))
    array([[-0.75,  0.75]])
    """
    return softmax_loss(scores, y)[1]


def _ones(scores: NDArray, y: NDArray) -> NDArray:
    """1 at the right class of each image, 0 elsewhere."""
    return np.eye(scores.shape[1])[y]


def _columns(scores: NDArray, y: NDArray) -> NDArray:
    p = softmax(scores)
    p[:, y] -= 1
    return p / len(y)


def _of_the_probability(scores: NDArray, y: NDArray) -> NDArray:
    return -_ones(scores, y) / softmax(scores) / len(y)


def _case(N: int, K: int) -> Inputs:
    """Labels in no order, the first class and the last among them."""
    rng = np.random.default_rng(N + K)
    y = rng.permutation(np.arange(N) * (K - 1) // (N - 1))
    return {"scores": rng.integers(-2, 3, (N, K)).astype(float), "y": y}


SCORE_GRADIENT = FunctionCheck(
    name="score_gradient",
    solution=score_gradient,
    cases=(SMALL, TWO, _case(3, 4), _case(4, 3), _case(6, 10)),
    mistakes=mistakes(
        (lambda scores, y: softmax(scores) / len(y),
         "Nothing was subtracted: that pulls all scores down, the right class too. Its gradient is p − 1."),
        (lambda scores, y: softmax(scores),
         "These are the probabilities. Subtract 1 at the right class, and divide by the number of images."),
        (lambda scores, y: -score_gradient(scores, y),
         "The sign is turned round. The gradient points uphill: where the right score rises, the loss falls, so its "
         "gradient is negative."),
        (lambda scores, y: len(y) * score_gradient(scores, y),
         "The division by N is missing: the loss is the mean over the batch, and each image has an N-th part in it."),
        (lambda scores, y: score_gradient(scores, y) * len(y) / scores.shape[1],
         "You divided by the number of classes. The loss is a mean over the N images: divide by N, `len(y)`."),
        (lambda scores, y: score_gradient(scores, y) / scores.shape[1],
         "You divided by all numbers. The loss is a mean over the N images, not over their classes."),
        (lambda scores, y: (softmax(scores) - 1) / len(y),
         "You subtracted 1 from every class. Only the right one gets p − 1."),
        (_columns,
         "`p[:, y]` takes whole columns, so that other images' classes are changed, too. `p[np.arange(N), y]` takes "
         "one number in each row."),
        (lambda scores, y: (softmax(scores) - 1) * _ones(scores, y) / len(y),
         "The wrong classes got 0. Their scores count, too: the higher they are, the smaller the right class's share. "
         "Their gradient is p."),
        (lambda scores, y: (softmax(scores) - y[:, None]) / len(y),
         "You subtracted the label's number. Subtract 1, at the place that the label names."),
        (lambda scores, y: (scores - _ones(scores, y)) / len(y),
         "These are the scores less 1. Make probabilities of them first, with softmax."),
        (_of_the_probability,
         "That is −1/p: how the loss changes with the *probability*. Asked for is the score, and a score moves all "
         "probabilities at once. What comes out is simpler: p − 1 and p."),
        (lambda scores, y: np.abs(score_gradient(scores, y)),
         "The signs are lost, and they say which way is up."),
        (lambda scores, y: (softmax(scores) - _ones(scores, scores.argmax(axis=1))) / len(y),
         "You subtracted 1 at the class with the highest score. The label says which class is right."),
        (lambda scores, y: svm_loss(scores, y)[1],
         "That is the gradient of the SVM loss."),
        (lambda scores, y: score_gradient(scores, y).sum(axis=0),
         "You added up the images. Each score of each image has a gradient of its own: (N, K)."),
        (lambda scores, y: (softmax(scores.T).T - _ones(scores, y)) / len(y),
         "The probabilities of an image do not add up to 1: softmax has to go along its row, `axis=1`."),
        (lambda scores, y: (softmax(scores) - _ones(scores, scores.shape[1] - 1 - y)) / len(y),
         "The classes are counted from the wrong end: class 0 is the first column."),
    ),
    reason="p for every class, p − 1 for the right one, divided by N: no score moves more than it is wrong.",
)  # fmt: skip
