"""What holds for every layer: volumes, counts, gradients, float types, and that weights and gradients are in step."""

import numpy as np
import pytest

from cnnlib import FC, Conv, Pool, ReLU, Volume
from cnnlib.gradcheck import check_layer
from cnnlib.layers import (
    BatchNorm,
    Dropout,
    GlobalPool,
    Layer,
    LocallyConnected,
    LocalResponseNorm,
    Parallel,
    Params,
    Residual,
    Softmax,
    TransposedConv,
)
from cnnlib.layers.layer import run

LAYERS: list[Layer] = [
    Conv(K=4, F=3, P=1),
    FC(K=3),
    ReLU(),
    Pool(F=3, S=2, crop=True),
    Pool(F=3, S=1, P=1),
    Pool(F=3, S=2, P=1, kind="average"),
    Pool(F=(3, 2), S=(2, 1), P=(1, 0), kind="L2"),
    GlobalPool(),
    GlobalPool("max"),
    GlobalPool("L2"),
    LocallyConnected(K=3, F=3, P=1),
    LocallyConnected(K=2, F=(3, 2), S=(2, 1), P=(0, 1), crop=True),
    LocallyConnected(K=2, F=1, bias=False),
    LocallyConnected(K=2, F=2, S=2, P=2, dilation=3, crop=True),
    TransposedConv(K=3),
    TransposedConv(K=2, F=3, S=1, P=1, bias=False),
    TransposedConv(K=2, F=4, S=2, P=1),
    TransposedConv(K=2, F=(3, 2), S=(2, 1), P=(1, 0), dilation=(1, 2)),
    LocalResponseNorm(alpha=0.5),
    LocalResponseNorm(slices=3, offset=1.0, alpha=0.2, beta=0.5),
    LocalResponseNorm(slices=99),
    BatchNorm(),
    Dropout(0.3),
    Softmax(),
    Residual([Conv(K=4, F=3, P=1), ReLU(), BatchNorm(), Conv(K=6, F=3, P=1)]),
    Residual([Conv(K=5, F=3, P=1, S=2, crop=True), Dropout()], shortcut=[Conv(K=5, F=1, S=2, crop=True, bias=False)]),
    Parallel([[Conv(K=2, F=1)], [Conv(K=3, F=1), ReLU(), Conv(K=4, F=3, P=1)], [Pool(F=3, S=1, P=1)], []]),
    Parallel([[Residual([BatchNorm()])], [Parallel([[Conv(K=2, F=3, P=1)], [Softmax()]])]]),
]
VOLUME = Volume(W=7, H=5, D=6)
X = np.random.default_rng(0).standard_normal((3, *VOLUME.shape))

every = pytest.mark.parametrize("layer", LAYERS, ids=repr)
both_modes = pytest.mark.parametrize("training", [False, True])


def made(layer: Layer, dtype: type = np.float64) -> Params:
    return {name: array.astype(dtype) for name, array in layer.init(VOLUME, np.random.default_rng(1)).items()}


def ran(layer: Layer, params: Params, x: np.ndarray, training: bool) -> tuple:
    return run(layer, params, x, np.random.default_rng(2) if training else None)


def is_statistic(name: str) -> bool:
    return name.rpartition(".")[2] in ("mean", "variance")


@both_modes
@every
def test_the_result_has_the_predicted_volume(layer: Layer, training: bool) -> None:
    assert ran(layer, made(layer), X, training)[0].shape == (3, *layer.output(VOLUME).shape)


@every
def test_as_many_weights_as_counted(layer: Layer) -> None:
    learnt = [array for name, array in layer.init(VOLUME, np.random.default_rng(0)).items() if not is_statistic(name)]
    assert sum(array.size for array in learnt) == layer.parameters(VOLUME)
    assert {array.dtype for array in learnt} <= {np.dtype(np.float32)}


@both_modes
@every
def test_gradients(layer: Layer, training: bool) -> None:
    """Mean and variance are no weights in evaluation: what they do to the loss is not told."""
    errors = check_layer(layer, VOLUME, training=training)
    assert max(error for name, error in errors.items() if training or not is_statistic(name)) < 1e-6


@both_modes
@every
def test_weights_and_gradients_are_in_step(layer: Layer, training: bool) -> None:
    params = made(layer)
    y, cache = ran(layer, params, X, training)
    _, grads = layer.backward(cache, y)
    alone = layer.gradients(cache, y)
    assert list(grads) == list(alone) == list(params)  # the order in which they lie in a net's vector
    for name, array in params.items():
        assert grads[name].shape == array.shape
        np.testing.assert_array_equal(grads[name], alone[name])


@both_modes
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@every
def test_float_types_stay(layer: Layer, dtype: type, training: bool) -> None:
    params = made(layer, dtype)
    y, cache = ran(layer, params, X.astype(dtype), training)
    dx, grads = layer.backward(cache, y)
    assert {array.dtype for array in (y, dx, *grads.values(), *params.values())} == {np.dtype(dtype)}


@every
def test_float32_is_close_to_float64(layer: Layer) -> None:
    exact, _ = layer.forward(made(layer), X)
    single, _ = layer.forward(made(layer, np.float32), X.astype(np.float32))
    assert np.abs(single - exact).max() <= 2e-6 * np.abs(exact).max()


@both_modes
@every
def test_nothing_given_is_changed(layer: Layer, training: bool) -> None:
    params = {name: array for name, array in made(layer).items()}
    x = X.copy()
    for array in (x, *(array for name, array in params.items() if not is_statistic(name))):
        array.flags.writeable = False
    y, cache = ran(layer, params, x, training)
    dy = y.copy()
    dy.flags.writeable = False
    layer.backward(cache, dy)


@every
def test_whole_numbers_are_taken(layer: Layer) -> None:
    whole = np.rint(3 * X).astype(int)
    np.testing.assert_array_equal(layer.forward(made(layer), whole)[0], layer.forward(made(layer), whole * 1.0)[0])


@every
def test_a_layer_is_a_value_that_can_be_read_back(layer: Layer) -> None:
    again = eval(repr(layer))
    assert again == layer and hash(again) == hash(layer)


@pytest.mark.parametrize(
    ("layer", "count"),
    [
        (Conv(K=4, F=3, P=1), 5 * 7 * 4 * 3 * 3 * 6),
        (Residual([FC(K=1), FC(K=2)], [FC(K=2)]), 210 + 2 + 420),
        (FC(K=10), 5 * 7 * 6 * 10),
        (ReLU(), 0),
        (Pool(F=3, S=2, crop=True), 0),
        (GlobalPool(), 0),
        (BatchNorm(), 0),
        (Dropout(), 0),
        (LocalResponseNorm(), 0),
        (Softmax(), 0),
        (LocallyConnected(K=3, F=3, P=1), 5 * 7 * 3 * 3 * 3 * 6),
        (TransposedConv(K=3, F=2, S=2), 5 * 7 * 6 * 2 * 2 * 3),
    ],
    ids=repr,
)
def test_multiply_adds(layer: Layer, count: int) -> None:
    assert layer.multiply_adds(VOLUME) == count
