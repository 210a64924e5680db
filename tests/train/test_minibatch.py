"""A minibatch in several threads: the numbers of one, whatever the threads do meanwhile."""

from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume
from cnnlib.layers import BatchNorm, Dropout, Layer
from cnnlib.losses import softmax_loss
from cnnlib.optim import SGD, Momentum
from cnnlib.pieces import finished
from cnnlib.train import DivergedError, Record, fit
from cnnlib.train.minibatch import Found, in_pieces, in_threads

DRAWN = np.random.default_rng(1)
X, Y = DRAWN.standard_normal((13, 6, 6, 2)), DRAWN.integers(0, 3, 13)


def new_net(*more: Layer) -> Net:
    return Net(Volume(6, 6, 2), [Conv(K=4), *more, ReLU(), Pool(), FC(K=3)]).init(dtype=np.float64)


def found(net: Net, threads: int, seed: int = 0) -> Found:
    return in_threads(net, X, Y, softmax_loss, np.random.default_rng(seed), threads)


@pytest.mark.parametrize("threads", [1, 2, 3, 5, 50])
def test_scores_loss_and_gradient_are_those_of_one_thread(threads: int) -> None:
    net = new_net()
    before = net.vector.copy()
    one, several = finished(in_pieces(net, X, Y, softmax_loss, np.random.default_rng(0))), found(net, threads)
    np.testing.assert_allclose(several.scores, one.scores, rtol=1e-12)
    np.testing.assert_allclose(several.gradient, one.gradient, rtol=1e-9, atol=1e-15)
    assert several.loss == pytest.approx(one.loss, rel=1e-12)
    np.testing.assert_array_equal(net.vector, before)


def test_running_averages_move_by_the_mean_of_the_parts_moves() -> None:
    net, halves = new_net(BatchNorm()), [new_net(BatchNorm()) for _ in range(2)]
    for half, part in zip(halves, (slice(0, 7), slice(7, 13))):
        half.run(X[part], training=True, rng=np.random.default_rng(0))
    found(net, threads=2)
    for name in ("mean", "variance"):
        moved = (7 * halves[0].weights[1][name] + 6 * halves[1].weights[1][name]) / 13
        np.testing.assert_allclose(net.weights[1][name], moved, rtol=1e-12)
    assert not np.allclose(net.weights[1]["mean"], 0)


def test_each_thread_drops_by_chances_of_its_own_that_the_seed_decides() -> None:
    net = new_net(Dropout(0.5))
    np.testing.assert_array_equal(found(net, 2, seed=3).gradient, found(net, 2, seed=3).gradient)
    assert not np.allclose(found(net, 2, seed=3).gradient, found(net, 2, seed=4).gradient)
    twice = np.concatenate([X[:4], X[:4]])
    scores = in_threads(net, twice, Y[:8], softmax_loss, np.random.default_rng(0), 2).scores
    assert not np.allclose(scores[:4], scores[4:])


def test_no_thread_has_a_single_image() -> None:
    """With one number in each slice, batch normalisation could not train."""
    net = Net(Volume(1, 1, 2), [BatchNorm(), FC(K=2)]).init()
    data = DRAWN.standard_normal((9, 1, 1, 2)), np.arange(9) % 2
    assert len(list(fit(net, *data, epochs=1, batch=6, optimiser=SGD(), threads=3))) == 2


def trained(**changes: Any) -> list[Record]:
    settings = {"epochs": 2, "batch": 5, "optimiser": Momentum(rate=0.1), "threads": 2} | changes
    return list(fit(new_net(BatchNorm(), Dropout(0.2)), X, Y, **settings))


def test_a_training_in_threads_is_repeated_to_the_same_numbers(tmp_path: Any) -> None:
    losses = [record.loss for record in trained()]
    assert [record.loss for record in trained()] == losses
    assert [record.loss for record in trained(threads=1)] != losses
    records = fit(
        new_net(BatchNorm(), Dropout(0.2)), X, Y, epochs=2, batch=5, optimiser=Momentum(rate=0.1), threads=2,
        checkpoint=tmp_path / "run",
    )  # fmt: skip
    next(records)
    assert [record.loss for record in trained(checkpoint=tmp_path / "run")] == losses


@pytest.mark.filterwarnings("error")
def test_weights_that_run_away_in_a_thread_are_told_in_words() -> None:
    with pytest.raises(DivergedError, match="Lower the rate"):
        trained(epochs=50, optimiser=SGD(rate=1e30))
