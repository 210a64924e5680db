"""Thousands of settings of the im2col picture: it draws, it tells the truth, its repairs fit, its code computes it."""

from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest

from cnnlib import Conv, Volume
from cnnlib.implementations import matrices
from cnnlib.scenes import im2col
from cnnlib.scenes.controls import Slider
from cnnlib.scenes.im2col import CONTROLS, PRESETS, Settings
from cnnlib.scenes.questions import covered, judge
from cnnlib.scenes.scene import Button, Label, Packed, Scene
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import Focus, focus_at, lit_by, originals, pointed_at, products_of
from tests.oracles import conv_by_loops
from tests.scenes.overlaps import overlaps

RANGES = {c.setting: range(c.low, c.high + 1) for c in CONTROLS if isinstance(c, Slider)}


def samples(count: int, seed: int) -> list[Settings]:
    random = Random(seed)
    found = []
    for _ in range(count):
        sizes: dict[str, Any] = {name: random.choice(values) for name, values in RANGES.items()}
        found.append(Settings(**sizes, source=random.choice(("integers", "numbered"))))
    return found


def shown(scene: Scene, name: str) -> np.ndarray:
    grid = scene.grid(name)
    texts = grid.numbers.values if isinstance(grid.numbers, Packed) else [n.replace("−", "-") for n in grid.numbers]
    return np.array(texts, dtype=float).reshape(grid.rows, grid.cols)


def text(scene: Scene, name: str) -> str:
    label = next(item for item in scene.items if isinstance(item, Label) and item.id == name)
    return "".join(run.text for run in label.runs)


@pytest.mark.parametrize("seed", range(6))
def test_every_setting_tells_the_truth(seed: int) -> None:
    for settings in samples(400, seed):
        check(settings)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_tell_the_truth(preset: Any) -> None:
    settings = Settings(**preset.settings)
    assert not im2col.scene(settings).problem
    if settings.own:
        check(settings)


def check(settings: Settings) -> None:
    scene = im2col.scene(settings)
    W, F, S, P, d = settings.axis
    left = W - d * (F - 1) - 1 + 2 * P
    side = left // S + 1 if left >= 0 else 0
    assert (scene.width, scene.height) == (1180, 640)
    assert scene.steps == side * side * settings.K
    assert bool(scene.problem) == (left < 0 or left % S != 0)
    check_repairs(settings, scene)
    if side:
        check_numbers(settings, scene, side)
        check_links(settings, scene, side)
        check_words(settings, scene)
    else:
        assert text(scene, "output") == "no output" and {"col", "product"}.isdisjoint(g.id for g in scene.grids)


def check_repairs(settings: Settings, scene: Scene) -> None:
    buttons = [item for item in scene.items if isinstance(item, Button) and not item.sends]
    assert bool(scene.problem) == bool(buttons)
    for button in buttons:
        assert not im2col.scene(Settings(**settings.as_dict() | button.settings)).problem, button.text


def check_numbers(settings: Settings, scene: Scene, side: int) -> None:
    """X_col by plain loops over the numbers shown in the input, in cnnlib's order; the product; the maps."""
    _, F, S, _, d = settings.axis
    D1, K = settings.D1, settings.K
    x = np.stack([shown(scene, f"x{n}") for n in range(D1)], axis=-1)
    columns, rows = shown(scene, "col"), shown(scene, "row")
    for p, (i, j) in enumerate(product(range(side), range(side))):
        order = product(range(F), range(F), range(D1))
        assert columns[:, p].tolist() == [x[i * S + a * d, j * S + c * d, s] for a, c, s in order]
    made = rows @ columns + shown(scene, "b")
    np.testing.assert_array_equal(shown(scene, "product"), made)
    w = rows.reshape(K, F, F, D1)
    layer = Conv(K=K, F=F, S=S, dilation=d, crop=True)
    y = conv_by_loops(layer, w, shown(scene, "b").ravel(), x[None])[0]
    for k in range(K):
        np.testing.assert_array_equal(shown(scene, f"y{k}"), y[:, :, k])
    np.testing.assert_array_equal(im2col.output(settings), y)


