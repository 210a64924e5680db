"""The Pooling explorer: sliders, four views, rings around winners, edits, the film, themes, sizes, an edge setting."""

from collections.abc import Iterator
from typing import Any

import pytest

from cnnlib.draw import picture
from cnnlib.scenes import pooling
from cnnlib.scenes.controls import Choice, Preset, Slider
from cnnlib.scenes.pooling import CONTROLS, PRESETS, Settings
from cnnlib.scenes.trace import Focus, focus_at
from tests.browser.conftest import reader_of
from tests.browser.reader import HERE, Reader
from tests.browser.sight import Sight
from tests.browser.test_looks import change_theme
from tests.browser.test_renderers_agree import check as check_renderers
from tests.browser.test_renderers_agree import near
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

OVERLAPS = (HERE / "overlaps.js").read_text(encoding="utf-8")
RINGS = """(root) => Object.fromEntries(Array.from(root.querySelectorAll("[data-ring]"), (e) => {
    const box = ["x", "y", "width", "height"].map((name) => Number(e.getAttribute(name)));
    return [`${e.dataset.ring}:${e.dataset.cell}`, box];
}))"""
SLIDERS = [control for control in CONTROLS if isinstance(control, Slider)]
NAMES = {control.setting: dict(control.options) for control in CONTROLS if isinstance(control, Choice)}
AGREE: list[tuple[dict[str, Any], Focus]] = [
    ({}, Focus("y0", 5)),
    ({"W": 9, "F": 3, "D1": 3, "shift": 1}, Focus("y1", 7)),
    ({"show": "kinds", "shift": 2, "source": "letter"}, Focus("average", 6)),
    ({"show": "convolution", "kind": "L2"}, Focus("w0", 2)),
    ({"show": "gradient", "F": 3, "S": 1, "P": 1}, Focus("dy0", 9)),
    ({"W": 9}, Focus("x0", 40)),
    ({"large": True, "F": 7, "S": 7}, Focus("y0", 500)),
]


@pytest.fixture(scope="module")
def pooling_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "Pooling", pooling)


def check(reader: Reader, settings: dict[str, Any], **what: Any) -> Sight:
    """The page shows the scene of these settings, with the rings that matplotlib draws."""
    seen = reader.expects_picture(settings, **what)
    scene = reader.scene()
    focus = what.get("focus") or (focus_at(scene, seen.step) if scene.steps else None)
    made = {drawn.id: drawn.box for drawn in picture(scene, focus).drawn if drawn.kind == "ring"}
    shown = reader.root.evaluate(RINGS)
    assert shown.keys() == made.keys() and all(near(shown[name], made[name]) for name in made)
    return seen


@pytest.mark.parametrize("slider", SLIDERS, ids=lambda slider: slider.setting)
def test_a_slider_by_keyboard(pooling_page: Reader, slider: Slider) -> None:
    reader = pooling_page.shows(**{slider.setting: slider.low})
    reader.slider(slider.setting).focus()
    for value in range(slider.low + 1, min(slider.high, slider.low + 8) + 1):
        reader.press("ArrowRight")
        assert check(reader, {slider.setting: value}).boxes[slider.setting] == str(value)
    reader.press("End", "ArrowRight")  # the limit does not move
    check(reader, {slider.setting: slider.high})


def test_menus_and_switches(pooling_page: Reader) -> None:
    reader, settings = pooling_page.shows(), {}
    for setting, value in (("kind", "L2"), ("source", "digit"), ("show", "gradient"), ("show", "kinds")):
        reader.menu(setting).select_option(NAMES[setting][value])
        settings[setting] = value
        check(reader, settings)
    assert not reader.menu("kind").is_visible() and not reader.slider("D1").is_visible()
    reader.switch("whole").click()
    check(reader, settings | {"whole": True})
    assert not reader.slider("F").is_visible()
    reader.switch("large").click()
    check(reader, settings | {"whole": True, "large": True})


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset(pooling_page: Reader, preset: Preset) -> None:
    reader = pooling_page.shows(W=11)
    reader.root.locator("[data-presets]").select_option(preset.name)
    check(reader, dict(preset.settings), step=preset.step or pooling.scene(Settings(**preset.settings)).start)


