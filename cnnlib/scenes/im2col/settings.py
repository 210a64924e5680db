"""What the reader can set in the im2col explorer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from cnnlib.layers import Conv
from cnnlib.scenes.controls import Action, Choice, Control, Preset
from cnnlib.scenes.im2col.times import check_times
from cnnlib.scenes.settings import check_edits, check_settings
from cnnlib.scenes.sizes import sizes
from cnnlib.shapes import Axis, Volume
from cnnlib.zoo import alexnet, lenet5, vgg16

OWN = {"layer": "own"}
NETS = {"lenet": (lenet5, 0), "alexnet": (alexnet, 0), "vgg": (vgg16, 2)}  # a net, and the place of the layer in it

CONTROLS: tuple[Control, ...] = (
    *sizes(W=(1, 8), F=(1, 5), S=(1, 4), P=(0, 2), dilation=(1, 3), D1=(1, 4), K=(1, 4), when=OWN),
    Choice(
        "layer",
        "layer",
        (
            ("own", "the sliders' own"),
            ("lenet", "LeNet-5, first"),
            ("alexnet", "AlexNet, first"),
            ("vgg", "VGG-16, second"),
        ),
    ),
    Choice("source", "input", (("integers", "integers"), ("numbered", "1, 2, 3 …")), when=OWN),
    Action("original numbers", {"x_edits": {}, "w_edits": {}}, when=OWN),
)


@dataclass(frozen=True)
class Settings:
    """All settings of the picture; capitals are sizes, as in the formula.

    `layer` is "own", drawn number by number with the sizes that are set, or the first layer of a known net, of
    which only the sizes are drawn. Edits are as in the Convolution picture: `{"d,row,col": number}` for the input,
    `{"k,d,row,col": number}` for the filters and `{"k": number}` for their biases. `times` holds what was measured
    on this computer (`cnnlib/scenes/im2col/times.py`).

    >>> Settings(W=4, F=2, D1=3).axis
    (4, 2, 1, 0, 1)
    """

    W: int = 4
    F: int = 2
    S: int = 1
    P: int = 0
    dilation: int = 1
    D1: int = 2
    K: int = 2
    layer: str = "own"
    source: str = "integers"
    x_edits: Mapping[str, float] = field(default_factory=dict)
    w_edits: Mapping[str, float] = field(default_factory=dict)
    times: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_settings(vars(self), CONTROLS)
        check_edits("x", self.x_edits, "d,row,col")
        check_edits("w", self.w_edits, "k,d,row,col", bias="k")
        check_times(self.times)

    @property
    def own(self) -> bool:
        """Whether the numbers are drawn."""
        return self.layer == "own"

    @property
    def conv(self) -> Conv:
        """The layer, of which what is over is cropped."""
        if self.own:
            return Conv(K=self.K, F=self.F, S=self.S, P=self.P, dilation=self.dilation, crop=True)
        return _known(self.layer)[0]

    @property
    def volume(self) -> Volume:
        """What goes in."""
        return Volume(self.W, self.W, self.D1) if self.own else _known(self.layer)[1]

    @property
    def axis(self) -> Axis:
        """W, F, S, P and dilation, which are the same across and down."""
        one = self.conv
        return self.volume.W, _one(one.F), _one(one.S), _one(one.P), _one(one.dilation)

    @property
    def sizes(self) -> list[int]:
        """W, F, S, P, dilation, D1 and K: what a measured time belongs to."""
        return [*self.axis, self.volume.D, self.conv.K]

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for the browser."""
        return dict(vars(self))


@lru_cache
def _known(name: str) -> tuple[Conv, Volume]:
    make, place = NETS[name]
    net = make()
    layer = net.layers[place]
    assert isinstance(layer, Conv)
    return layer, net.volumes[place]


def _one(size: int | tuple[int, int]) -> int:
    """The layers of these nets are square."""
    return size if isinstance(size, int) else size[0]


SIZES = {part.name: getattr(Settings(), part.name) for part in fields(Settings) if part.name != "times"}

PRESETS = (
    Preset("one column at a time", "Each window is stretched out into a column of X_col, row by row. Play: the column "
           "and its window light up together.", SIZES | {"F": 3, "D1": 1, "K": 1, "source": "numbered"}),
    Preset("one dot product", "The filter is a row, the window a column: the output is their dot product, plus a bias.",
           SIZES | {"F": 3, "D1": 1, "K": 1}),
    Preset("two filters", "Each filter is a row of W_row: one matrix product computes both output maps.",
           SIZES | {"W": 5, "F": 3, "D1": 1}),
    Preset("three slices", "A window goes through all slices, and so does its column: 2·2·3 = 12 numbers.",
           SIZES | {"D1": 3}),
    Preset("a pixel and its copies", "Windows overlap: point at the pixel in the middle. It stands in nine columns.",
           SIZES | {"W": 5, "F": 3, "D1": 1, "K": 1, "source": "numbered"}),
    Preset("no copies", "F = S: the windows lie side by side. X_col is the input in another order.",
           SIZES | {"S": 2, "source": "numbered"}),
    Preset("one by one", "F = 1: a column is a pixel through all slices. X_col is the input, nothing is copied twice.",
           SIZES | {"W": 3, "F": 1, "D1": 4, "source": "numbered"}),
    Preset("dilation", "Dilation 2: the column takes every second pixel. It is as long as before.",
           SIZES | {"W": 5, "dilation": 2, "D1": 1, "source": "numbered"}),
    Preset("too large for digits", "64 windows of 27 numbers: the matrix as an image, the lit column under the lens.",
           SIZES | {"W": 8, "F": 3, "P": 1, "D1": 3, "K": 4}),
    Preset("AlexNet's first layer", "363 × 3025 numbers: a matrix seven times as large as the image.",
           SIZES | {"layer": "alexnet"}),
)  # fmt: skip
