"""A map that is made from one map, or from two: before, what happens, after."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.interpret.passes import branches
from cnnlib.layers import (
    BatchNorm,
    Dropout,
    GlobalPool,
    LocalResponseNorm,
    Parallel,
    Pool,
    ReLU,
    Residual,
    Softmax,
)
from cnnlib.padding import pad
from cnnlib.scenes.network.tiles import finite, limit_of, packed, tile
from cnnlib.scenes.network_map.frame import (
    MOST_ACROSS,
    ROUNDED,
    Subject,
    centred,
    one_to_one,
    paper,
    scale_text,
)
from cnnlib.scenes.scene import Button, Grid, Item, Label, Link, Rings, Sentences
from cnnlib.scenes.scene import Run as Text
from cnnlib.scenes.text import number, signed
from cnnlib.shapes import pair

TOP, SIDE = 150, 330
SPOTS = (18, 425, 832)  # left edges of three images


@dataclass(frozen=True)
class Step:
    """Maps and the signs between them, such as "F(x)" + "shortcut" =; `say` is told of each number of the last one.

    `slots` are what the sentence needs besides, each as large as the last map. `link` says which cells of the first
    make a cell of the last; without it those in the same place do.
    """

    maps: tuple[tuple[str, NDArray], ...]
    signs: tuple[str, ...]
    formula: str
    notes: tuple[str, ...]
    say: str
    slots: tuple[NDArray, ...] = ()
    link: Link | None = None
    rings: tuple[NDArray, ...] = ()
    first: tuple[int, int] = (0, 0)


def step_items(s: Subject) -> tuple[list[Item], tuple[Link, ...]]:
    """Items and links of a layer that is no sum of filtered maps."""
    step = STEPS.get(type(s.one.layer), _other)(s)
    grids = [_grid(s, step, n) for n in range(len(step.maps))]
    items: list[Item] = [Label(18, 84, (Text(step.formula, bold=True),), 18, id="formula")]
    for grid in grids:
        items += [paper(grid), grid]
    items += [_sign(sign, n, len(grids)) for n, sign in enumerate(step.signs)]
    notes = (*step.notes, ROUNDED)
    items += [Label(18, 556 + 22 * n, (Text(note, "muted"),), 14) for n, note in enumerate(notes)]
    items += _rings(step, grids) if s.whole else []
    return items + _ways_inside(s), _links(s, step, grids)


def _name(n: int, count: int) -> str:
    return "y" if n == count - 1 else f"x{n}"


def _grid(s: Subject, step: Step, n: int) -> Grid:
    """One of the maps; those before and after are on one scale, that of the larger."""
    count = len(step.maps)
    name, values = step.maps[n]
    limit = max(limit_of(part) for _, part in step.maps)
    box = (SPOTS[n], TOP, SIDE, SIDE)
    role = "output" if n == count - 1 else "input"
    full = f"{name}, {scale_text(limit)}"
    grid = tile(_name(n, count), values, box, limit, name, most=MOST_ACROSS, role=role, title=full)
    if values.size == 1:
        shown = replace(grid, cell=120.0, pixels=None, numbers=(number(float(values[0, 0])),), digits=24, title="")
        grid = replace(centred(shown, box), title=name)
    if n == 0:
        grid = replace(grid, first=step.first)
    return replace(grid, say=_say(step, values)) if n == count - 1 else grid


def _say(step: Step, values: NDArray) -> Sentences:
    n = -(-max(values.shape) // MOST_ACROSS)
    rows, cols = (n * places.ravel() for places in np.indices(values[::n, ::n].shape))
    slots = [slot[::n, ::n].ravel() for slot in step.slots]
    where = "Row {0}, column {1}: "
    return Sentences(where + step.say, tuple(packed(finite(column)) for column in (rows, cols, *slots)))


def _sign(sign: str, n: int, count: int) -> Label:
    middle = (SPOTS[n] + SIDE + SPOTS[n + 1]) / 2
    return Label(middle, TOP + SIDE / 2 + 10, (Text(sign, "F", bold=True),), 30 if len(sign) == 1 else 17, "middle")


def _rings(step: Step, grids: list[Grid]) -> list[Item]:
    """Around the number that won, while what it became is pointed at."""
    return [Rings(grids[0].id, (), "S", ("y",), packed_whole(won)) for won in step.rings]


def packed_whole(values: NDArray) -> Any:
    return packed(values.ravel()) if values.dtype.kind == "f" else tuple(values.ravel().tolist())


def _links(s: Subject, step: Step, grids: list[Grid]) -> tuple[Link, ...]:
    if step.link is not None:
        return (step.link,) if s.whole else ()
    sources = tuple(grid.id for grid in grids[:-1])
    alike = all((grid.rows, grid.cols) == (grids[-1].rows, grids[-1].cols) for grid in grids)
    return (one_to_one("y", sources, (grids[-1].rows, grids[-1].cols)),) if alike and sources else ()


def _ways_inside(s: Subject) -> list[Item]:
    """From a block to the layer inside it that ends in this map."""
    last = _source_inside(s)
    if last is None:
        return []
    path, k = last
    return [Button(18, 614, 300, 32, f"map {k} of layer {path}, inside ▸", "K", {"layer": path, "map": k, "start": 0})]


def _source_inside(s: Subject) -> tuple[str, int] | None:
    k = s.k
    for branch in branches(s.one):
        if not branch:
            depth = s.one.x.shape[2]
        else:
            depth = branch[-1].y.shape[2]
        if isinstance(s.one.layer, Residual) or k < depth:
            return (branch[-1].path, k) if branch else None
        k -= depth
    return None


def _same_map(s: Subject) -> NDArray:
    """The input map with this map's number."""
    return s.one.x[:, :, s.k]


