"""Where things stand in the filter lab: the first window, the large map, and that nothing covers anything."""

from itertools import combinations, product

import numpy as np
import pytest

from cnnlib.scenes.filter_lab import PRESETS, Settings, scene
from cnnlib.scenes.filter_lab.photographs import working_picture
from cnnlib.scenes.scene import Lens, Panel, Scene
from cnnlib.scenes.trace import focus_at, products_of

BORDERS = ("?", "zero", "mirror", "extend")


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("changes", [*(preset.settings for preset in PRESETS), {"F": 7, "dilation": 3, "S": 4}])
def test_the_first_window_lies_in_the_picture(changes: dict, border: str) -> None:
    """It shows no invented pixel."""
    settings = Settings(**{**changes, "border": border})
    drawn = scene(settings)
    first = focus_at(drawn, drawn.start)
    assert first.grid == ("relu" if settings.relu else "response")
    H, W = working_picture(settings).shape[:2]
    cells = [pair.source[1] for pair in products_of(drawn, first) if pair.weight]
    rows, cols = np.divmod(np.array(cells), W + 2 * settings.P)
    assert rows.min() >= settings.P and rows.max() < H + settings.P
    assert cols.min() >= settings.P and cols.max() < W + settings.P


def test_a_tiny_picture_has_a_first_window_too() -> None:
    for border in BORDERS:
        drawn = scene(Settings(photo="upload", F=7, dilation=3, border=border))
        assert 0 <= drawn.start < drawn.steps


@pytest.mark.parametrize("pool", [False, True])
@pytest.mark.parametrize("relu", [False, True])
def test_the_last_map_is_the_large_one(relu: bool, pool: bool) -> None:
    drawn = scene(Settings(relu=relu, pool=pool))
    *earlier, last = (drawn.grid(name) for name in drawn.film)
    assert (last.x, last.y) == (816, 130) and last.width > 330
    for n, grid in enumerate(earlier):
        assert (grid.x, grid.y, grid.width) == (816 + 177 * n, 411, 169)
    titles = {
        (True, True): "after ReLU and max pooling",
        (True, False): "after ReLU",
        (False, True): "after max pooling",
    }
    assert last.title == titles.get((relu, pool), "the response, in signed colours")


Box = tuple[float, float, float, float]


def boxes(drawn: Scene, F: int) -> list[Box]:
    """Left, top, right and bottom of everything that takes room, grids and lenses with their titles."""
    grids = [(item.x, item.y - 22, item.x + item.width, item.y + item.height)
             for item in drawn.grids if item.id not in ("x1", "x2", "legend")]  # fmt: skip
    lenses = [(item.x, item.y - 22, item.x + F * item.cell, item.y + F * item.cell)
              for item in drawn.items if isinstance(item, Lens) and item.source.startswith("x")]  # fmt: skip
    drawn_under = {(grid.x, grid.y) for grid in drawn.grids}
    panels = [(item.x, item.y, item.x + item.width, item.y + item.height)
              for item in drawn.items if isinstance(item, Panel) and (item.x, item.y) not in drawn_under]  # fmt: skip
    return grids + lenses + panels


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("F", [1, 3, 5, 7])
def test_nothing_overlaps(F: int, colour: bool) -> None:
    for dilation, (relu, pool) in product((1, 2, 3), product([False, True], repeat=2)):
        settings = Settings(F=F, colour=colour, dilation=dilation, relu=relu, pool=pool, filter="Gaussian blur")
        drawn = scene(settings)
        for one, other in combinations(boxes(drawn, F), 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)
        digits = [item.digits for item in drawn.items if isinstance(item, Lens)]
        assert min(digits) >= 13
