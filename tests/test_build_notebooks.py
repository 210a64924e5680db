"""The build, on a lesson made for the purpose: what students see, what is compared, what an error says."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.sample_lesson import lesson_file
from tools.build_notebooks import ROOT, Job, _comparable, build_all, check, jobs, write
from tools.clean_notebook import clean
from tools.lesson_source import LessonError


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample lesson and its two notebooks, built."""
    folder = tmp_path_factory.mktemp("course")
    lesson_file(folder)
    build(folder)
    return folder


def build(folder: Path) -> None:
    work = jobs(folder)
    for job, notebook in zip(work, build_all(work), strict=True):
        write(notebook, job.target)


def student(folder: Path) -> Path:
    return folder / "notebooks" / "01_sample.ipynb"


def solution(folder: Path) -> Path:
    return folder / "notebooks" / "solutions" / "01_sample.ipynb"


def tagged(notebook: NotebookNode, tag: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if tag in cell.metadata.get("tags", []))


def test_student_has_a_stub_and_no_answers(course: Path) -> None:
    notebook = nbformat.read(student(course), as_version=4)
    exercise = tagged(notebook, "exercise").source.splitlines()
    assert exercise == [
        "def positions(W, F, S):",
        '    """How many windows fit."""',
        "    return ...  # your code",
    ]
    assert tagged(notebook, "check").outputs[0].data["text/plain"] == "Ellipsis"
    text = student(course).read_text()
    assert "SOLUTION" not in text
    assert "Wait for hands" not in text
    assert "227" not in text


def test_solution_is_whole_and_without_markers(course: Path) -> None:
    notebook = nbformat.read(solution(course), as_version=4)
    assert tagged(notebook, "exercise").source.endswith("    reach = W - F\n    return reach // S + 1")
    assert tagged(notebook, "check").outputs[0].data["text/plain"] == "3"
    assert tagged(notebook, "solution").outputs[0].text == "55\n"
    assert "Wait for hands" in solution(course).read_text()
    assert "SOLUTION" not in solution(course).read_text()


def test_a_widget_leaves_its_picture_and_its_text_only(course: Path) -> None:
    output = tagged(nbformat.read(student(course), as_version=4), "demo").outputs[0]
    assert set(output.data) == {"text/plain", "image/png"}
    assert output.data["text/plain"] == "stride 1"
    assert "widget-view" not in student(course).read_text()


def test_counts_ids_and_streams(course: Path) -> None:
    notebook = nbformat.read(student(course), as_version=4)
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == [1, 2, 3, 4, 5, 6, 7]
    assert [cell.id for cell in notebook.cells][:2] == ["cell-001", "cell-002"]
    assert notebook.cells[3].outputs[0].text == "one line\nand one\n" * 2
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_slow_cells_are_marked_for_nbval(course: Path) -> None:
    notebook = nbformat.read(student(course), as_version=4)
    assert tagged(notebook, "slow").metadata.tags == ["slow", "nbval-skip"]


def test_cells_that_vary_are_marked_for_nbval_and_not_compared() -> None:
    cell = nbformat.v4.new_code_cell("train()", metadata={"tags": ["varies"]})
    notebook = clean(nbformat.v4.new_notebook(cells=[cell]))
    assert notebook.cells[0].metadata.tags == ["varies", "nbval-ignore-output"]
    assert clean(notebook) == notebook
    notebook.cells[0].outputs = [nbformat.v4.new_output("stream", text="98.9 %")]
    assert _comparable(notebook.cells[0]) == []


def test_building_twice_gives_the_same_bytes(course: Path) -> None:
    before = student(course).read_bytes(), solution(course).read_bytes()
    build(course)
    assert (student(course).read_bytes(), solution(course).read_bytes()) == before


def test_check_passes_on_what_was_built(course: Path) -> None:
    assert check(course, jobs(course)) == []
    assert check(course, jobs(course), outputs=False) == []


def changed(path: Path, before: str, after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test read `path` with a change that is gone after it."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    read = nbformat.read

    def read_changed(source: Path, as_version: int) -> NotebookNode:
        if source == path:
            return nbformat.reads(text.replace(before, after), as_version=as_version)
        return read(source, as_version=as_version)

    monkeypatch.setattr(nbformat, "read", read_changed)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("How many positions?", "How many?", "cell 6: the lines differ"),
        ('"predict"', '"demo"', "cell 6: the tags or ids differ"),
        ("cell-002", "cell-zzz", "cell 2: the tags or ids differ"),
        ("Python 3 (ipykernel)", "Python 3.11", "the notebook's metadata differ"),
    ],
)
def test_check_sees_what_the_lesson_does_not_give(
    before: str, after: str, says: str, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(student(course), before, after, monkeypatch)
    (found,) = check(course, jobs(course), outputs=False)
    assert says in found


@pytest.mark.parametrize(
    ("before", "after"),
    [("stride 1", "stride 7"), ('"image/png"', '"image/gif"'), ("and one\\n", "and two\\n")],
)
def test_check_sees_outputs_that_differ(before: str, after: str, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(solution(course), before, after, monkeypatch)
    found = check(course, jobs(course)[1:])
    assert found
    assert all("the outputs differ" in line for line in found)


def test_check_lets_the_bytes_of_a_picture_vary(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = tagged(nbformat.read(solution(course), as_version=4), "demo").outputs[0].data["image/png"]
    changed(solution(course), picture.strip(), "YW5vdGhlciBmb250", monkeypatch)
    assert check(course, jobs(course)[1:]) == []


def test_check_sees_missing_and_orphaned_notebooks(course: Path, tmp_path: Path) -> None:
    lesson_file(tmp_path)
    orphan = tmp_path / "notebooks" / "09_gone.ipynb"
    orphan.parent.mkdir()
    orphan.write_bytes(student(course).read_bytes())
    assert check(tmp_path, jobs(tmp_path), outputs=False) == [
        "notebooks/09_gone.ipynb: no lesson gives this notebook",
        "notebooks/01_sample.ipynb: missing",
        "solutions/01_sample.ipynb: missing",
    ]


def test_no_lessons_is_no_error(tmp_path: Path) -> None:
    assert jobs(tmp_path) == []
    assert check(tmp_path, []) == []


def test_an_error_names_lesson_cell_and_traceback(tmp_path: Path) -> None:
    path = lesson_file(tmp_path, "# %% [markdown]\n# # Title\n\n# %%\nW = 7\n\n# %%\nW / 0\n")
    job = Job(path, tmp_path / "notebooks" / "01_sample.ipynb", with_answers=False)
    failure = r"notebooks/01_sample.ipynb, cell 3 \('W / 0'\) failed:(?s:.*)ZeroDivisionError"
    with pytest.raises(LessonError, match=failure):
        job.build()


def test_strict_nbval_passes_on_built_notebooks(course: Path) -> None:
    assert nbval(course).returncode == 0


def test_strict_nbval_fails_on_a_wrong_output(course: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "notebooks"
    wrong.mkdir()
    text = student(course).read_text(encoding="utf-8")
    (wrong / "01_sample.ipynb").write_text(text.replace("stride 1", "stride 7"), encoding="utf-8")
    assert nbval(tmp_path).returncode == 1


def nbval(folder: Path) -> subprocess.CompletedProcess[str]:
    options = ["--nbval", "--nbval-current-env", f"--nbval-sanitize-with={ROOT}/tests/nbval_sanitize.cfg"]
    place = [f"--rootdir={folder}", f"--config-file={os.devnull}", "notebooks"]
    command = [sys.executable, "-m", "pytest", *options, *place]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)
