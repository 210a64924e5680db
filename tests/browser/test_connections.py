"""The Connections explorer: sliders with stops, three wirings that light together, themes, sizes, an edge setting."""

from collections.abc import Iterator
from typing import Any

import pytest

from cnnlib.scenes import connections
from cnnlib.scenes.connections import CONTROLS, PRESETS, Settings, output
from cnnlib.scenes.controls import Preset, Slider
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import Focus
from tests.browser.conftest import reader_of
from tests.browser.reader import HERE, Reader
from tests.browser.sight import Sight
from tests.browser.test_renderers_agree import check as check_renderers
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

OVERLAPS = (HERE / "overlaps.js").read_text(encoding="utf-8")
ALEXNET = {"W": 227, "F": 11, "S": 4, "P": 0, "K": 96}
WAYS = ("full", "local", "shared")


@pytest.fixture(scope="module")
def connections_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "Connections", connections)


def check(reader: Reader, settings: dict[str, Any], **what: Any) -> Sight:
    """The page shows the scene of these settings, and its counts are those of `cnnlib`."""
    seen = reader.expects_picture(settings, **what)
    for way, total in zip(WAYS, output(Settings(**settings))[:, 3]):
        assert seen.labels[f"total-{way}"] == (f"= {total:,}" if total else "none")
    return seen


def neighbours(slider: Slider) -> list[int]:
    """A few numbers that follow each other on a slider, from its low end and to its high one."""
    stops = list(slider.stops or range(slider.low, slider.high + 1))
    return stops[:4] if len(stops) > 12 else stops


@pytest.mark.parametrize("slider", CONTROLS, ids=lambda slider: slider.setting)
def test_a_slider_by_keyboard(connections_page: Reader, slider: Slider) -> None:
    values = neighbours(slider)
    reader = connections_page.shows(**{slider.setting: values[0]})
    reader.slider(slider.setting).focus()
    for value in values[1:]:
        reader.press("ArrowRight")
        seen = check(reader, {slider.setting: value})
        assert seen.boxes[slider.setting] == str(value)
    reader.press("End", "ArrowRight")  # the limit does not move
    check(reader, {slider.setting: slider.high})
    reader.press("ArrowLeft")
    check(reader, {slider.setting: (slider.stops or range(slider.low, slider.high + 1))[-2]})


def test_a_number_between_two_stops(connections_page: Reader) -> None:
    reader = connections_page.shows()
    reader.type_in_box("W", "30")
    check(reader, {"W": 30})
    reader.press("ArrowUp")
    check(reader, {"W": 31})
    reader.slider("W").focus()
    reader.press("ArrowRight")
    check(reader, {"W": 40 if 32 not in CONTROLS[0].stops else 32})


def test_a_number_that_is_refused(connections_page: Reader) -> None:
    reader = connections_page.shows()
    with pytest.raises(SettingError) as refusal:
        Settings(K=5000)
    reader.type_in_box("K", "5000")
    reader.expects(notice=str(refusal.value), refused=["K"])


@pytest.mark.parametrize(
    "focus", [Focus("y-local", 2), Focus("x-shared", 4), Focus("w-shared", 1), Focus("w-full", 11), Focus("w-local", 7)]
)
def test_pointing_and_pinning(connections_page: Reader, focus: Focus) -> None:
    reader = connections_page.shows()
    reader.points_at(focus.grid, focus.cell)
    check(reader, {}, focus=focus)
    reader.clicks(focus.grid, focus.cell)
    check(reader, {}, focus=focus, pinned=True)
    reader.points_nowhere()
    check(reader, {}, focus=focus, pinned=True)
    reader.focus_picture()
    reader.press("Escape")
    check(reader, {})


def test_the_film_goes_from_neuron_to_neuron(connections_page: Reader) -> None:
    reader = connections_page.shows()
    reader.focus_picture()
    reader.press("ArrowRight", "ArrowRight")
    seen = check(reader, {}, step=2)
    assert seen.caption.startswith("The third neuron.") and seen.count == "step 3 of 6"
    reader.act("play")
    reader.waits(lambda sight: sight.step not in (2, 3))
    reader.act("play")


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset(connections_page: Reader, preset: Preset) -> None:
    reader = connections_page.shows(W=9)
    reader.root.locator("[data-presets]").select_option(preset.name)
    check(reader, dict(preset.settings))


@pytest.mark.parametrize("misfit", [{"W": 10, "F": 3, "S": 2, "P": 0}, {"W": 3, "F": 9, "P": 1}], ids=str)
def test_repairs_fit(connections_page: Reader, misfit: dict[str, Any]) -> None:
    reader = connections_page.shows(**misfit)
    for name in check(reader, misfit).buttons:
        reader.root.locator(f".cnn-repair[aria-label='{name}']").click()
        reader.expects(buttons=[])
        check(reader, reader.shown_settings())
        reader.python(f"ex.set(**{Settings(**misfit).as_dict()!r})")
        check(reader, misfit)


@pytest.mark.parametrize("size", [(1280, 1000), (1920, 1080), (844, 390)], ids=str)
@pytest.mark.parametrize("settings", [{}, ALEXNET, {"W": 256, "F": 11, "S": 4, "P": 5, "D1": 512, "K": 4096}], ids=str)
def test_nothing_overlaps(connections_page: Reader, settings: dict[str, Any], size: tuple[int, int]) -> None:
    connections_page.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader = connections_page.shows(**settings)
    assert reader.root.evaluate(OVERLAPS) == []
    if size[0] > 1000:
        reader.points_at("y-full", 1)
        check(reader, settings, focus=Focus("y-full", 1))
        assert reader.root.evaluate(OVERLAPS) == []
    connections_page.page.set_viewport_size({"width": 1280, "height": 1200})


@pytest.mark.parametrize(
    "settings, focus",
    [
        ({}, Focus("y-full", 1)),
        ({}, Focus("x-local", 3)),
        ({"W": 5, "F": 3, "P": 1}, Focus("w-local", 4)),
        (ALEXNET, Focus("w-shared", 2)),
        ({"W": 10, "F": 3, "S": 2, "P": 0}, Focus("x-full", 9)),
    ],
    ids=str,
)
def test_both_renderers_draw_the_same(connections_page: Reader, settings: dict[str, Any], focus: Focus) -> None:
    check_renderers(connections_page.shows(**settings), settings, focus)
