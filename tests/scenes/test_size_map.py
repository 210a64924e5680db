"""The Output size map: every number against windows that are really laid, what it opens, its code, bad input."""

import json
from itertools import product
from typing import Any

import numpy as np
import pytest

from cnnlib.scenes import convolution, size_map
from cnnlib.scenes.questions import judge
from cnnlib.scenes.scene import Grid, Label, Scene, Told
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.size_map import CONTROLS, PRESETS, Settings, as_code, output, questions
from cnnlib.scenes.size_map.settings import AXES, INPUTS, RANGES
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import Focus, focus_at, lit_by
from cnnlib.shapes import same_padding
from tests.scenes.overlaps import overlaps

VALUES = {"W": INPUTS, "F": range(1, 12), "S": range(1, 8), "P": range(6)}
SYMBOLS = ("W", "F", "S", "P")


def every_setting(axes: str, reach: str) -> list[Settings]:
    """All that the sliders allow."""
    free = [name for name in SYMBOLS if name not in AXES[axes]]
    values = product(*(VALUES[name] for name in free), (1, 2, 3))
    return [Settings(axes=axes, reach=reach, dilation=d, **dict(zip(free, some, strict=True))) for *some, d in values]


def windows(W: int, F: int, S: int, P: int, dilation: int) -> tuple[int, int]:
    """How many windows lie within the padded input, and how many pixels are behind the last one: by laying them."""
    length, start, count = W + 2 * P, 0, 0
    while start + (F - 1) * dilation < length:
        start, count = start + S, count + 1
    return count, length - (start - S + (F - 1) * dilation + 1) if count else 0


def axis(settings: Settings, row: int, col: int) -> tuple[int, int, int, int, int]:
    (across, down), (cols, rows) = settings.symbols, settings.ranges
    values = settings.as_dict() | {across: cols[col], down: rows[row]}
    return values["W"], values["F"], values["S"], values["P"], values["dilation"]


def text(scene: Scene, name: str) -> str:
    label = next(item for item in scene.items if isinstance(item, Label) and item.id == name)
    return "".join(run.text for run in label.runs)


def told(scene: Scene, name: str, step: int) -> str:
    return next(item for item in scene.items if isinstance(item, Told) and item.id == name).texts.at(step)


@pytest.mark.parametrize(("axes", "reach"), [*product(AXES, RANGES)])
def test_every_setting(axes: str, reach: str) -> None:
    """Every position of every slider: each number, each mark, each count."""
    for n, settings in enumerate(every_setting(axes, reach)):
        if n % 5 == 0 or axes == "W-F":
            check(settings)


def check(settings: Settings) -> None:
    scene = size_map.scene(settings)
    grid, fitting = scene.grid("map"), 0
    assert scene.width == 1180 and scene.height == 660 and not scene.problem
    assert (grid.rows, grid.cols) == tuple(len(values) for values in reversed(settings.ranges))
    for cell in range(grid.rows * grid.cols):
        fitting += check_cell(settings, scene, grid, cell)
    assert text(scene, "verdict").startswith(f"{fitting} of {grid.rows * grid.cols} settings fit at ")
    for name in ("across", "down"):
        heading = scene.grid(name)
        counts = [int(heading.say.at(n).split("**")[1]) for n in range(heading.rows * heading.cols)]
        assert sum(counts) == fitting


def check_cell(settings: Settings, scene: Scene, grid: Grid, cell: int) -> bool:
    """Whether it fits, if all that is said of it is true."""
    W, F, S, P, d = here = axis(settings, *divmod(cell, grid.cols))
    count, over = windows(*here)
    fits = count > 0 and over == 0
    assert (cell in grid.hatched, cell in grid.unreached) == (count == 0, count > 0 and over > 0)
    assert told(scene, "output", cell) == (f"output {count}" if fits else "does not fit" if count else "no window")
    value = number((W + 2 * P - d * (F - 1) - 1) / S + 1)
    assert told(scene, "formula", cell).endswith(f"= {value}")
    if fits:
        assert grid.numbers[cell] == str(count)
    sentence, floor = grid.say.at(cell), told(scene, "floor (crop)", cell)
    assert floor == str(count) and told(scene, "ceiling", cell) == str(count + (over > 0))
    assert (f"**{count} place" in sentence) == fits and ("as large as the input" in sentence) == (fits and count == W)
    assert (f"{over} is left over" in sentence) == (over > 0)
    return fits


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets(preset: Any) -> None:
    """Each begins where its caption points, and nothing overlaps there, nor with any other cell lit."""
    settings = Settings(**preset.settings)
    scene = size_map.scene(settings)
    row, col = divmod(scene.start, scene.grid("map").cols)
    assert axis(settings, row, col) == tuple(preset.settings[name] for name in (*SYMBOLS, "dilation"))
    for focus in [focus_at(scene, step) for step in range(scene.steps)] + [Focus("across", 1), Focus("down", 1)]:
        assert overlaps(scene, focus) == []


def test_what_the_captions_say() -> None:
    sizes = {preset.name: output(Settings(**preset.settings)) for preset in PRESETS}
    assert np.isnan(sizes["7 x 7: which strides fit"][:, 2]).tolist() == [False, False, True, False]
    assert size_map.scene(Settings(W=10, S=2)).grid("map").numbers[9] == "4.5"
    assert not np.isnan(sizes["how padding repairs"][2, 1]) and not np.isnan(sizes["how padding repairs"][1]).any()
    assert np.argwhere(sizes["same size"] == 7).tolist() == [[0, 0], [1, 2], [2, 4], [3, 6]]
    assert sizes["dilation"][0, 5] == 0 and sizes["dilation"][0, 4] == 1
    assert sizes["AlexNet's 227"][3, 10] == 55 and np.isnan(sizes["not 224"][3, 10])
    fits = ~np.isnan(sizes["every second one fits"])
    odd = np.add.outer(np.arange(1, 8), np.arange(1, 21)) % 2 == 1
    assert not (fits & odd & (sizes["every second one fits"] > 0)).any()


