"""Augmentation: each minibatch sees its images a little altered, in ways that leave their class as it is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import function, whole
from cnnlib.padding import batch, pad
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
        N, H, W, _ = batch(x).shape
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
        turned = rng.random(len(batch(x))) < 0.5
        return np.where(turned[:, None, None, None], x[:, :, ::-1], x)

    return mirror


def cutout(F: int = 8) -> Augment:
    """Cover a square of F x F pixels of each image, anywhere in it, with the image's mean colour.

    What is left must do to tell the class, so that a net learns to look at more than one telling part.

    Source: DeVries and Taylor 2017, "Improved Regularization of Convolutional Neural Networks with Cutout".

    >>> image = np.arange(16.0).reshape(1, 4, 4, 1)
    >>> int((cutout(2)(image, np.random.default_rng(0)) == image.mean()).sum())
    4
    """
    F = whole(F, "F")

    def covered(x: NDArray, rng: np.random.Generator) -> NDArray:
        N, H, W, _ = batch(x).shape
        if F > min(H, W):
            raise ValueError(f"a square of F = {F} does not fit into images of {H} x {W}: take F up to {min(H, W)}")
        rows, columns = (_span(rng.integers(0, size - F + 1, N), F, size) for size in (H, W))
        hidden = rows[:, :, None] & columns[:, None, :]
        return np.where(hidden[..., None], x.mean(axis=(1, 2), keepdims=True), x)

    return covered


def _span(first: NDArray, F: int, size: int) -> NDArray:
    """Which of `size` places lie among the F from the first on, for each image: (N, size)."""
    places = np.arange(size) - first[:, None]
    return (places >= 0) & (places < F)


def in_turn(*augments: Augment) -> Augment:
    """Several augmentations, one after the other.

    >>> doubled, one_more = (lambda x, rng: 2 * x), (lambda x, rng: x + 1)
    >>> in_turn(doubled, one_more)(np.array([3]), np.random.default_rng(0))
    array([7])
    """
    for augment in augments:
        function(augment, "augment", "cnnlib.augment.shifts(2)")

    def all_of_them(x: NDArray, rng: np.random.Generator) -> NDArray:
        for augment in augments:
            x = augment(x, rng)
        return x

    return all_of_them
