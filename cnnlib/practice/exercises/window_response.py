"""01.1: what a filter answers to one window."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def window_response(window: NDArray, w: NDArray, b: float) -> float:
    """What a `Conv` of one filter makes of an input that is just one window.

    >>> window_response(np.array([[[1.0], [2]], [[3], [4]]]), np.array([[[1.0], [0]], [[0], [1]]]), b=10)
    15.0
    """
    y, _ = Conv(K=1, F=w.shape[:2]).forward({"w": w[None], "b": np.array([b])}, window[None])
    return float(y[0, 0, 0, 0])


def _case(seed: int, F: int, D: int, b: float) -> Inputs:
    window, w = np.random.default_rng(seed).integers(-3, 4, (2, F, F, D)).astype(float)
    return {"window": window, "w": w, "b": b}


SMALL: Inputs = {
    "window": np.array([[1.0, 2], [3, 5]])[:, :, None],
    "w": np.array([[1.0, -1], [2, 0]])[:, :, None],
    "b": 1.0,
}
MATRIX_PRODUCT = "That is a matrix product. Here each pixel meets one weight, place by place: `window * w`."

WINDOW_RESPONSE = FunctionCheck(
    name="window_response",
    solution=window_response,
    cases=(
        SMALL,
        _case(1, F=2, D=2, b=2.0),
        _case(2, F=3, D=3, b=-3.0),
        _case(3, F=3, D=1, b=-40.0),
        _case(4, F=5, D=3, b=5.0),
    ),
    mistakes=mistakes(
        (lambda window, w, b: (window * w).sum(),
         "The bias is missing: add b, once, after the products."),
        (lambda window, w, b: (window * w + b).sum(),
         "The bias was added to every product: add it once, after the sum."),
        (lambda window, w, b: (window * w)[:, :, 0].sum() + b,
         "Only the first slice was used: the sum goes through the depth."),
        (lambda window, w, b: (window * w)[:, :, -1].sum() + b,
         "Only the last slice was used: the sum goes through the depth."),
        (lambda window, w, b: (window * w).sum(axis=(0, 1)) + b,
         "The sum over the slices is missing: one window gives one number."),
        (lambda window, w, b: window @ w, MATRIX_PRODUCT),
        (lambda window, w, b: window @ w + b, MATRIX_PRODUCT),
        (lambda window, w, b: np.dot(window, w) + b, MATRIX_PRODUCT),
        (lambda window, w, b: window * w + b,
         "The products are there; they still have to be added up."),
        (lambda window, w, b: (window * w[::-1, ::-1]).sum() + b,
         "The filter is turned upside down: pixel [0, 0] meets weight [0, 0]."),
        (lambda window, w, b: (window * w.transpose(1, 0, 2)).sum() + b,
         "Rows and columns of the filter are swapped."),
        (lambda window, w, b: (window + w).sum() + b,
         "Pixels and weights were added: multiply them."),
        (lambda window, w, b: window.sum() * w.sum() + b,
         "Both were added up before they met. Each pixel is multiplied by its own weight first."),
        (lambda window, w, b: (window * w).mean() + b,
         "That is the mean of the products: a dot product is their sum."),
        (lambda window, w, b: max((window * w).sum() + b, 0),
         "Negative answers were cut off. That is ReLU, which comes later."),
        (lambda window, w, b: abs((window * w).sum() + b),
         "The sign is lost. A negative answer says something, too."),
    ),
    reason="Multiply pixel by weight, add everything up through all slices, and add the bias once: "
    "`np.sum(window * w) + b`.",
)  # fmt: skip
