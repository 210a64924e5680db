"""An explorer: a picture module, its settings as Python properties, and the view that shows it.

    explorer = Convolution(W=7, F=3, S=2, P=1)
    explorer.S = 1          # the picture follows
    explorer.output         # what the picture shows, as an array

A bad value raises `SettingError` in a cell; from a slider it becomes a sentence in the view, and the last good
picture stays.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from hashlib import sha1
from typing import Any, ClassVar

import numpy as np
from traitlets import Bunch, observe, validate

from cnnlib.explorers.exporting import Exporting
from cnnlib.explorers.stage import plain
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.settings import SettingError

KEPT = 64  # scenes, made but not yet wanted, or wanted again
FILE = "file "  # begins the name under which the view knows an upload


class Explorer(Exporting):
    """Base of all explorers.

    A subclass names its `picture`: a module in `cnnlib/scenes/` with `Settings`, `CONTROLS`, `PRESETS`,
    `scene(settings)`, `output(settings)` and `as_code(settings, dialect)`.
    """

    picture: ClassVar[Any]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "picture" in vars(cls):
            for part in fields(cls.picture.Settings):
                _add_property(cls, part.name)

    def __init__(self, **settings: Any) -> None:
        self._files: dict[str, bytes] = {}
        self._made = lru_cache(KEPT)(self._make)
        controls, presets = plain(self.picture.CONTROLS), plain(self.picture.PRESETS)
        settings = self._complete(settings)
        scene = self._scene_for(settings)
        super().__init__(controls=controls, presets=presets, settings=settings, scene=scene, step=scene.get("start", 0))
        self.on_msg(self._on_message)

    # From Python

    def set(self, **settings: Any) -> None:
        """Change several settings at once; an exception leaves everything as it was and says so in the view too."""
        try:
            self.settings = {**self.settings, **settings}
        except Exception as error:
            self.notice = _sentence(error)
            raise

    def preset(self, name: str) -> None:
        """Put a named preset in place."""
        for preset in self.picture.PRESETS:
            if preset.name == name:
                self.set(**preset.settings)
                return
        names = ", ".join(repr(preset.name) for preset in self.picture.PRESETS)
        raise SettingError(f"there is no preset {name!r}; there are {names}")

    @property
    def current(self) -> Any:
        """The settings as the picture module's `Settings`."""
        return self._settings_of(self.settings)

    @property
    def output(self) -> np.ndarray:
        """What the picture shows, as an array."""
        return self.picture.output(self.current)

    def as_code(self, dialect: str = "numpy") -> str:
        """Code that computes `output`: "numpy" runs on its own, "torch" and "keras" make the matching call."""
        return self.picture.as_code(self.current, dialect)

    @property
    def picture_scene(self) -> Scene:
        """The picture as data."""
        return self._made(_text(self.settings))[0]

    # Settings and scenes

    def _complete(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """All settings, checked, as plain values: defaults for those not named, a name for an upload's bytes."""
        names = {part.name for part in fields(self.picture.Settings)}
        for name in wanted:
            if name not in names:
                raise SettingError(f"there is no setting {name!r}; there are {', '.join(sorted(names))}")
        settings = asdict(self.picture.Settings()) | dict(wanted)
        self._settings_of(settings)
        named = {name: self._keep(value) if isinstance(value, bytes) else value for name, value in settings.items()}
        return json.loads(_text(named))

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

    def _scene_for(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return self._made(_text(settings))[1]

    @validate("settings")
    def _check_settings(self, proposal: Bunch) -> dict[str, Any]:
        settings = self._complete(proposal.value)
        self._scene_for(settings)  # what cannot be drawn is refused before anything changes
        return settings

    @observe("settings")
    def _on_settings(self, change: Bunch) -> None:
        with self.hold_sync():
            self.scene, self.notice = self._scene_for(change.new), ""

    # From the browser

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """What the browser sends. Settings that cannot be shown are left out, and refused in a sentence."""
        try:
            if "settings" in sync_data:
                self._scene_for(self._complete(sync_data["settings"]))
        except Exception as error:
            self._refuse(sync_data["settings"], error)
            sync_data = {name: value for name, value in sync_data.items() if name != "settings"}
        super().set_state(sync_data)

    def _refuse(self, settings: Mapping[str, Any], error: Exception) -> None:
        self.notice = _sentence(error)
        self.send({"refused": settings, "why": self.notice})
        if not isinstance(error, SettingError):
            self.log.exception("the picture of %s could not be made", settings)

    def _on_message(self, _: Any, content: Mapping[str, Any], buffers: list[Any]) -> None:
        """A request of the view: {"ask": settings}, {"export": kind, ...}, {"code": dialect} or {"upload": setting}."""
        try:
            if "ask" in content:
                self._on_ask(content["ask"])
            elif "export" in content:
                self._on_export(**content)
            elif "code" in content:
                self.send({"code": self.as_code(content["code"])})
            elif "upload" in content:
                self.set(**{content["upload"]: bytes(buffers[0])})
        except Exception as error:
            self.send({"failed": _sentence(error)})
            if not isinstance(error, SettingError):
                self.log.exception("the view's request %s failed", content)

    def _on_ask(self, settings: Mapping[str, Any]) -> None:
        """A scene ahead of time; None where there is none."""
        try:
            scene = self._scene_for(self._complete(settings))
        except Exception:  # told when the reader really wants it
            scene = None
        self.answer = {"settings": settings, "scene": scene}

    # In a notebook

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The live view, the picture in a sentence, and, where a notebook is built (CNNLIB_SNAPSHOT=1), a PNG.

        The PNG is left out otherwise, for it takes longer than the whole first picture.
        """
        view = super()._repr_mimebundle_(**options)
        shown: dict[str, Any] = dict(view[0]) if view else {}
        about: dict[str, Any] = dict(view[1]) if view else {}
        sentence = self.picture_scene.spoken
        shown["text/plain"] = sentence
        if os.environ.get("CNNLIB_SNAPSHOT") == "1":
            size = {"width": self.picture_scene.width, "height": self.picture_scene.height}
            shown["image/png"], about["image/png"] = self.snapshot().png(), {**size, "alt": sentence}
        return shown, about


def _add_property(cls: type[Explorer], name: str) -> None:
    if hasattr(Explorer, name):
        raise TypeError(f"{cls.__name__} cannot have a setting {name!r}: every explorer has something of that name")

    def read(self: Explorer) -> Any:
        return getattr(self.current, name)

    def write(self: Explorer, value: Any) -> None:
        self.set(**{name: value})

    setattr(cls, name, property(read, write, doc=f"The setting {name}; setting it draws the picture anew."))


def _text(settings: Mapping[str, Any]) -> str:
    """Settings as text, in one order, NumPy's numbers as Python's."""
    return json.dumps(settings, sort_keys=True, default=lambda number: number.item())


def _sentence(error: Exception) -> str:
    """What the reader is told: a refusal as it stands, anything else with its kind."""
    return str(error) if isinstance(error, SettingError) else f"{type(error).__name__}: {error}"
