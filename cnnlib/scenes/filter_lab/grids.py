"""The grids of the filter lab: photograph, filter, response, ReLU and pooled map, drawn as images."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.filter_lab import layout
from cnnlib.scenes.filter_lab.settings import SLICES, Settings
from cnnlib.scenes.filter_lab.values import Values, asks, own_weights, owner_of
from cnnlib.scenes.palette import LIGHT, rgb
from cnnlib.scenes.pixels import grey_colours, png, signed_colours
from cnnlib.scenes.scene import Grid, Packed, Sentences
from cnnlib.scenes.text import number
from cnnlib.shapes import unreached

AMBER = (*rgb(LIGHT["amber-hatch"]), 255)
NOTHING = png(np.zeros((1, 1, 4), np.uint8))
"""One see-through pixel: green and blue lie over the picture itself and are only pointed at."""


def keeps_grey(values: Values) -> bool:
    """Whether a flat picture keeps its grey: its response is shown as a picture, others in signed colours."""
    return bool(np.isclose(values.w.sum(), values.divisor))


def limit(values: Values) -> int:
    """The number at which the signed colours are full: half of the largest possible response, at most 255.

    It depends on the filter alone, so that a colour means the same on every picture.
    """
    w = values.w / values.divisor
    largest = max(w[w > 0].sum(), -w[w < 0].sum())
    return max(1, int(np.ceil(min(255, 255 * largest / 2))))


def coloured(values: Values, y: NDArray, unknown: NDArray) -> bytes:
    """A map as an image, unknown cells as a pattern."""
    pixels = grey_colours(y) if keeps_grey(values) else signed_colours(y, limit(values))
    return png(_with_pattern(pixels, unknown))


def _with_pattern(pixels: NDArray[np.uint8], unknown: NDArray) -> NDArray[np.uint8]:
    """Diagonal stripes where nothing is known."""
    if unknown.any():
        row, col = np.indices(unknown.shape)
        pixels[unknown] = 0
        pixels[unknown & ((row + col) % 3 == 0)] = AMBER
    return pixels


def packed(y: NDArray, most: int = 1) -> Packed:
    """Numbers with as many decimals as they have, at most so many."""
    decimals = next((n for n in range(most) if np.array_equal(y * 10**n, np.rint(y * 10**n))), most)
    return Packed.of(np.rint(y * 10**decimals), decimals)


def column(y: NDArray, unknown: NDArray, most: int = 1) -> Packed | tuple:
    """Numbers for a sentence of each cell, with "?" where nothing is known."""
    numbers = packed(y.ravel(), most)
    if not unknown.any():
        return numbers
    return tuple("?" if mark else value for value, mark in zip(numbers.values, unknown.ravel().tolist()))


def input_grids(settings: Settings, values: Values) -> list[Grid]:
    """The padded picture; the slices of a colour picture lie on one another, as they do in the eye."""
    H, W = values.x.shape[:2]
    P = settings.P
    outside = np.ones(values.padded.shape[:2], dtype=bool)
    outside[P : P + H, P : P + W] = False
    unknown = outside if asks(settings, values.x) else np.zeros_like(outside)
    return [_input_grid(settings, values, unknown, d) for d in range(settings.D)]


def _input_grid(settings: Settings, values: Values, unknown: NDArray, d: int) -> Grid:
    rows, cols = values.padded.shape[:2]
    cell, numbers = layout.pixel(settings, values.x), Packed.of(values.padded[:, :, d])
    return Grid(
        f"x{d}", layout.LEFT, layout.TOP, cell, rows, cols, "input", numbers, digits=0,
        title=_input_title(settings, values) if d == 0 else "", first=(-settings.P, -settings.P),
        unreached=_unreached(settings, values), unknown=tuple(np.flatnonzero(unknown).tolist()),
        pixels=NOTHING if d else _photograph(values, unknown), say=_input_sentence(settings, values, unknown, d),
        named=f"the picture, slice {d}",
    )  # fmt: skip


def _input_title(settings: Settings, values: Values) -> str:
    H, W = values.x.shape[:2]
    return f"the picture, {W} × {H} × {settings.D}"


def _photograph(values: Values, unknown: NDArray) -> bytes:
    colours = np.repeat(values.padded, 3, axis=2) if values.padded.shape[2] == 1 else values.padded
    if not unknown.any():
        return png(colours if values.padded.shape[2] == 3 else values.padded[:, :, 0])
    return png(_with_pattern(np.dstack([colours, np.full(unknown.shape, 255)]).astype(np.uint8), unknown))


def _input_sentence(settings: Settings, values: Values, unknown: NDArray, d: int) -> Sentences | None:
    """Pointed at is the slice that lies on top, the last; it speaks for all."""
    where = "Pixel in row {row}, column {col}: "
    if settings.D == 1:
        return Sentences(where + "**{value}**, where 0 is black and 255 is white")
    if d < settings.D - 1:
        return None
    others = tuple(column(values.padded[:, :, slice_], unknown) for slice_ in range(d))
    return Sentences(where + "red **{0}**, green **{1}**, blue **{value}**", others)


def _unreached(settings: Settings, values: Values) -> tuple[int, ...]:
    """Pixels left over at the right and at the bottom where the stride does not tile (a tiny upload)."""
    H, W = values.x.shape[:2]
    sizes = {"F": settings.F, "S": settings.S, "P": settings.P, "dilation": settings.dilation}
    last = settings.S * (np.array(values.response.shape) - 1) + settings.dilation * (settings.F - 1)
    rows = [row for row in unreached(H, **sizes) if row > last[0]]
    cols = [col for col in unreached(W, **sizes) if col > last[1]]
    marks = np.zeros(values.padded.shape[:2], dtype=bool)
    marks[rows], marks[:, cols] = True, True
    return tuple(np.flatnonzero(marks).tolist())


def filter_grids(settings: Settings, values: Values) -> list[Grid]:
    """The slices of the filter, where its weights are edited."""
    longest = longest_weight(values.w)
    name = "custom" if own_weights(settings) else settings.filter
    return [_filter_grid(settings, values, name, d, longest) for d in range(settings.D)]


def longest_weight(w: NDArray) -> int:
    """Characters of the longest weight."""
    return max(len(number(weight)) for weight in w.ravel().tolist())


def _filter_grid(settings: Settings, values: Values, name: str, d: int, longest: int) -> Grid:
    F, w = settings.F, values.w[:, :, d]
    box = layout.filter_box(settings, d, longest)
    keys = [f"{owner_of(settings)}: {d},{row},{col}" for row in range(F) for col in range(F)]
    say = f"Weight {{row}}, {{col}}: **{{value}}**; the same for all {values.response.size:,} outputs"
    texts = tuple(number(weight) for weight in w.ravel().tolist())
    divided = f"/ {values.divisor}" if values.divisor > 1 and d == 2 else ""  # in grey it stands beside the filter
    return Grid(
        f"w{d}", box.x, box.y, box.cell, F, F, "filter", texts, box.digits,
        title=name if settings.D == 1 else SLICES[d], code=divided,
        pixels=None if box.digits else png(signed_colours(w, max(1, np.abs(values.w).max()))),
        say=Sentences(say), edit="w_edits", edit_keys=tuple(keys[::-1] if settings.flip else keys),
        turned=180 if settings.flip else 0,
    )  # fmt: skip
