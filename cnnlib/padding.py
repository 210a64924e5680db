"""A border around images: zeros, a mirror or the edge pixel again; and the adjoint, which folds it back."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnlib.checks import choice, pair

MODES = {"zero": "constant", "mirror": "reflect", "extend": "edge"}  # ours -> np.pad's
Pair = tuple[int, int]


def pad(x: NDArray, P: Pair, mode: str = "zero") -> NDArray:
    """x (N, H, W, D) with P = (down, across) pixels more on either side.

    "mirror" repeats the pixels behind the border pixel in reverse, "extend" the border pixel itself.

    >>> row = np.array([1, 2, 3]).reshape(1, 1, 3, 1)
    >>> [pad(row, (0, 2), mode).ravel().tolist() for mode in MODES]
    [[0, 0, 1, 2, 3, 0, 0], [3, 2, 1, 2, 3, 2, 1], [1, 1, 1, 2, 3, 3, 3]]
    """
    x, P = batch(x), pair(P, "P", least=0)
    choice(mode, "mode", "kind of padding", MODES)
    if P == (0, 0):
        return np.ascontiguousarray(x)
    if mode == "zero":
        return _among_zeros(x, P)
    return np.pad(x, ((0, 0), (P[0], P[0]), (P[1], P[1]), (0, 0)), mode=MODES[mode])  # type: ignore[call-overload]


def batch(x: ArrayLike) -> NDArray:
    """x as an array, if it has the four axes of a batch of images.

    >>> batch([1, 2, 3])
    Traceback (most recent call last):
    ValueError: an array of shape (3,) is no batch of images: its shape is to be (N, H, W, D)
    """
    x = np.asarray(x)
    if x.ndim != 4:
        raise ValueError(f"an array of shape {x.shape} is no batch of images: its shape is to be (N, H, W, D)")
    return x


def unpad(dx: NDArray, P: Pair, mode: str = "zero") -> NDArray:
    """The adjoint of `pad`: each border pixel's number goes to the pixel it was copied from; zeros had none.

    >>> unpad(np.ones((1, 1, 7, 1)), (0, 2), "mirror").ravel()
    array([2., 3., 2.])
    """
    _, H, W, _ = dx.shape
    if mode == "zero":
        return dx[:, P[0] : H - P[0], P[1] : W - P[1]]
    return _fold(_fold(dx, P[0], mode, axis=1), P[1], mode, axis=2)


def _among_zeros(x: NDArray, P: Pair) -> NDArray:
    """np.pad does the same some microseconds slower, which small images feel."""
    N, H, W, D = x.shape
    out = np.zeros((N, H + 2 * P[0], W + 2 * P[1], D), x.dtype)
    out[:, P[0] : P[0] + H, P[1] : P[1] + W] = x
    return out


def _fold(dx: NDArray, P: int, mode: str, axis: int) -> NDArray:
    lines = np.moveaxis(dx, axis, 0)
    size = len(lines) - 2 * P
    source = np.pad(np.arange(size), P, mode=MODES[mode])  # type: ignore[call-overload]
    folded = lines[P : P + size].copy()
    for border in (*range(P), *range(P + size, size + 2 * P)):
        folded[source[border]] += lines[border]
    return np.moveaxis(folded, 0, axis)
