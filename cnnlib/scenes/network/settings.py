"""What the reader can set in the network picture: the net, the image, and which layers are shown how."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.controls import Choice, Control, Preset, Slider, Switch, Upload
from cnnlib.scenes.network.subjects import NETS, YOURS
from cnnlib.scenes.settings import SettingError, check_settings

IMAGES = (
    ("digit", "bundled digit"),
    ("drawn", "drawn digit"),
    ("china", "temple"),
    ("flower", "flower"),
    ("hopper", "Grace Hopper"),
    ("upload", "your own"),
)
LAST_DIGIT = 1796

SUBJECT: tuple[Control, ...] = (
    Choice("net", "net", tuple((name, net.name) for name, net in NETS.items()), resets={"first": 0, "unfolded": []}),
    Choice("image", "image", IMAGES),
    Slider("digit", "n", "which digit", 0, LAST_DIGIT, "W", when={"image": ("digit", "drawn")}),
    Upload("upload", "upload a picture", when={"image": "upload"}),
    Switch("invert", "light ↔ dark"),
)
"""What goes in, the same on all levels."""

CONTROLS: tuple[Control, ...] = (
    *SUBJECT,
    Choice("tiles", "maps", (("many", "many, small"), ("few", "few, large"), ("all", "all, tiny"))),
    Choice("order", "order", (("strongest", "strongest first"), ("as they come", "as they come"))),
)


@dataclass(frozen=True)
class Settings:
    """All settings of the overview.

    `net` and `image` are names. `first` is the first column shown, `unfolded` the paths of the blocks whose inner
    layers are shown too.

    >>> Settings(net="mine")
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: net = 'mine' is none of 'digits'...
    """

    net: str = "digits"
    image: str = "digit"
    digit: int = 3
    upload: str | bytes = ""
    invert: bool = False
    first: int = 0
    tiles: str = "many"
    order: str = "strongest"
    unfolded: Sequence[str] = ()

    def __post_init__(self) -> None:
        check_subject(vars(self), CONTROLS)
        if isinstance(self.first, bool) or not isinstance(self.first, int) or self.first < 0:
            raise SettingError(f"first = {self.first!r} is no column: columns are counted from 0")
        listed = isinstance(self.unfolded, Sequence) and not isinstance(self.unfolded, str)
        if not listed or not all(isinstance(path, str) for path in self.unfolded):
            raise SettingError(f'unfolded = {self.unfolded!r} is no list of paths such as ["9", "11"]')


def check_subject(values: dict[str, Any], controls: tuple[Control, ...]) -> None:
    """Like `check_settings`, but a net or an image may also be one that the reader has handed over."""
    lent = [name for name in ("net", "image") if str(values[name]).startswith(f"{YOURS} ")]
    check_settings({name: value for name, value in values.items() if name not in lent}, controls)
    if not isinstance(values["upload"], str | bytes):
        raise SettingError(f"upload = {values['upload']!r} is neither the bytes of an image file nor their base64 text")


def _preset(name: str, caption: str, compare: dict[str, Any] | None = None, **changes: Any) -> Preset:
    plain = {"net": "digits", "image": "digit", "digit": 3, "invert": False, "first": 0, "tiles": "many",
             "order": "strongest", "unfolded": []}  # fmt: skip
    return Preset(name, caption, plain | changes, compare)


PRESETS = (
    _preset("A digit goes in", "Every layer is a column, every map in it a small image. Blue is positive, red is "
            "negative. At the right stands what the net makes of it."),
    _preset("The first filters", "Beside each map of the first layer stands the filter that made it: an edge here, a "
            "corner there. Click a map to see how it is made.", tiles="few"),
    _preset("Many find nothing", "On the left the maps in their own order, on the right the strongest first: not every "
            "filter finds something in this digit.", compare={"order": "as they come"}),
    _preset("Towards the answer", "Past pooling the maps are small, and the last layers are single numbers: ten "
            "scores, one for each class.", first=3),
    _preset("Another digit", "The same net, an 8: other maps light up.", digit=8),
    _preset("Two digits", "A 3 and an 8 in one net, map beside map: where do they begin to part?", digit=8,
            compare={"digit": 3}, order="as they come"),
    _preset("What the net has never seen", "A photograph. Ten classes are all it knows: it must choose one, however "
            "little sense it makes.", image="hopper"),
)  # fmt: skip
