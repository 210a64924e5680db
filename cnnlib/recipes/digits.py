"""The net of the first lesson, trained on the bundled digits in seconds."""

from collections.abc import Iterator
from functools import partial

from cnnlib import zoo
from cnnlib.augment import shifts
from cnnlib.datasets import digits, split
from cnnlib.losses import softmax_loss
from cnnlib.nets import Net
from cnnlib.optim import Adam, warm_up
from cnnlib.threads import on_one_thread
from cnnlib.train import Record, fit


def train_digits(seed: int = 0, epochs: int = 18) -> tuple[Net, Iterator[Record]]:
    """A new net for the handwritten digits, and the generator that trains it when it is pulled.

    A quarter of the digits is held out; the last record's `validation` is the accuracy on it.

    >>> net, records = train_digits(seed=0)
    >>> next(records).step, net.parameters
    (1, 38282)
    """
    train, held_out = split(*digits())
    net = zoo.digits_net().init(seed)
    return net, on_one_thread(
        fit(
            net,
            *train,
            epochs=epochs,
            batch=32,
            optimiser=Adam(rate=0.005),
            seed=seed,
            validation=held_out,
            schedule=warm_up(0.2),
            augment=shifts(1),
            loss=partial(softmax_loss, smoothing=0.05),
        )
    )
