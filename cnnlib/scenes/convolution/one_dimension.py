"""The 1-D view: neurons in a row, joined by wires to the inputs they read, every neuron with the same weights."""

import numpy as np

from cnnlib.scenes.boxes import digits, fit_cell
from cnnlib.scenes.card import card
from cnnlib.scenes.convolution import layout, words
from cnnlib.scenes.convolution.frame import head, no_output, sentence_bar
from cnnlib.scenes.convolution.grids import (
    bias_grids,
    filter_keys,
    input_keys,
    longest,
    numbers_of,
    unreached,
)
from cnnlib.scenes.convolution.settings import Settings
from cnnlib.scenes.convolution.values import Numbers, work_out
from cnnlib.scenes.scene import Grid, Item, Label, Link, Run, Scene, Sentences, Wires
from cnnlib.scenes.sliding import taps_along
from cnnlib.scenes.text import number

INPUT_Y, OUTPUT_Y, ROOM = 470, 180, 890


def wires_scene(settings: Settings) -> Scene:
    """Inputs below, outputs above, the shared weights at the side."""
    n = work_out(settings)
    cell = fit_cell(1, n.x.shape[1], ROOM, 64, 64)
    outputs = _outputs(n, cell)
    items: list[Item] = [
        *head(n),
        *([Wires(0, _lettered(cell * settings.dilation))] if outputs else []),
        _input(n, cell),
        Label(_middle(n.x.shape[1], cell), INPUT_Y + cell + 22, (Run("input neurons", bold=True),), 14),
        *outputs,
        *([] if outputs else [no_output(layout.LEFT, OUTPUT_Y + 20)]),
        _weights(n),
        *bias_grids(n, layout.SIDE, 290),
        *card(layout.SIDE, layout.CARD_TOP, layout.SIDE_WIDTH, "This layer", words.card_rows(n)),
        *sentence_bar(),
    ]
    return Scene(
        settings.as_dict(), layout.WIDTH, layout.HEIGHT, tuple(items), (_link(n),) if outputs else (),
        tuple(grid.id for grid in outputs), words.spoken(n), words.problem(settings),
    )  # fmt: skip


def _lettered(apart: float) -> float:
    """How far up its wire a weight stands: near the inputs where those are close together, nowhere where too close.

    >>> _lettered(64), _lettered(30), _lettered(24)
    (0.42, 0.08, 0)
    """
    return next((share for share in (0.42, 0.08) if (1 - share) * apart >= 27), 0)


def _middle(cells: int, cell: float) -> float:
    return layout.LEFT + (ROOM - cells * cell) / 2


def _input(n: Numbers, cell: float) -> Grid:
    x, P = n.x[:, :, 0], n.settings.P
    cols = x.shape[1]
    return Grid(
        "x0", _middle(cols, cell), INPUT_Y, cell, 1, cols, "input", numbers_of(x), digits(cell, longest(x)),
        first=(0, -P), hatched=(*range(P), *range(cols - P, cols)), unreached=unreached(n),
        say=Sentences("Input {col} is **{value}**: it goes into {0} of the outputs", (tuple(n.reads[0].tolist()),)),
        edit="x_edits", edit_keys=input_keys(n.settings, 0), named="inputs",
    )  # fmt: skip


def _outputs(n: Numbers, cell: float) -> list[Grid]:
    if not n.y.size:
        return []
    y = n.y[:, :, 0]
    cols = y.shape[1]
    return [
        Grid(
            "y0", _middle(cols, cell), OUTPUT_Y, cell, 1, cols, "output", numbers_of(y),
            digits(cell, longest(y)),
            title="output neurons", say=Sentences("Neuron {col}: {0} = **{value}**", (_sums(n),)),
        )
    ]  # fmt: skip


def _sums(n: Numbers) -> tuple[str, ...]:
    """Such as "0·1 + 1·0 + 2·−1 + bias 0", for each neuron."""
    w, x = n.w[0, 0, :, 0], n.x[0, :, 0]
    windows = x[np.array(taps_along(n.settings.axis_w, n.y.shape[1]))]
    products = [" + ".join(f"{number(a)}·{number(b)}" for a, b in zip(window, w, strict=True)) for window in windows]
    return tuple(f"{product} + bias {number(n.b[0])}" for product in products)


def _weights(n: Numbers) -> Grid:
    w = n.w[0, :, :, 0]
    cell = fit_cell(1, w.shape[1], layout.SIDE_WIDTH, 56, 56)
    return Grid(
        "w0.0", layout.SIDE, OUTPUT_Y, cell, 1, w.shape[1], "filter", numbers_of(w), digits(cell, longest(w)),
        title="the shared weights" + (" (turned)" if n.settings.flip else ""),
        say=Sentences(f"Weight {{col}} is **{{value}}**: every one of the {n.outputs} neurons uses it"),
        edit="w_edits", edit_keys=filter_keys(n.settings, 0, 0), turned=180 if n.settings.flip else 0,
    )  # fmt: skip


def _link(n: Numbers) -> Link:
    return Link(("y0",), ("x0",), ((0,),), taps_along(n.settings.axis_w, n.y.shape[1]), (("w0.0",),))
