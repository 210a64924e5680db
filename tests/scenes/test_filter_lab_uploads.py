"""A reader's own picture: grey, transparent, tiny, huge, broken, none; and the code that goes with each."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnnlib.scenes.filter_lab import Settings, as_code, output, scene
from cnnlib.scenes.filter_lab.bank import BANK
from cnnlib.scenes.filter_lab.photographs import fitted, working_picture
from cnnlib.scenes.scene import Button
from cnnlib.scenes.settings import SettingError

RNG = np.random.default_rng(3)


def file(size: tuple[int, int], mode: str = "RGB", kind: str = "PNG") -> bytes:
    """An image file of so many columns and rows."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    pixels = RNG.integers(0, 256, (size[1], size[0], bands)).astype(np.uint8)
    data = BytesIO()
    Image.fromarray(pixels if bands > 1 else pixels[:, :, 0], mode).save(data, kind)
    return data.getvalue()


def own(upload: str | bytes, **changes: object) -> Settings:
    return Settings(photo="upload", upload=upload, **changes)


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGB", "PNG"), ("L", "PNG"), ("RGBA", "PNG"), ("RGB", "JPEG"), ("L", "BMP")]
)
@pytest.mark.parametrize("colour", [False, True])
def test_kinds_of_files(mode: str, kind: str, colour: bool) -> None:
    settings = own(file((320, 200), mode, kind), colour=colour)
    assert working_picture(settings).shape == (97, 169, 3 if colour else 1)
    assert scene(settings).problem == ""


def test_transparent_lies_on_white() -> None:
    data = BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(data, "PNG")
    assert (working_picture(own(data.getvalue(), colour=True)) == 255).all()


def test_the_file_is_not_sent_back() -> None:
    assert "upload" not in scene(own(file((60, 50)))).as_dict()["settings"]


def test_base64_text_is_the_same_as_bytes() -> None:
    data = file((60, 50))
    np.testing.assert_array_equal(output(own(data)), output(own(b64encode(data).decode())))


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 9), (5, 4), (12, 12), (13, 14), (30, 20), (2000, 30), (30, 2000), (900, 900)]
)
@pytest.mark.parametrize("border", ["?", "zero", "mirror", "extend"])
def test_every_size_draws(size: tuple[int, int], border: str) -> None:
    """No exception, the size of the picture constant, and every repair repairs."""
    upload = file(size)
    for F, S, dilation in ((1, 1, 1), (3, 2, 1), (7, 3, 3)):
        settings = own(upload, border=border, F=F, S=S, dilation=dilation, pool=True, filter="box blur")
        drawn = scene(settings)
        assert (drawn.width, drawn.height) == (1180, 576)
        right = max(grid.x + grid.width for grid in drawn.grids)
        assert right <= 1162 and all(grid.y + grid.height <= 522 for grid in drawn.grids)
        last = drawn.grid(drawn.film[-1])
        assert last.y + last.height <= drawn.grid("legend").y
        assert drawn.grid("x0").width <= 376 and drawn.grid("x0").height <= 256
        for button in (item for item in drawn.items if isinstance(item, Button)):
            after = scene(own(upload, **{**changes_of(settings), **button.settings})).problem
            assert after != drawn.problem, f"{button.text} does not help: {after}"


def changes_of(settings: Settings) -> dict:
    return {name: value for name, value in settings.as_dict().items() if name != "photo"}


def test_filter_larger_than_the_picture() -> None:
    drawn = scene(own(file((5, 4)), F=7, dilation=3, border="?"))
    assert drawn.problem == (
        "The filter spans d(F − 1) + 1 = 19 pixels, the picture is 5 × 4: every window reaches over the edge."
    )
    assert "no response is known" in drawn.spoken
    assert np.isnan(output(own(file((5, 4)), F=7, dilation=3, border="?"))).all()


def test_mirror_needs_pixels_to_show() -> None:
    drawn = scene(own(file((5, 4)), F=7, dilation=3, border="mirror"))
    assert drawn.problem == "A mirror shows the 9 pixels behind the border pixel, but the picture is only 5 × 4."


