"""CONV: equal to loops and to SciPy, right gradients, the lecture's figures."""

from itertools import product

import numpy as np
import pytest

from cnnlib import Conv, FitError, Volume
from cnnlib.gradcheck import check_layer
from tests.oracles import conv_by_loops, conv_by_scipy, weights

LAYERS = [
    Conv(K=4, F=3),
    Conv(K=2, F=1),
    Conv(K=3, F=2, S=2, crop=True),
    Conv(K=3, F=3, S=2, P=1, crop=True),
    Conv(K=3, F=3, S=3, P=2, crop=True),
    Conv(K=2, F=3, dilation=2, P=2),
    Conv(K=2, F=3, S=2, dilation=2, P=1, crop=True),
    Conv(K=2, F=(3, 2), S=(1, 2), P=(0, 1), dilation=(2, 1), crop=True),
    Conv(K=2, F=(1, 4), S=(2, 1), P=(0, 3), crop=True),
    Conv(K=2, F=(4, 1), dilation=(1, 3), S=(1, 3), crop=True),
    Conv(K=3, F=5, P=2, bias=False),
    Conv(K=3, F=3, S=4, crop=True),
    Conv(K=3, F=3, P=4),
] + [
    Conv(K=2, F=F, S=S, P=P, dilation=dilation, mode=mode, crop=True)
    for mode in ("mirror", "extend")
    for F, S, P, dilation in ((3, 1, 1, 1), (3, 2, 2, 1), ((3, 5), (1, 2), (1, 3), 1), (3, 1, (2, 0), 2))
]  # fmt: skip
VOLUMES = [Volume(W=9, H=7, D=3), Volume(W=8, H=11, D=1), Volume(W=7, H=7, D=17)]  # 17: gradients take another way


@pytest.mark.parametrize("volume", VOLUMES, ids=str)
@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_forward_equals_loops_and_scipy(layer: Conv, volume: Volume) -> None:
    params, x = weights(layer, volume), np.random.default_rng(0).standard_normal((2, *volume.shape))
    b = params.get("b", np.zeros(layer.K))
    y, _ = layer.forward(params, x)
    assert y.shape == (2, *layer.output(volume).shape)
    np.testing.assert_allclose(y, conv_by_loops(layer, params["w"], b, x), atol=1e-12)
    np.testing.assert_allclose(y, conv_by_scipy(layer, params["w"], b, x), atol=1e-12)


@pytest.mark.parametrize("volume", VOLUMES, ids=str)
@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_gradients(layer: Conv, volume: Volume) -> None:
    errors = check_layer(layer, volume)
    assert set(errors) == {"x", "w", "b"} - ({"b"} if not layer.bias else set())
    assert max(errors.values()) < 1e-7


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_the_gradients_alone_are_the_same(layer: Conv) -> None:
    volume = VOLUMES[0]
    y, cache = layer.forward(weights(layer, volume), np.random.default_rng(0).standard_normal((2, *volume.shape)))
    both, alone = layer.backward(cache, y)[1], layer.gradients(cache, y)
    assert both.keys() == alone.keys()
    for name in both:
        np.testing.assert_array_equal(both[name], alone[name])


def test_predicted_volume_equals_the_result() -> None:
    rng = np.random.default_rng(0)
    fitted = 0
    for W, F, S, P, dilation in product((4, 5, 8), (1, 2, 3), (1, 2, 3), (0, 1), (1, 2)):
        layer, volume = Conv(K=2, F=F, S=S, P=P, dilation=dilation), Volume(W=W, H=W + 2, D=2)
        try:
            predicted = layer.output(volume)
        except FitError:
            continue
        y, _ = layer.forward(layer.init(volume, rng), np.ones((3, *volume.shape), np.float32))
        assert y.shape == (3, *predicted.shape)
        fitted += 1
    assert fitted > 40


