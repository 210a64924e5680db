"""Where things stand in the filter lab: photograph, filter and response above, lens and later maps below."""

from dataclasses import dataclass

from numpy.typing import NDArray

from cnnlib.scenes.filter_lab.photographs import HIGHEST, WIDEST
from cnnlib.scenes.filter_lab.settings import Settings

WIDTH, HEIGHT = 1180, 700
LEFT, TOP = 2, 142  # first pixel; outlines stand out a little
PIXEL, LARGEST_PIXEL = 2, 30  # size of a pixel of a photograph, and of the tiniest picture
WIDEST_BORDER = 2 * 9  # for F = 7 and d = 3
MIDDLE, MIDDLE_WIDTH, MIDDLE_HEIGHT = 404, 404, 252  # the filter
RIGHT, RIGHT_WIDTH = 836, 344  # the response; under it what follows
LEGEND_TOP = 366
LOWER = 426  # lens, and what follows
LENS_HEIGHT = 224
STAGE = RIGHT_WIDTH / 2  # from one small map to the next
CARD_TOP = 552
CAPTION_TOP = 658


@dataclass(frozen=True)
class Box:
    """A place for a grid: its top left corner, the size of a cell and of its digits (0: no digits)."""

    x: float
    y: float
    cell: float
    digits: float


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
    cell = int(min(64, (MIDDLE_WIDTH - (D - 1) * gap) / (D * F), MIDDLE_HEIGHT / F))
    left = MIDDLE + (MIDDLE_WIDTH - D * F * cell - (D - 1) * gap) / 2
    return Box(left + d * (F * cell + gap), TOP, cell, digits(cell, longest))


def lens_box(settings: Settings, d: int) -> Box:
    """The enlarged window of one slice."""
    cell = int(min(64, LENS_HEIGHT / settings.F))
    size = round(min(20, (cell - 7) / 2.1), 1)  # three bold figures
    return Box(LEFT + d * (settings.F * cell + 30), LOWER, cell, size)


def digits(cell: float, longest: int) -> float:
    """Text size for numbers of `longest` characters in a cell; 0 where they would be too small to read.

    >>> digits(48, 2), digits(30, 3), digits(17, 3)
    (20, 10.8, 0)
    """
    size = round(min(20, 0.5 * cell, (cell - 8) / (0.68 * max(longest, 1))), 1)
    return size if size >= (8 if cell >= 30 else 10) else 0  # small cells look better as a picture
