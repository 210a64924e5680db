"""The Network explorer in the page: pages and menus, three levels by mouse and by keyboard, numbers at the pointer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cnnlib.scenes import convolution, network, network_map
from cnnlib.scenes.trace import Focus
from tests.browser.conftest import reader_of
from tests.browser.reader import Reader
from tests.browser.test_looks import OVERLAPS, change_theme
from tests.browser.test_renderers_agree import check
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

SUBJECT = {"net": "digits", "image": "digit", "digit": 3, "upload": "", "invert": False}
AGREE: list[tuple[dict[str, Any], Focus]] = [
    ({}, Focus("m2.5", 9)),
    ({"first": 3, "tiles": "few"}, Focus("m5", 7)),
    ({"image": "hopper", "order": "as they come"}, Focus("x", 20)),
    ({"net": "mnist", "image": "drawn", "digit": 47, "tiles": "all"}, Focus("m4.5", 30)),
]


@pytest.fixture(scope="module")
def network_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "NetworkExplorer", network)


@pytest.fixture
def net(network_page: Reader) -> Reader:
    return network_page.shows()


def opened(reader: Reader) -> Reader:
    """Who sits before the map that was opened."""
    reader.page.wait_for_selector(".cnn-opened [data-pane=B] .cnn-picture text")
    return Reader(reader.notebook, network_map, nth=1)


def window(reader: Reader) -> Reader:
    """Who sits before the window that was opened in the map."""
    reader.page.wait_for_selector(".cnn-opened .cnn-opened [data-pane=B] .cnn-picture text")
    return Reader(reader.notebook, convolution, nth=2)


def levels(reader: Reader, count: int) -> None:
    reader.page.wait_for_function(f"document.querySelectorAll('.cnn-opened').length === {count}")


def ways_back(reader: Reader) -> list[str]:
    """The buttons that lead back and can be seen: there is never more than one."""
    return reader.page.locator(".cnn-back >> visible=true").all_text_contents()


def test_the_digit_by_keyboard_and_the_menus(net: Reader) -> None:
    net.slider("digit").focus()
    net.press("ArrowRight")
    net.expects_picture({"digit": 4})
    net.menu("tiles").select_option("few, large")
    net.menu("order").select_option("as they come")
    net.expects_picture({"digit": 4, "tiles": "few", "order": "as they come"})
    net.menu("image").select_option("Grace Hopper")
    net.expects_picture({"digit": 4, "tiles": "few", "order": "as they come", "image": "hopper"})


def test_the_pages_by_button(net: Reader) -> None:
    net.root.get_by_role("button", name="later ▸").click()
    net.expects_picture({"first": 2})
    net.root.get_by_role("button", name="◂ earlier").press("Enter")
    net.expects_picture({"first": 0})


def test_every_map_is_read_at_the_pointer(net: Reader) -> None:
    for focus in (Focus("m2.5", 9), Focus("m4.5", 3), Focus("m5", 7), Focus("x", 12), Focus("f0.1", 4)):
        if focus.grid in {grid.id for grid in net.scene().grids}:
            net.points_at(focus.grid, focus.cell)
            net.expects_picture({}, focus)


def test_three_levels_by_mouse_and_back(net: Reader) -> None:
    net.clicks("m2.5", 9)
    one = opened(net)
    one.expects_picture({**SUBJECT, "layer": "2", "map": 5})
    one.root.get_by_role("button", name="map 6").click()
    one.expects_picture({**SUBJECT, "layer": "2", "map": 6})
    one.clicks("y", 20)
    window(net).waits(lambda seen: bool(seen.settings))
    trail = net.page.locator(".cnn-opened .cnn-opened .cnn-trail, .cnn-opened .cnn-trail").last
    assert "layer 2 ▸ map 6 ▸ row 2, column 4" in (trail.text_content() or "")
    near = "bool(abs(ex.opened.opened.output.item() - ex.activations['2'][2, 4, 6]) < 1e-5)"
    net.waits_until(near)
    assert ways_back(net) == ["← Back to the map"]
    net.root.get_by_text("Back to the map").click()
    levels(net, 1)
    assert ways_back(net) == ["← Back to the net"]
    net.root.get_by_text("Back to the net").click()
    levels(net, 0)
    net.expects_picture({}, Focus("m2.5", 9))


def test_three_levels_by_keyboard_and_back(net: Reader) -> None:
    net.root.locator("[data-handle='m2.5']").focus()
    net.press("Home", "ArrowRight", "Enter")
    opened(net).expects_picture({**SUBJECT, "layer": "2", "map": 5})
    net.page.locator(".cnn-opened [data-handle=y]").focus()
    net.press("Home", "ArrowRight", "Enter")
    window(net).waits(lambda seen: bool(seen.settings))
    net.press("Backspace")
    levels(net, 1)
    net.press("Backspace")
    levels(net, 0)


def test_the_film_of_a_map_and_its_next_terms(net: Reader) -> None:
    net.clicks("m2.5", 0)
    one = opened(net)
    one.focus_picture()
    one.press("Home", "ArrowRight")
    one.expects(step=1)
    one.root.get_by_role("button", name="next 5").click()
    one.expects_picture({**SUBJECT, "layer": "2", "map": 5, "start": 5}, step=1)
    one.press("Backspace")
    levels(net, 0)


def test_two_images_in_one_net(net: Reader) -> None:
    net.desk("Compare").click()
    net.slider("digit").focus()
    net.press("ArrowRight")
    net.expects_settings(digit=4)
    net.waits_until("(ex.digit, ex.compared['digit']) == (4, 3)")
    net.menu("net").select_option("MNIST net, 28 × 28")
    net.waits_until("ex.net == 'mnist' and ex.compared['digit'] == 4")


def test_a_file_that_is_no_picture_is_refused_in_a_sentence(net: Reader, tmp_path: Path) -> None:
    net.menu("image").select_option("your own")
    net.expects_settings(image="upload")
    (tmp_path / "notes.png").write_text("no picture")
    net.root.locator("input[type=file]").set_input_files(tmp_path / "notes.png")
    net.waits(lambda seen: "notes.png is not a picture" in seen.notice)
    assert net.asks("ex.upload == ''")


def test_dark_theme_and_a_narrow_page(net: Reader) -> None:
    change_theme(net, "JupyterLab Dark")
    net.expects(theme="dark")
    net.clicks("m4.5", 0)
    one = opened(net)
    one.expects(theme="dark")
    assert one.root.evaluate(OVERLAPS) == []
    one.focus_picture()
    one.press("Backspace")
    levels(net, 0)
    change_theme(net, "JupyterLab Light")
    net.page.set_viewport_size({"width": 900, "height": 1200})
    net.frame()
    assert net.root.evaluate(OVERLAPS) == []
    net.page.set_viewport_size({"width": 1280, "height": 1200})


@pytest.mark.parametrize(("settings", "focus"), AGREE)
def test_both_renderers_draw_the_same(network_page: Reader, settings: dict[str, Any], focus: Focus) -> None:
    check(network_page.shows(**settings), settings, focus)
