"""Batches of images, (N, H, W, D): what goes into a net, and whether what comes out are class scores."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.shapes import Volume


def check_batch(x: NDArray, volume: Volume) -> None:
    """Raise unless x holds images of this volume, one at least, made of real numbers.

    >>> check_batch(np.zeros((8, 8, 1)), Volume(W=8, H=8, D=1))
    Traceback (most recent call last):
    ValueError: images of shape (8, 8, 1) do not fit a net that takes [8x8x1]: a single image x is the batch x[None]
    """
    shape = volume.shape
    if x.shape[1:] != shape or len(x) == 0:
        needed = f"(N, H, W, D) = (N, {', '.join(map(str, shape))}) is needed, with N at least 1"
        way_out = "a single image x is the batch x[None]" if x.shape == shape else needed
        raise ValueError(f"images of shape {x.shape} do not fit a net that takes {volume}: {way_out}")
    if x.dtype.kind not in "biuf":
        raise TypeError(f"images of type {x.dtype} hold no real numbers: use x.astype(np.float32)")


def check_finite(x: NDArray) -> None:
    """Raise where an image holds nan or infinity.

    >>> check_finite(np.array([[1.0], [np.nan]]))
    Traceback (most recent call last):
    ValueError: image 1 holds a value that is nan or infinite: leave it out, or use np.nan_to_num
    """
    if not np.isfinite(x).all():
        image = int(np.argmin(np.isfinite(x.reshape(len(x), -1)).all(axis=1)))
        raise ValueError(f"image {image} holds a value that is nan or infinite: leave it out, or use np.nan_to_num")


def check_ends_in_scores(last: Volume) -> None:
    """Raise unless the last volume of a net is one score for each class.

    >>> check_ends_in_scores(Volume(W=4, H=4, D=10))
    Traceback (most recent call last):
    ValueError: the net ends in [4x4x10], not in class scores [1x1xK]: let its last layer be FC(K)
    """
    if (last.W, last.H) != (1, 1):
        raise ValueError(f"the net ends in {last}, not in class scores [1x1xK]: let its last layer be FC(K)")


def check_gradient(dy: NDArray, last: Volume) -> None:
    """Raise unless dy holds as many numbers for each image as the last volume of a net.

    >>> check_gradient(np.zeros((5, 1, 1, 4)), Volume(W=1, H=1, D=3))
    Traceback (most recent call last):
    ValueError: dy has the shape (5, 1, 1, 4), the net's output is (N, 1, 1, 3)
    """
    if dy.size != len(dy) * last.size:
        raise ValueError(f"dy has the shape {dy.shape}, the net's output is (N, {', '.join(map(str, last.shape))})")
