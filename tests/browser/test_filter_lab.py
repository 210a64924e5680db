"""The Filter lab: after each move the page shows the photograph, the weights and the maps that `cnnlib` computes."""

import base64
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnlib.scenes import filter_lab
from cnnlib.scenes.controls import Choice, Preset, Slider, Switch
from cnnlib.scenes.filter_lab import Settings
from cnnlib.scenes.scene import Packed
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import Focus
from tests.browser.reader import HERE, Reader
from tests.browser.sight import Sight

pytestmark = pytest.mark.browser

SLIDERS = {c.setting: c for c in filter_lab.CONTROLS if isinstance(c, Slider) and c.setting != "bias"}
CHOICES = [control for control in filter_lab.CONTROLS if isinstance(control, Choice) and control.setting != "photo"]
SWITCHES = [control for control in filter_lab.CONTROLS if isinstance(control, Switch)]
IMAGES = (HERE / "images.js").read_text(encoding="utf-8")
HELD_UP = (HERE / "held_up.js").read_text(encoding="utf-8")
REFUSED = [("F", 4), ("F", 9), ("S", 0), ("bias", 256), ("bias", "half"), ("dilation", 1.5)]
POINTED: list[dict[str, Any]] = [
    {},
    {"filter": "box blur", "F": 5, "S": 2, "bias": 20},
    {"colour": True, "filter": "red − green", "photo": "flower"},
    {"border": "?", "F": 7},
    {"relu": True, "pool": True, "filter": "Laplacian"},
]


def check(reader: Reader, settings: dict[str, Any], **what: Any) -> Sight:
    """Every text, every pixel, and the last map is that of `filter_lab.output`."""
    seen = reader.expects_picture(settings, **what)
    scene = filter_lab.scene(Settings(**settings))
    shown = {name: base64.b64decode(text) for name, text in reader.root.evaluate(IMAGES).items()}
    assert shown == {grid.id: grid.pixels for grid in scene.grids if grid.pixels}
    last, y = scene.grid(scene.film[-1]), filter_lab.output(Settings(**settings))
    assert isinstance(last.numbers, Packed) and (last.rows, last.cols) == y.shape
    known = ~np.isnan(y.ravel())
    np.testing.assert_allclose(np.array(last.numbers.values)[known], y.ravel()[known], atol=0.05)
    return seen


@pytest.mark.parametrize("setting", SLIDERS)
def test_a_slider_over_its_whole_range(filter_lab_page: Reader, setting: str) -> None:
    slider = SLIDERS[setting]
    reader = filter_lab_page.shows(**{setting: slider.low})
    reader.slider(setting).focus()
    for value in range(slider.low + slider.step, slider.high + 1, slider.step):
        reader.press("ArrowRight")
        assert check(reader, {setting: value}).boxes[setting] == str(value)
    reader.press("ArrowRight")
    reader.settles()
    check(reader, {setting: slider.high})
    reader.press("ArrowLeft")
    check(reader, {setting: slider.high - slider.step})


def test_a_step_that_python_says_late_belongs_to_the_picture_that_was_left(photo: Reader) -> None:
    starts = {S: filter_lab.scene(Settings(S=S)).start for S in (1, 2)}
    assert starts[1] != starts[2]
    photo.slider("S").focus()
    photo.press("ArrowRight", "ArrowLeft", "ArrowRight", "ArrowLeft")
    photo.settles()  # both pictures are in the page
    photo.page.evaluate(HELD_UP)
    photo.press("ArrowRight", "ArrowLeft")
    check(photo, {})
    photo.settles()
    photo.page.wait_for_timeout(300)  # what Python said late has come
    assert {(S, step) for S, step in photo.page.evaluate("() => window.cnnSteps")} == set(starts.items())


def test_the_bias_from_end_to_end(photo: Reader) -> None:
    photo.slider("bias").focus()
    for key, bias in (("ArrowRight", 1), ("ArrowLeft", 0), ("ArrowLeft", -1), ("Home", -255), ("End", 255)):
        photo.press(key)
        assert check(photo, {"bias": bias}).boxes["bias"] == number(bias)


@pytest.mark.parametrize("setting, value", REFUSED)
def test_a_number_that_is_refused(photo: Reader, setting: str, value: Any) -> None:
    with pytest.raises(SettingError) as refusal:
        Settings(**{setting: value})
    photo.type_in_box(setting, str(value))
    photo.expects(notice=str(refusal.value), refused=[setting])
    photo.settles()
    check(photo, {}, notice=str(refusal.value))


def test_numbers_typed_into_boxes(photo: Reader) -> None:
    settings: dict[str, Any] = {}
    for setting, value in (("F", 5), ("S", 2), ("dilation", 2), ("bias", -40)):
        photo.type_in_box(setting, number(value))
        settings[setting] = value
        check(photo, settings)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.setting)
def test_every_choice_of_a_menu(photo: Reader, choice: Choice) -> None:
    for value, name in reversed(choice.options):
        photo.menu(choice.setting).select_option(name)
        check(photo, {choice.setting: value})


def test_every_photograph(photo: Reader) -> None:
    for value, name in (("flower", "a flower"), ("hopper", "Grace Hopper"), ("china", "a temple")):
        photo.menu("photo").select_option(name)
        check(photo, {"photo": value})
    photo.menu("photo").select_option("your own")
    seen = photo.expects_picture({"photo": "upload"})
    assert "There is no picture of yours yet" in seen.labels["verdict-2"]
    assert seen.buttons == ["china", "flower", "hopper"]


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.setting)
def test_a_switch(photo: Reader, switch: Switch) -> None:
    photo.switch(switch.setting).click()
    check(photo, {switch.setting: True})
    photo.press("Space")
    check(photo, {switch.setting: False})


