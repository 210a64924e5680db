"""A map and how it is made: sums that are exact, every kind of layer, the window in the Convolution explorer."""

from math import prod
from typing import Any

import numpy as np
import pytest

from cnnlib.interpret.passes import Pass, conv_shares
from cnnlib.layers import FC, BatchNorm, Conv, Pool, ReLU
from cnnlib.scenes import convolution, network_map
from cnnlib.scenes.network.run import columns_of, run_of
from cnnlib.scenes.network_map import Settings
from cnnlib.scenes.network_map.dots import laid_out
from cnnlib.scenes.network_map.frame import subject as subject_of
from cnnlib.scenes.network_map.linear import parts_of
from cnnlib.scenes.network_map.sums import sum_of
from cnnlib.scenes.network_map.window import why_not, window
from cnnlib.scenes.scene import Grid, Label, Rings, Scene
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import focus_at
from cnnlib.shapes import pair
from tests.scenes.network_nets import NETS, subject
from tests.scenes.overlaps import overlaps

every_net = pytest.mark.parametrize("name", NETS)


def layers(given: dict[str, Any]) -> list[Pass]:
    """All layers of a net, those inside blocks too."""
    run = run_of(Settings(**given))
    columns = columns_of(run, [one.path for one in run.layers if one.is_block])
    return columns_of(run, [one.path for one in columns if one.is_block])


def values(grid: Grid) -> np.ndarray:
    return np.array(grid.numbers.values).reshape(grid.rows, grid.cols)


def texts(scene: Scene) -> list[str]:
    return ["".join(run.text for run in item.runs) for item in scene.items if isinstance(item, Label)]


@every_net
def test_every_map_of_every_layer_can_be_drawn(name: str) -> None:
    given = subject(name)
    for one in layers(given):
        for k in {0, one.y.shape[2] - 1}:
            scene = network_map.scene(Settings(**given, layer=one.path, map=k))
            focus = focus_at(scene, scene.start) if scene.steps else None
            assert overlaps(scene, focus) == [], (one.path, one.layer)
            assert (scene.width, scene.height) == (1180, 724)


@every_net
def test_the_shares_add_up_to_the_map(name: str) -> None:
    given = subject(name)
    for one in layers(given):
        if isinstance(one.layer, Conv):
            for k in {0, one.y.shape[2] - 1}:
                bias = one.params["b"][k] if one.layer.bias else 0
                scale = max(1.0, float(np.abs(one.y).max()))
                assert np.abs(conv_shares(one, k).sum(axis=2) + bias - one.y[:, :, k]).max() < 1e-5 * scale


def test_what_is_shown_adds_up_whichever_page_is_open() -> None:
    for start in (0, 5, 10, 15):
        t = sum_of(subject_of(Settings(layer="2", map=5, start=start)))
        shown = t.shares[:, :, list(t.shown)].sum(axis=2)
        assert np.allclose(t.before + shown + t.rest + t.bias, t.subject.y, atol=1e-5)
        assert start + len(t.shown) + t.left_over == 16


def test_the_grids_hold_the_sum() -> None:
    scene = network_map.scene(Settings(layer="2", map=5))
    run = run_of(Settings())
    sums, shares = [values(scene.grid(f"s{n}")) for n in range(5)], [values(scene.grid(f"p{n}")) for n in range(5)]
    for n in range(1, 5):
        assert np.allclose(sums[n - 1] + shares[n], sums[n], atol=0.002)
    assert np.allclose(sums[4] + values(scene.grid("others")), values(scene.grid("total")), atol=0.002)
    bias = run.layers[2].params["b"][5]
    assert np.allclose(values(scene.grid("total")) + bias, run.layers[2].y[:, :, 5], atol=0.002)
    assert np.allclose(values(scene.grid("y")), run.layers[2].y[:, :, 5], atol=0.0006)
    assert "Each number: 3·3·16 = 144 products." in texts(scene)


