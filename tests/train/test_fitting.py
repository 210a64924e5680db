"""Training: what a record says, that it can be stopped, repeated and watched, and what it says when it cannot go on."""

import time
from itertools import islice
from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume
from cnnlib.augment import shifts
from cnnlib.datasets import split
from cnnlib.layers import BatchNorm, Dropout, Softmax
from cnnlib.losses import softmax_loss, svm_loss
from cnnlib.optim import SGD, Adam, cosine
from cnnlib.train import DivergedError, Record, fit

rng = np.random.default_rng(0)
Y = rng.integers(0, 2, 50)
X = (rng.standard_normal((50, 6, 6, 1)) + 3 * Y[:, None, None, None] * (np.arange(6) < 3)[None, None, :, None]).astype(
    "f"
)


def new_net() -> Net:
    return Net(Volume(6, 6, 1), [Conv(K=4, F=3), ReLU(), Pool(), FC(K=2)]).init(seed=0)


def trained(**changes: Any) -> tuple[Net, list[Record]]:
    net = new_net()
    settings = {"epochs": 4, "batch": 16, "optimiser": Adam(rate=0.02), "seed": 3} | changes
    return net, list(fit(net, X, Y, **settings))


def test_it_learns() -> None:
    net, records = trained(epochs=15)
    assert records[-1].loss < 0.2 < records[0].loss
    assert net.accuracy(X, Y) > 0.95


