"""The im2col explorer measures: at the press of its button, within about a second, as plain numbers."""

from time import perf_counter
from typing import Any

import numpy as np
import pytest

from cnnlib.explorers import Convolution, Im2col
from cnnlib.scenes.im2col.times import MEASURED
from cnnlib.scenes.settings import SettingError


def pressed(explorer: Any, deed: str, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the explorer sends back when a button of its picture is pressed."""
    sent: list[Any] = []
    monkeypatch.setattr(explorer, "send", lambda content, buffers=None: sent.append(content))
    explorer._on_message(explorer, {"do": deed}, [])
    return sent


def test_the_button_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = Im2col(W=4, F=2, D1=2, K=2)
    assert explorer.times == {}
    assert pressed(explorer, "measure", monkeypatch) == []
    assert explorer.times["sizes"] == [4, 2, 1, 0, 1, 2, 2]
    for group in ("here", "larger"):
        assert set(explorer.times[group]) == set(MEASURED)
        assert all(seconds > 0 and 0 < share <= 1 for seconds, share in explorer.times[group].values())
    assert explorer.times["larger"]["loops"][0] > 20 * explorer.times["larger"]["library"][0]


@pytest.mark.parametrize("layer", ["own", "alexnet"])
def test_loops_on_a_large_layer_do_not_hang(layer: str) -> None:
    explorer = Im2col(layer=layer, F=5)
    began = perf_counter()
    explorer.measure(within=0.05)
    assert perf_counter() - began < 10  # a second on a quiet computer
    if layer == "alexnet":
        assert explorer.times["here"]["loops"][1] < 0.2  # estimated, and said to be


def test_where_no_window_fits_only_the_larger_setting_is_measured() -> None:
    explorer = Im2col(W=2, F=5)
    explorer.measure(within=0.01)
    assert explorer.times["here"] == {} and set(explorer.times["larger"]) == set(MEASURED)


def test_times_stay_when_a_slider_moves() -> None:
    explorer = Im2col()
    explorer.measure(within=0.01)
    explorer.K = 3
    assert explorer.times["sizes"][-1] == 2
    explorer.preset("three slices")
    assert explorer.times


def test_a_deed_that_no_picture_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    why = "there is nothing named 'dance' that this picture can do"
    for explorer in (Im2col(), Convolution()):
        assert pressed(explorer, "dance", monkeypatch) == [{"failed": why}]
    with pytest.raises(SettingError, match=why):
        Im2col().do("dance")


def test_output_and_code(capsys: pytest.CaptureFixture) -> None:
    explorer = Im2col(W=5, F=3, S=2, P=1)
    names: dict[str, Any] = {}
    exec(explorer.as_code(), names)
    np.testing.assert_array_equal(names["V"], explorer.output)
    assert "torch.nn.functional.unfold" in explorer.as_code("torch")
    assert "keras.ops.image.extract_patches" in explorer.as_code("keras")
