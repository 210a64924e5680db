"""Some of the images held out, to see what a net makes of images it was not trained on."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import number, random_by

Labelled = tuple[NDArray[np.float32], NDArray[np.int64]]


def split(x: NDArray, y: NDArray, held_out: float = 0.25, seed: int = 0) -> tuple[tuple, tuple]:
    """((x, y) to train on, (x, y) held out), with the same share of each label; one split for each seed.

    >>> from cnnlib.datasets import digits
    >>> train, test = split(*digits())
    >>> len(train[1]), len(test[1]), np.bincount(test[1]).tolist()
    (1347, 450, [44, 46, 44, 46, 45, 46, 45, 45, 44, 45])
    """
    x, y, rng = np.asarray(x), np.asarray(y), random_by(seed)
    if not x.shape or x.shape[:1] != y.shape:
        raise ValueError(f"images of shape {x.shape} and labels of shape {y.shape} do not match: there is one for each")
    number(held_out, "held_out", "is no share: take a number between 0 and 1, such as 0.25", lambda part: 0 < part < 1)
    test = np.zeros(len(y), bool)
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        test[places[: round(held_out * len(places))]] = True
    return (x[~test], y[~test]), (x[test], y[test])
