"""Rules for every committed notebook that reading can check; `make nbval` runs them and compares outputs."""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tools.build_notebooks import ROOT, check, jobs
from tools.clean_notebook import KEPT_FORMATS, NBVAL_TAGS
from tools.lesson_source import TAGS

NOTEBOOKS = sorted(job.target for job in jobs(ROOT))
BYTES = 1_000_000
MOST_VARYING = 3  # cells of a notebook whose output is not compared
LINES_PER_FUNCTION = 12
LINES_PER_CELL = 20  # of code: more are read by nobody
MACHINE_PATH = re.compile(r"/(?:home|Users|tmp|root|var/folders)/|[A-Z]:\\\\?Users")


def problems(notebook: NotebookNode) -> Iterator[str]:
    """Sentences on all that breaks a rule."""
    yield from wrong_counts(notebook)
    yield from wrong_metadata(notebook)
    yield from wrong_pairs(notebook)
    if sum("varies" in tags(cell) for cell in notebook.cells) > MOST_VARYING:
        yield f"more than {MOST_VARYING} cells vary: nbval would hardly look at this notebook"
    for number, cell in enumerate(notebook.cells, 1):
        for problem in [*wrong_tags(cell), *wrong_code(cell), *wrong_outputs(cell)]:
            yield f"cell {number}: {problem}"


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def wrong_counts(notebook: NotebookNode) -> Iterator[str]:
    # nbval does not compare a cell without a count.
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"the execution counts are {counts}, not 1, 2, 3, ..."


def wrong_metadata(notebook: NotebookNode) -> Iterator[str]:
    extra = set(notebook.metadata) - {"kernelspec", "language_info"}
    if extra:
        yield f"the notebook's metadata have {sorted(extra)}"


def wrong_pairs(notebook: NotebookNode) -> Iterator[str]:
    cells = [cell for cell in code_cells(notebook) if "solution" not in tags(cell)]
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        if "exercise" in tags(cell) and (following is None or "check" not in tags(following)):
            yield f"the exercise {cell.source.splitlines()[0]!r} has no check after it"


def wrong_tags(cell: NotebookNode) -> Iterator[str]:
    unknown = set(tags(cell)) - {*TAGS, *NBVAL_TAGS.values()}
    if unknown:
        yield f"unknown tags {sorted(unknown)}"
    if "demo" in tags(cell) and not any(is_snapshot(output) for output in cell.outputs):
        yield "a demo without a picture and a sentence for readers without a kernel"


def is_snapshot(output: NotebookNode) -> bool:
    data = output.get("data", {})
    return "image/png" in data and bool(data.get("text/plain", "").strip())


def wrong_code(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type != "code":
        return
    lines = len(cell.source.splitlines())
    if lines > LINES_PER_CELL:
        yield f"a cell of {lines} lines, more than {LINES_PER_CELL}: split it"
    if re.search(r"^\s*[!%]+\s*(?:pip|conda)\b", cell.source, re.MULTILINE):
        yield "installs a package"
    if re.search(r"\b(?:interact(?:ive|ive_output)?|Output|clear_output)\(", cell.source):
        yield "interact, Output and clear_output hide errors"
    for node in ast.walk(ast.parse(re.sub(r"^[!%].*$", "", cell.source, flags=re.MULTILINE))):
        if isinstance(node, ast.FunctionDef) and length(node) > LINES_PER_FUNCTION:
            yield f"{node.name} has {length(node)} lines, more than {LINES_PER_FUNCTION}"


def length(function: ast.FunctionDef) -> int:
    """Lines of a function, its docstring not counted."""
    docstring = ast.get_docstring(function, clean=False)
    return function.end_lineno - function.lineno + 1 - (len(docstring.splitlines()) if docstring else 0)


def wrong_outputs(cell: NotebookNode) -> Iterator[str]:
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            yield f"an error, {output.ename}"
        if output.get("name") == "stderr":
            yield f"a warning on the screen: {output.text.splitlines()[0]}"
        for mime in output.get("data", {}):
            if mime not in KEPT_FORMATS:
                yield f"an output as {mime}"
    if MACHINE_PATH.search(cell.source + json.dumps(cell.get("outputs", []))):
        yield "names a folder of one machine"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT / "notebooks")))
