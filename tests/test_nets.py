"""Nets: sizes and counts before any weight, forward and backward after, and every sentence about misuse."""

import re
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from cnnlib import FC, Conv, FitError, Net, Pool, ReLU, Volume
from cnnlib.gradcheck import check_net, mismatch
from cnnlib.layers import BatchNorm, Dropout, GlobalPool, Layer, Parallel, Residual
from cnnlib.losses import softmax_loss
from cnnlib.nets import flat, unflat

LAYERS: list[Layer] = [Conv(K=4, F=3, P=1), ReLU(), Pool(), Conv(K=5, F=(3, 1)), ReLU(), FC(K=6), ReLU(), FC(K=3)]


def small(dtype: type = np.float32) -> Net:
    return Net(Volume(W=6, H=8, D=2), LAYERS).init(seed=1, dtype=dtype)


def batch(N: int = 5) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.standard_normal((N, 8, 6, 2)).astype(np.float32), rng.integers(0, 3, N)


def vgg16() -> Net:
    def block(K: int, repeats: int) -> list[Layer]:
        return [Conv(K, F=3, P=1), ReLU()] * repeats + [Pool()]

    trunk = [layer for K, repeats in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)) for layer in block(K, repeats)]
    return Net(Volume(224, 224, 3), [*trunk, FC(4096), ReLU(), FC(4096), ReLU(), FC(1000)])


def test_vgg16_is_counted_without_its_weights() -> None:
    tracemalloc.start()
    net = vgg16()
    assert net.parameters == 138_357_544
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert [str(volume) for volume in net.volumes[:6]] == ["[224x224x3]", *["[224x224x64]"] * 4, "[112x112x64]"]
    assert str(net.volumes[-1]) == "[1x1x1000]"


def test_init_owns_as_many_weights_as_counted() -> None:
    net = Net(Volume(W=6, H=8, D=2), LAYERS)
    assert net.init(seed=1) is net
    assert net.vector.size == net.parameters == sum(array.size for params in net.weights for array in params.values())
    assert net.vector.dtype == np.float32
    net.weights[0]["w"][...] = 7
    assert (net.vector[: net.weights[0]["w"].size] == 7).all()  # views of one vector
    with pytest.raises(TypeError):
        net.weights[0]["w"] = 0  # type: ignore[index]


def test_weights_of_another_net_are_copied() -> None:
    one, other = small(), Net(Volume(W=6, H=8, D=2), LAYERS)
    assert one.has_weights and not other.has_weights
    assert other.adopt(one.weights) is other and other.has_weights
    np.testing.assert_array_equal(other.vector, one.vector)
    other.vector[...] = 0
    assert one.vector.any() and not other.weights[0]["w"].any()
    with pytest.raises(ValueError, match="weights for 2 layers do not fit a net of 8: one for each"):
        other.adopt(one.weights[:2])


def test_a_seed_makes_the_same_weights() -> None:
    assert (small().vector == small().vector).all()
    assert (small().vector != Net(Volume(6, 8, 2), LAYERS).init(seed=2).vector).any()


def test_forward_has_the_predicted_volumes() -> None:
    net, (x, _) = small(), batch()
    stages = net.activations(x)
    assert [stage.shape[1:] for stage in stages] == [volume.shape for volume in net.volumes]
    np.testing.assert_array_equal(stages[-1], net.forward(x))
    assert {stage.dtype for stage in stages} == {np.dtype(np.float32)}


def test_all_gradients_at_once() -> None:
    x, y = batch()
    assert check_net(small(np.float64), x, y) < 1e-6


def test_loss_and_grads() -> None:
    net, (x, y) = small(), batch()
    loss, grads = net.loss_and_grads(x, y)
    assert loss == softmax_loss(net.forward(x), y)[0]
    assert [{name: array.shape for name, array in params.items()} for params in net.weights] == [
        {name: array.shape for name, array in params.items()} for params in grads
    ]
    assert flat(grads).dtype == np.float32


def test_backward_gives_the_same_gradients_and_dx() -> None:
    net, (x, y) = small(np.float64), batch()
    scores, caches = net.run(x)
    _, dscores = softmax_loss(scores, y)
    dx, grads = net.backward(caches, dscores)
    assert dx.shape == x.shape
    np.testing.assert_array_equal(flat(grads), flat(net.gradients(caches, dscores)))


def test_a_net_without_weights_runs() -> None:
    net = Net(Volume(4, 4, 1), [Pool(), ReLU()]).init()
    y, caches = net.run(np.ones((1, 4, 4, 1)))
    assert net.parameters == 0 and net.gradients(caches, y) == [{}, {}]


def test_predict_and_accuracy_in_several_parts() -> None:
    net = small()
    x = np.random.default_rng(3).standard_normal((600, 8, 6, 2)).astype(np.float32)
    expected = net.forward(x).reshape(600, 3).argmax(axis=1)
    np.testing.assert_array_equal(net.predict(x), expected)
    assert net.accuracy(x, expected) == 1
    with pytest.raises(ValueError, match=r"labels of shape \(600, 1\) do not match 600 images"):
        net.accuracy(x, expected[:, None])  # would be compared with every prediction
    assert net.accuracy(x, (expected + (np.arange(600) < 150)) % 3) == 0.75


