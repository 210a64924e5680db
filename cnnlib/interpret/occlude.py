"""Which parts of an image a class depends on: cover them, one after the other, and see what becomes of it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cnnlib.batches import check_ends_in_scores
from cnnlib.checks import number, pair
from cnnlib.interpret.steps import Step, check_unit, images
from cnnlib.layers import Softmax
from cnnlib.losses import softmax
from cnnlib.nets import Net
from cnnlib.shapes import Size, output_sides


def occlusion(
    net: Net, image: NDArray, label: int | None = None, *, F: Size, S: Size = 1, fill: float = 0.0, scores: bool = False
) -> Iterator[Step[NDArray]]:
    """The probability of a class while an F x F window of the image (H, W, D) is covered: a map (H2, W2).

    W2 = (W - F)/S + 1 windows across, rounded down, and likewise H2 down. Low values stand where the net looks.
    The class is `label`, or the one the net chooses; windows are covered with `fill`; `scores=True` gives the
    score instead. A step for each row of the map, whose other values are nan until then.

    Source: Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014.

    >>> from cnnlib import GlobalPool, Volume
    >>> net = Net(Volume(W=2, H=1, D=1), [GlobalPool()]).init()
    >>> image = np.array([2.0, 8.0]).reshape(1, 2, 1)
    >>> [step.result for step in occlusion(net, image, label=0, F=1, scores=True)]    # without 2, without 8
    [array([[4., 1.]])]
    """
    check_ends_in_scores(net.volumes[-1])
    fill = number(fill, "fill")
    if label is not None:
        check_unit(net, -1, label)
    H2, W2 = output_sides(net.volumes[0], F, S, 0, 1, crop=True)
    x = images(net, np.asarray(image)[None])
    if label is None:
        label = int(net.predict(x)[0])
    as_they_are = scores or isinstance(net.layers[-1], Softmax)
    return _occlusion(net, x, label, (H2, W2), (pair(F, "F"), pair(S, "S")), fill, as_they_are)


def _occlusion(
    net: Net,
    x: NDArray,
    label: int,
    sides: tuple[int, int],
    window: tuple[tuple[int, int], tuple[int, int]],
    fill: float,
    as_they_are: bool,
) -> Iterator[Step[NDArray]]:
    (FH, FW), (SH, SW) = window
    found = np.full(sides, np.nan)
    for row in range(sides[0]):
        covered = np.repeat(x, sides[1], axis=0)
        for column, one in enumerate(covered):
            one[row * SH : row * SH + FH, column * SW : column * SW + FW] = fill
        y = net.forward(covered).reshape(len(covered), -1)
        found[row] = (y if as_they_are else softmax(y))[:, label]
        yield Step(row + 1, sides[0], found.copy())
