"""The Pooling explorer."""

from typing import Any, ClassVar

from cnnlib.explorers.explorer import Explorer
from cnnlib.scenes import pooling


class Pooling(Explorer):
    """Windows over each slice, of which one number is left: `Pooling(W=8, F=2, S=2, kind="average")`.

    Settings: `W F S P D1`, `shift`, `kind`, `source`; `show` ("pooling", "kinds", "convolution", "gradient"), `whole`
    for global pooling, `large` for a photograph of 224 x 224; `x_edits`, `w_edits`.
    """

    picture: ClassVar[Any] = pooling
