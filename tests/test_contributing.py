"""The explorer that CONTRIBUTING shows: run as it stands on the page."""

import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnlib.scenes.questions import covered
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import focus_at, lit_by

ROOT = Path(__file__).resolve().parent.parent
SHOWN = re.search(
    r"### A new explorer is one file.*?```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.S
)
SIZES = [(W, F) for W in range(7, 17) for F in range(1, 8)]


@pytest.fixture(scope="module")
def example() -> Iterator[ModuleType]:
    assert SHOWN is not None
    module = ModuleType("moving_average")
    sys.modules[module.__name__] = module
    exec(compile(SHOWN[1], "CONTRIBUTING.md", "exec"), module.__dict__)
    yield module
    del sys.modules[module.__name__]


def test_the_page_shows_the_file() -> None:
    assert SHOWN is not None
    assert SHOWN[1] == (ROOT / "docs" / "examples" / "moving_average.py").read_text(encoding="utf-8")
    code = [line for line in SHOWN[1].splitlines() if line and not line.startswith(("from", "import"))]
    assert len(code) <= 45


@pytest.mark.parametrize(("W", "F"), SIZES)
def test_every_setting(example: Any, W: int, F: int) -> None:
    settings = example.Settings(W, F)
    scene = example.scene(settings)
    x, y = scene.grid("x"), scene.grid("y")
    means = [sum(map(int, x.numbers[n : n + F])) / F for n in range(W - F + 1)]
    np.testing.assert_allclose(example.output(settings), means)
    assert list(y.numbers) == [number(mean) for mean in means]
    assert max(grid.x + grid.width for grid in scene.grids) <= scene.width
    for step in range(scene.steps):
        assert {pair.source for pair in lit_by(scene, focus_at(scene, step))} == {("x", step + n) for n in range(F)}


@pytest.mark.parametrize(("W", "F"), SIZES[::5])
def test_the_code_computes_the_output(example: Any, W: int, F: int) -> None:
    explorer, numbers = example.MovingAverage(W=W, F=F), {}
    exec(explorer.as_code(), numbers)
    np.testing.assert_allclose(numbers["y"], explorer.output)


def test_it_asks_and_covers_the_answer(example: Any) -> None:
    explorer = example.MovingAverage(W=10, F=3)
    (question,) = example.questions(explorer.current)
    assert not [grid for grid in covered(example.scene(explorer.current), question).grids if grid.id == "y"]
    explorer.predict("output size")
    assert explorer.guess(7).mistake == "forgot + 1"
    assert explorer.guess("8").right and not explorer.covered


def test_it_compares_and_makes_films(example: Any, tmp_path: Path) -> None:
    explorer = example.MovingAverage()
    explorer.preset("three against seven")
    assert explorer.compared == asdict(example.Settings(W=16, F=3))
    explorer.W = 12
    assert explorer.compared["W"] == 12, "the input is shared"
    film = Image.open(BytesIO(explorer.save(tmp_path / "film.gif").read_bytes()))
    assert film.n_frames == 10, "the longer of the two films, 12 − 3 + 1 means"
