"""The table as code: plain arithmetic in NumPy, and a row of it as the libraries see it."""

from collections.abc import Callable
from typing import Any

from cnnlib.scenes.dialects import chosen
from cnnlib.scenes.size_map.settings import Settings
from cnnlib.scenes.size_map.words import NAMES

NUMPY = """\
import numpy as np

{given}
sizes = np.full(({rows}, {cols}), np.nan)  # stays where a setting does not fit
for i, {down} in enumerate(range({first_down}, {last_down})):
    for j, {across} in enumerate(range({first_across}, {last_across})):
        way = W + 2 * P - (d * (F - 1) + 1)  # how far the window can travel
        if way < 0:
            sizes[i, j] = 0  # the filter is larger than the padded input
        elif way % S == 0:
            sizes[i, j] = way // S + 1
print(sizes)
"""

TORCH = """\
import torch

{given}  # one row of the table: {row}
for {across} in range({first_across}, {last_across}):
    layer = torch.nn.Conv2d(1, 1, kernel_size=F, stride=S, padding=P, dilation=d)
    if d * (F - 1) + 1 <= W + 2 * P:
        V = layer(torch.zeros(1, 1, W, W))
        print("{across} =", {across}, "->", V.shape[-1])  # a setting that does not tile is floored
"""

KERAS = """\
import keras

{given}  # one row of the table: {row}
for {across} in range({first_across}, {last_across}):
    if d * (F - 1) + 1 <= W + 2 * P:
        net = keras.Sequential([keras.Input((W, W, 1)), keras.layers.ZeroPadding2D(P),
                                keras.layers.Conv2D(1, F, strides=S, dilation_rate=d)])
        print("{across} =", {across}, "->", net.output_shape[1])  # a setting that does not tile is floored
"""


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code for this table: "numpy" (runs, and equals the picture), "torch" or "keras" (a row of it)."""
    writers: dict[str, Callable[[Settings], str]] = {
        "numpy": lambda settings: NUMPY.format(given=_given(settings, ()), **_ranges(settings)),
        "torch": lambda settings: TORCH.format(**_one_row(settings)),
        "keras": lambda settings: KERAS.format(**_one_row(settings)),
    }
    return chosen(dialect, writers)(settings)


def _given(settings: Settings, besides: tuple[str, ...]) -> str:
    """The symbols that do not change in the table: "W, P, d = 7, 0, 1"."""
    values = settings.as_dict() | {"d": settings.dilation}
    names = [name for name in ("W", "F", "S", "P", "d") if name not in settings.symbols or name in besides]
    return f"{', '.join(names)} = {', '.join(str(values[name]) for name in names)}"


def _ranges(settings: Settings) -> dict[str, Any]:
    (across, down), (cols, rows) = settings.symbols, settings.ranges
    found: dict[str, Any] = {"across": across, "down": down, "rows": len(rows), "cols": len(cols)}
    for name, values in (("across", cols), ("down", rows)):
        found |= {f"first_{name}": values[0], f"last_{name}": values[-1] + 1}
    return found


def _one_row(settings: Settings) -> dict[str, Any]:
    down = settings.symbols[1]
    row = f"{NAMES[down]} {down} = {getattr(settings, down)}"
    return {"given": _given(settings, (down,)), "row": row, **_ranges(settings)}
