"""The overview as data: the image, a page of layers, the class scores."""

import numpy as np

from cnnlib.scenes.network import layout
from cnnlib.scenes.network.columns import column, orders, wrapped
from cnnlib.scenes.network.run import Run, columns_of, run_of
from cnnlib.scenes.network.settings import Settings
from cnnlib.scenes.network.subjects import NETS, YOURS, classes_of
from cnnlib.scenes.network.tiles import picture_tiles
from cnnlib.scenes.scene import Button, Caption, Item, Label, Panel, Scene
from cnnlib.scenes.scene import Run as Text
from cnnlib.scenes.text import MINUS, counted, plural

TIMES = "\u00a0×\u00a0"  # "28 × 28" stands in one line
BEST = 10  # classes shown
READ = "Point at a number to read it. Click a map to see how it is made, and a number of that to see its window."
LONG = 7  # letters of the name of a class, from which on all are written a little smaller


def overview(settings: Settings) -> Scene:
    """The whole picture."""
    run = run_of(settings)
    columns = columns_of(run, settings.unfolded)
    first = layout.first_of(settings.first, len(columns))
    shown = columns[first : first + layout.COLUMNS]
    items: list[Item] = [*_top(run), *_input(run), *_pages(first, len(shown), len(columns))]
    order = orders(columns, settings.order)[first:]
    step, wide = layout.steps(len(shown))
    for n, one in enumerate(shown):
        items += column(settings, run, one, order[n], layout.LEFT + n * step, wide)
    items += [*_scores(run), Panel(0, layout.SAYS, layout.WIDTH, 46), Caption(16, layout.SAYS + 28, 1148, 16, READ)]
    return Scene(
        {name: value for name, value in vars(settings).items() if name != "upload"},
        layout.WIDTH, layout.HEIGHT, tuple(items), spoken=spoken(run, first, len(shown), len(columns)),
        menus=menus(net=settings.net, image=settings.image),
    )  # fmt: skip


def menus(**names: str) -> dict[str, str]:
    """What the menus say of a net or an image that the reader has handed over.

    >>> menus(net="yours 3", image="digit")
    {'net': 'your net'}
    """
    return {kind: f"your {kind}" for kind, name in names.items() if name.startswith(f"{YOURS} ")}


def net_name(run: Run) -> str:
    """What the net is called in a sentence."""
    return f"the {NETS[run.name].name}" if run.name in NETS else "your net"


def answer(run: Run) -> str:
    """What the net makes of the image."""
    if run.shares is None or run.scores is None:
        return "no class scores" if run.scores is None else "its scores are not finite: its training went wrong"
    best = int(run.shares.argmax())
    return f"most like {classes_of(run.name, run.shares.size)[best]}, {percent(run.shares[best])}"


def percent(share: float) -> str:
    """Of a probability, which never quite comes to 100 % or to nothing: "100.0 %" is rounded, and looks so."""
    return f"{100 * share:.1f} %"


def _top(run: Run) -> list[Item]:
    costs = f"{plural(len(run.layers), 'layer')}, {counted(run.net.parameters, 'parameter')}"
    name = net_name(run)
    line = (Text(name[0].upper() + name[1:], bold=True), Text(f": {costs}", "muted"))
    return [
        Panel(0, 0, layout.WIDTH, 46),
        Label(18, 30, line, 17, id="net"),
        Label(layout.WIDTH - 18, 30, (Text(answer(run), "S", bold=True),), 17, "end", id="answer"),
    ]


def _input(run: Run) -> list[Item]:
    side, left = layout.INPUT_SIDE, layout.INPUT_LEFT
    grids = picture_tiles("x", run.x, (left, layout.TILES, side, side))
    H, W, D = run.x.shape
    told = wrapped(run.told.replace(" × ", TIMES), side, 12, most=12)
    below = layout.TILES + grids[0].height + 22
    return [
        Label(left, layout.VOLUME - layout.LINE, (Text("what goes in", bold=True),), 14),
        Label(left, layout.VOLUME, (Text(f"[{W}x{H}x{D}]", "W", bold=True),), 12.5, id="input"),
        *grids,
        *(Label(left, below + 16 * n, (Text(line, "muted"),), 12) for n, line in enumerate(told)),
    ]


def _pages(first: int, shown: int, all_of_them: int) -> list[Item]:
    """Which columns are in view, and the way to the others."""
    if all_of_them <= layout.COLUMNS:
        return []
    y, items = layout.FOOT - 17, list[Item]()
    back, on = max(0, first - layout.COLUMNS), layout.first_of(first + layout.COLUMNS, all_of_them)
    left = layout.INPUT_LEFT
    text = f"columns {first + 1} to {first + shown} of {all_of_them}"
    items.append(Label(left, y - 74, (Text(text, "muted"),), 11.5, id="pages"))
    if first > 0:
        items.append(Button(left, y - 60, layout.INPUT_SIDE, 30, "◂ earlier", "W", {"first": back}))
    if on > first:
        items.append(Button(left, y - 22, layout.INPUT_SIDE, 30, "later ▸", "W", {"first": on}))
    return items


def _scores(run: Run) -> list[Item]:
    """Bars: the probability of each class, the ten largest where there are more."""
    left = layout.SCORES
    head = Label(left, layout.VOLUME - layout.LINE, (Text("what comes out", bold=True),), 14)
    if run.scores is None or run.shares is None:
        volume = run.net.volumes[-1]
        lines = wrapped(f"{answer(run)}: the net ends in {volume}", layout.SCORES_WIDTH, 13, most=6)
        return [head, *(Label(left, layout.TILES + 18 * n, (Text(line),), 13) for n, line in enumerate(lines))]
    K = run.shares.size
    best = range(K) if K <= BEST else np.argsort(-run.shares, kind="stable")[:BEST].tolist()
    note = "scores, as probabilities" if K <= BEST else f"best {BEST} of {K} classes"
    items: list[Item] = [head, Label(left, layout.VOLUME, (Text(note, "muted"),), 12)]
    return items + [part for n, k in enumerate(best) for part in _bar(run, int(k), layout.TILES + 44 * n)]


def _bar(run: Run, k: int, y: float) -> list[Item]:
    assert run.scores is not None and run.shares is not None
    left, wide, share = layout.SCORES, layout.SCORES_WIDTH, float(run.shares[k])
    name = classes_of(run.name, run.shares.size)[k]
    winner = k == int(run.shares.argmax())
    size, decimals, place = (11.5, 1, 0.66) if long(run) else (13, 2, 0.6)
    score = (Text(f"{float(run.scores[k]):.{decimals}f}".replace("-", MINUS), "muted"),)
    return [
        Label(left, y + 12, (Text(name, bold=winner),), size, id=f"class-{k}"),
        Label(left + place * wide, y + 12, score, size, "end", id=f"score-{k}"),
        Label(left + wide, y + 12, (Text(percent(share), "S" if winner else "muted", bold=winner),), size, "end",
              id=f"share-{k}"),
        Panel(left, y + 18, wide, 12, "padding", id=f"rail-{k}"),
        Panel(left, y + 18, max(1.5, wide * share), 12, "S", id=f"bar-{k}"),
    ]  # fmt: skip


def long(run: Run) -> bool:
    """Whether there are long names among those of the classes."""
    return run.shares is not None and max(map(len, classes_of(run.name, run.shares.size))) > LONG


def spoken(run: Run, first: int, shown: int, all_of_them: int) -> str:
    """The picture in a sentence."""
    name = net_name(run)
    part = f"columns {first + 1} to {first + shown} of {all_of_them}"
    return f"Every layer of {name} on {run.told}: {part}; {answer(run)}."
