"""LOCALLY CONNECTED: equal to loops, to CONV where the filters are equal, and clear errors."""

import tracemalloc

import numpy as np
import pytest

from cnnlib import Conv, FitError, Volume
from cnnlib.layers import LocallyConnected
from tests.oracles import locally_connected_by_loops

VOLUME = Volume(W=8, H=6, D=3)
LAYERS = [
    LocallyConnected(K=4, F=3),
    LocallyConnected(K=2, F=3, S=2, P=1, crop=True),
    LocallyConnected(K=2, F=(2, 3), S=(2, 1), P=(0, 2)),
    LocallyConnected(K=1, F=1),
    LocallyConnected(K=2, F=(2, 3), S=(1, 2), P=1, dilation=(3, 2), crop=True),
]


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_forward_equals_loops(layer: LocallyConnected) -> None:
    rng = np.random.default_rng(0)
    params = {name: rng.standard_normal(array.shape) for name, array in layer.init(VOLUME, rng).items()}
    x = rng.standard_normal((3, *VOLUME.shape))
    expected = locally_connected_by_loops(layer, params["w"], params["b"], x)
    np.testing.assert_allclose(layer.forward(params, x)[0], expected, atol=1e-12)


def test_with_the_same_filters_everywhere_it_is_a_convolution() -> None:
    rng, shared, own = np.random.default_rng(0), Conv(K=4, F=3, P=1), LocallyConnected(K=4, F=3, P=1)
    params, x = shared.init(VOLUME, rng), rng.standard_normal((2, *VOLUME.shape)).astype(np.float32)
    everywhere = {name: np.broadcast_to(array, (6, 8, *array.shape)) for name, array in params.items()}
    y, cache = shared.forward(params, x)
    y_own, cache_own = own.forward(everywhere, x)
    np.testing.assert_allclose(y_own, y, atol=1e-5)
    (dx, grads), (dx_own, grads_own) = shared.backward(cache, y), own.backward(cache_own, y)
    np.testing.assert_allclose(dx_own, dx, atol=1e-4)
    np.testing.assert_allclose(grads_own["w"].sum(axis=(0, 1)), grads["w"], atol=1e-3)


def test_a_large_batch_goes_in_parts_and_gives_the_same() -> None:
    layer, volume, rng = LocallyConnected(K=2, F=3, P=1), Volume(W=20, H=3, D=16), np.random.default_rng(0)
    params = layer.init(volume, rng)
    x = rng.standard_normal((400, *volume.shape)).astype(np.float32)
    tracemalloc.start()
    y, cache = layer.forward(params, x)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * x.nbytes + y.nbytes + 3 * 2**20  # x with its border, y, two parts; all windows take 13 MB
    dx, grads = layer.backward(cache, y)
    dw = 0
    for few in (slice(0, 150), slice(150, 400)):
        part, its_cache = layer.forward(params, x[few])
        dx_part, its_grads = layer.backward(its_cache, part)
        np.testing.assert_allclose(y[few], part, atol=1e-5)
        np.testing.assert_allclose(dx[few], dx_part, atol=1e-4)
        dw = dw + its_grads["w"]
    np.testing.assert_allclose(grads["w"], dw, atol=2e-3)


def test_each_filter_starts_with_the_same_spread_as_in_a_convolution() -> None:
    w = LocallyConnected(K=8, F=3).init(Volume(34, 34, 4), np.random.default_rng(0))["w"]
    assert w.std() == pytest.approx(np.sqrt(2 / (3 * 3 * 4)), rel=0.01)


def test_errors() -> None:
    with pytest.raises(FitError, match=r"\(W - F \+ 2P\)/S \+ 1 = \(8 - 3 \+ 0\)/2 \+ 1 = 3.5"):
        LocallyConnected(K=2, F=3, S=2).output(VOLUME)
    with pytest.raises(ValueError, match="K = 0 is too small"):
        LocallyConnected(K=0)
    layer = LocallyConnected(K=2)
    params = layer.init(VOLUME, np.random.default_rng(0))
    with pytest.raises(
        ValueError, match=r"w has the shape \(4, 6, 2, 3, 3, 3\), this layer needs \(6, 6, 2, 3, 3, 3\)"
    ):
        layer.forward(params, np.zeros((1, 8, 8, 3)))
    with pytest.raises(ValueError, match=r"b has the shape \(2,\), this layer needs \(4, 6, 2\)"):
        layer.forward(params | {"b": np.zeros(2)}, np.zeros((1, *VOLUME.shape)))
