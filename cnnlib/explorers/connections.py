"""The Connections explorer."""

from typing import Any, ClassVar

from cnnlib.explorers.explorer import Explorer
from cnnlib.scenes import connections


class Connections(Explorer):
    """Full, local and shared connections of one layer, and what they cost: `Connections(W=227, F=11, S=4, P=0, K=96)`.

    Settings: `W F S P dilation D1 K`.
    """

    picture: ClassVar[Any] = connections
