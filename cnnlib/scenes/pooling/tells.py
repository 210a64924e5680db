"""What the cells of the Pooling picture say when they are pointed at."""

from collections.abc import Callable, Iterator

import numpy as np

from cnnlib.scenes.convolution.grids import AS_IMAGE
from cnnlib.scenes.pooling.values import Numbers, Pooled, reads
from cnnlib.scenes.scene import Packed, Sentences
from cnnlib.scenes.text import grouped, number, plural, signed

MOST = 9  # numbers that a sentence lists
SHORT = 29  # characters that fit under a map
CELL = "Row {row}, column {col}"
WHAT = {"max": "the largest", "average": "the average", "L2": "the root of the sum of squares"}


def output_says(n: Numbers, pooled: Pooled, d: int = 0) -> Sentences:
    """Such as "Row 1, column 0: the largest of 3, 7, 2, 5 is 7 (row 2, column 1)"."""
    where = CELL + (f" of slice {d}" if n.settings.depth > 1 else "")
    if pooled.y[:, :, d].size > AS_IMAGE:
        return _briefly(n, pooled, d, where)
    told = [_told(n, pooled, d, i, j) for i, j in np.ndindex(pooled.y.shape[:2])]
    return Sentences(where + ": {0}", (told,))


def sums(n: Numbers, pooled: Pooled) -> Sentences | None:
    """The arithmetic of slice 0 in a few words, cell by cell; None for an image."""
    if pooled.y[:, :, 0].size > AS_IMAGE:
        return None
    cells = list(np.ndindex(pooled.y.shape[:2]))
    told = [SUMS[pooled.kind](n, pooled, 0, i, j).replace("**", "") for i, j in cells]
    if max(map(len, told)) > SHORT:
        told = [_result(n, pooled, i, j) for i, j in cells]
    return Sentences("{0}", (told,))


def _result(n: Numbers, pooled: Pooled, i: int, j: int) -> str:
    seen, y = np.array(_window(n, 0, i, j)), number(pooled.y[i, j, 0])
    if pooled.kind == "max":
        return f"the largest: {y}"
    total = seen.sum() if pooled.kind == "average" else (seen**2).sum()
    return f"{number(total)} / {seen.size} = {y}" if pooled.kind == "average" else f"√{number(total)} = {y}"


def _told(n: Numbers, pooled: Pooled, d: int, i: int, j: int) -> str:
    sentence = SUMS[pooled.kind](n, pooled, d, i, j)
    if pooled.kind == "max":
        sentence += _winner(n, pooled, d, i, j)
    if n.settings.shift:
        before = number(pooled.before[i, j, d])
        sentence += f"; before the shift {before}" if pooled.changed[i, j, d] else "; the shift left it as it was"
    return sentence


def _window(n: Numbers, d: int, i: int, j: int) -> np.ndarray:
    return n.windows[i, j, :, :, d].ravel()


def numbers_in(n: Numbers, kind: str, d: int, i: int, j: int) -> np.ndarray:
    """The numbers that a window takes together; a border cannot be the largest."""
    window = n.windows[i, j, :, :, d]
    return window[_inside(n, i, j)] if kind == "max" else window.ravel()


def _largest(n: Numbers, pooled: Pooled, d: int, i: int, j: int) -> str:
    seen = numbers_in(n, "max", d, i, j).tolist()
    numbers = ", ".join(map(number, seen)) if len(seen) <= MOST else f"{len(seen):,} numbers"
    return f"the largest of {numbers} is **{number(pooled.y[i, j, d])}**"


def _inside(n: Numbers, i: int, j: int) -> np.ndarray:
    """Which pixels of a window are no border, (F, F)."""
    W, F, S, P, _ = n.settings.axis
    down, across = (P <= start * S + np.arange(F) for start in (i, j))
    down, across = (side & (start * S + np.arange(F) < P + W) for side, start in ((down, i), (across, j)))
    return np.outer(down, across)


