"""02.4: one filter over a whole image, by two loops."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.windows import windows


def convolve(x: NDArray, w: NDArray, b: float, S: int) -> NDArray:
    """A `Conv` of one filter on a single image: (H2, W2).

    >>> convolve(np.arange(9.0).reshape(3, 3, 1), np.ones((2, 2, 1)), b=1, S=1)
    array([[ 9., 13.],
           [21., 25.]])
    """
    layer = Conv(K=1, F=w.shape[:2], S=S, crop=True)
    return layer.forward({"w": w[None], "b": np.array([b], x.dtype)}, x[None])[0][0, :, :, 0]


def _seen(x: NDArray, w: NDArray, S: int) -> NDArray:
    """The dot products with each slice apart: (H2, W2, D)."""
    return np.einsum("ijacd,acd->ijd", windows(x[None], w.shape[:2], S)[0], w)


def _unmoved(x: NDArray, w: NDArray, b: float, S: int) -> NDArray:
    H2, W2 = convolve(x, w, b, S).shape
    return convolve(x, w, b, 1)[:H2, :W2]


def _sides_swapped(x: NDArray, w: NDArray, b: float, S: int) -> NDArray:
    F, (H, W, _) = len(w), x.shape
    y = np.zeros(((W - F) // S + 1, (H - F) // S + 1))
    for i, j in np.ndindex(y.shape):
        y[i, j] = np.sum(x[i * S : i * S + F, j * S : j * S + F] * w) + b  # may hang over the edge, and raise
    return y


def _written_across(x: NDArray, w: NDArray, b: float, S: int) -> NDArray:
    right = convolve(x, w, b, S)
    y = np.zeros_like(right)
    for i, j in np.ndindex(right.shape):
        y[j, i] = right[i, j]  # NumPy refuses where there are more columns than rows, or fewer
    return y


def _window_swapped(x: NDArray, w: NDArray, b: float, S: int) -> NDArray:
    F, y = len(w), np.zeros_like(convolve(x, w, b, S))
    for i, j in np.ndindex(y.shape):
        y[i, j] = np.sum(x[j * S : j * S + F, i * S : i * S + F] * w) + b  # may hang over the edge, and raise
    return y


def _without_the_end(x: NDArray, w: NDArray, b: float, S: int) -> NDArray:
    y = convolve(x, w, b, S)
    y[-1], y[:, -1] = 0, 0
    return y


def _first(x: NDArray, w: NDArray, b: float, S: int, columns: int | None) -> NDArray:
    """Zeros, but for the first `columns` numbers of the first row."""
    right = convolve(x, w, b, S)
    y = np.zeros_like(right)
    y[0, :columns] = right[0, :columns]
    return y


def _case(H: int, W: int, D: int, F: int, S: int, b: float) -> Inputs:
    rng = np.random.default_rng(H + W)
    x, w = rng.integers(-3, 4, (H, W, D)), rng.integers(-2, 3, (F, F, D))
    return {"x": x.astype(float), "w": w.astype(float), "b": b, "S": S}


SMALL: Inputs = {
    "x": np.arange(1.0, 10).reshape(3, 3, 1),
    "w": np.array([[1.0, -1], [2, 0]])[:, :, None],
    "b": 1.0,
    "S": 1,
}

CONVOLVE = FunctionCheck(
    name="convolve",
    solution=convolve,
    cases=(
        SMALL,
        _case(3, 5, D=1, F=3, S=2, b=0.5),
        _case(4, 6, D=2, F=2, S=2, b=-3.0),
        _case(7, 5, D=3, F=3, S=1, b=4.0),
        _case(8, 11, D=4, F=3, S=2, b=5.0),
    ),
    mistakes=mistakes(
        (lambda x, w, b, S: convolve(x, w[::-1, ::-1], b, S),
         "Your filter is turned by 180°, as in the mathematicians' convolution. Here pixel [0, 0] of the window meets "
         "weight [0, 0]."),
        (_window_swapped,
         "Row and column of the window are swapped: output [i, j] looks at rows from i·S on and columns from j·S on."),
        (_without_the_end,
         "The last row and the last column are still 0. `range(H2)` ends at H2 − 1 by itself."),
        (lambda x, w, b, S: np.zeros_like(convolve(x, w, b, S)) + b,
         "Only the bias has arrived: the products are missing."),
        (lambda x, w, b, S: convolve(x, w.transpose(1, 0, 2), b, S),
         "Rows and columns of the filter are swapped."),
        (lambda x, w, b, S: convolve(x, w, 0, S),
         "The bias is missing: add b to every output number."),
        (lambda x, w, b, S: convolve(x, w, b * w.size, S),
         "The bias was added with every product: add it once for each output number."),
        (lambda x, w, b, S: convolve(x, w, b, 1),
         "The stride is missing, both in the size and in the place of the window."),
        (_unmoved,
         "The size is right, but the window moves one pixel at a time: output [i, j] starts at pixel [i·S, j·S]."),
        (_sides_swapped,
         "H and W are swapped in the size of the output: its rows come from the rows of x, `x.shape[0]`."),
        (lambda x, w, b, S: convolve(x, w, b, S).T,
         "Rows and columns of the output are swapped: it is (H2, W2)."),
        (_written_across,
         "Rows and columns of the output are swapped: i counts its rows and j its columns, `y[i, j]`."),
        (lambda x, w, b, S: _first(x, w, b, S, 1),
         "Only the first number was worked out: does `return` stand inside the loops? It belongs after them."),
        (lambda x, w, b, S: _first(x, w, b, S, None),
         "Only the first row was worked out: does `return` stand inside the outer loop? It belongs after it."),
        (lambda x, w, b, S: convolve(x[:, :, :1], w[:, :, :1], b, S),
         "Only the first slice was used: the sum goes through the depth."),
        (lambda x, w, b, S: _seen(x, w, S) + b,
         "The sum over the slices is missing: one filter makes one slice, whatever the depth of x."),
        (lambda x, w, b, S: convolve(x, w, b, S)[:-1, :-1],
         "The last row and the last column are missing: did you forget the + 1 in the size?"),
        (lambda x, w, b, S: np.maximum(convolve(x, w, b, S), 0),
         "Negative numbers were cut off: that is ReLU, a layer of its own."),
        (lambda x, w, b, S: convolve(x, w, b, S).astype(int),
         "The numbers lost what stands behind the point: collect them in `np.zeros((H2, W2))`."),
    ),
    reason="At each place the window starts at [i·S, j·S], all slices are summed, and the bias is added once.",
)  # fmt: skip
