"""Growing filters in the page: the slider, the menus, the checkpoints by key, mouse and play, a run of one's own."""

from collections.abc import Iterator
from typing import Any

import pytest

from cnnlib.draw import picture
from cnnlib.scenes import growth
from cnnlib.scenes.trace import Focus
from tests.browser.conftest import reader_of
from tests.browser.reader import Reader
from tests.browser.test_looks import OVERLAPS, change_theme
from tests.browser.test_renderers_agree import DRAWN, boxes, check_boxes, check_texts
from tests.browser.test_trainer import CURVES
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

OWN = """
from cnnlib import FC, Conv, Net, ReLU, Volume
from cnnlib.datasets import digits
from cnnlib.optim import SGD
from cnnlib.snapshots import taken
from cnnlib.train import fit
x, y = digits()
net = Net(Volume(W=8, H=8, D=1), [Conv(K=3, F=3), ReLU(), FC(K=10)]).init(seed=0)
steps = fit(net, x[:60], y[:60], epochs=4, batch=60, optimiser=SGD(0.1))
run = [taken(net, record.step, record.epoch, (x, y)) for record in steps]
"""


@pytest.fixture(scope="module")
def growth_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "Growth", growth)


@pytest.fixture
def page(growth_page: Reader) -> Reader:
    return growth_page.shows()


def filters(reader: Reader) -> str:
    return reader.root.locator("[data-reel=filters]").get_attribute("href") or ""


def test_a_filter_is_followed_by_keyboard(page: Reader) -> None:
    page.slider("filter").focus()
    for k in (1, 2):
        page.press("ArrowRight")
        page.expects_picture({"filter": k})
    page.type_in_box("filter", "11")
    page.expects_picture({"filter": 11})


def test_a_click_on_a_filter_chooses_it(page: Reader) -> None:
    page.root.get_by_role("button", name="filter 6", exact=True).click()
    page.expects_picture({"filter": 6})


def test_the_menus(page: Reader) -> None:
    page.menu("show").select_option("what was added to the start")
    page.expects_picture({"show": "change"})
    page.menu("scale").select_option("one scale for all")
    page.expects_picture({"show": "change", "scale": "one"})


def test_the_checkpoints_by_key(page: Reader) -> None:
    page.focus_picture()
    last = filters(page)
    page.press("ArrowLeft")
    page.waits(lambda sight: sight.step == page.scene().steps - 2)
    assert filters(page) != last
    page.press("Home")
    seen = page.waits(lambda sight: sight.step == 0)
    assert "with random weights" in seen.told["verdict"] and "likeness to its start 1.00" in seen.caption
    page.press("End")
    page.waits(lambda _: filters(page) == last)


def test_pointing_at_a_checkpoint_shows_it(page: Reader) -> None:
    page.points_at("checkpoints", 4)
    page.expects_picture({}, Focus("checkpoints", 4))
    page.clicks("checkpoints", 2)
    page.points_nowhere()
    page.expects_picture({}, Focus("checkpoints", 2), pinned=True)


def test_play_goes_through_the_training(page: Reader) -> None:
    page.focus_picture()
    page.press("Home", " ")
    page.waits(lambda sight: sight.playing and sight.step >= 3)
    page.press(" ")
    page.waits(lambda sight: not sight.playing)


def test_a_run_of_ones_own_with_fewer_filters(page: Reader) -> None:
    page.python(OWN)
    page.python("SETTINGS = {'run': run, 'x': x, 'y': y, 'filter': 5}")
    page.does("clear-all-cell-outputs")
    page.runs_explorer()
    page.waits(lambda sight: "there is no filter 5" in sight.labels.get("missing", ""))
    page.root.get_by_role("button", name="k = 2").click()
    page.waits(lambda sight: "missing" not in sight.labels and sight.count.endswith("of 4"))
    assert page.asks("list(ex.output.shape)") == [4, 3, 3, 1]


@pytest.mark.parametrize("scheme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("settings", [{}, {"show": "change", "filter": 11, "run": "digits"}], ids=str)
def test_nothing_overlaps(growth_page: Reader, settings: dict[str, Any], scheme: str) -> None:
    reader = growth_page.shows(**settings)
    change_theme(reader, scheme)
    assert reader.root.evaluate(OVERLAPS) == []
    change_theme(reader, "JupyterLab Light")


@pytest.mark.parametrize("step", [0, 7])
def test_both_renderers_draw_the_same(page: Reader, step: int) -> None:
    page.python(f"ex.step = {step}")
    page.waits(lambda sight: sight.step == step)
    made = picture(page.scene(), Focus("checkpoints", step))
    shown = page.root.evaluate(DRAWN)
    check_texts(shown["texts"], made)
    for kind in ("panel", "button", "line"):
        check_boxes(shown[f"{kind}s"], boxes(made, kind))
    drawn = page.root.evaluate(CURVES)
    for kind in ("curve", "ring", "reel"):
        check_boxes(drawn[f"{kind}s"], boxes(made, kind))
