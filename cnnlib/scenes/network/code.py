"""The picture as code: the same activations from `cnnlib` alone; the same net in two libraries."""

from typing import Any

from cnnlib.layers import FC, BatchNorm, Conv, Dropout, GlobalPool, Layer, Pool, ReLU
from cnnlib.scenes.dialects import chosen
from cnnlib.scenes.network.run import Run, run_of
from cnnlib.scenes.network.subjects import NETS, YOURS
from cnnlib.shapes import Volume, pair

START = """\
import numpy as np

{net}
{image}
x = x[None].astype(np.float32)  # a batch of one, (N, H, W, D) = {shape}
"""
NUMPY = """
stages = net.activations(x)  # the input, and what comes out of each layer
y = stages[-1][0]
"""


def as_code(settings: Any, dialect: str = "numpy") -> str:
    """Code for this setting, "numpy", "torch" or "keras"; with "numpy" its y is `output(settings)`.

    A net or image of the reader's own is `net` or `image` there, too.
    """
    return chosen(dialect, {"numpy": _numpy, "torch": _torch, "keras": _keras})(settings)


def start(settings: Any) -> str:
    """The lines that make `net` and `x`."""
    run = run_of(settings)
    net = NETS[settings.net].code if settings.net in NETS else "net = net  # yours, with its weights"
    return START.format(net=net, image=_image(settings, run), shape=(1, *run.x.shape))


def _numpy(settings: Any) -> str:
    return start(settings) + NUMPY


def _image(settings: Any, run: Run) -> str:
    if settings.image.startswith(YOURS):
        lines = ["x = image  # yours, (H, W, D) as the net takes it"]
    elif settings.image == "digit" and run.x.shape == (8, 8, 1):
        lines = ["from cnnlib.datasets import digits\n", f"x = digits()[0][{settings.digit}]"]
    else:
        lines = _prepared(settings, run.net.volumes[0])
    turn = ["from cnnlib.scenes.network.images import exchanged\n", "x = exchanged(x)"] if settings.invert else []
    return "\n".join([*lines, *turn])


def _prepared(settings: Any, volume: Volume) -> list[str]:
    """A bundled picture, an upload or an enlarged digit, by the function that the picture itself uses."""
    upload = "upload" if settings.upload and settings.image == "upload" else '""'
    opened = ['upload = open("picture.png", "rb").read()  # the file you uploaded'] if upload == "upload" else []
    return [
        "from cnnlib.scenes.network.images import prepared\n",
        *opened,
        f"x = prepared({settings.image!r}, {settings.digit}, {upload}, False, net.volumes[0]).x  # {volume}, 0 to 1",
    ]


def _torch(settings: Any) -> str:
    return torch_net(run_of(settings))


def torch_net(run: Run) -> str:
    """The net of a run in PyTorch, without its weights."""
    lines = [_torch_layer(one.layer, one.x.shape) for one in run.layers]
    return "\n".join(["import torch", "", "# PyTorch keeps the depth in front: x is (N, D, H, W).",
                      "net = torch.nn.Sequential(", *(_entry(line) for line in lines), ")"]) + "\n"  # fmt: skip


def _entry(line: str) -> str:
    """A line of the list of layers: the comma goes before the comment."""
    code, gap, comment = line.partition("  # ")
    return f"    {code},{gap}{comment}"


def _torch_layer(layer: Layer, shape: tuple[int, ...]) -> str:
    H, W, D = shape
    nn = "torch.nn."
    match layer:
        case Conv():
            F, S, P, d = (pair(value, "", 0) for value in (layer.F, layer.S, layer.P, layer.dilation))
            return f"{nn}Conv2d({D}, {layer.K}, {F}, stride={S}, padding={P}, dilation={d}, bias={layer.bias})"
        case Pool(kind="max"):
            return f"{nn}MaxPool2d({pair(layer.F, 'F')}, stride={pair(layer.S, 'S')})"
        case FC():
            return f"{nn}Flatten(), {nn}Linear({H * W * D}, {layer.K}), {nn}Unflatten(1, ({layer.K}, 1, 1))"
        case BatchNorm():
            return f"{nn}BatchNorm2d({D})"
        case ReLU():
            return f"{nn}ReLU()"
        case Dropout():
            return f"{nn}Dropout({layer.rate})"
        case GlobalPool(kind="average"):
            return f"{nn}AdaptiveAvgPool2d(1)"
        case GlobalPool(kind="max"):
            return f"{nn}AdaptiveMaxPool2d(1)"
    return f"{nn}Identity()  # write this layer yourself: {layer!r}"


def _keras(settings: Any) -> str:
    return keras_net(run_of(settings))


def keras_net(run: Run) -> str:
    """The net of a run in Keras, without its weights."""
    lines = [_keras_layer(one.layer) for one in run.layers]
    H, W, D = run.x.shape
    return "\n".join(["import keras", "", "net = keras.Sequential([", f"    keras.Input(({H}, {W}, {D})),",
                      *(_entry(line) for line in lines), "])"]) + "\n"  # fmt: skip


def _keras_layer(layer: Layer) -> str:
    name = "keras.layers."
    match layer:
        case Conv():
            F, S, P = (pair(value, "", 0) for value in (layer.F, layer.S, layer.P))
            padding = f"{name}ZeroPadding2D({P}), " if any(P) else ""
            return f"{padding}{name}Conv2D({layer.K}, {F}, strides={S}, use_bias={layer.bias})"
        case Pool(kind="max"):
            return f"{name}MaxPooling2D({pair(layer.F, 'F')}, strides={pair(layer.S, 'S')})"
        case FC():
            return f"{name}Flatten(), {name}Dense({layer.K}), {name}Reshape((1, 1, {layer.K}))"
        case BatchNorm():
            return f"{name}BatchNormalization()"
        case ReLU():
            return f"{name}ReLU()"
        case Dropout():
            return f"{name}Dropout({layer.rate})"
        case GlobalPool(kind="average"):
            return f"{name}GlobalAveragePooling2D(keepdims=True)"
        case GlobalPool(kind="max"):
            return f"{name}GlobalMaxPooling2D(keepdims=True)"
    return f"{name}Identity()  # write this layer yourself: {layer!r}"
