"""The picture as code: from the strokes to the same probabilities."""

from typing import Any

import numpy as np

from cnnlib.scenes.dialects import chosen
from cnnlib.scenes.drawing.points import points_of
from cnnlib.scenes.drawing.values import box_of, drawing_of
from cnnlib.scenes.network.code import keras_net, torch_net
from cnnlib.scenes.network.run import Run, run_on
from cnnlib.scenes.network.subjects import NETS, net_named

NUMPY = """\
import numpy as np

from cnnlib.losses import softmax
from cnnlib.strokes import {how}, ink
{net}
strokes = {strokes}

x = {x}  # (28, 28, 1): 1 is ink, 0 is paper
scores = net.forward(x[None])[0, 0, 0]
y = softmax(scores)
"""
EMPTY = "import numpy as np\n\ny = np.zeros(0)  # nothing is drawn: there are no scores\n"


def as_code(settings: Any, dialect: str = "numpy") -> str:
    """Code for this setting: "numpy" runs on its own, its y is `output(settings)`; "torch" and "keras" make the net."""
    return chosen(dialect, {"numpy": _numpy, "torch": _torch, "keras": _keras})(settings)


def _torch(settings: Any) -> str:
    return torch_net(_at_rest(settings))


def _keras(settings: Any) -> str:
    return keras_net(_at_rest(settings))


def _at_rest(settings: Any) -> Run:
    """The net on an image without ink: for its layers alone."""
    volume = net_named(settings.net).volumes[0]
    return run_on(settings.net, np.zeros(volume.shape, np.float32), "")


def _numpy(settings: Any) -> str:
    drawing, side = drawing_of(settings), net_named(settings.net).volumes[0].W
    if not drawing:
        return EMPTY
    net = NETS[settings.net].code if settings.net in NETS else "net = net  # yours, with its weights"
    inked = f"ink(strokes, pen={settings.pen})"
    x = f"fitted({inked}, side={side}, box={box_of(side)}).x" if settings.as_mnist else f"as_drawn({inked}, {side})"
    strokes = (
        "[\n" + "".join(f"    {[(round(x), round(y)) for x, y in points_of(stroke)]},\n" for stroke in drawing) + "]"
    )
    how = "fitted" if settings.as_mnist else "as_drawn"
    return NUMPY.format(net=net, strokes=strokes, x=x, how=how).replace("(28, 28, 1)", f"({side}, {side}, 1)")
