"""One number of a map in the Convolution explorer: its window and its filter, with the net's own numbers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.interpret.passes import conv_shares, slices_seen
from cnnlib.layers import Conv, Layer
from cnnlib.padding import pad
from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Slider
from cnnlib.scenes.network.tiles import every
from cnnlib.scenes.network_map.frame import MOST_ACROSS, Subject
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number, plural
from cnnlib.shapes import extent, pair

SLICES = 3  # more would leave no room for numbers with decimals
MOST = {control.setting: control.high for control in convolution.CONTROLS if isinstance(control, Slider)}


def why_not(layer: Layer) -> str:
    """Why a window of this layer cannot be opened; empty where it can.

    >>> why_not(Conv(K=96, F=11, S=4))
    'A window of 11 by 11 is too large for the Convolution explorer: its filters go up to 7.'
    """
    if not isinstance(layer, Conv):
        return "Only a CONV layer has windows with weights."
    (FH, FW), (dH, dW) = pair(layer.F, "F"), pair(layer.dilation, "dilation")
    if max(FH, FW) > MOST["F"]:
        largest = MOST["F"]
        return f"A window of {FW} by {FH} is too large for the Convolution explorer: its filters go up to {largest}."
    if dH != dW or dH > MOST["dilation"]:
        return f"A dilation of {layer.dilation} is more than the Convolution explorer has."
    return ""


def window(s: Subject, cell: int) -> tuple[dict[str, Any], str]:
    """Settings of the Convolution explorer for the window behind a cell of the map, and the words for it.

    The explorer has room for a few slices: those that count most here. What the others give is counted with the bias,
    so that the sum is the map's number.
    """
    why, layer = why_not(s.one.layer), s.one.layer
    if why or not isinstance(layer, Conv):
        raise SettingError(why)
    row, col = _place(s, cell)
    shares = conv_shares(s.one, s.k)[row, col]
    chosen = sorted(np.argsort(-np.abs(shares), kind="stable")[:SLICES].tolist())
    bias = float(s.one.params["b"][s.k]) if layer.bias else 0.0
    others = float(shares.sum() - shares[chosen].sum())
    seen = slices_seen(layer, s.k, s.one.x.shape[2])
    x = _pixels(s, layer, row, col)[:, :, [seen[place] for place in chosen]]
    w = s.one.params["w"][s.k][:, :, chosen]
    return _settings(layer, x, w, bias + others), _words(s, row, col, [seen[n] for n in chosen], len(seen), others)


def _place(s: Subject, cell: Any) -> tuple[int, int]:
    n = every(s.y.shape[0], s.y.shape[1], MOST_ACROSS)
    rows, cols = s.y[::n, ::n].shape
    if isinstance(cell, bool) or not isinstance(cell, int) or not 0 <= cell < rows * cols:
        raise SettingError(f"cell = {cell!r} is none of this map's {rows * cols} cells: 0 to {rows * cols - 1}")
    return n * (cell // cols), n * (cell % cols)


def _pixels(s: Subject, layer: Conv, row: int, col: int) -> NDArray:
    """The padded input under the window, (H, W, D)."""
    padded = pad(s.one.x[None], pair(layer.P, "P", 0), layer.mode)[0]
    (SH, SW), (FH, FW), (dH, dW) = (pair(v, "") for v in (layer.S, layer.F, layer.dilation))
    return padded[row * SH : row * SH + extent(FH, dH), col * SW : col * SW + extent(FW, dW)]


def _settings(layer: Conv, x: NDArray, w: NDArray, bias: float) -> dict[str, Any]:
    """The window is the whole input, so that the explorer's one output is the map's number."""
    H, W, D1 = x.shape
    FH, FW = w.shape[:2]
    return {
        "W": W, "F": FW, "S": 1, "P": 0, "dilation": pair(layer.dilation, "dilation")[0], "D1": D1, "K": 1,
        "H": H, "FH": FH, "SH": 1, "separate": FH != FW, "formula": "short",
        "x_edits": {f"{d},{i},{j}": float(x[i, j, d]) for i, j, d in np.ndindex(x.shape)},
        "w_edits": {"0": bias} | {f"0,{d},{i},{j}": float(w[i, j, d]) for i, j, d in np.ndindex(w.shape)},
    }  # fmt: skip


def _words(s: Subject, row: int, col: int, chosen: list[int], D: int, others: float) -> str:
    where = f"layer {s.one.path} ▸ map {s.k} ▸ row {row}, column {col}"
    slices = ", ".join(map(str, chosen))
    if len(chosen) == D:
        return f"{where}. The slices are the input maps {slices}. Numbers to three decimals, sums with all digits."
    rest = plural(D - len(chosen), "input map")
    return (
        f"{where}. The slices are the input maps {slices}, which count most here. The other {rest} give "
        f"{number(others)}, counted with the bias. Numbers to three decimals, sums with all digits."
    )
