"""A lecture's script: settings with a caption each, in the order in which they tell the story."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from cnnlib.scenes.controls import Preset
from cnnlib.scenes.filter_lab.settings import Settings

DEFAULTS = {part.name: getattr(Settings(), part.name) for part in fields(Settings) if part.name != "upload"}


def _preset(name: str, caption: str, compare: Mapping[str, Any] | None = None, **changes: Any) -> Preset:
    return Preset(name, caption, DEFAULTS | changes, compare)


PRESETS = (
    _preset(
        "A vertical edge",
        "Sobel x subtracts the left of each window from its right. Blue: brighter to the right; red: darker. "
        "Point at an edge and read the nine products.",
    ),
    _preset(
        "A blur is an average",
        "25 weights of 1, and the sum divided by 25: every pixel becomes the mean of its neighbourhood, and "
        "fine detail is gone.",
        filter="box blur",
        F=5,
    ),
    _preset(
        "A box against a Gaussian",
        "Two blurs of 25 weights on the same picture. The box counts all pixels alike and leaves little squares; the "
        "Gaussian counts what is near for more.",
        compare={"filter": "box blur"},
        filter="Gaussian blur",
        F=5,
    ),
    _preset(
        "An edge detector says nothing on flat sky",
        "The weights add up to 0, so that equal pixels cancel: over the sky the response is next to nothing. "
        "The window stands where the response is strongest; point at the sky and compare.",
        filter="Laplacian",
    ),
    _preset(
        "Only where it is found",
        "ReLU keeps what is positive: one kind of edge, and one colour, is left. Pooling keeps the strongest of "
        "every four responses.",
        filter="Sobel y",
        relu=True,
        pool=True,
    ),
    _preset(
        "Colour opponents",
        "Three slices: the red one counts for, the green one against. The flower answers; its leaves answer "
        "the other way.",
        filter="red − green",
        photo="flower",
        colour=True,
    ),
    _preset(
        "What is outside the picture?",
        "At the edge the window reaches over. Zeros make a frame that an edge detector finds; a mirror, or "
        "the last pixel again, do not.",
        F=5,
        border="?",
    ),
    _preset(
        "Wider, with the same 25 weights",
        "Dilation 3: the 5 by 5 window spans 13 by 13 pixels.",
        filter="Gaussian blur",
        photo="hopper",
        F=5,
        dilation=3,
    ),
    _preset(
        "Turned by 180 degrees",
        "A convolution in the mathematical sense turns the filter first. Sobel x only changes its sign; a "
        "network would simply learn the turned filter.",
        flip=True,
    ),
)
