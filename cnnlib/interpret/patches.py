"""The patches of a data set that a unit answers to most."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import whole
from cnnlib.interpret.steps import Step, check_unit, images, parts
from cnnlib.nets import Net
from cnnlib.receptive import Fields, fields
from cnnlib.trunk import forward, stage_number


class BestPatches(NamedTuple):
    """The strongest answers of one slice, the strongest first, at most one from each image."""

    values: NDArray  # (count,): the answers
    places: NDArray  # (count, 3): image, and row and column of the unit
    boxes: NDArray  # (count, 4): top, bottom, left, right of its receptive field in the image, cut off at the border
    patches: NDArray  # (count, h, w, D): the whole field, 0 where it lies in the padding


def best_patches(net: Net, x: NDArray, unit: int, stage: int, count: int = 9) -> Iterator[Step[BestPatches]]:
    """The patches of the images x (N, H, W, D) to which slice `unit` at a stage answers most strongly.

    Each is the exact receptive field of the unit that answers. A step for each 64 images, with the best so far.

    Source: Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014.

    >>> from cnnlib import Pool, Volume
    >>> net, x = Net(Volume(W=4, H=2, D=1), [Pool()]).init(), np.arange(1.0, 9).reshape(1, 2, 4, 1)
    >>> (step,) = best_patches(net, x, unit=0, stage=1)              # the right one of the two windows holds the 8
    >>> step.result.values, step.result.places, step.result.boxes
    (array([8.], dtype=float32), array([[0, 0, 1]]), array([[0, 2, 2, 4]]))
    """
    x, stage, count = images(net, x), stage_number(net, stage), whole(count, "count")
    check_unit(net, stage, unit)
    return _best_patches(net, x, unit, stage, count, fields(net)[stage])


def _best_patches(
    net: Net, x: NDArray, unit: int, stage: int, count: int, field: Fields
) -> Iterator[Step[BestPatches]]:
    values, places = np.zeros(0, x.dtype), np.zeros((0, 3), int)
    for part in parts(x):
        found = forward(net, x[part], stage)[0][..., unit]
        rows, columns = np.unravel_index(found.reshape(len(found), -1).argmax(axis=1), found.shape[1:])
        new = np.stack([part.start + np.arange(len(found)), rows, columns], axis=1)
        values = np.concatenate([values, found.max(axis=(1, 2))])
        places = np.concatenate([places, new])
        best = np.argsort(-values, kind="stable")[:count]
        values, places = values[best], places[best]
        yield Step(min(part.stop, len(x)), len(x), _cut(x, values, places, field))


def _cut(x: NDArray, values: NDArray, places: NDArray, field: Fields) -> BestPatches:
    boxes = np.zeros((len(places), 4), int)
    patches = np.zeros((len(places), field[0].size, field[1].size, x.shape[3]), x.dtype)
    for number, (image, row, column) in enumerate(places):
        (top, bottom, above), (left, right, before) = (
            _inside(one.pixels(unit), size) for one, unit, size in zip(field, (row, column), x.shape[1:3])
        )
        boxes[number] = top, bottom, left, right
        seen = x[image, top:bottom, left:right]
        patches[number, above : above + bottom - top, before : before + right - left] = seen
    return BestPatches(values, places, boxes, patches)


def _inside(pixels: range, size: int) -> tuple[int, int, int]:
    """The first pixel within the image, the one behind the last, and how many lie in the padding before them."""
    first = min(max(0, pixels.start), size)
    return first, max(first, min(size, pixels.stop)), first - pixels.start
