"""The filter lab, put together."""

from itertools import pairwise

import numpy as np

from cnnlib.scenes.card import card
from cnnlib.scenes.filter_lab import layout, words
from cnnlib.scenes.filter_lab.grids import SLICES, filter_grids, input_grids
from cnnlib.scenes.filter_lab.legend import legend
from cnnlib.scenes.filter_lab.maps import before_pool, map_grids, map_links
from cnnlib.scenes.filter_lab.settings import Settings
from cnnlib.scenes.filter_lab.trouble import Trouble, repair_buttons, trouble
from cnnlib.scenes.filter_lab.values import Values, own_weights, pipeline
from cnnlib.scenes.formula import size_formula
from cnnlib.scenes.scene import Caption, Item, Label, Lens, Line, Panel, Products, Run, Scene
from cnnlib.scenes.text import number

MONO = 0.61
"""Width of a letter of even spacing, as a share of its size."""


def lab_scene(settings: Settings) -> Scene:
    """Photograph, filter and response above; lens, ReLU and pooling below."""
    made = pipeline(settings)
    found = trouble(settings, made)
    maps = map_grids(settings, made)
    items = [
        *_head(settings, made, found),
        *input_grids(settings, made),
        *_edge(settings, made),
        *_filter(settings, made),
        *(Panel(grid.x, grid.y, grid.width, grid.height) for grid in maps),
        *maps,
        *legend(made),
        *_stages(settings, made),
        *_arithmetic(settings, made),
        *card(layout.RIGHT, layout.CARD_TOP, layout.RIGHT_WIDTH, "This layer", words.card_rows(settings, made)),
        Panel(0, layout.CAPTION_TOP, layout.WIDTH, 42),
        Caption(16, layout.CAPTION_TOP + 27, layout.WIDTH - 32, 16),
    ]
    return Scene(
        settings.as_dict(), layout.WIDTH, layout.HEIGHT, tuple(items), map_links(settings, made),
        tuple(grid.id for grid in maps), words.spoken(settings, made), found.sentence if found else "",
        {"filter": "custom"} if own_weights(settings) else {}, _strongest(made),
    )  # fmt: skip


def _strongest(made: Values) -> int:
    """Where the filter answers loudest: the window to look at first."""
    loudness = (
        np.abs(made.response - np.median(made.response[~made.unknown])) if not made.unknown.all() else made.response
    )
    return int(np.where(made.unknown, 0, loudness).argmax()) if loudness.size else 0


def _head(settings: Settings, made: Values, found: Trouble | None) -> list[Item]:
    """The size formula; below it what the filter does, and what is missing."""
    W = made.x.shape[1]
    wrong = found is not None and not found.question
    below = (
        Run(found.sentence, "amber" if wrong else "P", bold=True) if found else Run(words.rule(settings, made), "muted")
    )
    says = Run(" · " + words.first_line(settings))
    return [
        Panel(0, 0, layout.WIDTH, 52),
        Label(18, 33, size_formula(W, settings.F, settings.S, settings.P, settings.dilation), 19, id="formula-0"),
        Label(layout.WIDTH - 18, 32, (Run(words.output_text(made), bold=True),), 17, "end", id="output"),
        Panel(0, 60, layout.WIDTH, 50, "amber-fill" if wrong else "panel"),
        Label(18, 80, (Run(words.name(settings), "F", bold=True), says), 15, id="verdict"),
        Label(18, 100, (below,), 14, id="verdict-2"),
        *repair_buttons(found, layout.WIDTH - 12, 69),
    ]


def _edge(settings: Settings, made: Values) -> list[Item]:
    """A frame around the picture proper: what lies outside is padding."""
    if not settings.P:
        return []
    pixel = layout.pixel(settings, made.x)
    left, top = layout.LEFT + settings.P * pixel, layout.TOP + settings.P * pixel
    right, bottom = left + made.x.shape[1] * pixel, top + made.x.shape[0] * pixel
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [Line(*start, *end, role="P") for start, end in pairwise(corners)]


def _filter(settings: Settings, made: Values) -> list[Item]:
    """Picture * filter = response."""
    grids = filter_grids(settings, made)
    y = layout.TOP + 116
    signs = [(layout.MIDDLE - 14, "∗"), (layout.MIDDLE + layout.MIDDLE_WIDTH + 14, "=")]
    return [
        *(Label(x, y, (Run(sign, "muted", bold=True),), 26, "middle") for x, sign in signs),
        *(Panel(grid.x, grid.y, grid.width, grid.height, "filter") for grid in grids if grid.pixels),
        *grids,
    ]


def _stages(settings: Settings, made: Values) -> list[Item]:
    """Empty places for what is switched off, so that nothing moves."""
    items: list[Item] = []
    for n, (made_map, text) in enumerate(((made.relu, "no ReLU"), (made.pooled, "no pooling"))):
        x = layout.RIGHT + n * layout.STAGE
        if made_map is None:
            label = Label(x + 83, layout.LOWER + 58, (Run(text, "muted"),), 14, "middle")
            items += [Panel(x, layout.LOWER, 166, 109), label]
    return items


def _arithmetic(settings: Settings, made: Values) -> list[Item]:
    """The window enlarged, each number with its weight; in grey the products in full beside it."""
    items: list[Item] = []
    for d in range(settings.D):
        box = layout.lens_box(settings, d)
        title = "the window, pixel × weight" if settings.D == 1 else SLICES[d]
        items.append(Lens(box.x, box.y, box.cell, f"x{d}", digits=box.digits, title=title))
        if d:
            items.append(Label(box.x - 15, box.y + box.cell * settings.F / 2 + 7, (Run("+", bold=True),), 20, "middle"))
    if settings.D == 1:
        items += _products(settings, made, layout.lens_box(settings, 0))
    if made.pooled is not None:
        last = len(map_links(settings, made)) - 1
        items.append(Lens(layout.LEFT, layout.LOWER, 64, before_pool(made), last, 17, "the four numbers"))
    return items


def _products(settings: Settings, made: Values, box: layout.Box) -> list[Item]:
    """All products, as large as the longest row of them allows."""
    left = box.x + settings.F * box.cell + 24
    rows = [" + ".join(f"255·{number(weight)}" for weight in row) for row in made.w[:, :, 0].tolist()]
    room = (layout.RIGHT - 24 - left) / (MONO * (2 + max(map(len, rows))))
    size = next((size for size in (20, 18, 16, 15, 14, 13) if size <= room), 0)
    middle = box.cell / 2 + 5
    return [Products(left, box.y + middle, "x0", size=size, line=box.cell)] if size else []
