"""What stands under the picture: files to take away, the code, and the lecture made of presets."""

import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnlib.scenes import convolution
from cnnlib.scenes.convolution import PRESETS, Settings
from cnnlib.scenes.palette import THEMES
from tests.browser.reader import Reader
from tests.browser.sight import numbers_of

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


def download(reader: Reader, kind: str, folder: Path) -> Path:
    with reader.page.expect_download() as started:
        reader.desk(kind).click()
    assert started.value.suggested_filename == f"convolution.{kind.lower()}"
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_a_png_of_what_is_on_the_screen(demo: Reader, tmp_path: Path) -> None:
    with Image.open(download(demo, "PNG", tmp_path)) as image:
        image.load()
        scene = demo.scene()
        assert image.format == "PNG" and image.width / image.height == pytest.approx(scene.width / scene.height, 0.01)
        pixels = np.asarray(image.convert("RGB"))
    colours = {tuple(colour) for colour in pixels[::3, ::3].reshape(-1, 3).tolist()}
    wanted = {tuple(bytes.fromhex(THEMES["light"][role][1:])) for role in ("paper", "panel", "input", "output", "lit")}
    assert wanted <= colours


def test_an_svg_with_every_number(demo: Reader, tmp_path: Path) -> None:
    demo.root.locator(".cnn-scrub").fill("20")
    seen = demo.expects_picture({}, step=20)
    root = ElementTree.parse(download(demo, "SVG", tmp_path)).getroot()
    assert root.tag == f"{SVG}svg" and root.findtext(f"{SVG}title") == seen.spoken
    texts = Counter("".join(text.itertext()).strip() for text in root.iter(f"{SVG}text"))
    scene = convolution.scene(Settings())
    shown = Counter(text for (grid, _), text in numbers_of(scene).items() if grid not in seen.hidden)
    assert not shown - texts
    assert not Counter(seen.weights.values()) - texts
    assert f"output {4} × {4} × {2}" in " ".join(texts)


def test_a_file_shows_what_is_pinned(demo: Reader, tmp_path: Path) -> None:
    demo.clicks("x0", 40)
    demo.points_nowhere()
    seen = demo.waits(lambda seen: "x0 pin" in seen.outlines)
    texts = "".join(ElementTree.parse(download(demo, "SVG", tmp_path)).getroot().itertext())
    assert "".join(seen.caption.split()) in "".join(texts.split())


@pytest.mark.parametrize("settings", [{}, {"mode": "mirror", "flip": True, "x_edits": {"0,1,1": 2.5}}, {"view": "1-D"}])
def test_the_code_runs_and_gives_the_output(convolution_page: Reader, settings: dict[str, Any]) -> None:
    reader = convolution_page.shows(**settings)
    reader.desk("Code").click()
    text = code_of(reader, Settings(**settings), "numpy")
    numbers: dict[str, Any] = {}
    exec(text.replace("print(", "("), numbers)
    np.testing.assert_array_equal(numbers["V"], convolution.output(Settings(**settings)))


def code_of(reader: Reader, settings: Settings, dialect: str) -> str:
    """What the panel shows, once it is what `as_code` writes."""
    wanted = convolution.as_code(settings, dialect)
    panel = reader.root.locator(".cnn-code pre")
    reader.waits(lambda _: panel.text_content() == wanted)
    return wanted


def test_the_code_follows_library_and_sliders(demo: Reader) -> None:
    demo.desk("Code").click()
    for dialect, name in (("torch", "PyTorch"), ("keras", "Keras"), ("numpy", "NumPy")):
        demo.root.get_by_label("library").select_option(name)
        code_of(demo, Settings(), dialect)
    demo.slider("S").focus()
    demo.press("ArrowLeft")
    code_of(demo, Settings(S=1), "numpy")
    assert demo.desk("Code").get_attribute("aria-expanded") == "true"
    demo.desk("Code").click()
    assert not demo.root.locator(".cnn-code").is_visible()


def test_a_lecture_from_preset_to_preset(convolution_page: Reader) -> None:
    """It begins with the picture as it is, and comes back to it."""
    reader = convolution_page.shows(W=9)
    reader.desk("Lecture").click()
    reader.waits(lambda _: "The picture as you left it" in words(reader))
    assert not reader.slider("W").is_visible()
    reader.desk("Next").click()
    check_page(reader, 0)
    reader.press("PageDown")
    check_page(reader, 1)
    reader.desk("Back").click()
    check_page(reader, 0)
    reader.press("PageUp", "PageUp")
    check_page(reader, 0)
    reader.desk("Leave").click()
    reader.expects_picture({"W": 9})
    assert reader.slider("W").is_visible() and not reader.root.locator(".cnn-lecture-bar").is_visible()


def words(reader: Reader) -> str:
    return reader.root.locator(".cnn-lecture-bar").inner_text()


def check_page(reader: Reader, n: int) -> None:
    preset = PRESETS[n]
    reader.expects_settings(**preset.settings)
    for text in (preset.name, preset.caption, f"{n + 1} of {len(PRESETS)}"):
        assert text in words(reader)


def test_escape_leaves_a_lecture(demo: Reader) -> None:
    demo.desk("Lecture").click()
    demo.desk("Next").click()
    demo.press("Escape")
    demo.waits(lambda _: demo.slider("W").is_visible())
    demo.expects_picture({})


def test_the_last_preset_is_the_last(demo: Reader) -> None:
    demo.desk("Lecture").click()
    demo.press(*["PageDown"] * (len(PRESETS) + 2))
    check_page(demo, len(PRESETS) - 1)
    demo.press("Escape")
    demo.expects_picture({})