def test_integers_and_other_floats_are_taken_in_the_type_of_the_weights() -> None:
    net, (x, _) = small(), batch()
    assert net.forward(x.astype(np.float64)).dtype == np.float32
    np.testing.assert_array_equal(net.forward(np.rint(x).astype(int)), net.forward(np.rint(x)))


def test_flat_and_back() -> None:
    params = [{"w": np.arange(6.0).reshape(2, 3), "b": np.ones(2)}, {}, {"w": np.zeros(1)}]
    back = list(unflat(flat(params), params))
    assert [list(one) for one in back] == [["w", "b"], [], ["w"]]
    for one, other in zip(params, back):
        for name in one:
            np.testing.assert_array_equal(one[name], other[name])


def test_a_layer_that_does_not_fit_is_named() -> None:
    sentence = "layers[2] = Conv(K=16, F=5, S=2) on [14x14x6]: (W - F + 2P)/S + 1 = (14 - 5 + 0)/2 + 1 = 5.5"
    with pytest.raises(FitError, match=re.escape(sentence)):
        Net(Volume(28, 28, 1), [Conv(K=6, F=5, P=2), Pool(), Conv(K=16, F=5, S=2)])


def test_what_is_no_volume_is_named() -> None:
    with pytest.raises(TypeError, match=r"is written as Volume\(W=32, H=32, D=3\), not as \(8, 8, 1\)"):
        Net((8, 8, 1), [ReLU()])  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [Conv, "relu", None, 3])
def test_what_is_no_layer_is_named(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"layers\[1\] = .* is no layer: write one with its sizes, such as Conv"):
        Net(Volume(8, 8, 1), [ReLU(), wrong])  # type: ignore[list-item]


@pytest.mark.parametrize(
    "use",
    [
        lambda net: net.weights,
        lambda net: net.vector,
        lambda net: net.forward(batch()[0]),
        lambda net: net.predict(batch()[0]),
    ],
)
def test_a_net_without_init_says_so(use: Callable[[Net], object]) -> None:
    with pytest.raises(RuntimeError, match=r"this net has no weights yet: make them with net.init\(seed=0\)"):
        use(Net(Volume(6, 8, 2), LAYERS))


def test_an_input_of_the_wrong_shape_is_named() -> None:
    sentence = "images of shape (5, 6, 8, 2) do not fit a net that takes [6x8x2]: (N, H, W, D) = (N, 8, 6, 2) is needed"
    with pytest.raises(ValueError, match=re.escape(sentence)):
        small().forward(np.zeros((5, 6, 8, 2)))
    with pytest.raises(ValueError, match=re.escape("a single image x is the batch x[None]")):
        small().forward(np.zeros((8, 6, 2)))
    for empty in (small().forward, small().predict):
        with pytest.raises(ValueError, match="with N at least 1"):
            empty(np.zeros((0, 8, 6, 2)))
    with pytest.raises(TypeError, match="images of type complex128 hold no real numbers"):
        small().forward(np.zeros((1, 8, 6, 2), complex))


def test_training_is_another_way_to_run() -> None:
    net = Net(Volume(2, 2, 3), [BatchNorm(), Residual([Dropout(0.5)]), FC(K=2)]).init(seed=0)
    x, start = np.ones((4, 2, 2, 3)), net.vector.copy()
    evaluated = net.run(x)[0]
    np.testing.assert_array_equal(net.run(x, rng=np.random.default_rng(0))[0], evaluated)
    np.testing.assert_array_equal(net.vector, start)
    first, again = (net.run(x + 1, training=True, rng=np.random.default_rng(5))[0] for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert (net.weights[0]["mean"] > 0.3).all() and (net.vector == start).mean() < 1  # seen twice: 0.2, 0.38
    with pytest.raises(ValueError, match=r"training draws random numbers: give it rng=np\.random\.default_rng\(seed\)"):
        net.run(x, training=True)


def test_all_gradients_of_a_net_in_training() -> None:
    layers = [Conv(K=4, F=3, P=1, bias=False), BatchNorm(), ReLU(), Residual([Conv(K=4, F=3, P=1), Dropout(0.3)])]
    net = Net(Volume(6, 5, 2), [*layers, Parallel([[Conv(K=2, F=1), BatchNorm()], []]), GlobalPool(), FC(K=3)])
    net.init(seed=0, dtype=np.float64)
    x, y = np.random.default_rng(0).standard_normal((4, 5, 6, 2)), np.array([0, 2, 1, 1])

    def run() -> tuple:
        return net.run(x, training=True, rng=np.random.default_rng(1))

    scores, caches = run()
    gradient = flat(net.gradients(caches, softmax_loss(scores, y)[1]))
    assert gradient.shape == net.vector.shape and net.parameters == net.vector.size - 2 * (4 + 2)
    assert mismatch(lambda: softmax_loss(run()[0], y)[0], net.vector, gradient, np.random.default_rng(0)) < 1e-6


def test_multiply_adds_of_vgg16() -> None:
    """15.5 thousand million, as published: the products of CONV and FC."""
    assert vgg16().multiply_adds == 15_470_264_320


def test_repr_can_be_read() -> None:
    assert repr(Net(Volume(8, 8, 1), [FC(K=2)])) == "Net(Volume(W=8, H=8, D=1), [FC(K=2)])"
