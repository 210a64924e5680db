"""Methods called with what they cannot take: a sentence with a way out, and everything as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnlib.explorers import Convolution, DrawDigit, Growth, NetworkExplorer, Trainer
from cnnlib.scenes.controls import Preset
from cnnlib.scenes.settings import SettingError

SMALL = {"W": 4, "F": 2, "S": 2, "P": 0, "D1": 1, "K": 1}  # a film of four steps


def small() -> Convolution:
    return Convolution(**SMALL)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (10**6, r"step = 1000000 is none of the 4 steps of this film: type a whole number from 0 to 3"),
        (-1, r"step = -1 is none of the 4 steps"),
        (1.5, r"step = 1\.5 is none of the 4 steps"),
        ("a", r"step = 'a' is none of the 4 steps"),
        (True, r"step = True is none of the 4 steps"),
        (None, r"step = None is none of the 4 steps"),
    ],
)
def test_a_step_that_is_not_there_is_refused_like_a_setting(value: Any, told: str) -> None:
    explorer = small()
    explorer.step = np.int64(2)
    with pytest.raises(SettingError, match=told) as refused:
        explorer.step = value
    assert explorer.step == 2 and explorer.notice == str(refused.value)
    explorer.set(S=1)
    assert explorer.notice == ""


def test_where_there_is_no_film_there_is_no_step() -> None:
    explorer = Convolution(W=1, F=3, P=0)
    explorer.step = 0
    with pytest.raises(SettingError, match=r"step = 1, and there is no film here now: type 0, or change a setting"):
        explorer.step = 1


def test_a_step_of_the_page_that_comes_too_late_is_no_mistake() -> None:
    explorer = Convolution(W=9)
    explorer.set_state({"step": 40})
    explorer.set(**SMALL)
    explorer.set_state({"step": 41})
    assert explorer.snapshot().size[0] == 1180
    explorer.preset("stride 1 against stride 2")


def test_the_film_of_a_comparison_is_as_long_as_its_longer_part() -> None:
    explorer = small()
    explorer.compare(S=1)
    explorer.step = 8
    with pytest.raises(SettingError, match=r"step = 9 is none of the 9 steps"):
        explorer.step = 9


@pytest.mark.parametrize(
    ("pin", "told"),
    [
        (3, r"pinned = 3 is no cell: write explorer\.pinned = \{'grid': 'x0', 'cell': 0\}, or None to let go"),
        (("y0", 3), r"pinned = \('y0', 3\) is no cell: write"),
        ({"a": 1}, r"pinned = \{'a': 1\} is no cell: write"),
        ({"grid": "y0", "cell": 4}, r"is no cell of this picture, which has .*y0 \(cells 0 to 3\)"),
        ({"grid": "zz", "cell": 0}, r"is no cell of this picture, which has x0 \(cells 0 to 15\)"),
    ],
)
def test_a_cell_that_is_not_there_is_not_pinned(pin: Any, told: str) -> None:
    explorer = small()
    explorer.pinned = {"grid": "y0", "cell": 3}
    with pytest.raises(SettingError, match=told):
        explorer.pinned = pin
    assert explorer.pinned == {"grid": "y0", "cell": 3}


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (lambda ex: setattr(ex, "page", 99), r'page = 99 is outside −1 to 9: write explorer\.preset\("..."\) to show'),
        (lambda ex: setattr(ex, "settings", 3), r"settings = 3 is no mapping of settings: write explorer\.set\("),
        (lambda ex: setattr(ex, "output", 3), r"output follows from the settings: change those, as in"),
        (lambda ex: ex.set({"S": 1}), r"set\(\) got too many positional arguments: write set\(S=2, P=1\)"),
        (lambda ex: ex.preset(), r"preset\(\) is missing a required argument, 'name': write preset\("),
        (lambda ex: ex.guess(), r"guess\(\) is missing a required argument, 'text': write guess\(5\)"),
        (lambda ex: ex.back(3), r"back\(\) got too many positional arguments: write back\(\)"),
        (lambda ex: ex.enter(), r"enter\(\) is missing a required argument, 'explorer': write enter\("),
        (lambda ex: ex.as_code([1]), r"as_code writes for 'numpy', 'torch' or 'keras', and \[1\] is no text"),
        (lambda ex: ex.as_code("jax"), r"as_code knows no 'jax'; it writes 'numpy', 'torch', 'keras'"),
        (lambda ex: ex.snapshot(dark=True), r"snapshot\(\) got an unexpected keyword argument 'dark': write snapshot"),
        (lambda ex: ex.snapshot(margin=-1), r"margin = -1 is no number of pixels from 0 to 500"),
        (lambda ex: ex.snapshot(margin="a"), r"margin = 'a' is no number of pixels"),
        (lambda ex: ex.snapshot(beside="no"), r"beside = 'no' is neither True nor False"),
        (lambda ex: Convolution(3), r"Convolution takes settings by name, as in Convolution\(W=7\)"),
    ],
)
def test_a_call_that_does_not_fit_is_told_one_that_does(slip: Callable[[Any], Any], told: str) -> None:
    explorer = small()
    with pytest.raises(SettingError, match=told):
        slip(explorer)
    assert explorer.settings == small().settings and explorer.page == -1


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("x.gif", {"frames": 3}, r"frames = 3 is no list of steps: write frames=range\(3\) or frames=\[0, 3, 6\]"),
        ("x.gif", {"frames": "all"}, r"frames = 'all' is no list of steps"),
        ("x.gif", {"frames": [0.5]}, r"frames names 0\.5, which is no step: steps are whole numbers"),
        ("x.gif", {"frames": ["a"]}, r"frames names 'a', which is no step"),
        ("x.gif", {"pace": "a"}, r"pace = 'a' is no number of seconds: write pace=0\.5"),
        ("x.gif", {"pace": True}, r"pace = True is no number of seconds"),
        ("x.gif", {"pace": float("nan")}, r"pace = nan is no number of seconds"),
        ("x.gif", {"fps": 0}, r"save\(\) got an unexpected keyword argument 'fps': write save\(.*pace=0\.5\)"),
        ("x.gif", {"beside": "no"}, r"beside = 'no' is neither True nor False"),
        ("x.png", {"frames": 3}, r"frames = 3 is no list of steps"),
        (
            "x.png",
            {"frames": [3]},
            r"frames and pace are for a film, and 'x\.png' is a still picture: save it as \.gif",
        ),
        ("x.png", {"theme": "dark"}, r"save\(\) got an unexpected keyword argument 'theme'"),
        ("", {}, r"is a folder: name a file in it, such as 'picture\.png'"),
    ],
)
def test_a_picture_that_cannot_be_saved(tmp_path: Path, name: str, options: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        small().save(tmp_path / name, **options)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", [3, None, b"x.png"])
def test_a_path_is_a_path(path: Any) -> None:
    with pytest.raises(SettingError, match=r"path = .* is no path: write save\("):
        small().save(path)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (Preset("a", "", {}, step=1.5), r"page 'a' of the script: step = 1\.5 is no whole number"),
        (Preset("a", "", {}, step=True), r"step = True is no whole number"),
        (Preset("a", "", {}, pin=("y0",)), r"pin = \('y0',\) is no cell such as \(\"y0\", 4\)"),  # type: ignore[arg-type]
        (Preset("a", "", 3), r'settings = 3 is no mapping such as \{"S": 2\}'),  # type: ignore[arg-type]
        (Preset("a", "", {}, compare=3), r"compare = 3 is no mapping"),  # type: ignore[arg-type]
        (Preset(3, "", {}), r"name = 3 is no text"),  # type: ignore[arg-type]
    ],
)
def test_a_page_that_is_misshapen(page: Preset, told: str) -> None:
    explorer = small()
    with pytest.raises(SettingError, match=told):
        explorer.script = [page]
    assert explorer.script == Convolution().script


@pytest.mark.parametrize("script", [3, None, "abc", Preset("a", "", {})])
def test_a_script_is_a_list_of_pages(script: Any) -> None:
    with pytest.raises(TypeError, match=r"is no list of pages: write \[Preset\(name, caption, settings\), \.\.\.\]"):
        small().script = script


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (
            lambda: NetworkExplorer(x=[[1, 2], [3]]),
            r"x has rows that differ in length: one image is an array \(H, W, D",
        ),
        (lambda: NetworkExplorer(unfolded=3), r"unfolded = 3 is no list of paths"),
        (lambda: Growth("digits", x=3), r"x and y are images for a run of your own to answer: Growth\(run, x, y\)"),
        (lambda: Trainer(x=3), r"images and labels of your own need a net of your own: Trainer\(net, x, y\)"),
        (lambda: Trainer(3, [1], [1]), r"net = 3 is no net: give a Net, as in Trainer\(net, x, y\)"),
        (lambda: Trainer().advance("a"), r"steps = 'a' is no number of steps: write advance\(10\)"),
        (lambda: Trainer().advance(-1), r"steps = -1 is no number of steps"),
        (lambda: DrawDigit().draw(3), r"3 is no stroke: a stroke is a list of points, as in draw\(\[\(500, 100\)"),
        (lambda: DrawDigit().draw([(1, 2, 3)]), r"is no stroke"),
        (lambda: DrawDigit().draw([(float("nan"), 1)]), r"is no stroke"),
    ],
)
def test_explorers_with_methods_of_their_own(slip: Callable[[], Any], told: str) -> None:
    with pytest.raises(SettingError, match=told):
        slip()


@pytest.mark.parametrize("cell", [10**6, "a", 1.5, None, True])
def test_a_number_that_is_not_there_has_no_window(cell: Any) -> None:
    explorer = NetworkExplorer().enter("NetworkMap", layer="0")
    with pytest.raises(SettingError, match=r"cell = .* is none of this map's 64 cells: 0 to 63"):
        explorer.enter("Convolution", cell=cell)
