"""Draw a digit in the page: by mouse, finger and keyboard; undo and clear, the way into the net, both themes."""

from collections.abc import Iterator

import pytest

from cnnlib.scenes import drawing, network, network_map
from cnnlib.scenes.drawing import layout
from cnnlib.scenes.drawing.points import points_of
from cnnlib.scenes.trace import Focus
from tests.browser.conftest import reader_of
from tests.browser.reader import Reader
from tests.browser.test_looks import OVERLAPS, change_theme
from tests.browser.test_renderers_agree import check
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

SEVEN = [(0.25, 0.2), (0.5, 0.2), (0.75, 0.2), (0.6, 0.5), (0.45, 0.85)]
BAR = [(0.4, 0.5), (0.7, 0.5)]
NO_SCORES = "no scores yet"


@pytest.fixture(scope="module")
def pad_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "DrawDigit", drawing)


@pytest.fixture
def pad(pad_page: Reader) -> Reader:
    shown = pad_page.shows()
    shown.root.locator(".cnn-foot").first.scroll_into_view_if_needed()
    return shown


def on_pad(reader: Reader, x: float, y: float) -> tuple[float, float]:
    """A place on the pad, from 0 to 1 each way, on the page."""
    pad = reader.root.locator("[data-pane=B] .cnn-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def draws(reader: Reader, points: list[tuple[float, float]]) -> None:
    """A stroke with the mouse."""
    reader.page.mouse.move(*on_pad(reader, *points[0]))
    reader.page.mouse.down()
    for point in points[1:]:
        reader.page.mouse.move(*on_pad(reader, *point), steps=3)
    reader.page.mouse.up()


def strokes(reader: Reader) -> list[str]:
    return list(reader.shown_settings()["strokes"])


def waits_for_strokes(reader: Reader, count: int) -> None:
    reader.waits(lambda seen: len(seen.settings["strokes"]) == count)
    reader.settles()


def is_near(point: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return max(abs(part - 1000 * right) for part, right in zip(point, wanted)) < 6


def wet(reader: Reader) -> str:
    """What is inked in the page and not yet by Python."""
    return reader.root.locator("[data-pane=B] [data-layer=wet]").inner_html()


def test_a_stroke_with_the_mouse_is_read_by_the_net(pad: Reader) -> None:
    assert pad.sees().labels["answer"] == NO_SCORES and pad.sees().labels["prompt"] == "Draw a digit …"
    draws(pad, SEVEN)
    pad.waits(lambda sight: any(is_near(points_of(one)[-1], SEVEN[-1]) for one in sight.settings["strokes"]))
    seen = pad.sees()
    assert len(strokes(pad)) == 1 and is_near(points_of(strokes(pad)[0])[0], SEVEN[0])
    assert seen.labels["answer"].startswith("most like 7")
    pad.expects_picture(seen.settings)
    assert wet(pad) == ""


def test_the_scores_follow_while_the_pen_is_down(pad: Reader) -> None:
    pad.page.mouse.move(*on_pad(pad, *SEVEN[0]))
    pad.page.mouse.down()
    pad.page.mouse.move(*on_pad(pad, *SEVEN[2]), steps=4)
    first = pad.waits(lambda sight: sight.labels["answer"] != NO_SCORES)
    pad.page.mouse.move(*on_pad(pad, *SEVEN[4]), steps=4)
    pad.waits(lambda sight: sight.settings["strokes"] != first.settings["strokes"])
    pad.waits(lambda sight: sight.labels["answer"].startswith("most like 7"))
    pad.page.mouse.up()
    assert len(strokes(pad)) == 1


def test_what_a_cell_sets_while_the_pen_is_down_stays(pad: Reader) -> None:
    pad.page.mouse.move(*on_pad(pad, *SEVEN[0]))
    pad.page.mouse.down()
    pad.page.mouse.move(*on_pad(pad, *SEVEN[2]), steps=4)
    pad.waits(lambda sight: sight.labels["answer"] != NO_SCORES)
    pad.python("ex.pen = 4")
    pad.page.mouse.move(*on_pad(pad, *SEVEN[4]), steps=4)
    pad.page.mouse.up()
    waits_for_strokes(pad, 1)
    assert is_near(points_of(strokes(pad)[0])[-1], SEVEN[-1])
    assert pad.asks("[ex.pen, len(ex.strokes)]") == [4, 1] and pad.shown_settings()["pen"] == 4


def test_ink_flows_before_python_has_heard_of_it(pad: Reader) -> None:
    pad.python("import time; ex._make_slow = ex._made; ex._made = lambda *a: (time.sleep(0.3), ex._make_slow(*a))[1]")
    pad.page.mouse.move(*on_pad(pad, 0.2, 0.2))
    pad.page.mouse.down()
    pad.page.mouse.move(*on_pad(pad, 0.8, 0.8))
    pad.frame()
    assert "<path" in wet(pad) and strokes(pad) == []
    pad.page.mouse.up()
    pad.python("ex._made = ex._make_slow")
    waits_for_strokes(pad, 1)


def test_undo_redo_and_clear_by_key_and_by_button(pad: Reader) -> None:
    draws(pad, SEVEN)
    waits_for_strokes(pad, 1)
    draws(pad, BAR)
    waits_for_strokes(pad, 2)
    pad.press("Control+z")
    waits_for_strokes(pad, 1)
    pad.press("Control+Shift+z")
    waits_for_strokes(pad, 2)
    pad.root.get_by_role("button", name="undo", exact=True).click()
    waits_for_strokes(pad, 1)
    pad.root.get_by_role("button", name="redo", exact=True).press("Enter")
    waits_for_strokes(pad, 2)
    pad.press("Delete")
    pad.waits(lambda sight: sight.labels["answer"] == NO_SCORES)
    pad.press("Control+z")
    pad.waits(lambda sight: sight.labels["answer"].startswith("most like"))
    assert len(strokes(pad)) == 2 and wet(pad) == ""


def test_the_notebook_keeps_its_own_undo(pad: Reader) -> None:
    """Ctrl+Z on the pad takes back a stroke, and no cell of the notebook."""
    cells = "() => window.jupyterapp.shell.currentWidget.content.widgets.map((cell) => cell.model.sharedModel.source)"
    before = pad.page.evaluate(cells)
    draws(pad, BAR)
    waits_for_strokes(pad, 1)
    pad.press("Control+z", "Control+z", "Delete", "Control+y")
    pad.settles()
    assert pad.page.evaluate(cells) == before


def test_a_ready_drawing_by_keyboard_alone(pad: Reader) -> None:
    pad.menu("ready").focus()
    pad.menu("ready").select_option("a 4")
    pad.expects_picture({"ready": "4"})
    pad.slider("variant").focus()
    pad.press("ArrowRight", "ArrowRight")
    pad.expects_picture({"ready": "4", "variant": 2})
    pad.slider("pen").focus()
    pad.press("ArrowLeft")
    pad.expects_picture({"ready": "4", "variant": 2, "pen": 7})
    pad.switch("as_mnist").press("Space")
    pad.expects_picture({"ready": "4", "variant": 2, "pen": 7, "as_mnist": False})
    pad.menu("net").select_option("digits net, 8 × 8")
    pad.expects_picture({"ready": "4", "variant": 2, "pen": 7, "as_mnist": False, "net": "digits"})


def test_a_finger_draws_and_a_second_one_does_not_disturb(pad: Reader) -> None:
    touch = pad.page.context.new_cdp_session(pad.page)

    def tell(kind: str, *points: tuple[float, float]) -> None:
        places = [on_pad(pad, *point) for point in points]
        touching = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touching})

    tell("touchStart", SEVEN[0])
    for point in SEVEN[1:3]:
        tell("touchMove", point)
    tell("touchStart", SEVEN[2], (0.1, 0.9))
    for point in SEVEN[3:]:
        tell("touchMove", point, (0.1, 0.8))
    tell("touchEnd")
    pad.waits(lambda sight: sight.labels["answer"].startswith("most like 7"))
    assert len(strokes(pad)) == 1


