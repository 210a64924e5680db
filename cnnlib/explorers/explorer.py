"""An explorer: a picture module, its settings as Python properties, and the view that shows it.

    explorer = Convolution(W=7, F=3, S=2, P=1)
    explorer.S = 1          # the picture follows
    explorer.output         # what the picture shows, as an array
    explorer.step = 40      # the film stands there

A bad value raises `SettingError` in a cell, and so does a step that the film does not have; from a slider it becomes
a sentence in the view. The last good picture stays.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from cnnlib.explorers.checks import called, checked_mapping, checked_page, checked_pin, checked_step
from cnnlib.explorers.comparing import steps_of
from cnnlib.explorers.exporting import Exporting
from cnnlib.explorers.opening import Opening
from cnnlib.explorers.pictured import sentence_of, unknown
from cnnlib.explorers.predicting import HIDDEN
from cnnlib.explorers.scripted import Scripted
from cnnlib.explorers.turns import in_turn
from cnnlib.scenes.settings import SettingError

MARGIN = 18  # of a saved picture, in pixels


class Explorer(Exporting, Scripted, Opening):
    """Base of all explorers.

    A subclass names its `picture`: a module in `cnnlib/scenes/` with `Settings`, `CONTROLS`, `PRESETS`,
    `scene(settings)`, `output(settings)` and `as_code(settings, dialect)`.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "picture" in vars(cls):
            for part in fields(cls.picture.Settings):
                _add_property(cls, part.name)

    def __init__(self, *nothing: Any, **settings: Any) -> None:
        if nothing:
            kind, first = type(self).__name__, fields(self.picture.Settings)[0]
            raise SettingError(f"{kind} takes settings by name, as in {kind}({first.name}={first.default!r})")
        super().__init__(**settings)
        self.on_msg(self._on_message)

    # From Python

    @in_turn
    def __setattr__(self, name: str, value: Any) -> None:
        """A setting that is not there, `explorer.stride = 2`, is not silently put beside the others.

        `explorer.step = 40` goes to a step of the film, `explorer.pinned = {"grid": "y0", "cell": 4}` holds a cell.
        One that is not there is refused like a bad setting, and everything stays as it was.
        """
        if not (name.startswith("_") or hasattr(type(self), name)):
            raise SettingError(unknown(name, self.picture))
        try:
            value = self._taken(name, value)
        except SettingError as error:
            self.notice = str(error)
            raise
        super().__setattr__(name, value)

    def _taken(self, name: str, value: Any) -> Any:
        """What is written in code, checked. What comes from the page may be late, and goes another way."""
        found = getattr(type(self), name, None)
        if isinstance(found, property) and found.fset is None:
            raise SettingError(f"{name} follows from the settings: change those, as in explorer.set(...)")
        if name == "step":
            return checked_step(value, steps_of(self._scenes))
        if name == "pinned":
            return checked_pin(value, self._scenes)
        if name == "page":
            return checked_page(value, self.script)
        return checked_mapping(name, value) if name == "settings" else value

    def __repr__(self) -> str:
        """The call that makes this picture: `Convolution(S=1, P=0)`."""
        usual = self._complete({})
        own = {name: value for name, value in self.settings.items() if value != usual[name]}
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in own.items())})"

    @property
    def output(self) -> np.ndarray:
        """What the picture shows, as an array."""
        return self.picture.output(self.current)

    @called('as_code("torch")')
    def as_code(self, dialect: str = "numpy") -> str:
        """Code that computes `output`: "numpy" runs on its own, "torch" and "keras" make the matching call."""
        if not isinstance(dialect, str):
            raise SettingError(f"as_code writes for 'numpy', 'torch' or 'keras', and {dialect!r} is no text")
        return self.picture.as_code(self.current, dialect)

    def do(self, deed: str) -> None:
        """What a button of the picture asks for, by name. An explorer with such buttons knows what to do."""
        raise SettingError(f"there is nothing named {deed!r} that this picture can do")

    # From the browser

    @in_turn
    def set_state(self, sync_data: dict[str, Any]) -> None:
        """What the browser sends. Settings that cannot be shown are left out, and refused in a sentence.

        Those that the reader has not moved are as they are here: a cell may have changed them meanwhile.
        """
        others = dict(sync_data)
        told = others.pop("settings", None)
        wanted = None if told is None else self._moved(told, **sync_data.get("moved", {}))
        super().set_state(others if wanted is None or wanted != told else sync_data)
        if wanted is not None and wanted != told:
            self.settings = wanted  # the browser does not know them

    def _moved(self, told: dict[str, Any], names: Iterable[str] | None = None, **_: Any) -> dict[str, Any] | None:
        """The settings that come of what the browser tells; None where they cannot be shown."""
        try:
            wanted = told if names is None else {**self.settings, **{name: told[name] for name in names}}
            self._scene_for(self._complete(wanted))
            return wanted
        except Exception as error:
            self._refuse(told, error)
            return None

    def _refuse(self, settings: Mapping[str, Any], error: Exception) -> None:
        self.notice = sentence_of(error)
        self.send({"refused": settings, "why": self.notice})
        if not isinstance(error, SettingError):
            self.log.exception("the picture of %s could not be made", settings)

    def _on_message(self, _: Any, content: Mapping[str, Any], buffers: list[Any]) -> None:
        """The view asks; what cannot be done is told there in a sentence."""
        try:
            self._hear(content, buffers)
        except Exception as error:
            self.send({"failed": sentence_of(error)})
            if not isinstance(error, SettingError):
                self.log.exception("the view's request %s failed", content)

    def _hear(self, content: Mapping[str, Any], buffers: list[Any]) -> None:
        """{"ask": settings}, {"export": kind, ...}, {"film": "more"}, {"code": dialect}, {"upload": setting},
        {"look": True} while work goes on, {"want": settings} while a pen is down, a guess."""
        if "want" in content:
            self._on_want(content["want"])
        elif "ask" in content:
            self._on_ask(content["ask"], content.get("cover", ""))
        elif "export" in content:
            self._on_export(**content)
        elif "film" in content:
            self._on_film(content["film"])
        elif "begin" in content:
            self._ask_for_page(content["begin"])
        elif "code" in content:
            self.send({"code": HIDDEN if self.covered else self.as_code(content["code"])})
        elif "upload" in content:
            self.set(**{content["upload"]: bytes(buffers[0])})
        elif "open" in content:
            self.enter(content["open"]["explorer"], **content["open"]["settings"])
        elif "do" in content:
            self.do(content["do"])
        elif "look" in content:
            self._on_look()
        else:
            self._on_prediction(**content)

    @in_turn
    def _on_want(self, moved: Mapping[str, Any]) -> None:
        """What a pen that is down has moved; the browser knows all of it."""
        self.set_state({"settings": {**self.settings, **moved}})

    def _on_look(self) -> None:
        """A page shows work that goes on. An explorer that works knows what to make of it."""

    def _on_ask(self, settings: Mapping[str, Any], cover: str) -> None:
        """A scene ahead of time, with the answer to a question covered or open; None where there is none."""
        try:
            wanted = self._complete(settings)
            scene, compared = self._pair(wanted, cover)[1], self._compared_with(wanted, cover)
        except Exception:  # told when the reader really wants it
            self.answer = {"settings": settings, "scene": None}
        else:
            self.answer = {"settings": settings, "scene": scene, "compared": compared}

    # In a notebook

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The live view, the picture in a sentence, and, where a notebook is built (CNNLIB_SNAPSHOT=1), a PNG.

        The PNG is left out otherwise, for it takes longer than the whole first picture. Nobody knows on what page it
        will be seen: it is a light card with a margin, fit for a dark page too.
        """
        view = super()._repr_mimebundle_(**options)
        shown: dict[str, Any] = dict(view[0]) if view else {}
        about: dict[str, Any] = dict(view[1]) if view else {}
        shown["text/plain"] = self.picture_scene.spoken
        if os.environ.get("CNNLIB_SNAPSHOT") == "1":
            left = self._left_behind()
            picture, said = left.snapshot(margin=MARGIN), left.picture_scene.spoken
            width, height = picture.size
            shown["image/png"], about["image/png"] = picture.png(), {"width": width, "height": height, "alt": said}
        return shown, about

    def _left_behind(self) -> "Explorer":
        """Of which a reader without a kernel gets a picture."""
        return self


def _add_property(cls: type[Explorer], name: str) -> None:
    if hasattr(Explorer, name):
        raise TypeError(f"{cls.__name__} cannot have a setting {name!r}: every explorer has something of that name")

    def read(self: Explorer) -> Any:
        return getattr(self.current, name)

    def write(self: Explorer, value: Any) -> None:
        self.set(**{name: value})

    setattr(cls, name, property(read, write, doc=f"The setting {name}; setting it draws the picture anew."))
