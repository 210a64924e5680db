"""The Network explorer from Python: nets and images of one's own, three levels and the ways back."""

import gc
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnlib import Net, Volume, datasets, zoo
from cnnlib.explorers.convolution import Convolution
from cnnlib.explorers.network import NetworkExplorer, NetworkMap
from cnnlib.layers import FC, Conv
from cnnlib.scenes.network.subjects import digits_net
from cnnlib.scenes.pixels import png
from cnnlib.scenes.settings import SettingError


def test_it_begins_with_the_digits_net() -> None:
    explorer = NetworkExplorer()
    assert explorer.output.shape == (1, 1, 10) and explorer.output.argmax() == 3
    assert list(explorer.activations) == [str(n) for n in range(8)]
    assert explorer.activations["4"].shape == (4, 4, 32)


def test_the_net_that_is_shipped_knows_the_digits() -> None:
    _, held_out = datasets.split(*datasets.digits())
    assert digits_net().accuracy(*held_out) > 0.98


def test_any_net_and_any_image() -> None:
    net = Net(Volume(W=5, H=3, D=2), [Conv(K=4, F=3), FC(K=2)]).init(0)
    x = np.random.default_rng(0).normal(size=(3, 5, 2)).astype(np.float32)
    explorer = NetworkExplorer(net, x)
    assert np.array_equal(explorer.output, net.forward(x[None])[0])
    assert explorer.net.startswith("yours") and "your net" in explorer.picture_scene.spoken


def test_a_colour_net_begins_with_a_photograph() -> None:
    assert NetworkExplorer(zoo.cifar_net().init(0)).image == "flower"


def test_a_net_that_has_learnt_is_shown_anew() -> None:
    net = zoo.digits_net().init(0)
    explorer = NetworkExplorer(net)
    before = explorer.output
    net.weights[-1]["b"][4] += 100
    assert np.array_equal(explorer.output, before)
    explorer.net = net
    assert explorer.output.argmax() == 4
    explorer.net = "digits"
    assert explorer.output.argmax() == 3


def test_an_image_by_path_and_by_bytes(tmp_path: Path) -> None:
    file = tmp_path / "one.png"
    file.write_bytes(png(np.full((20, 20, 3), 255, np.uint8)))
    for x in (file, str(file), file.read_bytes()):
        explorer = NetworkExplorer(x=x)
        assert np.allclose(explorer.activations["0"], NetworkExplorer(x=np.ones((8, 8))).activations["0"], atol=1e-5)
    opened = explorer.enter("NetworkMap", layer="2", map=5)
    assert np.allclose(opened.output, explorer.activations["2"][:, :, 5])


@pytest.mark.parametrize(("given", "why"), [
    ({"net": 3}, "net = 3 is no net"),
    ({"net": zoo.digits_net()}, "no weights yet"),
    ({"net": "alexnet"}, "net = 'alexnet' is none of 'digits'"),
    ({"x": "nowhere.png"}, "there is no file 'nowhere.png'"),
    ({"x": b""}, "an empty file"),
    ({"x": b"no picture"}, "no picture that can be read"),
    ({"x": np.zeros((3, 3, 7))}, r"the shape \(3, 3, 7\)"),
    ({"digit": 2000}, "n = 2000 is outside 0 to 1796"),
])  # fmt: skip
def test_bad_input_is_a_sentence(given: dict[str, Any], why: str) -> None:
    with pytest.raises(SettingError, match=why):
        NetworkExplorer(**given)


def test_three_levels_and_the_ways_back() -> None:
    explorer = NetworkExplorer(digit=5)
    one = explorer.enter("NetworkMap", layer="2", map=7)
    assert isinstance(one, NetworkMap) and np.array_equal(one.output, explorer.activations["2"][:, :, 7])
    window = one.enter("Convolution", cell=11)
    assert isinstance(window, Convolution)
    assert np.isclose(window.output.item(), one.output.ravel()[11], atol=1e-5)
    assert one.trail.startswith("layer 2 ▸ map 7 ▸ row 1, column 3.") and one.way_back == "Back to the map"
    assert explorer.way_back == "Back to the net"
    one.back()
    explorer.back()
    assert one.opened is None and explorer.opened is None


def test_the_same_map_again_is_of_the_image_shown_now() -> None:
    explorer = NetworkExplorer()
    explorer.enter("NetworkMap", layer="2", map=7)
    explorer.digit = 8
    opened = explorer.enter("NetworkMap", layer="2", map=7)
    assert opened.digit == 8 and np.array_equal(opened.output, explorer.activations["2"][:, :, 7])


def test_a_map_that_is_none_is_told_in_the_view() -> None:
    explorer, heard = NetworkExplorer(), []
    explorer.send = lambda content, **_: heard.append(content)  # type: ignore[method-assign]
    explorer._on_message(None, {"open": {"explorer": "NetworkMap", "settings": {"layer": "2", "map": 99}}}, [])
    assert heard == [{"failed": "map = 99: layer 2 has 32 maps, 0 to 31"}]


def test_two_images_in_one_net_and_two_nets_on_one_image() -> None:
    explorer = NetworkExplorer(digit=5)
    explorer.compare(digit=8)
    explorer.digit = 6
    assert (explorer.compared["digit"], explorer.compared_scene["settings"]["digit"]) == (8, 8)
    explorer.net = zoo.digits_net().init(0)
    assert explorer.compared["digit"] == explorer.compared_scene["settings"]["digit"] == 6
    explorer.digit = 7
    assert explorer.compared["digit"] == 7
    with pytest.raises(SettingError, match="digit makes the input, which A and B share"):
        explorer.compare(net="digits", digit=1)
    one = explorer.enter("NetworkMap", layer="2", map=3)
    assert isinstance(one, NetworkMap)
    one.compare(digit=2)
    assert one.compared["digit"] == 2 and one.inputs == ["net"]


def test_presets_of_both_levels_can_be_played() -> None:
    for explorer in (NetworkExplorer(), NetworkMap()):
        for page in explorer.script:
            explorer.preset(page.name)
            assert all(explorer.settings[name] == value for name, value in page.settings.items())


def test_many_nets_do_not_fill_the_memory() -> None:
    explorer, net = NetworkExplorer(), zoo.digits_net().init(0)
    for _ in range(20):
        explorer.net = net
    gc.collect()
    assert len(explorer._lent) == 8