def test_a_tiny_picture_that_does_not_tile() -> None:
    drawn = scene(own(file((6, 7)), S=2))
    assert drawn.problem == "3.5 is no whole number: after the last step of S = 2, 1 column at the right is left over."
    assert drawn.grid("x0").unreached == tuple(8 * row + 7 for row in range(9))
    drawn = scene(own(file((7, 6)), S=3))
    assert "2 rows at the bottom are left over" in drawn.problem


@pytest.mark.parametrize(("upload", "words"), [
    (b"no image at all", "this file is no picture"),
    (b64encode(b"neither").decode(), "this file is no picture"),
    ("***", "the upload is no base64 text"),
    (file((64, 64))[:200], "this picture is damaged|this file is no picture"),
])  # fmt: skip
def test_what_is_no_picture(upload: str | bytes, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        scene(own(upload))


def test_a_huge_picture_is_refused() -> None:
    data = BytesIO()
    Image.new("1", (9000, 9000)).save(data, "PNG")
    with pytest.raises(SettingError, match="9000 x 9000 pixels"):
        scene(own(data.getvalue()))


def test_sizes_that_every_stride_tiles() -> None:
    for W in (13, 25, 100, 169, 500, 4000):
        for H in (13, 60, 109, 3000):
            fit = fitted(W, H)
            for part, size in ((fit.cols, fit.W), (fit.rows, fit.H)):
                kept = part.stop - part.start
                assert 0 <= part.start and part.stop <= size
                assert kept % 12 == 1 or kept == size <= 12


CODES = [
    Settings(),
    Settings(filter="box blur", F=5, bias=-30, relu=True, pool=True),
    Settings(filter="red − green", photo="flower", colour=True, F=3, S=2, dilation=2, border="mirror", pool=True),
    Settings(filter="emboss", photo="hopper", F=7, border="extend", flip=True, S=3),
    Settings(border="?", F=5, relu=True, pool=True),
    Settings(w_edits={"0,1,1": 0.5}, S=4, relu=True),
    Settings(photo="upload"),
    *(Settings(filter=name, colour=True, S=4, F=1, bias=3) for name in BANK),
]


@pytest.mark.parametrize(
    "settings", CODES, ids=lambda settings: f"{settings.filter}-{settings.photo}-{settings.border}"
)
def test_numpy_code_gives_the_output(settings: Settings) -> None:
    names: dict = {}
    exec(as_code(settings, "numpy"), names)
    np.testing.assert_allclose(names["y"], output(settings), atol=1e-9)


@pytest.mark.parametrize(
    "settings", CODES[:7], ids=lambda settings: f"{settings.filter}-{settings.photo}-{settings.border}"
)
def test_torch_code_gives_the_output(settings: Settings) -> None:
    pytest.importorskip("torch")
    names: dict = {}
    exec(as_code(settings, "torch"), names)
    np.testing.assert_allclose(names["y"][0, 0].numpy(), output(settings), atol=1e-9)


@pytest.mark.parametrize("size", [(400, 300), (30, 7), (5, 4)])
@pytest.mark.parametrize("border", ["?", "zero", "mirror", "extend"])
def test_code_for_an_upload_names_the_file(
    size: tuple[int, int], border: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = file(size)
    (tmp_path / "picture.png").write_bytes(upload)
    monkeypatch.chdir(tmp_path)
    settings = own(upload, border=border, F=3, dilation=3, pool=True)
    code = as_code(settings)
    assert 'image_file = "picture.png"' in code and len(code) < 2500
    names: dict = {}
    exec(code, names)
    np.testing.assert_allclose(names["y"], output(settings), atol=1e-9)


def test_keras_code_is_python_and_other_dialects_are_refused() -> None:
    for settings in CODES:
        code = as_code(settings, "keras")
        compile(code, "keras", "exec")
        assert ("strides=S" in code) != (settings.S > 1 and settings.dilation > 1)
    with pytest.raises(SettingError, match="no 'jax'; it writes 'numpy', 'torch', 'keras'"):
        as_code(Settings(), "jax")
