"""What comes out, as grids: the response, and what ReLU and pooling make of it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.boxes import Box
from cnnlib.scenes.filter_lab import layout
from cnnlib.scenes.filter_lab.grids import coloured, column, keeps_grey, packed
from cnnlib.scenes.filter_lab.settings import Settings
from cnnlib.scenes.filter_lab.values import Values
from cnnlib.scenes.scene import Grid, Link, Sentences
from cnnlib.scenes.sliding import taps
from cnnlib.scenes.text import signed

WHERE = "row {row}, column {col}: "


def map_grids(settings: Settings, values: Values) -> list[Grid]:
    """Response, ReLU and pooled map, those that are switched on: the last one large, those before it small."""
    cell = layout.pixel(settings, values.x) * settings.S
    maps = [_map("response", _earlier(0, cell), values, values.response, values.unknown)]
    if values.relu is not None:
        maps.append(_map("relu", _earlier(1, cell), values, values.relu, values.unknown))
    if values.pooled is not None and values.unpooled is not None:
        maps.append(_map("pool", _earlier(2, cell), values, values.pooled, values.unpooled))
    cell *= 2 if values.pooled is not None else 1  # a pooled pixel stands for 2 x 2
    maps[-1] = replace(maps[-1], x=layout.RIGHT, y=layout.TOP, cell=cell)
    return [_with_words(grid, settings, values) for grid in maps]


def _earlier(n: int, cell: float) -> Box:
    """The place of the n-th map as long as another one follows it."""
    return Box(layout.RIGHT + n * layout.EARLIER_STEP, layout.EARLIER_TOP, cell / 2, 0)


def _map(name: str, place: Box, values: Values, y: NDArray, unknown: NDArray) -> Grid:
    return Grid(
        name, place.x, place.y, place.cell, y.shape[0], y.shape[1], "output", packed(y), digits=0,
        unknown=tuple(np.flatnonzero(unknown).tolist()), pixels=coloured(values, y, unknown),
    )  # fmt: skip


def _with_words(grid: Grid, settings: Settings, values: Values) -> Grid:
    title, say = {
        "response": (_response_title(values), response_sentence),
        "relu": ("after ReLU", _relu_sentence),
        "pool": ("after max pooling" if values.relu is None else "after ReLU and max pooling", _pool_sentence),
    }[grid.id]
    return replace(grid, title=title, say=say(settings, values))


def _response_title(values: Values) -> str:
    if values.relu is not None:
        return "before ReLU"
    if values.pooled is not None:
        return "before pooling"
    return "the response" if keeps_grey(values) else "the response, in signed colours"


def _relu_sentence(settings: Settings, values: Values) -> Sentences:
    where = WHERE.capitalize() + "the response is {0}; after ReLU max(0, {0}) = **{value}**"
    return Sentences(where, (column(values.response, values.unknown),))


def _pool_sentence(settings: Settings, values: Values) -> Sentences:
    return Sentences(f"Pooling, {WHERE}the largest of the four numbers it reads is **{{value}}**")


def response_sentence(settings: Settings, values: Values) -> Sentences:
    """Row 5, column 9: 9 products add up to 412; 412 / 9 + 20 = 65.8. In colour with each slice's sum."""
    after = f" / {values.divisor}" if values.divisor > 1 else ""
    after += f" {signed(settings.bias)}" if settings.bias else ""
    result = "**{value}**" + ("" if _whole(values.response) else " to one decimal")
    if settings.D == 3 and not values.unknown.any():
        parts = tuple(packed(values.parts[:, :, d].ravel(), most=3) for d in range(3))
        total = "({0} {1:+} {2:+})" if values.divisor > 1 else "{0} {1:+} {2:+}"
        return Sentences(f"R{WHERE[1:]}red, green and blue give {total}{after} = {result}", parts)
    products = f"{values.w.size} products add up to" if values.w.size > 1 else "1 product is"
    if not after:
        return Sentences(f"R{WHERE[1:]}{products} {result}")
    sums = column(values.parts.sum(axis=2), values.unknown, most=3)
    return Sentences(f"R{WHERE[1:]}{products} {{0}}; {{0}}{after} = {result}", (sums,))


def _whole(y: NDArray) -> bool:
    return np.array_equal(y, np.rint(y))


def map_links(settings: Settings, values: Values) -> tuple[Link, ...]:
    """Response from picture and filter, ReLU from response, pooled map from the last of them.

    A cell after ReLU is joined to its window too, so that pointing at it shows where its number comes from.
    """
    slices = range(settings.D)
    down, across = (taps(outputs, settings.F, settings.S, settings.dilation) for outputs in values.response.shape)
    targets = ("response",) if values.relu is None else ("response", "relu")
    weights = tuple(f"w{d}" for d in slices)
    links = [Link(targets, tuple(f"x{d}" for d in slices), down, across, (weights,) * len(targets))]
    if values.relu is not None:
        links.append(_joined("relu", "response", values.relu, 1))
    if values.pooled is not None:
        links.append(_joined("pool", before_pool(values), values.pooled, 2))
    return tuple(links)


def before_pool(values: Values) -> str:
    """The map that pooling reads."""
    return "response" if values.relu is None else "relu"


def _joined(target: str, source: str, y: NDArray, F: int) -> Link:
    """Every cell of a map and the F x F cells it is made from, side by side."""
    down, across = (taps(outputs, F, S=F) for outputs in y.shape)
    return Link((target,), (source,), down, across)
