"""The im2col explorer: columns, copies and products lit both ways, sliders, the film, times, both renderers."""

from collections.abc import Iterator
from typing import Any

import pytest

from cnnlib.scenes import im2col
from cnnlib.scenes.controls import Preset, Slider
from cnnlib.scenes.im2col import CONTROLS, PRESETS, Settings
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import Focus
from tests.browser.conftest import reader_of
from tests.browser.reader import HERE, Reader
from tests.browser.test_renderers_agree import check as check_renderers
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

OVERLAPS = (HERE / "overlaps.js").read_text(encoding="utf-8")
SLIDERS = [control for control in CONTROLS if isinstance(control, Slider)]
LARGE = {"W": 8, "F": 3, "P": 1, "D1": 3, "K": 4}


@pytest.fixture(scope="module")
def im2col_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "Im2col", im2col)


@pytest.mark.parametrize("slider", SLIDERS, ids=lambda slider: slider.setting)
def test_a_slider_by_keyboard(im2col_page: Reader, slider: Slider) -> None:
    reader = im2col_page.shows(**{slider.setting: slider.low})
    reader.slider(slider.setting).focus()
    for value in range(slider.low + 1, slider.high + 1):
        reader.press("ArrowRight")
        reader.expects_picture({slider.setting: value})
    reader.press("ArrowRight")  # the limit does not move
    reader.expects_picture({slider.setting: slider.high})


@pytest.mark.parametrize(
    "focus",
    [Focus("x0", 5), Focus("x1", 0), Focus("col", 40), Focus("row", 11), Focus("b", 1), Focus("y1", 4)],
    ids=str,
)
def test_pointing_and_pinning(im2col_page: Reader, focus: Focus) -> None:
    reader = im2col_page.shows()
    reader.points_at(focus.grid, focus.cell)
    reader.expects_picture({}, focus=focus)
    reader.clicks(focus.grid, focus.cell)
    reader.expects_picture({}, focus=focus, pinned=True)
    reader.points_nowhere()
    reader.expects_picture({}, focus=focus, pinned=True)
    reader.focus_picture()
    reader.press("Escape")
    reader.expects_picture({})


def test_a_pixel_shows_all_its_copies(im2col_page: Reader) -> None:
    reader = im2col_page.shows(W=5, F=3, D1=1, K=1)
    reader.points_at("x0", 12)
    seen = reader.waits(lambda sight: sight.caption.endswith("is copied 9 times into X_col"))
    assert len([place for place in seen.lit if place[0] == "col"]) == 9
    assert len([place for place in seen.lit if place[0] == "y0"]) == 9


def test_the_film_goes_column_by_column(im2col_page: Reader) -> None:
    reader = im2col_page.shows()
    reader.focus_picture()
    reader.press("ArrowRight", "ArrowRight")
    seen = reader.expects_picture({}, step=2)
    assert {cell % 9 for grid, cell in seen.lit if grid == "col"} == {2}
    assert seen.told["dot"].startswith("w₀ᵀ x₂ + b₀") and seen.count == "step 3 of 18"
    reader.act("play")
    reader.waits(lambda sight: sight.step not in (2, 3))
    reader.act("play")


def test_editing_a_pixel_and_a_weight(im2col_page: Reader) -> None:
    reader = im2col_page.shows()
    reader.edits("x1", 0, "7")
    reader.expects_settings(x_edits={"1,0,0": 7})
    reader.edits("row", 9, "-3")
    reader.expects_picture({"x_edits": {"1,0,0": 7}, "w_edits": {"1,1,0,0": -3}}, focus=Focus("row", 9))


def test_a_number_that_is_refused(im2col_page: Reader) -> None:
    reader = im2col_page.shows()
    with pytest.raises(SettingError) as refusal:
        Settings(K=50)
    reader.type_in_box("K", "50")
    reader.expects(notice=str(refusal.value), refused=["K"])


@pytest.mark.parametrize(
    "misfit", [{"W": 5, "S": 2}, {"W": 2, "F": 5}, {"W": 2, "F": 5, "S": 3, "dilation": 2}], ids=str
)
def test_repairs_fit(im2col_page: Reader, misfit: dict[str, Any]) -> None:
    reader = im2col_page.shows(**misfit)
    for name in [button for button in reader.expects_picture(misfit).buttons if button != "Measure"]:
        reader.root.locator(f".cnn-repair[aria-label='{name}']").click()
        reader.expects(buttons=["Measure"])
        reader.python(f"ex.set(**{Settings(**misfit).as_dict()!r})")
        reader.expects_picture(misfit)


def test_times_are_measured_at_the_press_of_a_button(im2col_page: Reader) -> None:
    reader = im2col_page.shows()
    reader.root.locator(".cnn-repair[aria-label=Measure]").click()
    reader.waits_until("bool(ex.times)")
    times = reader.asks("ex.times")
    reader.expects_picture({"times": times})
    assert times["sizes"] == [4, 2, 1, 0, 1, 2, 2]
    reader.slider("K").focus()
    reader.press("ArrowRight")  # the times stay, and are said to be of another setting
    reader.expects_picture({"times": times, "K": 3})


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset(im2col_page: Reader, preset: Preset) -> None:
    reader = im2col_page.shows(W=6)
    reader.root.locator("[data-presets]").select_option(preset.name)
    reader.expects_picture(dict(preset.settings))
    assert reader.root.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("size", [(1280, 1000), (1920, 1080), (844, 390)], ids=str)
@pytest.mark.parametrize("settings", [{}, LARGE, {"layer": "vgg"}, {"W": 5, "S": 2}], ids=str)
def test_nothing_overlaps(im2col_page: Reader, settings: dict[str, Any], size: tuple[int, int]) -> None:
    im2col_page.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader = im2col_page.shows(**settings)
    assert reader.root.evaluate(OVERLAPS) == []
    im2col_page.page.set_viewport_size({"width": 1280, "height": 1200})


def test_dark(lab: Lab, im2col_page: Reader) -> None:
    im2col_page.page.emulate_media(color_scheme="dark")
    reader = im2col_page.shows()
    reader.expects_picture({})
    assert reader.root.evaluate(OVERLAPS) == []
    im2col_page.page.emulate_media(color_scheme="light")


@pytest.mark.parametrize(
    "settings, focus",
    [
        ({}, Focus("product", 4)),
        ({}, Focus("col", 31)),
        ({"W": 5, "F": 3, "D1": 1, "P": 1}, Focus("x0", 16)),
        ({"K": 1, "source": "numbered"}, Focus("row", 2)),
        (LARGE, Focus("product", 100)),
        (LARGE, Focus("col", 200)),
        ({"W": 5, "S": 2}, Focus("y1", 2)),
    ],
    ids=str,
)
def test_both_renderers_draw_the_same(im2col_page: Reader, settings: dict[str, Any], focus: Focus) -> None:
    check_renderers(im2col_page.shows(**settings), settings, focus)
