"""The im2col picture, put together."""

import numpy as np

from cnnlib.scenes.boxes import fit_cell
from cnnlib.scenes.card import card
from cnnlib.scenes.convolution.grids import longest, packed
from cnnlib.scenes.fit import changes, repair_buttons
from cnnlib.scenes.formula import size_formula
from cnnlib.scenes.im2col import grids, layout, words
from cnnlib.scenes.im2col.clock import time_panel
from cnnlib.scenes.im2col.settings import CONTROLS, Settings
from cnnlib.scenes.im2col.values import Numbers, work_out
from cnnlib.scenes.scene import (
    Button,
    Caption,
    Grid,
    Item,
    Label,
    Lens,
    Line,
    Link,
    Panel,
    Products,
    Run,
    Scene,
    Sentences,
    Told,
)
from cnnlib.scenes.text import width

SUMS = 11, 16  # smallest and largest size of the products
LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
LINE = 24  # from one line of products to the next


def matrices_scene(settings: Settings) -> Scene:
    """Input slices, X_col, W_row below and left of it, the product where they meet, the maps folded from it."""
    n = work_out(settings)
    boxes = layout.matrices(n, max(longest(part) for part in (n.columns, n.rows, n.product, n.b)))
    inputs, rows, bias = grids.input_grids(n), grids.row_grid(n, boxes.W_row), grids.bias_grid(n, boxes.b)
    made = [grids.column_grid(n, boxes.X_col), grids.product_grid(n, boxes.product)] if n.positions else []
    items: list[Item] = [
        *head(settings),
        *inputs,
        rows,
        bias,
        *made,
        *(_brackets(n, made[0]) if made else []),
        *(_dot_product(n, rows, made[0]) if made else [_no_column()]),
        *(grids.map_grids(n) if made else []),
        *side(settings),
        Panel(0, layout.SENTENCE, layout.SIDE - 24, 40),
        Caption(16, layout.SENTENCE + 26, layout.SIDE - 56, 16),
    ]
    links, film, copies = ((_link(n),), ("product",), grids.copies(n)) if made else ((), (), ())
    return Scene(
        settings.as_dict(), layout.WIDTH, layout.HEIGHT, tuple(items), links, film,
        words.spoken(settings), words.problem(settings), copies=copies,
    )  # fmt: skip


def head(settings: Settings) -> list[Item]:
    """The size formula, and below it the shapes of the matrices, or why there are none, and what would help."""
    trouble = words.problem(settings)
    role = "amber" if trouble else "text"
    right = layout.WIDTH - 18
    return [
        Panel(0, 0, layout.WIDTH, 52),
        Label(18, 33, size_formula(*settings.axis, short=not settings.own), 19, id="formula"),
        Label(right, 32, (Run(words.output_text(settings), role, bold=True),), 17, "end", id="output"),
        Panel(0, 60, layout.WIDTH, 50, "amber-fill" if trouble else "panel"),
        Label(18, 80, (Run(words.first_line(settings), role, bold=bool(trouble)),), 15, id="verdict"),
        Label(18, 100, (Run(words.second_line(settings), "text" if trouble else "muted"),), 14, id="verdict-2"),
        *(_repairs(settings) if trouble else []),
    ]


def _repairs(settings: Settings) -> list[Button]:
    """Changes of one symbol; where none is enough, a window of one pixel, which always fits."""
    right = layout.WIDTH - 12
    single = repair_buttons(changes(settings.axis, CONTROLS), right, 69)
    return single or [Button(right - 96, 69, 96, 32, "F = S = 1", "F", {"F": 1, "S": 1})]


def side(settings: Settings) -> list[Item]:
    """Memory and time."""
    rows = words.card_rows(settings)
    return [
        *card(layout.SIDE, layout.CARD_TOP, layout.SIDE_WIDTH, "Memory", rows, layout.CARD_LINE),
        *time_panel(settings, layout.SIDE, layout.TIME_TOP, layout.SIDE_WIDTH),
    ]


def _link(n: Numbers) -> Link:
    """The matrix product: every row of W_row meets every column of X_col."""
    (K, R), positions = n.rows.shape, n.positions
    down, across = (tuple(range(R)),) * K, tuple((column,) for column in range(positions))
    return Link(("product",), ("col",), down, across, (("row",),), by_row=True)


def _brackets(n: Numbers, col: Grid) -> list[Item]:
    """Left of X_col, which rows of it are which row of the window."""
    F, run = n.settings.F, n.settings.F * n.x.shape[2] * col.cell
    if F == 1 or run < 15:
        return []
    x = col.x - 6
    items: list[Item] = []
    for a in range(F):
        top = col.y + a * run
        items.append(Line(x, top + 2, x, top + run - 2, "muted", 1.5, id="bracket"))
        items.append(Label(x - 6, top + run / 2 + 4, (Run(f"row {a}", "muted"),), 12, "end", id="bracket"))
    return items


def _dot_product(n: Numbers, rows: Grid, col: Grid) -> list[Item]:
    """w^T x + b of the lit number: in a sum where a line has room for a row of the window, else under the lens."""
    heading = _heading(n)
    across, chars = n.settings.F * n.x.shape[2], longest(n.columns) + longest(n.rows)
    size = min(SUMS[1], layout.ROOM / width("+ " + " + ".join(["0" * (chars + 1)] * across), 1))
    if col.digits and size >= SUMS[0]:
        return [heading, Products(layout.LEFT, layout.DOT + 28, "col", size=size, line=LINE, across=across)]
    room = rows.y - 34 - layout.DOT - 14
    cell = fit_cell(n.settings.F, across, min(layout.ROOM - 16, col.x - 74), room, 40)
    return [
        heading,
        Lens(layout.LEFT, layout.DOT + 14, cell, "col", digits=layout.digits(cell, longest(n.columns)), across=across),
    ]


def _heading(n: Numbers) -> Told:
    """`w₀ᵀ x₇ + b₀ = −3 + 1 = −2`, step by step."""
    K, positions = n.product.shape
    k, p = np.divmod(np.arange(K * positions), positions)
    runs = (
        Run("w{0}", "F", bold=True), Run("ᵀ "), Run("x{1}", "W", bold=True), Run(" + "), Run("b{0}", "F", bold=True),
        Run("  =  {2} {3:+}  =  "), Run("{4}", "S", bold=True),
    )  # fmt: skip
    columns = (low(k), low(p), packed(n.sums.ravel()), packed(n.b[k]), packed(n.product.ravel()))
    texts = Sentences("".join(run.text for run in runs), columns)
    return Told(layout.LEFT, layout.DOT, texts, 18, id="dot", runs=runs)


def low(numbers: np.ndarray) -> tuple[str, ...]:
    """Whole numbers as indices.

    >>> low(np.array([0, 12]))
    ('₀', '₁₂')
    """
    return tuple(str(number).translate(LOW) for number in numbers.tolist())


def _no_column() -> Label:
    return Label(layout.MATRIX, layout.TOP + 20, (Run("no window, so no column", "amber", bold=True),), 15, id="none")
