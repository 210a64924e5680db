"""What the filter lab asks, says and refuses; its presets; every position of its controls."""

import numpy as np
import pytest

from cnnlib.scenes import filter_lab
from cnnlib.scenes.controls import Choice, Slider
from cnnlib.scenes.filter_lab import CONTROLS, PRESETS, Settings, output, scene
from cnnlib.scenes.filter_lab.bank import BANK, weights
from cnnlib.scenes.filter_lab.photographs import working_picture
from cnnlib.scenes.scene import Button, Caption
from cnnlib.scenes.settings import SettingError
from tests.scenes.filter_lab import check, shown, text


def test_question_marks_ask_which_padding() -> None:
    drawn = scene(Settings(border="?", F=5))
    grid = drawn.grid("response")
    assert len(grid.unknown) == 109 * 169 - 105 * 165
    assert "What is outside the picture?" in drawn.problem
    choices = {item.text: item.settings for item in drawn.items if isinstance(item, Button)}
    assert choices == {"zeros": {"border": "zero"}, "mirror": {"border": "mirror"}, "extend": {"border": "extend"}}
    said = grid.say.at(0, row=0, col=0, value="?")
    assert said == "Row 0, column 0: 25 products add up to ?; ? / 16 = **?** to one decimal"
    assert "?" not in grid.say.at(5 * 169 + 9, row=5, col=9, value="1")
    for answer in choices.values():
        assert not scene(Settings(F=5, **answer)).grid("response").unknown


@pytest.mark.parametrize("flip", [False, True])
def test_turning_the_filter(flip: bool) -> None:
    settings = Settings(filter="emboss", flip=flip, F=5, w_edits={"0,0,1": 9})
    drawn = scene(settings)
    w = shown(drawn.grid("w0"))
    assert w[4, 3] == 9 if flip else w[0, 1] == 9
    assert drawn.grid("w0").turned == (180 if flip else 0)
    keys = drawn.grid("w0").edit_keys
    assert keys[4 * 5 + 3 if flip else 1] == "emboss 5: 0,0,1"


def test_turned_sobel_changes_its_sign_and_a_blur_does_not() -> None:
    for name, sign in (("Sobel x", -1), ("Gaussian blur", 1)):
        np.testing.assert_array_equal(output(Settings(filter=name, flip=True)), sign * output(Settings(filter=name)))


@pytest.mark.parametrize("name", BANK)
@pytest.mark.parametrize("F", [3, 5, 7])
def test_a_filter_that_a_turn_changes_says_so(name: str, F: int) -> None:
    w, _ = weights(name, F, 3)
    said = [text(scene(Settings(filter=name, F=F, flip=flip, colour=True)), "verdict") for flip in (False, True)]
    assert (said[0] != said[1]) == (not np.array_equal(w, w[::-1, ::-1]))
    assert ("turned: " in said[1]) == (said[0] != said[1])


def test_a_turned_sobel_says_the_opposite() -> None:
    said = text(scene(Settings(flip=True)), "verdict")
    assert said == "Sobel x · turned: how much brighter it is on the left than on the right: vertical edges."


def test_an_edit_makes_the_filter_custom() -> None:
    drawn = scene(Settings(w_edits={"Sobel x 3: 0,1,1": 0.25}))
    assert drawn.grid("w0").title == "custom"
    assert text(drawn, "verdict").startswith("custom (from Sobel x) · ")
    assert shown(drawn.grid("w0"))[1, 1] == 0.25
    plain = output(Settings()) + 0.25 * working_picture(Settings())[:, :, 0]
    np.testing.assert_allclose(output(Settings(w_edits={"Sobel x 3: 0,1,1": 0.25})), plain)
    other = scene(Settings(filter="Laplacian", w_edits={"Sobel x 3: 0,1,1": 0.25}))
    assert other.grid("w0").title == "Laplacian", "an edit stays with the filter in which it was typed"


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_draw(preset: object) -> None:
    settings = Settings(**preset.settings)
    drawn = check(settings)
    assert preset.caption and drawn.spoken
    assert bool(drawn.problem) == (settings.border == "?")


