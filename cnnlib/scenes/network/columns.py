"""A layer as a column: what it is, its maps, and how many of them are not shown."""

from dataclasses import MISSING, fields, replace

from cnnlib.interpret.passes import Pass
from cnnlib.layers import BatchNorm, Conv, Dropout, Layer, LocalResponseNorm, Pool, ReLU
from cnnlib.scenes.network import layout
from cnnlib.scenes.network.run import Run
from cnnlib.scenes.network.settings import Settings
from cnnlib.scenes.network.tiles import faces, filter_tile, full_colour_of, limit_of, neurons, strongest
from cnnlib.scenes.scene import Button, Grid, Item, Label, Opens, Panel
from cnnlib.scenes.scene import Run as Text
from cnnlib.scenes.text import counted, number, plural, width

MOST_NEURONS = 1024
LETTERS = 12.5  # text size of a column's head


def column(
    settings: Settings, run: Run, one: Pass, order: list[int], left: float, width: float
) -> list[Item]:  # fmt: skip
    """All of one column, so wide."""
    single = one.y.shape[:2] == (1, 1)
    maps = _neurons(one, order, left, width) if single else _maps(settings, run, one, order, left, width)
    return [*_head(one, left, width), *_fold(settings, one, left), *maps]


def title(one: Pass) -> str:
    """The layer as it is written; of a block only what it is, for the layers are shown when it is unfolded.

    >>> from cnnlib import Residual
    >>> import numpy as np
    >>> x = np.zeros((2, 2, 1))
    >>> title(Pass("9", Residual([ReLU(), ReLU()]), {}, x, x))
    'Residual, 2 layers inside'
    """
    if not one.is_block:
        return spelled(one.layer)
    inside = sum(len(chain.layers) for chain in getattr(one.layer, "chains", ()))
    return f"{type(one.layer).__name__}, {plural(inside, 'layer')} inside"


def spelled(layer: Layer) -> str:
    """The layer as it is written, with the size of its filter or window even where that is the usual one.

    >>> spelled(Conv(K=32, P=1)), spelled(Pool()), spelled(ReLU())
    ('Conv(K=32, F=3, P=1)', 'Pool(F=2, S=2)', 'ReLU()')
    """
    always = {"F", "S"} if isinstance(layer, Pool) else {"F"}
    parts = [
        f"{part.name}={getattr(layer, part.name)!r}"
        for part in fields(layer)  # type: ignore[arg-type]
        if part.name in always or part.default is MISSING or getattr(layer, part.name) != part.default
    ]
    return f"{type(layer).__name__}({', '.join(parts)})"


def _head(one: Pass, left: float, width: float) -> list[Item]:
    """The layer, right above its volume."""
    lines = wrapped(f"{one.path}: {title(one)}", width, LETTERS)
    costs = counted(one.parameters, "parameter") if one.parameters else "no parameters"
    top, y = layout.VOLUME - len(lines) * layout.LINE, layout.VOLUME
    texts = [Label(left, top + n * layout.LINE, (Text(line, bold=True),), LETTERS, id=f"layer-{one.path}-{n}")
             for n, line in enumerate(lines)]  # fmt: skip
    return [
        *texts,
        Label(left, y, (Text(f"{one.volume}", "S", bold=True),), LETTERS, id=f"volume-{one.path}"),
        Label(left, y + layout.LINE, (Text(costs, "muted"),), LETTERS, id=f"parameters-{one.path}"),
    ]


def wrapped(text: str, room: float, size: float, most: int = layout.LINES) -> list[str]:
    """A text in lines that fit; what is left over after the last is cut off and says so.

    >>> wrapped("1: Conv(K=16, F=3, P=1)", 124, 12.5)
    ['1: Conv(K=16,', 'F=3, P=1)']
    >>> wrapped("19: GlobalPool(kind='average')", 124, 12.5)
    ['19: GlobalPool(', "kind='average')"]
    """
    lines = [""]
    for word in text.split(" "):
        head, bracket, tail = word.partition("(")
        parts = [f" {head}{bracket}", tail] if width(word, size) > room else [f" {word}"]
        for part in filter(None, parts):
            longer = (lines[-1] + part).strip()
            if lines[-1] and width(longer, size) > room:
                lines.append(part.strip())
            else:
                lines[-1] = longer
    kept = [line if width(line, size) <= room else line[: int(room / (0.62 * size)) - 1] + "…" for line in lines[:most]]
    return kept if len(lines) <= most else [*kept[:-1], kept[-1][: int(room / (0.62 * size)) - 1] + "…"]


def _fold(settings: Settings, one: Pass, left: float) -> list[Item]:
    """Blocks can be unfolded and folded again."""
    if not one.is_block:
        return []
    inside = one.path in settings.unfolded
    paths = [path for path in settings.unfolded if path != one.path] if inside else [*settings.unfolded, one.path]
    text = "fold" if inside else "unfold"
    return [Button(left, layout.TILES - 25, 78, 20, text, "K", {"unfolded": paths})]


