"""Pictures of what a net has learnt and what it answers: filters and maps, on a scale shared by all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cnnlib.draw.grids import BASELINE, TITLE, TITLE_ABOVE
from cnnlib.draw.images import MARGIN
from cnnlib.draw.lettering import text_width
from cnnlib.draw.pictures import Picture, on_paper
from cnnlib.draw.sheet import Box, Hand, Sheet
from cnnlib.draw.style import SMALL, mix, readable_on
from cnnlib.scenes.pixels import NEGATIVE, POSITIVE, shaded, signed_colours
from cnnlib.scenes.text import MINUS, plural

SPACE = 26  # between tiles
ABOVE = 24  # room for a title
BAR = 16  # width of the scale
PAGE = 1180  # width of a notebook's page
NUMBERED = 46  # pixels of a cell with its weight
LARGEST_NUMBERED = 5  # the largest filter whose weights are written out
UNDER_NUMBERS = 0.75  # of the full colour, so that numbers on it can be read


@dataclass(frozen=True)
class Scale:
    """One scale of colours for all tiles: 0 is see-through, `limit` the full blue, -`limit` the full red;
    where nothing is negative, `limit` is green."""

    limit: float
    signed: bool
    strength: float = 1

    @property
    def lowest(self) -> float:
        return -self.limit if self.signed else 0.0

    def pixels(self, values: np.ndarray) -> np.ndarray | bytes:
        """Numbers as an image to be laid on paper."""
        full = (self.limit or 1) / self.strength
        return signed_colours(values, full) if self.signed else shaded(values / full, "S")

    def colour(self, value: float, paper: str) -> str:
        """The colour of one number of a signed scale on paper."""
        end = "#" + bytes(NEGATIVE if value < 0 else POSITIVE).hex()
        return mix(paper, end, self.strength * abs(value) / (self.limit or 1))


def filters(
    w: np.ndarray,
    titles: Sequence[str] = (),
    numbers: bool | None = None,
    columns: int | None = None,
    theme: str = "either",
) -> Picture:
    """Filters as images: red is negative, blue positive, 0 neutral, one scale for all.

    `w` is (K, F, F, D), or (F, F) for a single one. Filters of depth 1 stand in rows of `columns`; deeper
    ones have a column each, slice below slice. Small ones show their `numbers`, to two decimals.

    >>> filters(np.array([[1, 0, -1]] * 3), ["vertical edges"]).alt
    '1 filter of 3 by 3 by 1, weights from −1 to 1'
    """
    w = _four_axes(w)
    K, FH, F, D = w.shape
    _check_titles(titles, K, "filters")
    show = max(FH, F) <= LARGEST_NUMBERED if numbers is None else numbers
    cell = NUMBERED if show else max(84 // max(FH, F), 6)
    scale = Scale(float(np.abs(w).max()), signed=True, strength=UNDER_NUMBERS if show else 1)
    names = titles or [f"filter {k}" for k in range(K)]
    tiles = [(names[k] if d == 0 else "", w[k, :, :, d]) for d in range(D) for k in range(K)]
    alt = f"{plural(K, 'filter')} of {FH} by {F} by {D}, weights {_range(w)}"
    return _tiled(tiles, scale, columns if D == 1 else K, cell, theme, alt)


def feature_maps(
    maps: np.ndarray,
    titles: Sequence[str] = (),
    columns: int | None = None,
    size: int = 140,
    theme: str = "either",
) -> Picture:
    """The maps of a layer, (H, W, K), on one scale: green, or red and blue where some numbers are negative.

    >>> feature_maps(np.ones((4, 4, 2))).alt
    '2 maps of 4 by 4, numbers from 1 to 1'
    """
    maps = _finite(maps, "maps")
    if maps.ndim != 3:
        raise ValueError(f"maps are (H, W, K), not {maps.shape}: take one image of the batch, maps[0]")
    H, W, K = maps.shape
    _check_titles(titles, K, "maps")
    names = titles or [f"map {k}" for k in range(K)]
    alt = f"{plural(K, 'map')} of {H} by {W}, numbers {_range(maps)}"
    scale = Scale(float(np.abs(maps).max()), signed=bool(maps.min() < 0))
    return _tiled([(names[k], maps[:, :, k]) for k in range(K)], scale, columns, size / W, theme, alt)


def _four_axes(w: np.ndarray) -> np.ndarray:
    w = _finite(w, "filters")
    if w.ndim not in (2, 4):
        raise ValueError(f"filters are (K, F, F, D), or (F, F) for a single one, not {w.shape}")
    return w if w.ndim == 4 else w[None, :, :, None]


def _finite(values: np.ndarray, what: str) -> np.ndarray:
    values = np.asarray(values, float)
    if not np.isfinite(values).all():
        raise ValueError(f"the {what} hold NaN or infinity: look at where these come from before drawing them")
    return values


def _check_titles(titles: Sequence[str], count: int, what: str) -> None:
    if len(titles) not in (0, count):
        raise ValueError(f"{len(titles)} titles for {count} {what}: give one for each, or none")


def _short(value: float) -> str:
    """A number to two decimals, as short as it can be.

    >>> _short(-0.304), _short(2.0)
    ('−0.3', '2')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text.replace("-", MINUS)


