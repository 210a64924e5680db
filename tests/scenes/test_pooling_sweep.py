"""The Pooling picture in thousands of settings: it draws, it tells the truth, its repairs fit, its code runs."""

from itertools import product

import numpy as np
import pytest

from cnnlib.scenes import pooling
from cnnlib.scenes.convolution.grids import AS_IMAGE
from cnnlib.scenes.pooling import Settings, as_code, output
from cnnlib.scenes.pooling.values import image, work_out
from cnnlib.scenes.questions import covered, judge
from cnnlib.scenes.scene import Button, Label, Packed, Scene
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import focus_at, products_of
from tests.scenes.overlaps import overlaps
from tests.scenes.pooling import samples, sentence, shown, text

OF = {
    "max": lambda taps: np.max(taps, axis=0),
    "average": lambda taps: np.mean(taps, axis=0),
    "L2": lambda taps: np.sqrt(np.sum(taps**2, axis=0)),
}


def padded(settings: Settings, kind: str) -> np.ndarray:
    P = settings.axis[3]
    x = np.roll(image(settings), settings.shift, axis=1)
    return np.pad(x, ((P, P), (P, P), (0, 0)), constant_values=-np.inf if kind == "max" else 0)


def naive(settings: Settings, kind: str) -> np.ndarray:
    """The output once more: for each place in a window, the pixels of all windows there."""
    W, F, S, P, _ = settings.axis
    x, reach = padded(settings, kind), (W - F + 2 * P) // S * S + 1
    taps = [x[a : a + reach : S, b : b + reach : S] for a, b in product(range(F), range(F))]
    return OF[kind](np.array(taps))


def test_plain_loops_over_the_windows() -> None:
    for settings in samples(150, seed=1, W=9, show="pooling"):
        y = output(settings)
        x, (_, F, S, _, _) = padded(settings, settings.kind), settings.axis
        for i, j, d in np.ndindex(y.shape):
            window = x[i * S : i * S + F, j * S : j * S + F, d].ravel()
            assert y[i, j, d] == pytest.approx(OF[settings.kind](window))


def check(settings: Settings) -> Scene:
    """All that must hold for one setting."""
    scene = pooling.scene(settings)
    W, F, S, P, _ = settings.axis
    size, there = (W - F + 2 * P) / S + 1, P < F <= W + 2 * P
    assert (scene.width, scene.height) == (1180, 640)
    assert text(scene, "formula-0").endswith(f"= {number(size)}")
    assert bool(scene.problem) == (not there or size != int(size)), settings
    check_repairs(settings, scene)
    if not there:
        assert not scene.film and text(scene, "output") == "no output" and output(settings).size == 0
        return scene
    side = int(size)
    assert text(scene, "output") == f"output {side} × {side} × {settings.depth}"
    assert scene.steps == side * side * (settings.depth if settings.show == "pooling" else 1)
    check_numbers(settings, scene)
    return scene


def check_repairs(settings: Settings, scene: Scene) -> None:
    buttons = [item for item in scene.items if isinstance(item, Button)]
    assert bool(scene.problem) == bool(buttons), "a problem offers repairs"
    for button in buttons:
        W, F, S, P, _ = Settings(**{**settings.as_dict(), **button.settings}).axis
        assert P < F <= W + 2 * P and (W + 2 * P - F) % S == 0, (settings, button.text)


def check_numbers(settings: Settings, scene: Scene) -> None:
    """What stands in the cells is what the loops give, to the decimals that are shown."""
    names = ("max", "average", "L2") if settings.show == "kinds" else tuple(f"y{d}" for d in range(settings.depth))
    for n, name in enumerate(names):
        kind = name if settings.show == "kinds" else settings.kind
        expected = naive(settings, kind)[:, :, 0 if settings.show == "kinds" else n]
        near = 0.0006 if isinstance(scene.grid(name).numbers, Packed) else 0.051
        np.testing.assert_allclose(shown(scene, name), expected, atol=near)
        np.testing.assert_allclose(output(settings)[:, :, n], expected)
        if expected.size <= AS_IMAGE and expected.size:
            cell = expected.size // 2
            assert f"**{number(expected.ravel()[cell])}**" in sentence(scene, name, cell)


def test_samples() -> None:
    for n, settings in enumerate(samples(2500, seed=0)):
        scene = check(settings)
        if n % 8 == 0:
            check_looks(scene)
        if n % 20 == 0 and scene.film:
            check_windows(scene)


@pytest.mark.parametrize("show", ["pooling", "kinds", "convolution", "gradient"])
@pytest.mark.parametrize("changes", [{}, {"F": 7, "S": 7}, {"F": 3, "shift": 3}, {"whole": True}, {"F": 2, "P": 2}])
def test_the_large_photograph(show: str, changes: dict) -> None:
    check_looks(pooling.scene(Settings(large=True, show=show, **changes)))


