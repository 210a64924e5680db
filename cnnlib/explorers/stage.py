"""The generic view: draws any `Scene` in the browser. Its JavaScript stands in `view/`, a file for each concern.

Traits are the model. The browser sends `settings`, Python answers with `scene`; stepping, playing, pointing and
pinning never leave the browser, which only reports `step` and `pinned` when the reader has come to rest.
"""

import re
from collections.abc import Iterable
from dataclasses import MISSING, asdict, fields
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict, Int, List, Unicode

from cnnlib.scenes import scene as kinds
from cnnlib.scenes.controls import Control, Preset
from cnnlib.scenes.palette import THEMES
from cnnlib.scenes.scene import Scene

VIEW = Path(__file__).parent / "view"
FILES = (
    "tools", "contact", "trace", "words", "draw", "strokes", "rings", "curves", "lights", "picture", "film", "supply",
    "compare", "controls", "open", "pointer", "pad", "predict", "theme", "export", "lecture", "work", "desk", "stage",
)  # fmt: skip
"""Each imports only from those before it."""

KINDS = (
    Scene, kinds.Grid, kinds.Link, kinds.Label, kinds.Told, kinds.Caption, kinds.Products, kinds.Lens, kinds.Wires,
    kinds.Rings, kinds.Panel, kinds.Line, kinds.Curve, kinds.Reel, kinds.Button, kinds.Pad,
)  # fmt: skip


def module() -> str:
    """The view as one JavaScript module: the files joined, without the imports between them.

    So there is nothing to build, and no front end has to find more than one file.
    """
    texts = [(VIEW / f"{name}.js").read_text(encoding="utf-8") for name in FILES]
    texts = [re.sub(r'^import \{.*?\} from "\./\w+\.js";\n', "", text, flags=re.MULTILINE) for text in texts]
    return "\n".join(re.sub(r"^export (?!default)", "", text, flags=re.MULTILINE) for text in texts)


def defaults() -> dict[str, dict[str, Any]]:
    """What a scene's parts have where a scene leaves a field out, so that no default is written down twice.

    >>> defaults()["label"]["anchor"]
    'start'
    """
    return {
        kind.__name__.lower(): {part.name: part.default for part in fields(kind) if part.default is not MISSING}
        for kind in KINDS
    }


def plain(parts: Iterable[Control | Preset]) -> list[dict[str, Any]]:
    """Controls or presets as dictionaries for the browser."""
    return [{"kind": type(part).__name__.lower(), **asdict(part)} for part in parts]


class Stage(anywidget.AnyWidget):
    """A view of a scene with its controls and its film.

    `scene` is a `Scene.as_dict()`; `settings` what the reader wants, of which those named in `moved` are new; `answer`
    a scene that the view has asked for ahead of time; `step` where the film stands; `pinned` the pinned cell,
    `{"grid": ..., "cell": ...}` or None; `notice` a sentence about what could not be done.
    """

    _esm = module()
    _css = (VIEW / "stage.css").read_text(encoding="utf-8")

    controls: List = List().tag(sync=True)
    presets: List = List().tag(sync=True)
    settings = Dict().tag(sync=True, echo_update=False)
    moved = Dict().tag(sync=True, echo_update=False)
    prediction = Dict().tag(sync=True, echo_update=False)
    scene = Dict().tag(sync=True, echo_update=False)
    answer = Dict().tag(sync=True, echo_update=False)
    step = Int(0, min=0).tag(sync=True, echo_update=False)
    pinned: Any = Dict(None, allow_none=True).tag(sync=True, echo_update=False)
    notice = Unicode().tag(sync=True)
    palette = Dict(THEMES).tag(sync=True)
    defaults = Dict(defaults()).tag(sync=True)

    def open(self) -> None:
        super().open()
        self._leave_the_page_its_thread()

    def _send(self, msg: Any, buffers: Any = None) -> None:
        super()._send(msg, buffers)
        self._leave_the_page_its_thread()

    def _leave_the_page_its_thread(self) -> None:
        """From version 7.4 ipykernel takes what the page sends in the thread that has last sent something to it: often
        that of a cell, which may be busy for long. Nothing here waits for an answer in that thread."""
        if self.comm is not None:
            self.comm.__dict__.pop("_reply_subshell_id", None)
