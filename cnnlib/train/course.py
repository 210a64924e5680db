"""A training that is watched: beside its records, what the net looks like and answers from time to time.

    course = Course(net, train, held_out, epochs=10, batch=32, optimiser=Adam(0.003))
    while course.advance(within=0.05):          # seconds of work; then whoever calls may do other things
        print(course.records[-1].loss)

The numbers are those of `fit`; only the work is cut into smaller pieces, so that nobody waits for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from cnnlib.losses import Loss, softmax_loss
from cnnlib.measure import scores_of
from cnnlib.nets import Net
from cnnlib.optim import Optimiser
from cnnlib.pieces import Pieces, larger
from cnnlib.threads import on_one_thread
from cnnlib.train.fitting import begin, labelled
from cnnlib.train.minibatch import QUIET
from cnnlib.train.records import Record
from cnnlib.train.run import Augment, DivergedError, Labelled, Run

MOMENTS = 60  # of a whole training
WATCHED = 12  # held-out images whose answers are kept
PIECE = 90  # held-out images that are measured at a time
LEAST = 0.005  # seconds: smaller pieces are joined
RAN_AWAY = 20  # times the loss of the first step: from there no training comes back


@dataclass(frozen=True, eq=False)
class Moment:
    """The net after a step: its first filters, (K, F, F, D), and its answers for the images that are watched."""

    step: int
    filters: NDArray
    answers: NDArray


class Course:
    """A training of a net that has weights. Arguments are as in `fit`.

    `records` are those of `fit`; `losses` the loss on held-out images, one for each epoch; `moments` the net from
    time to time, the first before any step. Where the training diverges, `trouble` says why, and the net has the last
    weights that were good.

    >>> from cnnlib import FC, Volume
    >>> from cnnlib.optim import SGD
    >>> data = np.array([-1.0, 1.0]).reshape(2, 1, 1, 1), np.array([0, 1])
    >>> course = Course(Net(Volume(1, 1, 1), [FC(K=2)]).init(), data, data, epochs=20, batch=2, optimiser=SGD(1.0))
    >>> while course.advance(within=0.01):
    ...     pass
    >>> course.step, course.records[-1].validation, course.moments[-1].answers.tolist()
    (20, 1.0, [0, 1])
    """

    def __init__(
        self, net: Net, train: Labelled, held_out: Labelled, *, epochs: int, batch: int, optimiser: Optimiser,
        seed: int = 0, augment: Augment | None = None, loss: Loss = softmax_loss, penalty: float = 0.0,
    ) -> None:  # fmt: skip
        train, held_out = labelled(net, train, "train"), labelled(net, held_out, "held_out")
        self.net, self.train, self.held_out, self.optimiser = net, train, held_out, optimiser
        self.epochs, self.batch, self._loss = epochs, batch, loss
        run = begin(
            net, *train, epochs=epochs, batch=batch, optimiser=optimiser, seed=seed, augment=augment, loss=loss,
            penalty=penalty,
        )  # fmt: skip
        self._work = on_one_thread(self._pieces(run))
        self.watched = one_of_each(held_out[1], WATCHED)
        self.every = -(-self.steps // MOMENTS)
        self.records: list[Record] = []
        self.losses: list[float] = []
        self.trouble = ""
        self.good = 0  # the step whose weights were the last good ones
        self._good = net.vector.copy()
        self._last_kept = self.good, self._good
        self._now = self._look()
        self.moments = [self._now]

    @property
    def steps_per_epoch(self) -> int:
        return -(-len(self.train[0]) // self.batch)

    @property
    def steps(self) -> int:
        """In all."""
        return self.epochs * self.steps_per_epoch

    @property
    def step(self) -> int:
        """How many have been taken."""
        return len(self.records)

    @property
    def goes_on(self) -> bool:
        return self.step < self.steps and not self.trouble

    @property
    def now(self) -> Moment:
        """The net as it stands."""
        if self._now.step != (self.good if self.trouble else self.step):
            self._now = self._look()
        return self._now

    @property
    def seconds_left(self) -> float:
        """About how long the steps to come will take; 0 before the first."""
        return self.records[-1].seconds / self.step * (self.steps - self.step) if self.records else 0.0

    def advance(self, within: float) -> bool:
        """Work for so many seconds, or a layer longer; returns whether any steps are left. One may be half taken."""
        end = perf_counter() + within
        while self.goes_on and perf_counter() < end:
            self.piece()
        return self.goes_on

    def take_step(self) -> None:
        """Take the next step, with all that is measured after it."""
        before = self.step
        while self.goes_on and self.step == before:
            self.piece()

    def piece(self) -> None:
        """The next piece of work: some layers, a step, or a part of a measurement."""
        try:
            with np.errstate(**QUIET):
                next(self._work, None)
        except DivergedError as error:
            self.trouble = str(error)
            self.net.vector[...] = self._good

    def close(self) -> None:
        """Give back what the next step would need: there will be none."""
        self._work = iter(())

    def _pieces(self, run: Run) -> Iterator[None]:
        while run.goes_on:
            record = yield from larger(run.step_in_pieces(), LEAST)
            if record.loss > self._too_much:
                self.records.append(record)
                raise DivergedError(f"the loss of step {record.step} is {record.loss:.3g}: the weights ran away")
            self.good, self._good = self._last_kept  # with which this loss has come about
            if record.step % self.steps_per_epoch == 0:
                yield
                record = replace(record, validation=(yield from self._measure()))
            self.records.append(record)
            if record.step % self.every == 0 or record.step == self.steps:
                self._keep()
            yield

    def _keep(self) -> None:
        self._now = self._look()
        self.moments.append(self._now)
        self._last_kept = self.step, self.net.vector.copy()

    @property
    def _too_much(self) -> float:
        return RAN_AWAY * max(1.0, self.records[0].loss) if self.records else float("inf")

    def _measure(self) -> Pieces[float]:
        """The accuracy on held-out images, and by the way the loss."""
        x, y = self.held_out
        right, lost = 0, 0.0
        for n in range(0, len(x), PIECE):
            part = y[n : n + PIECE]
            scores, _ = yield from larger(self.net.run_in_pieces(x[n : n + PIECE]), LEAST)
            right += int((scores.reshape(len(part), -1).argmax(axis=1) == part).sum())
            lost += self._loss_of(scores, part) * len(part)
            yield
        self.losses.append(lost / len(x))
        return right / len(x)

    def _loss_of(self, scores: NDArray, y: NDArray) -> float:
        return self._loss(scores, y)[0] if np.isfinite(scores).all() else float("inf")

    def _look(self) -> Moment:
        with np.errstate(**QUIET):
            answers = scores_of(self.net, self.held_out[0][self.watched]).argmax(axis=1)
        return Moment(self.good if self.trouble else self.step, first_filters(self.net), answers)


def in_turns(courses: Sequence[Course], within: float) -> bool:
    """Work on several trainings for so many seconds, always on the one that is behind; whether any goes on."""
    end = perf_counter() + within
    while (waiting := [course for course in courses if course.goes_on]) and perf_counter() < end:
        min(waiting, key=lambda course: course.step / course.steps).piece()
    return bool(waiting)


def first_filters(net: Net) -> NDArray:
    """A copy of the weights of the first layer that has some, (K, F, F, D): for FC a filter as large as the input.

    >>> from cnnlib import zoo
    >>> first_filters(zoo.digits_net().init()).shape
    (16, 3, 3, 1)
    """
    for params, volume in zip(net.weights, net.volumes):
        if "w" in params:
            w = params["w"]
            return (w if w.ndim == 4 else w.reshape(-1, *volume.shape)).copy()
    return np.zeros((0, 1, 1, 1), np.float32)


def one_of_each(y: NDArray, count: int) -> NDArray:
    """The places of `count` labels: the first of each class, then the second of each, and so on.

    >>> one_of_each(np.array([3, 3, 1, 3, 1]), 4).tolist()
    [2, 0, 4, 1]
    """
    turns = np.zeros(len(y), np.int64)
    for label in np.unique(y):
        places = np.flatnonzero(y == label)
        turns[places] = np.arange(len(places))
    return np.lexsort((y, turns))[:count]
