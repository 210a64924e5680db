"""Augmentation: each minibatch sees its images a little altered, in ways that leave their class as it is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cnnlib.padding import pad
from cnnlib.shapes import whole
from cnnlib.windows import windows


def shifts(pixels: int = 1) -> Callable[[NDArray, np.random.Generator], NDArray]:
    """Move each image of a batch (N, H, W, D) by up to so many pixels in each direction; zeros come in.

    >>> images = np.ones((5, 8, 8, 1))
    >>> shifts(1)(images, np.random.default_rng(0)).shape
    (5, 8, 8, 1)
    """
    P = whole(pixels, "pixels")

    def shifted(x: NDArray, rng: np.random.Generator) -> NDArray:
        N, H, W, _ = x.shape
        places = windows(pad(x, (P, P)), F=(H, W))  # every image at every shift: (N, 2P + 1, 2P + 1, H, W, D)
        return places[np.arange(N), rng.integers(0, 2 * P + 1, N), rng.integers(0, 2 * P + 1, N)]

    return shifted
