"""A lecture's script: the picture's presets, or pages of one's own."""

from typing import Any

import pytest

from cnnlib.explorers import Convolution
from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Preset
from cnnlib.scenes.settings import SettingError

PAGES = [
    Preset("stride 1", "Every place.", {"S": 1}),
    Preset("against 2", "Every second place.", {"S": 2}, compare={"S": 1}, step=97),
    Preset("a corner", "Read once.", {"S": 1, "P": 0}, pin=("x0", 0)),
    Preset("guess", "How large is the output?", {"F": 5}, predict="output size"),
]


def test_the_script_of_a_picture_is_its_presets() -> None:
    explorer = Convolution()
    assert explorer.script == convolution.PRESETS and explorer.page == -1
    explorer.preset("same size")
    assert explorer.script[explorer.page].name == "same size"


def test_a_script_of_ones_own() -> None:
    explorer = Convolution(W=9, script=PAGES)
    assert [page["name"] for page in explorer.presets] == ["stride 1", "against 2", "a corner", "guess"]
    explorer.preset("stride 1")
    assert (explorer.W, explorer.S, explorer.page) == (9, 1, 0)
    explorer.W = 5
    explorer.preset("a corner")
    assert explorer.W == 9, "as it was when the script was set, however the reader came there"


def test_pages_begin_as_they_say() -> None:
    explorer = Convolution(script=PAGES)
    explorer.preset("against 2")
    assert explorer.compared["S"] == 1 and explorer.step == 97 and explorer.pinned is None
    explorer.preset("a corner")
    assert explorer.pinned == {"grid": "x0", "cell": 0}
    explorer.preset("guess")
    assert explorer.covered and explorer.prediction["name"] == "output size" and explorer.pinned is None
    explorer.preset("stride 1")
    assert not explorer.covered and explorer.prediction["name"] == ""


def test_a_question_may_come_before_its_settings() -> None:
    """The page sends both at once, and only the settings wait while others are on their way."""
    explorer = Convolution(W=1, F=3, P=0, script=[Preset("guess", "", {"W": 7, "P": 1}, predict="one output")])
    explorer._on_message(explorer, {"begin": 0}, [])
    explorer.set(**explorer.script[0].settings)
    assert explorer.covered and explorer.prediction["question"] == "one output"


def test_the_question_of_a_page_ends_with_the_lecture() -> None:
    explorer = Convolution(script=PAGES)
    for asked, begun in ((None, ""), ("parameters", "parameters")):
        explorer.predict(asked)
        explorer._on_message(explorer, {"begin": 0}, [])
        explorer._on_message(explorer, {"begin": -1}, [])
        assert explorer.prediction["name"] == begun
        explorer._on_message(explorer, {"begin": 3}, [])
        assert explorer.prediction["name"] == "output size"
        explorer._on_message(explorer, {"begin": -1}, [])
        assert not explorer.covered and explorer.prediction["name"] == ""


def test_questions_that_the_reader_began_go_on() -> None:
    explorer = Convolution(script=PAGES)
    explorer.predict("parameters")
    explorer._on_message(explorer, {"begin": 0}, [])
    assert explorer.covered and explorer.prediction["name"] == "parameters"


def test_a_new_script_begins_at_its_beginning() -> None:
    explorer = Convolution()
    explorer.preset("LeNet C1")
    explorer.script = PAGES[:1]
    assert explorer.page == -1 and len(explorer.presets) == 1
    with pytest.raises(SettingError, match="there is no preset 'LeNet C1'; there are 'stride 1'"):
        explorer.preset("LeNet C1")
    explorer.script = []
    assert explorer.presets == []


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (Preset("a", "", {"S": 9}), r"page 'a' of the script: S = 9 is outside 1 to 4"),
        (Preset("a", "", {"T": 9}), r"page 'a' of the script: there is no setting 'T'"),
        (Preset("a", "", {}, compare={"K": 0}), r"page 'a' of the script: K = 0 is outside 1 to 6"),
        (Preset("a", "", {}, step=32), r"page 'a' of the script: step = 32, and its film has the steps 0 to 31"),
        (Preset("a", "", {"W": 1, "P": 0}, step=1), r"step = 1, and its film has the steps 0 to 0"),
        (
            Preset("a", "", {"D1": 1, "K": 1}, pin=("x1", 3)),
            r"pin = \('x1', 3\) is no cell .* x0 \(cells 0 to 80\), w0",
        ),
        (Preset("a", "", {}, pin=("x0", 81)), r"pin = \('x0', 81\) is no cell of its picture"),
        (Preset("a", "", {}, predict="the weather"), r"predict = 'the weather', and it can ask 'output size', "),
    ],
)
def test_a_page_that_cannot_be_shown_is_refused(page: Preset, message: str) -> None:
    explorer = Convolution()
    with pytest.raises(SettingError, match=message):
        explorer.script = [PAGES[0], page]
    assert explorer.script == convolution.PRESETS
    with pytest.raises(SettingError, match=message):
        Convolution(script=[page])


@pytest.mark.parametrize("page", [{"name": "a"}, "same size", None])
def test_what_is_no_page_is_refused(page: Any) -> None:
    with pytest.raises(TypeError, match=r"script\[1\] = .* is no page: write Preset\(name, caption, settings\)"):
        Convolution(script=[PAGES[0], page])


def test_two_pages_of_one_name_are_refused() -> None:
    with pytest.raises(SettingError, match="two pages of the script are named 'stride 1'"):
        Convolution(script=[PAGES[0], PAGES[0]])
