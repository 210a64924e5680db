"""Draw a digit: the picture against the net, the buttons, every net that takes a drawing, and bad input."""

from io import BytesIO
from random import Random
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnlib import Conv, Net, Volume, pretrained, zoo
from cnnlib.layers import FC, ReLU
from cnnlib.losses import softmax
from cnnlib.scenes import drawing
from cnnlib.scenes.drawing import Settings
from cnnlib.scenes.drawing.maps import MOST, chosen, strips
from cnnlib.scenes.drawing.settings import VARIANTS
from cnnlib.scenes.drawing.values import drawing_of, seen_of
from cnnlib.scenes.network.subjects import lend_net
from cnnlib.scenes.scene import Button, Label, Pad, Scene
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number
from tests.scenes.overlaps import overlaps

SEVEN = "250 200 750 200 450 850"
MANY_MAPS = Net(Volume(W=28, H=28, D=1), [Conv(K=512, F=4, S=4), ReLU(), FC(K=300), FC(K=3)])
OWN = {
    "lenet": zoo.lenet5(),
    "28 layers": zoo.residual_net(blocks=27),
    "many maps": MANY_MAPS,
    "no scores": Net(Volume(W=12, H=12, D=1), [Conv(K=3, F=3)]),
}
every_net = pytest.mark.parametrize("net", ["mnist", "digits", *OWN])


@pytest.fixture(scope="module")
def lent() -> dict[str, str]:
    """The names of all nets; the module keeps them alive."""
    kept = {name: lend_net(net.init(0)) for name, net in OWN.items()}
    globals()["_kept"] = kept
    return {"mnist": "mnist", "digits": "digits"} | {name: named for name, (named, _) in kept.items()}


def labels(scene: Scene) -> dict[str, str]:
    return {item.id: "".join(run.text for run in item.runs) for item in scene.items if isinstance(item, Label)}


def pressed(settings: Settings, text: str) -> Settings:
    """What a button leads to."""
    buttons = {item.text: item for item in drawing.scene(settings).items if isinstance(item, Button)}
    return Settings(**vars(settings) | buttons[text].settings)


def test_nothing_drawn_has_no_scores() -> None:
    scene = drawing.scene(Settings())
    seen = labels(scene)
    assert seen["prompt"] == "Draw a digit …" and seen["answer"] == "no scores yet"
    assert not [name for name in seen if name.startswith("share-")] and drawing.output(Settings()).size == 0
    assert [grid.id for grid in scene.grids] == ["x"] and "no scores yet" in scene.spoken
    assert drawing.questions(Settings()) == ()


def test_the_bars_are_the_softmax_of_the_scores() -> None:
    settings = Settings(strokes=[SEVEN])
    x = seen_of(settings).x
    shares = softmax(pretrained.mnist().forward(x[None])[0, 0, 0])
    assert np.allclose(drawing.output(settings), shares, rtol=1e-6)
    seen = labels(drawing.scene(settings))
    assert [seen[f"share-{k}"] for k in range(10)] == [f"{100 * share:.1f} %" for share in shares]
    assert seen["answer"] == f"most like 7, {100 * shares[7]:.1f} %" and shares.argmax() == 7
    assert [seen[f"class-{k}"] for k in range(10)] == list("0123456789")


def test_what_the_net_sees_can_be_read() -> None:
    settings = Settings(ready="5", variant=3)
    x = seen_of(settings).x[:, :, 0]
    grid = drawing.scene(settings).grid("x")
    assert np.allclose(np.array(grid.numbers.values).reshape(28, 28), x, atol=5e-4)
    assert np.array_equal(np.asarray(Image.open(BytesIO(grid.pixels)).convert("L")), np.rint(255 * x))


