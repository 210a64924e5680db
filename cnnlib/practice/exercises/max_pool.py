"""06.1: max pooling by two loops."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Pool
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.windows import windows


def max_pool(x: NDArray, F: int, S: int) -> NDArray:
    """cnnlib's `Pool` on a single image: (H2, W2, D).

    >>> max_pool(np.array([[1, 7, 2], [5, 5, 0]])[:, :, None], F=2, S=1)[:, :, 0]
    array([[7., 7.]])
    """
    return _pooled(Pool(F=F, S=S, crop=True), x)


def _pooled(layer: Pool, x: NDArray) -> NDArray:
    return layer.forward({}, x[None])[0][0]


def _seen(x: NDArray, F: int, S: int) -> NDArray:
    """(H2, W2, F, F, D)."""
    return windows(x[None], F, S)[0]


def _through_the_depth(x: NDArray, F: int, S: int) -> NDArray:
    right = max_pool(x, F, S)
    return np.broadcast_to(right.max(axis=2, keepdims=True), right.shape)


def _unmoved(x: NDArray, F: int, S: int) -> NDArray:
    H2, W2 = max_pool(x, F, S).shape[:2]
    return max_pool(x, F, 1)[:H2, :W2]


def _hanging_over(x: NDArray, F: int, S: int) -> NDArray:
    """Windows that begin inside and hang over the edge count as well."""
    H2, W2 = (-(-(side - F) // S) + 1 for side in x.shape[:2])
    around = np.pad(x, ((0, F), (0, F), (0, 0)), constant_values=-np.inf)
    return max_pool(around, F, S)[:H2, :W2]


def _first(x: NDArray, F: int, S: int, columns: int | None) -> NDArray:
    """Zeros, but for the first `columns` windows of the first row."""
    right = max_pool(x, F, S)
    y = np.zeros_like(right)
    y[0, :columns] = right[0, :columns]
    return y


def _divided(x: NDArray, F: int, S: int) -> NDArray:
    return np.zeros(((x.shape[0] - F) / S + 1, 1))  # NumPy refuses: a size is no float


def _case(H: int, W: int, D: int, F: int, S: int, shift: float = 0) -> Inputs:
    x = np.random.default_rng(H * W + D).integers(-9, 10, (H, W, D)) + shift
    return {"x": x.astype(float), "F": F, "S": S}


SMALL: Inputs = {"x": np.array([[1.0, 7, 2, 0], [5, 5, 3, 4]])[:, :, None], "F": 2, "S": 2}

MAX_POOL = FunctionCheck(
    name="max_pool",
    solution=max_pool,
    cases=(
        SMALL,
        _case(4, 6, D=2, F=2, S=2, shift=-12.5),
        _case(5, 7, D=3, F=3, S=2),
        _case(7, 5, D=2, F=3, S=2, shift=0.25),
        _case(8, 6, D=2, F=3, S=3),
        _case(5, 8, D=1, F=2, S=3),
    ),
    mistakes=mistakes(
        (_through_the_depth,
         "The maximum was taken through the depth, too. Each slice is pooled on its own: `axis=(0, 1)`."),
        (lambda x, F, S: max_pool(x, F, S).max(axis=2),
         "The slices were merged into one. Each is pooled on its own, and the output is as deep as the input."),
        (_divided,
         "`/` gives a float, even where nothing is left over, and a size is a whole number: divide with `//`."),
        (lambda x, F, S: max_pool(x, F, S)[:, :, 0],
         "Only the first slice was pooled: the output is as deep as the input."),
        (lambda x, F, S: np.maximum(max_pool(x, F, S), 0),
         "A maximum that begins at 0 is never negative: where all numbers of a window are, the largest of them is, "
         "too. Begin with a number of the window, or use `np.max`."),
        (lambda x, F, S: max_pool(x, F, F),
         "The windows stand side by side: they are to begin S pixels apart, whatever F is."),
        (lambda x, F, S: max_pool(x, S, S),
         "The windows are S wide. They are F wide, and S pixels apart."),
        (lambda x, F, S: max_pool(x, F, 1),
         "The stride is missing, both in the size and in the place of the window."),
        (_unmoved,
         "The size is right, but the window moves one pixel at a time: output [i, j] begins at pixel [i·S, j·S]."),
        (lambda x, F, S: _pooled(Pool(F=F, S=S, kind="average", crop=True), x),
         "That is the average of each window. The largest number is asked for."),
        (lambda x, F, S: -max_pool(-x, F, S),
         "That is the smallest number of each window."),
        (lambda x, F, S: max_pool(np.abs(x), F, S),
         "The signs are lost: −8 is smaller than 3."),
        (lambda x, F, S: _seen(x, F, S)[:, :, 0, 0],
         "That keeps the top left number of each window, whichever it is. The largest is asked for."),
        (lambda x, F, S: _seen(x, F, S).transpose(0, 1, 4, 2, 3).reshape(*max_pool(x, F, S).shape, F * F).argmax(-1),
         "`argmax` says *where* the largest number stands. Asked for is the number itself."),
        (lambda x, F, S: max_pool(x, F, S)[:-1, :-1],
         "The last row and the last column are missing: did you forget the + 1 in the size?"),
        (_hanging_over,
         "The last windows hang over the edge. Only those that lie wholly inside are asked for: round down."),
        (lambda x, F, S: max_pool(x, F, S).transpose(1, 0, 2),
         "Rows and columns of the output are swapped: it is (H2, W2, D)."),
        (lambda x, F, S: _first(x, F, S, 1),
         "Only the first window was worked out: does `return` stand inside the loops? It belongs after them."),
        (lambda x, F, S: _first(x, F, S, None),
         "Only the first row was worked out: does `return` stand inside the outer loop? It belongs after it."),
        (lambda x, F, S: max_pool(x, F, S).astype(int),
         "The numbers lost what stands behind the point: collect them in `np.zeros((H2, W2, D))`."),
    ),
    reason="The largest number of each window, in each slice on its own: `window.max(axis=(0, 1))`, at [i·S, j·S].",
)  # fmt: skip
