"""Winograd's way along rows only: two rows of outputs by four products of a filter row with a row instead of six.

A product of a filter row with a row is a convolution in one dimension, done in the plain way: by a matrix product. So
it takes filters of three rows and any width. With dilation d a row meets the rows d and 2d below: d neighbouring rows
are taken together as one *line*, and line a meets lines a + 1 and a + 2.

Arrays: x (N, H, W, D), padded; w (K, 3, FW, D); y and dy (N, H2, W2, K), where H2 is an even number of lines.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cnnlib.blocks import blocks, in_a_row
from cnnlib.padding import Pair
from cnnlib.windows import in_one, overlapping, runs
from cnnlib.winograd.sums import FILTER_SUMS, mix, spread, unmix

BLOCK_BYTES = 2 << 20  # stretched windows in work at a time: they stay in a second- or third-level cache
LARGE = 10_000  # filters x slices from which on the sums over the filters are not worth a copy in better order
WIDE = 32  # slices and filters from which on it is faster than the plain way
FEWEST = 256  # outputs for which the sums over the filters are made, and
WORTH = 1 << 23  # outputs x slices x filters in all


def pays(x_shape: tuple[int, ...], w_shape: tuple[int, ...], S: Pair, dilation: Pair) -> bool:
    """Whether this fits and is faster: filters of three rows, enough of them and enough to do."""
    D, (_, FH, FW, _) = x_shape[3], w_shape
    N, H2, W2, K = _outputs(x_shape, w_shape, dilation)
    fits = FH == 3 and FW > 1 and S == (1, 1) and H2 % (2 * dilation[0]) == 0
    outputs = N * H2 * W2
    return fits and min(D, K) >= WIDE and outputs >= FEWEST and outputs * D * K >= WORTH


def correlate(x: NDArray, w: NDArray, b: NDArray | None = None, dilation: Pair = (1, 1)) -> NDArray:
    """Every window's dot product with every filter, plus the filter's bias.

    >>> x, w = np.arange(16.0).reshape(1, 4, 4, 1), np.ones((1, 3, 3, 1))
    >>> correlate(x, w)[0, :, :, 0]                      # nine times the pixel in the middle of each window
    array([[45., 54.],
           [81., 90.]])
    """
    K, _, FW, D = w.shape
    filters = np.matmul(FILTER_SUMS.astype(w.dtype), w.reshape(K, 3, FW * D)).transpose(1, 2, 0)  # (4, FW*D, K)
    if D * K < LARGE:
        filters = np.ascontiguousarray(filters)
    y = np.empty(_outputs(x.shape, w.shape, dilation), x.dtype)
    bias = None if b is None else in_a_row(b, dilation[0] * y.shape[2])
    for lines, part, room in _blocks(x, y, FW, dilation):
        room.stretch(lines)
        np.matmul(room.windows, filters, out=room.products.reshape(4, -1, K))
        if bias is not None:
            room.products[1] += bias  # m1 is in both outputs
        unmix(room.products, part[:, :, 0], part[:, :, 1])
    return y


def filter_gradient(x: NDArray, w_shape: tuple[int, ...], dy: NDArray, dilation: Pair = (1, 1)) -> NDArray:
    """dw (K, 3, FW, D): every window of x, weighted by the gradient of the output it made.

    >>> x, dy = np.arange(16.0).reshape(1, 4, 4, 1), np.ones((1, 2, 2, 1))
    >>> filter_gradient(x, (1, 3, 3, 1), dy)[0, :, :, 0]     # each weight has seen four pixels: 0 + 1 + 4 + 5 = 10
    array([[10., 14., 18.],
           [26., 30., 34.],
           [42., 46., 50.]])
    """
    K, _, FW, D = w_shape
    sums = np.zeros((4, K, FW * D), x.dtype)
    for lines, part, room in _blocks(x, np.ascontiguousarray(dy), FW, dilation):
        room.stretch(lines)
        spread(part[:, :, 0], part[:, :, 1], room.products)
        sums += room.products.reshape(4, -1, K).swapaxes(1, 2) @ room.windows
    dw = FILTER_SUMS.T.astype(x.dtype) @ sums.reshape(4, -1)
    return np.ascontiguousarray(dw.reshape(3, K, FW, D).swapaxes(0, 1))


class _Room:
    """Memory for a block of so many images and pairs of lines; all blocks of that size use it.

    `windows` (4, rows, FW*D) are the windows of the mixed lines, stretched; `products` (4, images, pairs, line*K).
    """

    def __init__(self, images: int, pairs: int, x: NDArray, y: NDArray, FW: int, dilation: Pair) -> None:
        (_, _, W, D), (_, _, W2, K), down = x.shape, y.shape, dilation[0]
        self.mixed = np.empty((4, images, pairs, down * W * D), x.dtype)
        self.products = np.empty((4, images, pairs, down * W2 * K), x.dtype)
        rows = self.mixed.reshape(4 * images, pairs * down, W, D)
        seen = runs(overlapping(rows, (1, FW), (1, 1), (1, dilation[1])))
        windows = np.empty(seen.shape, x.dtype)
        self._from, self._to = in_one(seen), in_one(windows)
        self.windows = windows.reshape(4, -1, FW * D)

    def stretch(self, lines: NDArray) -> None:
        """Mix the lines, each pair with the two below it, and stretch the windows of what comes of it."""
        d0, d1, d2, d3 = (lines[:, a : lines.shape[1] - 3 + a : 2] for a in range(4))
        mix(d0, d1, d2, d3, out=self.mixed)
        self._to[...] = self._from


def _outputs(x_shape: tuple[int, ...], w_shape: tuple[int, ...], dilation: Pair) -> tuple[int, int, int, int]:
    (N, H, W, _), (K, _, FW, _) = x_shape, w_shape
    return N, H - 2 * dilation[0], W - (FW - 1) * dilation[1], K


def _blocks(x: NDArray, y: NDArray, FW: int, dilation: Pair) -> Iterator[tuple[NDArray, NDArray, _Room]]:
    """Block by block: lines of x, the pairs of lines of y they make, and room to work in."""
    (N, H, _, D), (_, H2, W2, _), down = x.shape, y.shape, dilation[0]
    lines, results = x.reshape(N, H // down, -1), y.reshape(N, H2 // (2 * down), 2, -1)
    pair_bytes = 4 * down * W2 * FW * D * x.itemsize
    room, size = None, (0, 0)
    for images, pairs in blocks(N, results.shape[1], max(1, BLOCK_BYTES // pair_bytes)):
        now = images.stop - images.start, pairs.stop - pairs.start
        if room is None or now != size:
            room, size = _Room(*now, x, y, FW, dilation), now
        yield lines[images, 2 * pairs.start : 2 * pairs.stop + 2], results[images, pairs], room
