"""A tiny explorer, and what an explorer sends: shared by tests without a browser."""

from dataclasses import asdict, dataclass, field
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest

from cnnlib.explorers import Explorer
from cnnlib.scenes.controls import Preset, Slider, Upload
from cnnlib.scenes.scene import Grid, Scene
from cnnlib.scenes.settings import check_settings

CONTROLS = (Slider("S", "S", "stride", 1, 4, "S"), Upload("upload", "choose a picture"))


@dataclass(frozen=True)
class Settings:
    S: int = 1
    upload: str | bytes = ""
    edits: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_settings(vars(self), CONTROLS)


def tiny_scene(settings: Settings) -> Scene:
    if settings.S == 4:
        raise ZeroDivisionError("a mistake of ours")
    grid = Grid("x", 0, 0, 30, 1, 2, "input", (str(settings.S), str(len(settings.upload))))
    return Scene(asdict(settings), 100, 50, (grid,), film=("x",), spoken=f"stride {settings.S}")


class Tiny(Explorer):
    picture: ClassVar[Any] = SimpleNamespace(
        Settings=Settings,
        CONTROLS=CONTROLS,
        PRESETS=(Preset("two", "Stride two.", {"S": 2}), Preset("three", "Stride three.", {"S": 3})),
        scene=tiny_scene,
        output=lambda settings: np.full(2, settings.S),
        as_code=lambda settings, dialect: f"# {dialect}\nS = {settings.S}",
    )


class Sent(list):
    """What an explorer sends to the view."""

    def __init__(self, explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(explorer, "send", lambda content, buffers=None: self.append((content, buffers)))
