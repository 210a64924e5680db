"""03.4: a 1 x 1 convolution as one matrix product."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def one_by_one(x: NDArray, w: NDArray, b: NDArray) -> NDArray:
    """A `Conv` with F = 1 on a single image: (H, W, K) of x (H, W, D), w (K, D) and b (K,).

    >>> one_by_one(np.array([[[1.0, 2]]]), w=np.array([[1.0, 1], [3, 0]]), b=np.array([0.0, 10])).tolist()
    [[[3.0, 13.0]]]
    """
    layer = Conv(K=len(w), F=1)
    return layer.forward({"w": w[:, None, None, :], "b": b}, x[None])[0][0]


def _filters_cut_anew(x: NDArray, w: NDArray, b: NDArray) -> NDArray:
    return x @ w.reshape(w.shape[::-1]) + b


def _pixels_cut_anew(x: NDArray, w: NDArray, b: NDArray) -> NDArray:
    H, W, D = x.shape
    return one_by_one(x.reshape(D, -1).T.reshape(H, W, D), w, b)


def _product_cut_anew(x: NDArray, w: NDArray, b: NDArray) -> NDArray:
    """w times the pixels as columns is (K, H*W), and was cut into (H, W, K)."""
    right = one_by_one(x, w, b)
    return np.moveaxis(right, -1, 0).reshape(right.shape)


def _case(H: int, W: int, D: int, K: int) -> Inputs:
    rng = np.random.default_rng(H + W + D + K)
    x, w = rng.integers(-3, 4, (H, W, D)), rng.integers(-2, 3, (K, D))
    return {"x": x.astype(float), "w": w.astype(float), "b": rng.permutation(K) + 0.5}


ONE_BY_ONE = FunctionCheck(
    name="one_by_one",
    solution=one_by_one,
    cases=(
        _case(1, 2, D=3, K=2),
        _case(2, 3, D=2, K=2),
        _case(2, 3, D=4, K=3),
        _case(5, 4, D=6, K=2),
        _case(3, 3, D=3, K=3),
    ),
    mistakes=mistakes(
        (lambda x, w, b: one_by_one(x, w, 0 * b),
         "The biases are missing: filter k adds b[k] at every pixel."),
        (lambda x, w, b: one_by_one(x, w, b * x.shape[-1]),
         "The biases were added with every product: each is added once, after the sum."),
        (_filters_cut_anew,
         "`w.reshape(D, K)` cuts the weights anew and mixes the filters. To make columns of the rows, turn the matrix: "
         "`w.T`."),
        (_pixels_cut_anew,
         "`x.reshape(D, -1)` mixes pixels and slices, for the depth is the last axis of x. Make each pixel a row: "
         "`x.reshape(-1, D)`."),
        (_product_cut_anew,
         "Your product has the shape (K, H·W), and cutting it into (H, W, K) mixes the filters. Put the pixels in the "
         "rows and the filters in the columns, and the product is (H·W, K)."),
        (lambda x, w, b: np.moveaxis(one_by_one(x, w, b), -1, 0),
         "The filters stand first in your output, (K, H, W). The depth is the last axis: (H, W, K)."),
        (lambda x, w, b: one_by_one(x, w, b).reshape(-1, len(w)),
         "The numbers are right, but in one long list of pixels. Give them their places back: `.reshape(H, W, K)`."),
        (lambda x, w, b: one_by_one(x, w, b).reshape(x.shape[1], x.shape[0], len(w)),
         "H and W are swapped in the shape of the output: the rows are `x.shape[0]`."),
        (lambda x, w, b: one_by_one(x, w, b).sum(axis=-1),
         "The filters were added up: each has a slice of its own."),
        (lambda x, w, b: x * w[0] + b[0],
         "Each slice was multiplied, but the products were not added up through the depth."),
        (lambda x, w, b: np.maximum(one_by_one(x, w, b), 0),
         "Negative numbers were cut off: that is ReLU, a layer of its own."),
    ),
    reason="Each pixel is a row of D numbers, each filter a column of D weights: one matrix product for the whole "
           "image.",
)  # fmt: skip