def _relu(s: Subject) -> Step:
    x = _same_map(s)
    below = int((x < 0).sum())
    cut = np.minimum(x, 0)
    return Step(
        (("before", x), ("what is cut off", cut), ("after ReLU", s.y)), ("−", "="), "y = max(0, x)",
        (f"{below:,} of {x.size:,} numbers are negative and become 0: {100 * below / x.size:.0f} %.",),
        "max(0, {2}) = **{value}**", (x,),
    )  # fmt: skip


def _batch_norm(s: Subject) -> Step:
    params, layer = s.one.params, s.one.layer
    assert isinstance(layer, BatchNorm)
    scale, shift, mean, variance = (float(params[name][s.k]) for name in ("scale", "shift", "mean", "variance"))
    numbers = f"{number(scale)}·(x − {number(mean)})/√({number(variance)} + {layer.epsilon:g}) {signed(shift)}"
    slope = scale / np.sqrt(variance + layer.epsilon)
    return Step(
        (("before", _same_map(s)), ("after", s.y)), ("→",), f"y = {numbers.replace('− −', '+ ')}",
        ("scale·(x − mean)/√(variance + ε) + shift, with the mean and variance that training has seen in this map.",
         f"In all x is multiplied by {number(slope)}, and {number(shift - slope * mean)} is added."),
        "scaled and shifted, {2} becomes **{value}**", (_same_map(s),),
    )  # fmt: skip


def _pool(s: Subject) -> Step:
    layer = s.one.layer
    assert isinstance(layer, Pool)
    (FH, FW), (SH, SW), (PH, PW) = pair(layer.F, "F"), pair(layer.S, "S"), pair(layer.P, "P", 0)
    x = pad(_same_map(s)[None, :, :, None], (PH if s.whole else 0, PW if s.whole else 0))[0, :, :, 0]
    H2, W2 = s.y.shape
    rows = tuple(tuple(range(i * SH, i * SH + FH)) for i in range(H2))
    cols = tuple(tuple(range(j * SW, j * SW + FW)) for j in range(W2))
    switches = (_switches(s, x.shape[1]),) if layer.kind == "max" and s.whole else ()
    kinds = {"max": "the largest", "average": "the mean", "L2": "the root of the sum of squares"}
    kept = f"{s.y.size:,} of {_same_map(s).size:,} numbers are left"
    how = "; the ring shows which one won" if switches else ""
    return Step(
        (("before", x), ("after pooling", s.y)), ("→",),
        f"{layer.kind} pooling: {kinds[layer.kind]} of each window of {FW} by {FH}, at stride {SW}",
        (f"{kept}{how}.",), f"{kinds[layer.kind]} of the {FH * FW} numbers in its window is **{{value}}**",
        link=Link(("y",), ("x0",), rows, cols), rings=switches, first=(-PH, -PW) if s.whole else (0, 0),
    )  # fmt: skip


