"""11.3: what each input map gives to one number of a map."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def contributions(window: NDArray, w: NDArray) -> NDArray:
    """What each slice of a window (F, F, D) gives to the answer of a filter (F, F, D): (D,).

    Each slice goes through cnnlib's convolution with its own slice of the filter. Their sum and the bias are the
    answer.

    >>> contributions(np.array([[[1.0, 2.0]]]), np.array([[[10.0, 100.0]]]))
    array([ 10., 200.])
    """
    D = window.shape[2]
    each = Conv(K=D, F=window.shape[:2], groups=D)
    params = {"w": w.transpose(2, 0, 1)[..., None], "b": np.zeros(D)}
    return each.forward(params, window[None])[0].ravel()


def _case(F: int, D: int, seed: int) -> Inputs:
    """A window as it is after ReLU, and a filter with weights of both signs."""
    rng = np.random.default_rng(seed)
    return {"window": rng.integers(0, 5, (F, F, D)).astype(float), "w": rng.integers(-3, 4, (F, F, D)).astype(float)}


CONTRIBUTIONS = FunctionCheck(
    name="contributions",
    solution=contributions,
    cases=(_case(2, 2, seed=0), _case(3, 4, seed=1), _case(2, 5, seed=2), _case(5, 3, seed=3)),
    mistakes=mistakes(
        (lambda window, w: float((window * w).sum()),
         "That is all of it in one number. Asked for is what *each slice* gives: sum over rows and columns only, "
         "`axis=(0, 1)`."),
        (lambda window, w: (window * w).sum(axis=2),
         "That sums through the depth, pixel by pixel. Sum over the pixels, slice by slice: `axis=(0, 1)`."),
        (lambda window, w: (window * w).sum(axis=0),
         "That sums each column of pixels. Both axes of the window have to go: `axis=(0, 1)`."),
        (lambda window, w: (window * w).sum(axis=1),
         "That sums each row of pixels. Both axes of the window have to go: `axis=(0, 1)`."),
        (lambda window, w: (window * w).sum((1, 2)),
         "Each row of the window has become one number, all slices together. Rows and columns have to go, "
         "the slices stay: `axis=(0, 1)`."),
        (lambda window, w: (window * w).sum((0, 2)),
         "Each column of the window has become one number, all slices together. Rows and columns have to go, "
         "the slices stay: `axis=(0, 1)`."),
        (lambda window, w: window * w,
         "Those are the products, not yet summed: add up those of each slice."),
        (lambda window, w: window.sum((0, 1)) * w.sum((0, 1)),
         "You summed first and multiplied then. Each pixel meets its own weight: multiply first."),
        (lambda window, w: (window * w).mean((0, 1)),
         "That is the mean of the products of each slice. They are added, and not divided."),
        (lambda window, w: (window * w).max((0, 1)),
         "That is the largest product of each slice. A convolution adds all of them up."),
        (lambda window, w: np.abs(window * w).sum((0, 1)),
         "The minus signs are lost: a slice may well take away from the sum."),
        (lambda window, w: np.maximum((window * w).sum((0, 1)), 0),
         "ReLU comes later, after the sum over *all* slices and the bias. A slice may give less than 0."),
        (lambda window, w: (window * w[::-1, ::-1]).sum((0, 1)),
         "The filter is turned by 180 degrees. Each weight meets the pixel at the same place."),
        (lambda window, w: float((window[:, :, 0] * w[:, :, 0]).sum()),
         "That is the first slice. There is a number for each of them."),
        (lambda window, w: np.cumsum((window * w).sum((0, 1))),
         "Those are running totals. What does each slice give on its own?"),
        (lambda window, w: (window * w).sum((0, 1)) / (window * w).sum(),
         "Those are shares of the total. The numbers themselves are asked for, since some take away."),
        (lambda window, w: window.sum((0, 1)),
         "The weights are missing: each pixel is multiplied by its weight."),
        (lambda window, w: w.sum((0, 1)),
         "The pixels are missing: each weight is multiplied by its pixel."),
    ),
    reason="`(window * w).sum(axis=(0, 1))`: a number for each slice, whose sum, with the bias, is the answer.",
)  # fmt: skip
