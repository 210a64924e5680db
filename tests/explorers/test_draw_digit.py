"""Draw a digit from Python: what the net sees, the way into the net, nets of one's own, bad input."""

from pathlib import Path

import numpy as np
import pytest

from cnnlib import Net, Volume, zoo
from cnnlib.explorers import DrawDigit, NetworkExplorer
from cnnlib.explorers.network import NetworkMap
from cnnlib.layers import FC
from cnnlib.scenes.settings import SettingError

SEVEN = "250 200 750 200 450 850"


def test_it_begins_with_an_empty_pad() -> None:
    explorer = DrawDigit()
    assert explorer.net == "mnist" and explorer.output.size == 0 and not explorer.image.any()


def test_strokes_are_read() -> None:
    explorer = DrawDigit(strokes=[SEVEN])
    assert explorer.image.shape == (28, 28, 1) and explorer.output.argmax() == 7
    explorer.as_mnist = False
    assert explorer.image.shape == (28, 28, 1)
    explorer.strokes = []
    assert explorer.output.size == 0


def test_a_pen_that_is_down_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page tells only what the pen changes, and hears nothing of its own settings."""
    explorer, sent = DrawDigit(pen=5), list[str]()
    monkeypatch.setattr(DrawDigit, "send_state", lambda self, key=None: sent.extend(key))
    explorer._on_message(explorer, {"want": {"strokes": [SEVEN], "undone": []}}, [])
    assert explorer.strokes == [SEVEN] and explorer.pen == 5 and explorer.output.argmax() == 7
    assert sent == ["scene"]


def test_a_pen_that_leaves_the_paper_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    explorer, sent = DrawDigit(strokes=[SEVEN]), list[dict]()
    monkeypatch.setattr(explorer, "send", sent.append)
    explorer._on_message(explorer, {"want": {"strokes": ["5000 5000"]}}, [])
    assert explorer.strokes == [SEVEN] and "is no stroke" in sent[0]["why"]


def test_points_of_ones_own_are_drawn() -> None:
    explorer = DrawDigit()
    explorer.draw([(250, 200), (750, 200), (450, 850)])
    explorer.draw([(400, 500), (650, 500)], [(1, 1)])
    assert explorer.strokes == [SEVEN, "400 500 650 500", "1 1"]


@pytest.mark.parametrize("net", [zoo.lenet5().init(0), zoo.digits_net().init(0)], ids=["28 x 28", "8 x 8"])
def test_a_net_of_ones_own(net: Net) -> None:
    explorer = DrawDigit(net, strokes=[SEVEN])
    assert explorer.image.shape == net.volumes[0].shape
    scores = net.forward(explorer.image[None])[0, 0, 0]
    assert explorer.output.argmax() == scores.argmax() and explorer.net.startswith("yours")
    assert "your net" in explorer.picture_scene.menus["net"]


def test_a_net_that_takes_colours_is_refused() -> None:
    with pytest.raises(SettingError, match=r"this net takes \[32x32x3\], and a drawing is square and grey: choose a"):
        DrawDigit(zoo.cifar_net().init(0))


def test_a_net_without_weights_is_refused() -> None:
    with pytest.raises(SettingError, match="has no weights yet: make them with"):
        DrawDigit(Net(Volume(28, 28, 1), [FC(K=10)]))


def test_a_map_opens_with_the_drawing_and_leads_back() -> None:
    explorer = DrawDigit(ready="4", variant=2)
    opened = explorer.enter("NetworkMap", layer="4", map=7)
    assert isinstance(opened, NetworkMap) and opened.activations["4"].shape == (14, 14, 48)
    assert explorer.way_back == "Back to the drawing"
    explorer.back()
    whole = explorer.enter("NetworkExplorer")
    assert isinstance(whole, NetworkExplorer) and np.allclose(whole.output[0, 0].argmax(), explorer.output.argmax())
    assert "your array" in whole.picture_scene.spoken


def test_another_drawing_opens_as_it_is() -> None:
    explorer = DrawDigit(ready="4")
    first = explorer.enter("NetworkExplorer").output
    explorer.back()
    explorer.ready = "6"
    second = explorer.enter("NetworkExplorer").output
    assert first.argmax() == 4 and second.argmax() == 6


def test_nothing_opens_while_nothing_is_drawn() -> None:
    with pytest.raises(SettingError, match="nothing is drawn yet: draw a digit first"):
        DrawDigit().enter("NetworkMap", layer="0", map=0)


def test_a_stroke_from_the_page_that_is_none_is_refused_in_a_sentence() -> None:
    explorer = DrawDigit(strokes=[SEVEN])
    explorer.set_state({"settings": {**explorer.settings, "strokes": ["1 2 3"]}})
    assert "strokes[0] is no stroke" in explorer.notice and explorer.strokes == [SEVEN]


def test_its_code_gives_its_output() -> None:
    explorer = DrawDigit(ready="2", pen=6)
    found: dict = {}
    exec(explorer.as_code(), found)
    assert np.allclose(found["y"], explorer.output)
    assert "Conv2d(1, 24" in explorer.as_code("torch") and "Conv2D(24" in explorer.as_code("keras")


def test_a_notebook_keeps_a_picture_and_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNNLIB_SNAPSHOT", "1")
    shown, about = DrawDigit(strokes=[SEVEN])._repr_mimebundle_()
    assert shown["image/png"].startswith(b"\x89PNG") and "most like 7" in shown["text/plain"]
    assert about["image/png"]["alt"] == shown["text/plain"]


def test_a_drawing_is_saved_as_a_picture(tmp_path: Path) -> None:
    path = DrawDigit(ready="3").save(tmp_path / "three.png")
    assert path.stat().st_size > 10_000
