"""Slips of those who write code: names that are no settings, and numbers written where nobody would see them."""

from copy import deepcopy
from typing import Any

import pytest

from cnnlib.explorers import Convolution, FilterLab, Pooling
from cnnlib.explorers.explorer import Explorer
from cnnlib.scenes.settings import SettingError


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        (Convolution, "stride", "there is no setting 'stride'; did you mean S?"),
        (Convolution, "padding", "did you mean P?"),
        (Convolution, "w", "did you mean W?"),
        (Pooling, "window_size", "did you mean F?"),
        (FilterLab, "W", "there are F, S, bias, border"),
    ],
)
def test_a_name_that_is_no_setting_is_told_the_one_that_is(kind: type[Explorer], name: str, told: str) -> None:
    explorer = kind()
    for slip in (lambda: setattr(explorer, name, 2), lambda: explorer.set(**{name: 2}), lambda: kind(**{name: 2})):
        with pytest.raises(SettingError) as refused:
            slip()
        assert told in str(refused.value)
    assert explorer.settings == kind().settings


def test_settings_are_not_changed_inside_their_dictionary() -> None:
    explorer = Convolution(x_edits={"0,1,1": 5})
    slips: list[Any] = [
        lambda: explorer.settings.update(S=1),
        lambda: explorer.settings.__setitem__("S", 1),
        lambda: explorer.x_edits.__setitem__("0,1,2", 3),
        lambda: explorer.x_edits.pop("0,1,1"),
    ]
    for slip in slips:
        with pytest.raises(SettingError, match="not changed inside their dictionary"):
            slip()
    explorer.x_edits = {**explorer.x_edits, "0,1,2": 3}
    assert explorer.settings == Convolution(x_edits={"0,1,1": 5, "0,1,2": 3}).settings


def test_a_copy_of_the_settings_is_a_plain_dictionary() -> None:
    kept = deepcopy(Convolution(x_edits={"0,1,1": 5}).settings)
    kept["S"], kept["x_edits"]["0,1,1"] = 1, 6
    assert Convolution(**kept).x_edits == {"0,1,1": 6}


def test_an_explorer_is_written_as_the_call_that_makes_it() -> None:
    explorer = Convolution(S=1, x_edits={"0,1,1": 5})
    assert repr(explorer) == "Convolution(S=1, x_edits={'0,1,1': 5})"
    assert eval(repr(explorer)).settings == explorer.settings
    assert repr(Pooling()) == "Pooling()"


@pytest.mark.parametrize("slip", [(3,), ({"S": 1},), (None, None)])
def test_compare_takes_settings_by_name(slip: tuple[Any, ...]) -> None:
    explorer = Convolution()
    explorer.compare(S=1)
    with pytest.raises(SettingError, match=r"by name, as in compare\(S=1\), or None to end"):
        explorer.compare(*slip)
    assert explorer.compared["S"] == 1