@pytest.mark.parametrize(("axes", "reach"), [*product(AXES, RANGES)])
def test_no_texts_overlap(axes: str, reach: str) -> None:
    for settings in every_setting(axes, reach)[::97]:
        scene = size_map.scene(settings)
        assert overlaps(scene, focus_at(scene, scene.steps // 2)) == [], settings


def test_the_outlines_are_around_what_keeps_the_size() -> None:
    lines = [item for item in size_map.scene(Settings(axes="F-P")).items if getattr(item, "id", "") == "same"]
    assert len([item for item in lines if not isinstance(item, Label)]) == 4 * 4
    assert len([item for item in lines if isinstance(item, Label)]) == 4
    assert "keeps the size" not in size_map.scene(Settings(axes="P-S", F=2)).spoken
    assert text(size_map.scene(Settings(axes="P-S", F=2)), "verdict-2").startswith("None of them keeps the size")


def test_a_heading_lights_its_column_or_row() -> None:
    scene = size_map.scene(Settings())
    assert {pair.target[1] for pair in lit_by(scene, Focus("across", 2))} == {2, 9, 16, 23}
    assert {pair.target[1] for pair in lit_by(scene, Focus("down", 1))} == set(range(7, 14))


@pytest.mark.parametrize(("axes", "reach"), [*product(AXES, RANGES)])
def test_what_a_cell_opens_is_that_setting(axes: str, reach: str) -> None:
    """The Convolution explorer draws it, with an output of the size in the cell (the floor where it does not fit)."""
    settings = Settings(W=12, F=4, S=2, P=1, dilation=2, axes=axes, reach=reach)
    scene = size_map.scene(settings)
    grid = scene.grid("map")
    opens = grid.opens
    assert opens.explorer == "Convolution" and len(opens.cells) == grid.rows * grid.cols
    for cell, own in enumerate(opens.cells):
        said = "too large to be opened" in grid.say.at(cell)
        assert said == (own is None)
        if own is not None:
            opened = convolution.Settings(**{**opens.settings, **own})
            assert opened.axis_w == axis(settings, *divmod(cell, grid.cols))
            assert convolution.output(opened).shape[1] == windows(*opened.axis_w)[0]


def test_what_is_too_large_to_open_says_so() -> None:
    opens = size_map.scene(Settings(W=227, reach="large")).grid("map").opens
    assert not any(opens.cells)


@pytest.mark.parametrize(("axes", "reach"), [*product(AXES, RANGES)])
def test_the_numpy_code_gives_the_table(axes: str, reach: str, capsys: pytest.CaptureFixture) -> None:
    for settings in every_setting(axes, reach)[::61]:
        names: dict[str, Any] = {}
        exec(as_code(settings, "numpy"), names)
        np.testing.assert_array_equal(names["sizes"], output(settings))


def test_the_torch_code_gives_a_row(capsys: pytest.CaptureFixture) -> None:
    pytest.importorskip("torch")
    settings = Settings(W=10, S=2)
    exec(as_code(settings, "torch"), {})
    printed = [int(line.split("-> ")[1]) for line in capsys.readouterr().out.splitlines()]
    assert printed == [windows(10, F, 2, 0, 1)[0] for F in range(1, 8)]


def test_the_keras_code_names_its_row() -> None:
    code = as_code(Settings(W=10, S=2, P=1), "keras")
    assert "one row of the table: stride S = 2" in code and "for F in range(1, 8)" in code
    compile(code, "keras", "exec")
    with pytest.raises(SettingError, match="as_code knows no 'fortran'"):
        as_code(Settings(), "fortran")


@pytest.mark.parametrize("axes", AXES)
def test_questions_take_the_right_answer(axes: str) -> None:
    """The right answer is accepted, every named mistake is named, and what the answer stands in is covered."""
    for settings in every_setting(axes, "small")[::101]:
        for question in questions(settings):
            assert judge(question, str(question.answer)).right, question
            assert {"map", "formula", "output", "verdict", "same"} <= set(question.hides)
            for mistake in question.mistakes:
                judged = judge(question, mistake.value)
                assert not judged.right and judged.mistake == mistake.name


def test_answers_of_the_questions() -> None:
    answers = {question.name: question.answer for question in questions(Settings(W=9, F=3, S=2, P=1, dilation=2))}
    assert answers == {
        "output size": windows(9, 3, 2, 1, 2)[0],
        "strides that fit": sum(windows(9, 3, S, 1, 2)[1] == 0 for S in (1, 2, 3, 4)),
        "same size": same_padding(3, 2),
    }


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"W": 0}, "W = 0 is outside 1 to 256"),
        ({"W": 257}, "W = 257 is outside 1 to 256"),
        ({"F": 2.5}, "F = 2.5 is not a whole number"),
        ({"S": 8}, "S = 8 is outside 1 to 7"),
        ({"P": -1}, "P = -1 is outside 0 to 5"),
        ({"axes": "S-F"}, "axes = 'S-F' is none of 'F-S', 'P-S', 'F-P', 'W-F'"),
        ({"reach": "huge"}, "reach = 'huge' is none of 'small', 'large'"),
    ],
)
def test_bad_settings_get_a_sentence(settings: dict, message: str) -> None:
    with pytest.raises(SettingError, match=message):
        Settings(**settings)


def test_everything_travels_as_json() -> None:
    assert json.dumps(size_map.scene(Settings(W=12)).as_dict()) and json.dumps([vars(c) for c in CONTROLS], default=str)
