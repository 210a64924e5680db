"""Every check accepts the lesson's own solution, knows its stub, and gives each wrong answer its own hint."""

import ast
import re
import textwrap
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnlib.practice import EXERCISES, check, use
from cnnlib.practice.function_check import FunctionCheck
from tests.practice.wrong_answers import FILTERS, FUNCTIONS
from tools.lesson_source import read_lesson, replace_regions, tags

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("[0-9][0-9]_*.py"))
FUNCTION_CHECKS = {name: asked for name, asked in EXERCISES.items() if isinstance(asked, FunctionCheck)}


@cache
def exercise_cells() -> dict[str, str]:
    """The source of each exercise cell, by the name under which the cell after it checks the answer."""
    found = {}
    for lesson in LESSONS:
        cells = read_lesson(lesson).cells
        for cell, after in pairwise(cells):
            if "exercise" in tags(cell):
                found[_checked_name(after.source)] = cell.source
    return found


def _checked_name(source: str) -> str:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return next(call.args[0].value for call in calls if getattr(call.func, "attr", "") == "check")


def answer(source: str, name: str) -> Any:
    """What `name` is after the cell has run."""
    space: dict[str, Any] = {"np": np}
    exec(source, space)
    return space[name]


def student(exercise: str, body: str) -> Callable[..., Any]:
    """A function as a student writes it: the exercise's own first line, and this body."""
    stub = ast.parse(exercise_cells()[exercise])
    function = next(node for node in stub.body if isinstance(node, ast.FunctionDef))
    head = f"def {function.name}({ast.unparse(function.args)}):\n"
    return answer(head + textwrap.indent(textwrap.dedent(body).strip(), "    "), function.name)


WRONG = [(name, title) for name, bank in FUNCTIONS.items() for title in bank]


@pytest.mark.parametrize(("exercise", "title"), WRONG, ids=lambda value: value.replace(" ", "-"))
def test_a_wrong_answer_gets_its_own_hint(exercise: str, title: str) -> None:
    body, hint = FUNCTIONS[exercise][title]
    verdict = check(exercise, student(exercise, body))
    assert verdict.outcome == "not yet"
    assert hint in verdict.text
    other = {text for _, text in FUNCTIONS[exercise].values() if text not in hint and hint not in text}
    assert not [text for text in other if text in verdict.text and text not in GENERAL]


GENERAL = ("should give", "its shape is", "stopped with `ValueError", "P=0")  # parts of any sentence that shows a case


@pytest.mark.parametrize("title", FILTERS)
def test_a_filter_is_judged_by_what_it_does(title: str) -> None:
    w, hint = FILTERS[title]
    verdict = check("01.2", w)
    assert (verdict.outcome == "correct") if hint is None else (hint in verdict.text and not verdict)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_lessons_solution_is_accepted(exercise: str) -> None:
    cell = replace_regions(exercise_cells()[exercise], keep_answers=True)
    verdict = check(exercise, answer(cell, EXERCISES[exercise].name))
    assert verdict.outcome == "correct", verdict


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_lessons_stub_is_not_attempted(exercise: str) -> None:
    cell = replace_regions(exercise_cells()[exercise], keep_answers=False)
    assert check(exercise, answer(cell, EXERCISES[exercise].name)).outcome == "not attempted"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_cnnlibs_own_answer_is_accepted(exercise: str) -> None:
    assert check(exercise, EXERCISES[exercise].solution)


KNOWN = [(name, number) for name, asked in FUNCTION_CHECKS.items() for number in range(len(asked.mistakes))]


@pytest.mark.parametrize(("exercise", "number"), KNOWN)
def test_each_known_mistake_can_be_told_from_the_others(exercise: str, number: int) -> None:
    mistake = FUNCTION_CHECKS[exercise].mistakes[number]
    verdict = check(exercise, mistake.makes)
    assert verdict.outcome == "not yet"
    assert verdict.text.endswith(mistake.hint)


@pytest.mark.parametrize("exercise", FUNCTION_CHECKS)
@pytest.mark.parametrize("thing", [None, 5, "text", [], np.zeros(3), object, print, max, lambda *a: object()])
def test_whatever_is_handed_in_the_answer_is_a_sentence(exercise: str, thing: Any) -> None:
    assert check(exercise, thing).outcome == "not yet"


@pytest.mark.parametrize("thing", [None, 5, "text", [], np.zeros(3), print, [[None] * 3] * 3, {"w": 1}])
def test_whatever_stands_for_a_filter_the_answer_is_a_sentence(thing: Any) -> None:
    assert check("01.2", thing).outcome == "not yet"


def test_a_half_finished_function_is_told_so() -> None:
    verdict = check("01.4", lambda F, D, K: ... if D == 20 else (F * F * D + 1) * K)
    assert "a stub is still left inside" in verdict.text


def test_the_inputs_of_a_case_survive_a_careless_function() -> None:
    def careless(x: np.ndarray) -> np.ndarray:
        x[:] = 0
        return x

    assert not check("01.3", careless)
    assert check("01.3", lambda x: np.maximum(x, 0))


def test_an_unknown_exercise_is_named() -> None:
    assert "There is no exercise '09.9'" in check("09.9", ...).text


def test_use_takes_the_students_function_when_it_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    own = student("01.4", "return (F * F * D + 1) * K")
    assert use("01.4", own) is own
    assert capsys.readouterr().out == "Below, your own count_parameters is at work.\n"


@pytest.mark.parametrize("unfinished", [..., lambda F, D, K: 0])
def test_use_falls_back_to_cnnlib_and_says_so(unfinished: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert use("01.4", unfinished)(F=5, D=3, K=10) == 760
    assert capsys.readouterr().out == "count_parameters is not finished: cnnlib's stands in for it below.\n"


def test_every_exercise_stands_in_a_lesson() -> None:
    assert sorted(exercise_cells()) == sorted(EXERCISES)


@pytest.mark.parametrize(("exercise", "title"), WRONG, ids=lambda value: value.replace(" ", "-"))
def test_no_star_is_left_in_the_words_of_a_hint(exercise: str, title: str) -> None:
    html = check(exercise, student(exercise, FUNCTIONS[exercise][title][0]))._repr_html_()
    assert "*" not in re.sub(r"<code>.*?</code>", "", html)
