"""What the reader can set in the Output size map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.controls import Choice, Control, Preset
from cnnlib.scenes.settings import check_settings
from cnnlib.scenes.sizes import sizes

AXES = {"F-S": ("F", "S"), "P-S": ("P", "S"), "F-P": ("F", "P"), "W-F": ("W", "F")}
"""The symbols across and down."""

RANGES: Mapping[str, Mapping[str, range]] = {
    "small": {"W": range(1, 21), "F": range(1, 8), "S": range(1, 5), "P": range(4)},
    "large": {"W": range(1, 33), "F": range(1, 12), "S": range(1, 8), "P": range(6)},
}
INPUTS = (*range(1, 33), 48, 64, 96, 112, 128, 160, 192, 224, 227, 256)  # beyond 32, sizes that are in use


def _unless_on_an_axis(symbol: str) -> Mapping[str, Any]:
    return {"axes": tuple(name for name, symbols in AXES.items() if symbol not in symbols)}


CONTROLS: tuple[Control, ...] = (
    *sizes(W=(1, 256), when=_unless_on_an_axis("W"), stops={"W": INPUTS}),
    *sizes(F=(1, 11), when=_unless_on_an_axis("F")),
    *sizes(S=(1, 7), when=_unless_on_an_axis("S")),
    *sizes(P=(0, 5), when=_unless_on_an_axis("P")),
    *sizes(dilation=(1, 3)),
    Choice(
        "axes",
        "across and down",
        (("F-S", "F and S"), ("P-S", "P and S"), ("F-P", "F and P"), ("W-F", "W and F")),
    ),
    Choice("reach", "sizes", (("small", "small"), ("large", "up to AlexNet's"))),
)


@dataclass(frozen=True)
class Settings:
    """All settings of the picture. Of the two symbols on the `axes` the map shows all values; those given here are
    where the film begins.

    >>> Settings(axes="P-S").symbols
    ('P', 'S')
    """

    W: int = 7
    F: int = 3
    S: int = 1
    P: int = 0
    dilation: int = 1
    axes: str = "F-S"
    reach: str = "small"

    def __post_init__(self) -> None:
        check_settings(vars(self), CONTROLS)

    @property
    def symbols(self) -> tuple[str, str]:
        """The symbols across and down."""
        return AXES[self.axes]

    @property
    def ranges(self) -> tuple[range, range]:
        """Their values."""
        across, down = self.symbols
        return RANGES[self.reach][across], RANGES[self.reach][down]

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for the browser."""
        return dict(vars(self))


DEFAULTS = Settings().as_dict()

PRESETS = (
    Preset("7 x 7: which strides fit", "Go down the column F = 3. Strides 1 and 2 reach the edge exactly, 4 does in a "
           "single step, 3 does not.", DEFAULTS),
    Preset("where 4.5 comes from", "W = 10, F = 3: the window has 7 pixels to travel, and steps of 2 cannot cover an "
           "odd way. Click the cell and look at the last column.", DEFAULTS | {"W": 10, "S": 2}),
    Preset("how padding repairs", "Padding lengthens the way by 2P. At S = 3 one pixel on each side is enough; at "
           "S = 2 an even way stays even, whatever P is.", DEFAULTS | {"S": 3, "P": 1, "axes": "P-S"}),
    Preset("same size", "At stride 1, P = (F \u2212 1)/2 keeps the size: the outlined cells are 3 with 1, 5 with 2, 7 "
           "with 3. No even F is among them.", DEFAULTS | {"P": 1, "axes": "F-P"}),
    Preset("every second one fits", "At S = 2, W and F have to be both odd or both even, padded or not.",
           DEFAULTS | {"S": 2, "axes": "W-F"}),
    Preset("dilation", "At d = 2 a filter of F numbers spans 2(F \u2212 1) + 1 pixels, always an odd number; F = 6 "
           "spans 11, more than there are.", DEFAULTS | {"W": 9, "dilation": 2}),
    Preset("AlexNet's 227", "F = 11, S = 4 on 227 pixels give 55.",
           DEFAULTS | {"W": 227, "F": 11, "S": 4, "reach": "large"}),
    Preset("not 224", "The paper writes 224, and with that 54.25 comes out: some padding was not mentioned.",
           DEFAULTS | {"W": 224, "F": 11, "S": 4, "reach": "large"}),
)  # fmt: skip
