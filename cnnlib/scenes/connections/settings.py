"""What the reader can set in the Connections picture: the sizes of one layer, in wide ranges."""

from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.settings import check_settings
from cnnlib.scenes.sizes import sizes
from cnnlib.shapes import Axis

SIDES = (*range(1, 17), 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 200, 224, 227, 256)
DEPTHS = (1, 2, 3, 4, 6, 8, 10, 16, 20, 32, 64, 96, 128, 192, 256, 384, 512)
COUNTS = (*DEPTHS, 1000, 1024, 2048, 4096)

CONTROLS = sizes(
    W=(SIDES[0], SIDES[-1]), F=(1, 11), S=(1, 4), P=(0, 5), dilation=(1, 3), D1=(DEPTHS[0], DEPTHS[-1]),
    K=(COUNTS[0], COUNTS[-1]), stops={"W": SIDES, "D1": DEPTHS, "K": COUNTS},
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """The sizes of the layer; the input is as high as it is wide.

    >>> Settings(W=227, F=11, S=4, P=0, K=96).axis
    (227, 11, 4, 0, 1)
    """

    W: int = 32
    F: int = 5
    S: int = 1
    P: int = 2
    dilation: int = 1
    D1: int = 3
    K: int = 10

    def __post_init__(self) -> None:
        check_settings(vars(self), CONTROLS)

    @property
    def axis(self) -> Axis:
        """W, F, S, P and dilation, across and down."""
        return self.W, self.F, self.S, self.P, self.dilation

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for the browser."""
        return dict(vars(self))
