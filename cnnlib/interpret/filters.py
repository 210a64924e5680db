"""What a filter looks for, in numbers: likeness to another one, direction, colour, smoothness.

A filter w is (F, F, D); of colour, D = 3. Nothing here depends on how strong it is: w and 5w look for the same.
"""

import numpy as np
from numpy.typing import NDArray


def similarity(v: NDArray, w: NDArray) -> float:
    """How alike two filters of one shape are: 1 for the same pattern, 0 for nothing in common, -1 for its negative.

    The correlation of their weights: sum(a * b) / sqrt(sum(a**2) * sum(b**2)), where a and b are v and w less their
    means. A filter whose weights are all alike has no pattern, and is like no other: 0.

    >>> similarity(np.array([[1.0, 2.0]]), np.array([[30.0, 50.0]])), similarity(np.array([[1, 2]]), np.array([[2, 1]]))
    (1.0, -1.0)
    """
    if np.shape(v) != np.shape(w):
        raise ValueError(
            f"filters of shapes {np.shape(v)} and {np.shape(w)} cannot be compared: make them equally large"
        )
    a, b = v - np.mean(v), w - np.mean(w)
    length = np.sqrt(np.square(a).sum() * np.square(b).sum())
    return float(np.clip((a * b).sum() / length, -1, 1)) if length > 0 else 0.0


def grey_part(w: NDArray) -> NDArray:
    """What a filter (F, F, D) has in common for all colours: the mean over its depth, (F, F).

    >>> grey_part(np.array([[[1.0, 2.0, 6.0]]]))
    array([[3.]])
    """
    return np.mean(w, axis=-1)


def colour_share(w: NDArray) -> float:
    """How much of a filter (F, F, D) weighs the colours against each other, from 0, none (grey), to 1, all.

    sum((w - g)**2) / sum(w**2), with g the mean over the depth. A filter that takes red from green has 1.

    >>> colour_share(np.array([[[1.0, -1.0, 0.0]]])), colour_share(np.ones((2, 2, 3)))
    (1.0, 0.0)
    """
    whole = np.square(w).sum()
    own = np.square(w - grey_part(w)[..., None]).sum()
    return float(own / whole) if whole > 0 else 0.0


def direction(w: NDArray) -> tuple[float, float]:
    """Along which lines a filter (F, F, D) is, in degrees from 0 to 180, and how clearly, from 0 to 1.

    0 is a level line, 90 an upright one, 45 one that rises to the right. From the slopes of the weights, down (p) and
    across (q), summed over all places and slices: the second number is |sum((q + ip)**2)| / sum(q**2 + p**2), 1 where
    all slopes lie in one direction, 0 where none is preferred.

    Source: the structure tensor of Bigun and Granlund 1987, "Optimal Orientation Detection of Linear Symmetry".

    >>> upright = np.array([[-1.0, 0.0, 1.0]] * 3)
    >>> direction(upright[:, :, None]), direction(upright.T[:, :, None])
    ((90.0, 1.0), (0.0, 1.0))
    """
    down, across = np.gradient(np.asarray(w, float), axis=(0, 1))
    doubled = np.square(across + 1j * down).sum()  # of opposite slopes the squares are the same
    steepness = float((across**2 + down**2).sum())
    if steepness == 0:
        return 0.0, 0.0
    steepest = np.degrees(np.angle(doubled)) / 2  # down is positive
    return round(float(90 - steepest) % 180, 6), float(abs(doubled) / steepness)


def smoothness(w: NDArray) -> float:
    """How like its neighbours a weight is: the correlation of all pairs side by side or one above the other.

    Near 0 for random weights, towards 1 for edges and blobs, negative for a checkerboard; 0 for a single weight.

    >>> smoothness(np.array([[1.0, -1.0], [-1.0, 1.0]])[:, :, None])
    -1.0
    """
    pairs = [(w[1:], w[:-1]), (w[:, 1:], w[:, :-1])]
    one, other = (np.concatenate([pair[side].ravel() for pair in pairs]) for side in (0, 1))
    return similarity(one, other) if one.size else 0.0
