"""A lecture's script: settings with a caption each, in the order in which they tell the story."""

from dataclasses import fields
from typing import Any

from cnnlib.scenes.controls import Preset
from cnnlib.scenes.pooling.settings import Settings

# What a detector may answer: it fired three times, all else is weak noise.
RESPONSES = ("01001010", "10090100", "00101001", "01000110", "10010009", "00100100", "01009010", "10100001")
FIRED = {f"0,{row},{col}": int(digit) for row, line in enumerate(RESPONSES) for col, digit in enumerate(line)}
DEFAULTS = {part.name: getattr(Settings(), part.name) for part in fields(Settings)}


def _preset(name: str, caption: str, step: int | None = None, **changes: Any) -> Preset:
    return Preset(name, caption, DEFAULTS | changes, step=step)


PRESETS = (
    _preset("2 × 2, stride 2",
            "Of every four numbers the largest goes on: three quarters are discarded, and nothing is learnt."),
    _preset("the depth stays", "Each slice is pooled on its own: width and height are halved, the depth is not.", D1=4),
    _preset("224 × 224 × 64",
            "VGG's first pooling layer at its real size: 224 × 224 × 64 becomes 112 × 112 × 64.", large=True),
    _preset("overlapping 3 × 3, stride 2",
            "F − S = 1: neighbouring windows share a line of pixels, and one pixel can win twice.",
            W=9, F=3),
    _preset("average beside max",
            "The same windows three ways: the strongest, the mean, the root of the sum of squares.",
            show="kinds"),
    _preset("strong among noise",
            "A detector fired three times: the maximum passes each 9 on whole, the average waters it down.",
            step=1, show="kinds", x_edits=FIRED),
    _preset("shift by one", "The letter moves one pixel to the right. Many inputs change, and fewer outputs.",
            source="letter", W=16, F=4, S=4, shift=1),
    _preset("ties",
            "Several pixels share the largest number: the first one, row by row, wins and later gets the gradient.",
            source="letter", W=8, F=2),
    _preset("does not tile", "Nine pixels cannot be paired: the last row and column are never read.", W=9),
    _preset("too large a window", "F = 7 on a photograph: one number is left of 49, and the temple is gone.",
            large=True, F=7, S=7),
    _preset("global",
            "One window sees the whole slice: each becomes a single number, whatever the size of the image.",
            D1=4, whole=True, kind="average"),
    _preset("a convolution with stride 2",
            "It halves the map as well, with weights that are learnt. Type other weights into the filter.",
            show="convolution", kind="average"),
    _preset("gradients through the switches",
            "On the way back, each gradient goes only to the pixel that won its window.",
            show="gradient"),
    _preset("an average spreads it",
            "The same way back through average pooling: a quarter of each gradient for each pixel.",
            show="gradient", kind="average"),
)  # fmt: skip
