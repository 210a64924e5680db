"""The im2col picture of a known net's layer: its matrices as boxes, counted but not drawn number by number."""

from math import isqrt, sqrt

from cnnlib.implementations import Matrices
from cnnlib.scenes.im2col import layout, words
from cnnlib.scenes.im2col.picture import head, side
from cnnlib.scenes.im2col.settings import Settings
from cnnlib.scenes.scene import Item, Label, Line, Panel, Run, Scene

LEAST = 7  # pixels of a box's side
STACK = 9  # from one slice of a volume to the next
MOST = 5  # slices that are drawn


def counted_scene(settings: Settings) -> Scene:
    """Input, X_col, W_row, product and output as boxes with their sizes."""
    counted = words.sizes(settings)
    assert counted is not None  # the layers of these nets fit
    items = [*head(settings), *_input(settings), *_matrices(counted), *_output(settings), *_story(settings, counted)]
    return Scene(
        settings.as_dict(), layout.WIDTH, layout.HEIGHT, (*items, *side(settings)), spoken=words.spoken(settings)
    )


def _input(settings: Settings) -> list[Item]:
    volume, F = settings.volume, settings.axis[1]
    box = 150.0
    window = max(LEAST, box * F / volume.W)
    front = layout.LEFT, layout.TOP + STACK * (min(volume.D, MOST) - 1)
    return [
        _title(layout.LEFT, layout.TOP, f"input: {volume.W} × {volume.H} × {volume.D}"),
        *_slices(layout.LEFT, box, volume.D, "hatch", "input"),
        Panel(*front, window, window, "F"),
        _label(layout.LEFT + 210, layout.TOP + 40, f"a window: {F} × {F} × {volume.D}", "F"),
        _label(
            layout.LEFT + 210,
            layout.TOP + 66,
            f"{words.plural_of(F * F * volume.D, 'number')},",
            "muted",
            id="window-size",
        ),
        _label(layout.LEFT + 210, layout.TOP + 88, "stretched out into one column", "muted"),
    ]


def _slices(left: float, box: float, depth: int, behind: str, front: str) -> list[Item]:
    """The slices of a volume, one before the other with a line between; at most MOST of them are drawn."""
    shown = min(depth, MOST)
    places = [(left + STACK * (shown - 1 - n), layout.TOP + STACK * n) for n in range(shown)]
    return [
        *(Panel(x, y, box, box, front if n == shown - 1 else behind) for n, (x, y) in enumerate(places)),
        *(Line(x - 1, y, x + box, y, "paper", 2) for x, y in places[1:]),
        *(Line(x + box, y, x + box, y + box + 1, "paper", 2) for x, y in places[1:]),
    ]


def _matrices(counted: Matrices) -> list[Item]:
    """X_col above the product, W_row left of it; sides drawn as square roots, because they differ so much."""
    (R, N), (K, _) = counted.X_col, counted.W_row
    scale = min((layout.MATRIX_END - layout.MATRIX) / sqrt(N), 260 / sqrt(R + K))
    wide, tall, low = (max(LEAST, scale * sqrt(size)) for size in (N, R, K))
    above = (layout.TOP + layout.BOTTOM - tall - 44 - low) / 2
    top, left = above + tall + 44, layout.MATRIX - 14 - tall
    column = max(2.0, wide / isqrt(N))
    return [
        _title(layout.MATRIX, above, f"X_col: {R:,} × {N:,} = {R * N:,} numbers", "X_col"),
        Panel(layout.MATRIX, above, wide, tall, "input"),
        Panel(layout.MATRIX, above, column, tall, "F"),
        _title(left + tall, top, f"W_row: {K} × {R:,}", "W_row", "end"),
        Panel(left, top, tall, low, "lit"),
        _title(layout.MATRIX, top, f"W_row · X_col + b: {K} × {N:,}", "product-size"),
        Panel(layout.MATRIX, top, wide, low, "lit-output"),
        _label(
            layout.MATRIX,
            top + low + 32,
            "Sides as square roots: twice as long is four times as many.",
            "muted",
            13,
        ),
    ]


def _output(settings: Settings) -> list[Item]:
    out, box = settings.conv.output(settings.volume), 110.0
    return [
        _title(layout.SIDE, layout.TOP, f"output: {out.W} × {out.H} × {out.D}"),
        *_slices(layout.SIDE, box, out.D, "lit-output", "output"),
    ]


def _story(settings: Settings, counted: Matrices) -> list[Item]:
    """The counts in words."""
    (R, N), (K, _) = counted.X_col, counted.W_row
    _, F, S, P, _ = settings.axis
    D, side = settings.volume.D, settings.conv.output(settings.volume).W
    lines = (
        (f"{F}·{F}·{D} = {R:,} rows", "a window through all slices" if D > 1 else "a window"),
        (f"{side}·{side} = {N:,} columns", f"a window at each output, S = {S}, P = {P}"),
        (f"{K} rows of W_row", f"a filter each, {R:,} weights"),
        (f"{K}·{R:,}·{N:,} = {K * R * N:,}", "multiply-adds"),
    )
    items: list[Item] = []
    for n, (count, meaning) in enumerate(lines):
        y = layout.DOT + 12 + 44 * n
        items.append(Label(layout.LEFT, y, (Run(count, bold=True),), 16, id=f"story-{n}"))
        items.append(Label(layout.LEFT, y + 19, (Run(meaning, "muted"),), 14, id=f"story-{n}-2"))
    return items


def _title(x: float, y: float, text: str, id: str = "", anchor: str = "start") -> Label:
    return Label(x, y - 10, (Run(text, bold=True),), 14, anchor, id=id)


def _label(x: float, y: float, text: str, role: str, size: float = 14, id: str = "") -> Label:
    return Label(x, y, (Run(text, role),), size, id=id)
