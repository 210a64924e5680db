"""Tracing: what a picture lights forwards, it lights backwards too."""

from dataclasses import replace

import pytest

from cnnlib.scenes import convolution, filter_lab
from cnnlib.scenes.convolution import Settings
from cnnlib.scenes.scene import Grid, Link, Scene
from cnnlib.scenes.trace import Focus, Pair, all_pairs, focus_at, lit_by, step_of, twins

SCENES = [
    convolution.scene(Settings(W=6, F=3, S=1, D1=2, K=2)),
    convolution.scene(Settings(W=7, F=2, S=3, P=2, dilation=2, D1=1, K=3)),
    convolution.scene(Settings(view="1-D", W=6, S=1)),
]


def three_ways() -> Scene:
    """2 x 3 pooled sums of a 3 x 4 grid, once with weights of their own and once with shared ones, seen together."""
    x, y = (Grid(name, 0, 0, 10, *size, role) for name, size, role in (("x", (3, 4), "input"), ("y", (2, 3), "output")))
    own, shared = Grid("own", 0, 0, 10, 6, 4, "filter"), Grid("shared", 0, 0, 10, 2, 2, "filter")
    rows, cols = ((0, 1), (1, 2)), ((0, 1), (1, 2), (2, 3))
    links = (
        Link(("y",), ("x",), rows, cols, (("own",),), own=True),
        Link(("z",), ("u",), rows, cols, (("shared",),)),
    )
    grids = (x, y, replace(x, id="u"), replace(y, id="z"), own, shared)
    return Scene({}, 10, 10, grids, links, ("y",), together=(("y", "z"), ("u", "x")))


SCENES.append(three_ways())


def test_what_is_seen_together_is_lit_together() -> None:
    scene = three_ways()
    assert lit_by(scene, Focus("z", 4)) == lit_by(scene, Focus("y", 4))
    assert {pair.target for pair in lit_by(scene, Focus("z", 4))} == {("y", 4), ("z", 4)}
    assert step_of(scene, Focus("z", 4)) == 4
    assert set(lit_by(scene, Focus("x", 5))) == set(lit_by(scene, Focus("u", 5)))


def test_weights_of_ones_own_and_shared_weights() -> None:
    scene = three_ways()
    assert lit_by(scene, Focus("own", 4 * 4 + 2)) == [Pair(("y", 4), ("x", 9), ("own", 18))]
    assert len(lit_by(scene, Focus("shared", 2))) == 6


@pytest.mark.parametrize("scene", SCENES)
def test_backwards_finds_what_forwards_made(scene) -> None:
    pairs = all_pairs(scene)
    for grid in scene.grids:
        for cell in range(grid.rows * grid.cols):
            here = (grid.id, cell)
            seen = {(twin.grid, twin.cell) for twin in twins(scene, Focus(*here))}
            expected = [pair for pair in pairs if seen & {pair.target, pair.source, pair.weight}]
            assert sorted(lit_by(scene, Focus(*here)), key=pairs.index) == expected


def test_steps_and_cells_are_two_names_of_one_thing() -> None:
    for scene in SCENES:
        assert [step_of(scene, focus_at(scene, step)) for step in range(scene.steps)] == list(range(scene.steps))
        with pytest.raises(IndexError, match=f"step {scene.steps} is past the film's last step"):
            focus_at(scene, scene.steps)


def test_a_pixel_of_a_photograph_is_found_at_once() -> None:
    scene = filter_lab.scene(filter_lab.Settings())
    pairs = lit_by(scene, Focus("x0", 40 * scene.grid("x0").cols + 60))
    assert len(pairs) == 9 and len({pair.weight for pair in pairs}) == 9
