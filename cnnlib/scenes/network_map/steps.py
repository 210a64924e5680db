"""A map that is made from one map, or from two: before, what happens, after."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.network.tiles import finite, limit_of, packed, tile
from cnnlib.scenes.network_map.frame import (
    MOST_ACROSS,
    ROUNDED,
    Subject,
    centred,
    one_to_one,
    paper,
    scaled,
)
from cnnlib.scenes.network_map.kinds import source_inside, step_of
from cnnlib.scenes.network_map.step import Step
from cnnlib.scenes.scene import Button, Grid, Item, Label, Link, Rings, Sentences
from cnnlib.scenes.scene import Run as Text
from cnnlib.scenes.text import number

TOP = 150
PLACES = {1: (384, (398,)), 2: (384, (151, 645)), 3: (330, (18, 425, 832))}
"""The side of one, two or three images, and their left edges."""


def step_items(s: Subject) -> tuple[list[Item], tuple[Link, ...]]:
    """Items and links of a layer that is no sum of filtered maps."""
    step = step_of(s)
    grids = [_grid(s, step, n) for n in range(len(step.maps))]
    items: list[Item] = [Label(18, 84, (Text(step.formula, bold=True),), 18, id="formula")]
    for grid in grids:
        items += [paper(grid), grid]
    items += [_sign(sign, n, len(grids)) for n, sign in enumerate(step.signs)]
    notes = (*step.notes, ROUNDED)
    items += [Label(18, 562 + 22 * n, (Text(note, "muted"),), 14) for n, note in enumerate(notes)]
    items += _rings(step, grids) if s.whole else []
    return items + _ways_inside(s), _links(s, step, grids)


def _name(n: int, count: int) -> str:
    return "y" if n == count - 1 else f"x{n}"


def _grid(s: Subject, step: Step, n: int) -> Grid:
    """One of the maps; those before and after are on one scale, that of the larger."""
    count = len(step.maps)
    name, values = step.maps[n]
    limit = max(limit_of(part) for _, part in step.maps)
    side, lefts = PLACES[count]
    box = (lefts[n], TOP, side, side)
    role = "output" if n == count - 1 else "input"
    grid = tile(_name(n, count), values, box, limit, name, most=MOST_ACROSS, role=role, title=name)
    grid = scaled(grid, limit)
    if values.size == 1:
        shown = replace(
            grid, cell=120.0, pixels=None, numbers=(number(float(values[0, 0])),), digits=24, title="", code=""
        )
        grid = replace(centred(shown, box), title=name)
    if n == 0:
        grid = replace(grid, first=step.first)
    return replace(grid, say=_say(step, values)) if n == count - 1 else grid


def _say(step: Step, values: NDArray) -> Sentences:
    n = -(-max(values.shape) // MOST_ACROSS)
    rows, cols = (n * places.ravel() for places in np.indices(values[::n, ::n].shape))
    slots = [slot[::n, ::n].ravel() for slot in step.slots]
    where = "Row {0}, column {1}: "
    return Sentences(where + step.say, tuple(packed(finite(column)) for column in (rows, cols, *slots)))


def _sign(sign: str, n: int, count: int) -> Label:
    side, lefts = PLACES[count]
    middle = (lefts[n] + side + lefts[n + 1]) / 2
    return Label(middle, TOP + side / 2 + 10, (Text(sign, "F", bold=True),), 30 if len(sign) == 1 else 17, "middle")


def _rings(step: Step, grids: list[Grid]) -> list[Item]:
    """Around the number that won, while what it became is pointed at."""
    return [Rings(grids[0].id, (), "S", ("y",), packed_whole(won)) for won in step.rings]


def packed_whole(values: NDArray) -> Any:
    """What each cell chose, ready for the browser."""
    return packed(values.ravel()) if values.dtype.kind == "f" else tuple(values.ravel().tolist())


def _links(s: Subject, step: Step, grids: list[Grid]) -> tuple[Link, ...]:
    if step.link is not None:
        return (step.link,) if s.whole else ()
    sources = tuple(grid.id for grid in grids[:-1])
    alike = step.in_place and all((grid.rows, grid.cols) == (grids[-1].rows, grids[-1].cols) for grid in grids)
    return (one_to_one("y", sources, (grids[-1].rows, grids[-1].cols)),) if alike and sources else ()


def _ways_inside(s: Subject) -> list[Item]:
    """From a block to the layer inside it that ends in this map."""
    last = source_inside(s)
    if last is None:
        return []
    path, k = last
    return [Button(18, 614, 300, 32, f"map {k} of layer {path}, inside ▸", "K", {"layer": path, "map": k, "start": 0})]
