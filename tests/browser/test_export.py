"""Films to take away, as a reader makes them: with their progress, stopped half-way, too long, of two pictures."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Download

from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

LONG = {"W": 12, "S": 1, "P": 0, "D1": 1, "K": 2}  # 200 steps
WATCH = """(root) => {
    const line = root.querySelector(".cnn-making-text");
    window.said = [];
    new MutationObserver(() => window.said.push(line.textContent)).observe(line, { childList: true });
}"""


def film(reader: Reader) -> Image.Image:
    """Press the button and wait for the film."""
    with reader.page.expect_download(timeout=90_000) as started:
        reader.desk("GIF").click()
    assert started.value.suggested_filename.endswith(".gif")
    return opened(started.value)


def opened(download: Download) -> Image.Image:
    return Image.open(BytesIO(Path(download.path()).read_bytes()))


def line(reader: Reader) -> str:
    return reader.root.locator(".cnn-making-text:visible").inner_text()


def test_a_film_with_a_frame_for_each_step(convolution_page: Reader) -> None:
    reader = convolution_page.shows(W=5, K=1)
    made = film(reader)
    assert made.n_frames == reader.scene().steps == 9
    assert made.info["duration"] == 330 and made.info["loop"] == 0
    assert made.width / made.height == pytest.approx(reader.scene().width / reader.scene().height, 0.01)
    assert not reader.root.locator(".cnn-making").is_visible()


def test_pace_and_loop_are_those_of_the_film(convolution_page: Reader) -> None:
    reader = convolution_page.shows(W=5, K=1)
    reader.root.locator(".cnn-speed").select_option("2×")
    reader.root.get_by_label("loop").uncheck()
    made = film(reader)
    assert made.info["duration"] == 160 or made.info["duration"] == 170
    assert "loop" not in made.info


def test_the_reader_sees_how_far_it_is_and_the_page_stays_alive(convolution_page: Reader) -> None:
    reader = convolution_page.shows(**LONG)
    reader.root.evaluate(WATCH)
    with reader.page.expect_download(timeout=90_000) as started:
        reader.desk("GIF").click()
        reader.waits(lambda _: reader.page.evaluate("() => window.said.length > 3"))
        reader.slider("S").focus()
        reader.press("ArrowRight")
        reader.expects_picture(LONG | {"S": 2})
        assert reader.root.locator(".cnn-making").is_visible(), "the film was not yet done"
    assert opened(started.value).n_frames == 200, "of the picture it was begun with"
    said = reader.page.evaluate("() => window.said")
    frames = [int(text.split()[1]) for text in said if text.startswith("frame ")]
    assert said[0] == "a film of 200 frames" and all(text.endswith(" of 200") for text in said[1:] if "frame " in text)
    assert frames == sorted(frames) and len(frames) > 20


def test_a_film_can_be_stopped(convolution_page: Reader) -> None:
    reader = convolution_page.shows(**LONG)
    reader.desk("GIF").click()
    reader.waits(lambda _: reader.desk("Stop").is_visible())
    reader.desk("Stop").click()
    reader.settles()
    assert not reader.root.locator(".cnn-making").is_visible()
    assert reader.asks("list(ex._film)") == []
    reader.slider("W").focus()
    reader.press("ArrowLeft")
    reader.expects_picture(LONG | {"W": 11})


def test_of_a_film_that_is_too_long_parts_are_offered(photo: Reader) -> None:
    photo.desk("GIF").click()
    photo.waits(lambda _: photo.desk("Cancel").is_visible())
    assert line(photo) == "This film has 18,421 steps, and a GIF has at most 500 frames."
    photo.desk("Cancel").click()
    assert not photo.root.locator(".cnn-making").is_visible()
    photo.desk("GIF").click()
    part = photo.root.locator(".cnn-making button").first
    step = photo.sees().step
    assert part.inner_text() == f"200 steps from step {step + 1:,}"
    with photo.page.expect_download(timeout=90_000) as started:
        part.click()
    assert opened(started.value).n_frames == 200


def test_two_pictures_are_one_film(convolution_page: Reader) -> None:
    reader = convolution_page.shows(W=5, K=1)
    alone = film(reader)
    reader.python("ex.compare(S=1)")
    reader.waits(lambda _: reader.root.locator("[data-pane=A]").is_visible())
    both = film(reader)
    assert both.n_frames == 25 and both.width == alone.width and both.height > 2 * alone.height
