"""What holds for every picture: found through the explorers that are exported, so that a new one is tested at once."""

import statistics
from collections import Counter
from dataclasses import fields
from time import process_time
from typing import Any

import numpy as np
import pytest

from cnnlib import explorers
from cnnlib.explorers import Explorer
from cnnlib.scenes import network_map, trainer
from cnnlib.scenes.controls import Action, Choice, Slider, Switch, Upload
from cnnlib.scenes.questions import covered, judge
from cnnlib.scenes.scene import Button
from cnnlib.scenes.trace import focus_at
from tests.scenes.overlaps import overlaps, words_of
from tests.scenes.sampling import samples

ORDER = ("W", "F", "S", "P", "dilation", "D1", "K")  # of the sizes, everywhere
NO_CONTROL = ("x_edits", "w_edits", "times", "first", "unfolded", "folder", "strokes", "undone")  # no slider or menu
GENEROUS = 0.05  # seconds for a scene on a busy machine; the aim is a tenth of it
WIDTH = 1180
PICTURES = {
    name: kind.picture
    for name, kind in vars(explorers).items()
    if isinstance(kind, type) and issubclass(kind, Explorer) and kind is not Explorer
}
every_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)


def settings_of(picture: Any) -> list[Any]:
    """The defaults, the presets, and some at random."""
    presets = [picture.Settings(**preset.settings) for preset in picture.PRESETS]
    return [picture.Settings(), *presets, *samples(picture, 40)]


def names(picture: Any) -> list[str]:
    return [part.name for part in fields(picture.Settings)]


def test_all_are_found() -> None:
    assert {"Convolution", "SizeMap", "FilterLab", "Connections", "Im2col", "Pooling"} <= set(PICTURES)


@every_picture
def test_controls_and_settings_are_the_same_in_the_usual_order(picture: Any) -> None:
    controls = [control.setting for control in picture.CONTROLS if not isinstance(control, Action)]
    assert sorted(controls) == sorted(name for name in names(picture) if name not in NO_CONTROL)
    for given in (controls, names(picture)):
        sizes = [name for name in given if name in ORDER]
        assert sizes == sorted(sizes, key=ORDER.index)
    for control in picture.CONTROLS:
        assert set(control.when) <= set(names(picture))
        assert not isinstance(control, Action) or set(control.settings) <= set(names(picture))


@every_picture
def test_controls_allow_what_is_there_at_first(picture: Any) -> None:
    first = picture.Settings()
    for control in picture.CONTROLS:
        if isinstance(control, Slider):
            assert control.low <= getattr(first, control.setting) <= control.high
            assert all(control.low <= stop <= control.high for stop in control.stops)
            assert not control.whole or set(control.stops) <= set(range(control.low, control.high + 1))
        elif isinstance(control, Choice):
            assert getattr(first, control.setting) in dict(control.options)
        else:
            assert isinstance(control, Switch | Upload | Action)


@every_picture
def test_presets_are_a_lecture(picture: Any) -> None:
    titles = [preset.name for preset in picture.PRESETS]
    assert len(set(titles)) == len(titles) >= 5
    for preset in picture.PRESETS:
        assert preset.caption.endswith((".", "?", "!")) and set(preset.settings) <= set(names(picture))
        assert picture.scene(picture.Settings(**preset.settings)).spoken


@every_picture
def test_the_input_is_named(picture: Any) -> None:
    assert picture.INPUT and set(picture.INPUT) <= set(names(picture))


