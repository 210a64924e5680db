"""Uploads of every kind, good and bad."""

import struct
import zlib
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnlib.datasets import ImageError, decode_image, pictures

RED = (200, 30, 40)


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "WEBP", "PPM"])
def test_colour(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    image = decode_image(encoded(Image.new("RGB", (5, 4), RED), kind, **options))
    assert image.shape == (4, 5, 3) and image.dtype == np.uint8 and image.flags.writeable
    assert (image == RED).all()


def test_bytes_of_other_kinds_are_taken() -> None:
    data = encoded(Image.new("RGB", (2, 2), RED))
    assert decode_image(memoryview(data)).shape == decode_image(bytearray(data)).shape == (2, 2, 3)


def test_grey_palette_and_one_bit_become_colour() -> None:
    assert (decode_image(encoded(Image.new("L", (3, 3), 77))) == 77).all()
    assert (decode_image(encoded(Image.new("1", (3, 3), 1))) == 255).all()
    assert (decode_image(encoded(Image.new("RGB", (3, 3), RED).quantize(4))) == RED).all()
    assert (
        np.abs(
            decode_image(encoded(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG")).astype(int) - (255, 0, 0)
        ).max()
        < 9
    )


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_lies_on_white(mode: str) -> None:
    clear = decode_image(encoded(Image.new(mode, (3, 3), (0,) * len(mode))))
    assert (clear == 255).all()
    half = decode_image(encoded(Image.new(mode, (3, 3), (*[0] * (len(mode) - 1), 128))))
    assert np.abs(half.astype(int) - 127).max() <= 1


def test_a_transparent_palette_colour_lies_on_white() -> None:
    picture = Image.new("P", (2, 1))
    picture.putpalette([*RED, 0, 0, 0])
    picture.putpixel((1, 0), 1)
    assert decode_image(encoded(picture, transparency=1)).tolist() == [[list(RED), [255] * 3]]


def test_sixteen_bits_keep_their_greys() -> None:
    deep = np.linspace(0, 65535, 256).astype(np.uint16).reshape(16, 16)
    image = decode_image(encoded(Image.fromarray(deep)))
    assert np.abs(image[..., 0].astype(int) - np.arange(256).reshape(16, 16)).max() <= 1


def test_float_pictures_are_stretched_and_constant_ones_are_dark() -> None:
    image = decode_image(encoded(Image.fromarray(np.array([[-1.0, 0, 1]], np.float32)), "TIFF"))
    assert image[0, :, 0].tolist() == [0, 128, 255]
    assert not decode_image(encoded(Image.fromarray(np.full((2, 2), 0.5, np.float32)), "TIFF")).any()


def test_a_telephones_rotation_is_applied() -> None:
    picture = Image.new("RGB", (4, 2), "white")
    picture.putpixel((0, 0), (0, 0, 0))
    turned = Image.Exif()
    turned[0x0112] = 6  # "hold it a quarter turn clockwise"
    image = decode_image(encoded(picture, exif=turned))
    assert image.shape == (4, 2, 3) and not image[0, 1].any() and image[0, 0].all()


def test_the_first_picture_of_an_animation() -> None:
    frames = [Image.new("RGB", (3, 3), colour) for colour in (RED, (0, 0, 255))]
    image = decode_image(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert np.abs(image.astype(int) - RED).max() < 10


def test_sizes() -> None:
    assert decode_image(encoded(Image.new("RGB", (1, 1), RED))).tolist() == [[list(RED)]]
    wide = encoded(Image.new("RGB", (2000, 10)))
    assert decode_image(wide).shape == (3, 512, 3)
    assert decode_image(wide, longest=100).shape[1] == 100
    assert decode_image(wide, longest=None).shape == (10, 2000, 3)
    assert decode_image(encoded(Image.new("RGB", (3000, 1))), longest=50).shape == (1, 50, 3)


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"%PDF-1.7 and more",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF",
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(ImageError, match="this file is no picture that can be read here: try a PNG or JPEG file"):
        decode_image(data)


def test_an_empty_file() -> None:
    with pytest.raises(ImageError, match="this file is empty"):
        decode_image(b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP"])
def test_cut_off_files_never_raise_anything_else(kind: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    whole = encoded(Image.fromarray(noise), kind)
    for share in (0.02, 0.1, 0.3, 0.6, 0.9):
        try:
            decode_image(whole[: int(share * len(whole))])
        except ImageError as error:
            assert "damaged" in str(error) or "no picture" in str(error)


def test_a_damaged_picture_says_so() -> None:
    whole = encoded(Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)))
    with pytest.raises(ImageError, match=r"this picture is damaged \(.*\): save it anew and upload that"):
        decode_image(whole[: len(whole) // 2])


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims a size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(10_000, 10_000), (100_000, 100_000)])
def test_a_small_file_that_claims_a_huge_picture(width: int, height: int) -> None:
    with pytest.raises(ImageError, match=r"picture (is too large|has 10000 x 10000 pixels).*make it smaller first"):
        decode_image(png_header(width, height))


def test_a_huge_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 3 << 20)
    with pytest.raises(ImageError, match="this file has 4 MB, the most is 3: make it smaller first"):
        decode_image(bytes(4 << 20))