def test_a_map_that_is_pointed_at_names_its_terms() -> None:
    scene = network_map.scene(Settings(layer="2", map=5))
    say = scene.grid("y").say
    assert say is not None
    text = say.at(10, value="x")
    x, params = run_of(Settings()).layers[1].y, run_of(Settings()).net.weights[2]
    gives = (x[0:3, 1:4] * params["w"][5]).sum(axis=(0, 1))
    most = abs(gives).argmax()
    first, bias = (f"{value:.3f}".replace("-", "−") for value in (gives[most], params["b"][5]))
    assert text.startswith(f"Row 1, column 2: map {most} gives {first}, ")
    assert "the other 11 " in text and f"bias {bias};" in text


def test_relu_shows_what_is_cut_off() -> None:
    scene, run = network_map.scene(Settings(layer="3", map=5)), run_of(Settings())
    x = run.layers[2].y[:, :, 5]
    assert np.allclose(values(scene.grid("x0")) - values(scene.grid("x1")), values(scene.grid("y")), atol=0.002)
    below = int((x < 0).sum())
    assert any(text.startswith(f"{below} of 64 numbers are negative") for text in texts(scene))


def test_the_switches_point_at_the_largest() -> None:
    scene = network_map.scene(Settings(layer="4", map=5))
    rings = next(item for item in scene.items if isinstance(item, Rings))
    before = values(scene.grid("x0")).ravel()
    assert [before[cell] for cell in rings.chosen] == values(scene.grid("y")).ravel().tolist()


def test_scale_and_shift_are_those_of_the_layer() -> None:
    given = subject("residual")
    one = next(one for one in layers(given) if isinstance(one.layer, BatchNorm))
    scene = network_map.scene(Settings(**given, layer=one.path, map=3))
    note = next(text for text in texts(scene) if text.startswith("In all"))
    slope, shift = (float(word.strip(",").replace("−", "-")) for word in note.split() if word[-2:-1].isdigit())
    assert np.allclose(one.x[:, :, 3] * slope + shift, one.y[:, :, 3], atol=0.01)


@pytest.mark.parametrize("name, layer", [("not square", "4"), ("no classes", "4"), ("upscaled", "0")])
def test_parts_of_other_layers_of_weights_add_up(name: str, layer: str) -> None:
    s = subject_of(Settings(**subject(name), layer=layer, map=1))
    parts = parts_of(s)
    assert np.allclose(parts.share + parts.others + parts.bias, s.y, atol=1e-5)
    D = s.one.x.shape[2]
    each = [s.one.layer.forward(_unbiased(s.one), s.one.x[None] * (np.arange(D) == d))[0][0, :, :, 1] for d in range(D)]
    assert np.allclose(each[parts.d], parts.share, atol=1e-5)
    assert np.allclose(sum(each) - each[parts.d], parts.others, atol=1e-5)
    scene = network_map.scene(s.settings)
    said = scene.grid("y").say
    assert said is not None and f"input map {parts.d} gives" in said.at(0, value="x")
    assert np.allclose(values(scene.grid("x1")), parts.share, atol=0.0006)


def _unbiased(one: Pass) -> dict[str, np.ndarray]:
    return {name: array * (name != "b") for name, array in one.params.items()}


def test_a_normalised_number_is_its_product() -> None:
    scene = network_map.scene(Settings(**subject("not square"), layer="3", map=1))
    x, factor, y = (values(scene.grid(name)) for name in ("x0", "x1", "y"))
    assert np.allclose(x * factor, y, atol=0.002)
    assert texts(scene)[1].startswith("y = x · (2 + 0.0001 · sum of squares of maps 0 to 3)^−0.75")


def test_a_neuron_is_a_dot_product() -> None:
    run = run_of(Settings())
    scene = network_map.scene(Settings(layer="5", map=1))
    products = values(scene.grid("y"))
    assert np.isclose(products.sum() + run.layers[5].params["b"][1], run.layers[5].y[0, 0, 1], atol=0.1)
    w = run.layers[5].params["w"][1].reshape(4, 4, 32)
    assert np.allclose(values(scene.grid("x1")), laid_out(w), atol=0.0006)
    assert any(text.endswith(f"= {run.layers[5].y[0, 0, 1]:.3f}".replace("-", "−")) for text in texts(scene))


