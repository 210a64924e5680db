"""Named mistakes: each formula is the wrong one that its name says, and names the reader's own numbers."""

import re
from collections.abc import Iterable
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from cnnlib.layers import FC, Conv, LocallyConnected
from cnnlib.mistakes import (
    Mistake,
    fc_parameter_mistakes,
    local_parameter_mistakes,
    matrix_mistakes,
    memory_mistakes,
    output_size_mistakes,
    parameter_mistakes,
    pooled_size_mistakes,
    pooled_value_mistakes,
    pooled_volume_mistakes,
    response_mistakes,
    sides_mistakes,
    tidy,
    told_apart,
    volume_mistakes,
)
from cnnlib.shapes import Volume, exact_size, extent, floor_size


def named(mistakes: Iterable[Mistake]) -> dict[str, object]:
    """The first value under each name."""
    return {mistake.name: mistake.value for mistake in reversed(tuple(mistakes))}


def axes(count: int, seed: int = 0) -> list[tuple[int, int, int, int, int]]:
    random = Random(seed)
    ranges = (range(1, 33), range(1, 8), range(1, 5), range(4), range(1, 4))
    return [tuple(map(random.choice, ranges)) for _ in range(count)]  # type: ignore[misc]


def test_the_slips_of_a_size() -> None:
    found = named(output_size_mistakes(W=32, F=5, S=2, P=2, dilation=2))
    assert found["forgot 2P"] == (32 - 9) / 2 + 1
    assert found["forgot + 1"] == (32 - 9 + 4) / 2
    assert found["F instead of the dilated extent"] == (32 - 5 + 4) / 2 + 1
    assert found["rounded down"] == (32 - 9 + 4) // 2 + 1
    assert found["forgot the stride"] == 32 - 9 + 4 + 1
    assert "forgot the floor" not in found


def test_a_floor_may_be_asked_for_or_not() -> None:
    assert named(output_size_mistakes(W=10, F=3, S=2))["rounded down"] == 4
    cropped = named(output_size_mistakes(W=10, F=3, S=2, crop=True))
    assert cropped["forgot the floor"] == 4.5 and cropped["rounded up"] == 5
    assert named(pooled_size_mistakes(W=7, F=2, S=2, crop=True))["forgot the floor"] == 3.5


def test_pooling_is_not_padded() -> None:
    (mistake,) = [slip for slip in pooled_size_mistakes(W=8, F=2, S=2) if slip.name == "padded a pooling layer"]
    assert mistake.value == (8 - 2 + 2) // 2 + 1
    assert "P = 1" in mistake.hint and "W = 8" in mistake.hint


def test_who_leaves_the_size_as_it_was_before_pooling_reads_nothing_about_padding() -> None:
    hints = {mistake.value: mistake.hint for mistake in pooled_volume_mistakes(W=32, H=32, D=12, F=2, S=2)}
    assert "Pooling makes it smaller" in hints[32, 32, 12] and "padding" not in hints[32, 32, 12]
    assert "the depth D = 12 stays" in hints[32, 32, 6]


def test_the_slips_of_a_volume() -> None:
    across, down = (9, 3, 1, 0, 1), (7, 3, 1, 0, 1)
    assert named(sides_mistakes(across, down))["swapped H and W"] == (5, 7)
    found = named(volume_mistakes(across, down, D1=3, K=4))
    assert found["swapped H and W"] == (5, 7, 4)
    assert found["took the input depth"] == (7, 5, 3) and found["multiplied the depths"] == (7, 5, 12)
    assert found["forgot + 1"] == (6, 4, 4)
    assert named(pooled_volume_mistakes(W=8, H=6, D=4, F=2, S=2))["pooled the depth"] == (4, 3, 2)


def test_the_slips_of_a_count() -> None:
    found = named(parameter_mistakes(F=11, D=3, K=96, positions=55 * 55))
    assert found["forgot the bias"] == 11 * 11 * 3 * 96
    assert found["forgot the input depth"] == (11 * 11 + 1) * 96
    assert found["counted unshared weights"] == LocallyConnected(K=96, F=11, S=4, bias=True).parameters(
        Volume(W=227, H=227, D=3)
    )
    assert named(fc_parameter_mistakes(Volume(W=5, H=5, D=2), K=10))["forgot the bias"] == 500
    assert named(local_parameter_mistakes(F=3, D=2, K=4, rows=5, cols=6))["counted shared weights"] == Conv(
        K=4, F=3
    ).parameters(Volume(W=5, H=5, D=2))


