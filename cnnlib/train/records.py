"""What training says of itself: a record after each step, kept in plain files, shown as a line of text."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from io import StringIO
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import Any

from cnnlib.checks import path_of

FORMAT = "cnnlib records"


@dataclass(frozen=True)
class Record:
    """How training stands after a step."""

    step: int  # from 1
    epoch: int  # from 1
    loss: float  # of the minibatch, before the step
    accuracy: float  # of the minibatch, before the step
    seconds: float  # spent in steps so far: looking at records and measuring does not count
    validation: float | None = None  # the accuracy on held-out images, after the last step of each epoch
    steps: int | None = None  # how many steps are planned; an early stop may leave some out


READ: dict[str, Callable[[Any], Any]] = {"step": int, "epoch": int, "loss": float, "accuracy": float, "seconds": float}
READ |= {"validation": float, "steps": int}
MAY_BE_NONE = {"validation", "steps"}


def save_records(records: Iterable[Record], path: str | Path) -> Path:
    """Write records as a table, `.csv`, or as `.json`; returns the path. Every digit is kept.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     load_records(save_records([Record(1, 1, 0.5, 0.25, 0.01)], folder + "/run.csv"))
    [Record(step=1, epoch=1, loss=0.5, accuracy=0.25, seconds=0.01, validation=None, steps=None)]
    """
    path = path_of(path, "path")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {path.parent} to write {path.name} to: make it first")
    rows = [asdict(record) for record in records]
    if _kind(path) == ".json":
        text = json.dumps({"format": FORMAT, "version": 1, "records": rows}, indent=1) + "\n"
    else:
        text = _table(rows)
    path.write_text(text, encoding="utf-8")
    return path


def load_records(path: str | Path) -> list[Record]:
    """The records of a file that `save_records` wrote. ValueError, naming the place, for any other file."""
    path = path_of(path, "path")
    kind = _kind(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no file {path}: look at the name and the folder")
    try:
        text = path.read_text(encoding="utf-8")
        rows = _json_rows(text, path) if kind == ".json" else list(csv.DictReader(StringIO(text)))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is no text: save the records again with save_records(records, path)") from error
    return [_record(row, f"record {number} of {path}") for number, row in enumerate(rows, start=1)]


def by_epoch(records: Iterable[Record]) -> list[Record]:
    """One record for each epoch: its last, with the mean loss and accuracy of the epoch's minibatches.

    >>> by_epoch([Record(1, 1, 0.5, 0.25, 0.01), Record(2, 1, 0.25, 0.75, 0.02, validation=0.5)])
    [Record(step=2, epoch=1, loss=0.375, accuracy=0.5, seconds=0.02, validation=0.5, steps=None)]
    """
    return [_mean(list(epoch)) for _, epoch in groupby(records, key=lambda record: record.epoch)]


def _mean(records: list[Record]) -> Record:
    loss, accuracy = (fmean(getattr(record, name) for record in records) for name in ("loss", "accuracy"))
    return replace(records[-1], loss=loss, accuracy=accuracy)


def progress(records: Iterable[Record], **options: Any) -> Iterator[Record]:
    """The same records, with a line that says how far training is, by tqdm; `options` are tqdm's own.

    It is the plain bar, which looks the same in a terminal and in a notebook and leaves no widget behind.

    >>> for record in progress([Record(1, 1, 0.5, 0.25, 0.01, steps=2)], disable=True):
    ...     record.loss
    0.5
    """
    from tqdm import tqdm

    held_out: dict[str, str] = {}
    with tqdm(**({"unit": "step"} | options)) as bar:
        for record in records:
            bar.total = record.steps
            if record.validation is not None:
                held_out = {"held out": f"{record.validation:.2%}"}
            bar.set_description(f"epoch {record.epoch}", refresh=False)
            bar.set_postfix({"loss": f"{record.loss:.4f}"} | held_out, refresh=False)
            bar.update()
            yield record


def _kind(path: Path) -> str:
    if path.suffix not in (".csv", ".json"):
        raise ValueError(f"records are kept in a file that ends in .csv or .json, not in {path.name!r}")
    return path.suffix


def _table(rows: list[dict[str, Any]]) -> str:
    text = StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(Record)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _json_rows(text: str, path: Path) -> list[dict[str, Any]]:
    try:
        said = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{path} is damaged or no JSON file: {error}") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT or not isinstance(said.get("records"), list):
        raise ValueError(f"{path} holds no records: take a file that save_records wrote")
    if said.get("version") != 1:
        raise ValueError(f"{path} is of version {said.get('version')}, this cnnlib reads version 1: update cnnlib")
    return said["records"]


def _record(row: Any, place: str) -> Record:
    values: dict[str, Any] = {}
    for name, read in READ.items():
        given = row.get(name) if isinstance(row, dict) else None
        if given in (None, "") and name in MAY_BE_NONE:
            values[name] = None
            continue
        try:
            values[name] = read(given)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{place} has {name} = {given!r}, which is no number: the file is damaged") from error
    return Record(**values)
