"""DROPOUT and SOFTMAX."""

import numpy as np
import pytest

from cnnlib.layers import Dropout, Softmax

X = np.random.default_rng(0).standard_normal((20, 8, 8, 10)).astype(np.float32)


@pytest.mark.parametrize("rate", [0.0, 0.2, 0.5, 0.9])
def test_the_share_dropped_and_the_mean_kept(rate: float) -> None:
    y, cache = Dropout(rate).train_forward({}, np.ones_like(X), np.random.default_rng(0))
    assert (y == 0).mean() == pytest.approx(rate, abs=0.02)
    assert y.mean() == pytest.approx(1, abs=0.05)
    np.testing.assert_allclose(np.unique(y), [0, 1 / (1 - rate)] if rate else [1], rtol=1e-6)
    np.testing.assert_array_equal(Dropout(rate).backward(cache, np.ones_like(X))[0], y)


def test_a_seed_drops_the_same() -> None:
    first, again, other = (Dropout().train_forward({}, X, np.random.default_rng(seed))[0] for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_in_evaluation_nothing_happens() -> None:
    y, cache = Dropout(0.9).forward({}, X)
    np.testing.assert_array_equal(y, X)
    np.testing.assert_array_equal(Dropout(0.9).backward(cache, X)[0], X)


@pytest.mark.parametrize("rate", [1.0, -0.1, float("nan")])
def test_a_rate_out_of_range(rate: float) -> None:
    with pytest.raises(ValueError, match=r"rate = .* is out of range: it is at least 0 and less than 1, such as 0.5"):
        Dropout(rate)


def test_softmax_gives_probabilities_at_each_position() -> None:
    y, _ = Softmax().forward({}, 100 * X)
    np.testing.assert_allclose(y.sum(axis=-1), 1, rtol=1e-5)
    np.testing.assert_array_equal(y.argmax(axis=-1), X.argmax(axis=-1))