def test_a_layer_without_biases() -> None:
    found = named(parameter_mistakes(F=3, D=8, K=4, bias=False))
    assert found["added a bias"] == (3 * 3 * 8 + 1) * 4 and "forgot the bias" not in found


def test_the_slips_of_a_sum() -> None:
    window = np.arange(18).reshape(3, 3, 2)
    weights = (np.arange(18).reshape(3, 3, 2) ** 2) % 7 - 2
    answer = (window * weights).sum() + 5
    found = named(response_mistakes(window, weights, 5, answer))
    assert found["forgot the bias"] == answer - 5
    assert found["turned the filter"] == (window * weights[::-1, ::-1]).sum() + 5
    assert found["forgot the input depth"] == (window * weights)[:, :, 0].sum() + 5
    divided = named(response_mistakes(window, weights / 4, 5, (answer - 5) / 4 + 5, divisor=4))
    assert divided["forgot to divide"] == answer


def test_the_slips_of_pooling_one_window() -> None:
    window = np.array([[1, 5], [4, 2]])
    assert named(pooled_value_mistakes(window, "average"))["took the maximum"] == 5
    assert named(pooled_value_mistakes(window, "L2"))["took the average"] == 3


def test_the_slips_of_memory_and_of_the_matrix() -> None:
    found = named(memory_mistakes(1024 * 1024, "MB"))
    assert found["forgot the 4 bytes"] == 1 and found["counted in thousands"] == 4.194304
    assert "one unit too small" not in named(memory_mistakes(10))
    swapped = matrix_mistakes(Volume(W=5, H=5, D=3), F=3, rows=3, cols=3)[0]
    assert (swapped.name, swapped.value) == ("swapped rows and columns", (9, 27))


@pytest.mark.parametrize("crop", [False, True])
def test_no_mistake_is_right_and_no_value_is_twice(crop: bool) -> None:
    for W, F, S, P, d in axes(1000):
        mistakes = output_size_mistakes(W, F, S, P, d, crop)
        answer = floor_size(W, F, S, P, d) if crop else tidy(exact_size(W, F, S, P, d))
        values = [mistake.value for mistake in mistakes]
        assert answer not in values and len(set(values)) == len(values)


def test_counts_are_told_from_the_right_one() -> None:
    random = Random(1)
    for _ in range(500):
        F, D, K, side = (random.randint(1, most) for most in (7, 64, 64, 9))
        volume = Volume(W=side, H=side, D=D)
        for answer, mistakes in (
            (Conv(K=K, F=F).parameters(Volume(W=F, H=F, D=D)), parameter_mistakes(F, D, K, positions=9)),
            (FC(K).parameters(volume), fc_parameter_mistakes(volume, K)),
        ):
            assert answer not in [mistake.value for mistake in mistakes]


def test_every_hint_is_a_sentence_with_the_readers_numbers() -> None:
    silent = {"swapped H and W", "counted bits", "counted 8 bytes", "lost the minus signs", "turned the filter"}
    for W, F, S, P, d in axes(300, seed=2):
        mistakes = (
            *output_size_mistakes(W, F, S, P, d, crop=True), *pooled_size_mistakes(W, F, S, crop=True),
            *parameter_mistakes(F, d, 10 * S, positions=W), *memory_mistakes(W * F, "KB"),
            *volume_mistakes((W, F, S, P, d), (W + 1, F, S, P, d), d, S),
        )  # fmt: skip
        for mistake in mistakes:
            assert mistake.hint[0].isupper() or mistake.hint[0].isdigit(), mistake
            assert mistake.hint.endswith(".") and "-" not in re.sub(r"\w-\w", "", mistake.hint), mistake
            assert mistake.name in silent or re.search(r"\d", mistake.hint), mistake


def test_the_likelier_comes_first() -> None:
    slips = [("one", Fraction(4, 2), "One."), ("two", 2.0, "Two."), ("three", 3, "Three.")]
    assert told_apart(3, slips) == (Mistake("one", 2, "One."),)
    assert extent(3, 2) == 5 and tidy((Fraction(9, 2), 4.0)) == (4.5, 4)