def test_the_sentence_says_when_the_edges_are_in_the_way() -> None:
    """The bundled digits leave no margin, so that some figures cannot be centred."""
    for net, ready in (("mnist", "6"), ("digits", "6"), ("digits", "0")):
        settings = Settings(net=net, ready=ready)
        x = seen_of(settings).x[:, :, 0]
        means = np.array([(x * place).sum() / x.sum() for place in np.indices(x.shape)])
        on_it = np.abs(means - len(x) // 2).max() <= 0.5
        assert ("as near to" in drawing.scene(settings).spoken) == (not on_it), (net, ready)


@every_net
def test_every_layer_is_there_with_its_maps(net: str, lent: dict[str, str]) -> None:
    settings = Settings(net=lent[net], strokes=[SEVEN])
    run, scene = seen_of(settings).run, drawing.scene(settings)
    assert run is not None
    for strip in strips(run.net):
        y, grid = run.layers[strip.n].y, scene.grid(f"m{strip.n}")
        assert labels(scene)[f"layer-{strip.n}"].endswith(str(run.net.volumes[strip.n + 1]))
        assert grid.opens is not None and grid.opens.many == strip.shown <= y.shape[2]
        assert grid.say is not None
        high = np.array(grid.say.columns[-1])[: strip.shown]
        assert np.allclose(high, y.max(axis=(0, 1))[: strip.shown], atol=1e-3 + 1e-6 * np.abs(y).max())
    assert [strip.n for strip in strips(run.net)] == chosen(run.net)


@every_net
def test_no_texts_overlap_and_all_is_inside(net: str, lent: dict[str, str]) -> None:
    for changes in ({}, {"strokes": [SEVEN]}, {"strokes": [SEVEN], "as_mnist": False, "pen": 1}):
        scene = drawing.scene(Settings(net=lent[net], **changes))
        assert overlaps(scene) == []
        for grid in scene.grids:
            assert grid.x + grid.width <= scene.width and grid.y + grid.height <= scene.height


def test_of_deep_nets_some_layers_are_shown_the_last_among_them() -> None:
    net = zoo.residual_net(blocks=27)
    assert len(chosen(net)) == MOST and chosen(net)[-1] == len(net.layers) - 1
    assert chosen(pretrained.mnist()) == list(range(12))


def test_the_image_of_a_layer_shows_where_it_is_positive_and_where_negative() -> None:
    settings = Settings(ready="3")
    run, grid = seen_of(settings).run, drawing.scene(settings).grid("m0")
    assert run is not None and grid.pixels is not None
    y = run.layers[0].y
    pixels = np.asarray(Image.open(BytesIO(grid.pixels)).convert("RGBA")).astype(int)
    side = pixels.shape[1] // grid.cols
    for k in (0, 7, 23):
        row, col = divmod(k, grid.cols)
        tile = pixels[row * side : row * side + 28, col * side : col * side + 28]
        bluer = tile[..., 2] - tile[..., 0]
        strong = np.abs(y[:, :, k]) > 0.1 * np.abs(y).max()
        assert np.array_equal(np.sign(bluer)[strong], np.sign(y[:, :, k])[strong])
        assert (pixels[row * side + 28 : (row + 1) * side, :, 3] == 0).all()


def test_undo_redo_and_clear_lead_where_they_say() -> None:
    two = Settings(strokes=[SEVEN, "300 500 600 500"])
    one = pressed(two, "undo")
    assert list(one.strokes) == [SEVEN] and pressed(one, "redo").strokes == two.strokes
    assert pressed(pressed(one, "undo"), "undo") == pressed(one, "undo")  # there is nothing left to take back
    empty = pressed(two, "clear")
    assert drawing_of(empty) == () and pressed(empty, "undo").strokes == two.strokes
    again = Settings(strokes=[*empty.strokes, "10 10 20 20"])
    assert drawing_of(again) == ("10 10 20 20",)
    assert list(pressed(again, "clear").strokes) == ["10 10 20 20", ""]  # what was wiped before is forgotten


def test_a_ready_drawing_can_be_drawn_on_wiped_and_brought_back() -> None:
    ready = Settings(ready="7", variant=2)
    more = Settings(ready="7", variant=2, strokes=[SEVEN])
    assert drawing_of(more) == (*drawing_of(ready), SEVEN)
    empty = pressed(more, "clear")
    assert drawing_of(empty) == () and drawing_of(pressed(empty, "undo")) == drawing_of(more)
    assert drawing.scene(more).menus == {"ready": "your own"}
    assert drawing.scene(ready).menus == {}


def test_what_is_cleared_twice_does_not_come_back() -> None:
    once = pressed(Settings(ready="7"), "clear")
    twice = pressed(Settings(**vars(once) | {"strokes": [*once.strokes, SEVEN]}), "clear")
    assert drawing_of(twice) == () and drawing_of(pressed(twice, "undo")) == (SEVEN,)


@pytest.mark.parametrize("stroke", ["500 500", "-900 500 1900 500", "0 0 0 0 0 0"])
def test_a_dot_and_what_leaves_the_pad_are_drawings(stroke: str) -> None:
    scene = drawing.scene(Settings(strokes=[stroke]))
    assert labels(scene)["answer"].startswith("most like") and overlaps(scene) == []


def test_a_stroke_beside_the_pad_leaves_nothing() -> None:
    assert labels(drawing.scene(Settings(strokes=["-500 500 -400 500"])))["answer"] == "no scores yet"


def test_a_scribble_is_followed() -> None:
    random = Random(0)
    points = " ".join(f"{random.randrange(1000)} {random.randrange(1000)}" for _ in range(5000))
    assert drawing.output(Settings(strokes=[points])).size == 10


def test_the_pad_has_the_strokes_that_are_seen() -> None:
    pad = next(item for item in drawing.scene(Settings(strokes=[SEVEN, "", "1 1"])).items if isinstance(item, Pad))
    assert pad.strokes == ("1 1",) and (pad.draws, pad.resets) == ("strokes", {"undone": []})


BAD: list[tuple[dict[str, Any], str]] = [
    ({"strokes": SEVEN}, "is no list of strokes, such as"),
    ({"strokes": 3}, "is no list of strokes"),
    ({"strokes": [SEVEN, "1 2 3"]}, r"strokes\[1\] is no stroke"),
    ({"strokes": ["left right"]}, r"strokes\[0\] is no stroke: it is a text of points"),
    ({"strokes": ["0 2001"]}, "all numbers from -1000 to 2000"),
    ({"strokes": ["nan 3"]}, "is no stroke"),
    ({"undone": [7]}, r"undone\[0\] is no stroke"),
    ({"pen": 15}, "t = 15 is outside 1 to 14"),
    ({"ready": "a"}, "ready"),
    ({"net": "nobody"}, "net"),
]


@pytest.mark.parametrize(("settings", "sentence"), BAD, ids=str)
def test_bad_settings_are_refused_in_a_sentence(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SettingError, match=sentence):
        Settings(**settings)


def test_what_would_take_too_long_is_refused() -> None:
    with pytest.raises(SettingError, match="strokes has 20,001 points, and at most 20,000 are followed: clear the pad"):
        Settings(strokes=["1 1 " * 20_001])


@pytest.mark.parametrize("volume", [Volume(32, 32, 3), Volume(28, 20, 1), Volume(2, 2, 1)], ids=str)
def test_a_net_that_takes_no_drawing_is_refused(volume: Volume) -> None:
    name, net = lend_net(Net(volume, [FC(K=2)]).init(0))
    with pytest.raises(SettingError, match=r"takes \[.*\], and a drawing is square and grey: choose a net"):
        Settings(net=name)
    assert net


def test_a_net_whose_training_went_wrong_is_shown_as_it_is() -> None:
    broken = zoo.lenet5().init(0)
    broken.weights[0]["w"][0, 0, 0] = np.nan
    name, net = lend_net(broken)
    scene = drawing.scene(Settings(net=name, strokes=[SEVEN]))
    assert labels(scene)["answer"] == "no finite scores" and overlaps(scene) == [] and net


def test_in_two_thousand_settings_the_bars_are_those_of_the_net() -> None:
    """Images and winners, against the net on all of them at once; of every twentieth the whole picture."""
    random = Random(1)
    settings = [Settings(ready=random.choice("0123456789"), variant=random.randrange(VARIANTS),
                         pen=random.randint(1, 14), as_mnist=random.random() < 0.7) for _ in range(2000)]  # fmt: skip
    seen = [seen_of(one) for one in settings]
    shares = softmax(pretrained.mnist().forward(np.stack([one.x for one in seen]))[:, 0, 0])
    for n, one in enumerate(settings):
        assert np.allclose(seen[n].run.shares, shares[n], atol=1e-5), one
        if n % 20 == 0:
            scene = drawing.scene(one)
            assert overlaps(scene) == [] and labels(scene)[f"share-{shares[n].argmax()}"] in labels(scene)["answer"]


def test_the_sentence_of_a_map_has_its_least_and_largest_number() -> None:
    settings = Settings(ready="2")
    run, grid = seen_of(settings).run, drawing.scene(settings).grid("m4")
    assert run is not None and grid.say is not None
    y = run.layers[4].y[:, :, 30]
    low, high = (number(float(np.rint(1000 * part) / 1000)) for part in (y.min(), y.max()))
    assert grid.say.at(30) == f"Layer 4 Conv, map 30: 14 × 14 numbers from **{low}** to **{high}**"
