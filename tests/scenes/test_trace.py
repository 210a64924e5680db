"""Tracing: what a picture lights forwards, it lights backwards too."""

import pytest

from cnnlib.scenes import convolution, filter_lab
from cnnlib.scenes.convolution import Settings
from cnnlib.scenes.trace import Focus, all_pairs, focus_at, lit_by, step_of

SCENES = [
    convolution.scene(Settings(W=6, F=3, S=1, D1=2, K=2)),
    convolution.scene(Settings(W=7, F=2, S=3, P=2, dilation=2, D1=1, K=3)),
    convolution.scene(Settings(view="1-D", W=6, S=1)),
]


@pytest.mark.parametrize("scene", SCENES)
def test_backwards_finds_what_forwards_made(scene) -> None:
    pairs = all_pairs(scene)
    for grid in scene.grids:
        for cell in range(grid.rows * grid.cols):
            here = (grid.id, cell)
            expected = [pair for pair in pairs if here in (pair.target, pair.source, pair.weight)]
            assert lit_by(scene, Focus(*here)) == expected


def test_steps_and_cells_are_two_names_of_one_thing() -> None:
    for scene in SCENES:
        assert [step_of(scene, focus_at(scene, step)) for step in range(scene.steps)] == list(range(scene.steps))
        with pytest.raises(IndexError, match=f"step {scene.steps} is past the film's last step"):
            focus_at(scene, scene.steps)


def test_a_pixel_of_a_photograph_is_found_at_once() -> None:
    scene = filter_lab.scene(filter_lab.Settings())
    pairs = lit_by(scene, Focus("x0", 40 * scene.grid("x0").cols + 60))
    assert len(pairs) == 9 and len({pair.weight for pair in pairs}) == 9
