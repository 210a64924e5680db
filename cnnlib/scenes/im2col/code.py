"""The picture as code: im2col in NumPy that runs and gives the same numbers, and the calls of two libraries."""

from typing import Any

from cnnlib.scenes.dialects import as_list, chosen
from cnnlib.scenes.im2col.settings import Settings
from cnnlib.scenes.im2col.values import arrays
from cnnlib.shapes import floor_size

GIVEN = """\
x = np.array({x})  # input, (H, W, D1) = {x_shape}
w = np.array({w})  # filters, (K, F, F, D1) = {w_shape}
b = np.array({b})  # biases, (K,)
"""

CHANCE = """\
rng = np.random.default_rng(0)
x = rng.integers(0, 3, {x_shape})  # input, (H, W, D1)
w = rng.integers(-1, 2, {w_shape})  # filters, (K, F, F, D1)
b = np.zeros({K})  # biases, (K,)
"""

NUMPY = """\
import numpy as np

{given}S, P, d = {S}, {P}, {d}

padded = np.pad(x, ((P, P), (P, P), (0, 0)))
K, F, _, D1 = w.shape
H2 = max(0, (padded.shape[0] - (d * (F - 1) + 1)) // S + 1)
W2 = max(0, (padded.shape[1] - (d * (F - 1) + 1)) // S + 1)
rows = S * np.arange(H2)[:, None, None, None] + d * np.arange(F)[:, None]  # (H2, 1, F, 1)
cols = S * np.arange(W2)[:, None, None] + d * np.arange(F)  # (W2, 1, F)
X_col = padded[rows, cols].reshape(H2 * W2, F * F * D1).T  # a column for each window
W_row = w.reshape(K, F * F * D1)  # a row for each filter
V = (W_row @ X_col + b[:, None]).T.reshape(H2, W2, K)
print(X_col.shape, W_row.shape, V.shape)
"""

TORCH = """\
import torch

# PyTorch keeps the depth in front: a column holds slice 0 of its window, then slice 1, and so on.
x, w, b = torch.randn(1, {D1}, {W}, {W}), torch.randn({K}, {D1}, {F}, {F}), torch.randn({K})
X_col = torch.nn.functional.unfold(x, {F}, dilation={d}, padding={P}, stride={S})  # -> (1, {R}, {N})
V = (w.view({K}, -1) @ X_col + b[:, None]).view(1, {K}, {side}, {side})
"""

KERAS = """\
import keras

# Keras keeps the depth last, as here: a row of patches holds its window row by row, at each pixel all slices.
x = keras.random.normal((1, {W}, {W}, {D1}))
w, b = keras.random.normal(({F}, {F}, {D1}, {K})), keras.random.normal(({K},))
{pad}patches = keras.ops.image.extract_patches(x, {F}, strides={S}, dilation_rate={d}, padding="valid")
V = patches @ keras.ops.reshape(w, ({R}, {K})) + b  # patches (1, {side}, {side}, {R}) -> (1, {side}, {side}, {K})
"""


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code for this setting: "numpy" (runs, and equals the picture), "torch" or "keras" (the matching call)."""
    return chosen(dialect, {"numpy": _numpy, "torch": _torch, "keras": _keras})(settings)


def _numpy(settings: Settings) -> str:
    x, w, b = arrays(settings)
    _, _, S, P, d = settings.axis
    shapes = {"x_shape": x.shape, "w_shape": w.shape, "K": len(b)}
    given = (
        GIVEN.format(x=as_list(x), w=as_list(w), b=as_list(b), **shapes) if settings.own else CHANCE.format(**shapes)
    )
    return NUMPY.format(given=given, S=S, P=P, d=d)


def _sizes(settings: Settings) -> dict[str, Any]:
    W, F, S, P, d = settings.axis
    side, D1 = floor_size(*settings.axis), settings.volume.D
    names = {"W": W, "F": F, "S": S, "P": P, "d": d, "D1": D1, "K": settings.conv.K}
    return names | {"side": side, "R": F * F * D1, "N": side * side}


def _torch(settings: Settings) -> str:
    return TORCH.format(**_sizes(settings))


def _keras(settings: Settings) -> str:
    sizes = _sizes(settings)
    pad = "x = keras.ops.pad(x, ((0, 0), ({P}, {P}), ({P}, {P}), (0, 0)))\n".format(**sizes) if sizes["P"] else ""
    return KERAS.format(pad=pad, **sizes)
