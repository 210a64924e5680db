"""Explorers without a browser: properties, sentences instead of exceptions, and what the view asks for."""

import json
from dataclasses import asdict, dataclass, field
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest

from cnnlib import draw
from cnnlib.explorers import Convolution, Explorer, FilterLab
from cnnlib.explorers.explorer import MARGIN
from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Preset, Slider, Upload
from cnnlib.scenes.pixels import png
from cnnlib.scenes.scene import Grid, Scene
from cnnlib.scenes.settings import SettingError, check_settings
from cnnlib.scenes.trace import Focus

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


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()


def test_a_setting_is_a_property(tiny: Tiny) -> None:
    tiny.S = 3
    assert tiny.S == 3
    assert tiny.scene["items"][0]["numbers"] == ["3", "0"]
    assert tiny.scene["settings"] == {"S": 3, "upload": "", "edits": {}}
    assert tiny.picture_scene.spoken == "stride 3"
    assert tiny.output.tolist() == [3, 3]
    assert tiny.as_code("torch") == "# torch\nS = 3"


def test_settings_of_the_constructor() -> None:
    assert Tiny(S=2).scene["settings"]["S"] == 2


def test_several_settings_make_one_scene(tiny: Tiny) -> None:
    seen: list[dict] = []
    tiny.observe(lambda change: seen.append(change.new["settings"]), "scene")
    tiny.set(S=2, edits={"0": 5})
    assert seen == [{"S": 2, "upload": "", "edits": {"0": 5}}]


def test_numbers_of_numpy_are_numbers(tiny: Tiny) -> None:
    tiny.S = np.int64(2)
    assert json.dumps(tiny.settings) == '{"S": 2, "edits": {}, "upload": ""}'


def test_a_bad_value_raises_and_changes_nothing(tiny: Tiny) -> None:
    with pytest.raises(SettingError, match=r"S = 9 is outside 1 to 4 \(stride\): type a whole number from 1 to 4"):
        tiny.S = 9
    assert tiny.S == 1 and tiny.scene["settings"]["S"] == 1
    assert tiny.notice.startswith("S = 9 is outside")
    tiny.S = 2
    assert tiny.notice == ""


def test_a_bad_value_in_the_constructor_raises() -> None:
    with pytest.raises(SettingError, match=r"S = 2\.5 is not a whole number"):
        Tiny(S=2.5)


def test_an_unknown_setting_raises(tiny: Tiny) -> None:
    with pytest.raises(SettingError, match="there is no setting 'T'; there are S, edits, upload"):
        tiny.set(T=1)


def test_an_exception_in_a_scene_is_raised_and_shown(tiny: Tiny) -> None:
    with pytest.raises(ZeroDivisionError):
        tiny.S = 4
    assert tiny.notice == "ZeroDivisionError: a mistake of ours"
    assert tiny.S == 1


def test_the_whole_trait_can_be_set(tiny: Tiny) -> None:
    tiny.settings = {"S": 2}
    assert tiny.settings == {"S": 2, "upload": "", "edits": {}}
    with pytest.raises(SettingError):
        tiny.settings = {"S": "two"}
    assert tiny.S == 2


def test_a_slider_moves_the_picture(tiny: Tiny) -> None:
    tiny.set_state({"settings": tiny.settings | {"S": 3}})
    assert tiny.S == 3 and tiny.scene["settings"]["S"] == 3


