"""Losses: how wrong the scores are, as one number, and in which direction each score should move."""

import numpy as np
from numpy.typing import NDArray


class NotFiniteError(ValueError):
    """Scores that are nan or infinite, of which no loss can be told."""


def softmax(scores: NDArray) -> NDArray:
    """Probabilities along the last axis: e^score, divided by their sum.

    >>> softmax(np.log([[1.0, 3.0]]))
    array([[0.25, 0.75]])
    """
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))  # the largest is e^0: nothing overflows
    return powers / powers.sum(axis=-1, keepdims=True)


def softmax_loss(scores: NDArray, y: NDArray) -> tuple[float, NDArray]:
    """The mean of -log p(right class), with p = softmax(scores); and its gradient with respect to the scores.

    `scores` is (N, K) or, as a net gives them, (N, 1, 1, K); `y` holds N labels from 0 to K - 1. The
    gradient, p/N with (p - 1)/N at the right class, has the shape of the scores. Raises `NotFiniteError` for
    scores that are nan or infinite, ValueError or TypeError for labels that are none.

    >>> loss, dscores = softmax_loss(np.zeros((1, 4)), np.array([2]))   # log 4: no idea which of four
    >>> round(loss, 4), dscores
    (1.3863, array([[ 0.25,  0.25, -0.75,  0.25]]))
    """
    N, K = len(scores), scores.shape[-1]
    rows = scores.reshape(N, -1)
    if rows.shape != (N, K):
        raise ValueError(f"scores of shape {scores.shape} are no list of classes: (N, K) or (N, 1, 1, K) is needed")
    check_labels(y, N, K)
    if not np.isfinite(rows).all():
        row = int(np.argmin(np.isfinite(rows).all(axis=1)))
        raise NotFiniteError(f"the scores of image {row} are not finite: {rows[row]}")
    p = softmax(rows)
    right = np.arange(N), y
    loss = -np.log(np.maximum(p[right], np.finfo(p.dtype).tiny)).mean()
    p[right] -= 1
    p /= N
    return float(loss), p.reshape(scores.shape)


def check_labels(y: NDArray, N: int, K: int) -> None:
    """Raise unless y holds N whole numbers from 0 to K - 1.

    >>> check_labels(np.array([0, 10]), N=2, K=10)
    Traceback (most recent call last):
    ValueError: label 10 of image 1 is outside 0 to 9: there are 10 classes
    """
    y = np.asarray(y)
    if y.shape != (N,):
        raise ValueError(f"labels of shape {y.shape} do not match {N} images: (N,) = ({N},) is needed")
    if y.dtype.kind not in "iu":
        raise TypeError(f"labels are whole numbers, these are {y.dtype}: convert them with y.astype(int)")
    wrong = np.flatnonzero((y < 0) | (y >= K))
    if wrong.size:
        image = wrong[0]
        raise ValueError(f"label {y[image]} of image {image} is outside 0 to {K - 1}: there are {K} classes")
