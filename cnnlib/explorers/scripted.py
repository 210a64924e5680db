"""Presets, and the lecture that is read from them: the picture's own, or a script of one's own.

    explorer.preset("does not tile")
    explorer.script = [Preset("stride 1", "Every place.", {"S": 1}),
                       Preset("stride 2", "Every second place.", {"S": 2}, compare={"S": 1})]

What a page does not set is as it was when the script was set, however the reader comes to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from traitlets import Int

from cnnlib.explorers.checks import called, cells_told, checked_pages, misshapen
from cnnlib.explorers.comparing import Comparing, steps_of
from cnnlib.explorers.predicting import Predicting
from cnnlib.explorers.stage import plain
from cnnlib.explorers.turns import in_turn
from cnnlib.scenes.controls import Preset
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.settings import SettingError


class Scripted(Comparing, Predicting):
    """A picture with a script of presets. `page` is the one shown last, counted from 0; -1 before the first."""

    page = Int(-1, min=-1).tag(sync=True)

    def __init__(self, script: Iterable[Preset] | None = None, **settings: Any) -> None:
        self._script: tuple[Preset, ...] = tuple(self.picture.PRESETS)
        self._script_asks = False
        super().__init__(**settings)
        if script is not None:
            self.script = script

    @property
    def script(self) -> tuple[Preset, ...]:
        """The presets, in the order of the lecture."""
        return self._script

    @script.setter
    def script(self, pages: Iterable[Preset]) -> None:
        """What a page does not set is as it is now. A page that cannot be shown is refused, and the script stays."""
        checked = tuple(self._checked(n, page) for n, page in enumerate(checked_pages(pages)))
        names = [page.name for page in checked]
        for name in names:
            if names.count(name) > 1:
                raise SettingError(f"two pages of the script are named {name!r}: give each a name of its own")
        with self.hold_sync():
            self._script, self.presets, self.page = checked, plain(checked), -1

    @called('preset("same size")')
    @in_turn
    def preset(self, name: str) -> None:
        """Put a preset in place by its name, with its comparison, its step, its pinned cell and its question."""
        names = [preset.name for preset in self._script]
        if name not in names:
            raise SettingError(f"there is no preset {name!r}; there are {', '.join(map(repr, names)) or 'none'}")
        page = self._script[names.index(name)]
        self.set(**page.settings)
        if page.compare is not None:
            self.compare(**page.compare)
        self._ask_for_page(names.index(name))
        self.set_trait("pinned", {"grid": page.pin[0], "cell": page.pin[1]} if page.pin else None)
        if page.step is not None:
            self.set_trait("step", max(0, min(page.step, steps_of(self._scenes) - 1)))
        self.page = names.index(name)

    @in_turn
    def _ask_for_page(self, n: int) -> None:
        """Ask what a page asks; stop asking what the page before it asked. Its settings may still be on their way.

        -1 is the picture from which the lecture began, where nothing is asked.
        """
        question = self._script[n].predict if n >= 0 else ""
        if question or self._script_asks:
            self._choose(question)
        self._script_asks = bool(question)

    def _checked(self, n: int, page: Any) -> Preset:
        """The page with all its settings, if all that it names is there."""
        if not isinstance(page, Preset):
            raise TypeError(f"script[{n}] = {page!r} is no page: write Preset(name, caption, settings)")
        if why := misshapen(page):
            raise SettingError(f"page {page.name!r} of the script: {why}")
        try:
            settings = self._complete({**self.settings, **page.settings})
            shown = [settings] if page.compare is None else [self._complete({**settings, **page.compare}), settings]
            scenes = tuple(self._pair(one, "")[0] for one in shown)
            questions = [question.name for question in self._questions_of(settings)]
            for complaint in _complaints(page, scenes, questions):
                raise SettingError(complaint)
        except SettingError as error:
            raise SettingError(f"page {page.name!r} of the script: {error}") from error
        return replace(page, settings=settings)


def _complaints(page: Preset, scenes: tuple[Scene, ...], questions: list[str]) -> Iterator[str]:
    """What a page names that its picture has not."""
    steps = steps_of(scenes)
    if page.step is not None and not 0 <= page.step < max(1, steps):
        yield f"step = {page.step}, and its film has the steps 0 to {max(0, steps - 1)}"
    cells = {grid.id: grid.rows * grid.cols for grid in scenes[-1].grids}
    if page.pin and not 0 <= page.pin[1] < cells.get(page.pin[0], 0):
        yield f"pin = {page.pin!r} is no cell of its picture, which has {cells_told(cells)}"
    if page.predict and page.predict not in questions:
        yield f"predict = {page.predict!r}, and it can ask {', '.join(map(repr, questions)) or 'nothing'}"
