"""The image that goes in: brought to what the net takes, with a sentence that says what was done to it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets import digits, enlarged, photograph, resize
from cnnlib.datasets.drawn import drawn_digit
from cnnlib.scenes.network.subjects import YOURS, lent_image
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number, plural
from cnnlib.scenes.uploads import GREY, opened
from cnnlib.shapes import Volume
from cnnlib.strokes import fitted, ink

MARGIN = 1 / 7  # of the sides of larger nets stays free around a digit: 20 of 28 pixels, as in MNIST
BUNDLED = Volume(8, 8, 1)  # the size of the bundled digits, which leave no margin
KINDS = {1: "grey", 3: "colour"}


@dataclass(frozen=True)
class Prepared:
    """x (H, W, D) as the net takes it, and what was done to come to it."""

    x: NDArray[np.float32]
    told: str


def prepared(image: str, digit: int, upload: str | bytes, invert: bool, volume: Volume) -> Prepared:
    """The image that settings name, for a net that takes this volume."""
    digits = {"digit": _digit, "drawn": _drawn}
    made = digits[image](digit, volume) if image in digits else _other(image, upload, volume)
    if not invert:
        return made
    return Prepared(exchanged(made.x), f"{made.told}; light and dark are exchanged")


def exchanged(x: NDArray) -> NDArray:
    """Light for dark: 1 - x where x is from 0 to 1; other numbers turned round within their range.

    >>> exchanged(np.array([0.0, 0.25])), exchanged(np.array([-1.0, 3.0]))
    (array([1.  , 0.75]), array([ 3., -1.]))
    """
    low, high = min(0.0, float(x.min())), max(1.0, float(x.max()))
    return (low + high if low < 0 or high > 1 else 1.0) - x


def _other(image: str, upload: str | bytes, volume: Volume) -> Prepared:
    if image.startswith(YOURS):
        return from_array(lent_image(image), volume)
    if image != "upload":
        return from_pixels(photograph(image), volume, "the photograph")
    if not upload:
        return Prepared(np.full(volume.shape, 0.5, np.float32), "no picture yet: upload one; until then, plain grey")
    return from_pixels(opened(upload), volume, "your picture")


def _digit(n: int, volume: Volume) -> Prepared:
    """A bundled digit of 8 x 8: as it is where the net takes that, else enlarged."""
    image = digits()[0][n]
    if volume == BUNDLED:
        return Prepared(image, f"bundled digit {n}, 8 × 8, as it is")
    inner = _room(min(volume.W, volume.H))
    x = _in_the_middle(enlarged(image[None], inner, inner)[0], volume)
    change = "enlarged" if inner > BUNDLED.W else "reduced"
    size = "" if inner == BUNDLED.W else f"{change} to {inner} × {inner} "
    told = f"bundled digit {n}, 8 × 8, {size}in the middle of {volume.W} × {volume.H}"
    return Prepared(_repeated(x, volume), told)


def _drawn(n: int, volume: Volume) -> Prepared:
    """A digit drawn by our own code, the last figure of n, and brought to the net's size as MNIST's digits were."""
    drawing, side = drawn_digit(n % 10, n // 10), min(volume.W, volume.H)
    room = side if volume == BUNDLED else _room(side)
    x = _in_the_middle(fitted(ink(drawing.strokes, drawing.pen), side, room).x, volume)
    told = f"a {drawing.digit} drawn by our own code, scaled to {room} × {room}, its ink centred in {side} × {side}"
    return Prepared(_repeated(x, volume), told)


def _room(side: int) -> int:
    """How much of a side a digit fills.

    >>> _room(28), _room(32)
    (20, 22)
    """
    return max(1, side - 2 * round(side * MARGIN))


def _in_the_middle(image: NDArray, volume: Volume) -> NDArray[np.float32]:
    """A smaller grey image on black."""
    H, W = image.shape[:2]
    x = np.zeros((volume.H, volume.W, 1), np.float32)
    top, left = (volume.H - H) // 2, (volume.W - W) // 2
    x[top : top + H, left : left + W] = image
    return x


def from_pixels(image: NDArray[np.uint8], volume: Volume, name: str) -> Prepared:
    """A colour image (H, W, 3), 0 to 255, cut to the net's proportions, made as large, from 0 to 1.

    >>> from_pixels(np.zeros((40, 60, 3), np.uint8), Volume(W=8, H=8, D=1), "this").told
    'this, 60 × 40, cut to its middle 40 × 40, made 8 × 8, colours turned to grey'
    """
    H, W = image.shape[:2]
    scale = min(W / volume.W, H / volume.H)
    cut_W, cut_H = max(1, round(volume.W * scale)), max(1, round(volume.H * scale))
    top, left = (H - cut_H) // 2, (W - cut_W) // 2
    steps = [f"{name}, {W} × {H}"]
    if (cut_W, cut_H) != (W, H):
        steps.append(f"cut to its middle {cut_W} × {cut_H}")
    if (cut_W, cut_H) != (volume.W, volume.H):
        steps.append(f"made {volume.W} × {volume.H}")
    x = resize(image[top : top + cut_H, left : left + cut_W], volume.W, volume.H) / np.float32(255)
    if volume.D == 1:
        x = (x @ np.array(GREY, np.float32))[:, :, None]
        steps.append("colours turned to grey")
    return Prepared(_repeated(x.astype(np.float32), volume), ", ".join(steps))


def _repeated(x: NDArray, volume: Volume) -> NDArray[np.float32]:
    """A grey image three times over, for a net that takes colours."""
    if x.shape[2] == 1 and volume.D == 3:
        x = np.repeat(x, 3, axis=2)
    if x.shape != volume.shape:
        raise SettingError(
            f"this net takes {plural(volume.D, 'slice')}, a picture has 1 of grey or 3 of colour: "
            f"hand over x, an array of the shape {volume.shape}"
        )
    return x


def from_array(x: NDArray, volume: Volume) -> Prepared:
    """An array as it is where its shape is the net's; else as a picture that has to be fitted."""
    x = _single(x)
    if x.shape == volume.shape:
        return Prepared(x.astype(np.float32), f"your array, {_range(x)}, as it is")
    return from_pixels(_as_pixels(x, volume), volume, "your array")


