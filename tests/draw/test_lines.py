"""Plots of named lines, held against the numbers they were given."""

import numpy as np
import pytest

from cnnlib.draw import lines

EPOCHS = np.arange(1, 6)
FALLING, RISING = np.linspace(2, 0.1, 5), np.linspace(0.5, 3, 5)
PANELS = {
    "few": {"training": (EPOCHS, FALLING), "held-out": (EPOCHS, RISING)},
    "many": {"training": (EPOCHS, FALLING), "held-out": (EPOCHS, FALLING)},
}


def test_the_lines_are_the_numbers():
    few, many = lines(PANELS, "epoch", "").figure.axes
    assert [line.get_ydata().tolist() for line in few.lines] == [FALLING.tolist(), RISING.tolist()]
    assert (few.get_title("left"), many.get_title("left"), few.get_xlabel()) == ("few", "many", "epoch")


def test_panels_share_axes_and_a_name_has_one_colour():
    few, many = lines(PANELS, "epoch", "").figure.axes
    assert few.get_ylim() == many.get_ylim() and few.get_xlim() == many.get_xlim()
    assert [line.get_color() for line in few.lines] == [line.get_color() for line in many.lines]
    assert few.lines[0].get_color() != few.lines[1].get_color()


@pytest.mark.parametrize("theme", ["light", "dark", "either"])
def test_names_stand_at_the_ends_apart_and_within_the_picture(theme: str):
    picture = lines(PANELS, "epoch", "", theme=theme)
    picture.png(1)
    width, height = picture.size
    for axes in picture.figure.axes:
        boxes = sorted((text.get_window_extent() for text in axes.texts), key=lambda box: box.y0)
        assert [text.get_text() for text in axes.texts] == ["training", "held-out"]
        assert boxes[0].y1 <= boxes[1].y0 + 1
        assert all(0 <= box.x0 and box.x1 <= width and 0 <= box.y0 and box.y1 <= height for box in boxes)


def test_no_rule_strikes_a_name_and_a_line_that_ends_early_keeps_its_own():
    (axes,) = lines({"": {"early": ([0, 4], [1, 2]), "late": ([0, 9], [1, 3])}}, "step", "").figure.axes
    places = {text.get_text(): text.xy[0] for text in axes.texts}
    assert places == {"early": 4, "late": axes.get_xlim()[1]}


def test_names_at_the_bottom_make_room_upwards():
    flat = {"one": (EPOCHS, 0 * EPOCHS), "two": (EPOCHS, 0 * EPOCHS)}
    (axes,) = lines({"": flat}, "epoch", "", limits=(0, 5)).figure.axes
    assert sorted(text.xy[1] for text in axes.texts)[0] == 0


def test_a_line_that_leaves_the_limits_keeps_its_name_inside():
    (axes,) = lines({"steps": {"away": ([0, 1], [1, 90])}}, "step", "", dots=["away"], limits=(0, 10)).figure.axes
    assert axes.texts[0].xy == (axes.get_xlim()[1], 10) and axes.lines[0].get_marker() == "o"


@pytest.mark.parametrize(("x", "whole"), [([0, 1, 2, 3], True), ([0, 0.5, 1], False)])
def test_whole_places_have_whole_numbers_below(x: list[float], whole: bool) -> None:
    (axes,) = lines({"share": {"local": (x, x)}}, "pixels", "A line rises.").figure.axes
    assert all(tick % 1 == 0 for tick in axes.get_xticks()) == whole


def test_the_name_of_a_line_that_turns_back_stands_behind_it() -> None:
    back = lines({"w": {"steps": ([0, 3, -2], [1, 2, 3])}}, "w", "to and fro", dots=["steps"])
    (axes,) = back.figure.axes
    assert axes.texts[0].get_text() == "steps" and axes.texts[0].xy[0] >= 3
