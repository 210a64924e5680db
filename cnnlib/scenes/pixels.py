"""Arrays as PNG images, with nothing but the standard library: what a grid too large for digits is drawn as."""

import struct
import zlib
from functools import lru_cache

import numpy as np

from cnnlib.scenes.palette import LIGHT, rgb

NEGATIVE, POSITIVE = (214, 64, 78), (52, 128, 214)
"""The two ends of a signed scale: they stand out from white paper and from dark."""
TINY = 1100  # bytes of an image, 16 x 16 with opacity, that takes longer to compress than it is worth
HALF = 127  # steps of colour on either side of 0, where a table of 256 has to do


def png(pixels: np.ndarray) -> bytes:
    """A PNG file of 8-bit pixels: (H, W) grey, (H, W, 3) colour or (H, W, 4) colour with opacity.

    >>> png(np.zeros((2, 3), np.uint8))[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    return pngs(np.asarray(pixels)[None])[0]


def pngs(images: np.ndarray) -> list[bytes]:
    """The PNG files of several images of one size, in less time than one by one."""
    images = np.ascontiguousarray(images, dtype=np.uint8)
    count, height, width = images.shape[:3]
    colour_type = {3: 0, 4: 2}[images.ndim] if images.ndim == 3 or images.shape[3] == 3 else 6
    lines = np.zeros((count, height, 1 + images[0, 0].size), np.uint8)  # each line starts with its filter: 0, none
    lines[:, :, 1:] = images.reshape(count, height, -1)
    return [_file(one, (width, height, colour_type)) for one in lines]


def indexed_png(indices: np.ndarray, table: np.ndarray) -> bytes:
    """A PNG file of pixels (H, W) that are rows of a table (at most 256, 4) of colours with opacity: a quarter of the
    bytes that `png` needs for them.

    >>> indexed_png(np.zeros((2, 3), np.uint8), np.zeros((1, 4), np.uint8))[37:41]
    b'PLTE'
    """
    lines = np.zeros((indices.shape[0], 1 + indices.shape[1]), np.uint8)
    lines[:, 1:] = indices
    colours = np.ascontiguousarray(table[:, :3]).tobytes(), np.ascontiguousarray(table[:, 3]).tobytes()
    return _file(lines, (indices.shape[1], indices.shape[0], 3), (b"PLTE", colours[0]), (b"tRNS", colours[1]))


def _file(lines: np.ndarray, kind: tuple[int, int, int], *tables: tuple[bytes, bytes]) -> bytes:
    data = zlib.compress(lines.tobytes(), 1 if lines.size > TINY else 0)
    return b"".join((_head(*kind), *(_chunk(name, table) for name, table in tables), _chunk(b"IDAT", data), _END))


@lru_cache(maxsize=64)
def _head(width: int, height: int, colour_type: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, colour_type, 0, 0, 0))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_END = _chunk(b"IEND", b"")


def shaded(strength: np.ndarray, role: str) -> bytes:
    """Strengths 0 to 1 as more or less of a role's colour; see-through, so it suits both themes."""
    image = np.empty((*strength.shape, 4), np.uint8)
    image[..., :3] = rgb(LIGHT[role])
    image[..., 3] = 15 + 225 * strength
    return png(image)


def signed_colours(x: np.ndarray, limit: float) -> np.ndarray:
    """Red for negative, blue for positive, (H, W, 4) pixels; 0 is see-through, beyond +-limit the colour is full.

    >>> signed_colours(np.array([[-5.0, 0.0, 20.0]]), limit=10)[0].tolist()
    [[214, 64, 78, 128], [52, 128, 214, 0], [52, 128, 214, 255]]
    """
    steps = np.clip(np.rint(x * (255 / limit)), -255, 255).astype(np.int16)
    return _SIGNED[steps + 255]


def signed_png(x: np.ndarray, limit: float) -> bytes:
    """The PNG of `signed_colours` in 255 steps of colour: a quarter of the bytes."""
    steps = np.clip(np.rint(x * (HALF / limit)), -HALF, HALF).astype(np.int16) + HALF
    return indexed_png(steps.astype(np.uint8), signed_colours(np.arange(-HALF, HALF + 1), HALF))


def grey_colours(x: np.ndarray) -> np.ndarray:
    """Greys from 0, black, to 255, white, (H, W, 4) pixels; what is below shows red, what is above blue.

    >>> grey_colours(np.array([[-1.0, 128.0, 300.0]]))[0].tolist()
    [[214, 64, 78, 255], [128, 128, 128, 255], [52, 128, 214, 255]]
    """
    return _GREYS[np.clip(np.rint(x), -1, 256).astype(np.int16) + 1]


def weight_colours(w: np.ndarray, limit: float) -> np.ndarray:
    """Filters (..., F, F, D) as pixels (..., F, F, 4): for three slices in colour, where 0 is grey and +-limit as dark
    and as bright as can be; else the first slice in signed colours.

    >>> weight_colours(np.array([[[-2.0, 0.0, 2.0]]]), limit=2)[0, 0].tolist()
    [0, 128, 255, 255]
    """
    if w.shape[-1] != 3:
        return signed_colours(w[..., 0], limit)
    pixels = np.full((*w.shape[:-1], 4), 255, np.uint8)
    pixels[..., :3] = np.rint(127.5 * (1 + w / limit)).clip(0, 255)
    return pixels


def side_by_side(images: np.ndarray, across: int) -> np.ndarray:
    """Images (K, H, W, 4) in rows of `across`, with room for a pixel between two, through which the page shows.

    >>> side_by_side(np.full((3, 2, 2, 4), 255, np.uint8), across=2)[:, :, 3].tolist()
    [[255, 255, 0, 255, 255], [255, 255, 0, 255, 255], [0, 0, 0, 0, 0], [255, 255, 0, 0, 0], [255, 255, 0, 0, 0]]
    """
    K, H, W, _ = images.shape
    rows = np.zeros((-(-K // across), H + 1, across, W + 1, 4), np.uint8)
    for k, image in enumerate(images):
        rows[k // across, :H, k % across, :W] = image
    return rows.reshape(rows.shape[0] * (H + 1), across * (W + 1), 4)[:-1, :-1]


def _signed_table() -> np.ndarray:
    table = np.empty((511, 4), np.uint8)
    table[:255, :3], table[255:, :3] = NEGATIVE, POSITIVE
    table[:, 3] = np.abs(np.arange(-255, 256))
    return table


def _grey_table() -> np.ndarray:
    table = np.full((258, 4), 255, np.uint8)
    table[1:257, :3] = np.arange(256)[:, None]
    table[0, :3], table[257, :3] = NEGATIVE, POSITIVE
    return table


_SIGNED, _GREYS = _signed_table(), _grey_table()