def test_flat_sky_says_next_to_nothing() -> None:
    preset = next(preset for preset in PRESETS if "sky" in preset.name)
    y = np.abs(output(Settings(**preset.settings)))
    assert y[5:40, 100:160].mean() < 10 < 40 < y[20:90, 30:80].mean()


@pytest.mark.parametrize("control", [c for c in CONTROLS if isinstance(c, Choice | Slider)], ids=lambda c: c.setting)
def test_no_dead_setting(control: Choice | Slider) -> None:
    """Every position of every control draws."""
    if isinstance(control, Choice):
        positions = [value for value, _ in control.options]
    else:
        positions = list(range(control.low, control.high + 1, control.step))
    for position in positions[:: max(1, len(positions) // 12)]:
        drawn = scene(Settings(**{control.setting: position}))
        assert bool(drawn.problem) <= any(isinstance(item, Button) for item in drawn.items)


@pytest.mark.parametrize(("changes", "words"), [
    ({"filter": "red − green"}, "A grey picture has no red"),
    ({"filter": "blue − yellow", "F": 5}, "A grey picture has no blue"),
    ({"F": 1}, "F = 1: the window is a single pixel"),
    ({"photo": "upload"}, "There is no picture of yours yet"),
])  # fmt: skip
def test_problems_have_repairs_that_work(changes: dict, words: str) -> None:
    drawn = scene(Settings(**changes))
    assert words in drawn.problem
    buttons = [item for item in drawn.items if isinstance(item, Button)]
    assert buttons
    for button in buttons:
        assert not scene(Settings(**changes | button.settings)).problem


@pytest.mark.parametrize(("changes", "words"), [
    ({"F": 4}, "F = 4 is between two steps .*type 3 or 5"),
    ({"F": 9}, "F = 9 is outside 1 to 7"),
    ({"S": 0}, "S = 0 is outside 1 to 4"),
    ({"S": 1.5}, "S = 1.5 is not a whole number"),
    ({"bias": float("nan")}, "b = nan is not a whole number"),
    ({"filter": "magic"}, "filter = 'magic' is none of"),
    ({"relu": 1}, "relu = 1 is neither True nor False"),
    ({"upload": 7}, "upload = 7 is neither the bytes"),
    ({"F": 2.5}, r"F = 2.5 is not a whole number \(filter size\): type an odd number from 1 to 7"),
    ({"S": 5}, r"S = 5 is outside 1 to 4 \(stride\): type a whole number from 1 to 4"),
    ({"w_edits": {"0,1,1": "two"}}, "'two' is not a number for the weight in row 1, column 1: type"),
    ({"w_edits": {"Sobel x 3: 0,2,0": 5000}}, "the weight in row 2, column 0 = 5000 is outside"),
    ({"w_edits": {"0,2,0": "?"}, "flip": True, "colour": True}, "the red weight in row 0, column 2"),
    ({"w_edits": {"0,1,1": float("nan")}}, "is outside −999 to 999"),
    ({"w_edits": {"1,1": 2}}, r"key '1,1'; a key is \"d,row,col\""),
    ({"w_edits": [3]}, r"w_edits = \[3\] is no mapping"),
])  # fmt: skip
def test_wrong_settings_are_named(changes: dict, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        Settings(**changes)


def test_scene_stays_small_and_says_it_all() -> None:
    for colour, limit in ((False, 260_000), (True, 560_000)):
        drawn = scene(Settings(colour=colour, relu=True, pool=True))
        assert size_of(drawn.as_dict()) < limit
        assert sum(isinstance(item, Caption) for item in drawn.items) == 1
        assert drawn.spoken.startswith("Filter lab: Sobel x, 3 × 3")


def size_of(part: object) -> int:
    if isinstance(part, dict):
        return sum(len(key) + size_of(value) for key, value in part.items())
    if isinstance(part, list | tuple):
        return sum(size_of(value) + 1 for value in part)
    return len(part) if isinstance(part, str | bytes) else 5


def test_public_names() -> None:
    names = {"CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"}
    assert set(filter_lab.__all__) == names
