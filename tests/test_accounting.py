"""Costs: every column added again, VGG-16's rows as in the lecture, memory and minibatches, tables."""

import html
import re
from collections.abc import Callable

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume, tables, zoo
from cnnlib.accounting import BYTES, GB, HEADS, MB, Account, account, in_words
from cnnlib.layers import TransposedConv

NETS = [zoo.lenet5, zoo.alexnet, zoo.vgg16, zoo.googlenet, zoo.resnet18, zoo.resnet152, zoo.digits_net]


@pytest.mark.parametrize("make", NETS)
def test_columns_add_up_to_the_totals(make: Callable[[], Net]) -> None:
    net = make()
    costs = account(net)
    rows, totals = costs.cells()
    for column in range(2, 6):
        assert sum(int(row[column].replace(",", "")) for row in rows) == int(totals[column].replace(",", ""))
    assert costs.parameters == net.parameters
    assert costs.multiply_adds == sum(layer.multiply_adds(before) for layer, before in zip(net.layers, net.volumes))


def test_one_row_for_each_layer() -> None:
    net = zoo.vgg16()
    rows = account(net).rows
    assert [row.volume for row in rows] == list(net.volumes)
    assert [row.layer for row in rows[1:]] == list(net.layers)
    assert rows[1].name == "0: Conv(K=64, P=1)"


def test_rows_inside_branches() -> None:
    net = zoo.resnet18()
    rows = {row.name.split(":")[0]: row for row in account(net).rows}
    assert rows["4.0.0"].layer == net.layers[4].layers[0]  # type: ignore[attr-defined]
    assert rows["4.0.0"].parameters == 3 * 3 * 64 * 64
    assert rows["4"].name == "4: Residual" and rows["4"].parameters == 0
    assert str(rows["4"].volume) == "[56x56x64]"
    sizes = [rows[f"4.0.{place}"].field[0].size for place in (0, 2, 3)]  # type: ignore[index]
    assert sizes == [19, 19, 27] and rows["4"].field == rows["4.0.4"].field  # 11, and 2*4 for each CONV
    assert rows["8.1.0"].layer == Conv(K=128, F=1, S=2, crop=True, bias=False)  # the projection


VGG = """
INPUT 224x224x3 150528 0
conv 224x224x64 3211264 1728
conv 224x224x64 3211264 36864
pool 112x112x64 802816 0
conv 112x112x128 1605632 73728
conv 112x112x128 1605632 147456
pool 56x56x128 401408 0
conv 56x56x256 802816 294912
conv 56x56x256 802816 589824
conv 56x56x256 802816 589824
pool 28x28x256 200704 0
conv 28x28x512 401408 1179648
conv 28x28x512 401408 2359296
conv 28x28x512 401408 2359296
pool 14x14x512 100352 0
conv 14x14x512 100352 2359296
conv 14x14x512 100352 2359296
conv 14x14x512 100352 2359296
pool 7x7x512 25088 0
fc 1x1x4096 4096 102760448
fc 1x1x4096 4096 16777216
fc 1x1x1000 1000 4096000
"""


def test_vgg16_as_in_the_lecture() -> None:
    """The lecture counts weights without biases, and ReLU in place."""
    costs = account(zoo.vgg16(), in_place=True)
    expected = [line.split() for line in VGG.split("\n") if line]
    assert len(costs.rows) == len(expected)
    for row, (_, volume, activations, weights) in zip(costs.rows, expected):
        biases = row.volume.D if row.parameters else 0
        assert (str(row.volume), row.activations) == (f"[{volume}]", int(activations))
        assert row.parameters - biases == int(weights)
    assert costs.activations == 15_237_608
    assert in_words(costs.activations * BYTES) == "58.1 MB"
    assert costs.multiply_adds == 15_470_264_320


def test_vgg16_memory_is_early_and_parameters_are_late() -> None:
    rows = account(zoo.vgg16(), in_place=True).rows
    assert max(rows, key=lambda row: row.activations) in rows[1:3]
    assert max(rows, key=lambda row: row.parameters).layer == FC(K=4096)
    assert sum(row.activations for row in rows[:7]) > 0.7 * sum(row.activations for row in rows)


def test_multiply_adds_by_hand() -> None:
    net = Net(Volume(W=8, H=6, D=2), [Conv(K=3, F=3, P=1), ReLU(), Pool(), FC(K=5)])
    assert [row.multiply_adds for row in account(net).rows] == [0, 8 * 6 * 3 * (3 * 3 * 2), 0, 0, 4 * 3 * 3 * 5]


