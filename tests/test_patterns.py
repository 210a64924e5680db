"""The pattern language: what it builds, where its carets point, what it writes."""

import random
import re

import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume
from cnnlib.patterns import PatternError, parse, pattern_of

LECTURE = "INPUT -> [[CONV -> RELU]*N -> POOL?]*M -> [FC -> RELU]*K -> FC"
ALEXNET = (
    "INPUT(227x227x3) -> CONV(96, F=11, S=4) -> RELU -> POOL(3, S=2) -> CONV(256, F=5) -> RELU -> POOL(3, S=2) "
    "-> [CONV(384/384/256) -> RELU]*3 -> POOL(3, S=2) -> [FC(4096) -> RELU]*2 -> FC(1000)"
)
VGG16 = (
    "INPUT(224x224x3) -> [[CONV(64/128/256/512/512) -> RELU]*2/2/3/3/3 -> POOL]*5 -> [FC(4096) -> RELU]*2 -> FC(1000)"
)


def caret(error: PatternError) -> str:
    """What the caret points at, to the end of the line."""
    *_, line, below = str(error).splitlines()
    return line[below.index("^") :]


def test_the_lecture_s_pattern() -> None:
    net = parse(LECTURE, N=2, M=3, K=1)
    block = [Conv(K=32, F=3, P=1), ReLU()] * 2 + [Pool()]
    assert list(net.layers) == block * 3 + [FC(K=64), ReLU(), FC(K=10)]
    assert net.volumes[0] == Volume(32, 32, 3)


def test_every_optional_part() -> None:
    assert list(parse(LECTURE, N=0, M=0, K=0).layers) == [FC(K=10)]
    assert Pool() not in parse(LECTURE, N=1, M=2, K=0, pool=False).layers
    assert parse("INPUT -> FC", classes=100).layers == (FC(K=100),)


def test_the_smallest_classifier() -> None:
    net = parse("INPUT -> CONV(12) -> RELU -> POOL -> FC")
    assert [str(volume) for volume in net.volumes] == [
        *("[32x32x3]", "[32x32x12]", "[32x32x12]", "[16x16x12]", "[1x1x10]")
    ]


@pytest.mark.parametrize(("pattern", "parameters"), [(ALEXNET, 62_378_344), (VGG16, 138_357_544)])
def test_published_nets_fit_in_a_line(pattern: str, parameters: int) -> None:
    assert parse(pattern).parameters == parameters


def test_spelling_is_free() -> None:
    same = "input( 32×32x3 )→[ conv( K = 32 ,F=3, P=1 ) → relu ] * 2\n -> pool( max ) -> fc(10)"
    assert parse(same).layers == parse("INPUT -> [CONV -> RELU]*2 -> POOL -> FC").layers


def test_every_size_of_a_layer() -> None:
    net = parse("INPUT(20x30x2) -> CONV(8, F=3x5, S=1x2, P=1x2, dilation=1, mirror, crop) -> POOL(2, average, crop)")
    assert net.layers == (
        Conv(K=8, F=(3, 5), S=(1, 2), P=(1, 2), mode="mirror", crop=True),
        Pool(F=2, kind="average", crop=True),
    )
    assert parse("INPUT -> CONV(8, bias=0)").layers == (Conv(K=8, P=1, bias=False),)


def test_padding_keeps_the_size_unless_told() -> None:
    for pattern in ("CONV", "CONV(F=7)", "CONV(F=3, dilation=2)", "CONV(F=1)"):
        assert parse(f"INPUT -> {pattern}").volumes[-1].W == 32
    assert parse("INPUT -> CONV(F=4)").volumes[-1].W == 29
    assert parse("INPUT -> CONV(F=2, S=2)").volumes[-1].W == 16


def test_sizes_by_round_belong_to_the_nearest_repetition() -> None:
    def filters(pattern: str) -> list[int]:
        return [layer.K for layer in parse(pattern).layers if isinstance(layer, Conv)]

    assert filters("INPUT -> [[CONV(8/16)]*2 -> POOL]*2") == [8, 16, 8, 16]
    assert filters("INPUT -> [[CONV(8/16)]*1 -> POOL]*2") == [8, 16]
    assert filters("INPUT -> [[CONV(1/2/3)]*2 -> POOL]*3") == [1, 1, 2, 2, 3, 3]


def test_many_brackets_one_after_another() -> None:
    assert len(parse("INPUT -> " + " -> ".join(["[RELU]"] * 30)).layers) == 30


