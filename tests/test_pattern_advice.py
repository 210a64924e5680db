"""Advice on a pattern: what departs from the usual is named with its layer, its number and a repair."""

import pytest

from cnnlib import Conv, Net, Pool, ReLU, Volume, zoo
from cnnlib.patterns import advice, parse


def remarks(pattern: str) -> list[str]:
    return [str(remark) for remark in advice(parse(pattern))]


def test_nets_that_keep_to_the_rules() -> None:
    assert advice(zoo.vgg16()) == []
    assert remarks("INPUT(96x64x3) -> CONV(F=7) -> RELU -> POOL(4) -> FC(10)") != []  # a 4x4 window is not gentle
    assert remarks("INPUT(96x64x3) -> CONV(F=7) -> RELU -> [CONV(F=1) -> RELU]*2 -> POOL -> FC") == []


RULES = [
    (
        "INPUT(227x227x3) -> [CONV -> POOL(3)]*2 -> POOL",
        ["the input [227x227x3]: W = H = 227 cannot be halved, and the net pools 3 times at stride 2. Try W = H = 224"],
    ),
    (
        "INPUT(36x64x3) -> [CONV -> POOL]*2 -> POOL(crop)",
        [
            "the input [36x64x3]: W = 36 can be halved twice, and the net pools 3 times at stride 2. Try W = 32",
            "layers[4] = Pool(crop=True): W = 9 leaves 1 at the end that no window reads. Try W = 8 or 10",
        ],
    ),
    (
        "INPUT -> CONV(8) -> CONV(8, F=7) -> FC",
        ["F = 7 is large: 49 weights for each of 8 slices. Try 3 layers of F = 3, which see as far with 27 weights"],
    ),
    ("INPUT -> CONV(8, F=2, S=2) -> FC", ["S = 2 leaves out 75% of the places", "Try S = 1 and a POOL of stride 2"]),
    ("INPUT -> CONV(8, F=5, P=0)", ["P = 0 shrinks 32 to 28, and what lies at the border is washed away. Try P = 2"]),
    ("INPUT -> CONV(8, P=3)", ["P = 3 spreads 32 to 36, with rims made of padding. Try P = 1"]),
    ("INPUT -> CONV(8, F=4)", ["P = 0 shrinks 32 to 29", "Try an odd F, as no P suits an even one"]),
    ("INPUT -> POOL(4, S=4)", ["F = 4 keeps 1 number in 16 of each window, and destroys too much. Try Pool(F=2, S=2)"]),
    (
        "INPUT -> [CONV -> RELU]*5 -> FC",
        ["layers[6] =", "5 CONV layers in a row are more than the usual 3"],
    ),
    (
        "INPUT -> [FC -> RELU]*3 -> FC",
        ["4 FC layers in a row are more than the usual 3. Try at most 2 before"],
    ),
]


@pytest.mark.parametrize(("pattern", "said"), RULES)
def test_each_rule_names_layer_number_and_repair(pattern: str, said: list[str]) -> None:
    text = "\n".join(remarks(pattern))
    assert [part for part in said if part not in text] == []
    assert len(remarks(pattern)) == (2 if "36x64" in pattern else 1)


def test_an_fc_layer_written_as_conv_is_left_alone() -> None:
    assert remarks("INPUT(5x5x8) -> CONV(10, F=5, P=0)") == []


def test_a_border_that_no_window_reads_is_no_loss() -> None:
    """ResNet's first layers: 224 with a border of 3 leaves over a column of the border, not of the image."""
    layers = [Conv(64, F=7, S=2, P=3, crop=True), ReLU(), Pool(F=3, S=2, P=1, crop=True)]
    assert [remark.size for remark in advice(Net(Volume(224, 224, 3), layers))] == ["S = 2"]
    (remark,) = advice(Net(Volume(W=9, H=12, D=3), [Pool(F=3, S=3), Conv(4, F=1, S=2, crop=True)]))[1:]
    assert str(remark).endswith("H = 4 leaves 1 at the end that no window reads. Try H = 3 or 5")


def test_remarks_know_their_place() -> None:
    (remark,) = advice(parse("INPUT -> CONV -> RELU -> CONV(8, S=1, F=5, P=0)"))
    assert (remark.place, remark.layer, remark.size) == (2, Conv(8, F=5), "P = 0")