def check_links(settings: Settings, scene: Scene, side: int) -> None:
    """The lit pairs multiply and add up; a copy shows its original's number; both ways lead to the same places."""
    F, D1 = settings.F, settings.D1
    numbers = {grid.id: shown(scene, grid.id).ravel() for grid in scene.grids}
    for step in {0, scene.steps // 2, scene.steps - 1}:
        focus = focus_at(scene, step)
        k, p = divmod(step, side * side)
        pairs = products_of(scene, focus)
        assert len(pairs) == F * F * D1
        assert {pair.source[1] % (side * side) for pair in pairs} == {p}
        assert [pair.weight[1] // len(pairs) for pair in pairs if pair.weight] == [k] * len(pairs)
        terms = [numbers[q.source[0]][q.source[1]] * numbers["row"][q.weight[1]] for q in pairs if q.weight]
        assert sum(terms) + numbers["b"][k] == numbers["product"][step]
        for pair in pairs:
            ((grid, cell),) = originals(scene, pair.source)
            assert numbers[grid][cell] == numbers["col"][pair.source[1]]
        assert Focus(*pair.source) in pointed_at(scene, Focus(grid, cell))
        assert originals(scene, ("product", step)) == [(f"y{k}", p)]
        assert lit_by(scene, Focus(f"y{k}", p)) == pairs


def check_words(settings: Settings, scene: Scene) -> None:
    counted = matrices(Volume(settings.W, settings.W, settings.D1), settings.conv)
    (R, N), K = counted.X_col, settings.K
    assert scene.grid("col").title == f"X_col: {R} × {N}"
    assert scene.grid("row").title == f"W_row: {K} × {R}"
    assert text(scene, "card-X_col").endswith(f"{R * N:,}")
    assert text(scene, "card-copied").startswith(f"{number(round(float(counted.factor), 2))}×")
    if not scene.problem:
        assert f"X_col is {R:,} × {N:,}, W_row {K} × {R:,}, their product {K} × {N:,}" in text(scene, "verdict")
    copies = np.bincount([place for x in scene.copies[:1] for place in _places(x, scene)])
    assert copies.sum() == R * N
    grid = scene.grid("x0")
    count = len(pointed_at(scene, Focus("x0", 0))) if pointed_at(scene, Focus("x0", 0))[0].grid == "col" else 0
    said = grid.say.at(0, row=grid.first[0], col=grid.first[1], value="0") if grid.say else ""
    told = {0: "not copied", 1: "copied once", 2: "copied twice"}.get(count, f"copied {count} times")
    assert f"is {told} into X_col" in said


def _places(copies: Any, scene: Scene) -> list[int]:
    size = scene.grid("x0").rows * scene.grid("x0").cols
    return [which * size + cell for which, cell in zip(copies.which.values, copies.cells.values)]


def test_no_text_lies_on_another() -> None:
    for settings in samples(250, seed=11):
        scene = im2col.scene(settings)
        focus = focus_at(scene, scene.steps // 2) if scene.steps else None
        check_looks(scene, focus)
        for name in ("x0", "col", "row"):
            if scene.steps:
                check_looks(scene, Focus(name, scene.grid(name).rows * scene.grid(name).cols // 2))


def check_looks(scene: Scene, focus: Focus | None) -> None:
    assert overlaps(scene, focus) == [], scene.settings
    for grid in scene.grids:
        assert 0 <= grid.x and grid.x + grid.width <= scene.width, (grid.id, scene.settings)
        assert 110 <= grid.y and grid.y + grid.height <= 640, (grid.id, scene.settings)
        assert grid.digits == 0 or grid.digits >= 10
    boxes = [(grid.id, grid.x, grid.y, grid.x + grid.width, grid.y + grid.height) for grid in scene.grids]
    for n, one in enumerate(boxes):
        for other in boxes[:n]:
            apart = one[1] >= other[3] or other[1] >= one[3] or one[2] >= other[4] or other[2] >= one[4]
            assert apart, (one, other, scene.settings)


def test_the_code_gives_the_picture_s_numbers(capsys: pytest.CaptureFixture) -> None:
    for settings in samples(150, seed=5):
        names: dict[str, Any] = {}
        exec(im2col.as_code(settings), names)
        np.testing.assert_array_equal(names["V"], im2col.output(settings))


def test_torch_and_keras(capsys: pytest.CaptureFixture) -> None:
    for settings in samples(60, seed=8):
        compile(im2col.as_code(settings, "keras"), "keras", "exec")
    torch = pytest.importorskip("torch")
    for settings in samples(60, seed=8):
        rows, cols, K = im2col.output(settings).shape
        names: dict[str, Any] = {"torch": torch}
        if rows:
            exec(im2col.as_code(settings, "torch"), names)
            assert tuple(names["V"].shape) == (1, K, rows, cols)
            layer = torch.nn.functional.conv2d(
                names["x"], names["w"], names["b"], settings.S, settings.P, settings.dilation
            )
            torch.testing.assert_close(names["V"], layer, rtol=1e-4, atol=1e-4)


def test_questions_have_right_answers_and_named_mistakes() -> None:
    seen: set[str] = set()
    for settings in samples(500, seed=3):
        scene = im2col.scene(settings)
        for question in im2col.questions(settings):
            assert judge(question, question.answer).right
            for mistake in question.mistakes:
                assert judge(question, mistake.value).mistake == mistake.name
                seen.add(mistake.name)
            hidden = covered(scene, question)
            assert overlaps(hidden) == [], (settings, question.name)
    assert {"swapped rows and columns", "forgot the input depth", "forgot the bias", "forgot the 4 bytes"} <= seen
