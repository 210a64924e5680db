"""Images to work with: handwritten digits and photographs that other packages bundle, and uploads.

Nothing is downloaded. The files are found where scikit-learn and matplotlib keep them, without importing
either, which would take a second; Pillow, which opens pictures, is imported when the first one is opened.
"""

import warnings
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.shapes import Volume

DIGITS = ("scikit-learn", "sklearn", "datasets/data/digits.csv.gz")  # package, module, file in it
PHOTOGRAPHS = {
    "china": ("scikit-learn", "sklearn", "datasets/images/china.jpg"),
    "flower": ("scikit-learn", "sklearn", "datasets/images/flower.jpg"),
    "hopper": ("matplotlib", "matplotlib", "mpl-data/sample_data/grace_hopper.jpg"),
}
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "PPM")
MOST_PIXELS = 50_000_000  # a small file can hold an image that fills the memory
MOST_BYTES = 64 << 20

Labelled = tuple[NDArray[np.float32], NDArray[np.int64]]


class ImageError(ValueError):
    """An upload that cannot be used as an image; the text says why, and what to do."""


def digits() -> Labelled:
    """1797 handwritten digits: images (1797, 8, 8, 1), float32 from 0 (paper) to 1 (ink), and labels (1797,).

    Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI, 1998; as scikit-learn
    bundles it.

    >>> images, labels = digits()
    >>> images.shape, labels[:5].tolist()
    ((1797, 8, 8, 1), [0, 1, 2, 3, 4])
    """
    table = _digit_table()
    return table[:, :64].reshape(-1, 8, 8, 1) / np.float32(16), table[:, 64].astype(np.int64)


def split(x: NDArray, y: NDArray, held_out: float = 0.25, seed: int = 0) -> tuple[tuple, tuple]:
    """((x, y) to train on, (x, y) held out), with the same share of each label; one split for each seed.

    >>> train, test = split(*digits())
    >>> len(train[1]), len(test[1]), np.bincount(test[1]).tolist()
    (1347, 450, [44, 46, 44, 46, 45, 46, 45, 45, 44, 45])
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} images cannot have {len(y)} labels: there is one for each")
    if not 0 < held_out < 1:
        raise ValueError(f"held_out = {held_out} is no share: take a number between 0 and 1, such as 0.25")
    rng = np.random.default_rng(seed)
    test = np.zeros(len(y), bool)
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        test[places[: round(held_out * len(places))]] = True
    return (x[~test], y[~test]), (x[test], y[test])


def photograph(name: str, width: int | None = None) -> NDArray[np.uint8]:
    """A photograph, (H, W, 3), uint8: "china" (a temple), "flower" (a dahlia) or "hopper" (Grace Hopper).

    `width` makes it smaller, in proportion and without jagged edges.

    >>> photograph("china", width=64).shape
    (43, 64, 3)
    """
    if name not in PHOTOGRAPHS:
        raise ValueError(f"there is no photograph {name!r}: choose one of {', '.join(PHOTOGRAPHS)}")
    image = _photograph(name)
    if width is None or width == image.shape[1]:
        return image.copy()
    return resize(image, width, max(1, round(width * image.shape[0] / image.shape[1])))


def resize(image: NDArray[np.uint8], W: int, H: int) -> NDArray[np.uint8]:
    """A colour image, (H1, W1, 3), at another size; a new pixel is a smooth average of the old ones there.

    >>> resize(np.full((4, 6, 3), 7, np.uint8), W=3, H=2)[0, 0]
    array([7, 7, 7], dtype=uint8)
    """
    from PIL import Image

    Volume(W, H, 3)  # raises where a size is none
    return np.asarray(Image.fromarray(image).resize((W, H), Image.Resampling.LANCZOS)).copy()


def decode_image(data: bytes, longest: int | None = 512) -> NDArray[np.uint8]:
    """The bytes of an uploaded file as a colour image, (H, W, 3), uint8; the longer side at most `longest`.

    Grey, palette and 16-bit images become colour, what is transparent lies on white, a telephone's rotation
    is applied, and of an animation the first picture is taken. Raises `ImageError` for what is no image or
    too large.

    >>> decode_image(b"GIF87a, or so")
    Traceback (most recent call last):
    cnnlib.datasets.ImageError: this file is no picture that can be read here: try a PNG or JPEG file
    """
    from PIL import ImageOps

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


@lru_cache(maxsize=1)
def _digit_table() -> NDArray[np.float32]:
    return np.loadtxt(_bundled(*DIGITS), delimiter=",", dtype=np.float32)


@lru_cache(maxsize=len(PHOTOGRAPHS))
def _photograph(name: str) -> NDArray[np.uint8]:
    return decode_image(_bundled(*PHOTOGRAPHS[name]).read_bytes(), longest=None)


def _bundled(package: str, module: str, name: str) -> Path:
    """Where another package keeps a file, without importing that package."""
    spec = find_spec(module)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise FileNotFoundError(f"{package} does not hold {name}: install it with `pip install {package}`")
    return path