@pytest.mark.parametrize("focus", [Focus("y0", 6), Focus("x0", 30), Focus("dy0", 3), Focus("dx0", 9)])
def test_pointing_and_pinning(pooling_page: Reader, focus: Focus) -> None:
    settings = {"W": 9, "F": 3, "show": "gradient"}
    reader = pooling_page.shows(**settings)
    reader.points_at(focus.grid, focus.cell)
    check(reader, settings, focus=focus)
    reader.clicks(focus.grid, focus.cell)
    check(reader, settings, focus=focus, pinned=True)
    reader.points_nowhere()
    reader.focus_picture()
    reader.press("Escape")
    check(reader, settings)


def test_a_typed_number_may_win(pooling_page: Reader) -> None:
    reader = pooling_page.shows(shift=1)
    reader.edits("x0", 9, "12")  # row 1, column 1; before the shift it was column 0
    seen = check(reader, {"shift": 1, "x_edits": {"0,1,0": 12}}, focus=Focus("x0", 9))
    assert seen.numbers["y0", 0] == "12"
    reader.root.locator("button", has_text="original numbers").click()
    reader.points_nowhere()
    check(reader, {"shift": 1})


def test_another_filter(pooling_page: Reader) -> None:
    reader = pooling_page.shows(show="convolution")
    reader.edits("w0", 1, "-1")
    seen = check(reader, {"show": "convolution", "w_edits": {"0,1": -1}}, focus=Focus("w0", 1))
    assert seen.titles["w0"] == "filter"


def test_the_film_visits_slice_after_slice(pooling_page: Reader) -> None:
    reader = pooling_page.shows(D1=2)
    reader.focus_picture()
    reader.press("End")
    seen = check(reader, {"D1": 2}, step=31)
    assert seen.caption.startswith("Row 3, column 3 of slice 1: the largest of")
    reader.press("Home")
    reader.act("play")
    reader.waits(lambda sight: sight.step > 1)
    reader.act("play")


@pytest.mark.parametrize("misfit", [{"W": 9}, {"W": 5, "F": 7}, {"F": 2, "P": 2}, {"W": 2, "F": 1, "S": 5, "P": 3}])
def test_repairs_fit(pooling_page: Reader, misfit: dict[str, Any]) -> None:
    reader = pooling_page.shows(**misfit)
    for name in check(reader, misfit).buttons:
        reader.root.locator(f".cnn-repair[aria-label='{name}']").click()
        reader.expects(buttons=[])
        check(reader, reader.shown_settings())
        reader.python(f"ex.set(**{Settings(**misfit).as_dict()!r})")
        check(reader, misfit)


@pytest.mark.parametrize("size", [(1280, 1000), (1920, 1080), (844, 390)], ids=str)
@pytest.mark.parametrize("show", ["pooling", "kinds", "convolution", "gradient"])
def test_nothing_overlaps(pooling_page: Reader, show: str, size: tuple[int, int]) -> None:
    pooling_page.page.set_viewport_size({"width": size[0], "height": size[1]})
    for settings in ({"shift": 1}, {"W": 13, "F": 3, "S": 1, "kind": "L2"}, {"W": 9, "D1": 4}, {"large": True}):
        reader = pooling_page.shows(show=show, **settings)
        assert reader.root.evaluate(OVERLAPS) == [], settings
    pooling_page.page.set_viewport_size({"width": 1280, "height": 1200})


def test_a_dark_theme(pooling_page: Reader) -> None:
    reader = pooling_page.shows()
    change_theme(reader, "JupyterLab Dark")
    check(reader, {}, theme="dark")
    change_theme(reader, "JupyterLab Light")
    check(reader, {}, theme="light")


@pytest.mark.parametrize("settings, focus", AGREE, ids=str)
def test_both_renderers_draw_the_same(pooling_page: Reader, settings: dict[str, Any], focus: Focus) -> None:
    check_renderers(pooling_page.shows(**settings), settings, focus)
