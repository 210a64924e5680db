"""Convolution in groups: each group of filters sees the slices of its own group, as if towers stood side by side.

With G groups the input's D slices and the K filters are cut into G equal parts, in order; the weights are
w (K, FH, FW, D/G). Each group is a convolution of its own. With as many groups as slices (depthwise), each
filter sees one slice: matrices would be one number thin, so these are computed tap by tap on whole images.

Arrays and pairs are as in `cnnlib.correlate`, whose three functions stand here once more.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from cnnlib.correlate import correlate, filter_gradient, input_gradient
from cnnlib.padding import Pair, unpad
from cnnlib.windows import overlapping


def grouped_correlate(x: NDArray, w: NDArray, b: NDArray | None, S: Pair, dilation: Pair, groups: int) -> NDArray:
    """Every window's dot product with every filter of its group, plus the filter's bias.

    >>> x = np.array([1.0, 10]).reshape(1, 1, 1, 2)
    >>> w = np.array([2.0, 3, 4, 5]).reshape(4, 1, 1, 1)               # two filters see 1, two see 10
    >>> grouped_correlate(x, w, None, (1, 1), (1, 1), groups=2).ravel()
    array([ 2.,  3., 40., 50.])
    """
    if groups == 1:
        return correlate(x, w, b, S, dilation)
    if w.shape[-1] == 1:
        y = _depthwise(_repeated(x, len(w)), w, S, dilation)
        return y if b is None else y + b
    biases = [None] * groups if b is None else np.split(b, groups)
    parts = zip(_depths(x, groups), np.split(w, groups), biases)
    return np.concatenate([correlate(one, filters, bias, S, dilation) for one, filters, bias in parts], axis=-1)


def grouped_filter_gradient(
    x: NDArray, w_shape: tuple[int, ...], dy: NDArray, S: Pair, dilation: Pair, groups: int
) -> NDArray:
    """dw (K, FH, FW, D/groups)."""
    if groups == 1:
        return filter_gradient(x, w_shape, dy, S, dilation)
    if w_shape[-1] == 1:
        return _depthwise_filter_gradient(_repeated(x, w_shape[0]), w_shape, dy, S, dilation)
    shape = (w_shape[0] // groups, *w_shape[1:])
    parts = zip(_depths(x, groups), _depths(dy, groups))
    return np.concatenate([filter_gradient(one, shape, part, S, dilation) for one, part in parts])


def grouped_input_gradient(
    shape: tuple[int, ...], w: NDArray, dy: NDArray, S: Pair, P: Pair, dilation: Pair, groups: int
) -> NDArray:
    """dx, without the P pixels of border."""
    if groups == 1:
        return input_gradient(shape, w, dy, S, P, dilation)
    N, H, W, D = shape
    if w.shape[-1] == 1:
        dx = _depthwise_input_gradient((N, H + 2 * P[0], W + 2 * P[1], len(w)), w, dy, S, dilation)
        return unpad(dx.reshape(*dx.shape[:3], D, -1).sum(axis=-1) if len(w) > D else dx, P)
    parts = zip(np.split(w, groups), _depths(dy, groups))
    part_shape = (N, H, W, D // groups)
    dxs = [input_gradient(part_shape, filters, part, S, P, dilation) for filters, part in parts]
    return np.concatenate(dxs, axis=-1)


def _depths(x: NDArray, groups: int) -> list[NDArray]:
    """The slices of each group, each a block of memory."""
    return [np.ascontiguousarray(part) for part in np.split(x, groups, axis=-1)]


def _repeated(x: NDArray, K: int) -> NDArray:
    """Each slice as often as there are filters for it."""
    times = K // x.shape[-1]
    return x if times == 1 else np.repeat(x, times, axis=-1)


def _taps(w_shape: tuple[int, ...]) -> Iterator[Pair]:
    """The places in a filter."""
    return product(range(w_shape[1]), range(w_shape[2]))


def _depthwise(x: NDArray, w: NDArray, S: Pair, dilation: Pair) -> NDArray:
    """y (N, H2, W2, K) where slice k is correlated with filter k; image by image, as more leaves the cache."""
    seen = overlapping(x, w.shape[1:3], S, dilation)
    y = np.zeros((*seen.shape[:3], len(w)), x.dtype)
    part, weights = np.empty_like(y[0]), _across(w, y)
    for image, out in zip(seen, y):
        for a, c in _taps(w.shape):
            out += np.multiply(image[:, :, a, c], weights[a, c], out=part)
    return y


def _depthwise_filter_gradient(x: NDArray, w_shape: tuple[int, ...], dy: NDArray, S: Pair, dilation: Pair) -> NDArray:
    seen = overlapping(x, (w_shape[1], w_shape[2]), S, dilation)
    dw = np.zeros(w_shape, x.dtype)
    ones = np.ones(dy[0, ..., 0].size, x.dtype)  # a product with ones is the fast way to a sum of rows
    for image, back in zip(seen, dy):
        for a, c in _taps(w_shape):
            dw[:, a, c, 0] += ones @ (image[:, :, a, c] * back).reshape(len(ones), -1)
    return dw


def _depthwise_input_gradient(shape: tuple[int, ...], w: NDArray, dy: NDArray, S: Pair, dilation: Pair) -> NDArray:
    dx = np.zeros(shape, dy.dtype)
    part, weights = np.empty(dy.shape[1:], dy.dtype), _across(w, dy)
    for target, back in zip(overlapping(dx, w.shape[1:3], S, dilation), dy):
        for a, c in _taps(w.shape):  # the windows' pixels at one place do not overlap
            target[:, :, a, c] += np.multiply(back, weights[a, c], out=part)
    return dx


def _across(w: NDArray, y: NDArray) -> NDArray:
    """The weights of each tap, (K,), written W2 times: NumPy works through long rows faster than short ones."""
    return np.tile(w[..., 0].transpose(1, 2, 0)[:, :, None], (1, 1, y.shape[2], 1))
