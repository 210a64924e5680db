"""Sizes, the lecture's figures, and every sentence about a size that does not fit."""

import re
from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from cnnlib import FitError, Volume, output_size
from cnnlib.shapes import (
    ceil_size,
    exact_size,
    extent,
    floor_size,
    output_sides,
    pair,
    repairs,
    same_padding,
    unreached,
    whole,
)


def count_by_sliding(W: int, F: int, S: int, P: int, dilation: int) -> int:
    """Push the window along, pixel by pixel, until it would hang over."""
    count, start = 0, 0
    while start + (F - 1) * dilation < W + 2 * P:
        count, start = count + 1, start + S
    return count


@pytest.mark.parametrize(
    ("W", "F", "S", "P", "expected"),
    [
        (7, 3, 1, 0, 5),
        (7, 3, 2, 0, 3),
        (227, 11, 4, 0, 55),
        (5, 3, 1, 1, 5),
        (5, 3, 2, 1, 3),
        (32, 5, 1, 2, 32),
        (224, 3, 1, 1, 224),
        (224, 2, 2, 0, 112),
        (11, 5, 2, 0, 4),
        (1, 1, 1, 0, 1),
    ],
)
def test_sizes_of_the_lecture(W: int, F: int, S: int, P: int, expected: int) -> None:
    assert output_size(W, F, S, P) == expected


def test_three_does_not_divide_seven() -> None:
    with pytest.raises(FitError, match=re.escape("(W - F + 2P)/S + 1 = (7 - 3 + 0)/3 + 1 = 2.333 is no whole number")):
        output_size(W=7, F=3, S=3)


def test_alexnet_does_not_fit_224() -> None:
    with pytest.raises(FitError, match=re.escape("(224 - 11 + 0)/4 + 1 = 54.25")):
        output_size(W=224, F=11, S=4)


def test_resnet_stem_needs_crop() -> None:
    with pytest.raises(FitError, match=r"\(224 - 7 \+ 6\)/2 \+ 1 = 112.5"):
        output_size(W=224, F=7, S=2, P=3)
    assert output_size(W=224, F=7, S=2, P=3, crop=True) == 112


def test_misfit_names_ways_out() -> None:
    with pytest.raises(FitError) as error:
        output_size(W=10, F=3, S=2)
    assert str(error.value) == (
        "(W - F + 2P)/S + 1 = (10 - 3 + 0)/2 + 1 = 4.5 is no whole number. "
        "Try S = 1 or W = 11 or F = 4; crop=True leaves out what is over"
    )


def test_misfit_with_dilation() -> None:
    with pytest.raises(FitError, match=re.escape("(W - (dilation*(F - 1) + 1) + 2P)/S + 1 = (10 - 5 + 2)/2 + 1 = 4.5")):
        output_size(W=10, F=3, S=2, P=1, dilation=2)


@pytest.mark.parametrize("crop", [False, True])
def test_filter_larger_than_the_padded_input(crop: bool) -> None:
    sentence = "(2 - 7 + 2)/1 + 1 = -2: the filter spans 7, the padded input has 4. Try P = 3 or W = 5 or F = 4"
    with pytest.raises(FitError, match=re.escape(sentence)):
        output_size(W=2, F=7, P=1, crop=crop)


def test_misfit_down_the_height_says_h() -> None:
    with pytest.raises(FitError, match=re.escape("(H - F + 2P)/S + 1 = (8 - 3 + 0)/2 + 1 = 3.5")):
        output_sides(Volume(W=7, H=8, D=1), F=3, S=2, P=0, dilation=1, crop=False)


