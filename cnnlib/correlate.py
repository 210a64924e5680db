"""The fast kernel behind convolution: sliding dot products with filters, forward and backward.

The windows are copied into rows of a matrix (im2col) and multiplied by the stretched filters in one matrix
product, which is where a computer is fastest. Four things make it quick without making it long:

- a *block* of rows at a time, small enough for the processor's cache. Never the whole batch, whose patches
  would take FH*FW times the memory of the input;
- each filter row of a window is copied as one opaque run of bytes, not number by number;
- where the input is shallow (a first layer, D <= 8) the matrices would be too thin to be worth multiplying.
  There one wider window serves `t` neighbouring outputs, with the filters written `t` times side by side;
- where it is deep and the filters have three rows, `cnnlib.winograd` makes do with fewer products.

Arrays: x (N, H, W, D), padded; w (K, FH, FW, D); y and dy (N, H2, W2, K). S and dilation are (down, across)
pairs.
"""

from collections.abc import Iterator
from math import prod

import numpy as np
from numpy.typing import NDArray

from cnnlib.blocks import Block, blocks, in_a_row, multiply, multiply_transposed
from cnnlib.padding import Pair, pad, unpad
from cnnlib.shapes import floor_size
from cnnlib.windows import add_windows, in_one, overlapping, runs
from cnnlib.winograd import rows as winograd_rows
from cnnlib.winograd import tiles as winograd_tiles

BLOCK_BYTES = 2 << 20  # patches in work at a time: they stay in a second- or third-level cache
BLOCK_PATCHES = 256  # but never fewer, or the matrix product repacks the filters too often
SHALLOW = 8  # up to this depth neighbouring outputs share a window,
WIDE, WIDEST = 32, 64  # and the filters side by side are at most so many, or WIDEST where windows cost most:
# those of grey images, which are copied number by number, and those that are added up


def correlate(x: NDArray, w: NDArray, b: NDArray | None = None, S: Pair = (1, 1), dilation: Pair = (1, 1)) -> NDArray:
    """Every window's dot product with every filter, plus the filter's bias.

    y[n, i, j, k] = b[k] + sum over a, c, d of x[n, i*S + a*dilation, j*S + c*dilation, d] * w[k, a, c, d]

    >>> x = np.arange(5.0).reshape(1, 1, 5, 1)
    >>> correlate(x, np.array([-1.0, 0, 1]).reshape(1, 1, 3, 1), b=np.array([10.0])).ravel()
    array([12., 12., 12.])
    """
    if winograd_tiles.pays(x.shape, w.shape, S, dilation):
        return winograd_tiles.correlate(x, w, b)
    if winograd_rows.pays(x.shape, w.shape, S, dilation):
        return winograd_rows.correlate(x, w, b, dilation)
    K = len(w)
    t = _sharing(x.shape, w.shape, S, dilation)
    seen = _seen(x, w.shape, t, S, dilation)
    N, H2, W2 = seen.shape[:3]
    filters = _side_by_side(w, t).reshape(t * K, -1)
    y = np.empty((N, H2, W2, t * K), x.dtype)
    ones = b is not None and w.size < y.size and not seen.flags.c_contiguous
    if b is not None and ones:  # the bias is the weight of a 1 in every window: no second pass over y
        filters, b = np.concatenate([filters, in_a_row(b, t)[:, None]], axis=1), None
    bias = None if b is None else in_a_row(b, W2 * t)
    for block, patches in _stretched(seen, ones):
        rows = y[block].reshape(-1, t * K)  # a view: a block is whole in memory
        multiply(patches, filters.T, rows)
        if bias is not None:
            long = rows.reshape(-1, len(bias))  # K alone would be a short row, slow to add to
            long += bias
    return y.reshape(N, H2, W2 * t, K)


def filter_gradient(x: NDArray, w_shape: tuple[int, ...], dy: NDArray, S: Pair, dilation: Pair) -> NDArray:
    """dw (K, FH, FW, D): every window of x, weighted by the gradient of the output it made."""
    if winograd_tiles.pays(x.shape, w_shape, S, dilation):
        return winograd_tiles.filter_gradient(x, dy)
    if winograd_rows.pays(x.shape, w_shape, S, dilation):
        return winograd_rows.filter_gradient(x, w_shape, dy, dilation)
    K, _, FW, _ = w_shape
    t = _sharing(x.shape, w_shape, S, dilation)
    seen = _seen(x, w_shape, t, S, dilation)
    dy = np.ascontiguousarray(dy).reshape(*seen.shape[:3], t * K)
    dw: NDArray = np.zeros((t * K, prod(seen.shape[3:])), x.dtype)
    for block, patches in _stretched(seen):
        dw += multiply_transposed(dy[block].reshape(-1, t * K), patches)
    wide = dw.reshape(t, K, *_window(w_shape, t))
    return sum((wide[q, :, :, q : q + FW] for q in range(1, t)), start=wide[0, :, :, :FW])


def input_gradient(shape: tuple[int, ...], w: NDArray, dy: NDArray, S: Pair, P: Pair, dilation: Pair) -> NDArray:
    """dx, without the P pixels of border: every filter, weighted by dy, added where its window was."""
    if _turning_pays(w.shape, dy.size, S, P, dilation):
        return _turned(w, dy, P, dilation)
    N, H, W, D = shape
    dx = np.zeros((N, H + 2 * P[0], W + 2 * P[1], D), dy.dtype)
    _add_filters(dx, w, dy, S, dilation)
    return unpad(dx, P)


