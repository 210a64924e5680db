"""Explorers in code: settings as properties, presets, sentences instead of exceptions, what a notebook shows."""

import json
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from cnnlib.explorers import Convolution, Explorer, FilterLab
from cnnlib.explorers.explorer import MARGIN
from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Preset
from cnnlib.scenes.pixels import png
from cnnlib.scenes.settings import SettingError
from tests.explorers.tiny import Tiny


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


def test_presets(tiny: Tiny) -> None:
    tiny.preset("two")
    assert tiny.S == 2
    assert [preset["caption"] for preset in tiny.presets] == ["Stride two.", "Stride three."]
    with pytest.raises(SettingError, match="there is no preset 'four'; there are 'two', 'three'"):
        tiny.preset("four")


def test_an_upload_from_a_cell(tiny: Tiny) -> None:
    tiny.upload = b"123"
    assert tiny.upload == b"123" and tiny.scene["settings"]["upload"] == tiny.settings["upload"]


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
