"""The first view: every slice above its own, smaller map, and what is lost on the way."""

from cnnlib.scenes.card import card
from cnnlib.scenes.convolution.grids import AS_IMAGE, longest
from cnnlib.scenes.pooling import layout, words
from cnnlib.scenes.pooling.frame import arrow, only_input, under
from cnnlib.scenes.pooling.grids import changes, input_grid, link, map_grid, winners
from cnnlib.scenes.pooling.settings import LARGE
from cnnlib.scenes.pooling.values import Numbers, Pooled
from cnnlib.scenes.scene import Grid, Item, Lens, Link


def items(n: Numbers) -> tuple[list[Item], tuple[Link, ...]]:
    """The grids with their rings, the cards, and the links."""
    if n.main is None:
        return [*only_input(n), *_cards(n)], ()
    depth = n.settings.depth
    parts = [part for d in range(depth) for part in _slice(n, n.main, d)]
    return [*parts, *_cards(n)], tuple(link(n, (f"y{d}",), f"x{d}") for d in range(depth))


def _slice(n: Numbers, pooled: Pooled, d: int) -> list[Item]:
    above, below = layout.slices(n.settings.depth)[d]
    x = input_grid(n, above, d)
    title = f"{n.settings.kind} pooled" if n.settings.depth == 1 else f"output slice {d}"
    y = map_grid(n, pooled, below, f"y{d}", title, d)
    rings = [*winners(n, x.id, (y.id,), d), *changes(pooled, y.id, d)]
    return [x, y, *rings, *(_between(n, x, y) if n.settings.depth == 1 else [])]


def _between(n: Numbers, x: Grid, y: Grid) -> list[Item]:
    """For a single slice: an arrow to its map, and below the map the lit window, enlarged."""
    middle, F = y.y + min(x.height, y.height) / 2, n.settings.axis[1]
    way = arrow(x.x + x.width + 12, middle, y.x - 12, middle)
    cell = layout.lens_cell(F)
    size = layout.readable(cell, longest(n.border) + 1)  # bold digits are wider
    lens = Lens(y.x, layout.LENS, cell, x.id, digits=size, title="the lit window")
    return [*way, lens] if size and F > 1 else list(way)


def _cards(n: Numbers) -> list[Item]:
    x, width = layout.SIDE, layout.SIDE_WIDTH
    own, deep = words.layer_rows(n), words.deep_rows(n.settings)
    second = 124 + 40 + 26 * len(own) + 10
    notes = under(x + 2, second + 40 + 26 * len(deep) + 26, _legend(n), "legend")
    return [
        *card(x, 124, width, "This layer", own),
        *card(x, second, width, f"The same on {LARGE} × {LARGE} × {words.DEEP}", deep),
        *notes,
    ]


def _legend(n: Numbers) -> tuple[str, ...]:
    """What the rings mean."""
    won = "the lit window" if n.border[:, :, 0].size > AS_IMAGE else "a window"
    rings = (f"Green rings: what won {won}.",) if "max" in n.pooled else ()
    return rings + (("Amber rings: changed by the shift.",) if n.settings.shift and n.pooled else ())