def _single(given: NDArray) -> NDArray:
    """One image (H, W, D) of an array that may be a batch of one, or have no axis for the depth."""
    x = np.asarray(given)
    x = x[0] if x.ndim == 4 and len(x) == 1 else x[:, :, None] if x.ndim == 2 else x
    if x.ndim != 3 or 0 in x.shape:
        raise SettingError(f"x has the shape {np.shape(given)}: one image is (H, W, D), such as images[0]")
    if x.dtype.kind not in "biuf":
        raise SettingError(f"x holds {x.dtype}, no real numbers: use x.astype(np.float32)")
    if not np.isfinite(x).all():
        raise SettingError("x holds NaN or infinity: look at where these come from first")
    return x


def _as_pixels(x: NDArray, volume: Volume) -> NDArray[np.uint8]:
    whole = x.dtype.kind in "iu"
    if x.shape[2] not in KINDS or x.min() < 0 or x.max() > (255 if whole else 1):
        raise SettingError(
            f"x has the shape {x.shape} and {_range(x)}; this net takes {volume.shape}. What is to be fitted is a "
            "picture of 1 or 3 slices, whole numbers from 0 to 255 or others from 0 to 1"
        )
    pixels = np.rint(x if whole else 255 * x.astype(np.float64)).astype(np.uint8)
    return np.repeat(pixels, 3, axis=2) if x.shape[2] == 1 else pixels


def _range(x: NDArray) -> str:
    return f"numbers from {number(float(x.min()))} to {number(float(x.max()))}"
