"""Sections of a model card that need no images: files, recipe, command, course of the training."""

import ast
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from cnnlib import recipes
from cnnlib.pretrained import FOLDER
from cnnlib.recipes import RECIPES
from cnnlib.train import Record, load_records
from tools.card_parts import Subject

CORES = {1: "one core", 2: "two cores"}
BUSY = "of a machine that was doing other work as well: an upper limit"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, the first column to the left.

    >>> print(table(["net", "loss"], [["plain", "0.5"]]))
    | net | loss |
    |:--|--:|
    | plain | 0.5 |
    """
    rule = "|:--|" + "--:|" * (len(heads) - 1)
    return "\n".join([_row(heads), rule, *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def about_file(subject: Subject) -> str:
    """The net in numbers, and how to see that its file is whole."""
    path, net = FOLDER / f"{subject.name}.npz", RECIPES[subject.recipes[0]].net()
    layers = "".join(f"- `{layer!r}` to {volume}\n" for layer, volume in zip(net.layers, net.volumes[1:]))
    return (
        f"{net.parameters:,} parameters, {net.multiply_adds:,} multiply-adds for an image. `{path.name}` has "
        f"{path.stat().st_size:,} bytes, weights in float16, SHA-256\n`{digest(path)}`.\n\n"
        f"Input {net.volumes[0]}, then\n\n{layers}".rstrip()
    )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def command(subject: Subject) -> str:
    """The recipes as they stand in the code, and what to type."""
    lines = [f"python -m cnnlib.train {name}{_folder(subject)} --out RUN" for name in subject.recipes]
    lines.append(f"python -m tools.cards {subject.name}{_folder(subject)} --run RUN")
    source = "\n\n".join(map(recipe_source, subject.recipes))
    again = "starts anew" if RECIPES[subject.recipes[0]].snapshots else "goes on where a training was stopped"
    said = f"The same command again {again}; seed 0 gives the same weights on the same kind of processor."
    return "\n\n".join(["## Recipe", said, _block("", "\n".join(lines)), _block("python", source)])


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def _folder(subject: Subject) -> str:
    return "" if subject.name == "plain_and_residual" else " --data FOLDER"


def recipe_source(name: str) -> str:
    """The lines of code that define a recipe."""
    for path in sorted(Path(recipes.__file__).parent.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                return ast.get_source_segment(text, node) or ""
    raise ValueError(f"no recipe is called {name!r}: there are {', '.join(RECIPES)}")


def about_training(subject: Subject) -> str:
    """What each epoch brought."""
    return "\n\n".join(["## Training", *(_course(name, len(subject.recipes) > 1) for name in subject.recipes)])


def _course(name: str, named: bool) -> str:
    records = load_records(FOLDER / f"{name}.csv")
    last = records[-1]
    title = f"`{name}`: " if named else ""
    said = f"{title}{last.step:,} steps in {last.epoch} epochs took {last.seconds:,.0f} seconds, on "
    said += f"{CORES[RECIPES[name].threads]} {BUSY}."
    loss = "loss with penalty" if RECIPES[name].penalty else "loss"
    heads = ["epoch", loss, "accuracy", "accuracy on held-out images"]
    return f"{said}\n\n{table(heads, map(_epoch, records))}"


def _epoch(record: Record) -> list[str]:
    held_out = "" if record.validation is None else f"{record.validation:.2%}"
    return [str(record.epoch), f"{record.loss:.4f}", f"{record.accuracy:.2%}", held_out]


def races_table(subject: Subject) -> str:
    """Where the trainings ended, side by side."""
    rows = []
    for name in subject.recipes:
        net, last = RECIPES[name].net(), load_records(FOLDER / f"{name}.csv")[-1]
        rows.append([f"`{name}`", f"{net.parameters:,}", *_epoch(last)[1:], f"{last.seconds:,.0f}"])
    heads = [
        "net",
        "parameters",
        "training loss with penalty",
        "training accuracy",
        "accuracy on held-out images",
        "seconds",
    ]
    return f"## The last epoch of each\n\n{table(heads, rows)}"
