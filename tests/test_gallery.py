"""The gallery has every explorer, each with its picture for readers without a kernel, and its links lead somewhere."""

import ast
import re
from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode

from cnnlib import explorers
from cnnlib.explorers import Explorer
from tools.build_notebooks import ROOT, jobs

GALLERY = ROOT / "notebooks" / "gallery.ipynb"


def exported() -> set[str]:
    """The explorers that `cnnlib.explorers` offers."""
    offered = {name: getattr(explorers, name) for name in explorers.__all__ if name != "Explorer"}
    return {name for name, kind in offered.items() if isinstance(kind, type) and issubclass(kind, Explorer)}


def demos() -> Iterator[NotebookNode]:
    for cell in nbformat.read(GALLERY, as_version=4).cells:
        if "demo" in cell.metadata.get("tags", []):
            yield cell


def calls(source: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


def test_every_explorer_is_in_the_gallery() -> None:
    names = [call.func.id for cell in demos() for call in calls(cell.source) if isinstance(call.func, ast.Name)]
    assert sorted(names) == sorted(exported()), "write a section for it in lessons/gallery.py"


def test_each_is_told_about_before_it_is_shown() -> None:
    cells = nbformat.read(GALLERY, as_version=4).cells
    for cell in demos():
        text = cells[cells.index(cell) - 1].source
        assert text.startswith("## ") and "**Try**" in text and "**Say in a lecture:**" in text and "[" in text


def test_it_leads_to_the_lessons() -> None:
    text = "\n".join(cell.source for cell in nbformat.read(GALLERY, as_version=4).cells)
    assert len(set(re.findall(r"\]\((\d\d_\w+\.ipynb)\)", text))) >= 6  # that they exist, test_notebooks says


def test_a_page_has_no_solutions() -> None:
    """A lesson source without a number becomes one notebook: it asks nothing."""
    assert [job.target for job in jobs(ROOT, "gallery")] == [GALLERY]
    assert not [call for cell in demos() for call in calls(cell.source) if "predict" in ast.unparse(call.func)]
