"""Every notebook, opened by a reader who runs all cells: no error, and each explorer draws and answers."""

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from cnnlib import explorers
from cnnlib.explorers import Explorer
from cnnlib.scenes import convolution, trainer
from tests.browser.reader import ROOT, Reader
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted(
    path.relative_to(ROOT) for path in (ROOT / "notebooks").rglob("*.ipynb") if path.parent.name[0] != "."
)
PICTURES = {
    frozenset(part.name for part in fields(kind.picture.Settings)): kind.picture
    for kind in vars(explorers).values()
    if isinstance(kind, type) and issubclass(kind, Explorer) and kind is not Explorer
}
"""Which picture it is can be told from the names of its settings."""
VIEWS = """() => window.jupyterapp.shell.currentWidget.content.widgets.filter((cell) => cell.model.type === "code" &&
    cell.model.outputs.toJSON().some(({ data }) => data?.["application/vnd.jupyter.widget-view+json"])).length"""
DRAWN = '() => document.querySelectorAll(".cnn-stage[data-key], .jp-OutputArea-output .widget-image").length'

CLICK = 'dispatchEvent(new MouseEvent("click", { bubbles: true }))'
PAUSE = f'(root) => root.querySelector("[aria-label=Pause]")?.{CLICK}'


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_notebook(lab: Lab, path: Path) -> None:
    (lab.folder / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / path, lab.folder / path)
    with lab.page(height=1100) as page:
        notebook = lab.open(page, path.as_posix())
        notebook.run_all()
        assert notebook.errors() == []
        page.wait_for_function(f"(count) => ({DRAWN})() === count", arg=page.evaluate(VIEWS))
        for n in range(page.locator(".cnn-stage").count()):
            check_explorer(Reader(notebook, convolution, nth=n))


def check_explorer(reader: Reader) -> None:
    """It shows what `cnnlib` computes, and steps."""
    reader.root.locator("[data-pane=B] .cnn-picture").scroll_into_view_if_needed()
    settings = reader.shown_settings()
    reader.picture = PICTURES[frozenset(settings)]
    if reader.root.get_attribute("data-cover"):  # it asks first
        return
    if reader.picture is trainer:  # what it shows is the training's, not a matter of settings
        check_training(reader)
        return
    step, steps = reader.sees().step, reader.scene().steps  # a lesson may begin where it wants
    reader.expects_picture(settings, step=step)
    reader.focus_picture()
    reader.press("ArrowRight")
    reader.expects_picture(settings, step=max(0, min(step + 1, steps - 1)))


def check_training(reader: Reader) -> None:
    """A training that runs can be paused; what has been trained can be gone back through."""
    reader.root.evaluate(PAUSE)
    reader.waits(lambda sight: "Pause" not in sight.buttons)
    reader.settles()
    seen = reader.sees()
    reader.focus_picture()
    reader.press("ArrowLeft")
    reader.expects(step=max(0, seen.step - 1))


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 4
