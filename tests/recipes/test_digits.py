"""The digits, really learnt: the accuracy that the first lesson promises."""

import numpy as np

from cnnlib.datasets import digits, split
from cnnlib.recipes import train_digits


def test_digits_are_learnt() -> None:
    """At least 98.8 % of held-out digits, on average over five seeds; the aim is 99 % within 2 s each."""
    accuracies = []
    for seed in range(5):
        net, records = train_digits(seed)
        last = list(records)[-1]
        assert last.validation == net.accuracy(*split(*digits())[1])
        accuracies.append(last.validation)
    assert np.mean(accuracies) >= 0.988, accuracies
    assert len(set(accuracies)) > 1  # the seeds make a difference: nothing here is written down


def test_the_net_knows_nothing_before() -> None:
    net, _ = train_digits(seed=0)
    assert net.accuracy(*split(*digits())[1]) < 0.4
