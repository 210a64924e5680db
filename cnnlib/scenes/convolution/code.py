"""The picture as code: NumPy that runs and gives the same numbers, and the calls of two libraries."""

from typing import Any

from cnnlib.scenes.convolution.settings import Settings
from cnnlib.scenes.convolution.values import filters, input_volume, work_out
from cnnlib.scenes.dialects import as_list, chosen

MODES = {"zero": "constant", "mirror": "reflect", "extend": "edge"}
TORCH_MODES = {"zero": "zeros", "mirror": "reflect", "extend": "replicate"}

NUMPY = """\
import numpy as np

x = np.array({x})  # input, (H, W, D1) = {x_shape}
w = np.array({w})  # filters, (K, F, F, D1) = {w_shape}
b = np.array({b})  # biases, (K,)
{flip}(S_h, S_w), (P_h, P_w), (d_h, d_w) = {S}, {P}, {d}

padded = np.pad(x, ((P_h, P_h), (P_w, P_w), (0, 0)), mode="{mode}")
K, F_h, F_w, D1 = w.shape
H2 = max(0, (padded.shape[0] - (d_h * (F_h - 1) + 1)) // S_h + 1)
W2 = max(0, (padded.shape[1] - (d_w * (F_w - 1) + 1)) // S_w + 1)
V = np.zeros((H2, W2, K))
for i in range(H2):
    for j in range(W2):
        rows = slice(i * S_h, i * S_h + d_h * (F_h - 1) + 1, d_h)
        cols = slice(j * S_w, j * S_w + d_w * (F_w - 1) + 1, d_w)
        for k in range(K):
            V[i, j, k] = np.sum(padded[rows, cols, :] * w[k]) + b[k]
print(V[:, :, 0])
"""

TORCH = """\
import torch

# PyTorch keeps the depth in front: x is (N, D1, H, W), the weights are (K, D1, F, F).
layer = torch.nn.Conv2d({D1}, {K}, kernel_size={F}, stride={S}, padding={P}, dilation={d}, padding_mode="{mode}")
V = layer(torch.randn(1, {D1}, {H}, {W}))  # -> (1, {K}, {H2}, {W2}); a setting that does not tile is floored
"""

KERAS = """\
import keras

# Keras keeps the depth last, as here: x is (N, H, W, D1), the weights are (F, F, D1, K).
net = keras.Sequential([
    keras.Input(({H}, {W}, {D1})),
    {pad}keras.layers.Conv2D({K}, {F}, strides={S}, dilation_rate={d}, padding="valid"),
])
"""


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code for this setting: "numpy" (runs, and equals the picture), "torch" or "keras" (the matching call)."""
    return chosen(dialect, {"numpy": _numpy, "torch": _torch, "keras": _keras})(settings)


def _sizes(settings: Settings) -> dict[str, Any]:
    (H, FH, SH, PH, dH), (W, F, S, P, d) = settings.axis_h, settings.axis_w
    names = {"H": H, "W": W, "F": (FH, F), "S": (SH, S), "P": (PH, P), "d": (dH, d)}
    return names | {"K": settings.filters, "D1": settings.depth}


def _numpy(settings: Settings) -> str:
    (w, b), x = filters(settings), input_volume(settings)
    flip = "w = w[:, ::-1, ::-1]  # a convolution in the mathematical sense turns the filter by 180 degrees\n"
    return NUMPY.format(
        x=as_list(x), w=as_list(w), b=as_list(b), x_shape=x.shape, w_shape=w.shape,
        mode=MODES[settings.mode], flip=flip if settings.flip else "", **_without(_sizes(settings), "K", "D1"),
    )  # fmt: skip


def _without(names: dict[str, Any], *dropped: str) -> dict[str, Any]:
    return {name: value for name, value in names.items() if name not in dropped}


def _torch(settings: Settings) -> str:
    return TORCH.format(mode=TORCH_MODES[settings.mode], **_sizes(settings), **_outputs(settings))


def _outputs(settings: Settings) -> dict[str, int]:
    rows, cols, _ = work_out(settings).y.shape
    return {"H2": rows, "W2": cols}


def _keras(settings: Settings) -> str:
    names = _sizes(settings)
    pad = f"keras.layers.ZeroPadding2D({names['P']}),\n    " if any(names["P"]) else ""
    if pad and settings.mode != "zero":
        pad = "# Keras has no layer for this padding: pad the input with keras.ops.pad first.\n    "
    return KERAS.format(pad=pad, **_without(names, "P"))