def test_a_dot_is_a_drawing_and_a_stroke_may_leave_the_pad(pad: Reader) -> None:
    pad.page.mouse.click(*on_pad(pad, 0.5, 0.5))
    waits_for_strokes(pad, 1)
    assert pad.sees().labels["answer"].startswith("most like")
    draws(pad, [(0.9, 0.9), (1.3, 0.9), (0.8, 0.7)])
    waits_for_strokes(pad, 2)
    assert max(x for x, _ in points_of(strokes(pad)[1])) > 1200


def test_a_map_opens_and_leads_back_to_the_drawing(pad: Reader) -> None:
    draws(pad, SEVEN)
    waits_for_strokes(pad, 1)
    pad.points_at("m4", 30)
    pad.expects(caption=pad.sentence("m4", 30))
    pad.clicks("m4", 30)
    pad.page.wait_for_selector(".cnn-opened [data-pane=B] .cnn-picture text")
    one = Reader(pad.notebook, network_map, nth=1)
    assert one.shown_settings()["map"] == 30 and one.root.locator(".cnn-film").is_visible()
    pad.press("Backspace")
    pad.page.wait_for_function("document.querySelectorAll('.cnn-opened').length === 0")
    pad.root.get_by_role("button", name="look inside").click()
    pad.page.wait_for_selector(".cnn-opened [data-pane=B] .cnn-picture text")
    assert Reader(pad.notebook, network, nth=1).sees().labels["answer"].startswith("most like 7")
    pad.root.get_by_text("Back to the drawing").click()
    pad.page.wait_for_function("document.querySelectorAll('.cnn-opened').length === 0")
    assert len(strokes(pad)) == 1


def test_dark_theme_and_a_wide_page(pad: Reader) -> None:
    draws(pad, SEVEN)
    waits_for_strokes(pad, 1)
    change_theme(pad, "JupyterLab Dark")
    pad.expects(theme="dark")
    assert pad.root.evaluate(OVERLAPS) == []
    change_theme(pad, "JupyterLab Light")
    pad.page.set_viewport_size({"width": 1920, "height": 1200})
    pad.frame()
    box = pad.root.locator("[data-pane=B] .cnn-pad").bounding_box()
    assert box is not None and box["width"] > 1.2 * layout.PAD and pad.root.evaluate(OVERLAPS) == []
    draws(pad, BAR)
    waits_for_strokes(pad, 2)
    pad.page.set_viewport_size({"width": 1280, "height": 1200})


def test_two_settings_of_one_drawing_are_compared(pad: Reader) -> None:
    draws(pad, SEVEN)
    waits_for_strokes(pad, 1)
    pad.desk("Compare").click()
    pad.switch("as_mnist").press("Space")
    pad.waits(lambda sight: not sight.settings["as_mnist"])
    draws(pad, BAR)
    waits_for_strokes(pad, 2)
    pad.waits_until("ex.compared['strokes'] == ex.strokes and ex.compared['as_mnist']")
    pad.root.locator("[data-pane=A] [data-layer=pad] .cnn-strokes").wait_for()


@pytest.mark.parametrize("settings", [{"ready": "5"}, {"ready": "3", "net": "digits", "as_mnist": False}], ids=str)
def test_both_renderers_draw_the_same(pad_page: Reader, settings: dict) -> None:
    check(pad_page.shows(**settings), settings, Focus("x", 40))
