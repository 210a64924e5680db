"""Bars on a scale of powers of ten, held against the numbers they were given."""

from math import log10

import pytest

from cnnlib.draw import bars

GROUPS = {"small": {"loops": 1.0, "library": 0.001}, "large": {"loops": 2000.0, "library": 1.7}}


def drawn(kind: str, groups: dict[str, dict[str, float]] = GROUPS) -> list:
    return [thing for thing in bars(groups, "{:g} s".format, "").drawn if thing.kind == kind]


def test_a_bar_ends_at_the_power_of_ten_of_its_number() -> None:
    marks = {float(mark.text.split()[0]): mark.box[0] + mark.box[2] / 2 for mark in drawn("mark")}
    (left, first), (right, last) = min(marks.items()), max(marks.items())
    for bar in drawn("bar"):
        value = float(bar.text.split()[0])
        share = (log10(value) - log10(left)) / (log10(right) - log10(left))
        assert bar.box[0] + bar.box[2] == pytest.approx(first + share * (last - first), abs=2)
    assert [bar.text for bar in drawn("bar")] == ["1 s", "0.001 s", "2000 s", "1.7 s"]
    assert [title.text for title in drawn("title")] == ["small", "large"]


@pytest.mark.parametrize("groups", [GROUPS, {"one": {"alone": 3.0}}, {"wide": {"a": 1e-7, "b": 1e9}}])
def test_no_two_texts_overlap(groups: dict[str, dict[str, float]]) -> None:
    texts = [thing.box for kind in ("title", "name", "value", "mark") for thing in drawn(kind, groups)]
    assert not [pair for n, one in enumerate(texts) for pair in texts[n + 1 :] if overlaps(one, pair)]


@pytest.mark.parametrize("groups", [{}, {"none": {"loops": 0.0}}, {"less": {"loops": -1.0}}])
def test_a_number_without_a_logarithm_is_refused(groups: dict[str, dict[str, float]]) -> None:
    with pytest.raises(ValueError, match="needs a number larger than 0"):
        bars(groups, str, "")


def overlaps(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return all(one[n] < other[n] + other[n + 2] and other[n] < one[n] + one[n + 2] for n in (0, 1))