@pytest.mark.parametrize("images", [1, 3, 40])
def test_batches_larger_than_a_block(images: int) -> None:
    """Blocks of whole images, and blocks of parts of one image, give what single images give."""
    layer, volume = Conv(K=5, F=3, P=1), Volume(W=40, H=48, D=12)
    params = weights(layer, volume)
    x = np.random.default_rng(0).standard_normal((images, *volume.shape))
    y, cache = layer.forward(params, x)
    dx, grads = layer.backward(cache, y)
    dw = 0
    for n in range(images):
        one, cache = layer.forward(params, x[n : n + 1])
        dx_one, grads_one = layer.backward(cache, one)
        np.testing.assert_allclose(y[n], one[0], atol=1e-11)
        np.testing.assert_allclose(dx[n], dx_one[0], atol=1e-10)
        dw = dw + grads_one["w"]
    np.testing.assert_allclose(grads["w"], dw, rtol=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_float_types_stay(layer: Conv, dtype: type) -> None:
    volume = VOLUMES[0]
    params = {name: array.astype(dtype) for name, array in weights(layer, volume).items()}
    y, cache = layer.forward(params, np.ones((2, *volume.shape), dtype))
    dx, grads = layer.backward(cache, y)
    assert {array.dtype for array in (y, dx, *grads.values())} == {np.dtype(dtype)}


@pytest.mark.parametrize("volume", VOLUMES, ids=str)
def test_float32_is_close_to_float64(volume: Volume) -> None:
    layer = Conv(K=8, F=3, P=1)
    params, x = weights(layer, volume), np.random.default_rng(0).standard_normal((4, *volume.shape))
    exact, _ = layer.forward(params, x)
    single, _ = layer.forward({name: array.astype(np.float32) for name, array in params.items()}, x.astype(np.float32))
    assert np.abs(single - exact).max() <= 2e-6 * np.abs(exact).max()


def test_whole_numbers_are_exact() -> None:
    layer = Conv(K=1, F=2)
    y, _ = layer.forward(
        {"w": np.array([1, -1, 0, 2]).reshape(1, 2, 2, 1), "b": np.array([5])}, np.arange(9).reshape(1, 3, 3, 1)
    )
    assert y.dtype == np.float64
    np.testing.assert_array_equal(y[0, :, :, 0], [[0 - 1 + 8 + 5, 1 - 2 + 10 + 5], [3 - 4 + 14 + 5, 4 - 5 + 16 + 5]])


def test_a_turned_input_is_right() -> None:
    layer, rng = Conv(K=2, F=3), np.random.default_rng(0)
    params = layer.init(Volume(6, 7, 3), rng)
    x = rng.standard_normal((2, 6, 7, 3)).transpose(0, 2, 1, 3)
    np.testing.assert_array_equal(layer.forward(params, x)[0], layer.forward(params, x.copy())[0])


def test_a_gradient_that_is_no_block_of_memory() -> None:
    """Such as what np.broadcast_to or a transposition gives."""
    for D in (1, 4, 20):
        layer, x = Conv(K=3, F=3, P=1), np.random.default_rng(0).standard_normal((2, 6, 5, D))
        y, cache = layer.forward(weights(layer, Volume(5, 6, D)), x)
        dy = np.broadcast_to(np.arange(3.0), y.shape)
        dx, grads = layer.backward(cache, dy)
        same_dx, same = layer.backward(cache, dy.copy())
        np.testing.assert_array_equal(dx, same_dx)
        for name in grads:
            np.testing.assert_array_equal(grads[name], same[name])


def test_lists_are_taken() -> None:
    y, _ = Conv(K=1, F=1).forward({"w": [[[[2]]]], "b": [1]}, [[[[3]]]])  # type: ignore[dict-item, arg-type]
    assert y.tolist() == [[[[7.0]]]]


def test_the_input_is_left_alone() -> None:
    layer, rng = Conv(K=20, F=3, P=1), np.random.default_rng(0)
    x = rng.standard_normal((2, 6, 6, 20))
    before, params = x.copy(), weights(layer, Volume(6, 6, 20))
    kept = {name: array.copy() for name, array in params.items()}
    y, cache = layer.forward(params, x)
    layer.backward(cache, y)
    np.testing.assert_array_equal(x, before)
    for name in kept:
        np.testing.assert_array_equal(params[name], kept[name])


def test_the_example_of_the_notes() -> None:
    """An 11 x 11 x 4 input X, F = 5, S = 2: the notes spell out entries of V, first index first."""
    rng = np.random.default_rng(0)
    X, (w0, w1), b = rng.standard_normal((11, 11, 4)), rng.standard_normal((2, 5, 5, 4)), rng.standard_normal(2)
    y, _ = Conv(K=2, F=5, S=2).forward({"w": np.stack([w0, w1]), "b": b}, X[None])
    V = y[0]
    assert V.shape == (4, 4, 2)
    np.testing.assert_allclose(V[0, 0, 0], np.sum(X[:5, :5, :] * w0) + b[0])
    np.testing.assert_allclose(V[1, 0, 0], np.sum(X[2:7, :5, :] * w0) + b[0])
    np.testing.assert_allclose(V[3, 0, 0], np.sum(X[6:11, :5, :] * w0) + b[0])
    np.testing.assert_allclose(V[0, 1, 1], np.sum(X[:5, 2:7, :] * w1) + b[1])
    np.testing.assert_allclose(V[2, 3, 1], np.sum(X[4:9, 6:11, :] * w1) + b[1])


def test_dilation_of_the_notes() -> None:
    """w[0]*x[0] + w[1]*x[2] + w[2]*x[4]: one pixel left out between two, which here is dilation 2."""
    x, w = np.array([1.0, 10, 2, 10, 3]), np.array([100.0, 10, 1])
    y, _ = Conv(K=1, F=(1, 3), dilation=2).forward(
        {"w": w.reshape(1, 1, 3, 1), "b": np.zeros(1)}, x.reshape(1, 1, 5, 1)
    )
    assert y.ravel().tolist() == [123.0]


@pytest.mark.parametrize(
    ("layer", "volume", "parameters", "size"),
    [
        (Conv(K=96, F=11, S=4), Volume(227, 227, 3), 34_944, "[55x55x96]"),
        (Conv(K=10, F=5, S=1, P=2), Volume(32, 32, 3), 760, "[32x32x10]"),
        (Conv(K=6, F=5), Volume(32, 32, 1), 156, "[28x28x6]"),
        (Conv(K=64, F=3, P=1), Volume(224, 224, 3), 1_792, "[224x224x64]"),
        (Conv(K=64, F=3, P=1, bias=False), Volume(224, 224, 3), 1_728, "[224x224x64]"),
        (Conv(K=2, F=(1, 3)), Volume(7, 5, 4), 26, "[5x5x2]"),
    ],
)
def test_figures_of_the_lecture(layer: Conv, volume: Volume, parameters: int, size: str) -> None:
    assert layer.parameters(volume) == parameters
    assert str(layer.output(volume)) == size


def test_init_is_he_and_as_counted() -> None:
    layer, volume = Conv(K=64, F=5), Volume(9, 9, 16)
    params = layer.init(volume, np.random.default_rng(0))
    assert sum(array.size for array in params.values()) == layer.parameters(volume)
    assert {array.dtype for array in params.values()} == {np.dtype(np.float32)}
    assert params["w"].shape == (64, 5, 5, 16) and not params["b"].any()
    assert params["w"].std() == pytest.approx(np.sqrt(2 / (5 * 5 * 16)), rel=0.02)


def test_a_layer_is_a_value() -> None:
    assert Conv(K=3) == Conv(3, 3) and hash(Conv(K=3)) == hash(Conv(3, 3))
    assert repr(Conv(K=96, F=11, S=4)) == "Conv(K=96, F=11, S=4)"
    assert repr(Conv(K=3)) == "Conv(K=3)"
    assert repr(Conv(K=3, F=(1, 5), mode="mirror")) == "Conv(K=3, F=(1, 5), mode='mirror')"
    assert repr(Conv(K=np.int64(3))) == "Conv(K=3)"  # type: ignore[arg-type]