def test_records() -> None:
    _, records = trained(validation=(X[:7], Y[:7]))
    assert [record.step for record in records] == list(range(1, 17))  # 50 images by 16: 4 steps, the last of 2
    assert [record.epoch for record in records] == [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4
    assert [record.validation is not None for record in records] == [False, False, False, True] * 4
    assert all(0 <= record.accuracy <= 1 for record in records)
    seconds = [record.seconds for record in records]
    assert seconds == sorted(seconds) and seconds[0] > 0


def test_the_first_record_is_of_the_untrained_net() -> None:
    order = np.random.default_rng(3).permutation(50)[:16]
    net = new_net()
    loss, _ = net.loss_and_grads(X[order], Y[order])
    first = next(iter(fit(net, X, Y, epochs=1, batch=16, optimiser=SGD(), seed=3)))
    assert first.loss == pytest.approx(loss, rel=1e-6)


def test_each_image_is_seen_once_in_an_epoch() -> None:
    seen = []

    def watch(x: np.ndarray, _: np.random.Generator) -> np.ndarray:
        seen.append(x)
        return x

    trained(epochs=2, augment=watch)
    for epoch in (seen[:4], seen[4:]):
        assert sorted(np.concatenate(epoch).sum(axis=(1, 2, 3))) == sorted(X.sum(axis=(1, 2, 3)))
    assert (seen[0] != seen[4]).any()  # in another order


def test_a_seed_repeats_a_run() -> None:
    one, other = trained(augment=shifts(1)), trained(augment=shifts(1))
    assert (one[0].vector == other[0].vector).all()
    assert [record.loss for record in one[1]] == [record.loss for record in other[1]]
    assert (one[0].vector != trained(seed=4)[0].vector).any()


def test_stopping_keeps_the_weights_of_the_last_step() -> None:
    whole, stopped = new_net(), new_net()
    for record in fit(whole, X, Y, epochs=1, batch=10, optimiser=SGD(), seed=0):
        if record.step == 3:
            after_three = whole.vector.copy()
    assert len(list(islice(fit(stopped, X, Y, epochs=1, batch=10, optimiser=SGD(), seed=0), 3))) == 3
    np.testing.assert_array_equal(stopped.vector, after_three)
    np.testing.assert_array_equal(stopped.weights[0]["w"].ravel(), after_three[:36])


def test_time_between_records_does_not_count() -> None:
    records = fit(new_net(), X, Y, epochs=1, batch=10, optimiser=SGD())
    for _ in range(3):
        seconds = next(records).seconds
        time.sleep(0.2)
    assert seconds < 0.3


def test_the_schedule_scales_the_rate_from_start_to_end() -> None:
    asked = []

    def schedule(progress: float) -> float:
        asked.append(progress)
        return cosine(progress)

    trained(schedule=schedule)
    assert asked == pytest.approx([step / 16 for step in range(16)])
    still, _ = trained(schedule=lambda progress: 0.0)
    np.testing.assert_array_equal(still.vector, new_net().vector)


def test_a_run_that_diverges_says_what_to_do() -> None:
    with pytest.raises(DivergedError, match=r"scores of step \d+ are not finite.*Lower the rate of SGD\(rate=1e\+20\)"):
        trained(optimiser=SGD(rate=1e20))


def test_what_cannot_be_trained_is_refused_at_once() -> None:
    net, adam = new_net(), Adam()
    spoilt = X.copy()
    spoilt[4, 0, 0, 0] = np.nan
    with pytest.raises(ValueError, match="image 4 holds a value that is nan or infinite"):
        fit(net, spoilt, Y, epochs=1, batch=8, optimiser=adam)
    with pytest.raises(ValueError, match=r"images of shape \(50, 6, 6\) do not fit a net that takes \[6x6x1\]"):
        fit(net, X[..., 0], Y, epochs=1, batch=8, optimiser=adam)
    with pytest.raises(ValueError, match=r"images of shape \(0, 6, 6, 1\)"):
        fit(net, X[:0], Y[:0], epochs=1, batch=8, optimiser=adam)
    with pytest.raises(ValueError, match="label 2 of image 0 is outside 0 to 1: there are 2 classes"):
        fit(net, X, Y * 0 + 2, epochs=1, batch=8, optimiser=adam)
    with pytest.raises(ValueError, match="label 7 of image 0"):
        fit(net, X, Y, epochs=1, batch=8, optimiser=adam, validation=(X[:1], np.array([7])))
    with pytest.raises(ValueError, match="epochs = 0 is too small: epochs is a whole number of at least 1"):
        fit(net, X, Y, epochs=0, batch=8, optimiser=adam)
    with pytest.raises(ValueError, match=r"batch = 2\.5 is no whole number"):
        fit(net, X, Y, epochs=1, batch=2.5, optimiser=adam)  # type: ignore[arg-type]
    trunk = Net(Volume(6, 6, 1), [Conv(K=4, F=3)]).init()
    with pytest.raises(ValueError, match=r"the net ends in \[4x4x4\], not in class scores \[1x1xK\]"):
        fit(trunk, X, Y, epochs=1, batch=8, optimiser=adam)
    with pytest.raises(RuntimeError, match="no weights yet"):
        next(fit(Net(Volume(6, 6, 1), [FC(K=2)]), X, Y, epochs=1, batch=8, optimiser=adam))


def test_shifts_move_whole_images() -> None:
    x = np.zeros((40, 5, 7, 2), np.float32)
    x[:, 2, 3] = np.arange(1, 41)[:, None]
    moved = shifts(2)(x, np.random.default_rng(0))
    assert moved.shape == x.shape and moved.dtype == np.float32
    np.testing.assert_array_equal(moved.sum(axis=(1, 2)), x.sum(axis=(1, 2)))
    places = {tuple(np.argwhere(image[:, :, 0])[0] - (2, 3)) for image in moved}
    assert len(places) > 10 and all(abs(down) <= 2 and abs(across) <= 2 for down, across in places)
    with pytest.raises(ValueError, match="pixels = 0 is too small"):
        shifts(0)


def test_a_share_is_held_out() -> None:
    net = new_net()
    (x, y), held_out = split(X, Y, 0.2, seed=3)
    records = list(fit(net, X, Y, epochs=2, batch=16, optimiser=SGD(), seed=3, validation=0.2))
    assert records[-1].steps == len(records) == 2 * -(-len(x) // 16)
    assert records[-1].validation == net.accuracy(*held_out)
    other = new_net()
    list(fit(other, x, y, epochs=2, batch=16, optimiser=SGD(), seed=3))
    np.testing.assert_array_equal(net.vector, other.vector)
    with pytest.raises(ValueError, match="held_out = 20 is no share"):
        fit(net, X, Y, epochs=1, batch=8, optimiser=SGD(), validation=20)


def test_patience_ends_a_run_with_its_best_weights() -> None:
    """After two fifths of the way the steps lead uphill, so that nothing gets better."""
    seen: list[np.ndarray] = []
    measured: list[float] = []
    net = new_net()
    options: dict[str, Any] = {"epochs": 20, "batch": 50, "optimiser": SGD(rate=0.05), "validation": (X, Y)}
    for record in fit(net, X, Y, patience=3, schedule=lambda progress: 1.0 if progress < 0.4 else -3.0, **options):
        seen.append(net.vector.copy())
        measured.append(record.validation or 0.0)
    best = int(np.argmax(measured))  # the first of equals
    assert len(seen) == best + 1 + 3 < 20
    np.testing.assert_array_equal(net.vector, seen[best])
    assert net.accuracy(X, Y) == max(measured)


def test_equal_accuracy_is_no_better() -> None:
    """Steps too small to change a class: the first epoch stays the best."""
    net, after_one = new_net(), new_net()
    options: dict[str, Any] = {"batch": 50, "optimiser": SGD(rate=1e-7), "validation": (X, Y)}
    list(fit(after_one, X, Y, epochs=1, **options))
    records = list(fit(net, X, Y, epochs=9, patience=3, schedule=lambda progress: 1.0, **options))
    assert len({record.validation for record in records}) == 1 and len(records) == 4
    np.testing.assert_array_equal(net.vector, after_one.vector)


def test_patience_needs_something_to_look_at() -> None:
    with pytest.raises(ValueError, match="patience = 2 needs held-out images to look at: give validation"):
        trained(patience=2)
    with pytest.raises(ValueError, match="patience = 0 is too small"):
        trained(patience=0, validation=0.2)


def test_a_loss_of_ones_own() -> None:
    def half(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
        loss, dscores = softmax_loss(scores, y)
        return loss / 2, dscores / 2

    whole, halved = trained(optimiser=SGD(0.01), epochs=1), trained(optimiser=SGD(0.02), epochs=1, loss=half)
    np.testing.assert_allclose(whole[0].vector, halved[0].vector, rtol=1e-4, atol=1e-6)
    assert whole[1][0].loss == pytest.approx(2 * halved[1][0].loss)


def test_the_svm_loss_learns_too() -> None:
    net, records = trained(epochs=15, loss=svm_loss)
    assert records[-1].loss < 0.2 < records[0].loss and net.accuracy(X, Y) > 0.95


def test_probabilities_are_not_taken_for_scores() -> None:
    net = Net(Volume(6, 6, 1), [FC(K=2), Softmax()]).init(seed=0)
    with pytest.raises(ValueError, match=r"the net ends in Softmax\(\), and softmax_loss turns its scores"):
        fit(net, X, Y, epochs=1, batch=10, optimiser=SGD())
    next(fit(Net(net.volumes[0], net.layers[:-1]).init(seed=0), X, Y, epochs=1, batch=10, optimiser=SGD()))


def test_the_penalty_shrinks_weights_and_counts_in_the_loss() -> None:
    net, plain = new_net(), new_net()
    penalised = next(fit(net, X, Y, epochs=1, batch=50, optimiser=SGD(0.1), penalty=0.3))
    record = next(fit(plain, X, Y, epochs=1, batch=50, optimiser=SGD(0.1)))
    before = new_net().weights
    squares = sum(float((params["w"] ** 2).sum()) for params in before if params)
    assert penalised.loss - record.loss == pytest.approx(0.15 * squares, rel=1e-5)
    for place in (0, 3):
        shrunk = plain.weights[place]["w"] - 0.1 * 0.3 * before[place]["w"]
        np.testing.assert_allclose(net.weights[place]["w"], shrunk, atol=1e-6)
        np.testing.assert_allclose(net.weights[place]["b"], plain.weights[place]["b"], atol=1e-7)
    with pytest.raises(ValueError, match=r"penalty = -1 is out of range"):
        trained(penalty=-1)


def test_layers_work_as_in_training_and_are_measured_as_in_evaluation() -> None:
    net = Net(Volume(6, 6, 1), [BatchNorm(), Dropout(rate=0.5), FC(K=2)]).init(seed=0)
    expected = Net(Volume(6, 6, 1), [BatchNorm(), Dropout(rate=0.5), FC(K=2)]).init(seed=0)
    order = np.random.default_rng(3)
    chosen = order.permutation(50)
    scores, _ = expected.run(X[chosen], training=True, rng=order)
    record = next(fit(net, X, Y, epochs=1, batch=50, optimiser=SGD(0.1), seed=3, validation=(X, Y)))
    assert record.loss == pytest.approx(softmax_loss(scores, Y[chosen])[0], rel=1e-6)
    np.testing.assert_array_equal(net.weights[0]["mean"], expected.weights[0]["mean"])  # moved once, by no optimiser
    assert net.weights[0]["mean"] != 0
    assert record.validation == net.accuracy(X, Y)
