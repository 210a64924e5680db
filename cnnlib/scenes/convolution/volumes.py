"""The 2-D view, put together: slices above filters, arithmetic, maps and card."""

import numpy as np

from cnnlib.scenes.boxes import digits
from cnnlib.scenes.card import card
from cnnlib.scenes.convolution import layout, words
from cnnlib.scenes.convolution.frame import head, no_output, sentence_bar
from cnnlib.scenes.convolution.grids import bias_grids, filter_grids, input_grids, longest, map_grids, packed
from cnnlib.scenes.convolution.settings import Settings
from cnnlib.scenes.convolution.values import Numbers, work_out
from cnnlib.scenes.scene import Grid, Item, Label, Lens, Link, Products, Run, Scene, Sentences, Told
from cnnlib.scenes.sliding import taps_along


def volumes_scene(settings: Settings) -> Scene:
    """Input slices above their filter slices, output maps at the side."""
    n = work_out(settings)
    inputs, maps = input_grids(n), map_grids(n)
    enlarged = layout.lens_digits(settings, n.w.shape[1:3], longest(n.w), longest(n.x))
    lens = bool(enlarged) and not inputs[0].digits and settings.show == "numbers"
    weights = filter_grids(n, lens)
    items: list[Item] = [
        *head(n),
        *inputs,
        *weights,
        *_bias(n, weights[0]),
        *(_arithmetic(n, weights, lens) if maps else []),
        *maps,
        *([] if maps else [no_output(layout.SIDE, layout.TOP + 20)]),
        *card(layout.SIDE, layout.CARD_TOP, layout.SIDE_WIDTH, "This layer", words.card_rows(n)),
        *sentence_bar(),
    ]
    film = tuple(grid.id for grid in maps)
    return Scene(
        settings.as_dict(), layout.WIDTH, layout.HEIGHT, tuple(items), (_link(settings, maps),) if maps else (), film,
        words.spoken(n), words.problem(settings),
    )  # fmt: skip


def _bias(n: Numbers, weights: Grid) -> list[Grid]:
    if layout.beside(n.settings):
        return bias_grids(n, weights.x + weights.width + 44, layout.TOP)
    return bias_grids(n, layout.LEFT + layout.ROOM, weights.y)


def _arithmetic(n: Numbers, weights: list[Grid], lens: bool) -> list[Item]:
    """Products and subtotals beside each filter slice, the whole sum below the bias; a lens where the input's cells
    are too small for digits. Filter 0's places serve all filters: only the lit map's filter is drawn."""
    if n.settings.show != "numbers":
        return []
    chars = max(longest(n.x), longest(n.w))
    items: list[Item] = _total(n, weights[0])
    for d, grid in enumerate(weights[: n.settings.depth]):
        if lens:
            items += _lens(n, grid, d)
        elif layout.products_fit(n.settings, grid.cell, grid.cols, chars):
            items += _products(n, grid, d)
        else:
            items.append(_subtotal(n, d, grid.x + grid.width + layout.GAP, grid.y + grid.height / 2 + 6))
    return items


def _lens(n: Numbers, grid: Grid, d: int) -> list[Item]:
    """The window's numbers right of the filter, or below it."""
    x, y = grid.x + grid.width + layout.GAP, grid.y
    total = _subtotal(n, d, x, grid.y + grid.height + 24)
    if layout.beside(n.settings):
        x, y = grid.x, grid.y + grid.height + 36
        total = _subtotal(n, d, x + grid.width + layout.GAP, y + grid.height / 2)
    elif layout.stacked(n.settings, grid.cols, lens=True):
        x, y = grid.x, layout.LENSES
        total = _subtotal(n, d, x + grid.width + layout.GAP, y + grid.height / 2)
    return [Lens(x, y, grid.cell, f"x{d}", digits=digits(grid.cell, longest(n.x), layout.UNDER_LENS)), total]


def _products(n: Numbers, grid: Grid, d: int) -> list[Item]:
    """The products in lines that continue the filter's rows; below it where there is one large filter."""
    below = layout.beside(n.settings)
    size, line = (16, 27) if below else (13, grid.cell)
    x = grid.x if below else grid.x + grid.width + layout.GAP
    y = grid.y + grid.height + 34 if below else grid.y + grid.cell / 2 + 5
    return [
        Products(x, y, f"x{d}", size=size, line=line),
        _subtotal(n, d, x, y + grid.rows * line + (4 if below else 0)),
    ]


def _subtotal(n: Numbers, d: int, x: float, y: float) -> Told:
    """What slice d contributes to the lit output, step by step: "= 1"."""
    by_step = np.moveaxis(n.parts[..., d], 2, 0).ravel()
    return Told(x, y, Sentences("= {0}", (packed(by_step),)), 17, bold=True, id=f"subtotal-{d}")


def _total(n: Numbers, weights: Grid) -> list[Item]:
    """The subtotals and the bias added up: the lit output."""
    bias = _bias(n, weights)[0]
    by_step = np.moveaxis(n.y, 2, 0).ravel()
    below, size = bias.y + bias.height, 17 if longest(by_step) <= 4 else 13
    return [
        Label(bias.x - 11, bias.y + 21, (Run("+", bold=True),), 18, "middle", id="plus"),
        Label(bias.x, below + 26, (Run("in all", "muted"),), 13, id="in-all"),
        Told(bias.x, below + 48, Sentences("= {0}", (packed(by_step),)), size, role="S", bold=True, id="total"),
    ]


def _link(settings: Settings, maps: list[Grid]) -> Link:
    D1, K = settings.depth, settings.filters
    weights = tuple(tuple(f"w{k}.{d}" for d in range(D1)) for k in range(K))
    return Link(
        tuple(grid.id for grid in maps),
        tuple(f"x{d}" for d in range(D1)),
        taps_along(settings.axis_h, maps[0].rows),
        taps_along(settings.axis_w, maps[0].cols),
        weights if settings.show == "numbers" else (),  # counts are not to be multiplied
    )