def _range(values: np.ndarray) -> str:
    return f"from {_short(values.min())} to {_short(values.max())}"


def _tiled(
    tiles: list[tuple[str, np.ndarray]], scale: Scale, columns: int | None, cell: float, theme: str, alt: str
) -> Picture:
    """Equal tiles in rows, and the scale at their right."""
    rows, cols = tiles[0][1].shape
    wide = max([cols * cell, *(text_width(title, TITLE.size, bold=True) for title, _ in tiles)]) + SPACE
    across, sheet, y = columns or _balanced(len(tiles), wide), Sheet(theme), MARGIN + 0.0
    for start in range(0, len(tiles), across):
        row = tiles[start : start + across]
        y += ABOVE if any(title for title, _ in row) else ABOVE - SPACE
        for n, (title, values) in enumerate(row):
            _tile(sheet, title, values, (MARGIN + n * wide, y, cols * cell, rows * cell), scale)
        y += rows * cell + SPACE
    bottom, right = y - SPACE, MARGIN + min(across, len(tiles)) * wide
    _draw_scale(sheet, scale, (right, MARGIN + ABOVE, BAR, min(bottom - MARGIN - ABOVE, 160)))
    return on_paper(sheet, round(right + BAR + 76), round(bottom + MARGIN), alt)


def _balanced(count: int, wide: float) -> int:
    """How many tiles to a row, so that they fit the page and the rows are about equally long.

    >>> _balanced(8, 164)
    4
    """
    most = max(int((PAGE - 2 * MARGIN - BAR - 76) // wide), 1)
    return -(-count // -(-count // most))


def _tile(sheet: Sheet, title: str, values: np.ndarray, box: Box, scale: Scale) -> None:
    if title:
        sheet.text(title, box[0], box[1] - TITLE_ABOVE, TITLE, title, "title")
    sheet.note("image", title, box)
    if scale.strength < 1:
        _draw_numbers(sheet, values, box, scale)
        return
    sheet.box(box, "panel", radius=0)
    sheet.picture(scale.pixels(values), box, title)


def _draw_numbers(sheet: Sheet, values: np.ndarray, box: Box, scale: Scale) -> None:
    """Cells in the colours of the scale, each with its number."""
    cell = box[2] / values.shape[1]
    for (row, col), value in np.ndenumerate(values):
        place = (box[0] + col * cell + 1, box[1] + row * cell + 1, cell - 2, cell - 2)
        colour = scale.colour(value, sheet.colours["panel"])
        hand = Hand(SMALL, readable_on(colour), anchor="middle")
        sheet.box(place, colour)
        sheet.note("cell", f"{row},{col}", place, _short(value))
        sheet.text(_short(value), place[0] + cell / 2 - 1, place[1] + cell / 2 - 1 + BASELINE * SMALL, hand)


def _draw_scale(sheet: Sheet, scale: Scale, box: Box) -> None:
    """The colours from largest to smallest, with their numbers."""
    x, top, width, height = box
    sheet.box(box, "panel", radius=0)
    sheet.picture(scale.pixels(np.linspace(scale.limit, scale.lowest, 64)[:, None]), box, "scale")
    for value in sorted({scale.limit, 0.0, scale.lowest}):
        y = top + height * (scale.limit - value) / ((scale.limit - scale.lowest) or 1)
        y = min(max(y, top + 5), top + height - 5)
        sheet.text(_short(value), x + width + 8, y + BASELINE * SMALL, Hand(SMALL, "muted"), "scale", "scale")
