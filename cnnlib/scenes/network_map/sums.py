"""A map of a CONV layer as a sum: input map by input map, filter slice by filter slice, and the bias."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cnnlib.interpret.passes import conv_shares, slices_seen
from cnnlib.layers import Conv
from cnnlib.padding import pad
from cnnlib.scenes.network.tiles import finite, limit_of, packed, tile
from cnnlib.scenes.network_map.frame import MOST_ACROSS, ROUNDED, WIDTH, Box, Subject, paper, scale_text
from cnnlib.scenes.network_map.window import why_not
from cnnlib.scenes.scene import Button, Grid, Item, Label, Link, Opens, Sentences
from cnnlib.scenes.scene import Run as Text
from cnnlib.scenes.sliding import taps
from cnnlib.scenes.text import number, tiny
from cnnlib.shapes import pair

PLACES = 6  # columns
LEFT, STEP, SIDE = 116, 132, 112
ROWS = (96, 236, 376, 516)  # tops of input maps, filter slices, shares, sums
MIDDLE, LARGEST = 352, 332  # of the map that they make: how low its middle is, and its side at most


@dataclass(frozen=True, eq=False)
class Sum:
    """The terms of one map: `shares` (H2, W2, slices) by input slice `seen`, `order` the strongest first."""

    subject: Subject
    layer: Conv
    seen: range
    shares: NDArray
    order: tuple[int, ...]
    bias: float

    @property
    def start(self) -> int:
        """The first term shown; a start past the end shows the first ones."""
        start = self.subject.settings.start
        return start if start < len(self.order) else 0

    @property
    def shown(self) -> tuple[int, ...]:
        """Places among `seen` of the terms that have a column; the last column is for the others, if there are any."""
        most = PLACES if len(self.order) <= PLACES else PLACES - 1
        return self.order[self.start : self.start + most]

    @property
    def before(self) -> NDArray:
        return self.shares[:, :, list(self.order[: self.start])].sum(axis=2)

    @property
    def rest(self) -> NDArray:
        return self.shares[:, :, list(self.order[self.start + len(self.shown) :])].sum(axis=2)

    @property
    def left_over(self) -> int:
        """How many terms come after those shown."""
        return len(self.order) - self.start - len(self.shown)


def sum_of(s: Subject) -> Sum:
    """The terms of the map."""
    layer = s.one.layer
    assert isinstance(layer, Conv)
    shares = _shares(s.one, s.k)
    order = np.argsort(-np.abs(shares).mean(axis=(0, 1)), kind="stable").tolist()
    bias = float(s.one.params["b"][s.k]) if layer.bias else 0.0
    return Sum(s, layer, slices_seen(layer, s.k, s.one.x.shape[2]), shares, tuple(order), bias)


_shares = lru_cache(maxsize=16)(conv_shares)


def conv_items(t: Sum) -> tuple[list[Item], tuple[Link, ...], tuple[tuple[str, ...], ...]]:
    """Items, links and grids that are pointed at together."""
    s, limit = t.subject, limit_of(t.shares)
    limit = max(limit, limit_of(s.y))
    items: list[Item] = [*_row_names(t, limit)]
    so_far, twins = t.before, ["y"]
    for n, place in enumerate(t.shown):
        share = t.shares[:, :, place]
        so_far = so_far + share
        items += _term(t, n, place, share, so_far, limit)
        twins += [f"p{n}", f"s{n}"]
    if t.left_over or t.start:
        items += _others(t, len(t.shown), so_far + t.rest, limit)
        twins += ["others", "total"] if t.left_over else []
    items += _result(t, limit)
    together = (tuple(twins),) if s.whole else ()
    return items, _links(t), together


def _left(n: int) -> float:
    return LEFT + n * STEP


def _term(t: Sum, n: int, place: int, share: NDArray, so_far: NDArray, limit: float) -> list[Item]:
    """A column: input map, filter slice, what comes of it, the sum up to here."""
    d, left = t.seen[place], _left(n)
    w = t.subject.one.params["w"]
    grids = [
        _input(t, n, d),
        tile(f"w{n}", w[t.subject.k, :, :, place], (left, ROWS[1], SIDE, SIDE), limit_of(w[t.subject.k]),
             f"filter {t.subject.k}, slice {d}", role="filter"),
        _sum_tile(f"p{n}", share, (left, ROWS[2]), limit, f"what input map {d} gives"),
        _sum_tile(f"s{n}", so_far, (left, ROWS[3]), limit, f"the sum up to input map {d}"),
    ]  # fmt: skip
    name = Label(left, ROWS[0] - 10, (Text(f"input map {d}", bold=True),), 13)
    return [name, *(part for grid in grids for part in (paper(grid), grid))]


def _sum_tile(name: str, y: NDArray, corner: tuple[float, float], limit: float, what: str) -> Grid:
    return tile(name, y, (*corner, SIDE, SIDE), limit, what, most=MOST_ACROSS)


def _input(t: Sum, n: int, d: int) -> Grid:
    """The input map with its border, as the windows see it."""
    x = t.subject.one.x
    P = pair(t.layer.P, "P", 0) if t.subject.whole else (0, 0)
    seen = pad(x[None, :, :, d : d + 1], P, t.layer.mode)[0, :, :, 0]
    grid = tile(f"x{n}", seen, (_left(n), ROWS[0], SIDE, SIDE), limit_of(x), f"input map {d}", most=MOST_ACROSS)
    return Grid(**{**vars(grid), "role": "input", "first": (-P[0], -P[1])})


def _others(t: Sum, n: int, total: NDArray, limit: float) -> list[Item]:
    """The terms without a column, in one, and the way to them."""
    left, items, most = _left(n), list[Item](), PLACES - 1
    if t.left_over:
        shares = _sum_tile("others", t.rest, (left, ROWS[2]), limit, f"what the other {t.left_over} give together")
        sums = _sum_tile("total", total, (left, ROWS[3]), limit, "the sum of all")
        items += [Label(left, ROWS[0] - 10, (Text(f"{t.left_over} others", bold=True),), 13)]
        items += [part for grid in (shares, sums) for part in (paper(grid), grid)]
        items += [Button(left, ROWS[0], SIDE, 30, f"next {min(most, t.left_over)} ▸", "W", {"start": t.start + most})]
    if t.start:
        back = max(0, t.start - most)
        items += [Button(left, ROWS[0] + 40, SIDE, 30, f"◂ {most} before", "W", {"start": back})]
    return items


def _row_names(t: Sum, limit: float) -> list[Item]:
    w = t.subject.one.params["w"][t.subject.k]
    before = f"with {t.start} before" if t.start else "from left to right"
    names = (
        ("input map", scale_text(limit_of(t.subject.one.x))),
        ("∗ filter slice", scale_text(limit_of(w))),
        ("= its share", scale_text(limit)),
        ("sum so far", before),
    )
    items = list[Item]()
    for top, (name, note) in zip(ROWS, names):
        head, _, tail = note.partition(" at ")
        items.append(Label(18, top + 50, (Text(name, bold=True),), 13))
        items.append(Label(18, top + 68, (Text(head, "muted"),), 11))
        items += [Label(18, top + 84, (Text(f"at {tail}", "muted"),), 11)] if tail else []
    return items


def _spot(t: Sum) -> Box:
    """Of the map that the terms make: in the middle of the room that they leave."""
    columns = len(t.shown) + bool(t.left_over or t.start)
    left, right = _left(columns) + 22, WIDTH - 18
    side = min(right - left, LARGEST)
    return (left + right - side) / 2, MIDDLE - side / 2, side, side


def _result(t: Sum, limit: float) -> list[Item]:
    s, (left, top, wide, high) = t.subject, _spot(t)
    bias = f"+ bias {number(t.bias)}" if t.layer.bias else "no bias in this layer"
    grid = tile("y", s.y, (left, top, wide, high), limit, f"map {s.k}", most=MOST_ACROSS, title=f"= map {s.k}")
    grid = Grid(**{**vars(grid), "say": _told(t), "opens": _opens(t, grid)})
    far = float(np.abs(t.shares.sum(axis=2) + t.bias - s.y).max())
    notes = [_count(t), f"Rounding: sum and map differ by {tiny(far)}.", *_way_in(t)]
    notes += lines_of(ROUNDED, 3 if wide < LARGEST else 2)
    below = top + grid.height + 24
    return [
        Label(left, top - 46, (Text(bias, "F", bold=True),), 13, id="bias"),
        paper(grid), grid,
        *_lines(notes, left, below, "count"),
    ]  # fmt: skip


def _lines(texts: list[str], left: float, top: float, name: str) -> list[Label]:
    """Quiet lines, the first of which has a name."""
    places = enumerate(texts)
    return [Label(left, top + 18 * n, (Text(text, "muted"),), 11.5, id="" if n else name) for n, text in places]


def lines_of(text: str, count: int) -> list[str]:
    """A sentence in so many lines.

    >>> lines_of("one two three four five", 2)
    ['one two three', 'four five']
    """
    words = text.split()
    most = -(-len(words) // count)
    return [" ".join(words[n : n + most]) for n in range(0, len(words), most)]


def _count(t: Sum) -> str:
    FH, FW = pair(t.layer.F, "F")
    many = FH * FW * len(t.seen)
    return f"Each number: {FH}·{FW}·{len(t.seen)} = {many:,} products."


def _way_in(t: Sum) -> list[str]:
    why = why_not(t.layer)
    return lines_of(why, 3) if why else ["Click a number for its window", "in the Convolution explorer."]


def _opens(t: Sum, grid: Grid) -> Opens | None:
    if why_not(t.layer):
        return None
    return Opens("Convolution", {}, tuple({"cell": cell} for cell in range(grid.rows * grid.cols)))


def _told(t: Sum) -> Sentences:
    """Such as "Row 1, column 2: map 3 gives 0.5, map 7 −0.25; the other 6 maps 0.1; bias 0.2: in all 0.55"."""
    n = -(-max(t.subject.y.shape) // MOST_ACROSS)
    small = t.shares[::n, ::n]
    rows, cols = (n * places.ravel() for places in np.indices(small.shape[:2]))
    columns = [rows, cols, *(small[:, :, place].ravel() for place in t.shown)]
    terms = [f"map {t.seen[place]} gives {{{2 + m}}}" for m, place in enumerate(t.shown)]
    hidden = len(t.order) - len(t.shown)
    if hidden:
        columns.append((t.before + t.rest)[::n, ::n].ravel())
        terms.append(f"the other {hidden} {{{len(columns) - 1}}}")
    bias = f", bias {number(t.bias)}" if t.layer.bias else ""
    text = f"Row {{0}}, column {{1}}: {', '.join(terms)}{bias}; in all **{{value}}**"
    return Sentences(text, tuple(packed(finite(column)) for column in columns))


def _links(t: Sum) -> tuple[Link, ...]:
    """Which window of each input map makes a number, where all numbers are shown."""
    s = t.subject
    if not s.whole:
        return ()
    (FH, FW), (SH, SW) = pair(t.layer.F, "F"), pair(t.layer.S, "S")
    dH, dW = pair(t.layer.dilation, "dilation")
    H2, W2 = s.y.shape
    rows, cols = taps(H2, FH, SH, dH), taps(W2, FW, SW, dW)
    terms = range(len(t.shown))
    return (Link(("y",), tuple(f"x{n}" for n in terms), rows, cols, (tuple(f"w{n}" for n in terms),)),)