@pytest.mark.parametrize(
    ("make", "millions"),
    [(zoo.alexnet_two_towers, 724), (zoo.vgg16, 15_470), (zoo.googlenet, 1_583), (zoo.resnet18, 1_814)]
    + [(zoo.resnet50, 4_089), (zoo.resnet152, 11_514)],
)
def test_multiply_adds_as_others_count_them(make: Callable[[], Net], millions: int) -> None:
    assert round(account(make()).multiply_adds / 1e6) == millions


def test_fields_beside_each_layer() -> None:
    rows = account(zoo.alexnet()).rows
    pools = [row.field[0] for row in rows if row.field and isinstance(row.layer, Pool)]
    assert [(field.size, field.jump, field.start) for field in pools] == [(19, 8, 0), (67, 16, -16), (195, 32, -64)]


def small() -> Account:
    """1,031 parameters and 1,301 activations."""
    return account(Net(Volume(W=10, H=10, D=3), [Conv(K=10, F=1, bias=False), ReLU(), FC(K=1)]), in_place=True)


def test_bytes_by_hand() -> None:
    costs = small()
    assert (costs.parameters, costs.activations) == (30 + 1001, 300 + 1000 + 1)
    assert costs.bytes_forward(N=3) == 4 * (1031 + 3 * 1301)
    assert costs.bytes_training(N=3) == costs.bytes_training(3, "momentum") == 4 * (3 * 1031 + 2 * 3 * 1301)
    assert costs.bytes_training(3, "SGD") == 4 * (2 * 1031 + 2 * 3 * 1301)
    assert costs.bytes_training(3, "Adam") == 4 * (4 * 1031 + 2 * 3 * 1301)


@pytest.mark.parametrize("optimiser", ["SGD", "momentum", "Adam"])
def test_the_largest_minibatch_just_fits(optimiser: str) -> None:
    costs = account(zoo.vgg16())
    for memory in (4 * GB, 6 * GB, 12 * GB):
        N = costs.largest_minibatch(memory, optimiser)
        assert costs.bytes_training(N, optimiser) <= memory < costs.bytes_training(N + 1, optimiser)
    exactly = small().bytes_training(7, optimiser)
    assert small().largest_minibatch(exactly, optimiser) == 7
    assert small().largest_minibatch(exactly - 1, optimiser) == 6


def test_too_little_memory_says_how_much() -> None:
    said = "1,048,576 bytes do not hold this net in training: its parameters take 1,660,290,528 in 3 copies"
    with pytest.raises(ValueError, match=re.escape(said)):
        account(zoo.vgg16()).largest_minibatch(MB)
    with pytest.raises(ValueError, match="optimiser = 'LBFGS' is no optimiser that is known here: choose one of SGD"):
        small().bytes_training(1, "LBFGS")


def test_activations_are_what_the_net_keeps() -> None:
    net = zoo.digits_net().init(seed=0)
    stages = net.activations(np.zeros((1, 8, 8, 1)))
    assert account(net).activations * BYTES == sum(stage.nbytes for stage in stages)


def test_text_table() -> None:
    lines = str(account(zoo.lenet5(), in_place=True)).splitlines()
    assert lines[0].split() == list(HEADS)
    assert lines[-1].split() == ["total", "8,878", "35,512", "61,706", "416,520"]
    assert len(lines) == 1 + 1 + 8 + 1 + 1


def test_html_table_says_the_same() -> None:
    costs = account(zoo.lenet5())
    page = costs._repr_html_()
    rows, totals = costs.cells()
    cells = [html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", page)]
    assert cells == [*HEADS, *(cell for row in rows for cell in row), *totals]
    assert page.count('scope="row"') == len(rows) + 1 and page.count('scope="col"') == len(HEADS)


def test_html_is_escaped() -> None:
    assert "<b>" not in tables.as_html(["a<b>"] * 3, [["<b>"] * 3], ["<b>"] * 3)


def test_a_field_of_several_sizes_is_left_empty() -> None:
    rows = account(Net(Volume(8, 8, 1), [TransposedConv(K=2, F=4, S=2, P=1), ReLU()])).rows
    assert rows[1].field is None and rows[2].field is None
    assert rows[2].cells()[-3:] == ["", "", ""]


def test_nothing_is_allocated_for_the_largest() -> None:
    assert account(zoo.resnet152()).parameters == 60_192_808