def test_settings_do_not_come_back_to_the_slider(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that came back late would pull the slider from under the reader's hand."""
    sent: list[str] = []
    monkeypatch.setattr(tiny, "send_state", lambda key=None: sent.extend([key] if isinstance(key, str) else key or []))
    tiny.set_state({"settings": tiny.settings | {"S": 3}})
    assert "scene" in sent and "settings" not in sent
    tiny.S = 2
    assert "settings" in sent


def test_a_refused_slider_value_is_a_sentence(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    sent, wanted = Sent(tiny, monkeypatch), tiny.settings | {"S": "two"}
    tiny.set_state({"settings": wanted, "step": 1})
    why = "S = 'two' is not a whole number (stride): type a whole number from 1 to 4"
    assert sent == [({"refused": wanted, "why": why}, None)]
    assert tiny.notice == why
    assert tiny.S == 1 and tiny.step == 1


def test_an_exception_behind_a_slider_is_shown_and_logged(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    sent, logged = Sent(tiny, monkeypatch), []
    monkeypatch.setattr(tiny.log, "exception", lambda *words: logged.append(words))
    tiny.set_state({"settings": tiny.settings | {"S": 4}})
    assert sent[0][0]["why"] == "ZeroDivisionError: a mistake of ours"
    assert len(logged) == 1 and tiny.S == 1


def test_a_scene_ahead_of_time(tiny: Tiny) -> None:
    wanted = tiny.settings | {"S": 3}
    tiny._on_message(tiny, {"ask": wanted}, [])
    assert tiny.answer["settings"] == wanted
    assert tiny.answer["scene"]["settings"] == wanted
    assert tiny.S == 1, "asking changes nothing"
    tiny.set_state({"settings": wanted})
    assert tiny.scene is tiny.answer["scene"], "made once"


@pytest.mark.parametrize("S", [4, 9])
def test_no_scene_ahead_of_time(tiny: Tiny, S: int) -> None:
    wanted = tiny.settings | {"S": S}
    tiny._on_message(tiny, {"ask": wanted}, [])
    assert tiny.answer == {"settings": wanted, "scene": None}
    assert tiny.notice == ""


def test_presets(tiny: Tiny) -> None:
    tiny.preset("two")
    assert tiny.S == 2
    assert [preset["caption"] for preset in tiny.presets] == ["Stride two.", "Stride three."]
    with pytest.raises(SettingError, match="there is no preset 'four'; there are 'two', 'three'"):
        tiny.preset("four")


def test_code_is_sent(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Sent(tiny, monkeypatch)
    tiny._on_message(tiny, {"code": "keras"}, [])
    assert sent == [({"code": "# keras\nS = 1"}, None)]


def fake_picture(panes: Any, foci: tuple[Focus | None, ...], theme: str, margin: float) -> SimpleNamespace:
    (focus,) = foci
    name = f"{focus.grid} {focus.cell} {theme}" if focus else theme
    return SimpleNamespace(png=lambda: f"png {name}".encode(), svg=lambda: f"svg {name}".encode())


@pytest.mark.parametrize(
    ("request_", "data", "about"),
    [
        ({"export": "png", "step": 1, "focus": None, "theme": "dark"}, b"png x 1 dark", ("tiny.png", "image/png")),
        (
            {"export": "svg", "step": 1, "focus": {"grid": "x", "cell": 0}, "theme": "light"},
            b"svg x 0 light",
            ("tiny.svg", "image/svg+xml"),
        ),
    ],
)
def test_a_picture_to_take_away(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, request_: dict, data: bytes, about: tuple[str, str]
) -> None:
    sent = Sent(tiny, monkeypatch)
    monkeypatch.setattr(draw, "pictures", fake_picture)
    tiny._on_message(tiny, request_, [])
    assert sent == [({"file": {"name": about[0], "type": about[1]}}, [data])]


@pytest.mark.parametrize("pinned", [{"grid": "gone", "cell": 0}, {"grid": "x", "cell": 2}])
def test_a_pin_on_a_cell_that_is_gone_is_no_pin(tiny: Tiny, monkeypatch: pytest.MonkeyPatch, pinned: dict) -> None:
    monkeypatch.setattr(draw, "pictures", fake_picture)
    tiny.step = 1
    tiny.set_trait("pinned", pinned)  # as the page may, a moment after the picture has changed
    assert tiny.snapshot().png() == b"png x 1 light"


def test_a_picture_that_cannot_be_drawn_is_a_sentence(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise OSError("no ink left")

    sent = Sent(tiny, monkeypatch)
    monkeypatch.setattr(draw, "pictures", broken)
    monkeypatch.setattr(tiny.log, "exception", lambda *_: None)
    tiny._on_message(tiny, {"export": "png", "step": 0, "focus": None, "theme": "light"}, [])
    assert sent == [({"failed": "OSError: no ink left"}, None)]


def test_an_upload_travels_once(tiny: Tiny) -> None:
    """The view knows it by a short name, for settings go back and forth with every move."""
    tiny._on_message(tiny, {"upload": "upload", "name": "cat.png"}, [memoryview(b"12345")])
    assert tiny.upload == b"12345"
    assert tiny.scene["items"][0]["numbers"] == ["1", "5"]
    assert tiny.settings["upload"].startswith("file ") and len(tiny.settings["upload"]) < 60
    tiny.set_state({"settings": tiny.settings | {"S": 2}})
    assert tiny.upload == b"12345"


def test_an_upload_from_a_cell(tiny: Tiny) -> None:
    tiny.upload = b"123"
    assert tiny.upload == b"123" and tiny.scene["settings"]["upload"] == tiny.settings["upload"]


def test_what_is_no_picture_is_refused_in_the_filter_lab(monkeypatch: pytest.MonkeyPatch) -> None:
    lab = FilterLab(photo="upload")
    sent = Sent(lab, monkeypatch)
    lab._on_message(lab, {"upload": "upload", "name": "notes.txt"}, [b"words, words"])
    assert "upload:" in sent[0][0]["failed"]
    assert lab.upload == "" and lab.notice == sent[0][0]["failed"]


def test_a_setting_may_not_hide_what_every_explorer_has() -> None:
    @dataclass(frozen=True)
    class Wrong:
        step: int = 0

    with pytest.raises(TypeError, match="Bad cannot have a setting 'step'"):
        type("Bad", (Explorer,), {"picture": SimpleNamespace(Settings=Wrong)})


def test_without_a_kernel_there_is_a_sentence(tiny: Tiny) -> None:
    shown, _ = tiny._repr_mimebundle_()
    assert shown["text/plain"] == "stride 1"
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert "image/png" not in shown


def test_a_built_notebook_has_a_picture(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNNLIB_SNAPSHOT", "1")
    shown, about = tiny._repr_mimebundle_()
    assert shown["image/png"].startswith(b"\x89PNG")
    width, height = 100 + 2 * MARGIN, 50 + 2 * MARGIN
    assert about["image/png"] == {"width": width, "height": height, "alt": "stride 1"}


@pytest.mark.parametrize("preset", convolution.PRESETS, ids=lambda preset: preset.name)
def test_presets_of_convolution(preset: Preset) -> None:
    explorer = Convolution()
    explorer.preset(preset.name)
    assert explorer.current == convolution.Settings(**preset.settings)
    assert explorer.output.shape == convolution.output(explorer.current).shape


def test_an_edited_cell_of_the_convolution() -> None:
    explorer = Convolution(W=3, F=3, S=1, P=0, D1=1, K=1)
    before = explorer.output.item()
    explorer.x_edits = {"0,0,0": 100}
    assert explorer.output.item() != before
    with pytest.raises(SettingError, match="'two' is not a number"):
        explorer.x_edits = {"0,0,0": "two"}


def test_filter_lab_with_a_picture_of_ones_own() -> None:
    grey = png(np.full((40, 60), 128, np.uint8))
    lab = FilterLab(photo="upload", upload=grey, filter="box blur", border="zero")
    assert lab.upload == grey
    assert len(json.dumps(lab.settings)) < 1000
