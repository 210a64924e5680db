"""03.3: a whole CONV layer, all slices and all filters, by two loops."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def convolve_all(x: NDArray, w: NDArray, b: NDArray, S: int) -> NDArray:
    """A `Conv` of K filters on a single image: (H2, W2, K).

    >>> x, w = np.arange(4.0).reshape(2, 2, 1), np.ones((2, 2, 2, 1))
    >>> convolve_all(x, w, b=np.array([0.0, 10]), S=1).tolist()
    [[[6.0, 16.0]]]
    """
    layer = Conv(K=len(w), F=w.shape[1:3], S=S, crop=True)
    return layer.forward({"w": w, "b": b}, x[None])[0][0]


def _unmoved(x: NDArray, w: NDArray, b: NDArray, S: int) -> NDArray:
    H2, W2, _ = convolve_all(x, w, b, S).shape
    return convolve_all(x, w, b, 1)[:H2, :W2]


def _all_filters_added(x: NDArray, w: NDArray, b: NDArray, S: int) -> NDArray:
    return convolve_all(x, w, np.zeros_like(b), S).sum(axis=2, keepdims=True) + b


def _first(x: NDArray, w: NDArray, b: NDArray, S: int, columns: int | None) -> NDArray:
    """Zeros, but for the first `columns` depth columns of the first row."""
    right = convolve_all(x, w, b, S)
    y = np.zeros_like(right)
    y[0, :columns] = right[0, :columns]
    return y


def _case(H: int, W: int, D: int, K: int, F: int, S: int) -> Inputs:
    rng = np.random.default_rng(H + W + K)
    x, w, b = rng.integers(-3, 4, (H, W, D)), rng.integers(-2, 3, (K, F, F, D)), rng.permutation(K) + 0.5
    return {"x": x.astype(float), "w": w.astype(float), "b": b, "S": S}


SMALL: Inputs = {
    "x": np.array([[1.0, 2], [3, 5]])[:, :, None],
    "w": np.array([[[1.0, 0], [0, 1]], [[1, 1], [1, 1]]])[..., None],
    "b": np.array([10.0, 0]),
    "S": 1,
}

CONVOLVE_ALL = FunctionCheck(
    name="convolve_all",
    solution=convolve_all,
    cases=(
        SMALL,
        _case(3, 4, D=2, K=2, F=2, S=1),
        _case(5, 7, D=3, K=2, F=3, S=2),
        _case(6, 5, D=2, K=4, F=2, S=1),
        _case(8, 11, D=4, K=3, F=3, S=2),
    ),
    mistakes=mistakes(
        (_all_filters_added,
         "The filters were added up. Sum over rows, columns and slices, `axis=(1, 2, 3)`, but not over the filters."),
        (lambda x, w, b, S: convolve_all(x, w, 0 * b, S) / w[0].size + b,
         "That is the mean of the products: add them up, with `np.sum`."),
        (lambda x, w, b, S: convolve_all(x, w, 0 * b, S),
         "The biases are missing: filter k adds b[k] to its answers."),
        (lambda x, w, b, S: convolve_all(x, w, b * w[0].size, S),
         "The biases were added with every product: each is added once for each output number."),
        (lambda x, w, b, S: convolve_all(x, w, 0 * b + b[0], S),
         "All filters got the bias of filter 0: filter k adds b[k]."),
        (lambda x, w, b, S: convolve_all(x, w, 0 * b + b.sum(), S),
         "All biases were added to every answer: filter k adds b[k] alone."),
        (lambda x, w, b, S: convolve_all(x, 0 * w + w[0], b, S),
         "Every slice was made by filter 0: slice k of the output belongs to filter k."),
        (lambda x, w, b, S: convolve_all(x[:, :, :1], w[..., :1], b, S),
         "Only slice 0 of the input was used: each filter goes through the whole depth."),
        (lambda x, w, b, S: np.moveaxis(convolve_all(x, w, b, S), -1, 0),
         "The filters stand first in your output, (K, H2, W2). The depth is the last axis: (H2, W2, K)."),
        (lambda x, w, b, S: convolve_all(x, w, b, S).transpose(1, 0, 2),
         "Rows and columns of the output are swapped: it is (H2, W2, K)."),
        (lambda x, w, b, S: convolve_all(x, w[:, ::-1, ::-1], b, S),
         "Your filters are turned by 180°. Here pixel [0, 0] of the window meets weight [0, 0]."),
        (lambda x, w, b, S: convolve_all(x, w, b, 1),
         "The stride is missing, both in the size and in the place of the window."),
        (_unmoved,
         "The size is right, but the window moves one pixel at a time: output [i, j] starts at pixel [i·S, j·S]."),
        (lambda x, w, b, S: convolve_all(x, w, b, S)[:-1, :-1],
         "The last row and the last column are missing: did you forget the + 1 in the size?"),
        (lambda x, w, b, S: _first(x, w, b, S, 1),
         "Only the first depth column was worked out: does `return` stand inside the loops? It belongs after them."),
        (lambda x, w, b, S: _first(x, w, b, S, None),
         "Only the first row was worked out: does `return` stand inside the outer loop? It belongs after it."),
        (lambda x, w, b, S: np.maximum(convolve_all(x, w, b, S), 0),
         "Negative numbers were cut off: that is ReLU, a layer of its own."),
        (lambda x, w, b, S: convolve_all(x, w, b, S).astype(int),
         "The numbers lost what stands behind the point: collect them in `np.zeros((H2, W2, K))`."),
    ),
    reason="Each window gives one depth column: K sums through the whole depth, and K biases.",
)  # fmt: skip
