"""A and B on the page: the same input, in step, one beside the other or below it."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from cnnlib.scenes import convolution
from cnnlib.scenes.comparison import foci_at, foci_of
from cnnlib.scenes.scene import Button, Scene
from cnnlib.scenes.trace import Focus
from tests.browser.lit import lights_of
from tests.browser.reader import PATIENCE, PLACE, Reader

pytestmark = pytest.mark.browser

LOOK = (Path(__file__).parent / "compare.js").read_text(encoding="utf-8")


@pytest.fixture
def tall(demo: Reader) -> Iterator[Reader]:
    """A window in which both pictures can be pointed at."""
    demo.page.set_viewport_size({"width": 1280, "height": 2600})
    yield demo
    demo.page.set_viewport_size({"width": 1280, "height": 1200})


def scene_of(**settings: Any) -> Scene:
    return convolution.scene(convolution.Settings(**settings))


def expects(reader: Reader, a: dict[str, Any], b: dict[str, Any], foci: Any) -> dict[str, Any]:
    """Wait until A and B show these settings, and light these cells."""
    scenes, deadline = {"A": scene_of(**a), "B": scene_of(**b)}, monotonic() + PATIENCE
    wanted = {
        name: (scene.spoken, {} if focus is None else lights_of(scene, focus, False)["outlines"])
        for (name, scene), focus in zip(scenes.items(), foci)
    }
    while True:
        seen = reader.root.evaluate(LOOK)
        found = {
            name: (pane["spoken"], {key: tuple(box) for key, box in pane["lit"].items()}) for name, pane in seen.items()
        }
        if found == wanted:
            return seen
        assert monotonic() < deadline, (found, wanted)
        reader.frame()


def test_what_does_not_fit_is_repaired_in_a_alone_unless_it_is_the_input(demo: Reader) -> None:
    a, b = {"W": 8, "S": 2, "P": 0}, {"W": 8, "S": 1, "P": 0}
    repairs = {item.text: item.settings for item in scene_of(**a).items if isinstance(item, Button)}
    demo.shows(**b)
    for text in (next(text for text in repairs if text[0] == "F"), next(text for text in repairs if text[0] == "W")):
        demo.python("ex.compare(S=2)")
        expects(demo, a, b, foci_at(scene_of(**a), scene_of(**b), 0))
        demo.root.locator(f'[data-pane="A"] [data-button][aria-label="{text}"]').click()
        mended = repairs[text]
        one, other = a | mended, b | (mended if "W" in mended else {})
        expects(demo, one, other, foci_at(scene_of(**one), scene_of(**other), 0))


def test_what_is_on_the_screen_is_kept_and_the_controls_change_b(demo: Reader) -> None:
    demo.desk("Compare").click()
    seen = expects(demo, {}, {}, foci_at(scene_of(), scene_of(), 0))
    assert (seen["A"]["title"], seen["B"]["title"]) == ("kept as it is", "follows the controls")
    demo.slider("S").focus()
    demo.press("ArrowLeft")
    seen = expects(demo, {}, {"S": 1}, foci_at(scene_of(), scene_of(S=1), 0))
    assert (seen["A"]["title"], seen["B"]["title"]) == ("S = 2", "S = 1")
    assert demo.asks("[ex.S, ex.compared['S']]") == [1, 2]


def test_stepping_and_scrubbing_move_both(demo: Reader) -> None:
    demo.python("ex.compare(S=1)")
    a, b = scene_of(S=1), scene_of()
    expects(demo, {"S": 1}, {}, foci_at(a, b, 0))
    assert demo.sees().count == "step 1 of 98", "the longer film leads"
    demo.root.locator("[data-pane=B] .cnn-picture").focus()
    for key, step in (("ArrowRight", 1), ("ArrowDown", 8), ("ArrowRight", 9), ("End", 97), ("Home", 0)):
        demo.press(key)
        expects(demo, {"S": 1}, {}, foci_at(a, b, step))
    demo.root.locator(".cnn-scrub").fill("60")
    expects(demo, {"S": 1}, {}, foci_at(a, b, 60))
    demo.root.locator("[data-pane=A] .cnn-picture").focus()
    demo.press("ArrowRight")
    expects(demo, {"S": 1}, {}, foci_at(a, b, 61))


def points(reader: Reader, pane: str, scene: Scene, grid: str, cell: int, click: bool = False) -> None:
    found = scene.grid(grid)
    about = [found.x, found.y, found.cell, found.cols, cell, scene.width]
    x, y = reader.root.evaluate(PLACE.replace("data-pane=B", f"data-pane={pane}"), about)
    reader.page.mouse.move(x, y)
    if click:
        reader.page.mouse.click(x, y)


def test_pointing_in_one_lights_the_other(tall: Reader) -> None:
    tall.python("ex.compare(S=1, F=5, P=2)")
    settings = {"S": 1, "F": 5, "P": 2}
    a, b = scene_of(**settings), scene_of()
    expects(tall, settings, {}, foci_at(a, b, 0))
    for pane, scene, grid, cell in (("A", a, "y1", 30), ("B", b, "y0", 9), ("A", a, "x1", 50), ("B", b, "x0", 12)):
        points(tall, pane, scene, grid, cell)
        expects(tall, settings, {}, foci_of(a, b, Focus(grid, cell), "AB".index(pane)))
    points(tall, "A", a, "y0", 24, click=True)
    tall.points_nowhere()
    tall.waits_until("ex.pinned == {'grid': 'y0', 'cell': 24, 'of': 'A'}")
    tall.press("Escape")
    tall.points_nowhere()
    expects(tall, settings, {}, foci_at(a, b, 0))


def test_the_input_changes_in_both(demo: Reader) -> None:
    demo.python("ex.compare(S=1)")
    expects(demo, {"S": 1}, {}, foci_at(scene_of(S=1), scene_of(), 0))
    demo.slider("W").focus()
    demo.press("ArrowRight", "ArrowRight")
    a, b = {"S": 1, "W": 9}, {"W": 9}
    expects(demo, a, b, foci_at(scene_of(**a), scene_of(**b), 0))


def test_swap_and_end(demo: Reader) -> None:
    demo.desk("Compare").click()
    demo.slider("F").focus()
    demo.press("ArrowLeft", "ArrowLeft")
    a, b = scene_of(), scene_of(F=1)
    expects(demo, {}, {"F": 1}, foci_at(a, b, 0))
    demo.desk("Swap").click()
    expects(demo, {"F": 1}, {}, foci_at(b, a, 0))
    assert demo.slider("F").input_value() == "3"
    demo.waits_until("ex.F == 3 and ex.compared['F'] == 1")
    demo.desk("End comparing").focus()
    demo.press("Enter")
    demo.waits(lambda _: not demo.root.locator("[data-pane=A]").count())
    demo.expects_picture({}, step=0)
    demo.waits_until("ex.compared is None")


def test_side_by_side_where_there_is_room(demo: Reader) -> None:
    demo.python("ex.compare(S=1)")
    seen = expects(demo, {"S": 1}, {}, foci_at(scene_of(S=1), scene_of(), 0))
    assert seen["A"]["place"][0] == seen["B"]["place"][0] and seen["A"]["place"][1] < seen["B"]["place"][1]
    demo.page.set_viewport_size({"width": 1920, "height": 1200})
    try:
        demo.waits(lambda _: len({pane["place"][1] for pane in demo.root.evaluate(LOOK).values()}) == 1)
        seen = demo.root.evaluate(LOOK)
        assert seen["A"]["place"][0] < seen["B"]["place"][0]
    finally:
        demo.page.set_viewport_size({"width": 1280, "height": 1200})


def test_a_page_of_the_lecture_holds_a_comparison(demo: Reader) -> None:
    demo.python("""
