"""One lesson source, two notebooks: the student's, with stubs where the answers stood, and the whole one."""

import ast
import re
import textwrap
from pathlib import Path

import jupytext
from nbformat import NotebookNode

TAGS = ("setup", "demo", "predict", "exercise", "check", "solution", "instructor", "slow", "varies")
ANSWERS_ONLY = {"solution", "instructor"}
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
YOUR_CODE, YOUR_GUESS = "...  # your code", "...  # your guess"


class LessonError(ValueError):
    """A lesson source that the build cannot make sense of; the message names lesson, cell and repair."""


def read_lesson(path: Path) -> NotebookNode:
    """The source as a notebook without outputs, its tags and solution regions checked."""
    notebook = jupytext.read(path, fmt="py:percent")
    for number, cell in enumerate(notebook.cells, 1):
        where = f"{path.name}, cell {number}"
        _check_tags(cell, where)
        _check_regions(cell.source, where)
    return notebook


def solution_notebook(lesson: NotebookNode) -> NotebookNode:
    """The whole lesson, the solutions in place and their markers gone."""
    return _with_cells(lesson, [_edited(cell, keep_answers=True) for cell in lesson.cells])


def student_notebook(lesson: NotebookNode) -> NotebookNode:
    """The lesson without its answers: solution regions become stubs, cells with answers are left out."""
    kept = [cell for cell in lesson.cells if not ANSWERS_ONLY & set(tags(cell))]
    return _with_cells(lesson, [_edited(cell, keep_answers=False) for cell in kept])


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    return list(cell.metadata.get("tags", []))


def stub(region: str, asks: str = YOUR_CODE) -> str:
    """What stands in a student's cell for a region of solution lines.

    It asks for what the last line of the solution gave, so that the unfinished notebook runs to its end:

    >>> stub("rows = H - F + 1\\nreturn rows // S")
    'return ...  # your code'
    >>> stub("    size = (W - F) // S + 1")
    '    size = ...  # your code'
    >>> stub("print('anything else')")
    '...  # your code'
    """
    code = textwrap.dedent(region)
    indent = " " * (len(region) - len(region.lstrip(" ")))
    return indent + _asks_for(_last_statement(code)) + asks


def _last_statement(code: str) -> ast.stmt:
    # `return` is only grammar inside a function.
    body = ast.parse("def region():\n" + textwrap.indent(code, "    ")).body[0]
    assert isinstance(body, ast.FunctionDef)
    return body.body[-1]


def _asks_for(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Return):
        return "return "
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        # `a, b = ...` cannot be unpacked; `a = b = ...` can.
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        return "".join(f"{ast.unparse(name)} = " for name in names)
    return ""


def regions(source: str) -> list[str]:
    """The solution regions of a cell, without their markers."""
    return re.findall(rf"^ *{BEGIN}\n((?:.*\n)*?) *{END}$", source, re.MULTILINE)


def _edited(cell: NotebookNode, keep_answers: bool) -> NotebookNode:
    edited = NotebookNode(cell)
    edited.source = replace_regions(cell.source, keep_answers, YOUR_GUESS if "predict" in tags(cell) else YOUR_CODE)
    return edited


def replace_regions(source: str, keep_answers: bool, asks: str = YOUR_CODE) -> str:
    """The source of a cell with every solution region kept (its markers dropped) or turned into a stub."""
    lines: list[str] = []
    region: list[str] | None = None
    for line in source.splitlines():
        if line.strip() == BEGIN:
            region = []
        elif line.strip() == END and region is not None:
            lines += region if keep_answers else [stub("\n".join(region), asks)]
            region = None
        else:
            (lines if region is None else region).append(line)
    return "\n".join(lines)


def _with_cells(lesson: NotebookNode, cells: list[NotebookNode]) -> NotebookNode:
    notebook = NotebookNode(lesson)
    notebook.cells = cells
    return notebook


def _check_tags(cell: NotebookNode, where: str) -> None:
    unknown = [tag for tag in tags(cell) if tag not in TAGS]
    if unknown:
        raise LessonError(f"{where}: the tag {unknown[0]!r} is not one of {', '.join(TAGS)}.")


def _check_regions(source: str, where: str) -> None:
    marks = [line.strip() for line in source.splitlines() if line.strip() in (BEGIN, END)]
    if marks != [BEGIN, END] * (len(marks) // 2):
        raise LessonError(f"{where}: each '{BEGIN}' needs its own '{END}' below it, in the same cell.")
    for region in regions(source):
        _check_region(region, where)


def _check_region(region: str, where: str) -> None:
    if not region.strip():
        raise LessonError(f"{where}: the solution region is empty.")
    try:
        stub(region)
    except SyntaxError as error:
        raise LessonError(f"{where}: the solution region is not whole Python lines ({error.msg}).") from None
