"""What is wrong with an argument is said in a sentence: its name, its value and the rule."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from cnnlib import (
    FC,
    BatchNorm,
    Conv,
    Dropout,
    GlobalPool,
    LocallyConnected,
    LocalResponseNorm,
    Parallel,
    Pool,
    TransposedConv,
    Volume,
)
from cnnlib.checks import number, share, truth, whole
from cnnlib.shapes import FitError, extent, output_size, repairs

NAN, INF = float("nan"), float("inf")
V = Volume(W=8, H=6, D=3)
X = np.zeros((1, 6, 8, 3))

# A layer, and the sentence that each wrong value of an argument gets.
ARGUMENTS: list[tuple[Callable[..., Any], str, list[Any], str]] = [
    (Conv, "K", [0, -1, 2.5, "3", None, True, (3, 3), np.array(3), NAN], "K = .* K is a whole number of at least 1"),
    (Conv, "F", [0, 3.0, "3", None, (3, True), {3, 5}], "F = .* F is a whole number of at least 1"),
    (Conv, "F", [(), (3,), (3, 3, 3)], "F = .* numbers: give one, or an .h, w. pair"),
    (Conv, "P", [-1, 0.5, "same"], "P = .* P is a whole number of at least 0"),
    (Conv, "mode", ["zeros", None, ["zero"], 0], "mode = .* is no kind of padding: choose one of zero, mirror"),
    (Conv, "crop", ["no", 2, None, 1], "crop = .* is neither True nor False"),
    (Conv, "bias", ["no", 5, None, 0.0], "bias = .* is neither True nor False"),
    (Pool, "kind", ["mean", None, ["max"], 3], "kind = .* is no kind of pooling: choose one of max, average, L2"),
    (Pool, "crop", ["yes", None], "crop = .* is neither True nor False"),
    (GlobalPool, "kind", [["max"], 3], "kind = .* is no kind of pooling"),
    (LocallyConnected, "crop", ["yes", 3], "crop = .* is neither True nor False"),
    (TransposedConv, "bias", ["yes", 3], "bias = .* is neither True nor False"),
    (FC, "K", [0, 10.0, "10", True, None, (10, 10)], "K = .* K is a whole number of at least 1"),
    (Dropout, "rate", [1, 1.0, -0.1, NAN, "0.5", None, True, False, [0.5], np.array(0.5)], "rate = .* less than 1"),
    (BatchNorm, "keep", [1, NAN, "0.9", None, True], "keep = .* is out of range"),
    (BatchNorm, "epsilon", [0, -1, NAN, INF, "x", None, True], "epsilon = .* it is above 0, such as 1e-5"),
    (LocalResponseNorm, "slices", [0, 5.0, (5, 5), "5"], "slices = .* slices is a whole number of at least 1"),
    (LocalResponseNorm, "offset", [0, NAN, None, "2", INF], "offset = .* may divide by 0: it is more than 0"),
    (LocalResponseNorm, "alpha", [-1, NAN, "x", INF], "alpha = .* may divide by 0: it is at least 0"),
    (LocalResponseNorm, "beta", [NAN, None, "x", INF], "beta = .* is no finite number"),
    (Parallel, "branches", [None, 3, []], "branches = .* holds none: give a list of layers for each"),
]
CASES = [(make, name, value, said) for make, name, values, said in ARGUMENTS for value in values]


@pytest.mark.parametrize(("make", "name", "value", "said"), CASES)
def test_a_wrong_argument_of_a_layer_is_named(make: Callable[..., Any], name: str, value: Any, said: str) -> None:
    others = {"K": 2} if name != "K" and make in (Conv, LocallyConnected, TransposedConv) else {}
    with pytest.raises(ValueError, match=said):
        make(**others, **{name: value})


def test_numpy_s_numbers_are_as_good_as_python_s() -> None:
    assert Conv(K=np.int64(3), F=(np.int32(3), 1), crop=np.bool_(True)) == Conv(K=3, F=(3, 1), crop=True)
    assert repr(Dropout(np.float32(0.5))) == "Dropout(rate=0.5)"
    assert Volume(np.int8(100), np.int8(100), np.int8(3)).size == 30_000


@pytest.mark.parametrize("layer", [Conv(2), Pool(), FC(2), GlobalPool(), BatchNorm(), TransposedConv(2)], ids=repr)
def test_a_volume_is_written_as_one(layer: Any) -> None:
    for wrong in ((8, 6, 3), None, 5):
        with pytest.raises(TypeError, match=r"a volume is written as Volume\(W=32, H=32, D=3\), not as "):
            layer.output(wrong) if isinstance(layer, Pool | GlobalPool) else layer.parameters(wrong)


@pytest.mark.parametrize("layer", [Conv(2), FC(2), BatchNorm(), LocallyConnected(2), TransposedConv(2)], ids=repr)
def test_a_layer_without_its_weights_says_how_to_make_them(layer: Any) -> None:
    with pytest.raises(ValueError, match=r"is handed no .*: make its weights with layer.init\(volume, rng\)"):
        layer.forward({}, X)


def test_a_missing_bias_is_named() -> None:
    with pytest.raises(ValueError, match=r"Conv\(K=2\) is handed no b: make its weights"):
        Conv(2).forward({"w": np.zeros((2, 3, 3, 3))}, X)


@pytest.mark.parametrize("rng", [0, None, "seed", np.random])
def test_chance_needs_a_generator(rng: Any) -> None:
    said = r"rng = .* is no source of random numbers: give np\.random\.default_rng\(seed\)"
    with pytest.raises(TypeError, match=said):
        Conv(2).init(V, rng)
    with pytest.raises(TypeError, match=said):
        Dropout().train_forward({}, np.ones(3), rng)


@pytest.mark.parametrize("F", [0, 3.5, True])
def test_an_extent_is_that_of_a_filter(F: Any) -> None:
    with pytest.raises(ValueError, match="F is a whole number of at least 1"):
        extent(F)


def test_a_size_that_is_no_whole_number_never_looks_like_one() -> None:
    with pytest.raises(FitError, match=r"= 1000\.5 is no whole number"):
        output_size(W=2002, F=3, S=2)
    with pytest.raises(FitError, match=r"= 2\.000014 is no whole number"):
        output_size(W=10**6, F=3, S=999_983)


@pytest.mark.parametrize("F", [11, 999, 10**6, 10**15])
def test_however_large_a_filter_its_repairs_are_found_at_once(F: int) -> None:
    changes = repairs(W=10, F=F)
    assert {"W": F} in changes and {"F": 10} in changes and {"P": -(-(F - 10) // 2)} in changes
    assert repairs(W=10, F=5, dilation=F)[:2] == [{"F": 1}, {"dilation": 2}][:: 1 if F > 6 else -1]


def test_there_is_always_a_way_out() -> None:
    with pytest.raises(FitError, match=r"is no whole number\. Try S = 1; crop=True"):
        output_size(W=10**15, F=7, S=10**9 + 7, P=3)


def test_checks_give_back_plain_numbers() -> None:
    assert type(whole(np.int8(3), "F")) is int
    assert type(share(np.float32(0.5), "rate")) is float and type(number(1, "one")) is float
    assert truth(np.bool_(True), "crop") is True
