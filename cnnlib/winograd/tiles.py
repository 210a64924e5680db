"""Winograd's way along rows and columns: a tile of 4 x 4 inputs gives 2 x 2 outputs by 16 products instead of 36.

The products of all tiles with all channels are 16 matrix products. Arrays: x (N, H, W, D), padded; w (K, 3, 3, D); y
and dy (N, H - 2, W - 2, K), with even sides.
"""

import numpy as np
from numpy.typing import NDArray

from cnnlib.blocks import blocks, in_a_row
from cnnlib.padding import Pair
from cnnlib.winograd.sums import FILTER_SUMS, mix, spread

BLOCK_BYTES = 1 << 20  # mixed tiles and products in work at a time: they stay in a second-level cache
BLOCK_TILES = 256  # but never fewer where the filters are large, as each block fetches them anew:
LARGE = 10_000  # filters x slices
WIDE = 64  # slices and filters from which on it is faster than other ways, if there are
FEWEST = 512  # outputs for which the sums over the filters are made, and
WORTH = 1 << 22  # outputs x slices x filters in all
BOTH_WAYS = np.kron(FILTER_SUMS, FILTER_SUMS)  # (16, 9): along rows and columns


def pays(x_shape: tuple[int, ...], w_shape: tuple[int, ...], S: Pair, dilation: Pair) -> bool:
    """Whether this fits and is faster: wide 3 x 3 layers with enough to do."""
    N, H, W, D = x_shape
    K, FH, FW, _ = w_shape
    fits = (FH, FW, *S, *dilation) == (3, 3, 1, 1, 1, 1) and H % 2 == 0 and W % 2 == 0
    outputs = N * (H - 2) * (W - 2)
    return fits and min(D, K) >= WIDE and outputs >= FEWEST and outputs * D * K >= WORTH


def correlate(x: NDArray, w: NDArray, b: NDArray | None = None) -> NDArray:
    """Every window's dot product with every filter, plus the filter's bias.

    >>> x, w = np.arange(16.0).reshape(1, 4, 4, 1), np.ones((1, 3, 3, 1))
    >>> correlate(x, w)[0, :, :, 0]                      # nine times the pixel in the middle of each window
    array([[45., 54.],
           [81., 90.]])
    """
    (N, H, W, D), K = x.shape, len(w)
    filters = np.matmul(BOTH_WAYS.astype(w.dtype), w.reshape(K, 9, D)).transpose(1, 2, 0)  # (16, D, K)
    if D * K < LARGE:
        filters = np.ascontiguousarray(filters)
    y = np.empty((N, H - 2, W - 2, K), x.dtype)
    bias = None if b is None else in_a_row(b, W - 2)
    for tiles, part, mixed, products in _blocks(x, y):
        _mix(tiles, mixed)
        np.matmul(mixed.reshape(16, -1, D), filters, out=products.reshape(16, -1, K))
        _unmix(products, part)
        if bias is not None:
            part.reshape(*part.shape[:2], -1)[...] += bias  # a view: the rows of a block are whole
    return y


def filter_gradient(x: NDArray, dy: NDArray) -> NDArray:
    """dw (K, 3, 3, D): every window of x, weighted by the gradient of the output it made.

    >>> x, dy = np.arange(16.0).reshape(1, 4, 4, 1), np.ones((1, 2, 2, 1))
    >>> filter_gradient(x, dy)[0, :, :, 0]               # each weight has seen four pixels: 0 + 1 + 4 + 5 = 10
    array([[10., 14., 18.],
           [26., 30., 34.],
           [42., 46., 50.]])
    """
    D, K = x.shape[-1], dy.shape[-1]
    sums = np.zeros((16, K, D), x.dtype)
    for tiles, part, mixed, products in _blocks(x, dy):
        _mix(tiles, mixed)
        _unmix_back(part, products)
        sums += products.reshape(16, -1, K).swapaxes(1, 2) @ mixed.reshape(16, -1, D)
    dw = BOTH_WAYS.T.astype(x.dtype) @ sums.reshape(16, K * D)
    return np.ascontiguousarray(dw.reshape(9, K, D).swapaxes(0, 1)).reshape(K, 3, 3, D)


def _blocks(x: NDArray, y: NDArray) -> list[tuple[NDArray, NDArray, NDArray, NDArray]]:
    """Block by block: a part of x, the outputs it makes, and room for their mixed tiles and their products.

    The rooms are (4, 4, images, tile rows, tile columns, D or K); each block uses the same memory.
    """
    (N, H2, W2, K), D = y.shape, x.shape[-1]
    down, across = H2 // 2, W2 // 2
    tiles = max(1 if D * K < LARGE else BLOCK_TILES, BLOCK_BYTES // (16 * (D + K) * x.itemsize))
    cut = blocks(N, down, -(-tiles // across))
    shapes = [(n.stop - n.start, i.stop - i.start, across) for n, i in cut]
    largest = 16 * max(n * i for n, i, _ in shapes) * across
    rooms = np.empty(largest * D, x.dtype), np.empty(largest * K, x.dtype)

    def room(which: int, shape: tuple[int, ...], depth: int) -> NDArray:
        size = 16 * shape[0] * shape[1] * shape[2] * depth
        return rooms[which][:size].reshape(4, 4, *shape, depth)

    return [
        (x[n, 2 * i.start : 2 * i.stop + 2], y[n, 2 * i.start : 2 * i.stop], room(0, shape, D), room(1, shape, K))
        for (n, i), shape in zip(cut, shapes)
    ]


def _mix(x: NDArray, mixed: NDArray) -> None:
    """The sums of inputs, (d0 - d2, d1 + d2, d2 - d1, d1 - d3) along columns, then along rows."""
    rows, across = 2 * mixed.shape[3], mixed.shape[4]
    even, odd = np.ascontiguousarray(x[:, :, 0::2]), np.ascontiguousarray(x[:, :, 1::2])  # long runs from here on
    along = np.empty((4, *x.shape[:2], across, x.shape[3]), x.dtype)
    mix(even[:, :, :-1], odd[:, :, :-1], even[:, :, 1:], odd[:, :, 1:], along)
    d0, d1, d2, d3 = (along[:, :, a : a + rows - 1 : 2] for a in range(4))
    mix(d0, d1, d2, d3, mixed)


def _unmix(m: NDArray, y: NDArray) -> None:
    """The outputs, (m0 + m1 + m2, m1 - m2 - m3) along rows, then along columns."""
    for row, (first, others, sign) in enumerate(_parts(m)):
        along = _combined(first, *others, sign)
        for col, (first, others, sign) in enumerate(_parts(along)):
            y[:, row::2, col::2] = _combined(first, *others, sign)


def _parts(m: NDArray) -> list[tuple[NDArray, tuple[NDArray, NDArray], int]]:
    return [(m[0], (m[1], m[2]), 1), (m[1], (m[2], m[3]), -1)]


def _combined(first: NDArray, second: NDArray, third: NDArray, sign: int) -> NDArray:
    """first + second + third, or first - second - third."""
    add = np.add if sign > 0 else np.subtract
    out = add(first, second)
    return add(out, third, out=out)


def _unmix_back(dy: NDArray, m: NDArray) -> None:
    """The adjoint of `_unmix`: (dy0, dy0 + dy1, dy0 - dy1, -dy1) along rows, then along columns."""
    along = np.empty((4, len(dy), m.shape[3], dy.shape[2], dy.shape[3]), dy.dtype)
    spread(dy[:, 0::2], dy[:, 1::2], along)
    for out, line in zip(m, along):
        spread(line[:, :, 0::2], line[:, :, 1::2], out)
