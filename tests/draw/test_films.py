"""Films: every frame is the still picture of its step, whatever stays and whatever moves; palettes; places on paper."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnlib import draw
from cnnlib.draw.gif import Palette, channels
from cnnlib.draw.panes import Frames
from cnnlib.scenes import connections, convolution, filter_lab, im2col, pooling, size_map
from cnnlib.scenes.controls import Preset
from cnnlib.scenes.scene import Run, Scene
from cnnlib.scenes.trace import focus_at

PICTURES = (connections, convolution, filter_lab, im2col, pooling, size_map)
STATES = [(picture, preset) for picture in PICTURES for preset in picture.PRESETS]


def still(scene: Scene, step: int, theme: str) -> np.ndarray:
    png = draw.picture(scene, focus_at(scene, step), theme).png(scale=1)
    return np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.parametrize(("picture", "preset"), STATES, ids=[preset.name for _, preset in STATES])
def test_every_frame_is_the_still_picture_of_its_step(picture: Any, preset: Preset) -> None:
    """But for the soft edges of what is lit, which are drawn twice."""
    scene = picture.scene(picture.Settings(**preset.settings))
    frames = Frames((draw.Pane(scene),), "dark")
    for step in {0, scene.steps // 2, scene.steps - 1} if scene.steps else ():
        made = channels(frames.frame((focus_at(scene, step),))).astype(int)
        apart = np.abs(made - still(scene, step, "dark")).max(axis=2) > 64
        assert apart.mean() < 0.001, step


def test_a_frame_does_not_remember_the_one_before_it(scene: Scene) -> None:
    frames = Frames((draw.Pane(scene),))
    first = frames.frame((focus_at(scene, 0),))
    frames.frame((focus_at(scene, scene.steps - 1),))
    assert np.array_equal(frames.frame((focus_at(scene, 0),)), first)


def test_common_colours_are_kept_and_others_are_near(rng: np.random.Generator) -> None:
    common, rare = rng.integers(0, 1 << 24, 100), rng.integers(0, 1 << 24, 1000)
    palette = Palette(np.concatenate([np.repeat(common, 100), rare]))
    found = palette.colours[palette.nearest(common)]
    assert np.array_equal(found, channels(common))
    assert np.abs(palette.colours[palette.nearest(rare)].astype(int) - channels(rare)).mean() < 25
    assert len(palette.colours) <= 255 and len(palette.table) == 768


def test_panes_below_and_beside_each_other(scene: Scene) -> None:
    panes = [draw.Pane(scene, (Run(name),), name) for name in "AB"]
    below, beside = draw.arranged(panes), draw.arranged(panes, beside=True)
    height = below[0].height
    assert height > scene.height, "a strip for the title"
    assert [(pane.x, pane.y) for pane in below] == [(0, 0), (0, height)]
    assert [(pane.x, pane.y) for pane in beside] == [(0, 0), (scene.width, 0)]
    assert draw.pictures(below, (None, None)).size == (scene.width, 2 * height)
    assert draw.pictures(beside, (None, None)).size == (2 * scene.width, height)


def test_things_on_several_panes_are_kept_apart(scene: Scene) -> None:
    panes = draw.arranged([draw.Pane(scene, (Run(name),), name) for name in "AB"])
    drawing = draw.pictures(panes, (focus_at(scene, 0), focus_at(scene, 5)))
    named = {mark.id for mark in drawing.drawn if mark.kind == "grid"}
    assert named == {f"{name} {grid.id}" for name in "AB" for grid in scene.grids if grid.shows_with in (None, "y0")}
    svg = drawing.svg().decode()
    ids = [part.split('"')[0] for part in svg.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) and "A y0:0" in ids and "B y0:0" in ids
