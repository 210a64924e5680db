"""The softmax loss: values by hand, gradient, labels, and scores that are no numbers."""

import numpy as np
import pytest

from cnnlib.gradcheck import mismatch
from cnnlib.losses import NotFiniteError, check_labels, softmax, softmax_loss


def test_softmax_sums_to_one_and_does_not_overflow() -> None:
    p = softmax(np.array([[1000.0, 1000, -1000], [0, 1, 2]]))
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_allclose(p[0], [0.5, 0.5, 0])


def test_loss_by_hand() -> None:
    scores = np.log(np.array([[1.0, 1, 2], [8, 1, 1]]))  # probabilities 1/4 1/4 1/2 and 0.8 0.1 0.1
    loss, dscores = softmax_loss(scores, np.array([2, 1]))
    assert loss == pytest.approx((np.log(2) + np.log(10)) / 2)
    np.testing.assert_allclose(dscores, np.array([[0.25, 0.25, -0.5], [0.8, -0.9, 0.1]]) / 2)


def test_gradient() -> None:
    rng = np.random.default_rng(0)
    scores, y = rng.standard_normal((5, 1, 1, 4)), rng.integers(0, 4, 5)
    _, dscores = softmax_loss(scores, y)
    assert dscores.shape == scores.shape
    assert mismatch(lambda: softmax_loss(scores, y)[0], scores, dscores, rng) < 1e-7


def test_float32_stays_and_a_hopeless_score_is_finite() -> None:
    loss, dscores = softmax_loss(np.array([[0, 500]], np.float32), np.array([0]))
    assert dscores.dtype == np.float32 and np.isfinite(loss) and type(loss) is float


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_scores_that_are_no_numbers(value: float) -> None:
    scores = np.zeros((4, 3))
    scores[2, 1] = value
    with pytest.raises(NotFiniteError, match="the scores of image 2 are not finite"):
        softmax_loss(scores, np.zeros(4, int))


def test_wrong_labels() -> None:
    with pytest.raises(ValueError, match="label 3 of image 1 is outside 0 to 2: there are 3 classes"):
        softmax_loss(np.zeros((2, 3)), np.array([0, 3]))
    with pytest.raises(ValueError, match="label -1 of image 0 is outside 0 to 2"):
        check_labels(np.array([-1, 3]), 2, 3)
    with pytest.raises(ValueError, match=r"labels of shape \(3,\) do not match 2 images: \(N,\) = \(2,\) is needed"):
        softmax_loss(np.zeros((2, 3)), np.zeros(3, int))
    with pytest.raises(TypeError, match=r"labels are whole numbers, these are float64: .*y.astype\(int\)"):
        softmax_loss(np.zeros((2, 3)), np.zeros(2))
    with pytest.raises(ValueError, match=r"scores of shape \(2, 4, 4, 3\) are no list of classes"):
        softmax_loss(np.zeros((2, 4, 4, 3)), np.zeros(2, int))
