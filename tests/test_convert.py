"""FC as CONV: the same scores, and a grid of them over a larger image."""

import re

import numpy as np
import pytest

from cnnlib import FC, Conv, FitError, Net, Pool, ReLU, Volume
from cnnlib.convert import crop_scores, fc_to_conv, slide
from cnnlib.layers import BatchNorm, Dropout, GlobalPool, Layer, LocallyConnected, Parallel, Residual, Softmax
from cnnlib.zoo import lenet5, vgg16

UNPADDED: list[list[Layer]] = [
    [Conv(K=4, F=3), ReLU(), Pool(), Conv(K=6, F=3), ReLU(), Pool(), FC(K=9), ReLU(), FC(K=5)],
    [Conv(K=4, F=3), ReLU(), Pool(), FC(K=9), Dropout(), ReLU(), FC(K=5), Softmax()],
    [Conv(K=4, F=5, bias=False), BatchNorm(), ReLU(), Pool(), GlobalPool(), FC(K=5)],
    [Conv(K=4, F=(3, 5)), Residual((Conv(K=4, F=1), ReLU())), Parallel([[Conv(K=3, F=1)], []]), Pool(), FC(K=5)],
    [Pool(kind="average"), Pool(kind="L2"), GlobalPool("max"), FC(K=3)],
    [FC(K=7), ReLU(), FC(K=3)],
]


def made(layers: list[Layer], volume: Volume) -> Net:
    net = Net(volume, layers).init(seed=1)
    net.vector[...] += np.random.default_rng(2).random(net.vector.size, np.float32) / 10  # biases too
    return net


def images(volume: Volume, N: int = 2) -> np.ndarray:
    return np.random.default_rng(0).standard_normal((N, *volume.shape)).astype(np.float32)


@pytest.mark.parametrize("layers", UNPADDED, ids=str)
def test_scores_stay(layers: list[Layer]) -> None:
    net = made(layers, fitting(layers))
    converted = fc_to_conv(net)
    assert not any(isinstance(layer, FC | GlobalPool) for layer in converted.layers)
    assert converted.parameters == net.parameters
    assert converted.volumes[-1] == net.volumes[-1]
    x = images(net.volumes[0])
    np.testing.assert_allclose(converted.forward(x), net.forward(x), atol=1e-5)


def fitting(layers: list[Layer]) -> Volume:
    """The first of a few volumes, higher than wide, that the layers fit."""
    for W in range(12, 24):
        try:
            return Net(Volume(W=W, H=W + 4, D=2), layers).volumes[0]
        except FitError:
            continue
    raise AssertionError("no volume fits")


@pytest.mark.parametrize("layers", UNPADDED, ids=str)
def test_one_pass_gives_the_scores_of_all_crops(layers: list[Layer]) -> None:
    net = made(layers, fitting(layers))
    small = net.volumes[0]
    jump = 2 ** sum(isinstance(layer, Pool) for layer in layers)
    x = images(Volume(W=small.W + 2 * jump, H=small.H + 3 * jump, D=2))
    grid = slide(net, x)
    assert grid.shape == (2, 4, 3, net.volumes[-1].D)
    np.testing.assert_allclose(grid, crop_scores(net, x), atol=1e-5)
    corner = net.forward(x[:, 3 * jump :, 2 * jump :])
    np.testing.assert_allclose(grid[:, 3, 2], corner[:, 0, 0], atol=1e-5)


def test_padding_makes_a_small_difference_at_the_rim_of_each_crop() -> None:
    layers: list[Layer] = [Conv(K=4, F=3, P=1), ReLU(), Pool(), FC(K=5)]
    net = made(layers, Volume(16, 16, 2))
    x = images(Volume(20, 20, 2))
    off = np.abs(slide(net, x) - crop_scores(net, x)).max()
    assert 1e-3 < off < 0.5 * np.abs(slide(net, x)).max()


def test_vgg16_on_384_gives_36_scores() -> None:
    net = vgg16()
    converted = fc_to_conv(net, Volume(384, 384, 3))
    filters = [layer for layer in converted.layers if isinstance(layer, Conv)][-3:]
    assert filters == [Conv(K=4096, F=7), Conv(K=4096, F=1), Conv(K=1000, F=1)]
    assert str(converted.volumes[31]) == "[12x12x512]" and str(converted.volumes[-1]) == "[6x6x1000]"
    assert converted.parameters == net.parameters == 138_357_544
    assert not converted.has_weights


def test_weights_are_copies() -> None:
    net = lenet5().init(seed=0)
    converted = fc_to_conv(net)
    assert converted.weights[6]["w"].shape == (120, 5, 5, 16)
    converted.vector[...] = 0
    assert net.vector.any()


def test_what_cannot_slide_says_so() -> None:
    net = Net(Volume(8, 8, 1), [LocallyConnected(K=2, F=3), FC(K=3)])
    with pytest.raises(ValueError, match=re.escape("has other weights at every place of [8x8x1]: it cannot slide")):
        fc_to_conv(net)


def test_an_image_that_does_not_fit_is_named() -> None:
    with pytest.raises(FitError, match=r"layers\[2\] = Pool\(\) on \[29x29x6\]"):
        fc_to_conv(lenet5(), Volume(29, 29, 1))
