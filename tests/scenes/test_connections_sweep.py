"""Every filter, stride, padding and dilation of the Connections picture on many inputs: it tells the truth."""

from collections.abc import Iterator
from itertools import cycle, product

import pytest

from cnnlib.draw.lettering import text_width
from cnnlib.scenes import connections
from cnnlib.scenes.connections import CONTROLS, Settings
from cnnlib.scenes.scene import Button, Label, Scene
from cnnlib.scenes.text import number
from tests.scenes.connections import samples, text

RANGES = {control.setting: control.stops or range(control.low, control.high + 1) for control in CONTROLS}
Box = tuple[str, float, float, float, float]


def counted(s: Settings) -> list[list[int]]:
    """Weights and biases of full, local and shared connections, by plain arithmetic."""
    side = max(0, (s.W - s.dilation * (s.F - 1) - 1 + 2 * s.P) // s.S + 1)
    neurons = side * side * s.K
    filters = s.K if side else 0
    window = s.F * s.F * s.D1
    return [[neurons * s.W * s.W * s.D1, neurons], [neurons * window, neurons], [filters * window, filters]]


def check(settings: Settings) -> Scene:
    """All that must hold for one setting."""
    scene, expected = connections.scene(settings), counted(settings)
    W, F, S, P, d = settings.axis
    size = (W - d * (F - 1) - 1 + 2 * P) / S + 1
    assert text(scene, "formula-0").endswith(f"= {number(size)}")
    assert (scene.width, scene.height) == (1180, 672)
    for way, (weights, biases) in zip(("full", "local", "shared"), expected):
        shown = text(scene, f"total-{way}")
        assert shown == (f"= {weights + biases:,}" if biases else "none"), settings
        assert not biases or text(scene, f"parts-{way}").startswith(f"{weights:,} weight")
    assert bool(scene.problem) == (size < 1 or size != int(size))
    assert bool(scene.film) == (size >= 1)
    check_repairs(settings, scene)
    return scene


def check_repairs(settings: Settings, scene: Scene) -> None:
    buttons = [item for item in scene.items if isinstance(item, Button)]
    assert bool(buttons) == bool(scene.problem)
    for button in buttons:
        assert not connections.scene(Settings(**{**settings.as_dict(), **button.settings})).problem, button.text


@pytest.mark.parametrize("F", RANGES["F"])
def test_every_filter(F: int) -> None:
    """All of F, S, P and dilation; the other sizes take turns."""
    others = cycle(zip(*(cycle(RANGES[name][n:] + RANGES[name][:n]) for n, name in enumerate(("W", "D1", "K")))))
    for n, (S, P, dilation, again) in enumerate(product(RANGES["S"], RANGES["P"], RANGES["dilation"], range(3))):
        W, D1, K = next(others)
        scene = check(Settings((W, F, 227)[again] if n % 7 else W, F, S, P, dilation, D1, K))
        if n % 20 == 0:
            check_places(scene)


def test_numbers_that_are_typed() -> None:
    for n, settings in enumerate(samples(600)):
        scene = check(settings)
        if n % 10 == 0:
            check_places(scene)


@pytest.mark.parametrize(
    "W, F, S, P, d",
    [(256, 1, 1, 5, 1), (256, 11, 1, 5, 1), (254, 11, 1, 0, 3), (256, 11, 4, 5, 3), (1, 1, 1, 0, 1), (9, 11, 4, 5, 3)],
)
@pytest.mark.parametrize("D1, K", [(1, 1), (512, 4096)])
def test_extremes(W: int, F: int, S: int, P: int, d: int, D1: int, K: int) -> None:
    check_places(check(Settings(W, F, S, P, d, D1, K)))


def check_places(scene: Scene) -> None:
    """No text lies on another, on a grid or on a button, or outside the picture."""
    boxes = list(boxes_of(scene))
    for n, (name, x1, y1, x2, y2) in enumerate(boxes):
        assert 0 <= x1 and x2 <= scene.width and 0 <= y1 and y2 <= scene.height, (name, scene.settings)
        for other, a1, b1, a2, b2 in boxes[n + 1 :]:
            apart = x2 <= a1 or a2 <= x1 or y2 <= b1 or b2 <= y1
            assert apart, (name, other, scene.settings)


def boxes_of(scene: Scene) -> Iterator[Box]:
    for item in scene.items:
        if isinstance(item, Label):
            width = sum(text_width(run.text, item.size, run.bold, item.mono) for run in item.runs)
            left = item.x - {"start": 0, "middle": 0.5, "end": 1}[item.anchor] * width
            yield "".join(run.text for run in item.runs), left, item.y - 0.75 * item.size, left + width, item.y
        elif isinstance(item, Button):
            yield item.text, item.x, item.y, item.x + item.width, item.y + item.height
    for grid in scene.grids:
        yield grid.id, grid.x, grid.y, grid.x + grid.width, grid.y + grid.height
        width = text_width(grid.title, 14, bold=True)
        if grid.title:
            yield grid.title, grid.x, grid.y - 21, grid.x + width, grid.y - 10
