"""The third view: a convolution with the same window and stride beside the pooling, and what each costs."""

from dataclasses import replace

import numpy as np

from cnnlib.layers import Conv
from cnnlib.scenes.card import card
from cnnlib.scenes.convolution.grids import tint
from cnnlib.scenes.pooling import layout, words
from cnnlib.scenes.pooling.frame import only_input, under
from cnnlib.scenes.pooling.grids import changes, grid, input_grid, link, map_grid, ring_cells, winners
from cnnlib.scenes.pooling.layout import Room
from cnnlib.scenes.pooling.values import Numbers, convolution, convolved, weights
from cnnlib.scenes.scene import Grid, Item, Link, Sentences
from cnnlib.scenes.text import number
from cnnlib.shapes import Volume

INPUT = Room(layout.LEFT, layout.TOP, 380, layout.BOTTOM - layout.TOP)
LOWER = 378
EDITABLE = 49  # weights of the largest filter that is shown number by number
POOLED, CONVOLVED = (Room(660, top, 216, layout.BOTTOM - LOWER) for top in (layout.TOP, LOWER))
FILTER = Room(430, LOWER, 194, layout.BOTTOM - LOWER, 46)


def items(n: Numbers) -> tuple[list[Item], tuple[Link, ...]]:
    """One input, two maps that are pointed at together, and the filter of one of them."""
    if n.main is None:
        return [*only_input(n), *_card(n)], ()
    c, before = convolved(n, n.x), convolved(n, n.unshifted)
    maps = [
        map_grid(n, n.main, POOLED, "y0", words.title_of(n, f"{n.main.kind} pooled", n.main.changed)),
        grid("c0", c, CONVOLVED, "output", words.title_of(n, "convolved", c != before), _says(n, c), n.settings.large),
    ]
    parts: list[Item] = [
        input_grid(n, INPUT),
        *winners(n, "x0", () if _has_room(n) else ("y0", "c0")),
        *maps,
        _filter(n),
    ]
    notes = under(430, layout.TOP + 24, ("pooling: a rule,", "nothing to learn"), "rule")
    rings = [*changes(n.main, "y0"), *ring_cells("c0", c != before)]
    links = link(n, ("y0",), "x0"), link(n, ("c0",), "x0", "w0" if n.settings.axis[1] <= 20 else "")
    return [*parts, *notes, *rings, *_card(n)], links


def together(n: Numbers) -> tuple[tuple[str, ...], ...]:
    """The two maps. The last link decides what stands beside the pixels: the weights, where they have room."""
    return (("y0", "c0") if _has_room(n) else ("c0", "y0"),)


def _has_room(n: Numbers) -> bool:
    """Whether the weights can stand beside the pixels; a strong ring would hide them."""
    return n.settings.axis[1] ** 2 <= EDITABLE and max(map(len, _fractions(n))) <= 3


def _filter(n: Numbers) -> Grid:
    w = weights(n.settings)[0, :, :, 0]
    keys = tuple(f"{row},{col}" for row, col in np.ndindex(w.shape)) if w.size <= EDITABLE else ()
    says = Sentences("Weight {row}, {col} of the filter is **{value}**: it would be learnt")
    name = "filter" if n.settings.w_edits else "filter: an average"
    shown = grid("w0", w, FILTER, "filter", name, says, edit="w_edits" if keys else None, edit_keys=keys)
    if shown.pixels:
        return shown
    texts = _fractions(n)
    size = layout.readable(shown.cell, max(map(len, texts)) + 1)  # bold digits are wider
    return replace(shown, numbers=texts, digits=size, tint=() if size else tint(w))


def _fractions(n: Numbers) -> tuple[str, ...]:
    """The weights as texts; those of the average as "1/4"."""
    w = weights(n.settings)[0, :, :, 0]
    average = f"1/{w.size}" if w.size > 1 else "1"
    edits = n.settings.w_edits
    return tuple(
        number(float(w[place])) if "{},{}".format(*place) in edits else average for place in np.ndindex(w.shape)
    )


def _says(n: Numbers, c: np.ndarray) -> Sentences:
    F = n.settings.axis[1]
    if F > 2 or c.size > 400:
        return Sentences(f"Row {{row}}, column {{col}} convolved: {F * F} products add up to **{{value}}**")
    w = weights(n.settings)[0, :, :, 0].ravel()
    told = [_sum(n.windows[i, j, :, :, 0].ravel(), w, float(c[i, j])) for i, j in np.ndindex(c.shape)]
    return Sentences("Row {row}, column {col} convolved: {0}", (told,))


def _sum(window: np.ndarray, w: np.ndarray, total: float) -> str:
    products = " + ".join(f"{number(a)}·{number(b)}" for a, b in zip(window.tolist(), w.tolist(), strict=True))
    return f"{products} = **{number(total)}**"


def _card(n: Numbers) -> list[Item]:
    F, D = n.settings.axis[1], words.DEEP
    one = convolution(n.settings).parameters(Volume(W=F, H=F, D=1))
    deep = Conv(K=D, F=F).parameters(Volume(W=F, H=F, D=D))
    sum_ = f"{F}·{F}·1 + 1 = {one:,}"
    rows = [("pooling", "0", "S"), ("convolution", sum_ if F < 10 else f"{one:,}", "F")]
    many = [
        ("pooling", "0", "S"),
        ("convolution", f"{deep:,}", "F"),
        ("that is", f"({F}·{F}·{D} + 1)·{D}", "muted"),
    ]
    x, width = layout.SIDE, layout.SIDE_WIDTH
    notes = ("Stride in a convolution makes maps", "smaller without any pooling layer;", "as deep nets often do.")
    return [
        *card(x, 124, width, "Parameters: 1 slice, 1 map", rows),
        *card(x, 228, width, f"{D} slices, {D} maps", many),
        *under(x + 2, 382, notes, "stride"),
    ]
