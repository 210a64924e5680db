"""The grids of the Convolution picture: padded input slices, filter slices, biases, output maps."""

from functools import lru_cache

import numpy as np

from cnnlib.scenes.boxes import Box, digits
from cnnlib.scenes.convolution import layout
from cnnlib.scenes.convolution.settings import Settings
from cnnlib.scenes.convolution.values import Numbers
from cnnlib.scenes.pixels import shaded
from cnnlib.scenes.scene import Grid, Packed, Sentences
from cnnlib.scenes.text import number, plural
from cnnlib.shapes import Axis

AS_IMAGE = 400  # a grid with more cells than this is drawn as an image


def numbers_of(values: np.ndarray) -> tuple[str, ...] | Packed:
    """Texts for a grid of cells, packed integers for an image."""
    if values.size <= AS_IMAGE:
        return tuple(number(value) for value in values.ravel().tolist())
    return packed(values)


def packed(values: np.ndarray) -> Packed:
    """Whole numbers as they are; edited fractions keep three decimals."""
    whole = np.array_equal(values, np.rint(values))
    return Packed.of(np.rint(values * (1 if whole else 1000)), 0 if whole else 3)


def longest(array: np.ndarray) -> int:
    """Characters of the longest number that is to be shown: of whole numbers, the least or the largest.

    >>> longest(np.array([3, -12, 7]))
    3
    """
    whole = np.array_equal(array, np.rint(array))
    shown = [array.min(), array.max()] if whole and array.size else np.unique(array).tolist()
    return max((len(number(value)) for value in shown), default=1)


def strength(values: np.ndarray) -> np.ndarray:
    """Numbers on the scale 0 to 1: how strongly a cell without digits is coloured."""
    low, high = (values.min(), values.max()) if values.size else (0.0, 0.0)
    return (values - low) / (high - low) if high > low else np.zeros_like(values)


def tint(values: np.ndarray) -> tuple[float, ...]:
    """The strength of every cell, for a grid without digits."""
    return tuple(strength(values).round(2).ravel().tolist())


def input_grids(n: Numbers) -> list[Grid]:
    """The padded input, slice by slice; what is read how often, where that is asked for."""
    coverage = n.settings.show == "coverage"
    shown = np.repeat(n.reads[:, :, None], n.x.shape[2], axis=2) if coverage else n.x
    chars = longest(shown)
    return [_input_grid(n, shown[:, :, d], d, chars) for d in range(n.x.shape[2])]


def _input_grid(n: Numbers, shown: np.ndarray, d: int, chars: int) -> Grid:
    settings, (rows, cols) = n.settings, shown.shape
    box = layout.input_box(settings, rows, cols, d, chars)
    image, coverage = shown.size > AS_IMAGE, settings.show == "coverage"
    border = _border(settings, rows, cols)
    return Grid(
        f"x{d}", box.x, box.y, box.cell, rows, cols, "input",
        _without(numbers_of(shown), border) if coverage else numbers_of(shown),
        digits=0 if image else box.digits,
        title="the input" if settings.depth == 1 else f"input slice {d}",
        code=f"X[:,:,{d}]" if cols * box.cell > 170 else "",
        first=(-settings.axis_h[3], -settings.axis_w[3]),
        hatched=border,
        unreached=unreached(n),
        tint=tint(shown) if not image and (coverage or not box.digits) else (),
        pixels=shaded(strength(shown), "W") if image else None,
        say=_input_sentences(n, d),
        edit=None if coverage else "x_edits", edit_keys=() if coverage else input_keys(settings, d),
    )  # fmt: skip


def _without(numbers: tuple[str, ...] | Packed, cells: tuple[int, ...]) -> tuple[str, ...] | Packed:
    """The same numbers, but nothing in these cells."""
    if isinstance(numbers, Packed):
        return numbers
    empty = set(cells)
    return tuple("" if cell in empty else text for cell, text in enumerate(numbers))


def unreached(n: Numbers) -> tuple[int, ...]:
    """Pixels that no window reads, unless there is no window at all."""
    return tuple(np.flatnonzero(n.reads == 0).tolist()) if n.y.size else ()


def _input_sentences(n: Numbers, d: int) -> Sentences:
    where = "the input" if n.settings.depth == 1 else f"input slice {d}"
    if n.settings.show == "coverage":
        return Sentences(f"Row {{row}}, column {{col}} of {where}: each filter reads it **{{value}}**×")
    return Sentences(
        f"Row {{row}}, column {{col}} of {where} is **{{value}}**: each filter reads it {{0}}×",
        (Packed.of(n.reads.ravel()),),
    )


def _border(settings: Settings, rows: int, cols: int) -> tuple[int, ...]:
    PH, P = settings.axis_h[3], settings.axis_w[3]
    inside = np.zeros((rows, cols), dtype=bool)
    inside[PH : rows - PH, P : cols - P] = True
    return tuple(np.flatnonzero(~inside).tolist())


def input_keys(settings: Settings, d: int) -> tuple[str, ...]:
    """Where an edit of each cell is kept; padding cannot be edited."""
    (H, _, _, PH, _), (W, _, _, P, _) = settings.axis_h, settings.axis_w
    return _keys(d, range(-PH, H + PH), range(-P, W + P), H, W)


@lru_cache(maxsize=512)
def _keys(d: int, rows: range, cols: range, H: int, W: int) -> tuple[str, ...]:
    return tuple(f"{d},{row},{col}" if 0 <= row < H and 0 <= col < W else "" for row in rows for col in cols)


