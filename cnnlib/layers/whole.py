"""One window over all of a slice, (N, H, W, D), becomes one number of each slice, (N, 1, 1, D).

Global pooling is this, and so is pooling with a single large window: NumPy goes through all of it at once.
"""

import numpy as np
from numpy.typing import NDArray


def forward(kind: str, x: NDArray) -> NDArray:
    """y (N, 1, 1, D): the average, maximum or L2 norm of each slice of x (N, H, W, D).

    >>> x = np.array([3.0, 4]).reshape(1, 1, 2, 1)
    >>> [forward(kind, x).item() for kind in ("average", "max", "L2")]
    [3.5, 4.0, 5.0]
    """
    return FORWARD[kind](_as_rows(x))[:, None]


def winners(x: NDArray) -> NDArray:
    """Which pixel has the maximum, counted row by row, (N, 1, 1, D); the first keeps a tie.

    >>> winners(np.array([1.0, 7, 7, 2]).reshape(1, 2, 2, 1)).item()
    1
    """
    return _as_rows(x).argmax(axis=1, keepdims=True)[:, None]


def backward(kind: str, x: NDArray, y: NDArray, dy: NDArray) -> NDArray:
    """dx (N, H, W, D) of dy (N, 1, 1, D): in equal shares, to the maximum, or in proportion to x.

    >>> x, dy = np.array([3.0, 4]).reshape(1, 1, 2, 1), np.array([10.0]).reshape(1, 1, 1, 1)
    >>> [backward(kind, x, forward(kind, x), dy).ravel().tolist() for kind in ("average", "max", "L2")]
    [[5.0, 5.0], [0.0, 10.0], [6.0, 8.0]]
    """
    return BACKWARD[kind](_as_rows(x), y[:, 0], dy[:, 0]).reshape(x.shape)


def _as_rows(x: NDArray) -> NDArray:
    """(N, H·W, D)."""
    return x.reshape(len(x), -1, x.shape[3])


def _average(rows: NDArray) -> NDArray:
    return rows.mean(axis=1, keepdims=True)


def _maximum(rows: NDArray) -> NDArray:
    return rows.max(axis=1, keepdims=True)


def _norm(rows: NDArray) -> NDArray:
    return np.sqrt(np.square(rows).sum(axis=1, keepdims=True))


def _average_backward(rows: NDArray, y: NDArray, dy: NDArray) -> NDArray:
    return np.repeat(dy / rows.shape[1], rows.shape[1], axis=1)


def _maximum_backward(rows: NDArray, y: NDArray, dy: NDArray) -> NDArray:
    dx = np.zeros(rows.shape, dy.dtype)
    np.put_along_axis(dx, rows.argmax(axis=1, keepdims=True), dy, axis=1)
    return dx


def _norm_backward(rows: NDArray, y: NDArray, dy: NDArray) -> NDArray:
    return rows * (dy / (y + (y == 0)))  # where the norm is 0 all of x is, and so is the gradient


FORWARD = {"average": _average, "max": _maximum, "L2": _norm}
BACKWARD = {"average": _average_backward, "max": _maximum_backward, "L2": _norm_backward}