def test_a_block_leads_to_the_layer_inside() -> None:
    given = subject("cifar")
    scene = network_map.scene(Settings(**given, layer="8", map=3))
    assert np.allclose(values(scene.grid("x0")) + values(scene.grid("x1")), values(scene.grid("y")), atol=0.002)
    button = next(item for item in scene.items if "inside" in getattr(item, "text", ""))
    network_map.scene(Settings(**given | button.settings))


@every_net
def test_a_window_gives_the_number_of_the_map(name: str) -> None:
    given = subject(name)
    for one in layers(given):
        if not isinstance(one.layer, Conv):
            continue
        s = subject_of(Settings(**given, layer=one.path, map=one.y.shape[2] - 1))
        shown = s.y[:: -(-max(s.y.shape) // 96), :: -(-max(s.y.shape) // 96)]
        if why_not(one.layer):
            with pytest.raises(SettingError, match="too large for the Convolution explorer"):
                window(s, 0)
            continue
        for cell in {0, shown.size // 2, shown.size - 1}:
            settings, words = window(s, cell)
            made = convolution.output(convolution.Settings(**settings))
            assert made.shape == (1, 1, 1) and np.isclose(made.item(), shown.ravel()[cell], atol=1e-4, rtol=1e-4)
            scene = convolution.scene(convolution.Settings(**settings))
            assert overlaps(scene, focus_at(scene, 0)) == []
            assert words.startswith(f"layer {one.path} ▸ map")


@pytest.mark.parametrize(("settings", "why"), [
    ({"layer": "9"}, "no layer '9': its layers are 0 to 7"),
    ({"layer": 2}, "is no path"),
    ({"layer": "2", "map": 32}, "layer 2 has 32 maps, 0 to 31"),
    ({"map": -1}, "maps are counted from 0"),
])  # fmt: skip
def test_maps_that_are_none(settings: dict[str, Any], why: str) -> None:
    with pytest.raises(SettingError, match=why):
        network_map.scene(Settings(**settings))


@pytest.mark.parametrize("layer", ["0", "1", "2", "4", "5", "7"])
def test_the_code_gives_the_map(layer: str, capsys: pytest.CaptureFixture) -> None:
    settings, found = Settings(layer=layer, map=3), dict[str, Any]()
    exec(network_map.as_code(settings), found)
    assert np.array_equal(found["y"], network_map.output(settings))
    told = capsys.readouterr().out
    assert not told or float(told) < 1e-5


@every_net
def test_questions_have_answers(name: str) -> None:
    given = subject(name)
    for one in layers(given):
        asked = network_map.questions(Settings(**given, layer=one.path))
        assert [question.answer for question in asked] == behind_one_number(one)


def behind_one_number(one: Pass) -> list[int]:
    """The weights of one filter, or the cells of one window."""
    if isinstance(one.layer, Pool):
        return [prod(pair(one.layer.F, "F"))]
    return [one.params["w"][0].size] if isinstance(one.layer, Conv | FC) else []


def test_layers_without_weights_ask_nothing() -> None:
    assert network_map.questions(Settings(layer="1")) == () and isinstance(run_of(Settings()).layers[1].layer, ReLU)


def test_a_neuron_is_named_and_tells_what_stands_where() -> None:
    """Also of a gap between two slices, which stands for nothing."""
    scene, one = network_map.scene(Settings(layer="5", map=1)), run_of(Settings()).layers[5]
    assert "neuron 1" in "".join(texts(scene)) and scene.steps == 0 and scene.spoken.startswith("Neuron 1 of layer 5")
    x, w = one.x[2, 1, 0], one.params["w"][1].reshape(4, 4, 32)[2, 1, 0]
    inputs, weights, products = (scene.grid(name) for name in ("x0", "x1", "y"))
    cell, gap = 2 * inputs.cols + 1, 4
    told = f"Input map 0, row 2, column 1: **{number(x)}**, its weight is {number(w)}"
    assert inputs.say.at(cell, value=number(x)) == told
    assert f"{number(x)} · {number(w)} =" in products.say.at(cell, value="")
    assert all("a gap between two input maps" in grid.say.at(gap, value="0") for grid in (inputs, weights, products))
