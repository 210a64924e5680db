"""Layers of weights other than CONV: a map as what its strongest input map gives, the others, and the bias."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import LocallyConnected, TransposedConv
from cnnlib.padding import pad
from cnnlib.scenes.network_map.frame import Subject
from cnnlib.scenes.network_map.step import Step
from cnnlib.scenes.scene import Link
from cnnlib.scenes.sliding import taps
from cnnlib.scenes.text import counted
from cnnlib.shapes import pair


@dataclass(frozen=True)
class Parts:
    """The map is share + others + bias; `share` is what input map `d` gives."""

    d: int
    share: NDArray
    others: NDArray
    bias: NDArray


def parts_of(s: Subject) -> Parts:
    """The layer at work on one input map alone, and what is left over."""
    x, layer = s.one.x, s.one.layer
    d = int(np.abs(x).mean(axis=(0, 1)).argmax())
    alone = np.zeros(x.shape)
    alone[:, :, d] = x[:, :, d]
    unbiased = {name: array * (name != "b") for name, array in s.one.params.items()}
    share = layer.forward(unbiased, alone[None])[0][0, :, :, s.k]
    bias = np.broadcast_to(s.one.params["b"][..., s.k] if "b" in s.one.params else 0.0, s.y.shape)
    return Parts(d, share, s.y - share - bias, bias)


def local_step(s: Subject) -> Step:
    """A filter of its own at each place."""
    layer, D = s.one.layer, s.one.x.shape[2]
    assert isinstance(layer, LocallyConnected)
    FH, FW = pair(layer.F, "F")
    weights = f"{FH}·{FW}·{D} weights" + (" and a bias" if layer.bias else "")
    note = f"{counted(s.y.size, 'place')} have {weights} each, of which every one is used once: nothing is shared."
    formula = "Locally connected: a window of all input maps, times the filter of that place"
    return _step(s, formula, note, _windows(s, layer))


def transposed_step(s: Subject) -> Step:
    """Each number of the input puts down its filter."""
    layer = s.one.layer
    assert isinstance(layer, TransposedConv)
    (FH, FW), (SH, SW) = pair(layer.F, "F"), pair(layer.S, "S")
    apart = f"{SW}" if SH == SW else f"{SH} down and {SW} across"
    note = f"Each input number puts its filter of {FW} by {FH}, as strong as it is, {apart} further than the last."
    return _step(s, "Transposed CONV: stamps that overlap add up", note, None)


def _step(s: Subject, formula: str, note: str, link: Link | None) -> Step:
    parts, D = parts_of(s), s.one.x.shape[2]
    x = _padded(s)[:, :, parts.d] if link else s.one.x[:, :, parts.d]
    first = tuple(-P for P in pair(getattr(s.one.layer, "P", 0), "P", 0)) if link else (0, 0)
    others = "the other input map" if D == 2 else f"the other {D - 1} input maps"
    rest = f"{others} {{3}}, bias {{4}}" if D > 1 else "bias {4}"
    strongest = f"Shown is the strongest of {D} input maps; … are the others and the bias." if D > 1 else ""
    return Step(
        ((f"input map {parts.d}", x), (f"what input map {parts.d} gives", parts.share), (f"map {s.k}", s.y)),
        ("∗", "+ …" if D > 1 else "+ bias"), formula, tuple(filter(None, (note, strongest))),
        f"input map {parts.d} gives {{2}}, {rest}: in all **{{value}}**", (parts.share, parts.others, parts.bias),
        link=link, in_place=False, first=(first[0], first[1]),
    )  # fmt: skip


def _padded(s: Subject) -> NDArray:
    return pad(s.one.x[None], pair(getattr(s.one.layer, "P", 0), "P", 0))[0]


def _windows(s: Subject, layer: LocallyConnected) -> Link | None:
    """Which window of the input makes a number, where all numbers are shown."""
    if not s.whole:
        return None
    rows, cols = (
        taps(size, F, S, d)
        for F, S, d, size in zip(
            pair(layer.F, "F"), pair(layer.S, "S"), pair(layer.dilation, "dilation"), s.y.shape, strict=True
        )
    )
    return Link(("y",), ("x0",), rows, cols)
