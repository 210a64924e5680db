"""04.1: a locally connected layer on a row of numbers."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import LocallyConnected
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def local_row(x: NDArray, w: NDArray, b: NDArray, S: int) -> NDArray:
    """A `LocallyConnected` of one filter a place on an image of one row: (W2,) of x (W,), w (W2, F), b (W2,).

    >>> local_row(np.array([1.0, 2, 3]), w=np.array([[1.0, 1], [0, 10]]), b=np.array([0.0, 5]), S=1)
    array([ 3., 35.])
    """
    W2, F = w.shape
    layer = LocallyConnected(K=1, F=(1, F), S=S)
    weights = {"w": w.reshape(1, W2, 1, 1, F, 1), "b": b.reshape(1, W2, 1)}
    return layer.forward(weights, x.reshape(1, 1, -1, 1))[0].ravel()


def _at(x: NDArray, w: NDArray, b: NDArray, starts: NDArray) -> NDArray:
    """The same neurons with windows that start elsewhere; a window over the edge is cut off by Python's slice."""
    return np.array([np.sum(x[s : s + len(one)] * one) + c for s, one, c in zip(starts.tolist(), w, b)])


def _seen(x: NDArray, w: NDArray, S: int) -> NDArray:
    """What each place reads, (W2, F)."""
    return np.array([x[j * S : j * S + w.shape[1]] for j in range(len(w))])


def _one_only(x: NDArray, w: NDArray, b: NDArray, S: int, place: int) -> NDArray:
    y = np.zeros(len(w))
    y[place] = local_row(x, w, b, S)[place]
    return y


def _case(W2: int, F: int, S: int) -> Inputs:
    rng = np.random.default_rng(10 * W2 + F)
    x, w = rng.integers(-3, 4, (W2 - 1) * S + F), rng.integers(-2, 3, (W2, F))
    return {"x": x.astype(float), "w": w.astype(float), "b": rng.permutation(W2) + 0.5, "S": S}


SMALL: Inputs = {
    "x": np.array([1.0, 2, 4]),
    "w": np.array([[1.0, -1], [3, 0]]),
    "b": np.array([0.0, 10]),
    "S": 1,
}

LOCAL_ROW = FunctionCheck(
    name="local_row",
    solution=local_row,
    cases=(SMALL, _case(3, 2, S=1), _case(4, 3, S=2), _case(5, 3, S=1), _case(3, 4, S=3)),
    mistakes=mistakes(
        (lambda x, w, b, S: local_row(x, 0 * w + w[0], b, S),
         "Every place used the weights of place 0: that is a shared filter. Here place j has its own, w[j]."),
        (lambda x, w, b, S: local_row(x, 0 * w + w[0], 0 * b + b[0], S),
         "Every place used weights and bias of place 0: that is a convolution. Here place j has its own w[j], b[j]."),
        (lambda x, w, b, S: _seen(x, w, S) @ w.sum(axis=0) + b,
         "Every place used the weights of all places together: place j takes its own row, `w[j]`."),
        (lambda x, w, b, S: (_seen(x, w, S) * w).mean(axis=1) + b,
         "That is the mean of the products: add them up, with `np.sum`."),
        (lambda x, w, b, S: local_row(x, w, 0 * b, S),
         "The biases are missing: place j adds b[j]."),
        (lambda x, w, b, S: local_row(x, w, 0 * b + b[0], S),
         "Every place added b[0]: place j has a bias of its own, b[j]."),
        (lambda x, w, b, S: local_row(x, w, b * w.shape[1], S),
         "The bias was added with every product: add it once for each place."),
        (lambda x, w, b, S: w * _seen(x, w, S) + b[:, None],
         "The products were not added up: each place gives one number."),
        (lambda x, w, b, S: _at(x, w, b, np.arange(len(w))),
         "The stride is missing: place j reads F numbers from j·S on."),
        (lambda x, w, b, S: _at(x, w, b, w.shape[1] * np.arange(len(w))),
         "You laid the windows side by side, F apart. They start S apart: place j reads from j·S on."),
        (lambda x, w, b, S: w @ x[: w.shape[1]] + b,
         "All places read the first window. Place j reads F numbers from j·S on."),
        (lambda x, w, b, S: local_row(x, w[:, ::-1], b, S),
         "The weights are turned round: the first number of the window meets w[j, 0]."),
        (lambda x, w, b, S: local_row(x, w[::-1], b, S),
         "The places are turned round: place 0 is on the left and has w[0]."),
        (lambda x, w, b, S: _one_only(x, w, b, S, 0),
         "Only place 0 was worked out: does `return` stand inside the loop? It belongs after it."),
        (lambda x, w, b, S: _one_only(x, w, b, S, -1),
         "Only the last place was kept: make the array of zeros once, before the loop."),
        (lambda x, w, b, S: local_row(x, w, b, S)[:-1],
         "The last place is missing: w has W2 rows, and each is a place."),
        (lambda x, w, b, S: np.maximum(local_row(x, w, b, S), 0),
         "Negative numbers were cut off: that is ReLU, a layer of its own."),
        (lambda x, w, b, S: local_row(x, w, b, S).astype(int),
         "The numbers lost what stands behind the point: collect them in `np.zeros(W2)`."),
    ),
    reason="Place j reads F numbers from j·S on, as in a convolution, but multiplies them by w[j] and adds b[j].",
)  # fmt: skip
