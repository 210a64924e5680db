"""A lesson's text: its tags and solution regions, the stub that asks for an answer; a notebook without what varies."""

from pathlib import Path

import nbformat
import pytest

from tests.sample_lesson import lesson_file
from tools.clean_notebook import clean
from tools.lesson_source import LessonError, read_lesson, replace_regions, student_notebook


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('# %% tags=["exercize"]\nW = 7\n', "'exercize' is not one of setup, demo"),
        ("# %%\n### BEGIN SOLUTION\nW = 7\n", "needs its own '### END SOLUTION'"),
        ("# %%\n### END SOLUTION\n### BEGIN SOLUTION\n", "needs its own '### END SOLUTION'"),
        ("# %%\n### BEGIN SOLUTION\n### END SOLUTION\n", "the solution region is empty"),
        ("# %%\n### BEGIN SOLUTION\nfor W in\n### END SOLUTION\n", "the solution region is not whole"),
    ],
)
def test_a_lesson_that_makes_no_sense(source: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=f"01_sample.py, cell 1: .*{says}"):
        read_lesson(lesson_file(tmp_path, source))


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ("size = 3", "size = ...  # your code"),
        ("a = 1\nrows, columns = a, 2", "rows = columns = ...  # your code"),
        ("size: int = 3", "size = ...  # your code"),
        ("for W in range(3):\n    print(W)", "...  # your code"),
    ],
)
def test_the_stub_asks_for_what_the_answer_gives(answer: str, asked: str) -> None:
    source = f"before\n### BEGIN SOLUTION\n{answer}\n### END SOLUTION\nafter"
    assert replace_regions(source, keep_answers=False) == f"before\n{asked}\nafter"
    assert replace_regions(source, keep_answers=True) == f"before\n{answer}\nafter"


def test_several_regions_in_one_cell() -> None:
    region = "### BEGIN SOLUTION\n{} = 1\n### END SOLUTION\n"
    source = region.format("W") + "print(W)\n" + region.format("H")
    assert replace_regions(source, keep_answers=False).splitlines() == [
        "W = ...  # your code",
        "print(W)",
        "H = ...  # your code",
    ]


def test_student_notebook_leaves_the_lesson_alone(tmp_path: Path) -> None:
    lesson = read_lesson(lesson_file(tmp_path, "# %%\n### BEGIN SOLUTION\nW = 7\n### END SOLUTION\n"))
    assert student_notebook(lesson).cells[0].source == "W = ...  # your code"
    assert "### BEGIN SOLUTION" in lesson.cells[0].source


def test_cleaning_drops_what_varies() -> None:
    cell = nbformat.v4.new_code_cell("W", execution_count=17, metadata={"execution": {}, "trusted": True})
    cell.outputs = [
        nbformat.v4.new_output("execute_result", {"text/plain": "7"}, execution_count=17),
        nbformat.v4.new_output("display_data", {"application/vnd.jupyter.widget-view+json": {}}),
        nbformat.v4.new_output("display_data", {"image/svg+xml": "<svg/>", "text/plain": "a figure"}),
    ]
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {"state": {}}})
    cleaned = clean(notebook)
    assert "widgets" not in cleaned.metadata
    assert cleaned.cells[0].metadata == {}
    assert cleaned.cells[0].execution_count == 1
    data = [output.data for output in cleaned.cells[0].outputs]
    assert data == [{"text/plain": "7"}, {"text/plain": "a figure"}]
    nbformat.validate(cleaned)