from cnnlib.scenes.controls import Preset
ex.script = [Preset("one", "A single picture.", {"S": 1}), Preset("two", "Two of them.", {"S": 2}, {"S": 1}, step=97)]
""")
    demo.desk("Lecture").click()
    demo.press("PageDown", "PageDown")
    expects(demo, {"S": 1}, {"S": 2}, foci_at(scene_of(S=1), scene_of(S=2), 97))
    assert demo.root.locator(".cnn-said >> visible=true").all_inner_texts() == [
        pane["caption"] for _, pane in sorted(demo.root.evaluate(LOOK).items())
    ]  # below each of the two, in large type
    demo.press("PageUp")
    demo.waits(lambda _: not demo.root.locator("[data-pane=A]").count())
    demo.expects_settings(S=1)
    assert "1 of 2" in demo.root.locator(".cnn-lecture-bar").inner_text()
    demo.press("Escape")
    demo.expects_settings(S=2)


def test_a_preset_of_the_menu_may_hold_a_comparison(demo: Reader) -> None:
    preset = next(one for one in convolution.PRESETS if one.compare)
    b, a = dict(preset.settings), dict(preset.settings) | dict(preset.compare or {})
    demo.root.locator("[data-presets]").select_option(preset.name)
    expects(demo, a, b, foci_at(scene_of(**a), scene_of(**b), 0))


def test_a_comparison_is_there_again_when_the_explorer_is_shown_again(tall: Reader) -> None:
    tall.python("ex.compare(S=1)")
    tall.does("run-cell", 3)
    tall.page.wait_for_selector(".cnn-stage[data-key] >> nth=1")
    other = Reader(tall.notebook, convolution, nth=1)
    expects(other, {"S": 1}, {}, foci_at(scene_of(S=1), scene_of(), 0))
