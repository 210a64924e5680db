"""The picture of growing filters, put together."""

from dataclasses import replace

from cnnlib.scenes.growth import layout, words
from cnnlib.scenes.growth.answers import answers, title
from cnnlib.scenes.growth.runs import Grown, run_named
from cnnlib.scenes.growth.settings import Settings
from cnnlib.scenes.growth.sheets import limits, one_filter, sheet_of, sheets
from cnnlib.scenes.scene import Button, Caption, Curve, Grid, Item, Label, Line, Panel, Reel, Run, Scene, Told

FRAME = 5  # around a filter


def picture(settings: Settings) -> Scene:
    """The filters on the left; accuracy, one filter through time and answers on the right."""
    run = run_named(settings.run)
    missing = words.missing(settings, len(run.filters[0]))
    items = (
        *_head(run),
        *_sheet(settings, run),
        *_accuracy(run),
        *_strip(settings, run),
        *(_repair(settings, run, missing) if missing else ()),
        *answers(settings, run),
        Panel(0, layout.CAPTION_Y, layout.WIDTH, 44),
        Caption(18, layout.CAPTION_Y + 28, layout.WIDTH - 36, 16),
    )
    return Scene(
        vars(settings).copy(), layout.WIDTH, layout.HEIGHT, items, film=("checkpoints",), spoken=words.spoken(run),
        problem=missing, start=len(run.steps) - 1,
    )  # fmt: skip


def _head(run: Grown) -> list[Item]:
    return [
        Panel(0, 0, layout.WIDTH, 52),
        Label(18, 33, words.head(run), 19, id="formula"),
        Label(layout.WIDTH - 18, 32, (Run(words.count(run), bold=True),), 16, "end", id="parameters"),
        Panel(0, 60, layout.WIDTH, 56),
        Told(18, 84, words.standing(run), 17, bold=True, id="verdict"),
        Told(18, 106, words.grown(run), 14, role="muted", id="steps"),
    ]


def _sheet(settings: Settings, run: Grown) -> list[Item]:
    """All filters as they were at the snapshot, the chosen one in a frame."""
    place, D = sheet_of(run), run.filters[0].shape[3]
    what = "all filters" if settings.show == "filters" else "what training has added to each"
    colours = "grey is 0" if D == 3 else "blue +, red \u2212" if D == 1 else "slice 0 of each: blue +, red \u2212"
    width, height = (side * place.scale for side in place.size)
    reel = Reel(layout.SHEET_X, layout.SHEET_Y, width, height, sheets(replace(settings, filter=0)), id="filters")
    scale = words.full_colour(settings, limits(settings))
    full = Told(layout.SHEET_X, layout.SHEET_Y + height + 26, scale, 13, role="muted", id="full")
    return [title(layout.SHEET_X, layout.SHEET_Y - 4, what, colours), *_tiles(settings, run), reel, full]


def _tiles(settings: Settings, run: Grown) -> list[Item]:
    """Below each filter a button that chooses it, and around the chosen one a frame."""
    items, frame = list[Item](), list[Item]()
    for k in range((place := sheet_of(run)).count):
        x, y, width, height = place.box(k)
        left, top, right, bottom = x - FRAME, y - FRAME, x + width + FRAME, y + height + FRAME
        items.append(Button(left, top, right - left, bottom - top, "", "border", {"filter": k}, named=f"filter {k}"))
        items.append(Panel(x, y, width, height, "padding"))
        if k == settings.filter:
            frame = _frame(left, top, right, bottom)
    return [*items, *frame]


def _frame(left: float, top: float, right: float, bottom: float) -> list[Item]:
    """Four strokes around the filter that is followed."""
    sides = (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    )
    return [Line(*side, "K", 4) for side in sides]


def _cell(run: Grown) -> float:
    return min(layout.LARGEST, layout.SIDE_WIDTH / len(run.steps))


def _accuracy(run: Grown) -> list[Item]:
    """Right answers at each snapshot, above its cell."""
    top, height, cell = layout.PLOT_Y, layout.PLOT_HEIGHT, _cell(run)
    right = layout.SIDE + cell * len(run.steps)
    items: list[Item] = [title(layout.SIDE, top - 8, "right answers", f"of {run.measured}", "accuracy-title")]
    for share in (0, 0.5, 1):
        y = top + height * (1 - share)
        items += [
            Line(layout.SIDE, y, right, y),
            Label(layout.SIDE - 8, y + 5, (Run(f"{100 * share:.0f} %", "muted"),), 13, "end"),
        ]
    steps = tuple(range(len(run.steps)))
    xs = tuple(layout.SIDE + (n + 0.5) * cell for n in steps)
    ys = tuple(top + height * (1 - share) for share in run.accuracies)
    return [*items, Curve(xs, ys, "W", 2.5, dots=4, at=steps, id="accuracy")]


def _strip(settings: Settings, run: Grown) -> list[Item]:
    """One filter at each snapshot, and below it the cell that the film visits, with the step."""
    K, cell = len(run.filters[0]), _cell(run)
    followed = settings.filter < K
    say = words.sentences(settings) if followed else words.standing(run)
    y = layout.STRIP_Y + layout.LARGEST
    grid = Grid("checkpoints", layout.SIDE, y, cell, 1, len(run.steps), "output",
                tuple(map(_short, run.steps)), digits=13, say=say, named="steps of the checkpoints")  # fmt: skip
    steps = Label(layout.SIDE - 8, y + cell / 2 + 5, (Run("step", "muted"),), 13, "end")
    return [grid, steps, *(_through(settings, run) if followed else ())]


def _through(settings: Settings, run: Grown) -> list[Item]:
    """The filter at each snapshot."""
    cell, (H, W) = _cell(run), run.filters[0].shape[1:3]
    items: list[Item] = [
        title(layout.SIDE, layout.STRIP_Y, f"filter {settings.filter}", "through the training", "strip-title")
    ]
    scale = (cell - 4) / max(H, W)
    for n, image in enumerate(one_filter(settings)):
        x = layout.SIDE + (n + 0.5) * cell - W * scale / 2
        items.append(Panel(x, layout.STRIP_Y, W * scale, H * scale, "padding"))
        items.append(Reel(x, layout.STRIP_Y, W * scale, H * scale, (image,), id=f"filter at {n}"))
    return items


def _short(step: int) -> str:
    """
    >>> _short(860), _short(12500)
    ('860', '12.5k')
    """
    return f"{step}" if step < 10_000 else f"{step / 1000:.3g}k"


def _repair(settings: Settings, run: Grown, missing: str) -> list[Item]:
    last = len(run.filters[0]) - 1
    y = layout.STRIP_Y - 26
    return [
        Label(layout.SIDE, y + 12, (Run(missing, "amber", bold=True),), 15, id="missing"),
        Button(layout.WIDTH - 24 - 80, y - 6, 80, 26, f"k = {last}", "K", {"filter": last}),
    ]
