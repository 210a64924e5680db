"""One explorer in place of another: what Python has of it."""

from typing import Any

import pytest

from cnnlib.explorers import Convolution, SizeMap
from cnnlib.scenes.settings import SettingError


def heard(explorer: SizeMap, message: dict[str, Any]) -> list[dict[str, Any]]:
    """What the view is told when it asks for something."""
    answers: list[dict[str, Any]] = []
    explorer.send = lambda content, buffers=None: answers.append(content)  # type: ignore[method-assign]
    explorer._on_message(None, message, [])
    return answers


def test_a_cell_opens_its_setting() -> None:
    explorer = SizeMap(W=10)
    opens = explorer.picture_scene.grid("map").opens
    settings = {**opens.settings, **opens.cells[9]}
    assert heard(explorer, {"open": {"explorer": opens.explorer, "settings": settings}}) == []
    assert isinstance(explorer.opened, Convolution)
    assert explorer.opened.output.shape == (4, 4, 1)
    explorer.opened.S = 1
    assert explorer.opened.output.shape == (8, 8, 1) and explorer.S == 1


def test_the_page_is_told_which_model() -> None:
    explorer = SizeMap()
    assert explorer.get_state(["opened", "way_back"]) == {"opened": None, "way_back": "Back to the map"}
    child = explorer.enter("Convolution", W=5)
    assert explorer.get_state("opened") == {"opened": f"IPY_MODEL_{child.model_id}"}
    explorer.set_state({"opened": None})
    assert explorer.opened is None


def test_the_same_explorer_begins_anew() -> None:
    explorer = SizeMap()
    first = explorer.enter("Convolution", W=9, F=5)
    first.x_edits, first.step, first.pinned = {"0,0,0": 7}, 3, {"grid": "y0", "cell": 2}
    explorer.back()
    assert explorer.enter("Convolution", W=8) is first
    assert (first.W, first.F, first.x_edits, first.step, first.pinned) == (8, 3, {}, 0, None)


def test_what_is_open_may_open_something_itself() -> None:
    explorer = SizeMap()
    inner = explorer.enter("SizeMap", W=9)
    inner.enter("Convolution", W=9)
    explorer.back()
    assert explorer.enter("SizeMap", W=5) is inner and inner.opened is None


def test_an_unknown_explorer_is_refused() -> None:
    with pytest.raises(SettingError, match="there is no explorer 'Deconvolution' to open; there are "):
        SizeMap().enter("Deconvolution")


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ({"explorer": "Convolution", "settings": {"W": 99}}, "W = 99 is outside 1 to 32"),
        ({"explorer": "Nothing", "settings": {}}, "there is no explorer 'Nothing' to open"),
        ({"explorer": "Convolution", "settings": {"depth": 3}}, "there is no setting 'depth'"),
    ],
)
def test_an_opening_that_fails_is_a_sentence_in_the_view(what: dict[str, Any], says: str) -> None:
    explorer = SizeMap()
    (answer,) = heard(explorer, {"open": what})
    assert says in answer["failed"] and explorer.opened is None
