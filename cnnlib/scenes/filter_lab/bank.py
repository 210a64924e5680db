"""The filters to choose from: whole numbers and one divisor, so that every sum on the screen adds up exactly.

One rule makes the larger ones: a detector of size F is its 3 x 3 original after a Gaussian blur of size F -
2. Divided by 4^(F - 3), it answers a ramp of brightness with the same number at every size.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

SOBEL_X = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
DIAGONAL = np.array([[-2, -1, 0], [-1, 0, 1], [0, 1, 2]])
LAPLACIAN = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
CORNER = np.array([[1, 0, -1], [0, 0, 0], [-1, 0, 1]])

Plane = tuple[NDArray[np.int64], int]
"""The weights (F, F) of one slice and their divisor."""


def identity(F: int) -> Plane:
    """1 in the middle, 0 around."""
    w = np.zeros((F, F), dtype=np.int64)
    w[F // 2, F // 2] = 1
    return w, 1


def box(F: int) -> Plane:
    """The average: F*F ones, divided by F*F."""
    return np.ones((F, F), dtype=np.int64), F * F


def gaussian(F: int) -> Plane:
    """Binomial numbers down times binomial numbers across, which come close to a bell.

    >>> gaussian(3)
    (array([[1, 2, 1],
           [2, 4, 2],
           [1, 2, 1]]), 16)
    """
    row = np.array([comb(F - 1, k) for k in range(F)], dtype=np.int64)
    return np.outer(row, row), 4 ** (F - 1)


def grown(original: NDArray[np.int64], F: int) -> Plane:
    """The 3 x 3 original after a Gaussian blur of size F - 2; at F = 1 the sum of its weights.

    >>> grown(SOBEL_X, 5)[0][2].tolist(), grown(SOBEL_X, 1)[0].tolist()
    ([-6, -12, 0, 12, 6], [[0]])
    """
    if F == 1:
        return np.array([[original.sum()]]), 1
    blur, divisor = gaussian(F - 2)
    w = np.zeros((F, F), dtype=np.int64)
    for (a, c), weight in np.ndenumerate(original):
        w[a : a + F - 2, c : c + F - 2] += weight * blur
    return w, divisor


def _detector(original: NDArray[np.int64]) -> Callable[[int], Plane]:
    return lambda F: grown(original, F)


def _added(original: NDArray[np.int64]) -> Callable[[int], Plane]:
    """The picture itself plus what a detector answers."""

    def plane(F: int) -> Plane:
        w, divisor = grown(original, F)
        return w + divisor * identity(F)[0], divisor

    return plane


@dataclass(frozen=True)
class Filter:
    """A named filter: `slices` multiply its plane for red, green and blue, `share` its divisor in colour.

    `turned` is what it says after a turn by 180 degrees, where that changes it.
    """

    says: str
    plane: Callable[[int], Plane]
    slices: tuple[int, int, int] = (1, 1, 1)
    share: int = 3
    turned: str = ""

    @property
    def opponent(self) -> bool:
        """Whether it sets one colour against another: a grey picture gives it nothing to do."""
        return sum(self.slices) == 0


BANK = {
    "identity": Filter("Every pixel stays as it is: only the middle weight counts.", identity),
    "box blur": Filter("The average of all the pixels in the window.", box),
    "Gaussian blur": Filter("An average in which near pixels count more than far ones.", gaussian),
    "sharpen": Filter(
        "The picture minus its Laplacian: every edge gets a light rim and a dark rim.", _added(-LAPLACIAN)
    ),
    "Sobel x": Filter(
        "How much brighter it is on the right than on the left: vertical edges.",
        _detector(SOBEL_X),
        turned="How much brighter it is on the left than on the right: vertical edges.",
    ),
    "Sobel y": Filter(
        "How much brighter it is below than above: horizontal edges.",
        _detector(SOBEL_X.T),
        turned="How much brighter it is above than below: horizontal edges.",
    ),
    "Sobel diagonal": Filter(
        "How much brighter it is at the lower right than at the upper left.",
        _detector(DIAGONAL),
        turned="How much brighter it is at the upper left than at the lower right.",
    ),
    "Laplacian": Filter(
        "How much brighter the neighbours are than the pixel: both sides of every edge, and dots.",
        _detector(LAPLACIAN),
    ),
    "emboss": Filter(
        "The picture plus its diagonal slope: a relief lit from the upper left.",
        _added(DIAGONAL),
        turned="The picture minus its diagonal slope: a relief lit from the lower right.",
    ),
    "corner": Filter(
        "Corners: along a straight horizontal or vertical edge its weights cancel, at a corner not.",
        _detector(CORNER),
    ),
    "red − green": Filter("How much redder than green it is here: any shade of grey gives 0.", gaussian, (1, -1, 0), 1),
    "blue − yellow": Filter(
        "How much bluer than yellow it is here, yellow being the mean of red and green.",
        gaussian,
        (-1, -1, 2),
        2,
    ),
}


def weights(name: str, F: int, D: int) -> tuple[NDArray, int]:
    """The weights (F, F, D) of a filter of the bank and their divisor; D is 3 in colour, 1 in grey.

    In colour every slice has the same weights, unless the filter sets colours against each other. In grey an
    opponent's slices meet in one, and cancel.

    >>> weights("box blur", 3, D=3)[1], weights("red − green", 1, D=3)[0].ravel()
    (27, array([ 1., -1.,  0.]))
    """
    chosen = BANK[name]
    w, divisor = chosen.plane(F)
    if D == 1:
        return w[..., None] * float(sum(chosen.slices) // chosen.share), divisor
    return w[..., None] * np.array(chosen.slices, dtype=float), divisor * chosen.share
