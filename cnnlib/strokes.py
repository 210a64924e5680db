"""Strokes of a pen become ink, and ink becomes the image that a net for digits takes.

    strokes  ->  ink(strokes, pen)  ->  fitted(ink).x     scaled and centred as the images of MNIST are
                                    ->  as_drawn(ink)     where it stands, as large as it is

A stroke is a list of points (x, y) on a pad of 1000 x 1000, the origin is top left. Ink is 1, paper 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor

import numpy as np
from numpy.typing import NDArray

UNITS = 1000
"""Along a side of the pad."""
FINE = 280
"""Cells along a side of the ink: ten for each pixel of a 28 x 28 image."""
SIDE, BOX = 28, 20
"""Pixels along a side of an image of MNIST, and of the box that its figure is fitted to."""

Stroke = Sequence[Sequence[float]]
Ink = NDArray[np.bool_]


def ink(strokes: Sequence[Stroke], pen: float) -> Ink:
    """What a round pen leaves on the pad, (280, 280): its width is `pen` hundredths of the pad.

    >>> int(ink([[(500, 500)]], pen=10).any(axis=0).sum())  # a dot: 10 % of 280 cells, and the middle one
    29
    """
    radius = FINE * pen / 200
    edge = floor(radius)
    marks = np.zeros((FINE + 2 * edge, FINE + 2 * edge), bool)
    for stroke in strokes:
        col, row = np.rint(_path(stroke) + edge).astype(int).T
        inside = (row >= 0) & (row < len(marks)) & (col >= 0) & (col < len(marks))
        marks[row[inside], col[inside]] = True
    return _spread(marks, radius)[edge : edge + FINE, edge : edge + FINE]


def _path(stroke: Stroke) -> NDArray:
    """Places along a stroke, (n, 2) in cells, at most a cell from one to the next."""
    points = np.asarray(stroke, float) * (FINE / UNITS) - 0.5
    reach = np.abs(np.diff(points, axis=0)).max(axis=1)
    along = np.concatenate([[0.0], np.cumsum(reach)])
    at = np.linspace(0, along[-1], int(along[-1]) + 2)
    return np.stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)], axis=1)


def _spread(marks: Ink, radius: float) -> Ink:
    """Every cell within `radius` of a mark: row by row of the pen's disc, its shortest rows first."""
    spread, wide, reach = np.zeros_like(marks), marks, 0
    for away in range(floor(radius), -1, -1):
        half = floor(np.sqrt(radius**2 - away**2))
        for _ in range(half - reach):
            wide = _shifted(wide, 1) | wide | _shifted(wide, -1)
        reach = half
        spread |= _shifted(wide.T, away).T | _shifted(wide.T, -away).T
    return spread


def _shifted(marks: Ink, by: int) -> Ink:
    """Every row moved to the right."""
    moved = np.zeros_like(marks)
    if by >= 0:
        moved[:, by:] = marks[:, : marks.shape[1] - by]
    else:
        moved[:, :by] = marks[:, -by:]
    return moved


@dataclass(frozen=True, eq=False)
class Fitted:
    """A figure brought to a net's size: x (side, side, 1); where on the pad the figure was found, (top, left, height,
    width) in its units; how large it has become, and at which row and column it stands."""

    x: NDArray[np.float32]
    found: tuple[float, float, float, float]
    size: tuple[int, int]
    corner: tuple[int, int]


def fitted(ink: Ink, side: int = SIDE, box: int = BOX) -> Fitted:
    """Ink as the images of MNIST were made from scans: the figure is scaled to fit a box of 20 x 20, its proportions
    kept and its edges grey; then whole pixels bring its centre of mass to pixel (14, 14), counted from 0.

    ValueError where there is no ink. Source: LeCun, Bottou, Bengio and Haffner 1998, section III.A.

    >>> stroke = fitted(ink([[(100, 100), (100, 300)]], pen=5))
    >>> stroke.size, stroke.corner, round(stroke.x[14, 14, 0].item(), 3)
    ((20, 4), (4, 12), 1.0)
    """
    rows, cols = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        raise ValueError("there is no ink on the pad: draw something first")
    top, left = int(rows[0]), int(cols[0])
    figure = ink[top : rows[-1] + 1, left : cols[-1] + 1]
    H, W = (max(1, round(box * length / max(figure.shape))) for length in figure.shape)
    small = shrunk(figure, H, W)
    corner = _start(small.sum(axis=1), side), _start(small.sum(axis=0), side)
    x = np.zeros((side, side, 1), np.float32)
    x[corner[0] : corner[0] + H, corner[1] : corner[1] + W, 0] = small
    unit = UNITS / FINE
    return Fitted(x, (unit * top, unit * left, unit * figure.shape[0], unit * figure.shape[1]), (H, W), corner)


def _start(weights: NDArray, side: int) -> int:
    """Where rows of these weights begin, so that their mean stands at the pixel side/2; none may stand out."""
    mean = float(weights @ np.arange(len(weights)) / weights.sum())
    return min(max(0, round(side // 2 - mean)), side - len(weights))


def as_drawn(ink: Ink, side: int = SIDE) -> NDArray[np.float32]:
    """The whole pad made smaller, (side, side, 1): nothing is scaled or centred."""
    return shrunk(ink, side, side)[:, :, None]


def shrunk(image: NDArray, H: int, W: int) -> NDArray[np.float32]:
    """Another size: each new pixel is the mean of what lies under it.

    >>> shrunk(np.array([[0, 1, 1]]), H=1, W=2).tolist()  # the middle pixel belongs to both
    [[0.3333333432674408, 1.0]]
    """
    mean = _shares(H, image.shape[0]) @ image.astype(np.float32) @ _shares(W, image.shape[1]).T
    return np.clip(mean, 0, 1)


@lru_cache(maxsize=256)
def _shares(new: int, old: int) -> NDArray[np.float32]:
    """(new, old): which share of each new pixel the old ones have."""
    edges, place = np.linspace(0, old, new + 1)[:, None], np.arange(old)
    under = np.clip(np.minimum(edges[1:], place + 1) - np.maximum(edges[:-1], place), 0, None)
    return (under * (new / old)).astype(np.float32)
