"""`fit`: what is asked for is checked at once, then steps are taken as their records are pulled."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cnnlib.batches import check_batch, check_ends_in_scores, check_finite
from cnnlib.checks import function, random_by, whole
from cnnlib.datasets import split
from cnnlib.layers import Softmax
from cnnlib.losses import check_labels, check_strength, softmax_loss
from cnnlib.nets import Net, as_net
from cnnlib.optim import Optimiser, Schedule, constant
from cnnlib.train.checkpoints import Checkpoint, put_away, settings, take_up
from cnnlib.train.records import Record
from cnnlib.train.run import Augment, Labelled, Loss, Plan, Run


def fit(
    net: Net,
    x: NDArray,
    y: NDArray,
    *,
    epochs: int,
    batch: int,
    optimiser: Optimiser,
    seed: int = 0,
    validation: Labelled | float | None = None,
    schedule: Schedule = constant,
    augment: Augment | None = None,
    loss: Loss = softmax_loss,
    penalty: float = 0.0,
    patience: int | None = None,
    threads: int = 1,
    checkpoint: Checkpoint | str | Path | None = None,
) -> Iterator[Record]:
    """Train a net that has weights, minibatch by minibatch; gives a `Record` after each step.

    x is (N, H, W, D), y holds N labels. Every epoch shuffles the images anew, by `seed`. `schedule(progress)`
    with progress from 0 to 1 scales the optimiser's rate; `augment(x, rng)` alters each minibatch;
    `loss(scores, y)` gives the loss and its gradient, `penalty` the strength of the L2 penalty that is added to
    both. Stop whenever you like: the net keeps the weights of the last step. Raises `DivergedError` when the
    scores are no numbers any more.

    `validation` is (images, labels) to measure after each epoch, or a share of x and y to hold out for it.
    `patience=5` stops when five epochs in a row brought no higher accuracy there; the net then has the weights
    of its best epoch. `threads=2` shares each minibatch out between two threads, which pays for wide layers (see
    `cnnlib.train.minibatch`). `checkpoint` is a file: the same call, made again after a run was killed, gives the
    records it had given again, at once, and goes on to the same numbers (see `Checkpoint`).

    >>> from cnnlib import FC, Volume
    >>> from cnnlib.optim import SGD
    >>> x, y = np.array([-1.0, 1.0]).reshape(2, 1, 1, 1), np.array([0, 1])
    >>> net = Net(Volume(W=1, H=1, D=1), [FC(K=2)]).init(seed=0)
    >>> for record in fit(net, x, y, epochs=50, batch=2, optimiser=SGD(rate=1.0)):
    ...     pass  # print, plot or break
    >>> record.step, record.loss < 0.1, net.predict(x).tolist()
    (50, True, [0, 1])
    """
    run = begin(
        net, x, y, epochs=epochs, batch=batch, optimiser=optimiser, seed=seed, validation=validation,
        schedule=schedule, augment=augment, loss=loss, penalty=penalty, patience=patience, threads=threads,
    )  # fmt: skip
    return _records(run, _checkpoint(checkpoint))


def begin(
    net: Net, x: NDArray, y: NDArray, *, epochs: int, batch: int, optimiser: Optimiser, seed: int = 0,
    validation: Labelled | float | None = None, schedule: Schedule = constant, augment: Augment | None = None,
    loss: Loss = softmax_loss, penalty: float = 0.0, patience: int | None = None,
    threads: int = 1,
) -> Run:  # fmt: skip
    """What `fit` takes its steps with, before the first, once all that is asked for has been checked."""
    images = _images(as_net(net), x, y)
    _check_scores(net, loss)
    _check_functions(optimiser, schedule, augment, loss)
    rng = random_by(seed)
    images, held_out = _apart(net, images, validation, seed)
    patience = _patience(patience, held_out)
    epochs, batch = whole(epochs, "epochs"), whole(batch, "batch")
    plan = Plan(
        *images, epochs, batch, seed, held_out, schedule, augment, loss, check_strength(penalty), patience,
        whole(threads, "threads"),
    )  # fmt: skip
    return Run(net, optimiser, plan, rng)


def _records(run: Run, checkpoint: Checkpoint | None) -> Iterator[Record]:
    same = {}
    if checkpoint is not None:
        same = settings(run)  # once: it goes through all images
        take_up(run, checkpoint, same)
        yield from list(run.records)
    while run.goes_on:
        record = run.step()
        if checkpoint is not None and (record.step % checkpoint.every == 0 or not run.goes_on):
            put_away(run, checkpoint, same)
        yield record
    run.finish()


def _checkpoint(given: Checkpoint | str | Path | None) -> Checkpoint | None:
    return given if given is None or isinstance(given, Checkpoint) else Checkpoint(given)


def _check_functions(optimiser: Optimiser, schedule: Schedule, augment: Augment | None, loss: Loss) -> None:
    if isinstance(optimiser, type) or not hasattr(optimiser, "step"):
        raise TypeError(f"optimiser = {optimiser!r} is none: make one with its rate, such as Adam(rate=0.001)")
    function(schedule, "schedule", "cnnlib.optim.cosine")
    function(loss, "loss", "cnnlib.losses.softmax_loss")
    if augment is not None:
        function(augment, "augment", "cnnlib.augment.shifts(2)")


def _patience(patience: int | None, validation: Labelled | None) -> int | None:
    if patience is None:
        return None
    if validation is None:
        raise ValueError(
            f"patience = {patience} needs held-out images to look at: give validation=(x, y), or a share "
            "such as validation=0.1"
        )
    return whole(patience, "patience")


def _check_scores(net: Net, loss: Loss) -> None:
    """A net that ends in probabilities would be trained slowly and without a word."""
    if loss is softmax_loss and isinstance(net.layers[-1] if net.layers else None, Softmax):
        raise ValueError(
            "the net ends in Softmax(), and softmax_loss turns its scores into probabilities itself: train the net "
            "without its last layer, Net(net.volumes[0], net.layers[:-1])"
        )


def _apart(
    net: Net, images: Labelled, validation: Labelled | float | None, seed: int
) -> tuple[Labelled, Labelled | None]:
    """What is learnt from, and what is held out: given as a share of the former, or by itself."""
    if validation is None:
        return images, None
    if not isinstance(validation, tuple | list):
        held_in, validation = split(*images, validation, seed)
        if not len(held_in[1]) or not len(validation[1]):
            raise ValueError(
                f"of {len(images[1])} images, a share of {len(validation[1])} is held out for validation and "
                f"{len(held_in[1])} are left to learn from: hold out another share, or give validation=(x, y)"
            )
        return held_in, validation
    return images, labelled(net, validation, "validation")


def labelled(net: Net, given: Labelled, name: str) -> Labelled:
    """`given` as images and labels for this net, if it is a pair of them."""
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise TypeError(f"{name} is a pair of images and labels, (x, y), not {type(given).__name__}")
    return _images(net, *given)


def _images(net: Net, x: NDArray, y: NDArray) -> Labelled:
    """Images and labels as arrays, if this net can be trained or measured with them."""
    x, y = np.asarray(x), np.asarray(y)
    check_ends_in_scores(net.volumes[-1])
    check_batch(x, net.volumes[0])
    check_labels(y, len(x), net.volumes[-1].D)
    check_finite(x)
    return x, y
