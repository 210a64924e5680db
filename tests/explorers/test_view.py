"""The view's own arithmetic is that of cnnlib/scenes and cnnlib/draw: same links, same lights, same sentences."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cnnlib.draw.lights import lights
from cnnlib.draw.texts import caption_of
from cnnlib.explorers.stage import FILES, VIEW, Stage, defaults, module
from cnnlib.scenes import connections, convolution, filter_lab, im2col, palette
from cnnlib.scenes import pooling as pooling_picture
from cnnlib.scenes.scene import Grid, Label, Link, Packed, Run, Scene, Sentences
from cnnlib.scenes.text import number, signed
from cnnlib.scenes.trace import Focus, lit_by
from tests.explorers.javascript import run


def pooling() -> Scene:
    """Two by two pooling of a 4 x 6 grid: a link without weights, and a map that no film visits."""
    say = Sentences("pixel {row}, {col}: {value}")
    x = Grid("x", 0, 0, 30, 4, 6, "input", tuple(str(n) for n in range(24)), say=say)
    y = Grid("y", 300, 0, 30, 2, 3, "output", Packed.of(range(6), decimals=1), say=Sentences("{value}"))
    z = Grid("z", 500, 0, 30, 2, 3, "output", ("0",) * 6)
    pairs = tuple((n, n + 1) for n in (0, 2, 4))
    links = (Link(("y",), ("x",), pairs[:2], pairs), Link(("z",), ("y",), ((0,), (1,)), ((0,), (1,), (2,))))
    return Scene({"F": 2}, 700, 200, (x, y, z), links, ("y",))


def convolution_scene(**settings: Any) -> Scene:
    return convolution.scene(convolution.Settings(**settings))


def pool_scene(**settings: Any) -> Scene:
    return pooling_picture.scene(pooling_picture.Settings(**settings))


def scenes() -> dict[str, Scene]:
    return {
        "default": convolution_scene(),
        "unequal axes, dilated": convolution_scene(W=9, H=6, FH=2, SH=1, separate=True, dilation=2, D1=2),
        "turned": convolution_scene(flip=True, K=3, S=1, D1=1),
        "does not tile": convolution_scene(W=10, P=0),
        "does not fit": convolution_scene(W=1, F=7, P=0),
        "wires": convolution_scene(view="1-D", W=5, S=1),
        "a digit": convolution_scene(W=32, F=5, S=2, P=0, D1=1, K=2, source="digit"),
        "photograph": filter_lab.scene(filter_lab.Settings(F=5, S=4, relu=True, pool=True)),
        "border not said": filter_lab.scene(filter_lab.Settings(border="?", S=4)),
        "pooling": pooling(),
        "pooling forth and back": pool_scene(W=9, F=3, show="gradient"),
        "pooling beside a convolution": pool_scene(show="convolution", P=1),
        "three kinds of pooling": pool_scene(show="kinds", shift=1),
        "columns of copies": im2col.scene(im2col.Settings(W=5, F=2, S=2, P=1, dilation=2)),
        "a matrix as an image": im2col.scene(im2col.Settings(W=8, F=3, D1=3)),
        "own and shared weights": connections.scene(connections.Settings(W=9, F=3, S=2, P=1, dilation=2)),
    }


def some_cells(scene: Scene) -> list[Focus]:
    """Of each grid the corners, the middle and a few between."""
    return [
        Focus(grid.id, cell)
        for grid in scene.grids
        for n in [grid.rows * grid.cols]
        for cell in sorted({0, grid.cols - 1, n // 3, n // 2, n - 1})
    ]


def given(scene: Scene, foci: list[Focus]) -> dict:
    return {"scene": scene.as_dict(), "defaults": defaults(), "foci": [[f.grid, f.cell] for f in foci]}


START = """
const scene = prepare(given.scene, given.defaults), foci = given.foci.map(([grid, cell]) => ({ grid, cell }));
const end = (place) => place && [place.grid, place.cell];
"""


@pytest.mark.parametrize("name", scenes())
def test_links_are_followed_as_in_python(name: str, tmp_path: Path) -> None:
    scene = scenes()[name]
    foci = some_cells(scene)
    code = START + "return foci.map((f) => litBy(scene, f).map((p) => [end(p.target), end(p.source), end(p.weight)]));"
    for focus, found in zip(foci, run(code, given(scene, foci), tmp_path)):
        expected = [
            [list(end) if end else None for end in (p.target, p.source, p.weight)] for p in lit_by(scene, focus)
        ]
        assert sorted(found, key=str) == sorted(expected, key=str), focus


@pytest.mark.parametrize("name", scenes())
def test_the_same_is_lit_as_on_paper(name: str, tmp_path: Path) -> None:
    scene = scenes()[name]
    foci = some_cells(scene)
    code = (
        START
        + """return foci.map((f) => { const l = lightsOf(scene, f); return [end(l.target),
        [...l.cells].map(([grid, cells]) => [grid, [...cells]]), captionOf(scene, f)]; });"""
    )
    for focus, (target, cells, caption) in zip(foci, run(code, given(scene, foci), tmp_path)):
        paper = lights(scene, focus)
        assert target == ([paper.target.grid, paper.target.cell] if paper.target else None), focus
        shown = {grid: dict(map(tuple, lit)) for grid, lit in cells}
        assert {grid: set(lit) for grid, lit in shown.items()} == {grid: set(lit) for grid, lit in paper.cells.items()}
        if not any(grid.pixels for grid in scene.grids):  # a pixel has no room for its weight
            assert shown == paper.cells, focus
        assert caption == caption_of(scene, paper), focus


def test_a_step_names_the_same_cell(tmp_path: Path) -> None:
    scene = scenes()["default"]
    code = (
        START
        + """const step = (grid) => stepOf(scene, { grid, cell: 1 });
        return [scene.steps, end(focusAt(scene, 17)), step("y1"), step("x0")];"""
    )
    assert run(code, given(scene, []), tmp_path) == [32, ["y1", 1], 17, None]


NUMBERS = [0, -0.0, 1, -2, 4.5, 13 / 3, -1 / 3, 0.0005, 0.0015, 1e-9, -1e-9, 1234.5678, 100000]
NUMBERS += [n / 16 for n in (1, 3, 5, -1, -3)]  # halves of a thousandth, rounded to even


def test_numbers_are_written_alike(tmp_path: Path) -> None:
    written = run("return given.numbers.map((n) => [number(n), signed(n)]);", {"numbers": NUMBERS}, tmp_path)
    assert written == [[number(n), signed(n)] for n in NUMBERS]


def test_settings_have_one_text(tmp_path: Path) -> None:
    settings = [{"b": [1, {"d": None, "c": "é"}], "a": True}, {"a": True, "b": [1, {"c": "é", "d": None}]}]
    one, other = run("return given.settings.map(canonical);", {"settings": settings}, tmp_path)
    assert one == other == '{"a":true,"b":[1,{"c":"é","d":null}]}'


def test_typed_text_is_a_number_or_left_for_python_to_refuse(tmp_path: Path) -> None:
    numbers = {"3": 3, " −2 ": -2, "1e1": 10, "2,5": 2.5, "+.5": 0.5}
    texts = ["", "two", "1,000", "0x10", "1e400", "Infinity", "1/2"]
    assert run("return given.map(typed);", [*numbers, *texts], tmp_path) == [*numbers.values(), *texts]


def test_a_scene_becomes_ink(tmp_path: Path) -> None:
    grid = Grid("x", 10, 20, 30, 1, 2, "input", ("3", "<4"), title="in & out", hatched=(1,))
    scene = Scene({}, 100, 50, (grid, Label(5, 10, (Run("W = 7", "W", symbol="W"),))))
    svg = run(START + 'return drawScene(scene, "p", () => "", "W").join("");', given(scene, []), tmp_path)
    assert '<text x="25" y="40.4" data-grid="x" data-cell="0">3</text>' in svg
    assert 'class="cnn-muted" data-grid="x" data-cell="1">&#60;4</text>' in svg
    assert "in &#38; out" in svg and "url(#p-padding)" in svg
    assert 'data-symbol="W" class="cnn-changed">W = 7</tspan>' in svg


def test_few_elements(tmp_path: Path) -> None:
    """A path for each kind of cell, a text for each number: 243 + 54 + 2 + 32 numbers in 13 grids."""
    svg = run(START + 'return drawScene(scene, "p", () => "", "").join("");', given(scenes()["default"], []), tmp_path)
    count = Counter(re.findall(r"<(\w+)", svg))
    assert count["path"] <= 3 * 13 and len(re.findall("data-cell=", svg)) == 331


def test_files_join_into_one_module() -> None:
    text = module()
    names = re.findall(r"^(?:async )?(?:function|const|let) (\w+)", text, re.MULTILINE)
    assert [name for name, n in Counter(names).items() if n > 1] == []
    assert "import " not in re.sub(r"//.*|\".*?\"", "", text)
    assert text.count("export ") == 1


def test_every_file_of_the_view_is_used() -> None:
    assert {path.stem for path in VIEW.glob("*.js")} == set(FILES)


def test_nothing_is_fetched() -> None:
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|fetch\(|XMLHttpRequest", module() + Stage._css)


def test_every_colour_of_the_view_is_in_the_palette() -> None:
    used = set(re.findall(r"var\(--cnn-([\w-]+)\)", module() + Stage._css)) - {"scale"}
    assert used <= set(palette.LIGHT) and set(palette.LIGHT) == set(palette.DARK)


def test_files_functions_and_lines_are_short() -> None:
    assert max(len((VIEW / f"{name}.js").read_text(encoding="utf-8").splitlines()) for name in FILES) <= 250
    lines = module().splitlines()
    starts = [n for n, line in enumerate(lines) if re.match(r"(async )?function ", line)]
    lengths = [lines.index("}", start) - start - 1 for start in starts]
    assert max(map(len, lines)) <= 120 and max(lengths) <= 25
