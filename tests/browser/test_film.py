"""The film: play, pause, step, scrub, speed, loop, by mouse and by keyboard."""

from statistics import median

import pytest

from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

STEPS = 32  # of the explorer's own settings: two maps of 4 by 4
PACE = """(root) => new Promise((done) => {
    const times = [];
    const watch = new MutationObserver(() => {
        times.push(performance.now());
        if (times.length < 8) return;
        watch.disconnect();
        done(times.slice(1).map((time, n) => time - times[n]));
    });
    watch.observe(root, { attributes: true, attributeFilter: ["data-step"] });
})"""


def test_every_step_has_its_lights_and_its_sentence(convolution_page: Reader) -> None:
    reader = convolution_page.shows(W=5)
    reader.focus_picture()
    for step in range(18):
        reader.expects_picture({"W": 5}, step=step)
        reader.press("ArrowRight")
    reader.expects_picture({"W": 5}, step=17)


def test_the_sentence_is_heard(demo: Reader) -> None:
    seen = demo.sees()
    assert seen.heard == f"{seen.spoken} {seen.caption}"
    demo.focus_picture()
    demo.press("ArrowRight")
    seen = demo.expects(step=1)
    assert seen.heard == seen.caption and seen.heard.startswith("Row 0, column 1 of map 0: ")
    live = demo.root.locator(".cnn-live")
    assert live.get_attribute("aria-live") == "polite"


def test_keys(demo: Reader) -> None:
    demo.focus_picture()
    for key, step in (("End", 31), ("ArrowLeft", 30), ("ArrowUp", 26), ("Home", 0), ("ArrowDown", 4), ("ArrowUp", 0)):
        demo.press(key)
        demo.expects_picture({}, step=step)
    demo.press("Space")
    demo.expects(playing=True)
    demo.press("Space")
    demo.expects(playing=False)


def test_buttons(demo: Reader) -> None:
    for name, step in (
        ("forward", 1),
        ("forward", 2),
        ("back", 1),
        ("last", 31),
        ("forward", 31),
        ("first", 0),
        ("back", 0),
    ):
        demo.act(name)
        demo.expects_picture({}, step=step)


def test_play_and_pause(demo: Reader) -> None:
    demo.act("play")
    demo.waits(lambda seen: seen.playing and seen.step > 1)
    demo.act("play")
    step = demo.expects(playing=False).step
    demo.page.wait_for_timeout(700)  # two steps, if it still ran
    assert demo.sees().step == step
    demo.expects_picture({}, step=step)


def test_scrubbing_with_keys_and_with_the_mouse(demo: Reader) -> None:
    scrub = demo.root.locator(".cnn-scrub")
    scrub.focus()
    for key, step in (("ArrowRight", 1), ("End", 31), ("ArrowLeft", 30), ("Home", 0)):
        demo.press(key)
        demo.expects_picture({}, step=step)
    box = scrub.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    demo.page.mouse.move(box["x"] + 8, middle)
    demo.page.mouse.down()
    demo.page.mouse.move(box["x"] + box["width"] / 2, middle, steps=5)
    demo.page.mouse.up()
    step = demo.sees().scrub
    assert 12 <= step <= 19
    demo.expects_picture({}, step=step)


def test_speed(demo: Reader) -> None:
    speed = demo.root.locator(".cnn-speed")
    demo.act("play")
    assert 300 < median(demo.root.evaluate(PACE)) < 400
    speed.select_option("10×")
    assert 25 < median(demo.root.evaluate(PACE)) < 90
    speed.select_option("2×")
    assert 150 < median(demo.root.evaluate(PACE)) < 220


def test_loop(demo: Reader) -> None:
    demo.root.locator(".cnn-speed").select_option("10×")
    loop = demo.root.get_by_label("loop")
    demo.act("last")
    demo.act("play")
    demo.waits(lambda seen: seen.playing and seen.step < 20)  # it began again
    loop.uncheck()
    demo.expects_picture({}, step=STEPS - 1, playing=False)
    demo.act("play")  # from the end without loop: once more from the start
    demo.expects(playing=True)
    demo.expects_picture({}, step=STEPS - 1, playing=False)


def test_python_knows_the_step_when_the_reader_rests(demo: Reader) -> None:
    demo.focus_picture()
    demo.press("ArrowRight", "ArrowRight", "ArrowRight")
    demo.waits_until("ex.step == 3")
    demo.python("ex.step = 20")
    demo.expects_picture({}, step=20)


def test_no_film_without_an_output(convolution_page: Reader) -> None:
    reader = convolution_page.shows(W=1, F=3, P=0)
    reader.expects_picture({"W": 1, "F": 3, "P": 0}, count="no steps", playing=False)
    assert reader.root.locator(".cnn-film").evaluate("(film) => film.inert"), "its buttons are not reached with Tab"
    reader.focus_picture()
    reader.press("Space", "ArrowRight", "End")
    reader.settles()
    reader.expects_picture({"W": 1, "F": 3, "P": 0}, step=0, playing=False)


def test_fewer_outputs_keep_the_film_inside(demo: Reader) -> None:
    demo.act("last")
    demo.expects(step=STEPS - 1)
    demo.slider("K").focus()
    demo.press("ArrowLeft")
    demo.expects_picture({"K": 1}, step=15)
