"""POOL: equal to loops, ties, gradients, and clear errors."""

import time
from itertools import product

import numpy as np
import pytest

from cnnlib import FitError, Pool, Volume
from cnnlib.gradcheck import check_layer
from cnnlib.layers.pool import KINDS
from tests.oracles import pool_by_loops

SIZES = [(2, 2), (3, 2), (2, 1), (3, 3), (2, 3), ((1, 3), (2, 1)), ((3, 2), (1, 2)), (1, 1)]
LAYERS = [Pool(F=F, S=S, kind=kind, crop=True) for (F, S), kind in product(SIZES, ("max", "average", "L2"))]
LAYERS += [Pool(F=3, S=2, P=1, kind=kind, crop=True) for kind in ("max", "average", "L2")]
LAYERS += [Pool(F=(3, 2), S=1, P=(2, 0)), Pool(F=3, S=1, P=1)]
LAYERS += [Pool(F=(7, 8), S=1, kind=kind) for kind in ("max", "average", "L2")]  # one window
VOLUME = Volume(W=8, H=7, D=3)


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_forward_equals_loops(layer: Pool) -> None:
    x = np.random.default_rng(0).standard_normal((2, *VOLUME.shape))
    y, _ = layer.forward({}, x)
    assert y.shape == (2, *layer.output(VOLUME).shape)
    np.testing.assert_allclose(y, pool_by_loops(layer, x), atol=1e-12)


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_gradients(layer: Pool) -> None:
    assert check_layer(layer, VOLUME)["x"] < 1e-7


def test_among_equal_maxima_the_first_gets_the_gradient() -> None:
    x = np.array([[5.0, 5], [5, 1]]).reshape(1, 2, 2, 1)
    layer = Pool(F=2, S=2)
    _, cache = layer.forward({}, x)
    dx, _ = layer.backward(cache, np.full((1, 1, 1, 1), 7.0))
    assert dx.ravel().tolist() == [7, 0, 0, 0]


def test_ties_of_a_rectified_map_lose_no_gradient() -> None:
    x = np.maximum(np.random.default_rng(0).integers(-3, 3, (4, 6, 6, 5)).astype(float), 0)
    layer = Pool(F=3, S=3)
    y, cache = layer.forward({}, x)
    dy = np.random.default_rng(1).standard_normal(y.shape)
    np.testing.assert_allclose(layer.backward(cache, dy)[0].sum(), dy.sum())


def test_more_than_255_taps() -> None:
    """The switches need more than a byte."""
    x = np.zeros((1, 17, 17, 1))
    x[0, 16, 15, 0] = 1
    layer = Pool(F=17, S=1)
    _, cache = layer.forward({}, x)
    dx, _ = layer.backward(cache, np.ones((1, 1, 1, 1)))
    np.testing.assert_array_equal(dx, x)


@pytest.mark.parametrize("kind", KINDS)
def test_a_single_large_window_does_as_tap_by_tap(kind: str) -> None:
    """Twice the same image side by side makes two windows, which go tap by tap."""
    x = np.random.default_rng(0).integers(0, 4, (2, 17, 18, 3)).astype(float)  # with ties
    layer = Pool(F=(17, 18), S=18, kind=kind)
    (y, cache), (both, its_cache) = layer.forward({}, x), layer.forward({}, np.concatenate([x, x], axis=2))
    np.testing.assert_allclose(both, np.concatenate([y, y], axis=2))
    dx, _ = layer.backward(cache, y)
    np.testing.assert_allclose(layer.backward(its_cache, both)[0], np.concatenate([dx, dx], axis=2))
    if kind == "max":
        np.testing.assert_array_equal(its_cache[2], np.concatenate([cache[2]] * 2, axis=2))


