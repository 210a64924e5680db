"""Pictures as files and in notebooks."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from io import BytesIO
from threading import Event, Thread

import matplotlib
import numpy as np
import pytest
from PIL import Image

from cnnlib import datasets
from cnnlib.draw import Pane, photograph, picture, pictures
from cnnlib.scenes.trace import Focus

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("scale", [1, 2, 1.5])
def test_a_png_has_a_pixel_for_each_scene_pixel_at_scale_1(scene, scale):
    image = Image.open(BytesIO(picture(scene).png(scale)))
    assert image.size == (1180 * scale, 720 * scale)
    assert image.mode == "RGB"


def test_colours_reach_the_pixels(scene):
    pixels = np.asarray(Image.open(BytesIO(picture(scene).png(1))))
    assert tuple(pixels[5, 5]) == (0xFF, 0xFF, 0xFF)  # paper
    assert tuple(pixels[172, 946]) == (0xBF, 0xE6, 0xD2)  # the lit target
    assert tuple(pixels[172, 985]) == (0xE8, 0xF5, 0xEE)  # its neighbour


def test_a_card_has_a_margin_and_round_corners_through_which_the_page_shows(scene):
    card = np.asarray(Image.open(BytesIO(pictures((Pane(scene),), (None,), margin=20).png(1))))
    assert card.shape == (720 + 40, 1180 + 40, 4)
    assert card[0, 0, 3] == card[-1, -1, 3] == 0
    assert tuple(card[10, 600]) == (0xFF, 0xFF, 0xFF, 0xFF)
    plain = np.asarray(Image.open(BytesIO(picture(scene).png(1))))
    assert np.abs(card[20:-20, 20:-20, :3].astype(int) - plain).max() <= 1


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_scene_gives_the_same_bytes(scene, kind):
    first, second = (getattr(picture(scene, Focus("y0", 3)), kind)() for _ in range(2))
    assert first == second


def test_the_svg_has_real_text_and_a_title(scene):
    svg = picture(scene, Focus("y0", 6)).svg()
    root = ElementTree.fromstring(svg)
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert texts.count("input slice 0") == 1
    numbers = [text for grid in scene.grids if grid.shows_with != "y1" for text in grid.numbers]
    assert all(texts.count(text) >= numbers.count(text) for text in set(numbers))
    assert root.find(f"{SVG}title").text == scene.spoken
    assert root.get("width") == "1180" and root.get("viewBox") == "0 0 1180 720"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert {"y0:6", "x2:80", "formula"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(text == text.strip() for text in texts)
    assert b"<dc:date>" not in svg


def test_a_figure_can_be_written_again_and_again(scene):
    drawing = picture(scene)
    first = drawing.png()
    drawing.svg(), drawing.pdf()
    assert drawing.png() == first


def test_saving_follows_the_ending_of_the_name(scene, tmp_path):
    for ending, start in ((".png", b"\x89PNG"), (".svg", b"<?xml"), (".PDF", b"%PDF")):
        path = picture(scene).save(tmp_path / f"picture{ending}")
        assert path.read_bytes().startswith(start)


def test_saving_says_what_is_in_the_way(scene, tmp_path):
    drawing = picture(scene)
    with pytest.raises(ValueError, match=r"saved as \.png, \.svg or \.pdf, not as 'picture\.gif'"):
        drawing.save(tmp_path / "picture.gif")
    with pytest.raises(FileNotFoundError, match=r"there is no folder '.*missing': make it, or choose another place"):
        drawing.save(tmp_path / "missing" / "picture.png")
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(OSError, match=r"cannot write '.*taken\.png' \(.+\): choose another place"):
        drawing.save(tmp_path / "taken.png")


def test_a_notebook_gets_a_png_its_size_and_its_sentence(scene):
    data, metadata = picture(scene)._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"] == scene.spoken
    assert metadata["image/png"] == {"width": 1180, "height": 720, "alt": scene.spoken}


def test_a_small_png_keeps_flat_colours_and_halves_the_file(scene):
    full, small = picture(scene).png(), picture(scene).png(small=True)
    assert len(small) < 0.6 * len(full)
    one, other = (np.asarray(Image.open(BytesIO(file)).convert("RGB")).astype(int) for file in (full, small))
    assert (one == other).all(axis=2).mean() > 0.95
    assert tuple(other[344, 1892]) == (0xBF, 0xE6, 0xD2)


def test_photographs_keep_all_their_colours():
    photo = datasets.photograph("flower", width=300)
    full, small = photograph(photo).png(), photograph(photo).png(small=True)
    one, other = (np.asarray(Image.open(BytesIO(file)).convert("RGB")) for file in (full, small))
    assert np.array_equal(one, other)


def test_matplotlibs_own_settings_are_left_alone(scene):
    before = dict(matplotlib.rcParams)
    picture(scene).svg()
    assert dict(matplotlib.rcParams) == before


def test_what_a_cell_sets_while_a_file_is_written_stays(scene, monkeypatch):
    drawn = picture(scene)
    write = drawn.figure.savefig

    def slow(*args, **options):
        matplotlib.rcParams["lines.linewidth"] = 7  # in another thread
        write(*args, **options)

    with matplotlib.rc_context():
        monkeypatch.setattr(drawn.figure, "savefig", slow)
        drawn.svg()
        assert matplotlib.rcParams["lines.linewidth"] == 7


def test_two_threads_write_one_after_the_other(scene, monkeypatch):
    """Each would otherwise put back what the other has set."""
    before, drawn, inside, go, written = dict(matplotlib.rcParams), picture(scene), Event(), Event(), []
    first = Thread(target=lambda: written.append(drawn.svg()))
    second = Thread(target=lambda: written.append(picture(scene).svg()))
    write = drawn.figure.savefig

    def slow(*args, **options):
        inside.set()
        assert go.wait(20)
        write(*args, **options)

    monkeypatch.setattr(drawn.figure, "savefig", slow)
    first.start()
    assert inside.wait(20)
    second.start()
    second.join(0.5)
    assert not written
    go.set()
    for thread in (first, second):
        thread.join(20)
    assert written[0] == written[1]
    assert dict(matplotlib.rcParams) == before


def test_drawing_does_not_load_pyplot():
    code = "import sys, cnnlib.draw; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
