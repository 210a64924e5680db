"""Four implementations of convolution, from loops to the library: the same numbers, each faster than the one before.

1. `loops`: every product by itself;
2. `dot_products`: one dot product w^T x + b of a flattened filter and a flattened window for each output;
3. `matrix_product`: all windows side by side in one matrix (im2col), multiplied by all filters at once;
4. `library`: `cnnlib.Conv`, which makes that matrix a block at a time and never holds the whole of it.

Each takes x (N, H, W, D), filters w (K, F, F, D), biases b (K,), stride S, P pixels of zeros and a dilation, and gives
y (N, H2, W2, K); what is over is cropped. Source: CS231n, "Convolutional Networks", Implementation as Matrix
Multiplication.

>>> x, w, b = np.arange(9.0).reshape(1, 3, 3, 1), np.ones((1, 2, 2, 1)), np.array([1.0])
>>> [convolve(x, w, b).ravel().tolist() for convolve in IMPLEMENTATIONS.values()]
[[9.0, 13.0, 21.0, 25.0], [9.0, 13.0, 21.0, 25.0], [9.0, 13.0, 21.0, 25.0], [9.0, 13.0, 21.0, 25.0]]
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv
from cnnlib.layers.layer import batch_volume, check_shape
from cnnlib.padding import pad
from cnnlib.shapes import Volume, extent
from cnnlib.windows import im2col

BYTES = 4  # of a float32


def loops(x: NDArray, w: NDArray, b: NDArray, S: int = 1, P: int = 0, dilation: int = 1) -> NDArray:
    """y[n, i, j, k] = b[k] + the sum over a, c, d of x[n, i S + a dilation, j S + c dilation, d] w[k, a, c, d].

    Seven loops: image, row, column and filter of the output; row, column and slice of the window.

    >>> loops(np.array([[[[1.0], [2.0], [3.0]]]]), np.array([[[[10.0]]]]), np.array([5.0]), S=2).ravel()
    array([15., 35.])
    """
    y = _empty_output(x, w, b, S, P, dilation)
    x = pad(x, (P, P))
    for n, i, j, k in product(*map(range, y.shape)):
        total = b[k]
        for a, c, d in product(*map(range, w.shape[1:])):
            total += x[n, i * S + a * dilation, j * S + c * dilation, d] * w[k, a, c, d]
        y[n, i, j, k] = total
    return y


def dot_products(x: NDArray, w: NDArray, b: NDArray, S: int = 1, P: int = 0, dilation: int = 1) -> NDArray:
    """y[n, i, j, k] = w_k^T x_nij + b[k]: the filter and the window as two vectors of F*F*D numbers.

    Four loops: image, row, column and filter of the output.

    >>> dot_products(np.array([[[[1.0], [2.0]], [[3.0], [4.0]]]]), np.ones((1, 2, 2, 1)), np.array([5.0])).ravel()
    array([15.])
    """
    y = _empty_output(x, w, b, S, P, dilation)
    F, span = w.shape[1], extent(w.shape[1], dilation)
    x, vectors = pad(x, (P, P)), w.reshape(len(w), F * F * w.shape[3])
    for n, i, j in product(*map(range, y.shape[:3])):
        window = x[n, i * S : i * S + span : dilation, j * S : j * S + span : dilation].ravel()
        for k, vector in enumerate(vectors):
            y[n, i, j, k] = vector @ window + b[k]
    return y


def matrix_product(x: NDArray, w: NDArray, b: NDArray, S: int = 1, P: int = 0, dilation: int = 1) -> NDArray:
    """Y = X W^T + b, folded back into maps: the rows of X are stretched windows (im2col), those of W the K filters.

    >>> matrix_product(np.array([[[[1.0, 2.0]]]]), np.array([[[[3.0, 4.0]]], [[[0.0, 1.0]]]]), np.zeros(2)).ravel()
    array([11.,  2.])
    """
    shape = _empty_output(x, w, b, S, P, dilation).shape
    rows = im2col(x, w.shape[1], S, P, dilation)
    return (rows @ w.reshape(len(w), rows.shape[1]).T + b).reshape(shape)


def library(x: NDArray, w: NDArray, b: NDArray, S: int = 1, P: int = 0, dilation: int = 1) -> NDArray:
    """`cnnlib.Conv`: the same product a block of windows at a time, or a faster way where there is one.

    >>> library(np.array([[[[1.0, 2.0]]]]), np.array([[[[3.0, 4.0]]], [[[0.0, 1.0]]]]), np.zeros(2)).ravel()
    array([11.,  2.])
    """
    layer = Conv(K=len(w), F=w.shape[1], S=S, P=P, dilation=dilation, crop=True)
    y, _ = layer.forward({"w": w, "b": b}, x)
    return y


Implementation = Callable[..., NDArray]
IMPLEMENTATIONS: dict[str, Implementation] = {
    "loops": loops,
    "dot products": dot_products,
    "im2col + product": matrix_product,
    "library": library,
}


@dataclass(frozen=True)
class Matrices:
    """The shapes (rows, columns) of the matrices of one image: W_row times X_col gives the product.

    A column of X_col is a stretched window, a row of W_row a stretched filter, a row of the product an output map.
    """

    volume: Volume
    W_row: tuple[int, int]
    X_col: tuple[int, int]
    product: tuple[int, int]

    @property
    def factor(self) -> Fraction:
        """Numbers in X_col for each number of the input: how often a pixel is copied, on average."""
        return Fraction(prod(self.X_col), self.volume.size)

    @property
    def input_bytes(self) -> int:
        """4 bytes for each number of the input."""
        return BYTES * self.volume.size

    @property
    def column_bytes(self) -> int:
        """4 bytes for each number of X_col."""
        return BYTES * prod(self.X_col)


def matrices(volume: Volume, layer: Conv) -> Matrices:
    """What im2col makes of a layer on an input volume; nothing is allocated, `FitError` where it does not fit.

    >>> alexnet = matrices(Volume(W=227, H=227, D=3), Conv(K=96, F=11, S=4))
    >>> alexnet.W_row, alexnet.X_col, alexnet.product, round(float(alexnet.factor), 1)
    ((96, 363), (363, 3025), (96, 3025), 7.1)
    """
    if not isinstance(layer, Conv):
        raise TypeError(f"{layer!r} is no Conv: im2col is a way to compute CONV layers, such as Conv(K=96, F=11, S=4)")
    out = layer.output(volume)
    positions = out.W * out.H
    weights = (layer.parameters(volume) - layer.K * layer.bias) // layer.K
    return Matrices(volume, (layer.K, weights), (weights, positions), (layer.K, positions))


@dataclass(frozen=True)
class Timing:
    """Seconds for the whole; `share` is the part of the outputs that was computed, 1 where nothing is estimated."""

    seconds: float
    share: float = 1.0


def timed(
    convolve: Implementation,
    x: NDArray,
    w: NDArray,
    b: NDArray,
    S: int = 1,
    P: int = 0,
    dilation: int = 1,
    within: float = 0.25,
) -> Timing:
    """How long an implementation takes on this computer: the fastest of as many calls as go into `within` seconds.

    Where a single call takes longer, only the first numbers of the output are computed, at all K filters, as many
    as there is time for (one position at least), and the rest is estimated from them: `share` says how much was
    measured.
    """
    _, H2, W2, _ = _empty_output(x, w, b, S, P, dilation).shape
    whole = len(x) * H2 * W2
    positions = 1
    while positions < whole:
        rows, cols = max(1, min(positions // W2, H2)), min(positions, W2)
        part = _corner(x, w, rows, cols, S, P, dilation)
        seconds = _fastest(convolve, (part, w, b, S, 0, dilation), 0)
        affordable = int(rows * cols * within / seconds)
        if affordable < 2 * rows * cols or rows == H2:
            return Timing(seconds * whole / (rows * cols), rows * cols / whole)
        positions = affordable
    return Timing(_fastest(convolve, (x, w, b, S, P, dilation), within))


def _corner(x: NDArray, w: NDArray, rows: int, cols: int, S: int, P: int, dilation: int) -> NDArray:
    """What the first rows and columns of the first image's output read of it, padding included."""
    span = extent(w.shape[1], dilation)
    return pad(x[:1], (P, P))[:, : (rows - 1) * S + span, : (cols - 1) * S + span]


def _fastest(convolve: Implementation, arguments: tuple, within: float) -> float:
    """The fewest seconds of one call, in calls for about so long; one call at least."""
    best, end = float("inf"), perf_counter() + within
    while True:
        began = perf_counter()
        convolve(*arguments)
        now = perf_counter()
        best = min(best, now - began)
        if now >= end:
            return best


def _empty_output(x: NDArray, w: NDArray, b: NDArray, S: int, P: int, dilation: int) -> NDArray:
    """y (N, H2, W2, K), without its numbers; an error where the arrays do not belong together."""
    volume, K, F = batch_volume(x), len(w), w.shape[1]
    check_shape("w", w, (K, F, F, volume.D))
    check_shape("b", b, (K,))
    out = Conv(K=K, F=F, S=S, P=P, dilation=dilation, crop=True).output(volume)
    return np.empty((len(x), *out.shape), np.result_type(x, w, b))
