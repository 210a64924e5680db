"""Pictures in model cards: the first filters of a net, and how they grew. Each filter has a range of its own."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnlib import Net, draw, pretrained
from cnnlib.draw import Picture
from cnnlib.pretrained import FOLDER
from cnnlib.train.course import first_filters

PIXEL, IN_A_ROW = 10, 8


def sheet(filters: NDArray, in_a_row: int) -> NDArray[np.uint8]:
    """Filters (K, F, F, D) side by side as RGBA: grey is 0, the strongest weight black or white. Around each is a
    margin through which the page shows.

    >>> sheet(np.ones((2, 3, 3, 1)), in_a_row=2)[0:2, 1].tolist()
    [[0, 0, 0, 0], [255, 255, 255, 255]]
    """
    limits = np.abs(filters).max(axis=(1, 2, 3), keepdims=True)
    images = np.full((*filters.shape[:3], 4), 255, np.uint8)
    images[..., :3] = np.rint(127.5 * (1 + filters / np.where(limits > 0, limits, 1)))
    tiles = np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    rows = [np.concatenate(tiles[n : n + in_a_row], axis=1) for n in range(0, len(tiles), in_a_row)]
    return np.concatenate(rows)


def growth(nets: Sequence[Net]) -> NDArray[np.uint8]:
    """A row for each net, a column for each filter."""
    return np.concatenate([sheet(filters, len(filters)) for filters in map(first_filters, nets)])


def pixels_of(name: str) -> NDArray[np.uint8]:
    """The picture of a card, each weight one pixel."""
    if name == "checkpoints":
        return growth([one.net for one in pretrained.checkpoints()])
    return sheet(first_filters(getattr(pretrained, name)()), IN_A_ROW)


def races() -> Picture:
    """The training loss of plain and of residual nets, epoch by epoch."""
    runs = pretrained.plain_and_residual()

    def line(name: str) -> tuple[list[int], list[float]]:
        return [one.epoch for one in runs[name]], [one.loss for one in runs[name]]

    panels = {
        f"{kind} nets: training loss": {f"{depth} layers": line(f"{kind}{depth}") for depth in (20, 56)}
        for kind in ("plain", "residual")
    }
    return draw.lines(panels, "epoch", "Training loss by epoch", limits=(0, 2.5))


def save_picture(name: str) -> Path:
    """Write NAME.png beside the card: curves, or filters with each weight a square that can be seen."""
    if name == "plain_and_residual":
        return races().save(FOLDER / f"{name}.png")
    pixels = pixels_of(name).repeat(PIXEL, axis=0).repeat(PIXEL, axis=1)
    path = FOLDER / f"{name}.png"
    Image.fromarray(pixels).save(path, optimize=True)
    return path
