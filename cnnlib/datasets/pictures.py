"""Pictures: uploads of every kind opened, and sizes changed. Pillow is imported when the first one is opened."""

import warnings
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import whole
from cnnlib.shapes import Volume

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "PPM")
MOST_PIXELS = 50_000_000  # a small file can hold an image that fills the memory
MOST_BYTES = 64 << 20


class ImageError(ValueError):
    """An upload that cannot be used as an image; the text says why, and what to do."""


def resize(image: NDArray[np.uint8], W: int, H: int) -> NDArray[np.uint8]:
    """A colour image, (H1, W1, 3), at another size; a new pixel is a smooth average of the old ones there.

    >>> resize(np.full((4, 6, 3), 7, np.uint8), W=3, H=2)[0, 0]
    array([7, 7, 7], dtype=uint8)
    """
    from PIL import Image

    if not isinstance(image, np.ndarray) or image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] not in (3, 4):
        kind = f"{image.dtype} of shape {image.shape}" if isinstance(image, np.ndarray) else type(image).__name__
        raise ValueError(f"{kind} is no colour image: give an array (H, W, 3) of uint8, whole numbers from 0 to 255")
    if Volume(W, H, 1).size > MOST_PIXELS:
        raise ValueError(f"{W} x {H} pixels are more than {MOST_PIXELS // 10**6} million: make it smaller")
    return np.asarray(Image.fromarray(image).resize((W, H), Image.Resampling.LANCZOS)).copy()


def enlarged(images: NDArray, inner: int = 20, side: int = 28) -> NDArray[np.float32]:
    """Grey images (N, H, W, 1) made inner x inner in the middle of side x side, as MNIST's digits stand.

    Numbers are from 0, black, to 1, on which the images are laid; (N, side, side, 1) comes out.

    >>> enlarged(np.ones((1, 8, 8, 1)), inner=2, side=4)[0, :, :, 0].astype(int).tolist()
    [[0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]]
    """
    images, inner, side = np.asarray(images), whole(inner, "inner"), whole(side, "side")
    if images.ndim != 4 or images.shape[3] != 1:
        raise ValueError(f"images of shape {images.shape} are not grey: give (N, H, W, 1), of a single one x[None]")
    if images.dtype.kind not in "biuf" or not ((images >= 0) & (images <= 1)).all():
        raise ValueError("the images do not hold numbers from 0 to 1: divide pixels by 255")
    if inner > side:
        raise ValueError(f"inner = {inner} does not fit into side = {side}: make side larger")
    colours = np.rint(255 * images).astype(np.uint8).repeat(3, axis=3)
    large = np.stack([resize(image, inner, inner)[:, :, :1] for image in colours])
    before = (side - inner) // 2
    edges = before, side - inner - before
    return np.pad(large / np.float32(255), ((0, 0), edges, edges, (0, 0)))


def decode_image(data: bytes, longest: int | None = 512) -> NDArray[np.uint8]:
    """The bytes of an uploaded file as a colour image, (H, W, 3), uint8; the longer side at most `longest`.

    Grey, palette and 16-bit images become colour, what is transparent lies on white, a telephone's rotation
    is applied, and of an animation the first picture is taken. Raises `ImageError` for what is no image or
    too large.

    >>> decode_image(b"GIF87a, or so")
    Traceback (most recent call last):
    cnnlib.datasets.pictures.ImageError: this file is no picture that can be read here: try a PNG or JPEG file
    """
    from PIL import ImageOps

    if not isinstance(data, bytes | bytearray | memoryview):
        raise ImageError(f"{type(data).__name__} is no content of a file: give its bytes, path.read_bytes()")
    longest = None if longest is None else whole(longest, "longest")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's warnings on odd files: they are read, or refused, below
        picture = _opened(bytes(data))
        try:
            picture.load()
            picture = ImageOps.exif_transpose(picture)
            image = _on_white(picture, longest)
        except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
            raise ImageError(f"this picture is damaged ({error}): save it anew and upload that") from error
    return np.asarray(image).copy()


def _opened(data: bytes) -> Any:
    """A Pillow image whose size is known and whose pixels are not yet unpacked."""
    from PIL import Image, UnidentifiedImageError

    if not data:
        raise ImageError("this file is empty: choose a PNG or JPEG file")
    if len(data) > MOST_BYTES:
        raise ImageError(f"this file has {len(data) >> 20} MB, the most is {MOST_BYTES >> 20}: make it smaller first")
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise ImageError(f"this picture is too large ({error}): make it smaller first") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ImageError("this file is no picture that can be read here: try a PNG or JPEG file") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise ImageError(
            f"this picture has {picture.width} x {picture.height} pixels, "
            f"more than {MOST_PIXELS // 10**6} million: make it smaller first"
        )
    return picture


def _on_white(picture: Any, longest: int | None) -> Any:
    """The picture in 8-bit colours, on white paper, and small enough."""
    from PIL import Image

    if picture.mode.startswith(("I", "F")):  # deep grey values, which Pillow would cut off at 255
        picture = _deep_grey(picture)
    picture = picture.convert("RGBA")
    if longest is not None:
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture).convert("RGB")


def _deep_grey(picture: Any) -> Any:
    """16-bit values in 0..255; of other depths, darkest to lightest."""
    from PIL import Image

    values = np.nan_to_num(np.asarray(picture).astype(np.float64))
    low, high = values.min(), values.max()
    if low >= 0 and 255 < high <= 65535:
        low, high = 0, 65535
    return Image.fromarray(np.rint((values - low) / max(high - low, 1e-9) * 255).astype(np.uint8))
