"""An animated GIF, piece by piece: pixels in, bytes out, one piece for each frame.

All frames share one palette, and each holds only what differs from the one before it. Pillow packs the pixels of a
frame; the few bytes around them are put together here, because Pillow would want all frames at once and would
leave out a frame that is like the one before it.
"""

from io import BytesIO
from struct import pack

import numpy as np
from PIL import Image

COLOURS = 255  # of the palette; one more number says "as before"
AS_BEFORE = 255
COMMON = 1 / 2000  # of all pixels: a colour with so many is kept as it is
EXACT = 160  # but no more than these
END = b"\x3b"
FOR_EVER = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"


class Palette:
    """255 colours for many pictures, and the nearest of them for any colour. A colour is a number, 0xBBGGRR.

    >>> palette = Palette(np.array([[0x0000FF, 0x0000FF, 0x00FF00]]))
    >>> palette.nearest(np.array([0x00FE00, 0x0000FF])).tolist()
    [1, 0]
    """

    def __init__(self, pixels: np.ndarray) -> None:
        colours, counts = np.unique(pixels, return_counts=True)
        common = counts >= max(COMMON * pixels.size, np.sort(counts)[-EXACT:][0])
        rare = np.repeat(colours[~common], np.ceil(np.sqrt(counts[~common])).astype(int))  # of each a few
        self.colours = np.concatenate([channels(colours[common]), _summary(rare, COLOURS - int(common.sum()))])
        self._known = np.zeros(1 << 24, np.uint16)  # 1 + number in the palette, as far as it has been looked up

    def nearest(self, pixels: np.ndarray) -> np.ndarray:
        """The numbers of the nearest colours."""
        found = self._known[pixels]
        new = np.unique(pixels[found == 0])
        if len(new):
            apart = channels(new)[:, None].astype(np.int32) - self.colours
            self._known[new] = 1 + (apart**2).sum(axis=2).argmin(axis=1)
            found = self._known[pixels]
        return (found - 1).astype(np.uint8)

    @property
    def table(self) -> bytes:
        """256 times red, green and blue."""
        return self.colours.astype(np.uint8).tobytes().ljust(768, b"\x00")


def channels(colours: np.ndarray) -> np.ndarray:
    """Red, green and blue of colours that are numbers.

    >>> channels(np.array([0x030201])).tolist()
    [[1, 2, 3]]
    """
    return np.stack([colours & 255, colours >> 8 & 255, colours >> 16 & 255], axis=-1).astype(np.uint8)


def _summary(pixels: np.ndarray, count: int) -> np.ndarray:
    """So many colours at most, which stand for all of these."""
    if not pixels.size or not count:
        return np.empty((0, 3), np.uint8)
    image = Image.fromarray(channels(pixels[None]))
    found = image.quantize(count, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return np.array(found.getpalette(), np.uint8).reshape(-1, 3)[:count]


class Gif:
    """The pieces of a file, made one after the other. A frame is (H, W), its colours numbers."""

    def __init__(self, palette: Palette, pace: float, loop: bool = True) -> None:
        """Each frame stays `pace` seconds; a `loop` begins again at the end."""
        self._palette, self._pace, self._loop = palette, pace, loop
        self._frame = self._shown = np.empty((0, 0))  # what the last frame was, and as which colours of the palette

    def piece(self, frame: np.ndarray) -> bytes:
        """The piece for the next frame."""
        first = not self._frame.size
        made = self._opening(frame) if first else self._change(frame)
        self._frame = frame
        return made

    def _opening(self, frame: np.ndarray) -> bytes:
        height, width = frame.shape
        self._shown = self._palette.nearest(frame)
        head = b"GIF89a" + pack("<HHBBB", width, height, 0b11110111, 0, 0) + self._palette.table
        return head + (FOR_EVER if self._loop else b"") + _image(self._shown, (0, 0), self._pace)

    def _change(self, frame: np.ndarray) -> bytes:
        rows, cols = box = _box(frame != self._frame)
        new = self._palette.nearest(frame[box])
        seen = np.where(new == self._shown[box], np.uint8(AS_BEFORE), new)
        self._shown[box] = new
        return _image(seen, (cols.start, rows.start), self._pace)


def _box(changed: np.ndarray) -> tuple[slice, slice]:
    """The rows and columns within which anything has changed; one pixel where nothing has."""
    rows, cols = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    if not len(rows):
        return slice(0, 1), slice(0, 1)
    return slice(rows[0], rows[-1] + 1), slice(cols[0], cols[-1] + 1)


def _image(numbers: np.ndarray, place: tuple[int, int], pace: float) -> bytes:
    """How long it stays (in hundredths of a second) and that it lies over the one before it; then its pixels."""
    height, width = numbers.shape
    stays = pack("<2sBBHBB", b"\x21\xf9", 4, 0b101, max(2, round(100 * pace)), AS_BEFORE, 0)
    return stays + pack("<BHHHHB", 0x2C, *place, width, height, 0) + _packed(numbers)


def _packed(numbers: np.ndarray) -> bytes:
    """The pixels as Pillow packs them in a GIF of its own: what follows its one image's descriptor."""
    image, file = Image.fromarray(numbers, "P"), BytesIO()
    image.putpalette(bytes(768))
    image.save(file, "GIF", optimize=False, interlace=False)
    data = file.getvalue()
    start = 13 + 768
    while data[start] == 0x21:  # an extension: its blocks, each with its length first, until one of length 0
        start += 2
        while data[start]:
            start += 1 + data[start]
        start += 1
    return data[start + 10 : -1]