def _switches(s: Subject, across: int) -> NDArray:
    """The cell of the padded input that won each maximum, by the layer itself."""
    layer = s.one.layer
    assert isinstance(layer, Pool)
    (_, FW), (SH, SW) = pair(layer.F, "F"), pair(layer.S, "S")
    _, (_, _, switch) = layer.forward({}, s.one.x[None, :, :, s.k : s.k + 1])
    down, right = np.divmod(switch[0, :, :, 0].astype(int), FW)
    row, col = np.indices(s.y.shape)
    return (row * SH + down) * across + col * SW + right


def _global_pool(s: Subject) -> Step:
    layer, x = s.one.layer, _same_map(s)
    assert isinstance(layer, GlobalPool)
    what = {"max": "largest number", "average": "mean", "L2": "root of the sum of squares"}[layer.kind]
    H, W = x.shape
    won = (np.array([[int(x.argmax())]]),) if layer.kind == "max" and s.whole else ()
    return Step(
        (("before", x), ("after", s.y)), ("→",), f"y = the {what} of the whole map",
        (f"{x.size:,} numbers become one.",), f"the {what} of all {x.size:,} numbers is **{{value}}**",
        link=Link(("y",), ("x0",), (tuple(range(H)),), (tuple(range(W)),)), rings=won,
    )  # fmt: skip


def _residual(s: Subject) -> Step:
    added, kept = branches(s.one)
    parts = [branch[-1].y[:, :, s.k] if branch else s.one.x[:, :, s.k] for branch in (added, kept)]
    way = "its own layers" if kept else "x itself"
    return Step(
        (("F(x), what the layers add", parts[0]), ("shortcut(x)", parts[1]), ("the sum", s.y)), ("+", "="),
        "y = F(x) + shortcut(x)", (f"The shortcut is {way}.",), "{2} {3:+} = **{value}**", tuple(parts),
    )  # fmt: skip


def _parallel(s: Subject) -> Step:
    inside = _source_inside(s)
    where = f"map {inside[1]} of layer {inside[0]}" if inside else f"input map {s.k}"
    return Step(
        (("the map", s.y),), (), "Branches side by side: their maps are laid one behind another",
        (f"This map is {where}.",), "**{value}**",
    )  # fmt: skip


def _unchanged(s: Subject) -> Step:
    note = "In training some numbers are set to 0 by chance; now all are let through."
    return Step((("before", _same_map(s)), ("after", s.y)), ("→",), "y = x", (note,), "**{value}**, as it was")


def _normalised(s: Subject) -> Step:
    note = "Strong numbers at the same place in the neighbouring maps make a number smaller."
    formula = "y = x / (offset + alpha · sum of squares of the neighbours)^beta"
    return Step((("before", _same_map(s)), ("after", s.y)), ("→",), formula, (note,), "{2} becomes **{value}**",
                (_same_map(s),))  # fmt: skip


def _softmax(s: Subject) -> Step:
    score, note = _same_map(s), "Each score is raised to a power of e, and divided by the sum over all classes."
    return Step((("score", score), ("probability", s.y)), ("→",), "y = e^x / (sum of e^x)", (note,),
                "the score {2} becomes the probability **{value}**", (score,))  # fmt: skip


def _other(s: Subject) -> Step:
    """A layer for which there is no picture of how it works: what it is given most strongly, and what it makes."""
    strongest = int(np.abs(np.nan_to_num(s.one.x)).mean(axis=(0, 1)).argmax())
    D = s.one.x.shape[2]
    note = f"This map is made from {'the input map' if D == 1 else f'all {D} input maps; the strongest is shown'}."
    return Step(((f"input map {strongest}", s.one.x[:, :, strongest]), (f"map {s.k}", s.y)), ("→",),
                f"{type(s.one.layer).__name__}: from {D} input maps", (note,), "**{value}**",
                link=None if s.one.x.shape == s.one.y.shape else _NO_LINK)  # fmt: skip


_NO_LINK = None

STEPS: dict[type, Callable[[Subject], Step]] = {
    ReLU: _relu, BatchNorm: _batch_norm, Pool: _pool, GlobalPool: _global_pool, Residual: _residual,
    Parallel: _parallel, Dropout: _unchanged, LocalResponseNorm: _normalised, Softmax: _softmax,
}  # fmt: skip