MISTAKES = [
    ("INPUT -> CNOV -> FC", "'CNOV' is no layer: do you mean CONV?", "CNOV -> FC"),
    ("INPUT -> SOFTMAX", "'SOFTMAX' is no layer: choose one of INPUT, CONV, RELU, POOL, FC", "SOFTMAX"),
    ("INPUT -> CONV RELU", "an arrow -> is missing before 'RELU'", "RELU"),
    ("INPUT -> [CONV RELU]*2", "an arrow -> is missing before 'RELU'", "RELU]*2"),
    ("INPUT -> [[CONV -> RELU]*2 -> FC", "this bracket is never closed", "[[CONV -> RELU]*2 -> FC"),
    ("INPUT -> CONV]*2", "this bracket closes none that is open", "]*2"),
    ("INPUT -> -> FC", "a layer or an opening bracket belongs here", "-> FC"),
    ("INPUT -> FC ->", "a layer or an opening bracket belongs here", ""),
    ("INPUT -> [CONV]*", "a number or a letter belongs here", ""),
    ("INPUT -> [CONV -> RELU]*N", "N has no number: write one, or give it as parse(pattern, N=2)", "N"),
    ("INPUT -> [FC]*9999 -> FC", "9999 rounds are no number from 0 to 2000", "9999 -> FC"),
    ("CONV -> FC", "a pattern starts with INPUT", "CONV -> FC"),
    ("INPUT -> CONV -> INPUT", "INPUT stands at the start, once", "INPUT"),
    ("INPUT(32) -> FC", "the size of an input is written as INPUT(32x32x3)", "INPUT(32) -> FC"),
    ("INPUT(0x4x3) -> FC", "W = 0 is too small", "INPUT(0x4x3) -> FC"),
    ("INPUT -> CONV(Q=3)", "CONV has no size Q: it has K, F, S, P", "3)"),
    ("INPUT -> FC(10, 20)", "the size without a name is given twice", "20)"),
    ("INPUT -> RELU(3)", "RELU has no size 3: it has none", "3)"),
    ("INPUT -> POOL(F=max)", "POOL has no size F: it has F", "max)"),
    ("INPUT -> CONV(K=many)", "'many' is no value of K: write a whole number, such as K=3", "many)"),
    ("INPUT -> CONV(K=0)", "K = 0 is too small", "CONV(K=0)"),
    ("INPUT -> CONV(8", "this parenthesis is never closed", "(8"),
    ("INPUT -> CONV(8, F=)", "a size belongs here", ")"),
    ("INPUT -> [CONV(8/16)]*3", "2 values for 3 rounds: give one for each, or one for all", "8/16)]*3"),
    ("INPUT -> CONV; RELU", "';' has no meaning in a pattern", "; RELU"),
    ("INPUT -> POOL(3) -> FC", "(32 - 3 + 0)/2 + 1 = 15.5 is no whole number", "POOL(3) -> FC"),
    ("INPUT ->\n  [CONV", "this bracket is never closed", "[CONV"),
    ("", "a layer or an opening bracket belongs here", ""),
    ("INPUT -> " + "[" * 30, "more than 20 brackets within each other", "[" * 10),
    ("INPUT -> [[RELU]*2000]*2000", "this pattern has more than 2000 layers", "RELU]*2000]*2000"),
]


@pytest.mark.parametrize(("pattern", "said", "place"), MISTAKES)
def test_a_mistake_is_shown_with_a_caret(pattern: str, said: str, place: str) -> None:
    with pytest.raises(PatternError, match=re.escape(said)) as caught:
        parse(pattern)
    assert caret(caught.value) == place


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="a pattern is a text, such as 'INPUT -> CONV -> RELU -> FC', not 3"):
        parse(3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"N = 2\.5 is no whole number"):
        parse(LECTURE, N=2.5, M=1, K=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Q stands nowhere in the pattern INPUT -> FC"):
        parse("INPUT -> FC", Q=2)


def test_any_text_gives_a_net_or_a_caret() -> None:
    pieces = ["INPUT", "CONV", "RELU", "POOL", "FC", "->", "[", "]", "*", "2", "?", "(", ")", "K=3", "/", ",", "x", "N"]
    chance = random.Random(0)
    built = 0
    for _ in range(3000):
        text = "INPUT -> " + " ".join(chance.choices(pieces, k=chance.randrange(1, 9)))
        try:
            built += isinstance(parse(text), Net)
        except PatternError as error:
            assert 0 <= error.at <= len(text)
    assert built > 30


@pytest.mark.parametrize(
    "pattern",
    [ALEXNET, VGG16, LECTURE.replace("*N", "*1").replace("*M", "*2").replace("*K", "*1")],
)
def test_written_and_read_again(pattern: str) -> None:
    net = parse(pattern)
    again = parse(pattern_of(net))
    assert again.layers == net.layers and again.volumes == net.volumes


def test_uncommon_sizes_are_written_too() -> None:
    layers = [Conv(4, F=(3, 1), mode="extend", crop=True, bias=False), Pool(kind="L2"), Conv(4, F=4, dilation=2)]
    net = Net(Volume(32, 30, 3), layers)
    first = "INPUT(32x30x3) -> CONV(4, F=3x1, P=0, extend, crop, bias=0)"
    line = f"{first} -> POOL(2, S=2, L2) -> CONV(4, F=4, P=0, dilation=2)"
    assert pattern_of(net) == line
    assert parse(line).layers == net.layers


def test_groups_and_padded_pooling_are_written_too() -> None:
    line = "INPUT(32x32x4) -> CONV(4, F=3, P=1, groups=2) -> POOL(3, S=2, crop, P=1)"
    net = parse(line)
    assert net.layers == (Conv(4, F=3, P=1, groups=2), Pool(F=3, S=2, P=1, crop=True))
    assert pattern_of(net) == line


def test_the_plan_of_vgg16() -> None:
    plan = "INPUT -> [[CONV -> RELU]*2 -> POOL]*2 -> [[CONV -> RELU]*3 -> POOL]*3 -> [FC -> RELU]*2 -> FC"
    assert pattern_of(parse(VGG16), sizes=False) == plan


def test_a_layer_without_a_word_is_named() -> None:
    class Blur(ReLU):
        pass

    with pytest.raises(ValueError, match=r"layers\[0\] = .*Blur\(\) has no word in the pattern language"):
        pattern_of(Net(Volume(4, 4, 1), [Blur()]))
