"""The Output size map in the page: its sliders and axes, pointing, pinning, and the Convolution that a cell opens."""

from collections.abc import Iterator
from typing import Any

import pytest

from cnnlib.scenes import convolution, size_map
from cnnlib.scenes.size_map import PRESETS, Settings
from cnnlib.scenes.size_map.settings import AXES
from cnnlib.scenes.trace import Focus
from tests.browser.conftest import reader_of
from tests.browser.reader import Reader
from tests.browser.test_looks import OVERLAPS, change_theme
from tests.browser.test_renderers_agree import check
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

OPENED = {"D1": 1, "K": 1}
AGREE: list[tuple[dict[str, Any], Focus]] = [
    ({}, Focus("map", 9)),
    ({"W": 10, "S": 2}, Focus("across", 2)),
    ({"axes": "W-F", "S": 2}, Focus("map", 47)),
    ({"W": 227, "F": 11, "S": 4, "reach": "large"}, Focus("map", 43)),
    ({"axes": "F-P", "dilation": 2}, Focus("down", 1)),
]


@pytest.fixture(scope="module")
def size_map_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "SizeMap", size_map)


@pytest.fixture
def table(size_map_page: Reader) -> Reader:
    return size_map_page.shows()


def opened(reader: Reader) -> Reader:
    """Who sits before what was opened."""
    reader.page.wait_for_selector(".cnn-opened [data-pane=B] .cnn-picture text")
    return Reader(reader.notebook, convolution, nth=1)


def closed(reader: Reader) -> None:
    reader.page.wait_for_selector(".cnn-opened", state="detached")


@pytest.mark.parametrize("axes", AXES)
def test_every_slider_by_keyboard(size_map_page: Reader, axes: str) -> None:
    reader, settings = size_map_page.shows(axes=axes), {"axes": axes}
    free = [name for name in ("W", "F", "S", "P") if name not in AXES[axes]]
    for setting in [*free, "dilation"]:
        reader.slider(setting).focus()
        reader.press("ArrowRight")
        settings[setting] = getattr(Settings(), setting) + 1
        reader.expects_picture(settings)
    assert [name for name in AXES[axes] if reader.slider(name).is_visible()] == []


def test_other_axes_bring_other_sliders_and_the_film_to_the_same_setting(table: Reader) -> None:
    table.menu("axes").select_option("F and P")
    seen = table.expects_picture({"axes": "F-P"}, step=2)
    assert seen.count == "step 3 of 28" and table.slider("S").is_visible()
    table.menu("reach").select_option("up to AlexNet's")
    table.expects_picture({"axes": "F-P", "reach": "large"}, step=2)


def test_a_typed_input_size_goes_beyond_the_stops(table: Reader) -> None:
    table.type_in_box("W", "231")
    table.expects_picture({"W": 231})
    table.type_in_box("W", "999")
    table.waits(lambda seen: "W = 999 is outside 1 to 256" in seen.notice)


def test_pointing_at_cells_and_headings(table: Reader) -> None:
    for focus in (Focus("map", 16), Focus("across", 4), Focus("down", 2), Focus("legend", 1)):
        table.points_at(focus.grid, focus.cell)
        table.expects_picture({}, focus)
    table.points_nowhere()
    table.expects_picture({}, step=2)


def test_the_film_visits_the_cells(table: Reader) -> None:
    table.focus_picture()
    table.press("ArrowDown", "ArrowRight")
    table.expects_picture({}, step=10)
    table.root.locator(".cnn-speed").select_option("10×")
    table.act("play")
    table.waits(lambda seen: seen.step > 14)
    table.act("play")


def test_a_click_opens_that_setting_and_there_is_one_way_back(table: Reader) -> None:
    requests: list[str] = []
    table.page.on("request", lambda request: requests.append(f"{request.resource_type} {request.url}"))
    table.clicks("map", 9)  # S = 2, F = 3
    child = opened(table)
    child.expects_picture({**OPENED, "W": 7, "F": 3, "S": 2, "P": 0})
    assert not table.slider("W").first.is_visible()
    assert [one for one in requests if one.startswith(("script http", "stylesheet", "font"))] == []
    assert table.asks("[type(ex.opened).__name__, ex.opened.S, ex.opened.output.shape[0]]") == ["Convolution", 2, 3]
    child.slider("S").focus()
    child.press("ArrowLeft")
    child.expects_picture({**OPENED, "W": 7, "F": 3, "S": 1, "P": 0})
    table.waits_until("ex.opened.S == 1")
    table.root.get_by_text("Back to the map").click()
    closed(table)
    table.expects_picture({}, Focus("map", 9), step=2)
    table.waits_until("ex.opened is None")


