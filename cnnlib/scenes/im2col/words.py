"""What the im2col picture says besides its numbers."""

import numpy as np

from cnnlib.accounting import in_words
from cnnlib.implementations import Matrices, matrices
from cnnlib.scenes import fit
from cnnlib.scenes.convolution.grids import packed
from cnnlib.scenes.formula import conventions
from cnnlib.scenes.im2col.clock import told_times
from cnnlib.scenes.im2col.settings import Settings
from cnnlib.scenes.im2col.values import Numbers
from cnnlib.scenes.scene import Packed, Sentences
from cnnlib.scenes.text import number, often, plural
from cnnlib.shapes import FitError, exact_size


def problem(settings: Settings) -> str:
    """Why the windows do not fit, with the numbers; empty where they do. A known net's layer may be cropped."""
    return fit.misfit(settings.axis) if settings.own else ""


def sizes(settings: Settings) -> Matrices | None:
    """The shapes of the matrices, by `cnnlib.implementations`; None where not one window fits."""
    try:
        return matrices(settings.volume, settings.conv)
    except FitError:
        return None


def first_line(settings: Settings) -> str:
    """The sentence under the formula."""
    trouble, counted = problem(settings), sizes(settings)
    if trouble or not counted:
        return trouble
    (R, N), K = counted.X_col, settings.conv.K
    F, side = settings.axis[1], exact_size(*settings.axis).__floor__()
    made = f"{side}·{side} = {plural_of(N, 'window')} of {F}·{F}·{settings.volume.D} = {plural_of(R, 'number')}"
    return f"{made}: X_col is {R:,} × {N:,}, W_row {K} × {R:,}, their product {K} × {N:,}."


def plural_of(count: int, word: str) -> str:
    """Counted with separators.

    >>> plural_of(3025, "window"), plural_of(1, "number")
    ('3,025 windows', '1 number')
    """
    return plural(count, word).replace(str(count), f"{count:,}", 1)


def second_line(settings: Settings) -> str:
    """In which order a window is stretched out; or what the three customs would do."""
    size = exact_size(*settings.axis)
    if problem(settings):
        drawn = "; drawn: floor, the hatched pixels stand in no column"
        return conventions(size) + drawn if size >= 1 else "Choose a repair, or move a slider."
    D1 = settings.volume.D
    depth = "" if D1 == 1 else f", and at each pixel through {'both' if D1 == 2 else f'all {D1}'} slices"
    return f"A column reads its window row by row, from left to right{depth}; a row of W_row reads its filter alike."


def output_text(settings: Settings) -> str:
    """The volume into which the product is folded."""
    counted = sizes(settings)
    if not counted:
        return "no output"
    out = settings.conv.output(settings.volume)
    return f"output {out.W} × {out.H} × {out.D}"


def spoken(settings: Settings) -> str:
    """The whole picture in one sentence."""
    W, F, S, P, d = settings.axis
    given = f"input {W} × {W} × {settings.volume.D}, F = {F}, S = {S}, P = {P}, d = {d}, K = {settings.conv.K}"
    told = f"{output_text(settings)}. {first_line(settings)}{told_times(settings)}"
    return f"Convolution as one matrix product: {given}; {told}"


def shape(matrix: np.ndarray) -> str:
    """
    >>> shape(np.zeros((8, 9)))
    '8 × 9'
    """
    return f"{matrix.shape[0]} × {matrix.shape[1]}"


def card_rows(settings: Settings) -> list[tuple[str, str, str]]:
    """What the copies cost."""
    counted, volume = sizes(settings), settings.volume
    rows = [("input", plural_of(volume.size, "number"), "text")]
    if not counted:
        return [
            *rows,
            ("X_col", "no columns", "amber"),
            ("copied", "never", "amber"),
            ("bytes", "none", "amber"),
        ]
    R, N = counted.X_col
    return [
        *rows,
        ("X_col", _short_sum(f"{R:,}·{N:,} = ", f"{R * N:,}"), "W"),
        ("copied", f"{number(round(float(counted.factor), 2))}× on average", "F"),
        ("bytes", f"{_short(counted.input_bytes)} → {_short(counted.column_bytes)}", "text"),
    ]


def _short_sum(sum_: str, total: str) -> str:
    """The sum and its total, or the total alone where the card has no room for both."""
    return sum_ + total if len(sum_ + total) <= 18 else total


def _short(size: int) -> str:
    return in_words(size).replace(" bytes", " B")


def times(counts: np.ndarray) -> tuple[str, ...]:
    """
    >>> times(np.array([0, 1, 2, 9]))
    ('not copied', 'copied once', 'copied twice', 'copied 9 times')
    """
    return tuple(f"copied {often(count)}" if count else "not copied" for count in counts.ravel().tolist())


def of_input(n: Numbers, d: int) -> Sentences:
    """Of each pixel: how often it stands in X_col."""
    where = "the input" if n.x.shape[2] == 1 else f"input slice {d}"
    told = f"Row {{row}}, column {{col}} of {where}, **{{value}}**, is {{0}} into X_col"
    return Sentences(told, (times(n.copies[:, :, d]),))


def of_columns(n: Numbers) -> Sentences:
    """Where each number was copied from, as the reader counts rows and columns."""
    side, D1 = len(n.x), n.x.shape[2]
    rows, cols = np.divmod(n.places // D1, side)
    where = (Packed.of(rows - n.settings.P), Packed.of(cols - n.settings.P))
    origin = "row {0}, column {1} of " + ("the input" if D1 == 1 else "input slice {2}")
    slices = () if D1 == 1 else (Packed.of(n.places % D1),)
    return Sentences(f"**{{value}}** in row {{row}} of column {{col}} is a copy of {origin}", (*where, *slices))


def of_rows(n: Numbers) -> Sentences:
    """Of each weight in W_row: its place in the filter, and what it meets."""
    K, R = n.rows.shape
    F, D1 = n.settings.F, n.settings.D1
    a, c, d = (np.tile(part, K) for part in np.unravel_index(np.arange(R), (F, F, D1)))
    depth = "" if D1 == 1 else ", slice {2}"
    place = f"row {{0}}, column {{1}}{depth} of filter {{row}}"
    meets = f"it meets row {{col}} of X_col, {plural(n.positions, 'product')}" if n.positions else "it meets nothing"
    return Sentences(f"**{{value}}** is {place}: {meets}", tuple(map(Packed.of, (a, c, d)[: 2 if D1 == 1 else 3])))


def of_biases(n: Numbers) -> Sentences:
    """Of each bias: to how many products it is added."""
    return Sentences(f"The bias of filter {{row}}, **{{value}}**, is added to {plural(n.positions, 'product')}")


def of_product(n: Numbers) -> Sentences:
    """Of each number of the product: row, column and bias, and where in its map it stands."""
    rows, cols = np.divmod(np.tile(np.arange(n.positions), len(n.b)), max(1, n.y.shape[1]))
    told = "Row {row} · column {col}: {0} {1:+} = **{value}**, row {2}, column {3} of output map {row}"
    biases = np.repeat(n.b, n.positions)
    return Sentences(told, (packed(n.sums), packed(biases), Packed.of(rows), Packed.of(cols)))


def of_map(n: Numbers, k: int) -> Sentences:
    """Of each number of an output map: the row and the column that made it."""
    told = f"Row {{row}}, column {{col}} of output map {k}: row {k} · column {{0}}: {{1}} {{2:+}} = **{{value}}**"
    biases = np.full(n.positions, n.b[k])
    return Sentences(told, (Packed.of(np.arange(n.positions)), packed(n.sums[k]), packed(biases)))
