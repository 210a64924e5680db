"""Where things stand in the filter lab: photograph, filter over enlarged window, last map over the earlier ones."""

from numpy.typing import NDArray

from cnnlib.scenes.boxes import Box
from cnnlib.scenes.filter_lab.photographs import HIGHEST, WIDEST
from cnnlib.scenes.filter_lab.settings import Settings

WIDTH, HEIGHT = 1180, 576  # low enough for a laptop: photograph, window and sentence are seen at once
LEFT, TOP = 18, 130  # first pixel
PIXEL, LARGEST_PIXEL = 2, 30  # size of a pixel of a photograph, and of the tiniest picture
WIDEST_BORDER = 2 * 9  # for F = 7 and d = 3
MIDDLE, MIDDLE_WIDTH = 420, 368  # the filter
LENSES, LENSES_WIDTH = 404, 400  # below the filter, where no signs stand beside it: the enlarged window
LENS_TOP, LENS_BOTTOM, LENS_TITLE = 340, 520, 32
FULL_LENS_TOP = 274  # the 7 rows of the largest window begin here
RIGHT, RIGHT_WIDTH = 816, 338  # the last map; under it those before
LEGEND_TOP = 354
EARLIER_TOP, EARLIER_STEP = 411, 177  # the small maps, and from one to the next
CARD_TOP, CARD_WIDTH = 424, 356
CAPTION_TOP = 532


def pixel(settings: Settings, x: NDArray) -> float:
    """Size of a pixel: 2 for a photograph, more for a tiny upload, so that picture, border and response have room."""
    rooms = []
    for size, most in zip(x.shape[:2], (HIGHEST, WIDEST)):
        response = settings.S * ((size - 1) // settings.S + 1)
        rooms += [PIXEL * most / response, PIXEL * (most + WIDEST_BORDER) / (size + 2 * settings.P)]
    return max(PIXEL, min(int(min(rooms)), LARGEST_PIXEL))


def filter_box(settings: Settings, d: int, longest: int) -> Box:
    """One slice of the filter; three stand side by side. The middle stays where it is."""
    gap, D, F = 16, settings.D, settings.F
    height = lens_top(settings) - LENS_TITLE - TOP
    cell = int(min(64 if F == 1 else 56, (MIDDLE_WIDTH - (D - 1) * gap) / (D * F), height / F))
    left = MIDDLE + (MIDDLE_WIDTH - D * F * cell - (D - 1) * gap) / 2
    return Box(left + d * (F * cell + gap), TOP, cell, digits(cell, longest))


def lens_top(settings: Settings) -> int:
    """The first row of the enlarged window; the filter has the room above it."""
    return FULL_LENS_TOP if settings.F == 7 else LENS_TOP


def lenses(settings: Settings) -> int:
    """How many slices of the window are enlarged: as many as can be read."""
    return settings.D if settings.F <= 3 else 1


def lens_box(settings: Settings, d: int) -> Box:
    """The enlarged window of one slice: in the middle, or at the left where text follows."""
    F, count, gap, top = settings.F, lenses(settings), 28, lens_top(settings)
    cell = int(min(54, (LENSES_WIDTH - (count - 1) * gap) / (count * F), (LENS_BOTTOM - top) / F))
    spare = LENSES_WIDTH - count * F * cell - (count - 1) * gap
    left = LENSES + (8 if has_products(settings) or count < settings.D else spare / 2)
    return Box(left + d * (F * cell + gap), top, cell, round(min(21, (cell - 7) / 2.1), 1))  # three bold figures


def has_products(settings: Settings) -> bool:
    """Whether there is room for all products beside the window."""
    return settings.D == 1 and settings.F <= 3


def digits(cell: float, longest: int) -> float:
    """Text size for numbers of `longest` characters in a cell; 0 where they would be too small to read.

    >>> digits(48, 2), digits(30, 3), digits(17, 3)
    (20, 10.8, 0)
    """
    size = round(min(20, 0.5 * cell, (cell - 8) / (0.68 * max(longest, 1))), 1)
    return size if size >= (8 if cell >= 30 else 10) else 0  # small cells look better as a picture
