"""Some of the images held out, to see what a net makes of images it was not trained on."""

import numpy as np
from numpy.typing import NDArray

Labelled = tuple[NDArray[np.float32], NDArray[np.int64]]


def split(x: NDArray, y: NDArray, held_out: float = 0.25, seed: int = 0) -> tuple[tuple, tuple]:
    """((x, y) to train on, (x, y) held out), with the same share of each label; one split for each seed.

    >>> from cnnlib.datasets import digits
    >>> train, test = split(*digits())
    >>> len(train[1]), len(test[1]), np.bincount(test[1]).tolist()
    (1347, 450, [44, 46, 44, 46, 45, 46, 45, 45, 44, 45])
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} images cannot have {len(y)} labels: there is one for each")
    if not 0 < held_out < 1:
        raise ValueError(f"held_out = {held_out} is no share: take a number between 0 and 1, such as 0.25")
    rng = np.random.default_rng(seed)
    test = np.zeros(len(y), bool)
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        test[places[: round(held_out * len(places))]] = True
    return (x[~test], y[~test]), (x[test], y[test])
