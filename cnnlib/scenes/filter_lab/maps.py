"""What comes out, as grids: the response, what ReLU and pooling make of it, and the legend of their colours."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.filter_lab import layout
from cnnlib.scenes.filter_lab.grids import coloured, keeps_grey, limit, packed
from cnnlib.scenes.filter_lab.settings import Settings
from cnnlib.scenes.filter_lab.values import Values
from cnnlib.scenes.pixels import grey_colours, png, signed_colours
from cnnlib.scenes.scene import Grid, Item, Label, Link, Run, Sentences
from cnnlib.scenes.text import number, signed

LEGEND = 27  # cells


def map_grids(settings: Settings, values: Values) -> list[Grid]:
    """Response, ReLU and pooled map, those that are switched on."""
    maps = [_response(settings, values)]
    if values.relu is not None:
        maps.append(_relu(settings, values, values.relu))
    if values.pooled is not None and values.unpooled is not None:
        maps.append(_pooled(settings, values, values.pooled, values.unpooled))
    return maps


def map_links(settings: Settings, values: Values) -> tuple[Link, ...]:
    """Response from picture and filter, ReLU from response, pooled map from the last of them."""
    rows, cols = values.response.shape
    slices = range(settings.D)
    links = [Link(
        ("response",), tuple(f"x{d}" for d in slices), _taps(settings, rows), _taps(settings, cols),
        (tuple(f"w{d}" for d in slices),),
    )]  # fmt: skip
    if values.relu is not None:
        links.append(
            Link(("relu",), ("response",), tuple((i,) for i in range(rows)), tuple((j,) for j in range(cols)))
        )
    if values.pooled is not None:
        H2, W2 = values.pooled.shape
        pairs = [tuple((2 * i, 2 * i + 1) for i in range(count)) for count in (H2, W2)]
        links.append(Link(("pool",), (before_pool(values),), *pairs))
    return tuple(links)


def before_pool(values: Values) -> str:
    """The map that pooling reads."""
    return "response" if values.relu is None else "relu"


def _taps(settings: Settings, outputs: int) -> tuple[tuple[int, ...], ...]:
    """The padded rows (or columns) that each output reads."""
    taps = np.add.outer(np.arange(outputs) * settings.S, np.arange(settings.F) * settings.dilation)
    return tuple(map(tuple, taps.tolist()))


def _response(settings: Settings, values: Values) -> Grid:
    cell = layout.pixel(settings, values.x) * settings.S
    title = "the response" if keeps_grey(values) else "the response, in signed colours"
    return _map("response", layout.RIGHT, layout.TOP, cell, values, values.response, values.unknown, title,
                response_sentence(settings, values))  # fmt: skip


def _relu(settings: Settings, values: Values, y: NDArray) -> Grid:
    cell = layout.pixel(settings, values.x) * settings.S / 2
    say = Sentences(
        "ReLU, row {row}, column {col}: max(0, {0}) = **{value}**", (packed(values.response.ravel()),)
    )
    return _map("relu", layout.RIGHT, layout.LOWER, cell, values, y, values.unknown, "then ReLU", say)


def _pooled(settings: Settings, values: Values, y: NDArray, unknown: NDArray) -> Grid:
    cell = layout.pixel(settings, values.x) * settings.S
    say = Sentences(
        "Pooling, row {row}, column {col}: the largest of the four numbers it reads is **{value}**"
    )
    return _map(
        "pool", layout.RIGHT + layout.STAGE, layout.LOWER, cell, values, y, unknown, "then max 2 × 2", say
    )


def _map(name: str, x: float, y: float, cell: float, values: Values, numbers: NDArray, unknown: NDArray, title: str,
         say: Sentences) -> Grid:  # fmt: skip
    rows, cols = numbers.shape
    return Grid(
        name, x, y, cell, rows, cols, "output", packed(numbers), digits=0, title=title,
        unknown=tuple(np.flatnonzero(unknown).tolist()), pixels=coloured(values, numbers, unknown), say=say,
    )  # fmt: skip


def response_sentence(settings: Settings, values: Values) -> Sentences:
    """ "Row 5, column 9: 9 products add up to 412; 412 / 9 + 20 = 65.8", in colour with the sum of each slice."""
    parts = [packed(values.parts[:, :, d].ravel()) for d in range(settings.D)]
    divided = f" / {values.divisor}" if values.divisor > 1 else ""
    bias = f" {signed(settings.bias)}" if settings.bias else ""
    where, count = "Row {row}, column {col}: ", settings.F**2
    if settings.D == 3:
        total = f"({{0}} {{1:+}} {{2:+}}){divided}" if divided else "{0} {1:+} {2:+}"
        return Sentences(
            f"{where}red, green and blue give {total}{bias} = **{{value}}**{_rounded(values)}", tuple(parts)
        )
    told = f"{count} products add up to " if count > 1 else "1 product is "
    if not divided and not bias:
        return Sentences(f"{where}{told}**{{value}}**")
    return Sentences(
        f"{where}{told}{{0}}; {{0}}{divided}{bias} = **{{value}}**{_rounded(values)}", tuple(parts)
    )


def _rounded(values: Values) -> str:
    return "" if np.array_equal(values.response, np.rint(values.response)) else " to one decimal"


def legend(values: Values) -> list[Item]:
    """A bar of the colours, with the numbers they stand for."""
    y, cell = layout.LEGEND_TOP, layout.PIXEL * 169 / LEGEND
    if keeps_grey(values):
        steps = np.concatenate([[-1], np.linspace(0, 255, LEGEND - 2), [256]])
        pixels, texts = grey_colours(steps[None]), ("below 0", "0 black", "255 white", "above 255")
    else:
        most = limit(values)
        steps = np.linspace(-most, most, LEGEND)
        pixels, texts = (
            signed_colours(steps[None], most),
            (f"{number(-most)} or less", "0", f"{most} or more", ""),
        )
    bar = Grid("legend", layout.RIGHT, y, cell, 1, LEGEND, "output", tuple(number(round(step)) for step in steps.tolist()),
               digits=0, pixels=png(pixels), say=Sentences("This colour means **{value}**"))  # fmt: skip
    return [bar, *_legend_texts(texts, y + cell + 15, cell * LEGEND)]


def _legend_texts(texts: tuple[str, ...], y: float, width: float) -> list[Item]:
    ends = [text for text in texts if text]
    anchors = ["start", *["middle"] * (len(ends) - 2), "end"]
    places = [0, 0.5, 1] if len(ends) == 3 else [0, 0.28, 0.68, 1]
    return [
        Label(layout.RIGHT + place * width, y, (Run(text, "muted"),), 13, anchor)
        for text, anchor, place in zip(ends, anchors, places)
    ]
