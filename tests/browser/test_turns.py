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
BEGIN = """() => { window.loop = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute(
    { code: "run(time.monotonic() + 4)", store_history: false }).done; }"""


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
