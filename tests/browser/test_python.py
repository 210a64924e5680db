"""The explorer and the kernel behind it: set from Python, shown twice, cleared away, left alone."""

from collections.abc import Iterator

import pytest

from cnnlib.scenes import convolution
from cnnlib.scenes.trace import Focus
from tests.browser.reader import FRAME, Reader
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

GOOD, BAD, AGAIN = 1, 2, 3  # cells of the notebook: ex.S = 1, ex.F = 99, ex
ERROR = """(n) => {
    const { outputs } = window.jupyterapp.shell.currentWidget.content.widgets[n].model;
    const error = outputs.toJSON().find((output) => output.ename);
    return error ? `${error.ename}: ${error.evalue}` : "";
}"""
GONE = (
    "The kernel of this picture was stopped or restarted: run the cell again to change anything. Until then its film "
    "still plays, and its cells can be pointed at."
)
# A sleep that keeps Python's lock: newer kernels answer widgets in a thread of its own while a cell waits or computes.
BUSY = """() => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute(
    { code: "import ctypes; ctypes.PyDLL(None).sleep(6)", store_history: false }); }"""
RESTART = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
TIMERS = """() => {
    window.ticks = 0;
    for (const name of ["requestAnimationFrame", "setTimeout"]) {
        const usual = window[name];
        window[name] = (act, ...rest) => {
            const ours = new Error().stack.includes("blob:") || /stage|film|supply/.test(String(act));
            return usual((...given) => { if (ours) window.ticks++; act(...given); }, ...rest);
        };
    }
}"""


@pytest.fixture
def other(demo: Reader) -> Iterator[Reader]:
    """A second view of the same explorer."""
    demo.page.set_viewport_size({"width": 1280, "height": 2300})
    demo.does("run-cell", AGAIN)
    demo.page.wait_for_selector(".cnn-stage[data-key] >> nth=1")
    yield Reader(demo.notebook, convolution, nth=1)
    demo.page.set_viewport_size({"width": 1280, "height": 1200})


def clear_first(reader: Reader) -> None:
    """Clear the first explorer away; the page keeps it as `gone`."""
    reader.page.evaluate("() => { window.gone = document.querySelector('.cnn-stage'); }")
    reader.does("clear-cell-output")
    reader.page.wait_for_function("() => !window.gone.isConnected")


def test_a_setting_in_a_cell_moves_slider_and_picture(demo: Reader) -> None:
    demo.does("run-cell", GOOD)
    seen = demo.expects_picture({"S": 1})
    assert seen.boxes["S"] == seen.controls["S"] == "1"


def test_a_bad_setting_in_a_cell_is_said_in_both_places(demo: Reader) -> None:
    demo.does("run-cell", BAD)
    sentence = "F = 99 is outside 1 to 7 (filter size): type a whole number from 1 to 7"
    demo.expects_picture({}, notice=sentence)
    assert demo.page.evaluate(ERROR, BAD) == f"SettingError: {sentence}"
    demo.does("run-cell", GOOD)
    demo.expects_picture({"S": 1}, notice="")


def test_what_a_slider_sets_python_knows(demo: Reader) -> None:
    demo.slider("K").focus()
    demo.press("ArrowRight")
    demo.expects_settings(K=3)
    assert demo.asks("[ex.K, list(ex.output.shape)]") == [3, [4, 4, 3]]


def test_two_views_stay_in_step(demo: Reader, other: Reader) -> None:
    other.expects_picture({})
    demo.slider("W").focus()
    demo.press("ArrowRight", "ArrowRight")
    other.expects_picture({"W": 9})
    other.slider("K").focus()
    other.press("ArrowLeft")
    demo.expects_picture({"W": 9, "K": 1})
    other.focus_picture()
    other.press("ArrowRight", "ArrowRight")
    demo.expects_picture({"W": 9, "K": 1}, step=2)
    demo.clicks("x0", 40)
    demo.points_nowhere()
    other.expects_picture({"W": 9, "K": 1}, Focus("x0", 40), pinned=True)
    demo.focus_picture()
    demo.press("Escape")
    other.expects_picture({"W": 9, "K": 1}, step=2)


def test_one_of_two_views_can_be_cleared(demo: Reader, other: Reader) -> None:
    clear_first(demo)
    demo.slider("W").focus()  # now the only one
    demo.press("ArrowRight")
    demo.expects_picture({"W": 8})


def test_a_cleared_view_stops(demo: Reader) -> None:
    """The film does not run on, and neither Python nor the theme reaches it any more."""
    demo.root.locator(".cnn-speed").select_option("10×")
    demo.act("play")
    demo.waits(lambda seen: seen.step > 2)
    clear_first(demo)
    state = "() => JSON.stringify(Object.assign({}, window.gone.dataset))"
    before = demo.page.evaluate(state)
    demo.python("ex.W = 12")
    demo.page.evaluate("() => { document.body.dataset.jpThemeLight = 'false'; }")
    demo.page.wait_for_timeout(200)
    after = demo.page.evaluate(state)
    demo.page.evaluate("() => { document.body.dataset.jpThemeLight = 'true'; }")
    assert after == before


def test_nothing_ticks_after_the_view_is_gone(demo: Reader) -> None:
    demo.page.evaluate(TIMERS)
    demo.slider("W").focus()
    demo.press("ArrowRight")  # asks for the neighbours, too
    demo.act("play")
    demo.waits(lambda seen: seen.step > 0)
    assert demo.page.evaluate("() => window.ticks") > 10
    clear_first(demo)
    demo.page.evaluate(FRAME)
    demo.page.evaluate("() => { window.ticks = 0; }")
    demo.page.wait_for_timeout(300)
    assert demo.page.evaluate("() => window.ticks") == 0


def test_without_a_kernel_the_picture_still_steps_and_traces(lab: Lab, demo: Reader) -> None:
    demo.page.evaluate(RESTART)
    demo.waits(lambda seen: seen.notice == GONE)  # at once, before anybody asks for anything
    demo.notebook.wait_until_idle()
    demo.focus_picture()
    demo.press("ArrowRight", "ArrowRight")
    demo.expects_picture({}, step=2, notice=GONE)
    demo.points_at("x1", 40)
    demo.expects_picture({}, Focus("x1", 40), step=2, notice=GONE)
    demo.points_nowhere()
    demo.slider("W").focus()
    demo.press("End")  # its neighbour may have been fetched before
    demo.expects_picture({}, step=2, notice=GONE)  # the slider went back with the picture
    for name in ("PNG", "GIF", "Code"):
        demo.desk(name).click()
    demo.root.locator("[data-predict=switch]").click()
    assert not demo.root.locator("[data-predict=switch]").is_checked()
    assert not demo.root.locator(".cnn-making").is_visible()
    demo.expects_picture({}, step=2, notice=GONE)
    lab.errors.clear()  # what JupyterLab says of widgets whose kernel has gone
    demo.python("SETTINGS = {}")
    demo.runs_explorer()
    demo.expects_picture({}, notice="")


def test_a_kernel_that_is_busy_is_told(demo: Reader) -> None:
    demo.page.evaluate(BUSY)
    demo.desk("Code").click()
    demo.waits(lambda seen: seen.notice.startswith("Python has not answered yet."))
    demo.waits(lambda seen: not seen.notice)  # it has answered
    assert "import numpy" in demo.root.locator(".cnn-code pre").inner_text()