@pytest.mark.parametrize("show", ["pooling", "kinds", "convolution", "gradient"])
@pytest.mark.parametrize("W", [1, 2, 5, 8, 13, 20, 21, 32])
def test_no_text_lies_on_another(W: int, show: str) -> None:
    for F, S, P, D1 in ((1, 1, 0, 4), (2, 2, 1, 2), (3, 1, 0, 3), (3, 2, 1, 1), (7, 1, 3, 4), (7, 7, 0, 1)):
        for kind in OF:
            check_looks(pooling.scene(Settings(W, F, S, P, D1, shift=1, kind=kind, show=show)))


def check_looks(scene: Scene) -> None:
    """No two texts meet, none is tiny, none lies under a button, nothing is outside."""
    focus = focus_at(scene, scene.start) if scene.steps else None
    assert overlaps(scene, focus) == [], scene.settings
    for grid in scene.grids:
        assert 0 <= grid.x and grid.x + grid.width <= scene.width, (grid.id, scene.settings)
        assert 0 <= grid.y and grid.y + grid.height <= 580, (grid.id, scene.settings)
        assert grid.digits == 0 or grid.digits >= 10
    buttons = [item.x for item in scene.items if isinstance(item, Button)]
    verdict = next(item for item in scene.items if isinstance(item, Label) and item.id == "verdict")
    assert not buttons or verdict.x + 8.6 * len(text(scene, "verdict")) < min(buttons), text(scene, "verdict")


def check_windows(scene: Scene) -> None:
    """The pixels that light up are those of the window, all of them and no others."""
    W, F, S, P, _ = Settings(**scene.settings).axis
    step = scene.steps // 2
    focus = focus_at(scene, step)
    cols, width = scene.grid(focus.grid).cols, W + 2 * P
    i, j = divmod(focus.cell, cols)
    source = "x" + focus.grid[1:] if focus.grid.startswith("y") else "x0"
    lit = {pair.source[1] for pair in products_of(scene, focus) if pair.source[0] == source}
    assert lit == {(i * S + a) * width + j * S + b for a in range(F) for b in range(F)}


def test_the_code_gives_the_picture_s_numbers(capsys) -> None:
    for settings in samples(300, seed=5):
        names: dict = {}
        n = work_out(settings)
        if not n.y.size and settings.show == "gradient":
            continue
        exec(as_code(settings, "numpy"), names)
        if output(settings).size:
            np.testing.assert_allclose(names["y"], output(settings))
        else:
            assert names["y"].size == 0, settings
        scene = pooling.scene(settings)
        if scene.film and settings.show == "gradient":
            P, size = settings.axis[3], settings.size
            inside = shown(scene, "dx0")[P : P + size, P : P + size]
            np.testing.assert_allclose(inside, names["dx"], atol=0.051)
        if scene.film and settings.show == "convolution":
            np.testing.assert_allclose(shown(scene, "c0"), names["c"], atol=0.051)


def test_the_code_of_the_photograph(capsys) -> None:
    settings = Settings(large=True, D1=2, F=7, S=7)
    names: dict = {}
    exec(as_code(settings), names)
    np.testing.assert_array_equal(names["y"], output(settings))


def test_torch_gives_the_same_shape() -> None:
    torch = pytest.importorskip("torch")
    for settings in samples(60, seed=8):
        names: dict = {"torch": torch}
        if not work_out(settings).y.size:
            continue
        exec(as_code(settings, "torch"), names)
        rows, cols, depth = work_out(settings).y.shape
        assert tuple(names["y"].shape) == (1, depth, rows, cols)


def test_keras_code_is_python() -> None:
    for settings in samples(60, seed=9):
        compile(as_code(settings, "keras"), "keras", "exec")


def test_code_in_an_unknown_dialect() -> None:
    with pytest.raises(SettingError, match="knows no 'matlab'; it writes 'numpy', 'torch', 'keras'"):
        as_code(Settings(), "matlab")


def test_questions_have_right_answers_and_named_mistakes() -> None:
    """The right answer is accepted, every wrong formula is called by its name, and nothing tells the answer."""
    seen: set[str] = set()
    for settings in samples(500, seed=3):
        scene = pooling.scene(settings)
        for question in pooling.questions(settings):
            assert judge(question, question.answer).right
            for mistake in question.mistakes:
                assert judge(question, mistake.value).mistake == mistake.name
                seen.add(mistake.name)
            hidden = covered(scene, question)
            assert overlaps(hidden) == [], settings
    named = {"padded a pooling layer", "forgot + 1", "forgot the floor", "counted F·F·D weights", "took the average"}
    assert named <= seen


def test_answers_by_hand() -> None:
    size, one, parameters = pooling.questions(Settings(W=9, F=3, S=4, D1=2))
    assert (size.answer, parameters.answer) == (2, 0)
    assert one.answer == image(Settings(W=9, D1=2))[4:7, 4:7, 0].max()
