"""What each kind of layer does to a map: its numbers before and after, in formula and words."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cnnlib.interpret.passes import branches
from cnnlib.layers import (
    BatchNorm,
    Dropout,
    GlobalPool,
    LocallyConnected,
    LocalResponseNorm,
    Parallel,
    Pool,
    ReLU,
    Residual,
    Softmax,
    TransposedConv,
)
from cnnlib.padding import pad
from cnnlib.scenes.network_map.frame import Subject
from cnnlib.scenes.network_map.linear import local_step, transposed_step
from cnnlib.scenes.network_map.step import Step
from cnnlib.scenes.scene import Link
from cnnlib.scenes.sliding import taps
from cnnlib.scenes.text import MINUS, number, signed, tiny
from cnnlib.shapes import pair


def source_inside(s: Subject) -> tuple[str, int] | None:
    """Of a block: the path of the layer inside it that made this map, and the map's number there; None where the
    shortcut did, or where the layer is no block."""
    k = s.k
    for branch in branches(s.one):
        depth = (branch[-1].y if branch else s.one.x).shape[2]
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
    numbers = f"{number(scale)}·(x {signed(-mean)})/√({number(variance)} + {tiny(layer.epsilon)}) {signed(shift)}"
    slope = scale / np.sqrt(variance + layer.epsilon)
    return Step(
        (("before", _same_map(s)), ("after", s.y)), ("→",), f"y = {numbers}",
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
    rows, cols = taps(H2, FH, SH), taps(W2, FW, SW)
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
        (("F(x), the layers", parts[0]), ("shortcut(x)", parts[1]), ("the sum", s.y)), ("+", "="),
        "y = F(x) + shortcut(x)",
        (f"F(x) is what the layers inside make of x. The shortcut is {way}.",), "{2} {3:+} = **{value}**", tuple(parts),
    )  # fmt: skip


def _parallel(s: Subject) -> Step:
    inside = source_inside(s)
    where = f"map {inside[1]} of layer {inside[0]}" if inside else f"input map {s.k}"
    return Step(
        (("the map", s.y),), (), "Branches side by side: their maps are laid one behind another",
        (f"This map is {where}.",), "**{value}**",
    )  # fmt: skip


def _unchanged(s: Subject) -> Step:
    note = "In training some numbers are set to 0 by chance; now all are let through."
    return Step((("before", _same_map(s)), ("after", s.y)), ("→",), "y = x", (note,), "**{value}**, as it was")


def _normalised(s: Subject) -> Step:
    layer = s.one.layer
    assert isinstance(layer, LocalResponseNorm)
    _, (_, size, factor) = layer.forward({}, s.one.x[None].astype(np.float64))
    factors = factor[0, :, :, s.k]
    squares = (size[0, :, :, s.k] - layer.offset) / (layer.alpha or 1.0)
    D, reach = s.one.x.shape[2], layer.slices // 2
    first, last = max(0, s.k - reach), min(D - 1, s.k + reach)
    power = f"{MINUS}{layer.beta:g}"
    formula = f"y = x · ({layer.offset:g} + {layer.alpha:g} · sum of squares of maps {first} to {last})^{power}"
    note = "Strong numbers at the same place in the neighbouring maps make the factor, and so the number, smaller."
    return Step(
        (("before", _same_map(s)), ("factor", factors), ("after", s.y)), ("·", "="), formula, (note,),
        "{2} · {3} = **{value}**; the squares add up to {4}", (_same_map(s), factors, squares),
    )  # fmt: skip


def _softmax(s: Subject) -> Step:
    score, note = _same_map(s), "Each score is raised to a power of e, and divided by the sum over all classes."
    return Step((("score", score), ("probability", s.y)), ("→",), "y = e^x / (sum of e^x)", (note,),
                "the score {2} becomes the probability **{value}**", (score,))  # fmt: skip


def _other(s: Subject) -> Step:
    """A layer for which there is no picture of how it works: what it is given most strongly, and what it makes."""
    strongest = int(np.abs(np.nan_to_num(s.one.x)).mean(axis=(0, 1)).argmax())
    D = s.one.x.shape[2]
    note = f"This map is made from {'the input map' if D == 1 else f'all {D} input maps; the strongest is shown'}."
    maps = (f"input map {strongest}", s.one.x[:, :, strongest]), (f"map {s.k}", s.y)
    formula = f"{type(s.one.layer).__name__}: from {D} input maps"
    return Step(maps, ("→",), formula, (note,), "**{value}**", in_place=False)


STEPS: dict[type, Callable[[Subject], Step]] = {
    ReLU: _relu, BatchNorm: _batch_norm, Pool: _pool, GlobalPool: _global_pool, Residual: _residual,
    Parallel: _parallel, Dropout: _unchanged, LocalResponseNorm: _normalised, Softmax: _softmax,
    LocallyConnected: local_step, TransposedConv: transposed_step,
}  # fmt: skip


def step_of(s: Subject) -> Step:
    """How the map is made."""
    return STEPS.get(type(s.one.layer), _other)(s)