def test_the_keyboard_opens_and_comes_back(table: Reader) -> None:
    table.root.locator("[data-handle=map]").focus()
    table.press("Home", "ArrowRight", "Enter")
    child = opened(table)
    child.expects_picture({**OPENED, "W": 7, "F": 2, "S": 1, "P": 0})
    child.press("ArrowRight")
    child.expects(step=1)
    child.clicks("y0", 2)
    child.waits(lambda seen: "y0 pin" in seen.outlines)
    child.press("Escape")  # lets go of the pin
    child.waits(lambda seen: "y0 pin" not in seen.outlines)
    child.box("S").focus()
    child.press("Escape")  # of a box that is being typed in
    assert table.page.locator(".cnn-opened").count() == 1
    child.focus_picture()
    child.press("Escape")
    closed(table)
    assert table.page.evaluate("document.activeElement.dataset.handle") == "map"
    table.focus_picture()
    table.press("Enter")
    assert opened(table).waits(lambda seen: bool(seen.settings))
    table.press("Escape")
    closed(table)


def test_pinning_where_a_click_opens(table: Reader) -> None:
    x, y = table.place("map", 12)
    table.page.keyboard.down("Shift")
    table.page.mouse.click(x, y)
    table.page.keyboard.up("Shift")
    table.expects_picture({}, Focus("map", 12), pinned=True)
    table.press("Escape")
    table.root.locator("[data-handle=map]").focus()
    table.press("ArrowRight", "p")
    table.waits(lambda seen: "map pin" in seen.outlines)
    assert "Click it, or press Enter, to open it" in table.root.locator(".cnn-hint").text_content()


def test_what_is_too_large_to_open_is_pinned(size_map_page: Reader) -> None:
    settings = {"W": 227, "F": 11, "S": 4, "reach": "large"}
    reader = size_map_page.shows(**settings)
    reader.clicks("map", 43)
    reader.expects_picture(settings, Focus("map", 43), pinned=True)
    assert reader.page.locator(".cnn-opened").count() == 0


def test_an_opening_that_fails_is_told(table: Reader) -> None:
    table.python("kinds = dict(ex._kinds); ex._kinds.clear()")
    table.clicks("map", 0)
    table.waits(lambda seen: "there is no explorer 'Convolution' to open" in seen.notice)
    table.python("ex._kinds.update(kinds)")
    table.clicks("map", 0)
    opened(table)


def test_python_opens_and_closes(table: Reader) -> None:
    table.python("child = ex.enter('Convolution', W=9, dilation=2)")
    opened(table).expects_picture({"W": 9, "dilation": 2})
    table.python("child.S = 1")
    opened(table).expects_picture({"W": 9, "dilation": 2, "S": 1})
    table.python("ex.back()")
    closed(table)


def test_lecture_theme_and_size_reach_what_is_open(table: Reader) -> None:
    change_theme(table, "JupyterLab Dark")
    table.clicks("map", 1)
    child = opened(table)
    child.expects(theme="dark")
    change_theme(table, "JupyterLab Light")
    child.expects(theme="light")
    table.page.set_viewport_size({"width": 900, "height": 1200})
    child.frame()
    assert child.root.evaluate(OVERLAPS) == []
    table.page.set_viewport_size({"width": 1280, "height": 1200})
    child.press("Escape")
    closed(table)
    table.desk("Lecture").click()
    table.clicks("map", 1)
    assert not opened(table).slider("W").is_visible()
    assert table.root.get_by_text("Back to the map").is_visible()
    table.press("Escape")
    closed(table)
    assert table.desk("Leave").is_visible()
    table.desk("Leave").click()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_look_right(table: Reader, preset: Any) -> None:
    table.root.locator("[data-presets]").select_option(label=preset.name)
    table.expects_picture(preset.settings, step=size_map.scene(Settings(**preset.settings)).start)
    assert table.root.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("settings, focus", AGREE, ids=str)
def test_the_renderers_agree(size_map_page: Reader, settings: dict[str, Any], focus: Focus) -> None:
    check(size_map_page.shows(**settings), settings, focus)


def test_after_a_question_the_film_stands_where_it_begins(table: Reader) -> None:
    table.root.locator("[data-predict=switch]").click()
    table.waits(lambda seen: seen.count == "no steps")
    table.root.locator("[data-predict=switch]").click()
    table.expects_picture({}, step=2)
