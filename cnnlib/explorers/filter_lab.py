"""The Filter lab explorer."""

from typing import Any, ClassVar

from cnnlib.explorers.explorer import Explorer
from cnnlib.scenes import filter_lab


class FilterLab(Explorer):
    """A photograph, a filter to choose or to edit, and its response: `FilterLab(filter="Sobel x", relu=True)`.

    Settings: `photo`, `upload`, `colour`, `filter`, `F`, `S`, `dilation`, `bias`, `border`, `relu`, `pool`, `flip`,
    `w_edits`.
    """

    picture: ClassVar[Any] = filter_lab
