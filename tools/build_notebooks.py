"""Build `notebooks/` from `lessons/`: `python -m tools.build_notebooks [--check | --check-sources]`.

`lessons/NN_topic.py` becomes `notebooks/NN_topic.ipynb` for students and `notebooks/solutions/NN_topic.ipynb`
with the answers, both executed and cleaned; `lessons/page.py`, without a number, becomes the one notebook
`notebooks/page.ipynb`, for it has nothing to answer. `--check` builds again and compares; `--check-sources` compares
all but the outputs, without running anything.
"""

import argparse
import copy
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tools.clean_notebook import clean
from tools.lesson_source import LessonError, read_lesson, solution_notebook, student_notebook
from tools.run_notebook import run

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Job:
    """One notebook to build: from which lesson, to which file, with or without the answers."""

    lesson: Path
    target: Path
    with_answers: bool

    def source(self) -> NotebookNode:
        """The notebook before it is run."""
        lesson = read_lesson(self.lesson)
        return solution_notebook(lesson) if self.with_answers else student_notebook(lesson)

    def build(self) -> NotebookNode:
        """The notebook, run and cleaned."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        return clean(run(self.source(), self.target.parent, short(self.target)))


def jobs(root: Path, only: str = "") -> list[Job]:
    """What there is to build under `root`: the lessons in their order, then the pages."""
    lessons, pages = (sorted((root / "lessons").glob(name)) for name in ("[0-9][0-9]_*.py", "[a-z]*.py"))
    folders = ((root / "notebooks", False), (root / "notebooks" / "solutions", True))
    return [
        Job(lesson, folder / f"{lesson.stem}.ipynb", with_answers)
        for lesson in (*lessons, *pages)
        if lesson.name.startswith(only)
        for folder, with_answers in folders[: 1 if lesson in pages else 2]
    ]


def build_all(work: list[Job]) -> list[NotebookNode]:
    """Build side by side, each in a process of its own: half as many as there are cores, at least two."""
    workers = min(len(work), max(2, (os.cpu_count() or 2) // 2))
    with ProcessPoolExecutor(max_workers=max(1, workers)) as pool:
        return list(pool.map(Job.build, work))


def short(path: Path) -> str:
    """File and folder, for the two notebooks of a lesson have the same name."""
    return f"{path.parent.name}/{path.name}"


def write(notebook: NotebookNode, target: Path) -> None:
    """Write a notebook as it is committed: with one kind of line end on every system."""
    target.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def orphans(root: Path, work: list[Job]) -> list[Path]:
    """Notebooks that no lesson gives."""
    known = {job.target for job in work}
    found = sorted((root / "notebooks").rglob("*.ipynb"))
    return [path for path in found if path not in known and ".ipynb_checkpoints" not in path.parts]


def differences(built: NotebookNode, target: Path, outputs: bool = True) -> Iterator[str]:
    """Sentences on how the committed file differs from what its lesson gives, bytes of pictures apart."""
    if not target.exists():
        yield f"{short(target)}: missing"
        return
    committed = nbformat.read(target, as_version=4)
    if len(committed.cells) != len(built.cells):
        yield f"{short(target)}: it has {len(committed.cells)} cells, its lesson gives {len(built.cells)}"
        return
    if committed.metadata != built.metadata:
        yield f"{short(target)}: the notebook's metadata differ"
    for number, (old, new) in enumerate(zip(committed.cells, built.cells, strict=True), 1):
        for part in _differing_parts(old, new, outputs):
            yield f"{short(target)}, cell {number}: the {part} differ from what the lesson gives"


def _differing_parts(old: NotebookNode, new: NotebookNode, outputs: bool) -> Iterator[str]:
    if (old.cell_type, old.source) != (new.cell_type, new.source):
        yield "lines"
    if old.id != new.id or old.metadata != new.metadata:
        yield "tags or ids"
    if outputs and _comparable(old) != _comparable(new):
        yield "outputs"


def _comparable(cell: NotebookNode) -> list[NotebookNode]:
    """The outputs, without the bytes of pictures, which vary with fonts and versions; none of a cell that varies."""
    if "varies" in cell.metadata.get("tags", []):
        return []
    outputs = copy.deepcopy(cell.get("outputs", []))
    for output in outputs:
        if "image/png" in output.get("data", {}):
            output.data["image/png"] = "a picture"
    return outputs


def check(root: Path, work: list[Job], outputs: bool = True) -> list[str]:
    """Everything in which `notebooks/` differs from its lessons."""
    built = build_all(work) if outputs else [clean(job.source()) for job in work]
    found = [f"{short(path)}: no lesson gives this notebook" for path in orphans(root, jobs(root))]
    for job, notebook in zip(work, built, strict=True):
        found += differences(notebook, job.target, outputs)
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.build_notebooks")
    parser.add_argument("lesson", nargs="?", default="", help="only the lessons that begin so, such as 01")
    parser.add_argument("--check", action="store_true", help="write nothing, compare with what is there")
    parser.add_argument("--check-sources", action="store_true", help="the same without running anything")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    options = arguments()
    work = jobs(options.root, options.lesson)
    if not work:
        print(f"There is no lesson in lessons/ whose name begins with {options.lesson!r}.")
    try:
        if options.check or options.check_sources:
            return report(check(options.root, work, outputs=options.check))
        for job, notebook in zip(work, build_all(work), strict=True):
            write(notebook, job.target)
            print(f"built {job.target.relative_to(options.root)}")
    except LessonError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def report(found: list[str]) -> int:
    """Print what was found; the exit code."""
    if found:
        print(*found, "Run `make notebooks` and commit what it writes.", sep="\n")
        return 1
    print("The notebooks are what the lessons give.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
