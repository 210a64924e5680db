"""A training under way: all that a step changes is in one place, so that it can be put away and taken up again."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import number
from cnnlib.losses import Loss, NotFiniteError, l2_penalty
from cnnlib.nets import Net, flat
from cnnlib.optim import Optimiser, Schedule
from cnnlib.pieces import Pieces, finished, timed
from cnnlib.train.minibatch import QUIET, Found, in_pieces, in_threads
from cnnlib.train.records import Record

Augment = Callable[[NDArray, np.random.Generator], NDArray]
Labelled = tuple[NDArray, NDArray]


class DivergedError(ArithmeticError):
    """The loss is no number any more: the weights ran away."""


@dataclass(frozen=True)
class Plan:
    """What a training is asked to do. Nothing here changes."""

    x: NDArray
    y: NDArray
    epochs: int
    batch: int
    seed: int
    validation: Labelled | None
    schedule: Schedule
    augment: Augment | None
    loss: Loss
    penalty: float
    patience: int | None
    threads: int

    @property
    def steps_per_epoch(self) -> int:
        """The last step of an epoch takes what is left over."""
        return -(-len(self.x) // self.batch)

    @property
    def steps(self) -> int:
        """In all."""
        return self.epochs * self.steps_per_epoch


@dataclass
class Best:
    """The epoch with the highest accuracy on held-out images so far, the first of equals, and its weights."""

    epoch: int = 0
    validation: float = -1.0
    vector: NDArray | None = None


@dataclass
class Run:
    """A net, its optimiser, and where in the plan they stand."""

    net: Net
    optimiser: Optimiser
    plan: Plan
    rng: np.random.Generator
    order: NDArray = field(default_factory=lambda: np.zeros(0, np.int64))  # of the images in this epoch
    records: list[Record] = field(default_factory=list)
    best: Best = field(default_factory=Best)

    @property
    def goes_on(self) -> bool:
        """Whether another step is due: some are left, and held-out accuracy rose not too long ago."""
        done, patience = len(self.records), self.plan.patience
        waited = done // self.plan.steps_per_epoch - self.best.epoch
        return done < self.plan.steps and (patience is None or waited < patience)

    def step(self) -> Record:
        """Take the next step, and measure where an epoch ends."""
        with np.errstate(**QUIET):
            record = finished(self.step_in_pieces())
        if record.step % self.plan.steps_per_epoch == 0:
            if not np.isfinite(self.net.vector).all():
                raise DivergedError(f"the weights are not finite after step {record.step}: {self._advice}")
            self.records[-1] = record = replace(record, validation=self._measure(record.epoch))
        return record

    def step_in_pieces(self) -> Pieces[Record]:
        """Take the next step with a pause after each layer, in which nothing else may change the net."""
        plan, done = self.plan, len(self.records)
        epoch, place = divmod(done, plan.steps_per_epoch)
        if place == 0:
            self.order = self.rng.permutation(len(plan.x))
        chosen = self.order[place * plan.batch : (place + 1) * plan.batch]
        (loss, accuracy), seconds = yield from timed(self._learn(plan.x[chosen], plan.y[chosen]))
        seconds += self.records[-1].seconds if done else 0.0
        record = Record(done + 1, epoch + 1, loss, accuracy, seconds, None, plan.steps)
        self.records.append(record)
        return record

    def finish(self) -> None:
        """Where held-out images decide when to stop, the net gets the weights of its best epoch."""
        if self.best.vector is not None:
            self.net.vector[...] = self.best.vector

    def _learn(self, x: NDArray, y: NDArray) -> Pieces[tuple[float, float]]:
        """Forward, loss, backward, and the optimiser's move: the loss and accuracy before it."""
        done = len(self.records)
        if self.plan.augment is not None:
            x = self.plan.augment(x, self.rng)
        try:
            found = yield from self._found(x, y)
        except NotFiniteError as error:
            raise DivergedError(f"the scores of step {done + 1} are not finite: {self._advice}") from error
        loss = found.loss + self._add_penalty(found.gradient)
        if not isfinite(loss):
            raise DivergedError(f"the loss of step {done + 1} is {loss}: {self._advice}")
        factor = number(self.plan.schedule(done / self.plan.steps), f"the schedule's factor of step {done + 1}")
        self.optimiser.step(self.net.vector, found.gradient, factor)
        return loss, float((found.scores.reshape(len(x), -1).argmax(axis=1) == y).mean())

    def _found(self, x: NDArray, y: NDArray) -> Pieces[Found]:
        asked = self.net, x, y, self.plan.loss, self.rng
        if self.plan.threads == 1:
            return (yield from in_pieces(*asked))
        return in_threads(*asked, self.plan.threads)

    def _add_penalty(self, gradient: NDArray) -> float:
        """The L2 penalty's share of the loss; its gradient is added to the one given."""
        if not self.plan.penalty:
            return 0.0
        penalty, grads = l2_penalty(self.net.weights, self.plan.penalty)
        gradient += flat(grads)
        return penalty

    def _measure(self, epoch: int) -> float | None:
        """The accuracy on held-out images, if there are any."""
        if self.plan.validation is None:
            return None
        accuracy = self.net.accuracy(*self.plan.validation)
        if self.plan.patience is not None and accuracy > self.best.validation:
            self.best = Best(epoch, accuracy, self.net.vector.copy())
        return accuracy

    @property
    def _advice(self) -> str:
        return (
            f"the weights ran away. Lower the rate of {self.optimiser!r}, say to a tenth, see that the inputs lie "
            "about between -1 and 1, and start again from net.init(seed)"
        )