@every_picture
def test_every_picture_has_one_size_and_no_texts_overlap(picture: Any) -> None:
    sizes = set()
    for settings in settings_of(picture):
        scene = picture.scene(settings)
        sizes.add((scene.width, scene.height))
        assert overlaps(scene, focus_at(scene, scene.steps // 2) if scene.steps else None) == [], settings
    assert len(sizes) == 1 and next(iter(sizes))[0] == WIDTH


@every_picture
def test_buttons_lead_to_settings(picture: Any) -> None:
    for settings in settings_of(picture):
        scene = picture.scene(settings)
        for button in (item for item in scene.items if isinstance(item, Button)):
            picture.scene(picture.Settings(**{**vars(settings), **button.settings}))


@every_picture
def test_a_scene_is_quick(picture: Any) -> None:
    seconds = []
    for settings in settings_of(picture):
        began = process_time()
        picture.scene(settings)
        seconds.append(process_time() - began)
    assert statistics.median(seconds) < GENEROUS


def same(one: np.ndarray, other: np.ndarray) -> bool:
    """Equal numbers; where there are none, in whatever shape."""
    if one.size == 0 or one.shape != other.shape:
        return one.size == other.size == 0
    return np.allclose(one, other, rtol=1e-6, equal_nan=True)


@every_picture
def test_the_numpy_code_gives_the_output(picture: Any, capsys: pytest.CaptureFixture) -> None:
    if picture is trainer:
        pytest.skip("its code trains to the end: test_trainer.py holds it against a training that has done so")
    for settings in settings_of(picture)[::8]:
        found: dict[str, Any] = {}
        exec(picture.as_code(settings, "numpy"), found)
        wanted = picture.output(settings)
        arrays = [value for value in found.values() if isinstance(value, np.ndarray)]
        assert any(same(value, wanted) for value in arrays), settings


@every_picture
@pytest.mark.parametrize("dialect", ["torch", "keras"])
def test_the_code_of_the_libraries_is_python(picture: Any, dialect: str) -> None:
    for settings in settings_of(picture)[::8]:
        compile(picture.as_code(settings, dialect), dialect, "exec")


@every_picture
def test_questions_are_fair(picture: Any) -> None:
    """The right answer is right, each named mistake is told by its name, and the picture can be drawn without it."""
    asked = 0
    for settings in settings_of(picture):
        scene = picture.scene(settings)
        for question in picture.questions(settings):
            asked += 1
            assert question.asks.endswith(("?", ".")) and judge(question, question.answer).right
            for mistake in question.mistakes:
                assert judge(question, mistake.value).mistake == mistake.name
            quiet = covered(scene, question)
            assert (quiet.width, quiet.height) == (scene.width, scene.height) and quiet != scene
    assert asked


@pytest.mark.parametrize("picture", [*PICTURES.values(), network_map], ids=[*PICTURES, "NetworkMap"])
def test_those_who_listen_are_told_what_every_grid_is(picture: Any) -> None:
    """A name in words, not the grid's id, and no two grids of a picture that are told alike."""
    for settings in settings_of(picture):
        told = {grid.id: grid.named or grid.title for grid in picture.scene(settings).grids}
        assert all(name and name != id for id, name in told.items())
        alike = [name for name, often in Counter(told.values()).items() if often > 1]
        assert alike == [], settings


ON_A_LAPTOP = {"DrawDigit": 1036}  # pixels that JupyterLab leaves a picture in a window of 1280 x 900; others have 1084


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_smaller_than_ten_pixels_on_a_laptop(name: str) -> None:
    """As the explorer begins, and in all presets. Only a weight beside a number may be less, to fit its cell."""
    picture, least = PICTURES[name], 10 * WIDTH / ON_A_LAPTOP.get(name, 1084)
    for settings in [picture.Settings(), *(picture.Settings(**preset.settings) for preset in picture.PRESETS)]:
        scene = picture.scene(settings)
        for step in {scene.start, scene.steps // 2, max(0, scene.steps - 1)}:
            words = words_of(scene, focus_at(scene, step) if scene.steps else None)
            small = {word.text: word.size for word in words if word.size < least}
            assert all(text.startswith("×") and size > 0.96 * least for text, size in small.items()), (settings, small)


LEAST = 9.7 * WIDTH / 1084  # of a number in a cell: ten pixels on a laptop, or little less


@every_picture
def test_numbers_in_cells_can_be_read_in_every_setting(picture: Any) -> None:
    """Where a cell has no room for that it has a colour and no number."""
    for settings in samples(picture, 40):
        sizes = {grid.id: grid.digits for grid in picture.scene(settings).grids if isinstance(grid.numbers, tuple)}
        assert all(size == 0 or size >= LEAST for size in sizes.values()), (settings, sizes)
