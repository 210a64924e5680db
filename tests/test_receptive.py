"""Receptive fields beside what the gradients see, and beside published figures."""

from collections.abc import Callable

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume, zoo
from cnnlib.layers import GlobalPool, Layer, Parallel, Residual, TransposedConv
from cnnlib.receptive import Field, effective_field, effective_size, fields, patch

STACKS: list[list[Layer]] = [
    [Conv(K=2, F=3), Conv(K=2, F=3), Conv(K=1, F=3)],
    [Conv(K=2, F=3, P=1), Pool(kind="average"), Conv(K=2, F=3, P=1), Pool(kind="average")],
    [Conv(K=2, F=(3, 5), S=(2, 1), P=(1, 0), crop=True), ReLU(), Conv(K=1, F=2, dilation=(1, 3), crop=True)],
    [Conv(K=2, F=5, S=3, P=2, crop=True), Pool(F=3, S=2, kind="average", crop=True)],
    [Conv(K=2, F=3, P=1), ReLU(), FC(K=3)],
]


def positive(volume: Volume, layers: list[Layer]) -> Net:
    """Weights of 1: whatever a unit sees has a gradient above 0."""
    net = Net(volume, layers).init(dtype=np.float64)
    net.vector[...] = 1
    return net


def seen(strength: np.ndarray) -> tuple[slice, slice]:
    """The smallest frame around the pixels that count."""
    rows, columns = (np.flatnonzero(strength.any(axis=axis)) for axis in (1, 0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


@pytest.mark.parametrize("layers", STACKS, ids=str)
def test_fields_are_the_pixels_with_a_gradient(layers: list[Layer]) -> None:
    net = positive(Volume(W=16, H=20, D=2), layers)
    x = np.ones((1, 20, 16, 2))
    for stage, volume in enumerate(net.volumes):
        for row in range(volume.H):
            for column in range(volume.W):
                strength = effective_field(net, x, stage, row, column)
                assert seen(strength) == patch(net, stage, row, column)


@pytest.mark.parametrize(
    ("make", "size"),
    [(zoo.vgg16, 212), (zoo.alexnet, 195), (zoo.resnet18, 435), (zoo.resnet50, 427), (zoo.googlenet, 715)],
)
def test_published_fields_of_the_last_maps(make: Callable[[], Net], size: int) -> None:
    """Of the last volume that is wider than 1; all step by 32 pixels."""
    net = make()
    last = max(stage for stage, volume in enumerate(net.volumes) if volume.W > 1)
    assert [(field.size, field.jump) for field in fields(net)[last]] == [(size, 32)] * 2


def test_branches_see_what_any_of_them_sees() -> None:
    wide, narrow = [Conv(K=2, F=5, S=2, P=2, crop=True)], [Conv(K=2, F=1, S=2, crop=True)]
    net = positive(Volume(12, 12, 1), [Parallel([narrow, wide]), Residual((Conv(K=4, F=3, P=1),)), GlobalPool()])
    assert [down for down, _ in fields(net)[1:3]] == [Field(5, 2, -2), Field(9, 2, -4)]
    x = np.ones((1, 12, 12, 1))
    for stage in (1, 2, 3):
        for row in range(net.volumes[stage].H):
            assert seen(effective_field(net, x, stage, row, 0)) == patch(net, stage, row, 0)


def test_a_transposed_convolution_has_no_one_field() -> None:
    with pytest.raises(ValueError, match=r"TransposedConv\(K=1\) spreads its input: neighbours see fields of several"):
        fields(Net(Volume(4, 4, 1), [TransposedConv(K=1)]))


def test_three_3x3_see_as_far_as_one_7x7() -> None:
    three = Net(Volume(32, 32, 8), [Conv(K=8, F=3, P=1)] * 3)
    one = Net(Volume(32, 32, 8), [Conv(K=8, F=7, P=3)])
    assert fields(three)[-1] == fields(one)[-1] == (Field(7, 1, -3),) * 2


def test_dilation_doubles_the_growth_at_each_layer() -> None:
    net = Net(Volume(64, 64, 1), [Conv(K=1, F=3, P=d, dilation=d) for d in (1, 2, 4, 8)])
    assert [across.size for _, across in fields(net)] == [1, 3, 7, 15, 31]


def test_fc_sees_the_whole_input() -> None:
    net = Net(Volume(W=10, H=8, D=3), [Pool(), FC(K=5), ReLU(), FC(K=2)])
    assert [(down.size, across.size) for down, across in fields(net)] == [(1, 1), (2, 2), (8, 10), (8, 10), (8, 10)]


def test_the_effective_field_is_smaller_than_the_theoretical() -> None:
    net = positive(Volume(41, 41, 1), [Conv(K=1, F=3)] * 10)
    strength = effective_field(net, np.ones((1, 41, 41, 1)))
    assert strength.shape == (41, 41) and strength.max() == strength[20, 20] == 1
    assert 10 < effective_size(strength) < fields(net)[-1][0].size == 21


def test_nothing_is_seen_where_all_relus_are_off() -> None:
    net = positive(Volume(5, 5, 1), [Conv(K=1, F=3), ReLU()])
    assert not effective_field(net, -np.ones((1, 5, 5, 1))).any()


def test_a_unit_outside_is_named() -> None:
    net = positive(Volume(W=7, H=9, D=1), [Conv(K=1, F=3)])
    with pytest.raises(IndexError, match=r"row = 7 lies outside \[5x7x1\], whose rows are 0 to 6"):
        patch(net, 1, row=7, column=0)
    with pytest.raises(IndexError, match=r"column = -1 lies outside \[5x7x1\], whose columns are 0 to 4"):
        effective_field(net, np.ones((1, 9, 7, 1)), 1, row=0, column=-1)


def test_fields_that_step_differently_do_not_meet() -> None:
    with pytest.raises(ValueError, match="branches that step by 2 and by 1 pixels do not look at the same places"):
        Field(jump=2).joined(Field())