@pytest.mark.parametrize(
    "preset", [one for one in filter_lab.PRESETS if not one.compare], ids=lambda preset: preset.name
)
def test_a_preset(photo: Reader, preset: Preset) -> None:
    photo.root.locator("[data-presets]").select_option(preset.name)
    check(photo, dict(preset.settings))


@pytest.mark.parametrize(
    "settings", [{"border": "?", "F": 5}, {"filter": "red − green"}, {"F": 1}, {"photo": "upload"}], ids=str
)
def test_answers_and_repairs(filter_lab_page: Reader, settings: dict[str, Any]) -> None:
    reader = filter_lab_page.shows(**settings)
    names = reader.expects_picture(settings).buttons
    assert names
    for n, name in enumerate(names):
        repair = reader.root.locator(f".cnn-repair[aria-label='{name}']")
        repair.click() if n % 2 else repair.press("Enter")
        reader.expects(buttons=[])
        check(reader, reader.shown_settings())
        reader.python(f"ex.set(**{settings!r} | {{name: getattr(ex.picture.Settings(), name) for name in "
                      f"('border', 'photo', 'colour', 'F') if name not in {list(settings)!r}}})")  # fmt: skip
        reader.expects(buttons=names)


@pytest.mark.parametrize("settings", POINTED, ids=str)
def test_pointing(filter_lab_page: Reader, settings: dict[str, Any]) -> None:
    """The sentence of a response is the very number of `output`."""
    reader = filter_lab_page.shows(**settings)
    scene = filter_lab.scene(Settings(**settings))
    for grid in (*scene.film, "x0" if not Settings(**settings).colour else "x2", "w0"):
        cells = scene.grid(grid).rows * scene.grid(grid).cols
        for cell in (cells // 2 + 5, 0) if cells > 60 else (cells // 2,):
            reader.points_at(grid, cell)
            reader.expects_picture(settings, Focus(grid, cell))
    reader.points_nowhere()
    check_last_number(reader, settings)


def check_last_number(reader: Reader, settings: dict[str, Any]) -> None:
    y = filter_lab.output(Settings(**settings))
    row, col = y.shape[0] // 2, y.shape[1] // 2
    last = filter_lab.scene(Settings(**settings)).film[-1]
    reader.points_at(last, row * y.shape[1] + col)
    said = reader.waits(lambda seen: f"ow {row}, column {col}: " in seen.caption).caption
    value = said.removesuffix(" to one decimal").split(" ")[-1].replace("−", "-")
    assert float(value) == pytest.approx(y[row, col], abs=0.05)


def test_the_film_runs_over_the_response(photo: Reader) -> None:
    """It begins where there is something to see."""
    rows, cols = filter_lab.output(Settings()).shape
    last = rows * cols - 1
    photo.expects_picture({}, step=filter_lab.scene(Settings()).start)
    photo.focus_picture()
    for key, step in (
        ("Home", 0),
        ("ArrowDown", cols),
        ("ArrowRight", cols + 1),
        ("End", last),
        ("ArrowUp", last - cols),
    ):
        photo.press(key)
        photo.expects_picture({}, step=step)
    photo.press("Home")
    photo.act("play")
    photo.waits(lambda seen: 1 < seen.step < cols)
    photo.press("Space")
    photo.expects(playing=False)


def test_a_weight_typed_makes_the_filter_custom(photo: Reader) -> None:
    key = filter_lab.scene(Settings()).grid("w0").edit_keys[4]
    photo.edits("w0", 4, "5")
    seen = check(photo, {"w_edits": {key: 5}}, focus=Focus("w0", 4))
    assert seen.labels["verdict"].startswith("custom") and seen.controls["filter"] == "custom"
    photo.points_nowhere()
    photo.menu("filter").select_option("Sobel x")  # comes clean
    check(photo, {})


def test_a_weight_that_is_no_number(photo: Reader) -> None:
    editor = photo.opens_editor("w0", 0)
    editor.fill("much")
    editor.press("Enter")
    seen = photo.expects(editing="much", refused=["editor"])
    assert seen.notice.startswith("'much' is not a number for ")
    assert seen.numbers["w0", 0] == "−1"


@pytest.mark.parametrize("settings", [{}, {"F": 5, "S": 2, "colour": True, "pool": True, "border": "mirror"}], ids=str)
def test_the_code_runs_and_gives_the_output(filter_lab_page: Reader, settings: dict[str, Any]) -> None:
    reader = filter_lab_page.shows(**settings)
    reader.desk("Code").click()
    wanted = filter_lab.as_code(Settings(**settings), "numpy")
    panel = reader.root.locator(".cnn-code pre")
    reader.waits(lambda _: panel.text_content() == wanted)
    numbers: dict[str, Any] = {}
    exec(panel.text_content() or "", numbers)
    np.testing.assert_allclose(numbers["y"], filter_lab.output(Settings(**settings)))


def test_pictures_to_take_away(photo: Reader, tmp_path: Path) -> None:
    scene = filter_lab.scene(Settings())
    for kind in ("PNG", "SVG"):
        with photo.page.expect_download() as started:
            photo.desk(kind).click()
        assert started.value.suggested_filename == f"filterlab.{kind.lower()}"
        started.value.save_as(tmp_path / kind)
    with Image.open(tmp_path / "PNG") as image:
        assert image.width / image.height == pytest.approx(scene.width / scene.height, 0.01)
        assert len(image.convert("L").getcolors() or []) > 200  # all the greys of a photograph
    assert "−2" in [text.strip() for text in ElementTree.parse(tmp_path / "SVG").getroot().itertext()]
