"""A training put away in a file: taken up again, it goes on to the same numbers, bit for bit."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cnnlib import archive
from cnnlib.archive import ArchiveError, Arrays
from cnnlib.checks import path_of, whole
from cnnlib.optim import Optimiser
from cnnlib.train.records import Record
from cnnlib.train.run import Best, Run

KIND = "checkpoint"
SAMPLES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)  # where a schedule is asked to see whether it is the same


@dataclass(frozen=True)
class Checkpoint:
    """The file in which `fit` puts a training away, after every so many steps and at the end.

    It holds the weights, the optimiser's memory, the state of the random numbers, the place in the epoch and the
    records. It is written whole or not at all. With other images or settings `fit` refuses it.
    """

    path: str | Path
    every: int = 100

    def __post_init__(self) -> None:
        whole(self.every, "every")
        path_of(self.path, "path")


def put_away(run: Run, checkpoint: Checkpoint, same: dict[str, Any]) -> None:
    """Write all that the next step depends on, and the settings it belongs to."""
    numbers, memory = _apart(run.optimiser)
    said = {
        "settings": same,
        "rng": run.rng.bit_generator.state,
        "optimiser": numbers,
        "best": [run.best.epoch, run.best.validation],
    }
    arrays = {"vector": run.net.vector, "order": run.order} | memory | _columns(run.records)
    if run.best.vector is not None:
        arrays["best"] = run.best.vector
    archive.write(checkpoint.path, KIND, json.dumps(said, default=int), arrays)


def take_up(run: Run, checkpoint: Checkpoint, same: dict[str, Any]) -> None:
    """Put the run where the file says it was; without a file it is left at its start."""
    path = archive.npz(checkpoint.path)
    if not path.exists():
        return
    try:
        text, arrays = archive.read(path, KIND)
    except ArchiveError as error:
        raise ArchiveError(f"{error}; or delete {path.name}, and training starts anew") from error
    said = json.loads(text)
    _compare(said["settings"], same, path)
    run.net.vector[...] = arrays["vector"]
    run.order = arrays["order"]
    run.rng.bit_generator.state = said["rng"]
    for name, value in said["optimiser"].items():
        setattr(run.optimiser, name, arrays.get(f"optimiser.{name}", value))
    run.records[:] = _rows(arrays, run.plan.steps)
    epoch, validation = said["best"]
    run.best = Best(epoch, validation, arrays.get("best"))


def settings(run: Run) -> dict[str, Any]:
    """What must be the same for a run to go on to the same numbers; data and functions by what they give."""
    plan = run.plan
    held_out = plan.validation or ()
    return {
        "net": repr(run.net),
        "dtype": run.net.vector.dtype.name,
        "optimiser": repr(run.optimiser) if hasattr(run.optimiser, "__dataclass_fields__") else _name(run.optimiser),
        "epochs": plan.epochs,
        "batch": plan.batch,
        "seed": plan.seed,
        "penalty": plan.penalty,
        "patience": plan.patience,
        "threads": plan.threads,
        "schedule": [float(plan.schedule(progress)) for progress in SAMPLES],
        "augment": _name(plan.augment),
        "loss": _name(plan.loss),
        "images": [_digest(plan.x), _digest(plan.y)],
        "validation": [_digest(array) for array in held_out],
    }


def _compare(then: dict[str, Any], now: dict[str, Any], path: Path) -> None:
    for name, value in now.items():
        if then.get(name) != value:
            told = f" = {then.get(name)}" if isinstance(value, int | float | str | None) else ""
            here = f" = {value}" if told else ""
            raise ArchiveError(
                f"{path} was written by a training with another {name}{told}; here it is {name}{here}. "
                "Take the old one, give another path, or delete the file to start anew"
            )


def _apart(optimiser: Optimiser) -> tuple[dict[str, Any], Arrays]:
    """All that an optimiser holds: numbers and names, and its arrays as optimiser.<name>."""
    numbers: dict[str, Any] = {}
    arrays: Arrays = {}
    for name, value in vars(optimiser).items():
        if isinstance(value, np.ndarray):
            arrays[f"optimiser.{name}"], numbers[name] = value, None
        elif value is None or isinstance(value, int | float | str):
            numbers[name] = value
        else:
            raise TypeError(
                f"{_name(optimiser)}.{name} = {value!r} cannot be kept in a checkpoint: only numbers, text and "
                "arrays can"
            )
    return numbers, arrays


def _columns(records: list[Record]) -> Arrays:
    """The records as arrays; nan for a validation that was not measured."""
    names = [field.name for field in fields(Record) if field.name != "steps"]
    return {f"records.{name}": np.array([getattr(record, name) for record in records], float) for name in names}


def _rows(arrays: Arrays, steps: int) -> list[Record]:
    names = ("step", "epoch", "loss", "accuracy", "seconds", "validation")
    columns = [arrays[f"records.{name}"].tolist() for name in names]
    return [
        Record(int(step), int(epoch), loss, accuracy, seconds, None if np.isnan(validation) else validation, steps)
        for step, epoch, loss, accuracy, seconds, validation in zip(*columns)
    ]


def _digest(array: NDArray) -> str:
    array = np.ascontiguousarray(array)
    return f"{array.dtype.str} {array.shape} {crc32(array.reshape(-1).view(np.uint8).data):08x}"


def _name(thing: Any) -> str | None:
    if thing is None:
        return None
    return getattr(thing, "__qualname__", type(thing).__qualname__)
