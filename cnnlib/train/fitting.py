"""Training: minibatches, steps, records. `fit` is a generator: whoever pulls it may plot, pause or stop."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from cnnlib.losses import NotFiniteError, check_labels, softmax_loss
from cnnlib.nets import Net, flat
from cnnlib.optim import Optimiser, constant
from cnnlib.shapes import whole

Augment = Callable[[NDArray, np.random.Generator], NDArray]
Schedule = Callable[[float], float]
Labelled = tuple[NDArray, NDArray]


class DivergedError(ArithmeticError):
    """The loss is no number any more: the weights ran away."""


@dataclass(frozen=True)
class Record:
    """How training stands after a step."""

    step: int  # from 1
    epoch: int  # from 1
    loss: float  # of the minibatch, before the step
    accuracy: float  # of the minibatch, before the step
    seconds: float  # spent in steps so far: looking at records and measuring does not count
    validation: float | None = None  # the accuracy on held-out images, after the last step of each epoch


def fit(
    net: Net,
    x: NDArray,
    y: NDArray,
    *,
    epochs: int,
    batch: int,
    optimiser: Optimiser,
    seed: int = 0,
    validation: Labelled | None = None,
    schedule: Schedule = constant,
    augment: Augment | None = None,
) -> Iterator[Record]:
    """Train a net that has weights, minibatch by minibatch; gives a `Record` after each step.

    x is (N, H, W, D), y holds N labels. Every epoch shuffles the images anew, by `seed`. `schedule(progress)`
    with progress from 0 to 1 scales the optimiser's rate; `augment(x, rng)` alters each minibatch. Stop
    whenever you like: the net keeps the weights of the last step. Raises `DivergedError` when the scores are
    no numbers any more.

    >>> from cnnlib import FC, Volume
    >>> from cnnlib.optim import SGD
    >>> x, y = np.array([-1.0, 1.0]).reshape(2, 1, 1, 1), np.array([0, 1])
    >>> net = Net(Volume(W=1, H=1, D=1), [FC(K=2)]).init(seed=0)
    >>> for record in fit(net, x, y, epochs=50, batch=2, optimiser=SGD(rate=1.0)):
    ...     pass  # print, plot or break
    >>> record.step, record.loss < 0.1, net.predict(x).tolist()
    (50, True, [0, 1])
    """
    x, y = np.asarray(x), np.asarray(y)
    _check(net, x, y)
    if validation is not None:
        _check(net, np.asarray(validation[0]), np.asarray(validation[1]))
    stepper = Stepper(net, optimiser, schedule, augment, np.random.default_rng(seed))
    return _records(stepper, x, y, whole(epochs, "epochs"), whole(batch, "batch"), validation)


@dataclass(frozen=True)
class Stepper:
    """One training step: forward, loss, backward, and the optimiser's move."""

    net: Net
    optimiser: Optimiser
    schedule: Schedule
    augment: Augment | None
    rng: np.random.Generator

    def step(self, x: NDArray, y: NDArray, progress: float) -> tuple[float, float]:
        """The loss and the accuracy of the minibatch; afterwards the weights have changed."""
        if self.augment is not None:
            x = self.augment(x, self.rng)
        with np.errstate(over="ignore", invalid="ignore"):  # weights that run away are reported in words
            scores, caches = self.net.run(x)
            loss, dscores = softmax_loss(scores, y)
            gradient = flat(self.net.gradients(caches, dscores))
            self.optimiser.step(self.net.vector, gradient, float(self.schedule(progress)))
        return loss, float((scores.reshape(len(x), -1).argmax(axis=1) == y).mean())


def _records(
    stepper: Stepper, x: NDArray, y: NDArray, epochs: int, batch: int, validation: Labelled | None
) -> Iterator[Record]:
    seconds, steps = 0.0, epochs * -(-len(x) // batch)
    for step, (epoch, is_last, chosen) in enumerate(_minibatches(len(x), epochs, batch, stepper.rng), start=1):
        began = perf_counter()
        try:
            loss, accuracy = stepper.step(x[chosen], y[chosen], progress=(step - 1) / steps)
        except NotFiniteError as error:
            raise DivergedError(_advice(stepper.optimiser, step)) from error
        seconds += perf_counter() - began
        held_out = stepper.net.accuracy(*validation) if is_last and validation is not None else None
        yield Record(step, epoch, loss, accuracy, seconds, held_out)


def _minibatches(N: int, epochs: int, batch: int, rng: np.random.Generator) -> Iterator[tuple[int, bool, NDArray]]:
    """The epoch, whether it ends with this minibatch, and which images are in it: each once in an epoch."""
    for epoch in range(1, epochs + 1):
        order = rng.permutation(N)
        for start in range(0, N, batch):
            yield epoch, start + batch >= N, order[start : start + batch]


def _advice(optimiser: Optimiser, number: int) -> str:
    return (
        f"the scores of step {number} are not finite: the weights ran away. Lower the rate of {optimiser!r}, "
        "say to a tenth, see that the inputs lie about between -1 and 1, and start again from net.init(seed)"
    )


def _check(net: Net, x: NDArray, y: NDArray) -> None:
    """Images and labels that this net can be trained or measured with."""
    last = net.volumes[-1]
    if (last.W, last.H) != (1, 1):
        raise ValueError(f"the net ends in {last}, not in class scores [1x1xK]: let its last layer be FC(K)")
    if x.shape[1:] != net.volumes[0].shape or len(x) == 0:
        raise ValueError(
            f"images of shape {x.shape} do not fit a net that takes {net.volumes[0]}: (N, H, W, D) is needed"
        )
    check_labels(y, len(x), last.D)
    if not np.isfinite(x).all():
        image = int(np.argmin(np.isfinite(x.reshape(len(x), -1)).all(axis=1)))
        raise ValueError(f"image {image} holds a value that is nan or infinite: leave it out, or use np.nan_to_num")