def _winner(n: Numbers, pooled: Pooled, d: int, i: int, j: int) -> str:
    """Where the winner stands, and of equal ones which wins."""
    assert pooled.winner is not None and pooled.ties is not None
    row, col = place(n, int(pooled.winner[i, j, d]))
    ties = int(pooled.ties[i, j, d])
    if ties == 1:
        return f" (row {row}, column {col})"
    return f", {ties} times: the first one wins, row by row (row {row}, column {col})"


def place(n: Numbers, cell: int) -> tuple[int, int]:
    """Row and column, as the reader counts them, of a pixel of the padded input."""
    P = n.settings.axis[3]
    row, col = divmod(cell, n.border.shape[1])
    return row - P, col - P


def _average(n: Numbers, pooled: Pooled, d: int, i: int, j: int) -> str:
    seen = _window(n, d, i, j)
    total, mean = grouped(seen.sum().item()), number(pooled.y[i, j, d])
    if len(seen) > MOST:
        return f"{len(seen):,} numbers add up to {total}; {total} / {len(seen):,} = **{mean}**"
    first, *others = seen.tolist()
    listed = " ".join([number(first), *map(signed, others)])
    return f"({listed}) / {len(seen)} = **{mean}**"


def _norm(n: Numbers, pooled: Pooled, d: int, i: int, j: int) -> str:
    seen = _window(n, d, i, j)
    total, norm = grouped(np.square(seen).sum().item()), number(pooled.y[i, j, d])
    if len(seen) > MOST:
        return f"{len(seen):,} squares add up to {total}; √{total} = **{norm}**"
    squares = " + ".join(f"{number(value)}²" if value >= 0 else f"({number(value)})²" for value in seen.tolist())
    return f"√({squares}) = **{norm}**"


SUMS: dict[str, Callable[[Numbers, Pooled, int, int, int], str]] = {"max": _largest, "average": _average, "L2": _norm}


def _briefly(n: Numbers, pooled: Pooled, d: int, where: str) -> Sentences:
    """For an image: what it is of how many numbers, and the winner's place."""
    F = n.settings.axis[1]
    says = f"{where}: {WHAT[pooled.kind]} of {plural(F * F, 'number')} is **{{value}}**"
    if pooled.winner is None:
        return Sentences(says)
    rows, cols = np.divmod(pooled.winner[:, :, d].ravel(), n.border.shape[1])
    P = n.settings.axis[3]
    return Sentences(f"{says} (row {{0}}, column {{1}})", (Packed.of(rows - P), Packed.of(cols - P)))


def input_says(n: Numbers, d: int = 0) -> Sentences:
    """Such as "Row 2, column 1 is 7: 1 window sees it, and there it wins"."""
    where = CELL + (f" of slice {d}" if n.settings.depth > 1 else "")
    if n.border[:, :, d].size > AS_IMAGE or not n.y.size:
        return Sentences(f"{where} is **{{value}}**")
    seen = reads(n.settings, n.y.shape[0]).ravel().tolist()
    return Sentences(f"{where} is **{{value}}**: {{0}}", (list(_uses(n, d, seen)),))


def _uses(n: Numbers, d: int, seen: list[int]) -> Iterator[str]:
    F = n.settings.axis[1]
    wins = np.zeros(len(seen), int)
    if n.main and n.main.winner is not None:
        wins = np.bincount(n.main.winner[:, :, d].ravel(), minlength=len(seen))
    for times, won in zip(seen, wins.tolist()):
        sees = "no window sees it" if not times else f"{plural(times, 'window')} {'see' if times > 1 else 'sees'} it"
        if not times or not n.main:
            yield sees
        elif n.main.kind == "max":
            yield f"{sees}, it wins {'' if times == 1 else 'in '}{_won(times, won)}"
        else:
            yield f"{sees}, as one of {plural(F * F, 'number')}"


def _won(times: int, won: int) -> str:
    return ("there" if won else "nothing") if times == 1 else f"{won}" if won else "none"
