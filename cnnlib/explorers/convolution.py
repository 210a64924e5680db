"""The Convolution explorer."""

from typing import Any, ClassVar

from cnnlib.explorers.explorer import Explorer
from cnnlib.scenes import convolution


class Convolution(Explorer):
    """A padded input volume, K filters, their output: `Convolution(W=7, F=3, S=2, P=1)`.

    Settings: `W F S P dilation D1 K`; `H FH SH` with `separate=True`; `source`, `mode`, `show`, `flip`, `view`,
    `x_edits`, `w_edits`.
    """

    picture: ClassVar[Any] = convolution
