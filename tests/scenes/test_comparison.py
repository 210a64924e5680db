"""A and B in step: which cell belongs to which, and what stands above them."""

import itertools

import pytest

from cnnlib.scenes import convolution, filter_lab
from cnnlib.scenes.comparison import counterpart, differences, foci_at, leader
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.trace import Focus, focus_at, lit_by


def scene_of(**settings: object) -> Scene:
    return convolution.scene(convolution.Settings(**{"D1": 1, "K": 1, **settings}))


def cell(row: int, col: int, cols: int) -> int:
    return row * cols + col


def test_outputs_of_equal_size_match_cell_by_cell() -> None:
    a, b = scene_of(F=3, P=1, S=1), scene_of(F=5, P=2, S=1)
    assert a.steps == b.steps == 49
    assert all(foci_at(a, b, step) == (focus_at(a, step), focus_at(b, step)) for step in range(49))


def test_a_double_stride_stands_over_the_same_pixels_at_every_second_step() -> None:
    a, b = scene_of(S=1), scene_of(S=2)  # maps of 7 x 7 and 4 x 4
    assert leader(a, b) == 0
    for row, col in itertools.product(range(0, 7, 2), repeat=2):
        one, other = foci_at(a, b, cell(row, col, 7))
        assert one == Focus("y0", cell(row, col, 7)) and other == Focus("y0", cell(row // 2, col // 2, 4))
        assert {pair.source for pair in lit_by(a, one)} == {pair.source for pair in lit_by(b, other)}
        assert a.grid("y0").numbers[one.cell] == b.grid("y0").numbers[other.cell], "the same window, the same sum"


APART = [{"S": 1}, {"S": 2}, {"F": 5}, {"P": 3, "S": 1}, {"F": 7}]


@pytest.mark.parametrize("settings", list(itertools.combinations(APART, 2)))
def test_neither_film_goes_backwards_and_both_visit_every_cell(settings: tuple[dict, dict]) -> None:
    a, b = (scene_of(W=9, **{"S": 1, **one}) for one in settings)
    foci = [foci_at(a, b, step) for step in range(max(a.steps, b.steps))]
    for scene, visited in ((a, [one for one, _ in foci]), (b, [other for _, other in foci])):
        places = [divmod(focus.cell, scene.grid("y0").cols) for focus in visited if focus]
        assert [row for row, _ in places] == sorted(row for row, _ in places)
        assert {focus.cell for focus in visited if focus} == set(range(scene.steps))


def test_a_pixel_is_the_same_pixel_whatever_the_padding() -> None:
    a, b = scene_of(P=0, W=7), scene_of(P=2, W=7)  # 7 x 7 and, with padding, 11 x 11
    assert counterpart(Focus("x0", cell(1, 4, 7)), a, b) == Focus("x0", cell(3, 6, 11))
    assert counterpart(Focus("x0", cell(3, 6, 11)), b, a) == Focus("x0", cell(1, 4, 7))
    assert counterpart(Focus("x0", 0), b, a) is None, "padding that the other does not have"


def test_weights_match_from_end_to_end() -> None:
    a, b = scene_of(F=3), scene_of(F=5)
    assert counterpart(Focus("w0.0", 4), a, b) == Focus("w0.0", 12), "the middle is the middle"
    assert counterpart(Focus("w0.0", 24), b, a) == Focus("w0.0", 8)


def test_a_map_that_the_other_has_not_stands_for_its_last() -> None:
    a, b = scene_of(K=2), scene_of(K=4)
    assert counterpart(Focus("y3", 5), b, a) == Focus("y1", 5)
    assert counterpart(Focus("w3.0", 0), b, a) is None


def test_a_map_of_one_cell_and_a_picture_without_steps() -> None:
    one, many, none = scene_of(W=3, P=0), scene_of(W=9), scene_of(W=1, F=3, P=0)
    assert counterpart(focus_at(many, many.steps - 1), many, one) == Focus("y0", 0)
    assert foci_at(none, none, 0) == (None, None)
    assert foci_at(none, many, 3) == (None, Focus("y0", 3))


def test_films_follow_where_the_pixels_are_counted_in_thousands() -> None:
    settings = filter_lab.Settings
    a, b = filter_lab.scene(settings(S=1)), filter_lab.scene(settings(S=4))
    one, other = foci_at(a, b, a.steps - 1)
    assert one and other and (one.cell, other.cell) == (a.steps - 1, b.steps - 1)


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ({}, {}, ("kept as it is", "follows the controls")),
        ({"S": 1}, {}, ("S = 1", "S = 2")),
        ({"P": 0, "S": 1}, {"dilation": 2}, ("S = 1 · P = 0 · d = 1", "S = 2 · P = 1 · d = 2")),
        (
            {"mode": "mirror"},
            {"flip": True},
            ("padding: mirror · turn filter 180° off", "padding: zeros · turn filter 180° on"),
        ),
        ({"w_edits": {"0": 2}}, {}, ("edited numbers", "original numbers")),
        ({"separate": True, "FH": 5}, {"separate": True}, ("Fh = 5", "Fh = 3")),
    ],
)
def test_what_differs_stands_above(a: dict, b: dict, said: tuple[str, str]) -> None:
    one, other = (convolution.Settings(**settings).as_dict() for settings in (a, b))
    assert differences(one, other, convolution.CONTROLS) == said
