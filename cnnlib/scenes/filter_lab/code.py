"""The picture as a few lines of code: NumPy that gives the same numbers; PyTorch and Keras likewise."""

from cnnlib.scenes.dialects import as_list, chosen
from cnnlib.scenes.filter_lab.photographs import (
    FIRST_ROW,
    HIGHEST,
    WIDEST,
    fitted,
    working_picture,
)
from cnnlib.scenes.filter_lab.settings import Settings
from cnnlib.scenes.filter_lab.values import asks, filter_weights, known_mode
from cnnlib.scenes.uploads import GREY, opened

NUMPY_MODES = {"zero": '"constant"', "mirror": '"reflect"', "extend": '"edge"'}
TORCH_MODES = {"zero": '"constant"', "mirror": '"reflect"', "extend": '"replicate"'}

START = """\
{imports}

{picture}
w = np.array({w})  # the filter, (F, F, D) = {shape}
divisor, b = {divisor}, {bias}
S, P, d = {S}, {P}, {d}
"""

NUMPY = """
padded = np.pad(x, ((P, P), (P, P), (0, 0)), mode={mode})
F = len(w)
H2 = (padded.shape[0] - (d * (F - 1) + 1)) // S + 1
W2 = (padded.shape[1] - (d * (F - 1) + 1)) // S + 1
y = np.zeros((H2, W2))
for i in range(F):
    for j in range(F):  # what all the windows have at row i, column j, times that weight
        seen = padded[i * d : i * d + S * (H2 - 1) + 1 : S, j * d : j * d + S * (W2 - 1) + 1 : S]
        y += seen @ w[i, j]
y = y / divisor + b
"""
NUMPY_RELU = "y = np.maximum(y, 0)\n"
NUMPY_POOL = "y = y[: H2 // 2 * 2, : W2 // 2 * 2].reshape(H2 // 2, 2, W2 // 2, 2).max(axis=(1, 3))\n"

TORCH = """
# PyTorch keeps the depth in front: x is (N, D, H, W), the weights are (K, D, F, F).
padded = torch.nn.functional.pad(torch.tensor(x).permute(2, 0, 1)[None], (P, P, P, P), mode={mode})
layer = torch.nn.Conv2d({D}, 1, kernel_size={F}, stride=S, dilation=d, dtype=torch.float64)
with torch.no_grad():
    layer.weight.copy_(torch.tensor(w / divisor).permute(2, 0, 1)[None])
    layer.bias.fill_(b)
    y = layer(padded)
"""
TORCH_RELU = "y = torch.relu(y)\n"
TORCH_POOL = "y = torch.nn.functional.max_pool2d(y, 2)\n"

KERAS = """
# Keras keeps the depth last, as here: x is (N, H, W, D), the weights are (F, F, D, K).
padded = np.pad(x, ((P, P), (P, P), (0, 0)), mode={mode})[None]
layer = keras.layers.Conv2D(1, {F}, {steps}padding="valid")
layer.build(padded.shape)
layer.set_weights([(w / divisor)[..., None], np.array([b])])
y = layer(padded){every}
"""
KERAS_RELU = "y = keras.ops.relu(y)\n"
KERAS_POOL = "y = keras.ops.max_pool(y, 2, 2)\n"


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code for this setting, "numpy", "torch" or "keras"; its y is `output(settings)`."""
    return chosen(dialect, {"numpy": _numpy, "torch": _torch, "keras": _keras})(settings)


def _numpy(settings: Settings) -> str:
    code = _start(settings, "") + NUMPY.format(mode=_mode(settings, NUMPY_MODES, "constant_values=np.nan"))
    return code + _after(settings, NUMPY_RELU, NUMPY_POOL)


def _torch(settings: Settings) -> str:
    mode = _mode(settings, TORCH_MODES, 'value=float("nan")')
    code = _start(settings, "torch") + TORCH.format(mode=mode, D=settings.D, F=settings.F)
    return code + _after(settings, TORCH_RELU, TORCH_POOL)


def _keras(settings: Settings) -> str:
    both = settings.S > 1 and settings.dilation > 1  # Keras has either; every S-th output is the same
    steps = "dilation_rate=d, " if both else "strides=S, dilation_rate=d, "
    mode = _mode(settings, NUMPY_MODES, "constant_values=np.nan")
    code = KERAS.format(mode=mode, F=settings.F, steps=steps, every="[:, ::S, ::S]" if both else "")
    return _start(settings, "keras") + code + _after(settings, KERAS_RELU, KERAS_POOL)


def _mode(settings: Settings, names: dict[str, str], unknown: str) -> str:
    """The padding; where nobody has said what is outside, NaN is in the code what "?" is in the picture."""
    x = working_picture(settings)
    return names[known_mode(settings, x)] + (f", {unknown}" if asks(settings, x) else "")


def _after(settings: Settings, relu: str, pool: str) -> str:
    H2, W2 = ((size - 1) // settings.S + 1 for size in working_picture(settings).shape[:2])
    return relu * settings.relu + pool * (settings.pool and min(H2, W2) > 1)


def _start(settings: Settings, library: str) -> str:
    w, divisor = filter_weights(settings)
    return START.format(
        imports=_imports(settings, library), picture=_picture(settings),
        w=as_list(w), shape=w.shape, divisor=divisor, bias=settings.bias,
        S=settings.S, P=settings.P, d=settings.dilation,
    )  # fmt: skip


def _imports(settings: Settings, library: str) -> str:
    lines = sorted(["import numpy as np", *([f"import {library}"] if library else [])])
    own = settings.photo == "upload"
    if own and settings.upload:
        return "\n".join(
            ["from pathlib import Path", "", *lines, "", "from cnnlib.datasets import decode_image, resize"]
        )
    return "\n".join([*lines, *([] if own else ["", "from cnnlib.datasets import photograph"])])


def _picture(settings: Settings) -> str:
    grey = f"x = np.rint(x @ {list(GREY)})[:, :, None]  # grey, (H, W, 1)"
    return _load(settings) + ("" if settings.colour else "\n" + grey)


def _load(settings: Settings) -> str:
    if settings.photo != "upload":
        rows = f"{FIRST_ROW}:{FIRST_ROW + HIGHEST}"
        return f'x = photograph("{settings.photo}", width={WIDEST})[{rows}].astype(float)  # (H, W, 3), 0 to 255'
    if not settings.upload:
        return f"x = np.full(({HIGHEST}, {WIDEST}, 3), 128.0)  # no picture yet: a plain grey"
    H, W, _ = opened(settings.upload).shape
    fit = fitted(W, H)
    cut = ", ".join(f"{part.start}:{part.stop}" for part in (fit.rows, fit.cols))
    return (
        'image_file = "picture.png"  # the file you uploaded\n'
        "x = decode_image(Path(image_file).read_bytes())\n"
        f"x = resize(x, W={fit.W}, H={fit.H})[{cut}].astype(float)  # (H, W, 3), 0 to 255"
    )
