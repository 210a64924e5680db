"""What is said of a drawing."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.nets import Net
from cnnlib.scenes.drawing.scores import names_of
from cnnlib.scenes.drawing.values import Seen, Strokes
from cnnlib.scenes.network.picture import percent
from cnnlib.scenes.network.subjects import NETS
from cnnlib.scenes.text import counted, number, plural
from cnnlib.strokes import UNITS

PROMPT = "Draw a digit …"
EMPTY = "Draw a digit on the pad with mouse, finger or pen, or choose a ready drawing: there are no scores yet."


def net_line(name: str, net: Net, shown: int) -> str:
    """Which net it is, and how many of its layers are shown."""
    named = f"The {NETS[name].name}" if name in NETS else "Your net"
    layers = plural(len(net.layers), "layer")
    some = f"{shown} of {layers} shown" if shown < len(net.layers) else layers
    return f"{named}: {some}, {counted(net.parameters, 'parameter')}"


def answer(seen: Seen) -> str:
    """What the net makes of it."""
    if seen.run is None:
        return "no scores yet"
    if seen.run.shares is None:
        return "no class scores" if seen.run.scores is None else "no finite scores"
    best = int(seen.run.shares.argmax())
    return f"most like {names_of(seen.run.name, seen.run.shares.size)[best]}, {percent(float(seen.run.shares[best]))}"


def told(seen: Seen) -> str:
    """How the image came about."""
    side = seen.x.shape[0]
    if seen.run is None:
        return EMPTY
    if seen.fitted is None:
        return f"The whole pad, made {side} × {side}: the figure stays as small as it is, and where it is."
    (H, W), (_, _, high, wide) = seen.fitted.size, seen.fitted.found
    middle = f"({side // 2}, {side // 2})"
    return (
        f"The figure, {number(round(wide))} × {number(round(high))} of the pad's {UNITS} × {UNITS}, is scaled to "
        f"{W} × {H} pixels, then moved by whole pixels: its centre of mass comes "
        + (f"to {middle}, the cross." if _is_central(seen.x) else f"as near to {middle} as it can.")
    )


def _is_central(x: NDArray) -> bool:
    """Whether the centre of mass is on the middle pixel."""
    means = [float((x[:, :, 0] * place).sum() / x.sum()) for place in np.indices(x.shape[:2])]
    return max(abs(mean - x.shape[0] // 2) for mean in means) < 0.501


def spoken(settings: object, seen: Seen, drawing: Strokes) -> str:
    """The picture in a sentence."""
    if seen.run is None:
        return EMPTY
    return f"A drawing of {plural(len(drawing), 'stroke')}, {told(seen)[0].lower()}{told(seen)[1:-1]}; {answer(seen)}."
