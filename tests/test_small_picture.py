"""Pictures kept in notebooks: small, and still the same picture."""

from base64 import b64decode, b64encode
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tools.small_picture import COLOURS, small_picture


def png(pixels: np.ndarray) -> str:
    written = BytesIO()
    Image.fromarray(pixels).save(written, "PNG")
    return b64encode(written.getvalue()).decode()


def pixels(png: str) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(b64decode(png))).convert("RGB"))


@pytest.fixture
def stripes() -> np.ndarray:
    """Four stripes of 20 columns each in the colours of a live picture, 40 rows."""
    colours = np.array([[0, 102, 179], [184, 69, 0], [255, 255, 255], [29, 36, 51]], np.uint8)
    return np.tile(np.repeat(colours, 20, axis=0), (40, 1, 1))


def test_a_picture_of_few_colours_keeps_them(stripes: np.ndarray) -> None:
    assert np.array_equal(pixels(small_picture(png(stripes))), stripes)


def test_a_live_picture_is_kept_at_the_size_at_which_it_is_shown(stripes: np.ndarray) -> None:
    assert np.array_equal(pixels(small_picture(png(stripes), width=40)), stripes[::2, ::2])


def test_a_photograph_has_few_colours_and_is_nearly_the_same() -> None:
    row, column = np.mgrid[0:256:2, 0:256:2]
    smooth = np.stack([row, column, np.full_like(row, 90)], axis=-1)
    kept = pixels(small_picture(png(smooth.astype(np.uint8))))
    assert len(np.unique(kept.reshape(-1, 3), axis=0)) <= COLOURS
    assert np.abs(kept - smooth).mean() < 5


def test_the_page_goes_on_showing_through(stripes: np.ndarray) -> None:
    see_through = np.dstack([stripes, np.full(stripes.shape[:2], 255, np.uint8)])
    see_through[:, 40:60] = 0
    kept = Image.open(BytesIO(b64decode(small_picture(png(see_through), width=40)))).convert("RGBA")
    assert np.array_equal(np.asarray(kept)[:, :, 3], see_through[::2, ::2, 3])
    assert np.array_equal(np.asarray(kept)[:, :20], see_through[::2, :40:2])


def test_a_card_keeps_its_colours_and_its_round_corners() -> None:
    """Few pixels are half transparent: the rest have all the colours to themselves."""
    rng = np.random.default_rng(0)
    card = np.full((300, 300, 4), 255, np.uint8)
    card[100:200, 100:200, :3] = rng.integers(230, 256, (100, 100, 1))  # faint greys, which coarse colours would lose
    card[:3, :3], card[3, 3] = 0, (255, 255, 255, 128)
    kept = np.asarray(Image.open(BytesIO(b64decode(small_picture(png(card))))).convert("RGBA"))
    assert (kept[:3, :3, 3] == 0).all() and (kept[4:, 4:, 3] == 255).all()
    assert np.abs(kept[4:, 4:, :3].astype(int) - card[4:, 4:, :3]).max() <= 1


def test_what_is_small_stays_as_it_is(stripes: np.ndarray) -> None:
    once = small_picture(png(stripes), width=40)
    assert small_picture(once) == once
    assert small_picture(once, width=40) == once