MAP_BY_MAP = (BatchNorm, Dropout, LocalResponseNorm, Pool, ReLU)
"""Layers whose map k is made from map k alone: it stays in its place."""


def orders(columns: list[Pass], how: str) -> list[list[int]]:
    """In which order each column shows its maps. Layers that work map by map share the order of the last of them,
    so that a map can be followed from column to column."""
    found: list[list[int]] = []
    for one, following in zip(reversed(columns), [None, *reversed(columns)]):
        follows = following is not None and isinstance(following.layer, MAP_BY_MAP) and following.x is one.y
        found.append(found[-1] if follows else strongest(one.y, how))
    return found[::-1]


def first_conv(run: Run) -> Pass | None:
    """The first CONV layer, if it sees the image itself: its filters can be looked at as images."""
    for one in run.layers:
        if isinstance(one.layer, Conv):
            return one if one.x.shape == run.x.shape and one.x.shape[2] in (1, 3) and one.layer.groups == 1 else None
    return None


def opens(one: Pass, k: int) -> Opens:
    """What a click on map k of a layer shows: how it is made."""
    return Opens("NetworkMap", {"layer": one.path, "map": k})


def _maps(settings: Settings, run: Run, one: Pass, order: list[int], left: float, width: float) -> list[Item]:
    H, W, D = one.y.shape
    first = first_conv(run)
    with_filters = first is not None and one.path == first.path
    shape = max(0.25, min(1.0, H / W))
    side, gap = _side(settings.tiles, D, shape, with_filters, width)
    height = min(side, side * H / W)
    spots = layout.places(side, side * shape, gap, width)
    spots = spots[::2] if with_filters else spots  # the other half is for the filters
    shown = order[: len(spots)]
    limit, items = full_colour_of(one.y), list[Item]()
    maps = one.y.transpose(2, 0, 1)[shown]
    for k, face, (x, y) in zip(shown, faces(maps, limit), spots):
        box = (left + x, layout.TILES + y, side, height)
        if with_filters:
            weights = _filter(one, k, box)
            items += [_paper(weights), weights]
            box = (box[0] + side + gap, *box[1:])
        grid = face.grid(f"m{one.path}.{k}", box, f"{_short(one)}, map {k}", role="output", opens=opens(one, k))
        items += [_paper(grid), grid]
    return [*items, *_foot(left, len(shown), D, limit, "map")]


def _side(tiles: str, count: int, shape: float, with_filters: bool, width: float) -> tuple[float, float]:
    """How large a map is, and the gap beside it: as large as all have room, but not smaller than was asked for."""
    least = {"many": layout.SMALL, "few": layout.LARGE}
    most = layout.across_at(least[tiles], width) if tiles in least else layout.MOST_ACROSS
    step = 1 + with_filters
    return layout.side_for(count * step, shape, step, width, most)


def _paper(grid: Grid) -> Panel:
    return Panel(grid.x, grid.y, grid.width, grid.height, "padding")


def _filter(one: Pass, k: int, box: tuple[float, float, float, float]) -> Grid:
    w = one.params["w"]
    return filter_tile(f"f{one.path}.{k}", w[k], box, limit_of(w[k]), f"layer {one.path}, filter {k}")


def _short(one: Pass) -> str:
    return f"layer {one.path} {type(one.layer).__name__}"


def _neurons(one: Pass, order: list[int], left: float, width: float) -> list[Item]:
    values = one.y[0, 0]
    which = order[:MOST_NEURONS] if len(values) > MOST_NEURONS else list(range(len(values)))
    limit = limit_of(values)
    box = (left, layout.TILES, width, layout.BOTTOM - layout.TILES)
    grid = neurons(f"m{one.path}", values, which, box, limit, f"{_short(one)}, number")
    per_cell = tuple({"map": int(k)} for k in which) + (None,) * (grid.rows * grid.cols - len(which))
    opens, many = Opens("NetworkMap", {"layer": one.path}, per_cell), _shown(len(which), len(values), "number")
    grid = replace(grid, opens=opens, named=f"{_short(one)}, {many}")
    return [_paper(grid), grid, *_foot(left, len(which), len(values), limit, "number")]


def _shown(shown: int, D: int, thing: str) -> str:
    return plural(D, thing) if shown == D else f"{shown} of {D} {thing}s"


def _foot(left: float, shown: int, D: int, limit: float, thing: str) -> list[Item]:
    texts = (_shown(shown, D, thing), f"full colour at ±{number(float(f'{limit:.3g}'))}")
    return [Label(left, layout.FOOT + 15 * n, (Text(text, "muted"),), 11.5) for n, text in enumerate(texts)]