def filter_grids(n: Numbers, lens: bool) -> list[Grid]:
    """The filter of the lit map is the one that is drawn; the first, while there are no maps."""
    chars, (K, _, _, D1) = longest(n.w), n.w.shape
    return [_filter_grid(n, k, d, chars, lens) for k in range(K if n.outputs else 1) for d in range(D1)]


def _filter_grid(n: Numbers, k: int, d: int, chars: int, lens: bool) -> Grid:
    settings, w = n.settings, n.w[k, :, :, d]
    box = layout.filter_box(settings, w.shape[0], w.shape[1], d, chars, lens)
    name = f"filter {k}" + ("" if settings.depth == 1 else f", slice {d}")
    shared = f"shared by all {plural(n.outputs, 'output')} of map {k}"
    return Grid(
        f"w{k}.{d}", box.x, box.y, box.cell, w.shape[0], w.shape[1], "filter", numbers_of(w), box.digits,
        title=name + (" (turned)" if settings.flip else ""),
        tint=() if box.digits else tint(w),
        say=Sentences(f"Weight {{row}}, {{col}} of {name} is **{{value}}**: {shared}"),
        edit="w_edits", edit_keys=filter_keys(settings, k, d),
        shows_with=f"y{k}" if n.outputs else None, turned=180 if settings.flip else 0,
    )  # fmt: skip


def filter_keys(settings: Settings, k: int, d: int) -> tuple[str, ...]:
    """A turned filter is edited where its weight now stands."""
    FH, F = settings.axis_h[1], settings.axis_w[1]
    keys = [f"{k},{d},{row},{col}" for row in range(FH) for col in range(F)]
    return tuple(keys[::-1] if settings.flip else keys)


def bias_grids(n: Numbers, x: float, y: float) -> list[Grid]:
    """A cell for each bias, of which the lit map's is drawn."""
    biases = n.b.tolist() if n.outputs else n.b.tolist()[:1]
    return [_bias_grid(n, x, y, k, number(value)) for k, value in enumerate(biases)]


def _bias_grid(n: Numbers, x: float, y: float, k: int, value: str) -> Grid:
    side = 30 if len(value) <= 3 else 48
    return Grid(
        f"b{k}", x, y, side, 1, 1, "filter", (value,), digits(side, len(value)), title=f"bias {k}",
        edit="w_edits", edit_keys=(str(k),), shows_with=f"y{k}" if n.outputs else None,
        say=Sentences(f"The bias of filter {k} is **{{value}}**: added to each of the {n.outputs} outputs of map {k}"),
    )  # fmt: skip


def map_grids(n: Numbers) -> list[Grid]:
    """The output maps; none where nothing fits."""
    if not n.y.size:
        return []
    boxes = layout.map_boxes(n.y.shape[2], n.y.shape[0], n.y.shape[1], longest(n.y))
    return [_map_grid(n, k, box) for k, box in enumerate(boxes)]


def _map_grid(n: Numbers, k: int, box: Box) -> Grid:
    y = n.y[:, :, k]
    image, width = y.size > AS_IMAGE, y.shape[1] * box.cell
    return Grid(
        f"y{k}", box.x, box.y, box.cell, y.shape[0], y.shape[1], "output", numbers_of(y),
        digits=0 if image else box.digits,
        title=f"output map {k}" if n.settings.K <= 2 else f"map {k}", code=f"V[:,:,{k}]" if width > 190 else "",
        tint=() if box.digits or image else tint(y),
        pixels=shaded(strength(y), "S") if image else None,
        say=_map_sentences(n, k),
    )  # fmt: skip


def _map_sentences(n: Numbers, k: int) -> Sentences:
    """Such as "Row 1, column 2 of map 0: 1 + 0 − 4 + bias 1 = −2 (padded rows 2–4, columns 4–6)"."""
    rows, cols, _, depth = n.parts.shape
    terms = " ".join("{0}" if d == 0 else f"{{{d}:+}}" for d in range(depth))
    down, across = _spans(n.settings.axis_h, rows), _spans(n.settings.axis_w, cols)
    windows = [*(np.repeat(edge, cols) for edge in down), *(np.tile(edge, rows) for edge in across)]
    of_rows = _of(f"{'padded ' if n.settings.P else ''}row", depth, n.settings.axis_h)
    of_cols = _of("column", depth + 2, n.settings.axis_w)
    sum_ = f"{terms} + bias {number(n.b[k])} = **{{value}}**"
    return Sentences(
        f"Row {{row}}, column {{col}} of map {k}: {sum_} ({of_rows}, {of_cols})",
        (*(packed(n.parts[:, :, k, d].ravel()) for d in range(depth)), *map(Packed.of, windows)),
    )


def _of(name: str, place: int, axis: Axis) -> str:
    """Which rows or columns a window covers, as a pattern: "rows {0}–{1}", or "row {0}" where it is one pixel high."""
    return f"{name} {{{place}}}" if axis[1] == 1 else f"{name}s {{{place}}}–{{{place + 1}}}"


def _spans(axis: Axis, outputs: int) -> tuple[np.ndarray, np.ndarray]:
    """First and last padded pixel under each window."""
    _, F, S, _, dilation = axis
    first = np.arange(outputs) * S
    return first, first + (F - 1) * dilation
