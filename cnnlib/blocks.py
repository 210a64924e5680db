"""Work in pieces that suit the processor: blocks that fit its cache, matrix products that need no packing."""

from functools import lru_cache
from os import environ
from typing import Any

import numpy as np
from numpy.typing import NDArray

SMALL = 1_000_000  # multiply-adds: OpenBLAS takes products up to here as they are, and copies larger ones first
THINNEST = 48  # rows of such a product, fewer than which gain nothing
AVX512 = {"AVX512_SKX", "X86_V4"}  # what the processor must have for that, in NumPy's words

Block = tuple[slice, slice]


def blocks(N: int, H: int, rows: int) -> list[Block]:
    """(images, rows) slices of a batch of N images of H rows, at most `rows` rows each: whole images, or parts of one.

    >>> [(images.stop, rows.stop) for images, rows in blocks(N=5, H=4, rows=8)]
    [(2, 4), (4, 4), (5, 4)]
    >>> [(images.stop, rows.stop) for images, rows in blocks(N=1, H=9, rows=4)]
    [(1, 3), (1, 6), (1, 9)]
    """
    if rows < H:
        return [(slice(n, n + 1), part) for n in range(N) for part in _even(H, rows)]
    return [(images, slice(0, H)) for images in _even(N, rows // H)]


def _even(size: int, most: int) -> list[slice]:
    """Slices of at most so many, all about as long: a short one at the end would waste its products."""
    length = -(-size // -(-size // most))
    return [slice(start, min(start + length, size)) for start in range(0, size, length)]


def in_a_row(b: NDArray, times: int) -> NDArray:
    """b (K,) so many times over: (times*K,). np.tile does the same some microseconds slower, which small images feel.

    >>> in_a_row(np.array([1, 2]), times=2)
    array([1, 2, 1, 2])
    """
    return b[None].repeat(times, axis=0).ravel()


def multiply(a: NDArray, b: NDArray, out: NDArray) -> None:
    """out (M, K) = a (M, inner) times b (inner, K); a and out are contiguous.

    Where b is small, as a stack of products of few rows each: up to a fifth faster.

    >>> a, out = np.arange(6.0).reshape(3, 2), np.empty((3, 1))
    >>> multiply(a, np.array([[1.0], [10.0]]), out)
    >>> out.ravel()
    array([10., 32., 54.])
    """
    rows, whole = _stacked(len(a), b.size)
    if whole:
        b = np.ascontiguousarray(b)
        np.matmul(_stack(a[:whole], rows), b, out=_stack(out[:whole], rows))
    if whole < len(a):
        np.matmul(a[whole:], b, out=out[whole:])


def multiply_transposed(a: NDArray, b: NDArray) -> NDArray:
    """a (M, K), turned, times b (M, inner): (K, inner), with the same gain as `multiply`. a and b are contiguous.

    >>> multiply_transposed(np.ones((200, 1)), np.ones((200, 2)))
    array([[200., 200.]])
    """
    rows, whole = _stacked(len(a), a.shape[1] * b.shape[1], least=2 * THINNEST)  # as the parts have to be added up
    if not whole:
        return a.T @ b
    parts = np.matmul(_stack(a[:whole], rows).swapaxes(1, 2), _stack(b[:whole], rows))
    return parts.sum(axis=0) + a[whole:].T @ b[whole:]


def _stacked(M: int, size: int, least: int = THINNEST) -> tuple[int, int]:
    """The rows of each small product, and how many of M rows go into such products: 0 where that is no gain."""
    rows = SMALL // size if _takes_small_products() else 0
    return rows, (M // rows * rows if rows >= least else 0)


@lru_cache(maxsize=1)
def _takes_small_products() -> bool:
    """Whether OpenBLAS multiplies small matrices as they are: where it uses AVX-512, and is not told otherwise."""
    simd: Any = np.show_config(mode="dicts")
    told = environ.get("OPENBLAS_CORETYPE", "SkylakeX")
    return told == "SkylakeX" and any(AVX512 & set(names) for names in simd["SIMD Extensions"].values())


def _stack(a: NDArray, rows: int) -> NDArray:
    return a.reshape(-1, rows, a.shape[1])
