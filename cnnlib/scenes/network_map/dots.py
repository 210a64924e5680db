"""A neuron of an FC layer as a dot product: numbers times weights, added up, and the bias."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import FC
from cnnlib.scenes.network.tiles import best_columns, finite, limit_of, packed, tile
from cnnlib.scenes.network_map.frame import MOST_ACROSS, ROUNDED, Subject, one_to_one, paper, scaled
from cnnlib.scenes.scene import Grid, Item, Label, Link, Sentences
from cnnlib.scenes.scene import Run as Text
from cnnlib.scenes.text import number, signed

TOP, SIDE = 150, 330
SPOTS = (18, 425, 832)
APART = 1  # columns left free between the slices of a volume
NOTHING = "Nothing stands here: this is a gap between two input maps, or after the last."


def fc_items(s: Subject) -> tuple[list[Item], tuple[Link, ...], tuple[tuple[str, ...], ...]]:
    """Items, links and grids that are pointed at together: inputs, weights, products."""
    assert isinstance(s.one.layer, FC)
    w = s.one.params["w"][s.k].reshape(s.one.x.shape)
    parts = s.one.x, w, s.one.x.astype(np.float64) * w
    names = ("inputs", "their weights", "products")
    say = _told(parts)
    grids = [replace(_grid(n, name, part), say=say[n]) for n, (name, part) in enumerate(zip(names, parts))]
    items: list[Item] = [part for grid in grids for part in (paper(grid), grid)]
    items += [_sign(sign, n) for n, sign in enumerate(("·", "="))]
    shape = grids[0].rows, grids[0].cols
    return items + _sum(s, parts[2]), (one_to_one("y", ("x0", "x1"), shape),), (("x0", "x1", "y"),)


def _grid(n: int, name: str, values: NDArray) -> Grid:
    sheet, limit = laid_out(values), limit_of(values)
    role = ("input", "filter", "output")[n]
    grid = tile(("x0", "x1", "y")[n], sheet, (SPOTS[n], TOP, SIDE, SIDE), limit, name, most=MOST_ACROSS * 4,
                role=role, title=name)  # fmt: skip
    return scaled(grid, limit)


def laid_out(x: NDArray) -> NDArray:
    """The slices of a volume (H, W, D) beside one another on one sheet; single numbers row by row.

    >>> laid_out(np.arange(6).reshape(1, 1, 6))
    array([[0, 1],
           [2, 3],
           [4, 5]])
    >>> laid_out(np.ones((2, 2, 2))).shape
    (5, 2)
    """
    H, W, D = x.shape
    gap = 0 if H == W == 1 else APART
    across = best_columns(D, SIDE / (W + gap), SIDE / (H + gap))
    down = -(-D // across)
    sheet = np.zeros((down * (H + gap) - gap, across * (W + gap) - gap), x.dtype)
    for d in range(D):
        row, col = divmod(d, across)
        sheet[row * (H + gap) : row * (H + gap) + H, col * (W + gap) : col * (W + gap) + W] = x[:, :, d]
    return sheet


def _told(parts: tuple[NDArray, ...]) -> tuple[Sentences, ...]:
    """Which input it is, its weight and their product, told of each of the three."""
    H, W, D = parts[0].shape
    row, col, d = np.indices((H, W, D)) + 1  # from 1, so that a gap between slices, 0, can be told
    places = [laid_out(place).ravel() - 1 for place in (row, col, d)]
    x, w = (packed(finite(laid_out(part).ravel())) for part in parts[:2])
    where = "nput map {2}, row {0}, column {1}" if (H, W) != (1, 1) else "nput {2}"
    at = tuple(packed(place) for place in places)
    return (
        Sentences(f"I{where}: **{{value}}**, its weight is {{3}}", (*at, w), NOTHING),
        Sentences(f"The weight for i{where}: **{{value}}**, the input is {{3}}", (*at, x), NOTHING),
        Sentences(f"I{where}: {{3}} · {{4}} = **{{value}}**", (*at, x, w), NOTHING),
    )


def _sign(sign: str, n: int) -> Label:
    middle = (SPOTS[n] + SIDE + SPOTS[n + 1]) / 2
    return Label(middle, TOP + SIDE / 2 + 10, (Text(sign, "F", bold=True),), 30, "middle")


def _sum(s: Subject, products: NDArray) -> list[Item]:
    """The arithmetic in a line: what is positive, what is negative, the bias."""
    up, down = float(products[products > 0].sum()), float(products[products < 0].sum())
    bias, y = float(s.one.params["b"][s.k]), float(s.y[0, 0])
    line = f"{number(up)} {signed(down)} {signed(bias)} = {number(y)}"
    notes = (
        f"The positive products add up to {number(up)}, the negative ones to {number(down)}; the bias is "
        f"{number(bias)}.",
        f"{products.size:,} inputs, each with a weight of its own: a filter that covers the whole input.",
        ROUNDED,
    )
    return [
        Label(18, 84, (Text(f"y = sum of inputs · weights + bias = {line}", bold=True),), 18, id="formula"),
        *(Label(18, 556 + 22 * n, (Text(note, "muted"),), 14) for n, note in enumerate(notes)),
    ]
