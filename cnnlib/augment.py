"""Augmentation: each minibatch sees its images a little altered, in ways that leave their class as it is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cnnlib.padding import pad
from cnnlib.shapes import whole
from cnnlib.windows import windows

Augment = Callable[[NDArray, np.random.Generator], NDArray]


def shifts(pixels: int = 1) -> Augment:
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


def mirrored() -> Augment:
    """Turn left and right of every other image round, by chance: a horse looks as often one way as the other.

    >>> images = np.arange(3.0).reshape(1, 1, 3, 1).repeat(50, axis=0)
    >>> sorted({tuple(row) for row in mirrored()(images, np.random.default_rng(0))[:, 0, :, 0].tolist()})
    [(0.0, 1.0, 2.0), (2.0, 1.0, 0.0)]
    """

    def mirror(x: NDArray, rng: np.random.Generator) -> NDArray:
        turned = rng.random(len(x)) < 0.5
        return np.where(turned[:, None, None, None], x[:, :, ::-1], x)

    return mirror


def in_turn(*augments: Augment) -> Augment:
    """Several augmentations, one after the other."""

    def all_of_them(x: NDArray, rng: np.random.Generator) -> NDArray:
        for augment in augments:
            x = augment(x, rng)
        return x

    return all_of_them
