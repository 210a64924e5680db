"""A lecture's script: from neurons that see everything to shared weights, and back to where sharing is wrong."""

from dataclasses import fields
from typing import Any

from cnnlib.scenes.connections.settings import Settings
from cnnlib.scenes.controls import Preset

DEFAULTS = {part.name: getattr(Settings(), part.name) for part in fields(Settings)}
ALEXNET = {"W": 227, "F": 11, "S": 4, "P": 0, "D1": 3, "K": 96}


def _preset(name: str, caption: str, **changes: Any) -> Preset:
    return Preset(name, caption, DEFAULTS | changes)


PRESETS = (
    _preset(
        "a neuron sees everything: 32x32x3",
        "A fully connected neuron on a small colour picture has 3,072 weights. That still sounds harmless.",
        K=1,
    ),
    _preset(
        "200x200x3: 120,000 weights each",
        "A picture of ordinary size: 120,000 weights for a single neuron. A layer of them is out of the question.",
        W=200,
        K=1,
    ),
    _preset(
        "local",
        "Near pixels belong together. A neuron that reads only a window of 3 by 3, through the whole depth, has 27 "
        "weights instead of 192. Every neuron still has weights of its own.",
        W=8,
        F=3,
        P=0,
        K=1,
    ),
    _preset(
        "shared",
        "A pattern worth finding at one place is worth finding at every place: all 36 neurons of a map use one filter.",
        W=8,
        F=3,
        P=0,
        K=4,
    ),
    _preset(
        "AlexNet conv1",
        "55·55·96 = 290,400 neurons with 364 parameters each would be 105,705,600. Shared, they are 34,944.",
        **ALEXNET,
    ),
    _preset("LeNet C1", "The first layer of LeNet-5: 122,304 wires, 156 parameters.", F=5, P=0, D1=1, K=6),
    _preset(
        "the specification card (32x32x3, ten 5x5)",
        "Ten filters of 5 by 5 with stride 1 and padding 2: 32 by 32 by 10 come out, and 760 parameters are learnt.",
    ),
    _preset(
        "3x3 on depth 20",
        "Local in space, full in depth: a window of 3 by 3 on an input of depth 20 is 180 weights for each neuron.",
        W=16,
        F=3,
        P=1,
        D1=20,
        K=20,
    ),
    _preset(
        "VGG's first FC layer",
        "A window that covers the whole input has only one place to stand: with nothing to share all three ways "
        "cost the same, 102,764,544 parameters.",
        W=7,
        F=7,
        P=0,
        D1=512,
        K=4096,
    ),
    _preset(
        "a convolution in its place",
        "On the same input, 512 filters of 3 by 3: 2,359,808 parameters.",
        W=7,
        F=3,
        P=1,
        D1=512,
        K=512,
    ),
    _preset(
        "centred faces",
        "In centred faces the eyes and the mouth are always at the same place. DeepFace (Taigman et al. 2014) gave "
        "each of 55·55 places filters of its own: 62,774,800 parameters instead of 20,752.",
        W=63,
        F=9,
        P=0,
        D1=16,
        K=16,
    ),
)
