"""The grids of the im2col picture: input slices, X_col, W_row, biases, product, output maps."""

import numpy as np

from cnnlib.scenes.boxes import Box
from cnnlib.scenes.convolution.grids import AS_IMAGE, longest, numbers_of, strength, tint
from cnnlib.scenes.im2col import layout, words
from cnnlib.scenes.im2col.values import Numbers
from cnnlib.scenes.pixels import shaded
from cnnlib.scenes.scene import Copies, Grid, Packed


def _cells(values: np.ndarray, box: Box, role: str) -> dict:
    """Numbers, or colours where the cells are too small for them."""
    image = values.size > AS_IMAGE
    return {
        "x": box.x, "y": box.y, "cell": box.cell, "rows": values.shape[0], "cols": values.shape[1],
        "numbers": numbers_of(values),
        "digits": 0 if image else box.digits,
        "tint": () if image or box.digits else tint(values),
        "pixels": shaded(strength(values), role) if image else None,
    }  # fmt: skip


def input_grids(n: Numbers) -> list[Grid]:
    """The padded input, slice by slice."""
    chars = longest(n.x)
    return [_input_grid(n, d, layout.input_box(n.x.shape[2], len(n.x), d, chars)) for d in range(n.x.shape[2])]


def _input_grid(n: Numbers, d: int, box: Box) -> Grid:
    P, copies = n.settings.P, n.copies[:, :, d]
    return Grid(
        f"x{d}", **_cells(n.x[:, :, d], box, "W"), role="input",
        title="the input" if n.x.shape[2] == 1 else f"input slice {d}",
        first=(-P, -P), hatched=_border(len(n.x), P),
        unreached=tuple(np.flatnonzero(copies == 0).tolist()) if n.positions else (),
        say=words.of_input(n, d), edit="x_edits", edit_keys=_input_keys(n, d),
    )  # fmt: skip


def _border(side: int, P: int) -> tuple[int, ...]:
    inside = np.pad(np.ones((side - 2 * P, side - 2 * P), bool), P)
    return tuple(np.flatnonzero(~inside).tolist())


def _input_keys(n: Numbers, d: int) -> tuple[str, ...]:
    """Padding cannot be edited."""
    W, P = n.settings.W, n.settings.P
    places = range(-P, W + P)
    inside = range(W)
    return tuple(f"{d},{row},{col}" if row in inside and col in inside else "" for row in places for col in places)


def column_grid(n: Numbers, box: Box) -> Grid:
    """X_col: every cell a copy, copies of padding muted."""
    P, side = n.settings.P, len(n.x)
    border = np.isin(n.places // n.x.shape[2], _border(side, P))
    cells = _cells(n.columns, box, "W")
    return Grid(
        "col", **cells, role="input", title=f"X_col: {words.shape(n.columns)}", by_column=True,
        hatched=() if cells["pixels"] else tuple(np.flatnonzero(border).tolist()), say=words.of_columns(n),
    )  # fmt: skip


def row_grid(n: Numbers, box: Box) -> Grid:
    """W_row: every row a filter, its weights where they are edited."""
    settings, (F, D1) = n.settings, (n.settings.F, n.settings.D1)
    order = [(a, c, d) for a in range(F) for c in range(F) for d in range(D1)]
    keys = tuple(f"{k},{d},{a},{c}" for k in range(settings.K) for a, c, d in order)
    return Grid(
        "row", **_cells(n.rows, box, "F"), role="filter", title=f"W_row: {words.shape(n.rows)}",
        say=words.of_rows(n), edit="w_edits", edit_keys=keys,
    )  # fmt: skip


def bias_grid(n: Numbers, box: Box) -> Grid:
    """The biases, a row for each filter."""
    return Grid(
        "b", **_cells(n.b[:, None], box, "F"), role="filter", title="b", say=words.of_biases(n), named="the biases b",
        edit="w_edits", edit_keys=tuple(str(k) for k in range(len(n.b))),
    )  # fmt: skip


def product_grid(n: Numbers, box: Box) -> Grid:
    """The product with the biases: a row for each output map."""
    title = f"W_row · X_col + b: {words.shape(n.product)}"
    return Grid("product", **_cells(n.product, box, "S"), role="output", title=title, say=words.of_product(n))


def map_grids(n: Numbers) -> list[Grid]:
    """The rows of the product, folded back into maps."""
    boxes = layout.map_boxes(n.y.shape[2], n.y.shape[0], longest(n.y))
    return [
        Grid(f"y{k}", **_cells(n.y[:, :, k], box, "S"), role="output", title=f"output map {k}", say=words.of_map(n, k))
        for k, box in enumerate(boxes)
    ]


def copies(n: Numbers) -> tuple[Copies, Copies]:
    """X_col repeats the input; a row of the product is a map, told row by row."""
    D1, (K, positions) = n.x.shape[2], n.product.shape
    which, cells = np.divmod(np.arange(K * positions), positions)
    return (
        Copies("col", tuple(f"x{d}" for d in range(D1)), Packed.of(n.places % D1), Packed.of(n.places // D1)),
        Copies("product", tuple(f"y{k}" for k in range(K)), Packed.of(which), Packed.of(cells)),
    )
