"""Losses: how wrong the scores are, as one number, and in which direction each score should move."""

from collections.abc import Callable, Iterable, Mapping
from math import inf

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import number, share

Loss = Callable[[NDArray, NDArray], tuple[float, NDArray]]  # (scores, labels) -> loss, gradient at the scores


class NotFiniteError(ValueError):
    """Scores that are nan or infinite, of which no loss can be told."""


def softmax(scores: NDArray) -> NDArray:
    """Probabilities along the last axis: e^score, divided by their sum.

    >>> softmax(np.log([[1.0, 3.0]]))
    array([[0.25, 0.75]])
    """
    scores = np.asarray(scores)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))  # the largest is e^0: nothing overflows
    return powers / powers.sum(axis=-1, keepdims=True)


def softmax_loss(scores: NDArray, y: NDArray, smoothing: float = 0.0) -> tuple[float, NDArray]:
    """The mean of -log p(right class), with p = softmax(scores); and its gradient with respect to the scores.

    `scores` is (N, K) or, as a net gives them, (N, 1, 1, K); `y` holds N labels from 0 to K - 1. The
    gradient, p/N with (p - 1)/N at the right class, has the shape of the scores. Label smoothing takes a share
    off the right class and spreads it over all K, so that a net is not rewarded for being ever surer: the loss
    is the mean of -sum(q log p), with q = smoothing/K and 1 - smoothing more at the right class.

    Raises `NotFiniteError` for scores that are nan or infinite, ValueError or TypeError for labels that are none
    and for a smoothing that is no share.

    Source: CS231n, "Linear classification"; Szegedy et al. 2016, "Rethinking the Inception Architecture", section 7.

    >>> loss, dscores = softmax_loss(np.zeros((1, 4)), np.array([2]))   # log 4: no idea which of four
    >>> round(loss, 4), dscores
    (1.3863, array([[ 0.25,  0.25, -0.75,  0.25]]))
    >>> softmax_loss(np.zeros((1, 4)), np.array([2]), smoothing=0.5)[1]   # p - q, with 0.625 asked of the right one
    array([[ 0.125,  0.125, -0.375,  0.125]])
    """
    smoothing = share(smoothing, "smoothing", such_as=0.1)
    p = softmax(_rows(scores, y))
    N, K = p.shape
    q = np.full_like(p, smoothing / K)
    q[np.arange(N), y] += 1 - smoothing
    loss = -(q * np.log(np.maximum(p, np.finfo(p.dtype).tiny))).sum(axis=1).mean()
    return float(loss), ((p - q) / N).astype(p.dtype, copy=False).reshape(np.shape(scores))


def svm_loss(scores: NDArray, y: NDArray, margin: float = 1.0) -> tuple[float, NDArray]:
    """The mean of what each wrong class lacks of lying `margin` below the right one; and its gradient.

    For each image, the sum over wrong classes j of max(0, score j - score of the right class + margin): the
    multi-class support vector machine of Weston and Watkins (1999). It is 0, and content, once all margins are
    kept; softmax goes on for ever. Arguments and errors are as in `softmax_loss`.

    Source: CS231n, "Linear classification".

    >>> svm_loss(np.array([[3.0, 2.5, -1.0]]), np.array([0]))     # class 1 is 0.5 too near, class 2 far enough
    (0.5, array([[-1.,  1.,  0.]]))
    """
    margin = number(margin, "margin", "is no margin: it is at least 0, such as 1", lambda margin: 0 <= margin < inf)
    rows = _rows(scores, y)
    right = np.arange(len(rows)), y
    lacks = np.maximum(rows - rows[right][:, None] + margin, 0)
    lacks[right] = 0
    dscores = (lacks > 0).astype(rows.dtype)
    dscores[right] = -dscores.sum(axis=1)
    dscores /= len(rows)
    return float(lacks.sum() / len(rows)), dscores.reshape(np.shape(scores))


def l2_penalty(weights: Iterable[Mapping[str, NDArray]], strength: float) -> tuple[float, list[dict[str, NDArray]]]:
    """strength/2 * (the sum of all squared weights); and its gradients, strength * w, layer by layer.

    It keeps weights small and spread over many inputs. Only those named "w" are meant, in branches too: a bias
    or a scale multiplies no input, and its gradient is 0.

    Source: CS231n, "Neural Networks Part 2", Regularization.

    >>> l2_penalty([{"w": np.array([3.0, 4.0]), "b": np.array([5.0])}], strength=0.1)     # 0.05 * (9 + 16)
    (1.25, [{'w': array([0.3, 0.4]), 'b': array([0.])}])
    """
    check_strength(strength)
    squares, grads = 0.0, list[dict[str, NDArray]]()
    for params in weights:
        grads.append({name: np.zeros_like(array) for name, array in params.items()})
        for name, array in params.items():
            if name.rpartition(".")[2] == "w":  # in a branch it is called "1.0.w"
                np.multiply(strength, array, out=grads[-1][name])
                squares += float(np.vdot(array, array))
    return strength / 2 * squares, grads


def check_strength(strength: float) -> float:
    """`strength` if it is a finite number of at least 0.

    >>> check_strength(-1)
    Traceback (most recent call last):
    ValueError: penalty = -1 is out of range: it is at least 0, such as 0.001, and 0 is none
    """
    said = "is out of range: it is at least 0, such as 0.001, and 0 is none"
    return number(strength, "penalty", said, lambda strength: 0 <= strength < inf)


def _rows(scores: NDArray, y: NDArray) -> NDArray:
    """The scores as (N, K), float32 or float64, once they and the labels have been checked."""
    scores = np.asarray(scores)
    if scores.ndim < 2 or not scores.size or scores.size != len(scores) * scores.shape[-1]:
        raise ValueError(
            f"scores of shape {scores.shape} are no list of classes: (N, K) or (N, 1, 1, K), N at least 1, is needed"
        )
    if scores.dtype.kind not in "iuf":
        raise TypeError(f"scores of type {scores.dtype} are no real numbers: use scores.astype(np.float32)")
    N, K = len(scores), scores.shape[-1]
    rows = scores.reshape(N, K).astype(np.result_type(scores, np.float32), copy=False)
    check_labels(y, N, K)
    if not np.isfinite(rows).all():
        row = int(np.argmin(np.isfinite(rows).all(axis=1)))
        raise NotFiniteError(f"the scores of image {row} are not finite: {rows[row]}")
    return rows


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
