"""The overview of a net: pictures against the net itself, every kind of layer, images of every kind, bad input."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from cnnlib import Net, Volume, zoo
from cnnlib.interpret.passes import branches, pass_at, passes
from cnnlib.layers import FC, Conv
from cnnlib.losses import softmax
from cnnlib.scenes import network
from cnnlib.scenes.network import Settings
from cnnlib.scenes.network.columns import orders
from cnnlib.scenes.network.layout import COLUMNS, WIDTH, first_of
from cnnlib.scenes.network.run import columns_of, run_of
from cnnlib.scenes.network.subjects import digits_net, lend_net, pretrained_nets
from cnnlib.scenes.scene import Button, Grid, Label, Scene
from cnnlib.scenes.settings import SettingError
from tests.scenes.network_nets import NETS, subject
from tests.scenes.overlaps import overlaps

every_net = pytest.mark.parametrize("name", NETS)


def texts(scene: Scene) -> list[str]:
    return ["".join(run.text for run in item.runs) for item in scene.items if isinstance(item, Label)]


def values(grid: Grid) -> np.ndarray:
    return np.array(grid.numbers.values).reshape(grid.rows, grid.cols)


@every_net
def test_the_layers_are_those_of_the_net(name: str) -> None:
    run = run_of(Settings(**subject(name)))
    y, _ = run.net.run(run.x[None])
    assert np.array_equal(run.layers[-1].y, y[0])
    assert [one.volume for one in run.layers] == list(run.net.volumes[1:])
    assert sum(one.parameters for one in run.layers) == run.net.parameters


@every_net
def test_every_page_can_be_drawn_and_no_texts_overlap(name: str) -> None:
    given = subject(name)
    run = run_of(Settings(**given))
    blocks = [one.path for one in run.layers if one.is_block]
    for unfolded in {(), tuple(blocks)}:
        for first in range(0, len(columns_of(run, unfolded)), COLUMNS):
            for look in ({"tiles": "few"}, {"order": "as they come"}):
                settings = Settings(**given, first=first, unfolded=unfolded, **look)
                assert overlaps(network.scene(settings)) == []


def test_a_small_net_has_the_room_of_a_large_one() -> None:
    few = network.scene(Settings(**subject("single numbers")))
    heads = [item.x for item in few.items if isinstance(item, Label) and item.id.endswith("-0") and "layer" in item.id]
    assert len(heads) == 3 and heads[-1] > WIDTH / 2


@pytest.mark.parametrize("first", [0, 2, 3, 7, 99])
def test_the_last_page_is_a_full_one(first: int) -> None:
    shown = texts(network.scene(Settings(first=first)))
    assert f"columns {min(first, 2) + 1} to {min(first, 2) + 6} of 8" in shown


@every_net
def test_the_numbers_in_the_maps_are_those_of_the_net(name: str) -> None:
    given = subject(name)
    run, scene = run_of(Settings(**given)), network.scene(Settings(**given))
    maps = [grid for grid in scene.grids if grid.id.startswith("m") and "." in grid.id]
    for grid in maps:
        path, _, k = grid.id[1:].rpartition(".")
        y = run.at(path).y[:, :, int(k)]
        n = -(-max(y.shape) // 64)
        assert np.allclose(values(grid), y[::n, ::n], atol=0.0006)
        assert grid.opens is not None and grid.opens.settings == {"layer": path, "map": int(k)}


def test_large_maps_say_that_only_some_numbers_are_shown() -> None:
    given = subject("large image")
    grid = next(grid for grid in network.scene(Settings(**given)).grids if grid.id.startswith("m0."))
    assert (grid.rows, grid.cols) == (34, 50) and grid.say is not None
    said = grid.say.at(51, value="1")
    assert said.startswith("layer 0 Conv, map")
    assert said.endswith("row 3, column 3: **1** (of every 3 by 3 numbers one is shown)")


def test_what_is_shown_of_a_layer_is_said() -> None:
    scene = network.scene(Settings())
    assert "7 of 16 maps" in texts(scene) and "14 of 32 maps" in texts(scene)
    assert "[8x8x16]" in texts(scene) and "4,640 parameters" in texts(scene)
    assert "columns 1 to 6 of 8" in texts(scene)


def test_maps_can_be_followed_from_column_to_column() -> None:
    run = run_of(Settings())
    order = orders(list(run.layers), "strongest")
    assert order[0] == order[1] and order[2] == order[3] == order[4]
    strength = np.abs(run.layers[4].y).mean(axis=(0, 1))
    assert strength[order[2][0]] == strength.max()


def test_the_first_filters_stand_beside_their_maps() -> None:
    scene, w = network.scene(Settings()), digits_net().weights[0]["w"]
    filters = [grid for grid in scene.grids if grid.id.startswith("f0.")]
    assert len(filters) == 7
    for grid in filters:
        k = int(grid.id[3:])
        assert np.allclose(values(grid), w[k, :, :, 0], atol=0.0006)
        assert scene.grid(f"m0.{k}").y == grid.y


def test_filters_of_a_colour_net_are_in_colour() -> None:
    scene = network.scene(Settings(**subject("cifar")))
    assert any(grid.id.startswith("f1.") for grid in scene.grids)  # behind the layer that scales the colours


def test_the_bars_are_the_probabilities() -> None:
    scene, run = network.scene(Settings(digit=5)), run_of(Settings(digit=5))
    share = softmax(run.layers[-1].y[0, 0])
    assert f"{100 * share[5]:.1f} %" in texts(scene) and f"most like 5, {100 * share[5]:.1f} %" in texts(scene)


def test_of_many_classes_the_best_are_shown() -> None:
    name, kept = lend_net(Net(Volume(W=2, H=2, D=1), [FC(1000)]).init(0))
    shown = texts(network.scene(Settings(net=name)))
    assert "best 10 of 1000 classes" in shown and "1000 numbers" in shown and kept


def test_a_net_without_classes_says_so() -> None:
    shown = " ".join(texts(network.scene(Settings(**subject("no classes")))))
    assert "no class scores" in shown


def test_a_block_is_one_column_and_can_be_unfolded() -> None:
    given = subject("blocks in blocks")
    folded = network.scene(Settings(**given))
    assert "0: Residual, 3 layers inside" in texts(folded)
    button = next(item for item in folded.items if isinstance(item, Button) and item.text == "unfold")
    run = run_of(Settings(**given))
    inside = columns_of(run, button.settings["unfolded"])
    assert [one.path for one in inside] == ["0.0.0", "0.0.1", "0.1.0", "0", "1", "2"]
    deeper = columns_of(run, ["0", "0.0.1"])
    assert [one.path for one in deeper][:4] == ["0.0.0", "0.0.1.0.0", "0.0.1.0.1", "0.0.1"]


@pytest.mark.parametrize("name", ["blocks in blocks", "not square", "cifar"])
def test_the_layers_inside_make_the_block(name: str) -> None:
    run = run_of(Settings(**subject(name)))
    for block in (one for one in run.layers if one.is_block):
        ends = [branch[-1].y if branch else block.x for branch in branches(block)]
        joined = sum(ends) if block.y.shape == ends[0].shape else np.concatenate(ends, axis=2)
        assert np.allclose(joined, block.y, atol=1e-5)


def test_a_path_leads_to_its_layer() -> None:
    top = passes(zoo.cifar_net().init(0), np.zeros((32, 32, 3), np.float32))
    assert pass_at(top, "8.0.0").layer == Conv(K=64, P=1, bias=False)
    with pytest.raises(KeyError):
        pass_at(top, "8.4.0")


def test_training_that_goes_on_does_not_change_the_picture() -> None:
    net = digits_net()
    mine = Net(net.volumes[0], net.layers).adopt(net.weights)
    name, kept = lend_net(mine)
    mine.vector[:] = 0
    assert network.output(Settings(net=name, digit=7)).argmax() == 7 and kept


def test_nets_that_come_trained_are_offered_where_they_are() -> None:
    nets = pretrained_nets(SimpleNamespace(mnist=zoo.mnist_net))
    assert list(nets) == ["mnist"] and nets["mnist"].get() is nets["mnist"].get()
    assert nets["mnist"].code.endswith("net = pretrained.mnist()") and nets["mnist"].classes[7] == "7"


def test_a_net_that_went_wrong_says_so() -> None:
    net = zoo.digits_net().init(0)
    net.weights[2]["w"][...] = np.nan
    name, kept = lend_net(net)
    scene = network.scene(Settings(net=name))
    assert "not finite" in scene.spoken and kept
    assert next(grid for grid in scene.grids if grid.id.startswith("m2.")).unknown


@pytest.mark.parametrize(("settings", "why"), [
    ({"net": "lenet"}, "net = 'lenet' is none of 'digits'"),
    ({"net": "yours 0"}, "there is no net 'yours 0' here"),
    ({"image": "yours 0"}, "there is no image 'yours 0' here"),
    ({"first": -1}, "first = -1 is no column"),
    ({"unfolded": "9"}, "is no list of paths"),
    ({"image": "upload", "upload": b"none"}, "no picture that can be read"),
    ({"image": "upload", "upload": "%"}, "no base64 text"),
    ({"upload": 5}, "neither the bytes"),
])  # fmt: skip
def test_settings_that_are_none(settings: dict[str, Any], why: str) -> None:
    with pytest.raises(SettingError, match=why):
        network.scene(Settings(**settings))


def test_a_net_of_six_slices_asks_for_an_array() -> None:
    given = subject("six slices")
    with pytest.raises(SettingError, match=r"takes 6 slices.*array of the shape \(4, 4, 6\)"):
        network.scene(Settings(net=given["net"]))


def test_a_net_without_weights_is_refused() -> None:
    with pytest.raises(SettingError, match="no weights yet"):
        lend_net(zoo.digits_net())


@every_net
@pytest.mark.parametrize("tiles", ["all", "few"])
def test_all_maps_have_room(name: str, tiles: str) -> None:
    given = subject(name)
    run = run_of(Settings(**given))
    for wanted in range(0, len(run.layers), COLUMNS):
        scene = network.scene(Settings(**given, tiles=tiles, first=wanted))
        assert overlaps(scene) == []
        first = first_of(wanted, len(run.layers))
        maps = [one for one in run.layers[first : first + COLUMNS] if one.y.shape[:2] != (1, 1)]
        shown = {one.path: sum(grid.id.startswith(f"m{one.path}.") for grid in scene.grids) for one in maps}
        assert tiles == "few" or shown == {one.path: one.y.shape[2] for one in maps}
