"""Settings in, scenes out: a view with a picture module behind it. Scenes are kept for a while."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from hashlib import sha1
from typing import Any, ClassVar, NoReturn

from traitlets import Bunch, observe, validate

from cnnlib.explorers.checks import called
from cnnlib.explorers.stage import Stage, plain
from cnnlib.explorers.turns import in_turn
from cnnlib.scenes.controls import Slider
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

    @called("set(S=2, P=1)")
    @in_turn
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
        for name in wanted:
            if name not in names_of(self.picture):
                raise SettingError(unknown(name, self.picture))
        settings = asdict(self.picture.Settings()) | dict(wanted)
        self._settings_of(settings)
        named = {name: self._keep(value) if isinstance(value, bytes) else value for name, value in settings.items()}
        return json.loads(text_of(named), object_hook=Fixed)

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
                self.set_trait("step", start)  # there was no film, or it began elsewhere


class Fixed(dict):
    """Settings as they are on the screen. A number written in here would be seen by nobody, so that it is refused."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise SettingError(
            "settings are not changed inside their dictionary: write explorer.S = 2, explorer.set(S=2, P=1), or, to "
            'edit a cell, explorer.x_edits = {**explorer.x_edits, "0,1,1": 5}'
        )

    __setitem__ = __delitem__ = update = setdefault = pop = popitem = clear = __ior__ = _refuse

    def __reduce__(self) -> tuple[type[dict], tuple[dict[str, Any]]]:
        """A copy is a plain dictionary, which can be changed."""
        return dict, (dict(self),)


def names_of(picture: Any) -> list[str]:
    """The names of all settings of a picture."""
    return sorted(part.name for part in fields(picture.Settings))


def unknown(name: str, picture: Any) -> str:
    """What is said to a name that is no setting: the one that was meant, or else all there are."""
    sliders = [control for control in reversed(picture.CONTROLS) if isinstance(control, Slider)]
    words = {word: slider.setting for slider in sliders for word in (slider.label.split() or [""])[:1] + [slider.label]}
    words |= {one.lower(): one for one in names_of(picture)}
    meant = words.get(name.replace("_", " ").lower())
    there = f"did you mean {meant}?" if meant else f"there are {', '.join(names_of(picture))}"
    return f"there is no setting {name!r}; {there}"


def text_of(settings: Mapping[str, Any]) -> str:
    """Settings as text, in one order, NumPy's numbers as Python's."""
    return json.dumps(settings, sort_keys=True, default=lambda number: number.item())


def sentence_of(error: Exception) -> str:
    """What the reader is told: a refusal as it stands, anything else with its kind."""
    return str(error) if isinstance(error, SettingError) else f"{type(error).__name__}: {error}"
