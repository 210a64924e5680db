"""Every prediction knows its answer, which is the lecture's, and names each wrong guess."""

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnlib import datasets
from cnnlib.practice import PREDICTIONS, predict
from cnnlib.practice.predictions import lesson_01
from tools.lesson_source import read_lesson, tags

LECTURE = {
    "01.a": 27, "01.b": 24, "01.c": 0, "01.d": 224, "01.e": 5,
    "02.a": 5, "02.b": 3, "02.c": 4.5, "02.d": 2, "02.e": 4, "02.f": (5, 4), "02.g": 5, "02.h": (3, 3, 2),
    "02.i": 4, "02.j": 760,
    "03.a": 6, "03.b": 0, "03.c": 36, "03.d": (16, 16, 12), "03.e": 30730, "03.f": 18_528,
    "03.g": (25, 17, 16), "03.h": 1, "03.i": (128, 3, 1, 1),
    "04.a": 120_000, "04.b": 180, "04.c": 15, "04.d": 290_400, "04.e": 105_705_600, "04.f": 34_944,
    "04.g": 10, "04.h": 144,
    "05.a": 768_000, "05.b": 11, "05.c": 10_240, "05.d": (27, 6), "05.e": (363, 3025), "05.f": 113, "05.g": 9,
    "06.a": (5, 2, 6, 9), "06.b": (112, 112, 64), "06.c": 75, "06.d": 27, "06.e": 10, "06.f": 4, "06.g": 4, "06.h": 10,
    "06.i": 513_000,
    "10.a": 0.265, "10.b": 2.303, "10.c": 2, "10.d": 76_564, "10.e": -27, "10.f": 100, "10.g": 48, "10.h": 12.5,
    "10.i": 94, "10.j": 7, "10.k": 17_200,
    "11.a": 147, "11.b": (-1, 1), "11.c": 1536, "11.d": 288, "11.e": 17, "11.f": 0.1,
    "11.g": 1,
}  # fmt: skip


@pytest.mark.parametrize("question", LECTURE)
def test_the_lectures_answer_is_right(question: str) -> None:
    verdict = predict(question, LECTURE[question])
    assert verdict.outcome == "correct"
    assert "{" not in verdict.text


SLIPS = [(question, number) for question, asked in PREDICTIONS.items() for number in range(len(asked.slips))]


@pytest.mark.parametrize(("question", "number"), SLIPS)
def test_a_wrong_guess_gets_its_own_hint_and_not_the_answer(question: str, number: int) -> None:
    slip = PREDICTIONS[question].slips[number]
    verdict = predict(question, slip.guess())
    assert verdict.outcome == "not yet"
    assert verdict.text.endswith(slip.hint)


@pytest.mark.parametrize("question", PREDICTIONS)
def test_no_two_slips_are_the_same_guess(question: str) -> None:
    guesses = [str(slip.guess()) for slip in PREDICTIONS[question].slips]
    assert len(guesses) == len(set(guesses))


@pytest.mark.parametrize("question", PREDICTIONS)
def test_dots_are_not_attempted(question: str) -> None:
    assert predict(question, ...).outcome == "not attempted"


@pytest.mark.parametrize("guess", [None, "5", "five", [], {}, object(), float("nan"), np.zeros(9), ("a", 1)])
@pytest.mark.parametrize("question", PREDICTIONS)
def test_whatever_is_guessed_the_answer_is_a_sentence(question: str, guess: Any) -> None:
    assert predict(question, guess).outcome == "not yet"


def test_a_guess_of_another_length_is_told_so() -> None:
    assert "asks for 2 numbers, your guess has one number" in predict("02.f", 5).text


def test_a_list_does_as_well_as_a_tuple() -> None:
    assert predict("02.f", [5, 4])


@pytest.mark.parametrize("guess", [(6,), [6], (6)])
def test_one_number_in_brackets_is_that_number(guess: Any) -> None:
    assert predict("03.a", guess)
    assert "You guessed `7`" in predict("03.a", (7,)).text


def test_a_decimal_comma_is_recognised() -> None:
    guess = 4, 5
    assert "If you meant a decimal, write it with a point: `4.5`, not `4,5`" in predict("02.c", guess).text
    assert "decimal" not in predict("02.h", guess).text
    assert "decimal" not in predict("02.c", (4.5, 5)).text


COUNTED = ("02.a", "02.b", "02.f", "02.g", "02.h")  # where the experiment below shows what to count


@pytest.mark.parametrize("question", PREDICTIONS)
def test_only_where_there_is_something_to_count_a_strange_guess_is_sent_to_count(question: str) -> None:
    strange = np.full_like(LECTURE[question], 1234567).tolist()
    assert predict(question, strange).text.endswith(PREDICTIONS[question].nudge)
    assert ("Count it in the experiment" in predict(question, strange).text) == (question in COUNTED)


def test_an_unknown_question_is_named() -> None:
    assert "There is no prediction '02.z'" in predict("02.z", 1).text


def test_the_photograph_has_the_size_that_the_questions_assume() -> None:
    H, W, D = np.shape(datasets.photograph("china"))
    assert (W, H, D) == (lesson_01.PHOTOGRAPH.W, lesson_01.PHOTOGRAPH.H, lesson_01.PHOTOGRAPH.D)


def test_every_prediction_stands_in_a_lesson_before_its_experiment() -> None:
    asked = []
    for lesson in sorted((Path(__file__).parents[2] / "lessons").glob("[0-9][0-9]_*.py")):
        for cell in read_lesson(lesson).cells:
            if "predict" in tags(cell):
                calls = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
                asked += [call.args[0].value for call in calls if getattr(call.func, "attr", "") == "predict"]
    assert asked == sorted(PREDICTIONS)


@pytest.mark.parametrize(("guess", "typed"), [((290, 400), "290_400"), ((105, 705, 600), "105_705_600")])
def test_a_comma_between_thousands_is_recognised(guess: tuple[int, ...], typed: str) -> None:
    text = predict("04.d", guess).text
    assert f"Between thousands write nothing, or: `{typed}`" in text
    assert "decimal" not in text
