"""The nets with a name: published counts, without allocating; and that the small ones run and train."""

import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from cnnlib import Net, Volume, zoo
from cnnlib.layers import Conv, Parallel, Residual
from cnnlib.optim import Adam
from cnnlib.train import fit

PUBLISHED = {
    zoo.lenet5: 61_706,
    zoo.alexnet: 62_378_344,
    zoo.alexnet_two_towers: 60_965_224,
    zoo.zfnet: 62_357_608,
    zoo.vgg16: 138_357_544,
    zoo.vgg19: 143_667_240,
    zoo.googlenet: 6_998_552,
    zoo.resnet18: 11_689_512,
    zoo.resnet50: 25_557_032,
    zoo.resnet152: 60_192_808,
}


@pytest.mark.parametrize(("make", "parameters"), PUBLISHED.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_parameters_as_published_and_nothing_allocated(make: Callable[[], Net], parameters: int) -> None:
    tracemalloc.start()
    net = make()
    assert net.parameters == parameters
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()
    assert net.volumes[-1] == Volume(1, 1, 10 if make is zoo.lenet5 else 1000)


def test_other_classes() -> None:
    for make in PUBLISHED:
        assert make(classes=7).volumes[-1].D == 7  # type: ignore[call-arg]


def test_volumes_of_the_papers() -> None:
    def sides(net: Net) -> list[int]:
        """Each size as it first comes."""
        return list(dict.fromkeys(volume.W for volume in net.volumes))

    assert sides(zoo.alexnet()) == [227, 55, 27, 13, 6, 1]
    assert sides(zoo.zfnet()) == [224, 110, 55, 26, 13, 6, 1]
    assert sides(zoo.vgg16()) == [224, 112, 56, 28, 14, 7, 1]
    assert sides(zoo.googlenet()) == sides(zoo.resnet152()) == [224, 112, 56, 28, 14, 7, 1]


def test_two_towers_halve_what_lies_within_a_tower() -> None:
    whole, halves = (
        [layer.parameters(before) - biases(layer) for layer, before in zip(net.layers, net.volumes)]
        for net in (zoo.alexnet(), zoo.alexnet_two_towers())
    )
    ratios = [one / half for one, half in zip(whole, halves) if half]
    assert ratios == [1, 2, 1, 2, 2, 1, 1, 1]


def biases(layer: object) -> int:
    """Its biases, which no tower halves."""
    return getattr(layer, "K", 0)


def test_depths_of_the_papers() -> None:
    modules = [layer for layer in zoo.googlenet().layers if isinstance(layer, Parallel)]
    assert len(modules) == 9
    depths = [
        net_volume.D
        for net_volume, layer in zip(zoo.googlenet().volumes[1:], zoo.googlenet().layers)
        if isinstance(layer, Parallel)
    ]
    assert depths == [256, 480, 512, 512, 512, 528, 832, 832, 1024]
    blocks = [layer for layer in zoo.resnet152().layers if isinstance(layer, Residual)]
    convs = sum(isinstance(layer, Conv) for block in blocks for layer in block.layers)
    assert convs + 2 == 152  # with the first CONV and the FC layer
    assert sum(bool(block.shortcut) for block in blocks) == 4


def test_heads_of_googlenet() -> None:
    net, heads = zoo.googlenet(), zoo.googlenet_heads()
    assert [head.parameters for head in heads.values()] == [3_188_840, 3_190_888]
    assert net.parameters + 3_188_840 + 3_190_888 == 13_378_280
    for stage, head in heads.items():
        assert head.volumes[0] == net.volumes[stage] and str(head.volumes[1])[:4] == "[4x4"
        assert isinstance(net.layers[stage - 1], Parallel)  # the volume behind a module


@pytest.mark.parametrize("make", [zoo.googlenet, zoo.resnet18])
def test_large_nets_run(make: Callable[[], Net]) -> None:
    net = make().init(seed=0)
    scores = net.forward(np.random.default_rng(0).random((1, 224, 224, 3), np.float32))
    assert scores.shape == (1, 1, 1, 1000) and np.isfinite(scores).all() and scores.std() > 0


@pytest.mark.parametrize("make", [zoo.plain_net, zoo.residual_net])
def test_deep_nets_learn(make: Callable[..., Net]) -> None:
    rng = np.random.default_rng(0)
    x, y = rng.random((32, 8, 8, 1), np.float32), np.arange(32) % 2
    x[y == 0, ::2] += 1  # rows
    x[y == 1, :, ::2] += 1  # columns
    net = make(blocks=2, K=8, classes=2).init(seed=0)
    learn(net, x, y)
    assert net.accuracy(x, y) > 0.9


def test_lenet5_learns() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.random((40, 28, 28, 1), np.float32), np.arange(40) % 4
    x[np.arange(40), 6 * y + 2] += 2  # a bright row, whose height is the class
    net = zoo.lenet5(classes=4).init(seed=0)
    learn(net, x, y)
    assert net.accuracy(x, y) == 1


def learn(net: Net, x: np.ndarray, y: np.ndarray) -> None:
    for _ in fit(net, x, y, epochs=30, batch=16, optimiser=Adam(rate=0.003)):
        pass
