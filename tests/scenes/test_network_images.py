"""What goes into a net: digits, photographs, arrays and uploads of every kind, and what is said of them."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnlib import Volume
from cnnlib.datasets import digits
from cnnlib.scenes.network import Settings
from cnnlib.scenes.network.images import from_array, from_pixels, prepared
from cnnlib.scenes.network.run import run_of
from cnnlib.scenes.settings import SettingError


def test_a_digit_is_as_it_is_or_enlarged() -> None:
    assert np.array_equal(run_of(Settings(digit=11)).x, digits()[0][11])
    made = prepared("digit", 4, "", False, Volume(W=28, H=28, D=1))
    assert "enlarged to 20 × 20 in the middle of 28 × 28" in made.told
    assert made.x[:4].max() == 0 and made.x[4:24, 4:24].max() > 0.9


def test_a_digit_drawn_by_our_own_code_is_brought_to_size_as_those_of_mnist() -> None:
    made = prepared("drawn", 47, "", False, Volume(W=28, H=28, D=1))
    assert made.told == "a 7 drawn by our own code, scaled to 20 × 20, its ink centred in 28 × 28"
    rows, cols = (np.flatnonzero(made.x[:, :, 0].max(axis=axis)) for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(cols)) + 1 == 20
    right = [run_of(Settings(net="mnist", image="drawn", digit=n)).scores.argmax() == n % 10 for n in range(40)]
    assert np.mean(right) > 0.9


def test_light_and_dark_can_be_exchanged() -> None:
    assert np.allclose(run_of(Settings(invert=True)).x, 1 - digits()[0][3])


@pytest.mark.parametrize(("W", "H", "D"), [(8, 8, 1), (32, 32, 3), (50, 20, 3), (20, 50, 1), (1, 1, 1)])
@pytest.mark.parametrize("image", ["digit", "drawn", "china", "hopper"])
def test_pictures_fit_every_net(W: int, H: int, D: int, image: str) -> None:
    made = prepared(image, 0, "", False, Volume(W, H, D))
    assert made.x.shape == (H, W, D) and 0 <= made.x.min() and made.x.max() <= 1 and made.told


def test_what_was_done_to_a_picture_is_said() -> None:
    told = from_pixels(np.zeros((90, 120, 3), np.uint8), Volume(W=32, H=32, D=3), "your picture").told
    assert told == "your picture, 120 × 90, cut to its middle 90 × 90, made 32 × 32"
    same = np.full((4, 4, 3), 51, np.uint8)
    assert np.allclose(from_pixels(same, Volume(W=4, H=4, D=1), "x").x, 0.2)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("upload", [
    saved(Image.new("RGBA", (40, 30), (255, 0, 0, 0)), "PNG"),
    saved(Image.fromarray(np.full((20, 20), 40000, np.uint16)), "PNG"),
    saved(Image.new("P", (9, 9)), "GIF", save_all=True, append_images=[Image.new("P", (9, 9), 5)]),
    saved(Image.new("L", (3000, 40)), "PNG"),
])  # fmt: skip
def test_uploads_of_every_kind(upload: bytes) -> None:
    run = run_of(Settings(image="upload", upload=upload))
    assert run.x.shape == (8, 8, 1) and "your picture" in run.told


def test_an_array_of_the_right_shape_is_left_alone() -> None:
    x = np.linspace(-3, 3, 64).reshape(8, 8, 1)
    made = from_array(x, Volume(8, 8, 1))
    assert np.allclose(made.x, x) and made.told == "your array, numbers from −3 to 3, as it is"
    assert np.allclose(from_array(x[None], Volume(8, 8, 1)).x, x) and np.allclose(
        from_array(x[:, :, 0], Volume(8, 8, 1)).x, x
    )


@pytest.mark.parametrize(("x", "why"), [
    (np.zeros((5, 5, 7)), r"the shape \(5, 5, 7\).*takes \(8, 8, 1\)"),
    (np.full((5, 5), -1.0), "numbers from −1 to −1"),
    (np.full((8, 8, 1), np.nan), "holds NaN or infinity"),
    (np.zeros((2, 8, 8, 1)), r"one image is \(H, W, D\)"),
    (np.array([["a"]]), "no real numbers"),
])  # fmt: skip
def test_arrays_that_do_not_fit(x: np.ndarray, why: str) -> None:
    with pytest.raises(SettingError, match=why):
        from_array(x, Volume(8, 8, 1))
