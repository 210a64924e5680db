"""The figures that the course promises, from pooling on: each test is named after its row of the syllabus."""

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume, pretrained, zoo
from cnnlib.accounting import BYTES, GB, account, in_words
from cnnlib.convert import fc_to_conv
from cnnlib.datasets import digits, split
from cnnlib.interpret.filters import smoothness
from cnnlib.layers import BatchNorm, Dropout, GlobalPool, LocalResponseNorm, Parallel, Residual
from cnnlib.losses import softmax_loss, svm_loss
from cnnlib.optim import Adam
from cnnlib.patterns import advice, parse, pattern_of
from cnnlib.receptive import Field, fields
from cnnlib.train import fit


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


# C. Pooling


def test_c1_two_by_two_discards_three_quarters() -> None:
    before = Volume(224, 224, 64)
    after = Pool().output(before)
    assert str(after) == "[112x112x64]" and 1 - after.size / before.size == 0.75
    assert Pool().parameters(before) == 0


def test_c2_overlapping() -> None:
    assert str(Pool(F=3, S=2).output(Volume(55, 55, 96))) == "[27x27x96]"
    assert [remark.size for remark in advice(parse("INPUT -> POOL(F=4, S=4)"))] == ["F = 4"]


def test_c3_three_kinds_on_one_map() -> None:
    x = np.array([1.0, 2, 2, 4]).reshape(1, 2, 2, 1)
    assert [Pool(kind=kind).forward({}, x)[0].item() for kind in ("max", "average", "L2")] == [4, 2.25, 5]


