"""What the reader can set in the picture of one map."""

from dataclasses import dataclass

from cnnlib.scenes.controls import Preset
from cnnlib.scenes.network.settings import SUBJECT, check_subject
from cnnlib.scenes.settings import SettingError

CONTROLS = SUBJECT[1:]
"""Not the net: another would not have this layer."""


@dataclass(frozen=True)
class Settings:
    """One map of one layer, of a net at work on an image.

    `layer` is a path ("2", or "9.0.3" inside a block), `map` counts from 0, `start` is the first input map shown, in
    the order of what they give.
    """

    net: str = "digits"
    image: str = "digit"
    digit: int = 3
    upload: str | bytes = ""
    invert: bool = False
    layer: str = "2"
    map: int = 0
    start: int = 0

    def __post_init__(self) -> None:
        check_subject(vars(self), SUBJECT)
        if not isinstance(self.layer, str):
            raise SettingError(f'layer = {self.layer!r} is no path: write layer="2"')
        for name in ("map", "start"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                raise SettingError(f"{name} = {value!r} is no map: maps are counted from 0")


def _preset(name: str, caption: str, **changes: object) -> Preset:
    return Preset(
        name, caption, {"net": "digits", "image": "digit", "digit": 3, "layer": "2", "map": 0, "start": 0} | changes
    )


PRESETS = (
    _preset("A sum of maps", "Every input map is filtered with a slice of its own; the results are added up from left "
            "to right, and the bias last.", map=5),
    _preset("The first layer", "One input, one slice: the map is the image, filtered.", layer="0", map=1),
    _preset("What ReLU cuts off", "The same map behind ReLU: everything negative has become 0.", layer="3", map=5),
    _preset("What pooling keeps", "The largest of every four numbers: point at one, and a ring shows which it was.",
            layer="4", map=5),
    _preset("A neuron", "Every input has its own weight; all the products add up to one number.", layer="5", map=1),
    _preset("The score of the 3", "The last layer: what speaks for a 3 in this digit is blue, against it red.",
            layer="7", map=3),
)  # fmt: skip
