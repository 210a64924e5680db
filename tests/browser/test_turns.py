"""A cell that runs while its reader moves a slider: newer kernels do both at once, in two threads."""

import pytest

from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

LOOP = """
import time
def run(until):
    n = 0
    while time.monotonic() < until:
        n += 1
        ex.S = 1 + n % 3
        if n % 5 == 0:
            ex.set(K=1 + n % 4, P=n % 2)
        time.sleep(0.01)
    ex.set(S=2, K=3)
"""
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
BEGIN = f"() => {{ window.loop = {KERNEL}.requestExecute({{ code: 'run(time.monotonic() + 4)' }}).done; }}"
WAIT = "ex.S = 1; heard = go.wait(20)"


def test_a_cell_and_a_reader_who_move_different_sliders_lose_nothing(demo: Reader) -> None:
    demo.python(LOOP)
    demo.act("play")
    demo.slider("W").focus()
    demo.page.evaluate(BEGIN)
    for _ in range(12):
        demo.press("ArrowRight")
        demo.page.wait_for_timeout(40)
    demo.page.evaluate("() => window.loop")
    demo.settles()
    demo.act("play")
    demo.expects_picture({"W": 19, "S": 2, "K": 3, "P": demo.asks("ex.P")}, notice="")
    assert demo.asks("dict(ex.settings)") == demo.shown_settings()
    assert demo.asks("ex.scene['settings'] == ex.settings and not ex._property_lock")


def test_a_cell_that_has_set_the_explorer_and_goes_on_does_not_keep_it_from_answering(demo: Reader) -> None:
    if not demo.page.evaluate(f"() => Boolean({KERNEL}.supportsSubshells)"):
        pytest.skip("this kernel has one thread for everything")
    demo.settles()
    demo.python("import threading; go = threading.Event()")
    demo.python("ex.observe(lambda change: change.new['K'] == 3 and go.set(), 'settings')")
    demo.page.evaluate(f"() => {{ window.cell = {KERNEL}.requestExecute({{ code: {WAIT!r} }}).done; }}")
    demo.expects_settings(S=1)
    demo.slider("K").focus()
    demo.press("ArrowRight")
    demo.page.evaluate("() => window.cell")
    assert demo.asks("[heard, ex.S, ex.K]") == [True, 1, 3]
