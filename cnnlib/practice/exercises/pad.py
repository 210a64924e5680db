"""02.1: zeros around an image."""

import numpy as np
from numpy.typing import NDArray

from cnnlib import padding
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def pad(x: NDArray, P: int) -> NDArray:
    """cnnlib's padding, for a single image.

    >>> pad(np.ones((1, 2, 1)), P=1)[:, :, 0]
    array([[0., 0., 0., 0.],
           [0., 1., 1., 0.],
           [0., 0., 0., 0.]])
    """
    return padding.pad(x[None], (P, P))[0]


def _case(H: int, W: int, D: int, P: int, dtype: type = float) -> Inputs:
    return {"x": np.random.default_rng(0).integers(1, 6, (H, W, D)).astype(dtype), "P": P}


def _around(x: NDArray, rows: tuple[int, int], columns: tuple[int, int]) -> NDArray:
    return np.pad(x, (rows, columns, (0, 0)))


def _up_to_minus_P(x: NDArray, P: int) -> NDArray:
    y = np.zeros_like(_around(x, (P, P), (P, P)))
    y[P:-P, P:-P] = x  # NumPy refuses at P = 0
    return y


def _sides_swapped(x: NDArray, P: int) -> NDArray:
    W, H, D = x.shape
    y = np.zeros((H + 2 * P, W + 2 * P, D), x.dtype)
    y[P : P + H, P : P + W] = x  # NumPy refuses where H and W differ
    return y


PAD = FunctionCheck(
    name="pad",
    solution=pad,
    cases=(
        _case(2, 2, 1, P=1),
        _case(2, 3, 1, P=2),
        _case(3, 2, 2, P=1),
        _case(3, 4, 3, P=0),
        _case(4, 3, 3, P=3, dtype=np.float32),
    ),
    mistakes=mistakes(
        (lambda x, P: np.pad(x, P),
         "The depth was padded, too: zeros go above, below, left and right, but there is no slice more."),
        (lambda x, P: _around(x, (0, P), (0, P)),
         "The zeros stand only below and on the right: P on *each* side."),
        (lambda x, P: _around(x, (P, 0), (P, 0)),
         "The zeros stand only above and on the left: P on *each* side."),
        (lambda x, P: _around(x, (P, P), (0, 0)),
         "The columns on the left and on the right are missing."),
        (lambda x, P: _around(x, (0, 0), (P, P)),
         "The rows above and below are missing."),
        (lambda x, P: _around(x, (0, 2 * P), (0, 2 * P)),
         "The size is right, but x sits in the top left corner: it starts at row P, column P."),
        (lambda x, P: _around(x, (2 * P, 2 * P), (2 * P, 2 * P)),
         "2P on each side is too much: P on each side makes 2P in all."),
        (lambda x, P: _around(x, (1, 1), (1, 1)),
         "One row and one column on each side, whatever P is: use P."),
        (_up_to_minus_P,
         "At P = 0 the slice `P:-P` is `0:0`, which is empty: write `P : P + H` and `P : P + W`."),
        (_sides_swapped,
         "Height and width are swapped: `H, W, D = x.shape`, rows first."),
        (lambda x, P: np.pad(x, ((P, P), (P, P), (0, 0)), "edge"),
         "The border pixels were repeated: here the border holds zeros."),
        (lambda x, P: np.pad(x, ((P, P), (P, P), (0, 0)), constant_values=1),
         "The border holds ones: it is to hold zeros."),
        (lambda x, P: x,
         "Nothing was added."),
    ),
    reason="P rows above and below, P columns left and right, in every slice: (H + 2P, W + 2P, D).",
)  # fmt: skip
