"""The picture that goes in: a photograph or an upload, small enough to see each pixel."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets import photograph, resize
from cnnlib.scenes.filter_lab.settings import Settings
from cnnlib.scenes.uploads import GREY, opened

WIDEST, HIGHEST = 169, 109
"""One more than a multiple of 12, so that strides 1 to 4 all tile it under a padding that keeps the size."""

FIRST_ROW = 2  # the photographs are higher: a little, or much, and then this is where the face begins

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class Fit:
    """How an upload is brought to size: made smaller in proportion, then cut to what every stride tiles."""

    W: int
    H: int
    rows: slice
    cols: slice


def working_picture(settings: Settings) -> NDArray[np.int64]:
    """The picture, whole numbers 0 to 255, (H, W, 3) or (H, W, 1); a plain grey while there is no upload."""
    return _working(settings.photo, settings.upload if settings.photo == "upload" else "", settings.colour)


def fitted(W: int, H: int) -> Fit:
    """The fit of a W x H upload.

    >>> fitted(4000, 3000)
    Fit(W=145, H=109, rows=slice(0, 109, None), cols=slice(0, 145, None))
    >>> fitted(20, 9)
    Fit(W=20, H=9, rows=slice(0, 9, None), cols=slice(3, 16, None))
    """
    scale = min(1, WIDEST / W, HIGHEST / H)
    W, H = max(1, round(W * scale)), max(1, round(H * scale))
    return Fit(W, H, _cut(H), _cut(W))


def _cut(size: int) -> slice:
    """The middle that is one more than a multiple of 12; a picture smaller than that stays whole."""
    kept = size - (size - 1) % 12 if size > 12 else size
    return slice((size - kept) // 2, (size - kept) // 2 + kept)


@lru_cache(maxsize=16)
def _working(photo: str, upload: str | bytes, colour: bool) -> NDArray[np.int64]:
    x = _picture(photo, upload).astype(np.int64)
    if not colour:
        x = np.rint(x @ np.array(GREY)).astype(np.int64)[:, :, None]
    x.flags.writeable = False  # it is shared by all pictures
    return x


def _picture(photo: str, upload: str | bytes) -> Image:
    if photo != "upload":
        return photograph(photo, width=WIDEST)[FIRST_ROW : FIRST_ROW + HIGHEST]
    if not upload:
        return np.full((HIGHEST, WIDEST, 3), 128, np.uint8)
    image = opened(upload)
    fit = fitted(image.shape[1], image.shape[0])
    return resize(image, fit.W, fit.H)[fit.rows, fit.cols]
