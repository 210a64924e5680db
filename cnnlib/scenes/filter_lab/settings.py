"""What the reader can set in the filter lab."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cnnlib.scenes.controls import Action, Choice, Control, Slider, Switch, Upload
from cnnlib.scenes.filter_lab.bank import BANK
from cnnlib.scenes.settings import SettingError, check_edit, check_settings
from cnnlib.scenes.sizes import sizes
from cnnlib.shapes import same_padding

SLICES = ("red", "green", "blue")
PHOTOGRAPHS = {"china": "a temple", "flower": "a flower", "hopper": "Grace Hopper"}

CONTROLS: tuple[Control, ...] = (
    Choice("filter", "filter", tuple((name, name) for name in BANK), resets={"w_edits": {}}),
    Slider("F", "F", "filter size", 1, 7, "F", step=2),
    *sizes(S=(1, 4), dilation=(1, 3)),
    Slider("bias", "b", "bias", -255, 255, "text"),
    Choice("photo", "photograph", (*PHOTOGRAPHS.items(), ("upload", "your own"))),
    Upload("upload", "choose a picture", when={"photo": "upload"}),
    Choice(
        "border",
        "outside",
        (("?", "?"), ("zero", "zeros"), ("mirror", "mirror"), ("extend", "extend")),
    ),
    Switch("colour", "colour"),
    Switch("relu", "ReLU"),
    Switch("pool", "max pooling"),
    Switch("flip", "turn filter 180°"),
    Action("original weights", {"w_edits": {}}),
)


@dataclass(frozen=True)
class Settings:
    """All settings of the picture.

    `upload` holds the file of the reader's own picture, as bytes or as base64 text. `w_edits` is
    `{"d,row,col": number}`, weights typed in place of the filter's own; `"name F: d,row,col"` holds only for
    the filter of that name and size, so that another filter comes clean.

    >>> Settings(F=5, dilation=2).P
    4
    """

    photo: str = "china"
    upload: str | bytes = ""
    colour: bool = False
    filter: str = "Sobel x"
    F: int = 3
    S: int = 1
    dilation: int = 1
    bias: int = 0
    border: str = "extend"
    relu: bool = False
    pool: bool = False
    flip: bool = False
    w_edits: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_settings(vars(self), CONTROLS)
        if not isinstance(self.upload, str | bytes):
            raise SettingError(f"upload = {self.upload!r} is neither the bytes of an image file nor their base64 text")
        _check_edits(self)

    @property
    def P(self) -> int:
        """The padding that keeps the size at stride 1: a window stands around every pixel."""
        return same_padding(self.F, self.dilation)

    @property
    def D(self) -> int:
        """Slices of the input: red, green and blue, or one of grey."""
        return 3 if self.colour else 1

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for the browser; without the upload, which came from there and may be large."""
        return {name: value for name, value in asdict(self).items() if name != "upload"}


def _check_edits(settings: Settings) -> None:
    edits: Any = settings.w_edits
    if not isinstance(edits, Mapping):
        raise SettingError(f'w_edits = {edits!r} is no mapping such as {{"0,1,1": 5}}')
    for key, value in edits.items():
        check_edit(weight_name(key, settings), value)


def weight_name(key: Any, settings: Settings) -> str:
    """What a reader calls the weight of a key: by its row and column as they are seen, also in a turned filter.

    >>> weight_name("Sobel x 3: 0,2,0", Settings()), weight_name("1,2,0", Settings(colour=True, flip=True))
    ('the weight in row 2, column 0', 'the green weight in row 0, column 2')
    """
    _, (d, row, col) = place(key)
    if settings.flip and max(row, col) < settings.F:
        row, col = settings.F - 1 - row, settings.F - 1 - col
    slice_ = f"{SLICES[d]} " if settings.colour and d < len(SLICES) else ""
    return f"the {slice_}weight in row {row}, column {col}"


def place(key: Any) -> tuple[str, tuple[int, int, int]]:
    """Whose weight a key names: the filter and its size ("" for the one shown), then slice, row and column.

    >>> place("0,1,2"), place("Sobel x 3: 0,1,2")
    (('', (0, 1, 2)), ('Sobel x 3', (0, 1, 2)))
    """
    owner, _, numbers = str(key).rpartition(": ")
    parts = numbers.split(",")
    if len(parts) != 3 or not all(part.strip().isdigit() for part in parts):
        raise SettingError(f'w_edits has the key {key!r}; a key is "d,row,col", all whole numbers from 0')
    d, row, col = map(int, parts)
    return owner, (d, row, col)