def bias_gradient(dy: NDArray) -> NDArray:
    """db (K,): the sum over everything but K, along long rows first because short ones are slow to add."""
    K = dy.shape[-1]
    return dy.reshape(-1, dy.shape[2] * K).sum(axis=0).reshape(-1, K).sum(axis=0)


def _seen(x: NDArray, w_shape: tuple[int, ...], t: int, S: Pair, dilation: Pair) -> NDArray:
    """The windows of x as runs, each wide enough for t neighbouring outputs."""
    FH, FW, _ = _window(w_shape, t)
    return runs(overlapping(x, (FH, FW), (S[0], S[1] * t), dilation))


def _window(w_shape: tuple[int, ...], t: int) -> tuple[int, int, int]:
    _, FH, FW, D = w_shape
    return FH, FW + t - 1, D


def _sharing(x_shape: tuple[int, ...], w_shape: tuple[int, ...], S: Pair, dilation: Pair, added: bool = False) -> int:
    """t, how many neighbouring outputs share one wide window: more than 1 only where that is faster."""
    K, _, FW, D = w_shape
    if D > SHALLOW or S[1] * dilation[1] > 1:
        return 1
    W2, widest = floor_size(x_shape[2], FW), WIDEST if added or D == 1 else WIDE
    most = min(FW - 1, max(widest // K, min(2, WIDEST // K)))  # two share until they are WIDEST
    return next(t for t in range(max(1, most), 0, -1) if W2 % t == 0)


def _side_by_side(w: NDArray, t: int) -> NDArray:
    """The filters at t neighbouring places of a wide window, zeros around: (t, K, FH, FW + t - 1, D)."""
    if t == 1:
        return w
    wide = np.zeros((t, len(w), *_window(w.shape, t)), w.dtype)
    for q in range(t):
        wide[q, :, :, q : q + w.shape[2]] = w
    return wide


def _blocks(seen: NDArray) -> list[Block]:
    """Cut the N x H2 rows of windows into blocks of about BLOCK_BYTES: whole images, or parts of one."""
    N, H2, W2 = seen.shape[:3]
    patch_bytes = prod(seen.shape[3:]) * seen.itemsize
    rows = max(BLOCK_PATCHES, BLOCK_BYTES // patch_bytes)
    return blocks(N, H2, -(-rows // W2))


def _stretched(seen: NDArray, ones: bool = False) -> Iterator[tuple[Block, NDArray]]:
    """Block by block, the windows as rows of a matrix, with a 1 behind each or not; the next block overwrites it."""
    cut = _blocks(seen)
    size = prod(seen.shape[3:])
    buffer = np.empty((prod(seen[cut[0]].shape[:3]), size + ones), seen.dtype)
    buffer[:, size:] = 1
    for block in cut:
        part = seen[block]
        if part.flags.c_contiguous and not ones:  # F = 1: the windows are the matrix
            yield block, part.reshape(-1, size)
            continue
        patches = buffer[: prod(part.shape[:3])]
        in_one(patches[:, :size].reshape(part.shape))[...] = in_one(part)  # through views
        yield block, patches


def _turning_pays(w_shape: tuple[int, ...], outputs: int, S: Pair, P: Pair, dilation: Pair) -> bool:
    """Whether dx is faster as a convolution of dy: at stride 1, if turning the filters costs little."""
    K, FH, FW, D = w_shape
    inside = P[0] <= dilation[0] * (FH - 1) and P[1] <= dilation[1] * (FW - 1)
    return S == (1, 1) and inside and (FH * FW == 1 or (D >= 16 and outputs >= 4 * K * K))


def _turned(w: NDArray, dy: NDArray, P: Pair, dilation: Pair) -> NDArray:
    """dx as a convolution: dy, padded, with filters turned by 180 degrees, inputs and outputs exchanged."""
    _, FH, FW, _ = w.shape
    around = (dilation[0] * (FH - 1) - P[0], dilation[1] * (FW - 1) - P[1])
    turned = np.ascontiguousarray(w[:, ::-1, ::-1].transpose(3, 1, 2, 0))
    return correlate(pad(dy, around), turned, dilation=dilation)


def _add_filters(dx: NDArray, w: NDArray, dy: NDArray, S: Pair, dilation: Pair) -> None:
    """dx += every filter, weighted by dy, at the place of its window."""
    t = _sharing(dx.shape, w.shape, S, dilation, added=True)
    target = _seen(dx, w.shape, t, S, dilation)
    filters = _side_by_side(w, t).reshape(t * len(w), -1)
    dy = np.ascontiguousarray(dy).reshape(*target.shape[:3], t * len(w))
    cut = _blocks(target)
    room = np.empty((prod(target[cut[0]].shape[:3]), filters.shape[1]), dx.dtype)
    for block in cut:
        weighted = dy[block].reshape(-1, len(filters))
        multiply(weighted, filters, room[: len(weighted)])
        add_windows(target[block], room[: len(weighted)])
