"""Predict first, from Python and by the messages of the page: covers, verdicts, the score, and nothing that leaks."""

from pathlib import Path
from typing import Any

import pytest

from cnnlib import explorers
from cnnlib.explorers import Connections, Convolution, Explorer, FilterLab
from cnnlib.explorers.predicting import HIDDEN
from cnnlib.scenes.settings import SettingError

EXPLORERS = [
    found
    for name in explorers.__all__
    if isinstance(found := getattr(explorers, name), type) and issubclass(found, Explorer) and found is not Explorer
]


@pytest.fixture
def asking() -> Convolution:
    """Convolution at W = 7, F = 3, S = 2, P = 1, whose output is 4 wide."""
    explorer = Convolution()
    explorer.predict("output size")
    return explorer


def heard(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """All that is sent to the page from now on."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(explorer, "send", lambda content, buffers=None: sent.append(content))
    return sent


@pytest.mark.parametrize("kind", EXPLORERS)
def test_every_explorer_asks_judges_and_uncovers(kind: type[Explorer]) -> None:
    explorer = kind()
    if not explorer.questions:  # an empty pad
        explorer.preset(explorer.picture.PRESETS[1].name)
    before, names = explorer.scene, [question.name for question in explorer.questions]
    assert explorer.prediction == {"possible": True, "name": ""} and len(names) >= 2
    for n, question in enumerate(explorer.questions):
        explorer.predict(question.name)
        assert explorer.covered and explorer.scene["cover"] == question.name and explorer.scene != before
        assert explorer.prediction["asks"] == question.asks and explorer.prediction["names"] == names
        assert explorer.guess(str(question.answer))
        assert explorer.scene == before and explorer.prediction["open"]
        assert repr(explorer.score) == f"{n + 1} of {n + 1} right at the first guess"
    explorer.predict(None)
    assert explorer.prediction == {"possible": True, "name": ""} and explorer.scene == before


def test_a_wrong_guess_is_named_and_kept(asking: Convolution) -> None:
    judged = asking.guess("7 px")
    assert judged.mistake == "forgot the stride" and "S = 2" in judged.sentence
    told = asking.prediction
    assert (told["typed"], told["verdict"], told["right"], told["open"]) == ("7 px", judged.sentence, False, False)
    assert asking.covered
    assert asking.guess(4) and repr(asking.score) == "0 of 1 right at the first guess"
    assert asking.prediction["verdict"].startswith("Right. (W − F + 2P) / S + 1 =")


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "The box is empty"), ("  ", "The box is empty"), ("four", "“four” is not a number"),
     ("4 × 4", "asks for one number, and “4 × 4” has 2"), ("nan", "is not a number"), (None, "The box is empty")],
)  # fmt: skip
def test_what_is_no_guess_gets_a_sentence_and_does_not_count(asking: Convolution, typed: Any, says: str) -> None:
    assert says in asking.guess(typed).sentence
    assert asking.covered and asking.score.asked == 0


@pytest.mark.parametrize("typed", ["4", " 4 px", "4.0", "4 pixels", 4, 4.0, "(4,)", (4,), [4]])
def test_units_and_blanks_are_understood(asking: Convolution, typed: Any) -> None:
    assert asking.guess(typed)


def test_any_change_asks_anew(asking: Convolution) -> None:
    asking.guess(4)
    asking.S = 1
    assert asking.covered and asking.prediction["asks"].startswith("W = 7, F = 3, S = 1")
    assert asking.prediction["verdict"] == asking.prediction["typed"] == ""
    asking.guess(7)
    asking.preset("does not tile")
    assert asking.covered and asking.guess("4").mistake == "rounded down" and asking.guess("4,5")
    assert repr(asking.score) == "2 of 3 right at the first guess"


def test_a_question_counts_once(asking: Convolution) -> None:
    asking.guess(4)
    asking.S = 1
    asking.S = 2
    asking.guess(4)
    assert asking.score.asked == 1


def test_the_answer_shown_counts_as_not_guessed(asking: Convolution) -> None:
    asking.show_answer()
    assert not asking.covered and asking.prediction["verdict"].startswith("The answer is 4. (W − F + 2P)")
    assert repr(asking.score) == "0 of 1 right at the first guess"


def test_a_setting_without_the_question_asks_another(asking: Convolution) -> None:
    asking.show = "coverage"
    assert asking.prediction["question"] == "parameters" and asking.prediction["name"] == "output size"
    assert asking.guess(56)
    asking.show = "numbers"
    assert asking.prediction["question"] == "output size"


def test_a_setting_without_questions() -> None:
    lab = Connections(W=4, F=3, P=0)
    lab.predict("parameters")
    lab.F = 7
    assert lab.prediction["asks"].startswith("There is nothing to predict in this setting")
    with pytest.raises(SettingError, match="nothing is asked"):
        lab.guess(3)
    lab.predict(None)
    with pytest.raises(SettingError, match="no questions here"):
        lab.predict()


def test_one_cell_is_asked_for_where_its_window_is_lit() -> None:
    explorer = Convolution()
    explorer.predict("one output")
    scene = explorer.picture_scene
    assert explorer.step == scene.start > 0
    assert explorer.questions[1].hides == (f"y0:{scene.start}",) and scene.start in scene.grid("y0").unknown


def test_errors_have_a_way_out() -> None:
    explorer = Convolution()
    with pytest.raises(SettingError, match="there is no question 'colour' here; there are 'output size', 'one output'"):
        explorer.predict("colour")
    with pytest.raises(SettingError, match=r'nothing is asked: begin with predict\("output size"\)'):
        explorer.guess(4)
    with pytest.raises(SettingError, match="nothing is asked"):
        explorer.show_answer()


# Nothing leaks


def test_code_is_hidden_until_guessed(asking: Convolution, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = heard(asking, monkeypatch)
    asking._on_message(asking, {"code": "numpy"}, [])
    asking._on_message(asking, {"guess": "4"}, [])
    asking._on_message(asking, {"code": "numpy"}, [])
    codes = [content["code"] for content in sent if "code" in content]
    assert codes == [HIDDEN, asking.as_code("numpy")]


def test_export_draws_the_covered_picture(asking: Convolution, tmp_path: Path) -> None:
    text = asking.save(tmp_path / "covered.svg").read_text(encoding="utf-8")
    assert "output map 0" not in text and "4 × 4 × 2" not in text and ">?<" in text
    asking.guess(4)
    assert "4 × 4 × 2" in asking.save(tmp_path / "open.svg").read_text(encoding="utf-8")


def test_the_sentence_of_a_notebook_is_covered(asking: Convolution) -> None:
    sentence = asking._repr_mimebundle_()[0]["text/plain"]
    assert sentence == f"{asking.questions[0].asks} The answer is covered."


def test_neighbours_come_as_they_are_asked_for(asking: Convolution) -> None:
    wanted = asking.settings | {"S": 1}
    asking._on_message(asking, {"ask": wanted, "cover": "output size"}, [])
    covered = asking.answer["scene"]
    assert covered["cover"] == "output size" and "film" not in covered
    asking._on_message(asking, {"ask": wanted, "cover": ""}, [])
    assert "cover" not in asking.answer["scene"] and asking.answer["scene"]["film"]


def test_two_pictures_are_covered_together() -> None:
    lab = FilterLab()
    lab.compare(S=2)
    lab.predict("response size")
    assert lab.compared_scene["cover"] == lab.scene["cover"] == "response size"
    lab.guess(lab.questions[0].answer)
    assert "cover" not in lab.compared_scene and "cover" not in lab.scene


def test_the_page_asks_guesses_reveals_and_stops() -> None:
    explorer = Convolution()
    explorer._on_message(explorer, {"predict": ""}, [])
    assert explorer.prediction["name"] == "output size"
    explorer._on_message(explorer, {"predict": "parameters"}, [])
    explorer._on_message(explorer, {"guess": "54"}, [])
    assert "biases are missing" in explorer.prediction["verdict"]
    explorer._on_message(explorer, {"reveal": True}, [])
    assert explorer.prediction["open"]
    explorer._on_message(explorer, {"predict": None}, [])
    assert explorer.prediction["name"] == ""


def test_a_late_guess_is_told_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = Convolution()
    sent = heard(explorer, monkeypatch)
    explorer._on_message(explorer, {"guess": "4"}, [])
    assert "nothing is asked" in sent[-1]["failed"]