def test_c4_the_gradient_goes_through_the_switch() -> None:
    x = np.array([[1.0, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]).reshape(1, 4, 4, 1)
    y, cache = Pool().forward({}, x)
    assert y.ravel().tolist() == [6, 8, 3, 4]
    dx, _ = Pool().backward(cache, np.array([10.0, 20, 30, 40]).reshape(1, 2, 2, 1))
    assert dx[0, :, :, 0].tolist() == [[0, 0, 0, 0], [0, 10, 0, 20], [30, 0, 0, 0], [0, 0, 0, 40]]


def test_c5_stride_makes_it_as_small() -> None:
    before = Volume(32, 32, 16)
    assert Conv(K=16, F=2, S=2).output(before) == Pool().output(before)


def test_c6_size_behind_pooling() -> None:
    assert Pool(F=3, S=2).output(Volume(13, 13, 256)).W == (13 - 3) // 2 + 1 == 6


def test_c7_a_small_shift_changes_nothing() -> None:
    x = np.zeros((2, 4, 4, 1))
    x[0, 0, 0], x[1, 1, 1] = 9, 9  # one pixel down and across
    first, second = Pool().forward({}, x)[0]
    np.testing.assert_array_equal(first, second)


def test_c8_global_pooling() -> None:
    assert GlobalPool().output(Volume(7, 7, 1024)) == Volume(1, 1, 1024)


# D. Other layers


def test_d1_normalisation() -> None:
    x = rng().standard_normal((8, 4, 4, 3)) * 5 + 2
    y, _ = BatchNorm().train_forward(BatchNorm().init(Volume(4, 4, 3), rng()), x, rng())
    np.testing.assert_allclose([y.mean(axis=(0, 1, 2)), y.std(axis=(0, 1, 2))], [[0] * 3, [1] * 3], atol=1e-5)
    assert np.abs(LocalResponseNorm().forward({}, x)[0]).sum() < np.abs(x).sum()


def test_d2_fully_connected_is_a_matrix_product() -> None:
    x, w, b = rng().standard_normal((2, 3, 4, 5)), rng().standard_normal((7, 60)), rng().standard_normal(7)
    y, _ = FC(K=7).forward({"w": w, "b": b}, x)
    np.testing.assert_allclose(y[:, 0, 0], x.reshape(2, -1) @ w.T + b)


def test_d3_fc_as_conv() -> None:
    before = Volume(7, 7, 512)
    assert FC(K=4096).parameters(before) == Conv(K=4096, F=7).parameters(before)
    converted = fc_to_conv(zoo.vgg16(), Volume(384, 384, 3))
    assert Conv(K=4096, F=7) in converted.layers
    assert str(converted.volumes[-1]) == "[6x6x1000]"
    crops = [(row, column) for row in range(0, 384 - 224 + 1, 32) for column in range(0, 384 - 224 + 1, 32)]
    assert len(crops) == 36 and fields(zoo.vgg16())[-1][0].jump == 32
    assert account(converted).multiply_adds < 36 * account(zoo.vgg16()).multiply_adds / 10


def test_d4_dropout() -> None:
    x = np.ones((1, 100, 100, 1))
    y, _ = Dropout(rate=0.3).train_forward({}, x, rng())
    assert (y == 0).mean() == pytest.approx(0.3, abs=0.02) and y.mean() == pytest.approx(1, abs=0.03)
    parameters = {type(row.layer): 0 for row in account(zoo.alexnet()).rows}
    for row in account(zoo.alexnet()).rows:
        parameters[type(row.layer)] += row.parameters
    assert parameters[FC] > 15 * parameters[Conv]  # where dropout belongs


def test_d5_losses() -> None:
    scores = np.array([[[[3.2, 5.1, -1.7]]]])
    assert svm_loss(scores, np.array([0]))[0] == pytest.approx(2.9)
    assert softmax_loss(scores, np.array([0]))[0] == pytest.approx(2.0404, abs=1e-4)


# E. Architectures


def test_e1_the_pattern() -> None:
    pattern = "INPUT -> [[CONV -> RELU]*N -> POOL?]*M -> [FC -> RELU]*K -> FC"
    net = parse(pattern, N=2, M=3, K=2)
    assert pattern_of(net, sizes=False) == "INPUT -> [[CONV -> RELU]*2 -> POOL]*3 -> [FC -> RELU]*2 -> FC"
    assert net.init().forward(np.zeros((1, 32, 32, 3))).shape == (1, 1, 1, 10)


@pytest.mark.parametrize("size", [32, 64, 96, 224, 384, 512])
def test_e2_good_sizes_and_a_warning(size: int) -> None:
    pattern = "INPUT({0}x{0}x3) -> [[CONV -> RELU]*2 -> POOL(crop)]*4 -> FC"
    assert advice(parse(pattern.format(size))) == []
    assert "cannot be halved" in str(advice(parse(pattern.format(size + 1)))[0])


@pytest.mark.parametrize("C", [64, 256])
def test_e3_three_small_filters_against_one_large(C: int) -> None:
    volume = Volume(32, 32, C)
    three = Net(volume, [Conv(K=C, F=3, P=1, bias=False), ReLU()] * 3)
    one = Net(volume, [Conv(K=C, F=7, P=3, bias=False), ReLU()])
    assert (three.parameters, one.parameters) == (27 * C**2, 49 * C**2)
    assert fields(three)[-1] == fields(one)[-1] == (Field(7, 1, -3),) * 2
    assert three.layers.count(ReLU()) == 3 and one.layers.count(ReLU()) == 1


PUBLISHED = {
    zoo.lenet5: 61_706,
    zoo.alexnet: 62_378_344,
    zoo.alexnet_two_towers: 60_965_224,
    zoo.vgg16: 138_357_544,
    zoo.googlenet: 6_998_552,
    zoo.resnet152: 60_192_808,
}


@pytest.mark.parametrize("make", PUBLISHED, ids=lambda make: make.__name__)
def test_e4_case_studies(make) -> None:  # type: ignore[no-untyped-def]
    assert make().parameters == account(make()).parameters == PUBLISHED[make]


def test_e4_alexnet_has_five_convolutional_layers() -> None:
    assert sum(isinstance(layer, Conv) for layer in zoo.alexnet().layers) == 5


def test_e5_vgg16() -> None:
    rows = account(zoo.vgg16(), in_place=True).rows
    numbers = sum(row.activations for row in rows)
    assert numbers == 15_237_608 and in_words(numbers * BYTES) == "58.1 MB"  # not the 93 MB of the notes
    assert 28.7e6 < account(zoo.vgg16()).activations < 28.9e6  # with the outputs of ReLU kept
    assert max(row.activations for row in rows) == rows[1].activations == rows[2].activations == 224 * 224 * 64
    assert max(rows, key=lambda row: row.parameters).name.endswith("FC(K=4096)")
    assert rows[19].parameters == 102_764_544


def test_e6_memory_and_the_largest_minibatch() -> None:
    costs = account(zoo.vgg16(), in_place=True)
    assert costs.bytes_training(1, "momentum") == 4 * (3 * 138_357_544 + 2 * 15_237_608)
    assert [costs.largest_minibatch(memory * GB) for memory in (4, 6, 12)] == [21, 39, 92]


def test_e7_each_halving_doubles_the_filters() -> None:
    rows = [row for row in account(zoo.vgg16()).rows if isinstance(row.layer, Conv)]
    second = [rows[place] for place in (1, 3, 5, 8)]  # depth the same before and after
    assert [row.multiply_adds for row in second] == [1_849_688_064] * 4


def test_e8_averaging_in_place_of_large_fc_layers() -> None:
    def on_top(net: Net) -> int:
        return sum(row.parameters for row in account(net).rows if isinstance(row.layer, FC))

    assert on_top(zoo.vgg16()) == 123_642_856 and on_top(zoo.googlenet()) == 1_025_000


def test_e9_residual_learning() -> None:
    x = rng().standard_normal((1, 4, 4, 3))
    block = Residual((Conv(K=3, F=3, P=1),))
    nothing = {name: np.zeros_like(array) for name, array in block.init(Volume(4, 4, 3), rng()).items()}
    np.testing.assert_array_equal(block.forward(nothing, x)[0], x)  # to do nothing is easy
    plain, bottleneck = Conv(K=256, F=3, P=1), [Conv(K=64, F=1), Conv(K=64, F=3, P=1), Conv(K=256, F=1)]
    assert Net(Volume(56, 56, 256), bottleneck).parameters < 0.12 * plain.parameters(Volume(56, 56, 256))


def test_e9_plain_and_residual_side_by_side() -> None:
    """28 layers: on the same digits, with the same optimiser, the shortcut makes the loss fall."""
    train, _ = split(*digits())
    last = {}
    for make in (zoo.plain_net, zoo.residual_net):
        net = make(blocks=14, K=8).init(seed=0)
        records = list(fit(net, *train, epochs=2, batch=64, optimiser=Adam(rate=0.003), seed=0))
        last[make] = np.mean([record.loss for record in records[len(records) // 2 :]])
    assert last[zoo.residual_net] < 0.75 * last[zoo.plain_net]


def test_e10_inception() -> None:
    module = next(layer for layer in zoo.googlenet().layers if isinstance(layer, Parallel))
    assert str(module.output(Volume(28, 28, 192))) == "[28x28x256]"
    reduced, direct = Net(Volume(28, 28, 192), module.branches[2]), Conv(K=32, F=5, P=2)
    assert reduced.parameters < direct.parameters(Volume(28, 28, 192)) / 9


# F. Training


def test_f3_minibatch_and_memory_hang_together() -> None:
    costs = account(zoo.resnet50())
    largest = [costs.largest_minibatch(memory * GB, "momentum") for memory in (4, 8, 16)]
    assert largest[1] > 2 * largest[0] and largest[2] > 2 * largest[1]  # the parameters take their part once


# G. Looking inside a trained network


def test_g1_first_filters_come_out_of_the_noise() -> None:
    first, *_, last = pretrained.checkpoints()
    start, end = (np.mean([smoothness(w) for w in one.net.weights[1]["w"]]) for one in (first, last))
    assert abs(start) < 0.05 and end > 0.5 and first.accuracy < 0.2 and last.accuracy > 0.65


def test_g2_activations_layer_by_layer() -> None:
    net = pretrained.mnist()
    stages = net.activations(rng().random((1, 28, 28, 1)))
    assert [stage.shape[1:] for stage in stages] == [volume.shape for volume in net.volumes]
    assert 0.2 < np.mean(stages[3] == 0) < 1  # after ReLU much is silent
