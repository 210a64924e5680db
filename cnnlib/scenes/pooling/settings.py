"""What the reader can set in the Pooling explorer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cnnlib.layers.pool import KINDS
from cnnlib.scenes.controls import Action, Choice, Control, Slider, Switch
from cnnlib.scenes.convolution.settings import IMAGES
from cnnlib.scenes.settings import check_edits, check_settings
from cnnlib.scenes.sizes import sizes
from cnnlib.shapes import Axis

LARGE = 224  # pixels on a side of the photograph as VGG sees it
LOCAL = {"whole": False}
SMALL = {"large": False}
ONE_KIND = {"show": ("pooling", "convolution", "gradient")}

CONTROLS: tuple[Control, ...] = (
    *sizes(W=(1, 32), when=SMALL),
    *sizes(F=(1, 7), S=(1, 7), P=(0, 3), when=LOCAL, names={"F": "window size"}),
    *sizes(D1=(1, 4), when={"show": "pooling"}),
    Slider("shift", "→", "shift", 0, 3, "text"),
    Choice("kind", "kind", tuple((kind, kind) for kind in KINDS), when=ONE_KIND),
    Choice("source", "input", IMAGES, when=SMALL),
    Choice(
        "show",
        "show",
        (
            ("pooling", "this pooling"),
            ("kinds", "all three kinds"),
            ("convolution", "convolution too"),
            ("gradient", "gradients back"),
        ),
    ),
    Switch("whole", "global (F = W)"),
    Switch("large", "photograph, 224 × 224"),
    Action("original numbers", {"x_edits": {}, "w_edits": {}}),
)


@dataclass(frozen=True)
class Settings:
    """All settings of the picture; capitals are sizes, as in the formula.

    `whole` pools globally, `large` takes a photograph of 224 x 224. Edits are `{"d,row,col": number}` for the image
    before its shift (`x_edits`) and `{"row,col": number}` for the convolution's filter (`w_edits`).

    >>> Settings(W=5, whole=True).axis
    (5, 5, 1, 0, 1)
    """

    W: int = 8
    F: int = 2
    S: int = 2
    P: int = 0
    D1: int = 1
    shift: int = 0
    kind: str = "max"
    source: str = "integers"
    show: str = "pooling"
    whole: bool = False
    large: bool = False
    x_edits: Mapping[str, float] = field(default_factory=dict)
    w_edits: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_settings(vars(self), CONTROLS)
        check_edits("x", self.x_edits, "d,row,col")
        check_edits("w", self.w_edits, "row,col")

    @property
    def size(self) -> int:
        """Pixels on a side of the input: W, or 224."""
        return LARGE if self.large else self.W

    @property
    def axis(self) -> Axis:
        """W, F, S, P and dilation, across and down alike; dilation does not occur in pooling."""
        return (self.size, self.size, 1, 0, 1) if self.whole else (self.size, self.F, self.S, self.P, 1)

    @property
    def depth(self) -> int:
        """Slices shown: the comparisons take one."""
        return self.D1 if self.show == "pooling" else 1

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for the browser."""
        return asdict(self)
