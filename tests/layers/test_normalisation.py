"""Normalisation: by hand, by loops, beside PyTorch; running averages; and clear errors."""

import numpy as np
import pytest

from cnnlib import Volume
from cnnlib.layers import BatchNorm, LocalResponseNorm
from tests.oracles import local_response_by_loops

X = np.random.default_rng(0).standard_normal((4, 3, 5, 7)) * 3 + 2
RNG = np.random.default_rng(0)


@pytest.mark.parametrize("slices", [1, 3, 5, 7, 15])
def test_local_response_equals_loops(slices: int) -> None:
    layer = LocalResponseNorm(slices=slices, offset=1.5, alpha=0.3, beta=0.6)
    np.testing.assert_allclose(layer.forward({}, X)[0], local_response_by_loops(layer, X), atol=1e-12)


def test_local_response_errors() -> None:
    with pytest.raises(ValueError, match=r"slices = 4 is even.* Try slices = 5"):
        LocalResponseNorm(slices=4)
    with pytest.raises(ValueError, match="slices = 0 is too small"):
        LocalResponseNorm(slices=0)
    with pytest.raises(ValueError, match="offset = 0 may divide by 0: it is more than 0"):
        LocalResponseNorm(offset=0, alpha=0.1)
    with pytest.raises(ValueError, match=r"an array of shape \(3, 4\) is no batch of images"):
        LocalResponseNorm().forward({}, np.zeros((3, 4)))


def test_batch_norm_in_training_standardises_every_slice() -> None:
    layer = BatchNorm(epsilon=1e-12)
    params = layer.init(Volume(W=5, H=3, D=7), RNG)
    y, _ = layer.train_forward(params, X, RNG)
    np.testing.assert_allclose(y.mean(axis=(0, 1, 2)), 0, atol=1e-12)
    np.testing.assert_allclose(y.std(axis=(0, 1, 2)), 1)


def test_batch_norm_by_hand() -> None:
    x = np.array([1.0, 3, 5, 7]).reshape(2, 1, 2, 1)  # mean 4, variance 5
    params = {
        name: np.array([value]) for name, value in (("scale", 2.0), ("shift", 10.0), ("mean", 1.0), ("variance", 4.0))
    }
    layer = BatchNorm(keep=0.5, epsilon=4.0)
    np.testing.assert_allclose(layer.train_forward(params, x, RNG)[0].ravel(), [8, 10 - 2 / 3, 10 + 2 / 3, 12])
    np.testing.assert_allclose(params["mean"], (1 + 4) / 2)
    np.testing.assert_allclose(params["variance"], (4 + 20 / 3) / 2)  # 20/3 counts with one number less
    params |= {"mean": np.array([1.0]), "variance": np.array([5.0])}
    np.testing.assert_allclose(layer.forward(params, x)[0].ravel(), [10, 10 + 4 / 3, 10 + 8 / 3, 14])


def test_running_averages_approach_those_of_the_data() -> None:
    layer = BatchNorm()
    params = layer.init(Volume(W=5, H=3, D=7), RNG)
    for _ in range(200):
        layer.train_forward(params, X, RNG)
    np.testing.assert_allclose(params["mean"], X.mean(axis=(0, 1, 2)), rtol=1e-5)
    np.testing.assert_allclose(params["variance"], X.var(axis=(0, 1, 2), ddof=1), rtol=1e-5)


def test_evaluation_changes_nothing_and_takes_one_image() -> None:
    layer = BatchNorm()
    params = layer.init(Volume(W=1, H=1, D=7), RNG)
    y, cache = layer.forward(params, X[:1, :1, :1])
    layer.backward(cache, y)
    np.testing.assert_allclose(y, X[:1, :1, :1], rtol=1e-5)
    assert (params["mean"] == 0).all() and (params["variance"] == 1).all()


def test_a_large_mean_does_not_hurt_in_float32() -> None:
    x = (np.random.default_rng(0).standard_normal((32, 28, 28, 4)) + 100).astype(np.float32)
    layer = BatchNorm()
    y, _ = layer.train_forward(layer.init(Volume(28, 28, 4), RNG), x, RNG)
    assert np.abs(y.mean(axis=(0, 1, 2), dtype=np.float64)).max() < 1e-4
    np.testing.assert_allclose(y.std(axis=(0, 1, 2), dtype=np.float64), 1, atol=1e-4)


def test_batch_norm_errors() -> None:
    layer, params = BatchNorm(), BatchNorm().init(Volume(1, 1, 3), RNG)
    with pytest.raises(ValueError, match=r"a batch of shape \(1, 1, 1, 3\) has one number in each slice"):
        layer.train_forward(params, np.ones((1, 1, 1, 3)), RNG)
    with pytest.raises(ValueError, match=r"scale has the shape \(3,\), this layer needs \(5,\)"):
        layer.forward(params, np.ones((2, 4, 4, 5)))
    with pytest.raises(ValueError, match="keep = 1 is out of range: it is at least 0 and less than 1"):
        BatchNorm(keep=1)
    with pytest.raises(ValueError, match="epsilon = 0 is no small number to keep from dividing by a variance of 0"):
        BatchNorm(epsilon=0)
    assert BatchNorm().parameters(Volume(9, 9, 64)) == 128
    assert repr(BatchNorm()) == "BatchNorm()" and repr(LocalResponseNorm(slices=3)) == "LocalResponseNorm(slices=3)"