@pytest.mark.parametrize("kind", KINDS)
def test_a_single_large_window_has_its_border_and_leaves_what_it_does_not_reach(kind: str) -> None:
    x = np.random.default_rng(0).standard_normal((1, 24, 22, 2))
    layer = Pool(F=20, S=9, P=1, kind=kind, crop=True)
    y, cache = layer.forward({}, x)
    np.testing.assert_allclose(y, pool_by_loops(layer, x), atol=1e-12)
    dx, _ = layer.backward(cache, np.ones_like(y))
    assert dx.shape == x.shape and not dx[:, 19:].any() and not dx[:, :, 19:].any() and dx.any()


def test_pooling_a_whole_photograph_is_quick() -> None:
    """Pixel by pixel it took a fifth of a second."""
    x = np.random.default_rng(0).random((1, 224, 224, 4))
    began = time.perf_counter()
    for kind in KINDS:
        Pool(F=224, S=1, kind=kind).forward({}, x)
    assert time.perf_counter() - began < 0.15


def test_the_border_never_wins() -> None:
    layer, x = Pool(F=3, S=1, P=1), np.full((1, 2, 2, 1), -5.0)
    y, cache = layer.forward({}, x)
    assert (y == -5).all()
    assert layer.backward(cache, np.ones((1, 2, 2, 1)))[0].ravel().tolist() == [4, 0, 0, 0]


def test_the_gradient_of_an_l2_norm_of_zeros_is_zero() -> None:
    layer = Pool(kind="L2")
    _, cache = layer.forward({}, np.zeros((1, 2, 2, 1)))
    assert not layer.backward(cache, np.ones((1, 1, 1, 1)))[0].any()


@pytest.mark.parametrize("kind", ["max", "average", "L2"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_stay(kind: str, dtype: type) -> None:
    y, cache = Pool(kind=kind).forward({}, np.ones((1, 4, 4, 2), dtype))
    assert y.dtype == Pool(kind=kind).backward(cache, y)[0].dtype == dtype


@pytest.mark.parametrize("D", [2, 20])
def test_how_the_arrays_lie_in_memory_does_not_matter(D: int) -> None:
    rng = np.random.default_rng(0)
    x, dy = rng.standard_normal((3, D, 8, 6)), rng.standard_normal((3, D, 4, 3))
    turned, dturned = x.transpose(0, 2, 3, 1), dy.transpose(0, 2, 3, 1)
    y, cache = Pool().forward({}, turned)
    plain, plain_cache = Pool().forward({}, turned.copy())
    np.testing.assert_array_equal(y, plain)
    np.testing.assert_array_equal(Pool().backward(cache, dturned)[0], Pool().backward(plain_cache, dturned.copy())[0])


def test_figures_of_the_lecture() -> None:
    assert str(Pool(F=2, S=2).output(Volume(224, 224, 64))) == "[112x112x64]"
    assert str(Pool(F=3, S=2).output(Volume(55, 55, 96))) == "[27x27x96]"
    x = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]).reshape(1, 4, 4, 1)
    assert Pool().forward({}, x)[0].ravel().tolist() == [6, 8, 3, 4]
    assert Pool(kind="average").forward({}, x)[0].ravel().tolist() == [3.25, 5.25, 2, 2]
    assert Pool().parameters(VOLUME) == 0 and Pool().init(VOLUME, np.random.default_rng(0)) == {}


def test_errors() -> None:
    with pytest.raises(FitError, match=r"\(W - F \+ 2P\)/S \+ 1 = \(5 - 2 \+ 0\)/2 \+ 1 = 2.5"):
        Pool().output(Volume(5, 4, 1))
    with pytest.raises(ValueError, match="kind = 'median' is no kind of pooling: choose one of max, average, L2"):
        Pool(kind="median")
    with pytest.raises(ValueError, match="S = 0 is too small"):
        Pool(S=0)
    with pytest.raises(ValueError, match="P = 3 with F = 3 makes windows of nothing but border"):
        Pool(F=(4, 3), P=3)
    assert repr(Pool(F=3)) == "Pool(F=3)" and repr(Pool(kind="L2")) == "Pool(kind='L2')"
