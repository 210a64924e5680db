"""Questions without end: every answer is cnnlib's, every slip is known by its name, the same seed asks the same."""

import re

import numpy as np
import pytest

from cnnlib import practice
from cnnlib.accounting import BYTES, account
from cnnlib.layers import FC, Conv, LocallyConnected
from cnnlib.mistakes import Value
from cnnlib.nets import Net
from cnnlib.practice.drills import TOPICS, Drill, Task, task_of
from cnnlib.receptive import fields

SEEDS = range(500)
LEVELS = (1, 2, 3)


def tasks(topic: str) -> list[Task]:
    return [task_of(topic, seed, number=1 + seed % 4, level=LEVELS[seed % 3]) for seed in SEEDS]


def expected(topic: str, task: Task) -> Value:
    """The answer by the layer, or by the account of a net of that layer."""
    if topic == "receptive field":
        return expected_field(task)
    made = task.layer.output(task.volume)
    if topic == "parameters":
        return task.layer.parameters(task.volume)
    if topic == "output size":
        sides = (made.W, made.H, made.D)
        return sides[: len(task.answer)] if isinstance(task.answer, tuple) else made.W
    row = account(Net(task.volume, [task.layer])).rows[1]
    batch = re.search(r"N = (\d+)", task.asks)
    numbers = row.parameters if "its parameters" in task.asks else row.activations * int(batch[1] if batch else 1)
    return BYTES * numbers / {"bytes": 1, "KB": 1024, "MB": 1024**2}[task.unit]


def expected_field(task: Task) -> int:
    """By the fields of a net of these layers; the products by the weights of a filter."""
    if isinstance(task.layer, Conv):
        return task.layer.parameters(task.volume) // task.layer.K - 1
    seen = [across.size for _, across in fields(Net(task.volume, list(task.layer.layers)))]
    least = re.search(r"at least (\d+) pixels", task.asks)
    return next(n for n, size in enumerate(seen) if size >= int(least[1])) if least else seen[-1]


@pytest.mark.parametrize("topic", TOPICS)
def test_answers_are_those_of_the_layers(topic: str) -> None:
    for task in tasks(topic):
        assert np.allclose(task.answer, expected(topic, task), atol=1e-6), task.asks


@pytest.mark.parametrize("topic", TOPICS)
def test_right_answers_are_accepted_and_slips_are_named(topic: str) -> None:
    for task in tasks(topic):
        assert task.judge(task.answer).right and task.judge(str(task.answer)).right
        assert len(task.mistakes) >= 3, task.asks
        for mistake in task.mistakes:
            judged = task.judge(mistake.value)
            assert not judged.right and judged.mistake == mistake.name, (task.asks, mistake)
            assert judged.sentence.endswith(mistake.hint)


@pytest.mark.parametrize("topic", TOPICS)
def test_worked_answers_end_with_the_answer(topic: str) -> None:
    for task in tasks(topic):
        last = repr(task.worked()).splitlines()[-1]
        assert re.sub(r"[, ]|bytes|KB|MB", "", last) in ("Answer:" + shown for shown in shown_as(task)), last
        assert task.worked()._repr_html_().count("<li>") == len(task.steps) >= 2


def shown_as(task: Task) -> list[str]:
    if isinstance(task.answer, tuple):
        return ["×".join(map(str, task.answer))]
    return [str(task.answer), f"{task.answer:.3f}".rstrip("0")]


@pytest.mark.parametrize("topic", TOPICS)
def test_questions_are_many_and_the_same_for_a_seed(topic: str) -> None:
    assert [task.asks for task in tasks(topic)] == [task.asks for task in tasks(topic)]
    assert len({task.asks for task in tasks(topic)}) > 100


def test_kinds_of_questions() -> None:
    layers = [type(task.layer) for task in tasks("parameters")]
    assert {Conv, FC, LocallyConnected} <= set(layers)
    asks = " ".join(task.asks for task in tasks("output size"))
    for word in ("POOL", "dilation d = 2", "width × height)", "depth)", "left out"):
        assert word in asks
    assert {task.unit for task in tasks("memory")} == {"bytes", "KB", "MB"}


def test_one_question_at_a_time() -> None:
    drill = practice.drill("output size", seed=3)
    first = drill.task
    assert repr(drill).endswith(first.asks) and first.asks in drill._repr_html_()
    wrong = drill.answer(first.mistakes[0].value)
    assert not wrong and first.mistakes[0].hint in wrong.text
    assert drill.answer(first.answer) and repr(drill.score) == "0 of 1 right at the first guess"
    second = drill.next().task
    assert drill.number == 2 and second != first
    assert drill.answer(f"{second.answer} px") and repr(drill.score) == "1 of 2 right at the first guess"


def test_worked_before_answered_counts_as_not_guessed() -> None:
    drill = practice.drill("parameters", seed=3)
    assert repr(drill.worked()).startswith(drill.task.asks)
    assert drill.answer(drill.task.answer) and repr(drill.score) == "0 of 1 right at the first guess"


def test_what_is_no_guess_does_not_count() -> None:
    drill = practice.drill("memory", seed=3)
    assert drill.answer(...).outcome == drill.answer().outcome == "not attempted"
    for guess in ("", "many", None, "3 x 3"):
        assert drill.answer(guess).outcome == "not yet"
    assert drill.score.asked == 0


def test_questions_grow_harder_unless_a_level_is_given() -> None:
    drill = practice.drill("memory")
    assert [drill.level, *(drill.next().level for _ in range(9))] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3]
    assert practice.drill("memory", level=3).level == 3


def test_unknown_topics_and_levels() -> None:
    with pytest.raises(
        ValueError, match="there is no topic 'depth': choose one of 'output size', 'parameters', 'memory', "
    ):
        practice.drill("depth")
    with pytest.raises(ValueError, match="level = 4 is none of 1, 2 and 3"):
        practice.drill("memory", level=4)


def test_the_head_tells_where_one_stands() -> None:
    drill: Drill = practice.drill("memory", seed=1)
    assert repr(drill).startswith("Question 1, memory, level 1\n")
    drill.answer(drill.task.answer)
    assert "1 of 1 right at the first guess" in repr(drill)
