"""Predict first, in every picture that asks: right answers, named slips, and covers that tell nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from cnnlib import explorers
from cnnlib.explorers import Explorer
from cnnlib.mistakes import Value
from cnnlib.scenes.questions import Question, covered, judge
from cnnlib.scenes.scene import Button, Grid, Label, Packed, Scene, Told
from cnnlib.scenes.text import number
from tests.scenes.sampling import samples

COUNT = 500
PICTURES = {
    name: found.picture
    for name in explorers.__all__
    if isinstance(found := getattr(explorers, name), type) and issubclass(found, Explorer) and found is not Explorer
    if hasattr(found.picture, "questions")
}
SCENES = {"FilterLab": 40}  # how many scenes are made, where it is not 150

every_picture = pytest.mark.parametrize("name", PICTURES)


@cache
def asked(name: str) -> list[tuple[Any, Question]]:
    """The questions of 500 settings."""
    picture = PICTURES[name]
    return [(settings, question) for settings in samples(picture, COUNT) for question in picture.questions(settings)]


def some(name: str) -> list[tuple[Any, Question]]:
    """Some of them, for tests that need the scenes as well."""
    return asked(name)[:: len(asked(name)) // SCENES.get(name, 150)]


@every_picture
def test_every_picture_asks(name: str) -> None:
    assert len(asked(name)) > COUNT / 2
    for _, question in asked(name):
        assert question.asks.endswith(("?", ".")) and question.because.endswith("."), question


@every_picture
def test_right_answers_are_accepted(name: str) -> None:
    for _, question in asked(name):
        for typed in (question.answer, str(question.answer), as_read(question.answer)):
            judged = judge(question, typed)
            assert judged.right and judged.sentence.endswith(question.because), (question, typed)


def as_read(answer: Value) -> str:
    """As a reader may type it: with thousands separators, a true minus, crosses."""
    if isinstance(answer, tuple):
        return " × ".join(map(as_read, answer))
    return f"{answer:,}".replace("-", "−")


@every_picture
def test_every_named_mistake_is_diagnosed_by_its_name(name: str) -> None:
    for _, question in asked(name):
        for mistake in question.mistakes:
            judged = judge(question, str(mistake.value))
            assert not judged.right and judged.mistake == mistake.name, (question.asks, mistake)
            assert judged.sentence.endswith(mistake.hint)


@every_picture
def test_nothing_else_is_right(name: str) -> None:
    for _, question in asked(name):
        numbers = question.answer if isinstance(question.answer, tuple) else (question.answer,)
        beside = tuple(part + 1 for part in numbers)
        assert not judge(question, beside if len(numbers) > 1 else beside[0]).right


def family(name: str) -> str:
    """ "m5" of "m5.47": of a layer's many maps a picture shows the strongest."""
    head, _, number = name.rpartition(".")
    return head if number.isdigit() else name


@every_picture
def test_what_is_hidden_exists(name: str) -> None:
    """No cover is misspelt: every id that is hidden or dropped stands in some picture, or another of its family."""
    named: set[str] = set()
    there: set[str] = set()
    for settings, question in some(name):
        named |= {family(hidden) for hidden in (*question.hides, *question.drops) if ":" not in hidden}
        there |= {family(getattr(item, "id", "")) for item in PICTURES[name].scene(settings).items}
    assert named - there == set()


@every_picture
def test_a_cover_tells_nothing(name: str) -> None:
    """A small number may stand in a text by chance; a text that tells the answer holds it in nearly every setting."""
    holding: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for settings, question in some(name):
        given = numbers_in(question.asks) | {str(value) for value in vars(settings).values()}
        for text in texts_of(covered(PICTURES[name].scene(settings), question)):
            if question.answer not in (0, 1):
                kind = re.sub(r"−?[\d,.]+", "#", text)
                holding[question.name, kind].append(holds(text, question.answer, given))
    assert [kind for kind, held in holding.items() if len(held) >= 5 and sum(held) > len(held) / 2] == []


def holds(text: str, answer: Value, given: set[str]) -> bool:
    """Whether a text holds all numbers of the answer, and what is given does not."""
    wanted = {number(part) for part in (answer if isinstance(answer, tuple) else (answer,))}
    return wanted <= numbers_in(text) and not wanted <= given


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"−?\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def texts_of(scene: Scene) -> Iterator[str]:
    """All sentences and short texts of a picture; the numbers in its cells are what it is about."""
    yield from (scene.spoken, scene.problem, *scene.menus.values())
    for item in scene.items:
        if isinstance(item, Label):
            yield "".join(run.text for run in item.runs)
        elif isinstance(item, Button):
            yield item.text
        elif isinstance(item, Told):
            yield from (item.texts.at(step) for step in range(min(3, scene.steps)))
        elif isinstance(item, Grid):
            yield from (item.title, item.code, *said(item))


def said(grid: Grid) -> Iterator[str]:
    """What is said of the first and of the last cell, but for its own number."""
    for cell in {0, grid.rows * grid.cols - 1} if grid.say else ():
        yield grid.say.at(cell, row="row", col="col", value="value")  # type: ignore[union-attr]


@every_picture
def test_a_cell_that_is_asked_for_is_silent(name: str) -> None:
    for settings, question in some(name):
        for grid, _, cell in (hidden.partition(":") for hidden in question.hides if ":" in hidden):
            found = covered(PICTURES[name].scene(settings), question).grid(grid)
            assert int(cell) in found.unknown and shown(found, int(cell)) in ("", 0)
            assert found.say is None or found.say.columns == ()


def shown(grid: Grid, cell: int) -> Any:
    return grid.numbers.values[cell] if isinstance(grid.numbers, Packed) else grid.numbers[cell]


@every_picture
def test_a_covered_film_has_no_length_of_the_answer(name: str) -> None:
    """Where output grids are hidden none of them is left: not in the film, not in a link, not as a copy."""
    for settings, question in some(name):
        scene = covered(PICTURES[name].scene(settings), question)
        hidden = {hidden for hidden in question.hides if ":" not in hidden}
        named = [*scene.film, *(grid.id for grid in scene.grids), *(copy.grid for copy in scene.copies)]
        named += [grid for link in scene.links for grid in (*link.targets, *link.sources)]
        named += [grid for group in scene.together for grid in group]
        assert not hidden.intersection(named)
        assert scene.width == PICTURES[name].scene(settings).width
