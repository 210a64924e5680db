"""A training that can be started by name, killed, and taken up again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from numpy.typing import NDArray

from cnnlib.datasets import Labelled, split
from cnnlib.losses import Loss, softmax_loss
from cnnlib.nets import Net
from cnnlib.optim import Optimiser, Schedule
from cnnlib.snapshots import Snapshot, taken
from cnnlib.threads import on_one_thread
from cnnlib.train import Augment, Checkpoint, Record, fit


@dataclass(frozen=True)
class Started:
    """A training under way: pull its records, and the net learns. What is held out is never learnt from."""

    net: Net
    records: Iterator[Record]
    held_out: Labelled


@dataclass(frozen=True)
class Recipe:
    """Net, data and settings of a training.

    `data(folder)` gives the images to learn from and their labels, the share `held_out` of which is kept apart to
    measure with. Equal seeds give equal weights, to the last digit on one kind of processor. Where `snapshots` names
    steps, what comes of the training is the net after each of them, 0 being before any.
    """

    name: str
    about: str
    net: Callable[[], Net]
    data: Callable[[Path | None], Labelled]
    optimiser: Callable[[], Optimiser]
    schedule: Schedule
    augment: Augment | None
    epochs: int
    batch: int
    penalty: float
    held_out: float
    loss: Loss = softmax_loss
    prepare: Callable[[Net, NDArray], None] | None = None
    threads: int = 1
    snapshots: tuple[int, ...] = ()

    def start(
        self, folder: str | Path | None = None, *, epochs: int | None = None, seed: int = 0,
        checkpoint: Checkpoint | None = None,
    ) -> Started:  # fmt: skip
        """A new net, and the generator that trains it; with a checkpoint a killed training goes on where it was."""
        images, held_out = split(*self.data(None if folder is None else Path(folder)), self.held_out, seed)
        net = self.net().init(seed)
        if self.prepare is not None:
            self.prepare(net, images[0])
        records = fit(
            net,
            *images,
            epochs=self.epochs if epochs is None else epochs,
            batch=self.batch,
            optimiser=self.optimiser(),
            seed=seed,
            validation=held_out,
            schedule=self.schedule,
            augment=self.augment,
            loss=self.loss,
            penalty=self.penalty,
            threads=self.threads,
            checkpoint=checkpoint,
        )
        return Started(net, on_one_thread(records), held_out)

    def snapshots_of(self, run: Started, records: Iterable[Record]) -> Iterator[Snapshot]:
        """Pull the records of a run, and look at its net where the recipe says so, and at the end."""
        if 0 in self.snapshots:
            yield taken(run.net, 0, 0, run.held_out)
        for record in records:
            if record.step in self.snapshots or record.step == record.steps:
                yield taken(run.net, record.step, record.epoch, run.held_out)
