"""Paper, ink and type for every picture: the palette as matplotlib colours, figures measured in pixels.

A figure has 72 dots per inch, so that a point is a pixel of the scene: type sizes, line widths and positions
all read alike. A PNG at scale 2 has 144. Nothing here touches matplotlib's global settings.
"""

from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from cnnlib.scenes.palette import DARK, LIGHT, SYMBOLS, THEMES, contrast, rgb

DOTS = 72
"""Dots per inch at scale 1."""

STRONG = {"input": "W", "filter": "F", "output": "S"}
"""The role whose colour outlines and tints the cells of a grid."""

SMALL, PLAIN, TITLE = 13, 15, 17
"""Type sizes of plots in pixels, legible on a projector."""


def palette(theme: str) -> dict[str, str]:
    """The colours of a theme, or of "either": no paper, and ink for a light page as well as for a dark one.

    >>> palette("light")["paper"]
    '#ffffff'
    >>> palette("sepia")
    Traceback (most recent call last):
    ValueError: there is no theme 'sepia': choose 'light' or 'dark'
    """
    if theme == "either":
        return EITHER
    if theme not in THEMES:
        raise ValueError(f"there is no theme {theme!r}: choose {' or '.join(map(repr, THEMES))}")
    return THEMES[theme]


def symbol_of(role: str) -> str:
    """The symbol in whose colour a role is outlined.

    >>> symbol_of("filter"), symbol_of("K")
    ('F', 'K')
    """
    return STRONG.get(role, role)


def mix(one: str, other: str, share: float) -> str:
    """The colour that is `share` of the way from one to the other.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    return "#" + "".join(f"{round(a + share * (b - a)):02x}" for a, b in zip(rgb(one), rgb(other)))


EITHER = (
    LIGHT
    | {"text": "#727b8a", "muted": "#727b8a", "faint": "#727b8a", "amber": "#ad6c12"}
    | {symbol: mix(LIGHT[symbol], DARK[symbol], 0.4) for symbol in SYMBOLS}
)
"""Ink that stands out from white and from black alike, for pictures without paper: those show the page behind."""


def readable_on(colour: str) -> str:
    """White or near-black, whichever stands out more.

    >>> readable_on("#000080"), readable_on("#ffff00")
    ('#ffffff', '#1d2433')
    """
    return max("#ffffff", LIGHT["text"], key=lambda ink: contrast(ink, colour))


@lru_cache
def font(size: float = PLAIN, bold: bool = False, mono: bool = False) -> FontProperties:
    """The typeface that matplotlib brings along, so that a picture is the same on every machine."""
    family = "DejaVu Sans Mono" if mono else "DejaVu Sans"
    generic = "monospace" if mono else "sans-serif"
    return FontProperties(family=[family, generic], size=size, weight="bold" if bold else "normal")


def blank_figure(width: float, height: float, theme: str) -> Figure:
    """A figure of so many pixels, with nothing on it but paper, and without even that in "either" theme."""
    paper = "none" if theme == "either" else palette(theme)["paper"]
    return Figure((width / DOTS, height / DOTS), dpi=DOTS, facecolor=paper)


def sheet_of_paper(figure: Figure, place: tuple[float, float, float, float] | None = None, strip: float = 0) -> Axes:
    """An Axes in pixels, the y axis pointing down, over the whole figure or a `place` of it (x, y, width, height).

    Its y begins with the negative of `strip`: room for a title above the origin.
    """
    across, down = figure.get_size_inches() * DOTS
    x, y, width, height = place or (0, 0, across, down)
    axes = figure.add_axes((x / across, 1 - (y + height) / down, width / across, height / down))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height - strip, -strip)
    return axes