@pytest.mark.parametrize("name", ["W", "F", "S", "P", "dilation"])
@pytest.mark.parametrize("value", [1.5, "3", None, True, 2.0, np.float32(3), np.nan])
def test_sizes_are_whole_numbers(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"^{name} = .* is no whole number: {name} is a whole number of at least"):
        output_size(**{"W": 7, "F": 3, name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["W", "F", "S", "P", "dilation"])
@pytest.mark.parametrize("value", [0, -1])
def test_sizes_are_large_enough(name: str, value: int) -> None:
    if (name, value) == ("P", 0):
        assert output_size(W=7, F=3, P=value) == 5
        return
    least = 0 if name == "P" else 1
    with pytest.raises(
        ValueError, match=f"^{name} = {value} is too small: {name} is a whole number of at least {least}"
    ):
        output_size(**{"W": 7, "F": 3, name: value})


@pytest.mark.parametrize("function", [exact_size, floor_size, ceil_size, unreached, repairs])
@pytest.mark.parametrize("name", ["W", "F", "S", "P", "dilation"])
@pytest.mark.parametrize("value", [-1, 2.0, True])
def test_every_function_checks_its_sizes(function: Callable[..., object], name: str, value: object) -> None:
    function(W=7, F=3, S=1, P=1, dilation=1)  # what is remembered of good sizes must not let bad ones pass
    with pytest.raises(ValueError, match=f"{name} = {value}"):
        function(**{"W": 7, "F": 3, name: value})


def test_numpy_integers_are_whole_numbers() -> None:
    size = output_size(np.int64(7), np.uint8(3), S=np.int32(2))  # type: ignore[arg-type]
    assert size == 3 and type(size) is int
    assert whole(np.int64(4), "F") == 4 and type(whole(np.int64(4), "F")) is int


def test_pairs() -> None:
    assert pair(3, "F") == (3, 3) and pair((2, 5), "F") == (2, 5) and pair([2, 5], "F") == (2, 5)
    with pytest.raises(ValueError, match=r"F = \(1, 2, 3\) has 3 numbers: give one, or an \(h, w\) pair"):
        pair((1, 2, 3), "F")
    with pytest.raises(ValueError, match="S = 0 is too small"):
        pair((1, 0), "S")


def test_sizes_equal_sliding() -> None:
    for W, F, S, P, dilation in product(range(1, 14), range(1, 6), range(1, 5), range(3), range(1, 4)):
        count = count_by_sliding(W, F, S, P, dilation)
        assert floor_size(W, F, S, P, dilation) == count
        size = exact_size(W, F, S, P, dilation)
        if size >= 1 and size.denominator == 1:
            assert output_size(W, F, S, P, dilation) == ceil_size(W, F, S, P, dilation) == size == count
        elif count:
            assert output_size(W, F, S, P, dilation, crop=True) == count == ceil_size(W, F, S, P, dilation) - 1


def test_unreached_equals_marking() -> None:
    for W, F, S, P, dilation in product(range(1, 10), range(1, 5), range(1, 5), range(2), range(1, 3)):
        marks = np.zeros(W + 2 * P, bool)
        for window in range(count_by_sliding(W, F, S, P, dilation)):
            for tap in range(F):
                marks[window * S + tap * dilation] = True
        assert unreached(W, F, S, P, dilation) == tuple(np.flatnonzero(~marks))


def fitting_changes(setting: dict[str, int], limits: dict[str, tuple[int, int]]) -> set[tuple[str, int]]:
    """All single changes within the limits that make it fit, by trying every one."""
    sizes = {
        (symbol, value): exact_size(**setting | {symbol: value})
        for symbol, (low, high) in limits.items()
        for value in range(low, high + 1)
    }
    return {change for change, size in sizes.items() if size >= 1 and size.denominator == 1}


def test_every_repair_fits_and_none_nearer_is_missed() -> None:
    limits = {"W": (1, 16), "F": (1, 7), "S": (1, 4), "P": (0, 3), "dilation": (1, 3)}
    settings = product(range(1, 17, 3), range(1, 8), range(1, 5), range(4), range(1, 4))
    for setting in (dict(zip(("W", "F", "S", "P", "dilation"), values)) for values in settings):
        changes = [next(iter(change.items())) for change in repairs(**setting, limits=limits)]
        fitting = fitting_changes(setting, limits)
        if any(fitting >= {(symbol, value)} for symbol, value in setting.items()):
            assert changes == []  # it fits as it is
            continue
        assert set(changes) <= fitting
        assert {symbol for symbol, _ in changes} == {symbol for symbol, _ in fitting}
        distances = [abs(value - setting[symbol]) for symbol, value in changes]
        assert distances == sorted(distances)
        for symbol in {symbol for symbol, _ in fitting}:
            nearest = min(abs(value - setting[symbol]) for name, value in fitting if name == symbol)
            assert nearest == min(abs(value - setting[symbol]) for name, value in changes if name == symbol)


def test_repairs_are_one_each_way() -> None:
    assert repairs(W=10, F=3, S=2, limits={"W": (1, 10), "S": (1, 4)}) == [{"S": 1}, {"W": 9}, {"F": 4}, {"F": 2}]
    assert repairs(W=7, F=3, S=2) == []
    assert {"P": 1} in repairs(W=10, F=3, S=3)


def test_a_setting_outside_its_limits_is_brought_inside() -> None:
    assert repairs(W=20, F=3, S=2, limits={"W": (1, 10), "S": (5, 5)})[-1] == {"W": 9}


def test_same_padding() -> None:
    for F, dilation in product((1, 3, 5, 7), (1, 2, 3)):
        assert output_size(13, F, P=same_padding(F, dilation), dilation=dilation) == 13
    assert output_size(13, 4, P=same_padding(4, 2), dilation=2) == 13  # spans 7
    with pytest.raises(FitError, match=r"no P keeps the size for F = 4, dilation = 1: 2P would be 3. Take an odd F"):
        same_padding(4)


def test_extent() -> None:
    assert [extent(3, dilation) for dilation in (1, 2, 3)] == [3, 5, 7]
    assert extent(1, 9) == 1


def test_volume() -> None:
    volume = Volume(W=55, H=27, D=96)
    assert str(volume) == "[55x27x96]"
    assert volume.shape == (27, 55, 96)
    assert volume.size == 55 * 27 * 96
    assert volume == Volume(np.int64(55), 27, 96)  # type: ignore[arg-type]
    for bad in ({"W": 0}, {"H": -3}, {"D": 2.5}):
        with pytest.raises(ValueError, match=f"{next(iter(bad))} = .* a whole number of at least 1"):
            Volume(**{"W": 5, "H": 5, "D": 3} | bad)  # type: ignore[arg-type]
