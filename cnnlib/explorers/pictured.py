"""Settings in, scenes out: a view with a picture module behind it. Scenes are kept for a while."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from hashlib import sha1
from typing import Any, ClassVar

from traitlets import Bunch, observe, validate

from cnnlib.explorers.stage import Stage, plain
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.settings import SettingError

KEPT = 64  # scenes, made but not yet wanted, or wanted again
FILE = "file "  # begins the name under which the view knows an upload


class Pictured(Stage):
    """A Stage with a `picture`: a module in `cnnlib/scenes/` with `Settings`, `CONTROLS`, `PRESETS` and
    `scene(settings)`."""

    picture: ClassVar[Any]

    def __init__(self, **settings: Any) -> None:
        self._files: dict[str, bytes] = {}
        self._made = lru_cache(KEPT)(self._make)
        controls, presets = plain(self.picture.CONTROLS), plain(self.picture.PRESETS)
        settings = self._complete(settings)
        scene = self._scene_for(settings)
        super().__init__(controls=controls, presets=presets, settings=settings, scene=scene, step=scene.get("start", 0))

    def set(self, **settings: Any) -> None:
        """Change several settings at once; an exception leaves everything as it was and says so in the view too."""
        try:
            self.settings = {**self.settings, **settings}
        except Exception as error:
            self.notice = sentence_of(error)
            raise

    @property
    def current(self) -> Any:
        """The settings as the picture module's `Settings`."""
        return self._settings_of(self.settings)

    @property
    def picture_scene(self) -> Scene:
        """The picture as data."""
        return self._pair(self.settings)[0]

    def _complete(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """All settings, checked, as plain values: defaults for those not named, a name for an upload's bytes."""
        names = {part.name for part in fields(self.picture.Settings)}
        for name in wanted:
            if name not in names:
                raise SettingError(f"there is no setting {name!r}; there are {', '.join(sorted(names))}")
        settings = asdict(self.picture.Settings()) | dict(wanted)
        self._settings_of(settings)
        named = {name: self._keep(value) if isinstance(value, bytes) else value for name, value in settings.items()}
        return json.loads(text_of(named))

    def _keep(self, upload: bytes) -> str:
        name = FILE + sha1(upload).hexdigest()
        self._files[name] = upload
        return name

    def _settings_of(self, settings: Mapping[str, Any]) -> Any:
        real = {
            name: self._files.get(value, value) if isinstance(value, str) and value.startswith(FILE) else value
            for name, value in settings.items()
        }
        return self.picture.Settings(**real)

    def _make(self, text: str) -> tuple[Scene, dict[str, Any]]:
        settings = json.loads(text)
        scene = self.picture.scene(self._settings_of(settings))
        return scene, scene.as_dict() | {"settings": settings}

    def _pair(self, settings: Mapping[str, Any]) -> tuple[Scene, dict[str, Any]]:
        """The scene of these settings, and what of it goes to the browser."""
        return self._made(text_of(settings))

    def _scene_for(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return self._pair(settings)[1]

    @validate("settings")
    def _check_settings(self, proposal: Bunch) -> dict[str, Any]:
        settings = self._complete(proposal.value)
        self._scene_for(settings)  # what cannot be drawn is refused before anything changes
        return settings

    @observe("settings")
    def _on_settings(self, change: Bunch) -> None:
        self._show(change.new)

    def _show(self, settings: Mapping[str, Any]) -> None:
        scene, before = self._scene_for(settings), self.scene
        start = scene.get("start", 0)
        with self.hold_sync():
            self.scene, self.notice = scene, ""
            elsewhere = not before.get("cover") and start != before.get("start", 0)
            if before and (elsewhere or not before.get("film")):
                self.step = start  # there was no film, or it began elsewhere


def text_of(settings: Mapping[str, Any]) -> str:
    """Settings as text, in one order, NumPy's numbers as Python's."""
    return json.dumps(settings, sort_keys=True, default=lambda number: number.item())


def sentence_of(error: Exception) -> str:
    """What the reader is told: a refusal as it stands, anything else with its kind."""
    return str(error) if isinstance(error, SettingError) else f"{type(error).__name__}: {error}"