def test_notebook_keeps_the_rules(path: Path) -> None:
    assert path.stat().st_size < BYTES
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert list(problems(notebook)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT / "notebooks")))
def test_links_lead_to_notebooks(path: Path) -> None:
    """From a lesson to the next one, and from a solution to the next solution."""
    text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\(([^)\s]+\.ipynb)\)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_notebooks_are_what_the_lessons_give() -> None:
    """Sources, tags and metadata; that the outputs are right too, nbval shows by running every cell."""
    assert check(ROOT, jobs(ROOT), outputs=False) == []


def code_cell(source: str, count: int, tags: Sequence[str], outputs: Sequence[NotebookNode] = ()) -> NotebookNode:
    metadata = {"tags": list(tags)}
    return nbformat.v4.new_code_cell(source, execution_count=count, metadata=metadata, outputs=list(outputs))


def good_cells() -> list[NotebookNode]:
    picture = nbformat.v4.new_output("display_data", {"image/png": "", "text/plain": "a 3x3 output"})
    return [
        code_cell("explorer", 1, tags=["demo"], outputs=[picture]),
        code_cell("size = ...", 2, tags=["exercise"]),
        code_cell("check(size)", 3, tags=["check"]),
    ]


def shown(mime: str) -> dict[str, object]:
    return {"outputs": [nbformat.v4.new_output("display_data", {mime: ""})]}


def printed(text: str, name: str = "stdout") -> dict[str, object]:
    return {"outputs": [nbformat.v4.new_output("stream", name=name, text=text)]}


def test_too_many_varying_cells_are_seen() -> None:
    cells = [code_cell("1", count, ["varies"]) for count in range(1, MOST_VARYING + 2)]
    assert any("cells vary" in problem for problem in problems(nbformat.v4.new_notebook(cells=cells)))


def test_a_good_notebook_has_no_problems() -> None:
    assert list(problems(nbformat.v4.new_notebook(cells=good_cells()))) == []


@pytest.mark.parametrize(
    ("number", "change", "says"),
    [
        (0, {"execution_count": 7}, "counts are [7, 2, 3]"),
        (0, {"execution_count": None}, "counts are [None, 2, 3]"),
        (0, {"outputs": []}, "a demo without a picture"),
        (0, shown("image/png"), "a demo without a picture"),
        (1, {"metadata": {"tags": ["excercise"]}}, "unknown tags ['excercise']"),
        (2, {"metadata": {}}, "'size = ...' has no check"),
        (1, {"source": "!pip install torch"}, "installs a package"),
        (1, {"source": "%pip install torch"}, "installs a package"),
        (1, {"source": "def f():\n" + "    W = 1\n" * 12}, "f has 13 lines"),
        (1, {"source": "W = 1\n" * 21}, "a cell of 21 lines"),
        (1, {"source": "interact(f, W=7)"}, "hide errors"),
        (1, {"source": "open('/home/ada/x.png')"}, "a folder of one machine"),
        (1, printed("/tmp/x"), "a folder of one machine"),
        (1, printed("RuntimeWarning: overflow", name="stderr"), "a warning on the screen: RuntimeWarning"),
        (1, {"outputs": [nbformat.v4.new_output("error", ename="FitError")]}, "an error, FitError"),
        (1, shown("image/svg+xml"), "an output as image/svg+xml"),
    ],
)
def test_a_broken_rule_is_seen(number: int, change: dict, says: str) -> None:
    notebook = nbformat.v4.new_notebook(cells=good_cells())
    notebook.cells[number].update(nbformat.from_dict(change))
    assert [problem for problem in problems(notebook) if says in problem], list(problems(notebook))


def test_widget_state_is_seen() -> None:
    notebook = nbformat.v4.new_notebook(cells=good_cells(), metadata={"widgets": {"state": {}}})
    assert list(problems(notebook)) == ["the notebook's metadata have ['widgets']"]


def test_every_sanitize_rule_is_read() -> None:
    """nbval skips, in silence, a rule whose two lines do not follow each other."""
    text = (ROOT / "tests" / "nbval_sanitize.cfg").read_text(encoding="utf-8")
    rules = re.findall(r"^regex: (.*)\nreplace: (.*)$", text, re.MULTILINE)
    assert len(rules) == text.count("regex:") == text.count("[") - sum(rule.count("[") for rule, _ in rules)
    assert "\r" not in text
