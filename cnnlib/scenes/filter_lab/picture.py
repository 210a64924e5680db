"""The filter lab, put together."""

from itertools import pairwise

import numpy as np

from cnnlib.scenes.boxes import Box
from cnnlib.scenes.card import card
from cnnlib.scenes.filter_lab import layout, words
from cnnlib.scenes.filter_lab.grids import filter_grids, input_grids
from cnnlib.scenes.filter_lab.legend import legend
from cnnlib.scenes.filter_lab.maps import before_pool, map_grids, map_links
from cnnlib.scenes.filter_lab.settings import SLICES, Settings
from cnnlib.scenes.filter_lab.trouble import Trouble, repair_buttons, trouble
from cnnlib.scenes.filter_lab.values import Values, over_the_edge, own_weights, pipeline
from cnnlib.scenes.formula import size_formula
from cnnlib.scenes.scene import Caption, Item, Label, Lens, Line, Panel, Products, Run, Scene
from cnnlib.scenes.text import number, width

MONO = 0.61
"""Width of a letter of even spacing, as a share of its size."""


def lab_scene(settings: Settings) -> Scene:
    """Photograph, filter and last map above; card, enlarged window and earlier maps below; the sentence last."""
    made = pipeline(settings)
    found = trouble(settings, made)
    inputs, maps = input_grids(settings, made), map_grids(settings, made)
    items = [
        *_head(settings, made, found),
        *inputs,
        *_edge(settings, made),
        *_filter(settings, made),
        *(Panel(grid.x, grid.y, grid.width, grid.height, id="behind-maps") for grid in maps),
        *maps,
        *legend(made),
        *_arithmetic(settings, made),
        *card(layout.LEFT, layout.CARD_TOP, layout.CARD_WIDTH, "This layer", words.card_rows(settings, made)),
        Panel(0, layout.CAPTION_TOP, layout.WIDTH, 42),
        Caption(18, layout.CAPTION_TOP + 27, layout.WIDTH - 36, 16),
    ]
    return Scene(
        settings.as_dict(), layout.WIDTH, layout.HEIGHT, tuple(items), map_links(settings, made),
        tuple(grid.id for grid in maps), words.spoken(settings, made), found.sentence if found else "",
        {"filter": "custom"} if own_weights(settings) else {}, first_window(settings, made),
        together=(tuple(grid.id for grid in inputs),) if len(inputs) > 1 else (),
    )  # fmt: skip


def first_window(settings: Settings, made: Values) -> int:
    """The window to look at first: where the filter answers loudest, wholly in the picture if any window is."""
    y = made.response if made.relu is None else made.relu
    inside = ~over_the_edge(settings, made.x, y.shape)
    seen = next((cells for cells in (inside, ~made.unknown) if cells.any()), np.ones(y.shape, dtype=bool))
    loudness = np.where(seen, np.abs(y - np.median(y[seen])), -1)
    return int(loudness.argmax()) + (0 if made.relu is None else made.response.size)


def _head(settings: Settings, made: Values, found: Trouble | None) -> list[Item]:
    """The size formula; below it what the filter does, and what is missing."""
    W = made.x.shape[1]
    wrong = found is not None and not found.question
    below = (
        Run(found.sentence, "amber" if wrong else "P", bold=True) if found else Run(words.rule(settings, made), "muted")
    )
    says = Run(" · " + words.first_line(settings))
    return [
        Panel(0, 0, layout.WIDTH, 46),
        Label(18, 30, size_formula(W, settings.F, settings.S, settings.P, settings.dilation), 19, id="formula-0"),
        Label(layout.WIDTH - 18, 30, (Run(words.output_text(made), bold=True),), 17, "end", id="output"),
        Panel(0, 52, layout.WIDTH, 48, "amber-fill" if wrong else "panel"),
        Label(18, 72, (Run(words.name(settings), "F", bold=True), says), 15, id="verdict"),
        Label(18, 91, (below,), 14, id="verdict-2"),
        *repair_buttons(found, layout.WIDTH - 12, 60),
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
    """Picture * filter = response, each sign in the middle of its gap."""
    grids, y = filter_grids(settings, made), layout.TOP + 116
    picture = layout.LEFT + made.padded.shape[1] * layout.pixel(settings, made.x)
    right = grids[-1].x + grids[-1].width
    divisor = f"/ {made.divisor}" if made.divisor > 1 and settings.D == 1 else ""
    last = right + 12 + width(divisor, 17) if divisor else right
    signs = [((picture + grids[0].x) / 2, "∗"), ((last + layout.RIGHT) / 2, "=")]
    return [
        *([Label(right + 12, y, (Run(divisor, "muted"),), 17)] if divisor else []),
        *(Label(x, y, (Run(sign, "muted", bold=True),), 26, "middle") for x, sign in signs),
        *(Panel(grid.x, grid.y, grid.width, grid.height, "filter") for grid in grids if grid.pixels),
        *grids,
    ]


def _arithmetic(settings: Settings, made: Values) -> list[Item]:
    """The window enlarged, each number with its weight; in grey the products in full beside it."""
    items = [item for d in range(layout.lenses(settings)) for item in _lens(settings, d)]
    first = layout.lens_box(settings, 0)
    if layout.has_products(settings):
        items += _products(settings, made, first)
    if made.pooled is not None:
        last = len(map_links(settings, made)) - 1
        items.append(Lens(layout.LENSES + 8, first.y, 54, before_pool(made), last, 17, "the four numbers"))
    return items


def _lens(settings: Settings, d: int) -> list[Item]:
    """One slice of the window with a plus before it; of a large window in colour only the red one can be read."""
    box = layout.lens_box(settings, d)
    named = SLICES[d] if layout.lenses(settings) > 1 else "red slice, pixel × weight"
    title = named if settings.D > 1 else "the window, pixel × weight"
    lens = Lens(box.x, box.y, box.cell, f"x{d}", digits=box.digits, title=title)
    size, middle = box.cell * settings.F, box.y + box.cell * settings.F / 2 + 7
    if layout.lenses(settings) < settings.D:
        return [lens, Label(box.x + size + 14, middle, (Run("+ green + blue", "muted", bold=True),), 15)]
    return [lens, Label(box.x - 14, middle, (Run("+", bold=True),), 20, "middle")] if d else [lens]


def _products(settings: Settings, made: Values, box: Box) -> list[Item]:
    """All products, as large as the longest row of them allows."""
    left = box.x + settings.F * box.cell + 16
    rows = [" + ".join(f"255·{number(weight)}" for weight in row) for row in made.w[:, :, 0].tolist()]
    room = (layout.RIGHT - 12 - left) / (MONO * (2 + max(map(len, rows))))
    size = next((size for size in (18, 16, 15, 14, 13) if size <= room), 0)
    middle = box.cell / 2 + 5
    return [Products(left, box.y + middle, "x0", size=size, line=box.cell)] if size else []
