"""What the reader can set in the Convolution explorer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from cnnlib.scenes.controls import Action, Choice, Control, Preset, Slider, Switch
from cnnlib.scenes.settings import check_edits, check_settings
from cnnlib.scenes.sizes import sizes
from cnnlib.shapes import Axis

FLAT = {"view": "2-D"}
SEPARATE = {"view": "2-D", "separate": True}

IMAGES = (
    ("integers", "integers"),
    ("gradient", "gradient"),
    ("letter", "letter"),
    ("digit", "digit"),
    ("photo", "photograph"),
)

CONTROLS: tuple[Control, ...] = (
    *sizes(W=(1, 32), F=(1, 7), S=(1, 4), P=(0, 3), dilation=(1, 3)),
    *sizes(D1=(1, 4), K=(1, 6), when=FLAT),
    Slider("H", "H", "height", 1, 32, "W", when=SEPARATE),
    Slider("FH", "F_h", "filter", 1, 7, "F", when=SEPARATE),
    Slider("SH", "S_h", "stride", 1, 4, "S", when=SEPARATE),
    Choice("source", "input", IMAGES, when=FLAT),
    Choice("formula", "formula", (("full", "full"), ("short", "short"))),
    Choice("mode", "padding", (("zero", "zeros"), ("mirror", "mirror"), ("extend", "extend"))),
    Choice("show", "show", (("numbers", "numbers"), ("coverage", "reads")), when=FLAT),
    Switch("separate", "own height", when=FLAT),
    Switch("flip", "turn filter 180°"),
    Choice("view", "view", (("2-D", "2-D"), ("1-D", "1-D"))),
    Action("original numbers", {"x_edits": {}, "w_edits": {}}),
)


@dataclass(frozen=True)
class Settings:
    """All settings of the picture; capitals are sizes, as in the formula.

    The "short" `formula` leaves out what does nothing. `H`, `FH`, `SH` count only when `separate` is on. Edits are
    `{"d,row,col": number}` for the input (`x_edits`) and `{"k,d,row,col": number}` for the filters (`w_edits`;
    `"k"` alone is filter k's bias).

    >>> Settings(W=5, F=3, S=2, P=1).axis_w
    (5, 3, 2, 1, 1)
    """

    W: int = 7
    F: int = 3
    S: int = 2
    P: int = 1
    dilation: int = 1
    D1: int = 3
    K: int = 2
    H: int = 7
    FH: int = 3
    SH: int = 2
    separate: bool = False
    source: str = "integers"
    mode: str = "zero"
    show: str = "numbers"
    flip: bool = False
    view: str = "2-D"
    formula: str = "full"
    x_edits: Mapping[str, float] = field(default_factory=dict)
    w_edits: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_settings(vars(self), CONTROLS)
        check_edits("x", self.x_edits, "d,row,col")
        check_edits("w", self.w_edits, "k,d,row,col", bias="k")

    @property
    def axis_w(self) -> Axis:
        """W, F, S, P and dilation across."""
        return self.W, self.F, self.S, self.P, self.dilation

    @property
    def axis_h(self) -> Axis:
        """The same down: equal unless the height is on its own; a single row in the 1-D view."""
        if self.view == "1-D":
            return 1, 1, 1, 0, 1
        return (self.H, self.FH, self.SH, self.P, self.dilation) if self.separate else self.axis_w

    @property
    def depth(self) -> int:
        """D1, or 1 in the 1-D view."""
        return 1 if self.view == "1-D" else self.D1

    @property
    def filters(self) -> int:
        """K, or 1 in the 1-D view."""
        return 1 if self.view == "1-D" else self.K

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for the browser."""
        return dict(vars(self))


DEFAULTS = {part.name: getattr(Settings(), part.name) for part in fields(Settings)}

PRESETS = (
    Preset("neurons and wires", "One dimension: every output neuron is joined to its inputs by the same three weights.",
           DEFAULTS | {"view": "1-D", "W": 5, "S": 1}),
    Preset("wires, stride 2", "The same inputs at stride 2: fewer neurons, the same weights.",
           DEFAULTS | {"view": "1-D", "W": 5, "S": 2}),
    Preset("does not tile", "The last step does not reach the edge: one column and one row are never read.",
           DEFAULTS | {"W": 10, "P": 0, "D1": 1, "K": 1}),
    Preset("same size", "P = (F \u2212 1)/2 at stride 1 keeps the size.", DEFAULTS | {"S": 1, "D1": 1, "K": 1}),
    Preset("stride 1 against stride 2", "The same input, the same filter. Stride 2 keeps every second row and column "
           "of what stride 1 gives: look for its numbers in the larger map.",
           DEFAULTS | {"S": 2, "D1": 1, "K": 1}, compare={"S": 1}),
    Preset("every filter twice as wide", "Dilation 2 leaves gaps between the weights: no more weights, a wider view.",
           DEFAULTS | {"W": 9, "S": 1, "P": 2, "dilation": 2, "D1": 1, "K": 1}),
    Preset("one number at a time", "Each output number is one sum: all pixels under the window, through every slice, "
           "times their weights, plus the bias.", DEFAULTS | {"W": 5}),
    Preset("the NumPy example", "V[2,3,1] is the sum of X[4:9, 6:11, :] times filter 1, plus its bias.",
           DEFAULTS | {"W": 11, "F": 5, "P": 0, "D1": 4}),
    Preset("one by one", "F = 1: a dot product through the depth, at every pixel.",
           DEFAULTS | {"F": 1, "S": 1, "P": 0, "D1": 4, "K": 2}),
    Preset("LeNet C1", "The first layer of LeNet-5: six filters of 5 by 5 on an image of 32 by 32.",
           DEFAULTS | {"W": 32, "F": 5, "S": 1, "P": 0, "D1": 1, "K": 6, "source": "digit"}),
)  # fmt: skip
