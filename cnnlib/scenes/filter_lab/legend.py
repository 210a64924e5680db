"""A bar of the colours of the response, with the numbers they stand for."""

import numpy as np

from cnnlib.scenes.filter_lab import layout
from cnnlib.scenes.filter_lab.grids import keeps_grey, limit
from cnnlib.scenes.filter_lab.values import Values
from cnnlib.scenes.pixels import grey_colours, png, signed_colours
from cnnlib.scenes.scene import Grid, Item, Label, Run, Sentences
from cnnlib.scenes.text import number

CELLS = 27

Mark = tuple[float, str, str]
"""How far along the bar, which end of the text stands there, and the text."""


def legend(values: Values) -> list[Item]:
    """The bar and its numbers; the scale belongs to the filter and is the same for every photograph."""
    if keeps_grey(values):
        steps = np.concatenate([[-1], np.linspace(0, 255, CELLS - 2), [256]])
        return _bar(steps, grey_colours(steps[None]), _grey_marks())
    most = limit(values)
    steps = np.linspace(-most, most, CELLS)
    return _bar(steps, signed_colours(steps[None], most), _signed_marks(most))


def _grey_marks() -> list[Mark]:
    inside = [(0.24, "start", "0 black"), (0.74, "end", "white 255")]
    return [(0, "start", "below 0"), *inside, (1, "end", "above 255")]


def _signed_marks(most: int) -> list[Mark]:
    return [(0, "start", f"{number(-most)} or less"), (0.5, "middle", "0"), (1, "end", f"{most} or more")]


def _bar(steps: np.ndarray, pixels: np.ndarray, marks: list[Mark]) -> list[Item]:
    cell = layout.WIDEST * layout.PIXEL / CELLS
    texts = tuple(number(round(step)) for step in steps.tolist())
    say = Sentences("This colour means **{value}**")
    place = (layout.RIGHT, layout.LEGEND_TOP, cell, 1, CELLS)
    bar = Grid("legend", *place, "output", texts, digits=0, pixels=png(pixels), say=say, named="legend of colours")
    baseline = bar.y + bar.height + 14
    return [
        bar,
        *(Label(bar.x + along * bar.width, baseline, (Run(text, "muted"),), 13, anchor)
          for along, anchor, text in marks),
    ]  # fmt: skip
