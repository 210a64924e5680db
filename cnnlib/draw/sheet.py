"""A sheet on which boxes, strokes and words are put by name, then laid onto an Axes as a few large artists.

Everything put down is also kept as a record, `Drawn`, so that a test can hold it against the scene, and
against what the browser drew of the same scene.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from PIL import Image

from cnnlib.draw.lettering import Lettering, Word
from cnnlib.draw.style import palette

PANEL, CELL, PICTURE, HATCH, STROKE, EDGE, OUTLINE, TEXT = range(8)
"""What lies on what, from below."""

DASHES = (0, (2, 1.4))

Box = tuple[float, float, float, float]  # x, y of the left top corner, width, height
Outline = tuple[np.ndarray, np.ndarray]  # vertices and codes of a path


@dataclass(frozen=True)
class Drawn:
    """One thing that was drawn: what it is, its name, its text and its place."""

    kind: str
    id: str
    text: str
    box: Box


class Pen(NamedTuple):
    """How a path is inked; paths with the same pen become one artist."""

    layer: int
    fill: str = "none"
    stroke: str = "none"
    width: float = 0
    dashed: bool = False


class Hand(NamedTuple):
    """How a text is written."""

    size: float
    role: str = "text"
    bold: bool = False
    mono: bool = False
    anchor: str = "start"  # "start", "middle" or "end"


def text_box(left: float, baseline: float, width: float, size: float) -> Box:
    """The place of a line of text, from the top of its capitals to the foot of its letters."""
    return left, baseline - 0.76 * size, width, size


@lru_cache(maxsize=1000)
def _rounded(width: float, height: float, radius: float) -> Outline:
    """A box with round corners at the origin: vertices and codes of a path."""
    r, right, bottom = min(radius, width / 2, height / 2), width, height
    sides = [
        ((r, 0), (right - r, 0), (right, 0), (right, r)),
        ((right, r), (right, bottom - r), (right, bottom), (right - r, bottom)),
        ((right - r, bottom), (r, bottom), (0, bottom), (0, bottom - r)),
        ((0, bottom - r), (0, r), (0, 0), (r, 0)),
    ]  # each side: where it starts, where its corner starts, the corner, where the corner ends
    points = [sides[0][0], *(point for side in sides for point in side[1:]), (0, 0)]
    codes = [Path.MOVETO, *[Path.LINETO, Path.CURVE3, Path.CURVE3] * 4, Path.CLOSEPOLY]
    return np.array(points, float), np.array(codes, Path.code_type)


@lru_cache(maxsize=1000)
def _diagonals(width: float, height: float, gap: float) -> Outline:
    """Slanted strokes that hatch a box at the origin, from its lower left to its upper right."""
    across = np.arange(gap / 2, width + height, gap)  # where each stroke would meet the top edge
    below, right = np.minimum(across, height), np.minimum(across, width)
    ends = np.stack([across - below, below, right, across - right], axis=1)
    return ends.reshape(-1, 2), np.tile(np.array([Path.MOVETO, Path.LINETO], Path.code_type), len(across))


def _polyline(points: list[tuple[float, float]]) -> Outline:
    codes = [Path.MOVETO] + [Path.LINETO] * (len(points) - 1)
    return np.array(points, float), np.array(codes, Path.code_type)


class Sheet:
    """What a picture will show, collected before anything is inked."""

    def __init__(self, theme: str, name: str = "") -> None:
        """With a `name`, all that is put on it is called "name thing": there may be another sheet beside it."""
        self.theme, self.colours = theme, palette(theme)
        self._prefix = f"{name} " if name else ""
        self.drawn: list[Drawn] = []
        self.words: list[Word] = []
        self._paths: dict[Pen, list[Outline]] = defaultdict(list)
        self._pictures: list[tuple[np.ndarray, Box, str]] = []

    def note(self, kind: str, name: str, box: Box, text: str = "") -> None:
        """Keep a record."""
        self.drawn.append(Drawn(kind, self._prefix + name, text, box))

    def box(self, box: Box, fill: str, layer: int = CELL, radius: float = 3) -> None:
        """A filled box with round corners; `fill` is a role or a colour."""
        self._put(Pen(layer, fill=self._colour(fill)), _rounded(*box[2:], radius), box[:2])

    def outline(self, box: Box, role: str, width: float = 3, dashed: bool = False, radius: float = 4) -> None:
        """A box with nothing in it, its stroke centred on its edge."""
        pen = Pen(OUTLINE, stroke=self._colour(role), width=width, dashed=dashed)
        self._put(pen, _rounded(*box[2:], radius), box[:2])

    def edged_outline(self, box: Box, role: str, dashed: bool = False) -> None:
        """An outline on a strip of paper, which stands out from any picture."""
        self._put(Pen(EDGE, stroke=self.colours["paper"], width=6), _rounded(*box[2:], 4), box[:2])
        self.outline(box, role, dashed=dashed)

    def hatch(self, box: Box, role: str, width: float = 1, gap: float = 6) -> None:
        """Slanted strokes within a box."""
        self._put(Pen(HATCH, stroke=self._colour(role), width=width), _diagonals(*box[2:], gap), box[:2])

    def stroke(self, points: list[tuple[float, float]], role: str, width: float) -> None:
        """A line through points."""
        self._paths[Pen(STROKE, stroke=self._colour(role), width=width)].append(_polyline(points))

    def shape(self, points: list[tuple[float, float]], role: str) -> None:
        """A filled polygon."""
        self._paths[Pen(STROKE, fill=self._colour(role))].append(_polyline(points))

    def picture(self, image: bytes | np.ndarray, box: Box, name: str) -> None:
        """An image (a PNG, or pixels of uint8) stretched over a box, its pixels left square and sharp."""
        if isinstance(image, bytes):
            image = np.asarray(Image.open(BytesIO(image)).convert("RGBA"))
        self._pictures.append((image, box, self._prefix + name))

    def text(self, text: str, x: float, y: float, hand: Hand, name: str = "", kind: str = "") -> None:
        """A text on the baseline `y`; with a `kind`, it is recorded."""
        named = self._prefix + name if name else ""
        word = Word(text, x, y, hand.size, self._colour(hand.role), hand.bold, hand.mono, hand.anchor, named)
        self.words.append(word)
        if kind:
            self.note(kind, name, text_box(word.left, y, word.width, hand.size), text)

    def lay(self, axes: Axes) -> None:
        """Ink everything onto an Axes made by `sheet_of_paper`."""
        for pen, paths in self._paths.items():
            axes.add_artist(_ink(pen, paths))
        for pixels, box, name in self._pictures:
            axes.add_artist(_image(axes, pixels, box, name))
        lettering = Lettering(self.words)
        lettering.set(zorder=TEXT, gid="text")
        axes.add_artist(lettering)

    def _put(self, pen: Pen, path: Outline, at: tuple[float, float]) -> None:
        vertices, codes = path
        self._paths[pen].append((vertices + at, codes))

    def _colour(self, role: str) -> str:
        return self.colours.get(role, role)


def _ink(pen: Pen, paths: list[Outline]) -> PathPatch:
    vertices, codes = (np.concatenate(part) for part in zip(*paths))
    patch = PathPatch(Path(vertices, codes), facecolor=pen.fill, edgecolor=pen.stroke, linewidth=pen.width)
    patch.set(zorder=pen.layer, capstyle="butt", joinstyle="round", linestyle=DASHES if pen.dashed else "solid")
    return patch


def _image(axes: Axes, pixels: np.ndarray, box: Box, name: str) -> AxesImage:
    x, y, width, height = box
    shrinks = pixels.shape[1] > width or pixels.shape[0] > height
    image = AxesImage(axes, extent=(x, x + width, y + height, y), zorder=PICTURE)
    image.set_interpolation("hanning" if shrinks else "nearest")
    image.set_data(pixels)
    image.set_gid(name)
    return image
