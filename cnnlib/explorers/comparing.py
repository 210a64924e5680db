"""A and B: two settings on the same input, in step. A is kept as it is, the controls change B.

    explorer.compare(S=1)     # A: stride 1, and else what is on the screen, which is B
    explorer.compare()        # A is what is on the screen; what is changed from now on makes B differ
    explorer.compare(None)    # one picture again

Which cell of A belongs to which of B is said in `cnnlib/scenes/comparison.py`.
"""

from collections.abc import Mapping
from typing import Any

from traitlets import Bunch, Dict, List, observe, validate

from cnnlib.explorers.pictured import Pictured
from cnnlib.explorers.turns import in_turn
from cnnlib.scenes.comparison import differences, foci_at, foci_of
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import Focus, focus_at

Pin = Mapping[str, Any] | None
"""A pinned cell, {"grid": ..., "cell": ...}, and {"of": "A"} where it is a cell of A."""


class Comparing(Pictured):
    """A picture with, perhaps, a second one to compare it with.

    `compared` are the settings of A, None while there is no A; `compared_scene` is its scene. What makes the input
    (`inputs`, the picture module's `INPUT`) is always the same in both.
    """

    compared: Any = Dict(default_value=None, allow_none=True).tag(sync=True, echo_update=False)
    compared_scene: Any = Dict(default_value=None, allow_none=True).tag(sync=True, echo_update=False)
    inputs: List = List().tag(sync=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.inputs = self._shared(None)

    @in_turn
    def compare(self, *nothing: None, **settings: Any) -> None:
        """Keep a second picture, A, beside this one, B: A differs in these `settings`. `compare(None)` ends it."""
        if nothing == (None,) and not settings:
            self.compared = None
            return
        if nothing:
            raise SettingError("compare takes settings by name, as in compare(S=1), or None to end the comparison")
        shared = self._shared({**self.settings, **settings})
        for name in settings:
            if name in shared:
                raise SettingError(f"{name} makes the input, which A and B share: set {name} itself and both follow")
        self.compared = {**self.settings, **settings}

    @validate("compared")
    def _check_compared(self, proposal: Bunch) -> dict[str, Any] | None:
        self.inputs = self._shared(proposal.value)
        if proposal.value is None:
            return None
        settings = self._complete({**proposal.value, **self._input()})
        self._scene_for(settings)  # what cannot be drawn is refused before anything changes
        return settings

    def _shared(self, compared: Mapping[str, Any] | None) -> list[str]:
        """The settings that make the input, which B shares with an A of these settings."""
        return list(getattr(self.picture, "INPUT", ()))

    def _input(self, settings: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {name: (settings or self.settings)[name] for name in self.inputs}

    def _compared_with(self, settings: Mapping[str, Any], *cover: str) -> dict[str, Any] | None:
        """The scene that A will have with these settings of B; None where it stays as it is."""
        if self.compared is None or self._input(settings) == self._input(self.compared):
            return None
        return self._pair({**self.compared, **self._input(settings)}, *cover)[1]

    @observe("scene", "compared")
    def _keep_in_step(self, _: Bunch) -> None:
        """A has the input of B, and its answer is covered or open as B's is."""
        with self.hold_sync():
            if self.compared is not None:
                self.compared = {**self.compared, **self._input()}
            self.compared_scene = None if self.compared is None else self._scene_for(self.compared)

    # What the paper shows

    @property
    def _scenes(self) -> tuple[Scene, ...]:
        """B alone, or A and B."""
        return (self.picture_scene,) if self.compared is None else (self._pair(self.compared)[0], self.picture_scene)

    @property
    def _names(self) -> tuple[str, str]:
        """What stands above A and above B."""
        return differences(self.compared or {}, self.settings, self.picture.CONTROLS)


def steps_of(scenes: tuple[Scene, ...]) -> int:
    """The steps of a picture's film, or of two films in step."""
    return max(scene.steps for scene in scenes)


def lit_at(scenes: tuple[Scene, ...], step: int, pinned: Pin = None) -> tuple[Focus | None, ...]:
    """What is lit in each scene: the pinned cell while it is there, else the one where the film stands."""
    for n, scene in enumerate(scenes):
        if pinned and n == _pane_of(pinned, scenes) and _has(scene, pinned):
            focus = Focus(pinned["grid"], pinned["cell"])
            return foci_of(*scenes, focus, n) if len(scenes) == 2 else (focus,)
    if len(scenes) == 2:
        return foci_at(*scenes, step)
    (scene,) = scenes
    return (focus_at(scene, min(step, scene.steps - 1)) if scene.steps else None,)


def _pane_of(pinned: Mapping[str, Any], scenes: tuple[Scene, ...]) -> int:
    return 0 if pinned.get("of") == "A" else len(scenes) - 1


def _has(scene: Scene, pinned: Mapping[str, Any]) -> bool:
    return any(grid.id == pinned["grid"] and pinned["cell"] < grid.rows * grid.cols for grid in scene.grids)
