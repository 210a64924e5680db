"""The Output size map explorer."""

from typing import Any, ClassVar

from cnnlib.explorers.explorer import Explorer
from cnnlib.scenes import size_map


class SizeMap(Explorer):
    """Which pairs of sizes fit, and what each gives: `SizeMap(W=10)`. A click on a cell opens it.

    Settings: `W F S P dilation`, of which the two on the `axes` ("F-S", "P-S", "F-P" or "W-F") take all their values;
    `reach`, "small" or "large".
    """

    picture: ClassVar[Any] = size_map
    home: ClassVar[str] = "the map"
