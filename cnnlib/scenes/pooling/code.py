"""The picture as code: NumPy that runs and gives the same numbers, and the calls of two libraries."""

from cnnlib.scenes.dialects import as_list, chosen
from cnnlib.scenes.pooling.settings import Settings
from cnnlib.scenes.pooling.values import fits_at_all, image, weights

SUMMARY = {
    "max": "window.max(axis=(0, 1))",
    "average": "window.mean(axis=(0, 1))",
    "L2": "np.sqrt((window**2).sum(axis=(0, 1)))",
}
PHOTOGRAPH = """\
from cnnlib.datasets import photograph

x = photograph("china", width=336)[:224, 60:284].astype(float)  # red, green and blue
x = np.concatenate([np.rint(x.mean(axis=2, keepdims=True)), x], axis=2)[:, :, :{D}]  # grey in front
"""
HEAD = """\
import numpy as np

{x}{shift}F, S, P = {F}, {S}, {P}


def pool(x, summary, border):
    x = np.pad(x, ((P, P), (P, P), (0, 0)), constant_values=border)
    places = {places}
    y = np.zeros((places, places, x.shape[2]))
    for i in range(places):
        for j in range(places):
            y[i, j] = summary(x[i * S : i * S + F, j * S : j * S + F])
    return y


"""
DX = {
    "max": "a, b = np.unravel_index(window.argmax(), window.shape)  # the switch: the first maximum\n"
    "        dpadded[i * S + a, j * S + b] += dy[i, j]",
    "average": "dpadded[i * S : i * S + F, j * S : j * S + F] += dy[i, j] / F**2",
    "L2": "if y[i, j, 0]:\n            dpadded[i * S : i * S + F, j * S : j * S + F] += dy[i, j] * window / y[i, j, 0]",
}
BACK = """
padded = np.pad(x[:, :, 0], P, constant_values={border})
dy = 1.0 + np.arange(y[:, :, 0].size).reshape(y.shape[:2]) % 9
dpadded = np.zeros(padded.shape)
for i in range(len(dy)):
    for j in range(len(dy)):
        window = padded[i * S : i * S + F, j * S : j * S + F]
        {route}
dx = dpadded[P : P + len(x), P : P + len(x)]
"""
CONVOLVED = """
w = np.array({w})
padded = np.pad(x[:, :, 0], P)
c = np.zeros(y.shape[:2])
for i in range(len(c)):
    for j in range(len(c)):
        c[i, j] = np.sum(padded[i * S : i * S + F, j * S : j * S + F] * w)
"""


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code for this setting: "numpy" (runs, and equals the picture), "torch" or "keras" (the matching call)."""
    return chosen(dialect, {"numpy": _numpy, "torch": _torch, "keras": _keras})(settings)


def _numpy(settings: Settings) -> str:
    _, F, S, P, _ = settings.axis
    places = "max(0, (len(x) - F) // S + 1)" + (" if F > P else 0  # no window of nothing but border" if P else "")
    shift = f"x = np.roll(x, {settings.shift}, axis=1)  # to the right, and in again at the left\n"
    head = HEAD.format(x=_input(settings), shift=shift if settings.shift else "", F=F, S=S, P=P, places=places)
    return head + _calls(settings) + _more(settings) + "print(y[:, :, 0])\n"


def _input(settings: Settings) -> str:
    if settings.large:
        return PHOTOGRAPH.format(D=settings.depth)
    return f"x = np.array({as_list(image(settings))}, float)  # (H, W, D)\n"


def _border(kind: str) -> str:
    return "-np.inf" if kind == "max" else "0.0"


def _call(kind: str) -> str:
    return f"pool(x, lambda window: {SUMMARY[kind]}, {_border(kind)})"


def _calls(settings: Settings) -> str:
    if settings.show != "kinds":
        return f"y = {_call(settings.kind)}\n"
    if not fits_at_all(settings):
        return f"y = {_call('max')}\n"
    return "y = np.concatenate([\n" + "".join(f"    {_call(kind)},\n" for kind in SUMMARY) + "], axis=2)\n"


def _more(settings: Settings) -> str:
    """What the other views compute besides."""
    if settings.show == "gradient":
        return BACK.format(border=_border(settings.kind), route=DX[settings.kind])
    return CONVOLVED.format(w=weights(settings)[0, :, :, 0].tolist()) if settings.show == "convolution" else ""


TORCH = {
    "max": "torch.nn.MaxPool2d({F}, stride={S})",
    "average": "torch.nn.AvgPool2d({F}, stride={S})",
    "L2": "torch.nn.LPPool2d(2, {F}, stride={S})",
}


def _torch(settings: Settings) -> str:
    W, F, S, P, _ = settings.axis
    lines = ["import torch", "", "# PyTorch keeps the depth in front: x is (N, D, H, W). It floors what does not tile."]
    lines.append(f"x = torch.randn(1, {settings.depth}, {W}, {W})")
    for kind in _kinds(settings):
        given = f"torch.nn.functional.pad(x, ({P},) * 4, value={_plain_border(kind)})" if P else "x"
        lines.append(f"y = {TORCH[kind].format(F=F, S=S)}({given})")
    if settings.show == "convolution":
        lines.append(f"c = torch.nn.Conv2d(1, 1, kernel_size={F}, stride={S}, padding={P})(x)")
    return "\n".join(lines) + "\n"


def _plain_border(kind: str) -> str:
    return 'float("-inf")' if kind == "max" else "0.0"


def _kinds(settings: Settings) -> tuple[str, ...]:
    return tuple(SUMMARY) if settings.show == "kinds" else (settings.kind,)


KERAS = {
    "max": "keras.layers.MaxPooling2D({F}, strides={S})(x)",
    "average": "keras.layers.AveragePooling2D({F}, strides={S})(x)",
    "L2": "keras.ops.sqrt({count} * keras.layers.AveragePooling2D({F}, strides={S})(x**2))  # Keras has no L2 pooling",
}


def _keras(settings: Settings) -> str:
    W, F, S, P, _ = settings.axis
    lines = ["import keras", "", "# Keras keeps the depth last, as here: x is (N, H, W, D)."]
    lines.append(f"x = keras.Input(({W}, {W}, {settings.depth}))")
    if P:
        lines.append("# It pads with zeros for a maximum too, which win among negative numbers.")
        lines.append(f"x = keras.layers.ZeroPadding2D({P})(x)")
    lines += [f"y = {KERAS[kind].format(F=F, S=S, count=F * F)}" for kind in _kinds(settings)]
    if settings.show == "convolution":
        lines.append(f"c = keras.layers.Conv2D(1, {F}, strides={S})(x)")
    return "\n".join(lines) + "\n"
