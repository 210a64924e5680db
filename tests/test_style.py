"""What CONTRIBUTING.md says of the length of files and functions, measured."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("benchmarks", "cnnlib", "tests", "tools")  # a lesson may be long
LONGEST_FILE = 250
USUAL, NINE_IN_TEN = 8, 25  # lines of a function


def test_no_file_is_long() -> None:
    files = [path for folder in FOLDERS for kind in ("py", "js") for path in (ROOT / folder).rglob(f"*.{kind}")]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def lengths_of_functions() -> Iterator[int]:
    """Lines of each function of the package below its first, docstring left out."""
    for path in (ROOT / "cnnlib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                told = ast.get_docstring(node, clean=False) or ""
                yield (node.end_lineno or node.lineno) - node.lineno - len(told.splitlines())


def test_functions_are_short() -> None:
    lengths = sorted(lengths_of_functions())
    assert median(lengths) <= USUAL and lengths[len(lengths) * 9 // 10] <= NINE_IN_TEN
