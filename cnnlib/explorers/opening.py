"""One explorer opens another in its place: a cell of a map, the setting in that cell at work.

explorer = SizeMap(W=10)
explorer.enter("Convolution", W=10, F=3, S=2, P=0)      # what a click on that cell does
explorer.opened.output                                  # a Convolution, to be used like any other
explorer.back()
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from ipywidgets import widget_serialization
from traitlets import Instance, Unicode, default

from cnnlib.explorers.checks import called
from cnnlib.explorers.pictured import Pictured
from cnnlib.explorers.stage import Stage
from cnnlib.explorers.turns import in_turn
from cnnlib.scenes.settings import SettingError


class Opening(Pictured):
    """A view in whose place another may stand: `opened`, or None.

    Of each kind one explorer is made, and used again, so that no number of openings fills the memory.
    """

    home: ClassVar[str] = "the picture"
    _kinds: ClassVar[dict[str, type["Opening"]]] = {}

    opened = Instance(Stage, allow_none=True).tag(sync=True, **widget_serialization)
    way_back = Unicode().tag(sync=True)
    trail = Unicode().tag(sync=True)  # what stands above the opened picture: where one is

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "picture" in vars(cls):
            cls._kinds[cls.__name__] = cls

    def __init__(self, **settings: Any) -> None:
        self._children: dict[str, Opening] = {}
        super().__init__(**settings)

    @default("way_back")
    def _name_home(self) -> str:
        return f"Back to {self.home}"

    @called('enter("Convolution", W=10)')
    @in_turn
    def enter(self, explorer: str, **settings: Any) -> Stage:
        """Open another explorer in place of this picture, as a click on a cell does."""
        if explorer not in self._kinds:
            names = ", ".join(sorted(self._kinds))
            raise SettingError(f"there is no explorer {explorer!r} to open; there are {names}")
        if explorer in self._children:
            self._children[explorer]._begin(settings)
        else:
            self._children[explorer] = self._kinds[explorer](**settings)
        self.opened = self._children[explorer]
        return self.opened

    @called("back()")
    def back(self) -> None:
        """Close what is open."""
        self.opened = None

    def _begin(self, settings: Mapping[str, Any]) -> None:
        """As if new: with these settings and no others, at the first step."""
        with self.hold_sync():
            self.settings = dict(settings)
            self.set_trait("step", self.picture_scene.start)
            self.notice = ""
            self.set_trait("pinned", None)
            self.set_trait("compared", None)
        self.back()
