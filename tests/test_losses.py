"""Losses: values by hand, gradients, labels, scores that are no numbers; the penalty on weights."""

from functools import partial

import numpy as np
import pytest

from cnnlib import Conv, Net, ReLU, Volume
from cnnlib.gradcheck import mismatch
from cnnlib.layers import FC, BatchNorm, Residual
from cnnlib.losses import Loss, NotFiniteError, check_labels, l2_penalty, softmax, softmax_loss, svm_loss
from cnnlib.nets import flat


def test_softmax_sums_to_one_and_does_not_overflow() -> None:
    p = softmax(np.array([[1000.0, 1000, -1000], [0, 1, 2]]))
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_allclose(p[0], [0.5, 0.5, 0])


def test_loss_by_hand() -> None:
    scores = np.log(np.array([[1.0, 1, 2], [8, 1, 1]]))  # probabilities 1/4 1/4 1/2 and 0.8 0.1 0.1
    loss, dscores = softmax_loss(scores, np.array([2, 1]))
    assert loss == pytest.approx((np.log(2) + np.log(10)) / 2)
    np.testing.assert_allclose(dscores, np.array([[0.25, 0.25, -0.5], [0.8, -0.9, 0.1]]) / 2)


LOSSES = pytest.mark.parametrize("loss", [softmax_loss, svm_loss, partial(softmax_loss, smoothing=0.3)])


def test_label_smoothing_asks_for_less_of_the_right_class() -> None:
    scores, y = np.log(np.array([[0.7, 0.2, 0.1]])), np.array([0])
    loss, dscores = softmax_loss(scores, y, smoothing=0.3)  # asked for: 0.8, 0.1, 0.1
    assert loss == pytest.approx(-(0.8 * np.log(0.7) + 0.1 * np.log(0.2) + 0.1 * np.log(0.1)))
    np.testing.assert_allclose(dscores, [[-0.1, 0.1, 0.0]], atol=1e-12)
    content = np.log(np.array([[0.8, 0.1, 0.1]]))
    np.testing.assert_allclose(softmax_loss(content, y, smoothing=0.3)[1], 0, atol=1e-12)  # surer is not better


@pytest.mark.parametrize("smoothing", [-0.1, 1, np.nan])
def test_a_smoothing_that_is_no_share(smoothing: float) -> None:
    with pytest.raises(ValueError, match=f"smoothing = {smoothing} is out of range"):
        softmax_loss(np.zeros((1, 3)), np.array([0]), smoothing)


def test_svm_loss_by_hand() -> None:
    scores = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])  # the lecture's cat, car and frog
    y = np.array([0, 1, 2])
    assert [round(svm_loss(scores[n : n + 1], y[n : n + 1])[0], 4) for n in range(3)] == [2.9, 0, 12.9]
    loss, dscores = svm_loss(scores, y)
    assert loss == pytest.approx(15.8 / 3)
    np.testing.assert_allclose(dscores, np.array([[-1, 1, 0], [0, 0, 0], [1, 1, -2]]) / 3)
    assert svm_loss(scores, y, margin=0.0)[0] == pytest.approx((1.9 + 5.3 + 5.6) / 3)


@LOSSES
def test_gradient(loss: Loss) -> None:
    rng = np.random.default_rng(0)
    scores, y = rng.standard_normal((5, 1, 1, 4)), rng.integers(0, 4, 5)
    _, dscores = loss(scores, y)
    assert dscores.shape == scores.shape
    assert mismatch(lambda: loss(scores, y)[0], scores, dscores, rng) < 1e-7


@LOSSES
def test_float32_stays_and_a_hopeless_score_is_finite(loss: Loss) -> None:
    value, dscores = loss(np.array([[0, 500]], np.float32), np.array([0]))
    assert dscores.dtype == np.float32 and np.isfinite(value) and type(value) is float


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@LOSSES
def test_scores_that_are_no_numbers(loss: Loss, value: float) -> None:
    scores = np.zeros((4, 3))
    scores[2, 1] = value
    with pytest.raises(NotFiniteError, match="the scores of image 2 are not finite"):
        loss(scores, np.zeros(4, int))


@LOSSES
def test_wrong_labels(loss: Loss) -> None:
    with pytest.raises(ValueError, match="label 3 of image 1 is outside 0 to 2: there are 3 classes"):
        loss(np.zeros((2, 3)), np.array([0, 3]))
    with pytest.raises(ValueError, match="label -1 of image 0 is outside 0 to 2"):
        check_labels(np.array([-1, 3]), 2, 3)
    with pytest.raises(ValueError, match=r"labels of shape \(3,\) do not match 2 images: \(N,\) = \(2,\) is needed"):
        loss(np.zeros((2, 3)), np.zeros(3, int))
    with pytest.raises(TypeError, match=r"labels are whole numbers, these are float64: .*y.astype\(int\)"):
        loss(np.zeros((2, 3)), np.zeros(2))
    with pytest.raises(ValueError, match=r"scores of shape \(2, 4, 4, 3\) are no list of classes"):
        loss(np.zeros((2, 4, 4, 3)), np.zeros(2, int))


def test_the_penalty_is_on_weights_only_and_within_branches() -> None:
    layers = [Conv(K=2, F=3, P=1), BatchNorm(), Residual([ReLU(), Conv(K=2, F=1)]), FC(K=3)]
    net = Net(Volume(4, 4, 2), layers).init(seed=0, dtype=np.float64)
    net.vector[:] += 0.5
    weights = [net.weights[0]["w"], net.weights[2]["0.1.w"], net.weights[3]["w"]]
    value, grads = l2_penalty(net.weights, 0.3)
    assert value == pytest.approx(0.15 * sum((w**2).sum() for w in weights))
    rng = np.random.default_rng(0)
    assert mismatch(lambda: l2_penalty(net.weights, 0.3)[0], net.vector, flat(grads), rng) < 1e-7
    assert np.count_nonzero(flat(grads)) == sum(w.size for w in weights)


def test_the_penalty_keeps_float32_and_refuses_what_is_no_strength() -> None:
    value, grads = l2_penalty([{"w": np.ones(3, np.float32), "b": np.ones(1, np.float32)}], 0.1)
    assert type(value) is float and flat(grads).dtype == np.float32
    for strength in (-0.1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match=r"penalty = .* is out of range: it is at least 0, such as 0\.001"):
            l2_penalty([], strength)
