"""One map as a small image that can be read number by number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.pixels import grey_colours, png, pngs, signed_colours, weight_colours
from cnnlib.scenes.scene import Grid, Opens, Packed, Sentences
from cnnlib.scenes.text import number, plural

SAMPLE = 20_000  # numbers are enough to see how large they are
LARGEST = 44.0  # side of a single number
MOST_ACROSS = 64  # numbers along a side of a small map: of larger maps every n-th row and column is shown


def every(rows: int, cols: int, most: int = MOST_ACROSS) -> int:
    """Of larger maps only every n-th number is shown: n.

    >>> every(32, 32), every(224, 224)
    (1, 4)
    """
    return -(-max(rows, cols) // most)


def limit_of(y: NDArray) -> float:
    """The number at which the signed colours are full: the largest, of either sign."""
    known = np.abs(y[np.isfinite(y)])
    return float(known.max()) if known.size and known.max() > 0 else 1.0


def full_colour_of(y: NDArray) -> float:
    """The number from which on the colour of maps is full: of a hundred one is larger. A few strong answers would make
    all others pale.

    >>> full_colour_of(np.append(np.linspace(0, 1, 100), 40.0))
    1.0
    """
    known = np.abs(y[np.isfinite(y)])
    known = known[:: known.size // SAMPLE | 1]  # odd, so that it goes through all slices
    some = known[known > 0]  # the many zeros after a ReLU would take ten times longer to sort
    place = int(0.99 * (known.size - 1)) - (known.size - some.size)
    return float(np.partition(some, place)[place]) if place >= 0 and some.size else limit_of(y)


def finite(y: NDArray) -> NDArray:
    """NaN and infinity as 0, which is see-through; their cells say "?"."""
    return y if np.isfinite(y).all() else np.nan_to_num(y, posinf=0, neginf=0)


def packed(y: NDArray) -> Packed:
    """Finite numbers to three decimals, without any where they are very large."""
    largest = max(float(y.max()), -float(y.min())) if y.size else 0.0
    if largest < 2e6:
        return Packed.of(np.rint(y * 1000.0), 3)
    return Packed.of(np.rint(np.clip(y, -2e9, 2e9)))


def packed_maps(maps: NDArray) -> list[Packed]:
    """`packed` of each of several maps (K, H, W)."""
    thousandths = np.rint(maps * 1000.0)
    if np.abs(thousandths).max(initial=0) < 2e9:
        return Packed.each(thousandths, 3)
    return [packed(one) for one in maps]


def coloured(y: NDArray, limit: float) -> bytes:
    """Red for negative, blue for positive, see-through for 0."""
    return png(signed_colours(y, limit))


def tile(
    name: str, y: NDArray, box: tuple[float, float, float, float], limit: float, what: str, *,
    most: int = MOST_ACROSS, role: str = "output", title: str = "", opens: Opens | None = None,
) -> Grid:  # fmt: skip
    """A map (H, W) as an image inside a box (x, y, width, height), in its upper left corner."""
    return faces(y[None], limit, most)[0].grid(name, box, what, role=role, title=title, opens=opens)


@dataclass(frozen=True)
class Face:
    """What a map (H, W) shows: every n-th number, in colour; `unknown` are cells whose number is none."""

    shape: tuple[int, int]  # of the map
    n: int
    numbers: Packed
    pixels: bytes
    unknown: tuple[int, ...]

    def grid(self, name: str, box: tuple[float, float, float, float], what: str, **more: Any) -> Grid:
        """A grid in the upper left corner of a box (x, y, width, height)."""
        rows, cols = (-(-size // self.n) for size in self.shape)
        left, top, width, height = box
        cell = min(width / cols, height / rows)
        return Grid(
            name, left, top, cell, rows, cols, numbers=self.numbers, digits=0, unknown=self.unknown,
            pixels=self.pixels, say=said(what, (rows, cols), self.n), named=what + thinned(self.shape, self.n), **more,
        )  # fmt: skip


def faces(maps: NDArray, limit: float, most: int = MOST_ACROSS) -> list[Face]:
    """Maps (K, H, W) all at once: one by one they take three times as long."""
    _, H, W = maps.shape
    n = every(H, W, most)
    given = maps[:, ::n, ::n]
    shown = finite(given)
    blanks = [()] * len(given) if shown is given else [unknown(*pair) for pair in zip(given, shown)]
    parts = zip(packed_maps(shown), pngs(signed_colours(shown, limit)), blanks)
    return [Face((H, W), n, numbers, pixels, blank) for numbers, pixels, blank in parts]


def thinned(shape: tuple[int, ...], n: int) -> str:
    """What a name says of a map (H, W) of which not every number is shown.

    >>> thinned((112, 224), 4), thinned((8, 8), 1)
    (' of 224 × 112, one of every 4 by 4 numbers', '')
    """
    return "" if n == 1 else f" of {shape[1]} × {shape[0]}, one of every {n} by {n} numbers"


def unknown(given: NDArray, shown: NDArray) -> tuple[int, ...]:
    """The cells whose number is none."""
    return () if shown is given else tuple(np.flatnonzero(~np.isfinite(given)).tolist())


def said(what: str, shape: tuple[int, ...], n: int) -> Sentences:
    """Row, column and value of each number."""
    if n == 1:
        return Sentences(f"{what}, row {{row}}, column {{col}}: **{{value}}**")
    rows, cols = (n * places for places in np.indices(shape[:2]))
    where = Packed.of(rows.ravel()), Packed.of(cols.ravel())
    return Sentences(
        f"{what}, row {{0}}, column {{1}}: **{{value}}** (of every {n} by {n} numbers one is shown)", where
    )


def picture_tiles(name: str, x: NDArray, box: tuple[float, float, float, float]) -> list[Grid]:
    """An image as it goes in: in grey or in colour where its numbers are from 0 to 1, else in signed colours."""
    depth = x.shape[2]
    seen = x if depth in (1, 3) else x[:, :, :1]
    n = every(x.shape[0], x.shape[1], 2 * MOST_ACROSS)
    seen = seen[::n, ::n]
    (rows, cols), (left, top, width, height) = seen.shape[:2], box
    cell = min(width / cols, height / rows)
    pixels, what = _pixels(seen), f"the input of {depth} slices, the first" if depth not in (1, 3) else "the input"
    columns = tuple(packed(seen[:, :, d].ravel()) for d in range(seen.shape[2]))
    values = (
        ", ".join(f"{word} **{{{d}}}**" for d, word in enumerate(("red", "green", "blue")))
        if depth == 3
        else ("**{0}**")
    )
    where = "row {row}, column {col}" if n == 1 else f"one of every {n} by {n} pixels, {{row}} down and {{col}} across"
    say = Sentences(f"{what}, {where}: {values}", columns)
    return [Grid(name, left, top, cell, rows, cols, "input", columns[0], digits=0, pixels=pixels, say=say,
                 named=f"the input, {plural(depth, 'slice')}{thinned(x.shape, n)}")]  # fmt: skip


def _pixels(x: NDArray) -> bytes:
    if x.shape[2] == 3:
        return png(np.rint(255 * _stretched(x)).astype(np.uint8))
    if x.min() < 0 or x.max() > 1:
        return coloured(x[:, :, 0], limit_of(x))
    return png(grey_colours(255 * x[:, :, 0]))


def _stretched(x: NDArray) -> NDArray:
    """Colours from 0 to 1: numbers beyond them are brought there, the least to 0 and the largest to 1."""
    low, high = min(0.0, float(x.min())), max(1.0, float(x.max()))
    return (x - low) / (high - low)


def filter_tile(name: str, w: NDArray, box: tuple[float, float, float, float], limit: float, what: str) -> Grid:
    """A filter (F, F, D) as an image: in colour for three slices, where grey is 0; else its first slice, signed."""
    left, top, width, height = box
    w, (FH, F, D) = finite(w), w.shape
    cell = min(width / F, height / FH)
    columns = tuple(packed(w[:, :, d].ravel()) for d in range(D))
    return Grid(
        name, left, top, cell, FH, F, "filter", columns[0], digits=0, pixels=png(weight_colours(w, limit)),
        say=Sentences(f"{what}, row {{row}}, column {{col}}: {_weights(D)}", columns), named=what,
    )  # fmt: skip


def _weights(D: int) -> str:
    return "red **{0}**, green **{1}**, blue **{2}**" if D == 3 else "weight **{value}**"


def strongest(y: NDArray, order: str) -> list[int]:
    """The maps of y (H, W, D) in the order shown: by the mean of |y|, or as they come."""
    if order != "strongest":
        return list(range(y.shape[2]))
    strength = np.nan_to_num(np.abs(y), posinf=0).mean(axis=(0, 1))
    return np.argsort(-strength, kind="stable").tolist()


def neurons(
    name: str, y: Sequence[float] | NDArray, which: Sequence[int], box: tuple[float, float, float, float],
    limit: float, what: str, opens: Opens | None = None,
) -> Grid:  # fmt: skip
    """Single numbers as cells, row by row, in cells as large as the box allows."""
    values = np.asarray(y, float)[list(which)]
    left, top, width, height = box
    cols = best_columns(len(values), width, height)
    rows = -(-len(values) // cols)
    cell = min(width / cols, height / rows, LARGEST)
    padded = np.concatenate([values, np.zeros(rows * cols - len(values))]).reshape(rows, cols)
    shown = finite(padded)
    names = [number(k) for k in which] + [""] * (rows * cols - len(values))
    told = [f"{what} {k}" for k in names[: len(values)]] + ["nothing here"] * (rows * cols - len(values))
    return Grid(
        name, left, top, cell, rows, cols, "output", packed(shown), digits=0, pixels=coloured(shown, limit),
        unknown=unknown(padded, shown),
        say=Sentences("{0}: **{value}**", (tuple(told),)), opens=opens,
    )  # fmt: skip


def best_columns(count: int, width: float, height: float) -> int:
    """With how many columns the cells are largest.

    >>> best_columns(10, 126, 460), best_columns(64, 126, 460)
    (2, 4)
    """
    sizes = {cols: min(width / cols, height / -(-count // cols)) for cols in range(1, min(count, 40) + 1)}
    return min(max(sizes, key=lambda cols: (round(sizes[cols], 6), -cols)), count)
