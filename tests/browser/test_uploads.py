"""The reader's own picture in the Filter lab: any file gives a picture or a sentence, never a dead explorer."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

RAMP = (np.add.outer(np.arange(90), 2 * np.arange(120)) % 256).astype(np.uint8)


def file_of(image: Image.Image, kind: str = "PNG") -> bytes:
    made = BytesIO()
    image.save(made, kind)
    return made.getvalue()


def colours() -> Image.Image:
    return Image.fromarray(np.stack([RAMP, RAMP[::-1], 255 - RAMP], axis=-1))


def transparent() -> Image.Image:
    return Image.fromarray(np.stack([RAMP, RAMP, RAMP, RAMP[::-1]], axis=-1))


GOOD = {
    "colour.png": file_of(colours()),
    "colour.jpg": file_of(colours(), "JPEG"),
    "colour.webp": file_of(colours(), "WEBP"),
    "grey.png": file_of(Image.fromarray(RAMP)),
    "transparent.png": file_of(transparent()),
    "palette.gif": file_of(colours(), "GIF"),
    "deep.png": file_of(Image.fromarray(RAMP.astype(np.uint16) * 257)),
    "tiny.png": file_of(Image.new("RGB", (1, 1), "red")),
    "thin.png": file_of(Image.fromarray(RAMP[:1])),
    "wide.png": file_of(Image.fromarray(np.tile(RAMP, (1, 12)))),
}
NOT_A_PICTURE = "is not a picture that this browser can open: choose a PNG, JPEG, GIF or WebP picture"
BAD = {
    "notes.png": (b"no picture at all", f"notes.png {NOT_A_PICTURE}"),
    "empty.png": (b"", f"empty.png {NOT_A_PICTURE}"),
    "cut.png": (file_of(colours())[:200], f"cut.png {NOT_A_PICTURE}"),
    "huge.png": (file_of(colours()) + bytes(21_000_000), "at most 20 MB can be opened: make it smaller first"),
}


@pytest.fixture
def own(filter_lab_page: Reader) -> Reader:
    return filter_lab_page.shows(photo="upload")


def upload(reader: Reader, folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    reader.root.locator("input[type=file]").set_input_files(folder / name)


@pytest.mark.parametrize("name", GOOD)
def test_a_picture(own: Reader, tmp_path: Path, name: str) -> None:
    upload(own, tmp_path, name, GOOD[name])
    own.expects_picture({"photo": "upload", "upload": GOOD[name]})
    own.switch("colour").click()
    own.expects_picture({"photo": "upload", "upload": GOOD[name], "colour": True})


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_refused(own: Reader, tmp_path: Path, name: str) -> None:
    upload(own, tmp_path, "good.png", GOOD["colour.png"])
    own.expects_picture({"photo": "upload", "upload": GOOD["colour.png"]})
    data, sentence = BAD[name]
    upload(own, tmp_path, name, data)
    assert own.waits(lambda seen: bool(seen.notice)).notice.endswith(sentence)
    own.settles()
    own.expects_picture({"photo": "upload", "upload": GOOD["colour.png"]}, notice=own.sees().notice)
    own.menu("filter").select_option("Laplacian")  # and all goes on
    own.expects_picture({"photo": "upload", "upload": GOOD["colour.png"], "filter": "Laplacian"})


def test_a_large_picture_is_made_smaller_before_it_is_sent(own: Reader, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (1300, 1300, 3), dtype=np.uint8)
    data = file_of(Image.fromarray(noise))
    assert len(data) > 4e6
    upload(own, tmp_path, "large.png", data)
    seen = own.waits(lambda seen: "109 × 109" in seen.titles["x0"])
    assert seen.notice == "" and own.asks("len(ex.current.upload)") < len(data)


def test_a_picture_dropped_on_the_explorer(own: Reader) -> None:
    own.root.evaluate(
        """(root, bytes) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(bytes)], "dropped.png", { type: "image/png" }));
            root.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        list(GOOD["grey.png"]),
    )
    own.expects_picture({"photo": "upload", "upload": GOOD["grey.png"]})


def test_a_tiny_picture_with_every_slider(own: Reader, tmp_path: Path) -> None:
    upload(own, tmp_path, "tiny.png", GOOD["tiny.png"])
    settings = {"photo": "upload", "upload": GOOD["tiny.png"]}
    own.expects_picture(settings)
    for setting, value in (("F", 7), ("S", 4), ("dilation", 3)):
        own.type_in_box(setting, str(value))
        settings[setting] = value
        own.expects_picture(settings)
    own.menu("border").select_option("mirror")
    own.expects_picture(settings | {"border": "mirror"})
