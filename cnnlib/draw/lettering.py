"""Text, quickly. matplotlib sets a number in 0.25 ms, and a scene has several hundred.

A `Lettering` holds all words of a picture. On a canvas of pixels it draws them as outlines, all words of one
colour in a single path joined from cached ones; in an SVG or PDF it writes real text, which can be searched
and read aloud.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath, text_to_path

from cnnlib.draw.style import font

EM = 100
"""The size at which outlines and widths are cached."""


@dataclass(frozen=True)
class Word:
    """A stretch of text in one colour, standing on the baseline `y`."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False
    mono: bool = False
    anchor: str = "start"  # "start", "middle" or "end"
    name: str = ""

    @cached_property
    def width(self) -> float:
        return text_width(self.text, self.size, self.bold, self.mono)

    @property
    def left(self) -> float:
        return self.x - {"start": 0, "middle": 0.5, "end": 1}[self.anchor] * self.width


@lru_cache(maxsize=20_000)
def _advance(text: str, bold: bool, mono: bool) -> float:
    return text_to_path.get_text_width_height_descent(text, font(EM, bold, mono), ismath=False)[0]


LEGIBLE = 11  # pixels: 10 where a laptop shows the picture smaller, which can still be read


def legible(text: str, least: float, room: float) -> float:
    """The size of a small bold text: `LEGIBLE` where the room is wide enough, never less than `least`.

    >>> legible("×1", 8.5, 40), legible("×1", 12, 40), legible("×1000", 8.5, 20)
    (11, 12, 8.5)
    """
    return max(least, min(LEGIBLE, LEGIBLE * room / text_width(text, LEGIBLE, bold=True)))


def text_width(text: str, size: float, bold: bool = False, mono: bool = False) -> float:
    """How many pixels a text is wide.

    >>> text_width("12", 20) == 2 * text_width("1", 20)
    True
    """
    return _advance(text, bold, mono) * size / EM


@lru_cache(maxsize=20_000)
def _outline(text: str, bold: bool, mono: bool) -> tuple[np.ndarray, np.ndarray]:
    path = TextPath((0, 0), text, prop=font(EM, bold, mono))
    return path.vertices * (1, -1), path.codes  # the y axis points down


def outlines(words: Iterable[Word]) -> Path:
    """All words as one path: cached outlines, scaled, moved to their places and joined."""
    vertices, codes = [], []
    for word in words:
        outline, kinds = _outline(word.text, word.bold, word.mono)
        vertices.append(outline * (word.size / EM) + (word.left, word.y))
        codes.append(kinds)
    return Path(np.concatenate(vertices), np.concatenate(codes))


class Lettering(Artist):
    """All words of a picture, as one artist."""

    def __init__(self, words: Sequence[Word]) -> None:
        super().__init__()
        self.words = [word for word in words if word.text.strip()]
        self.set_in_layout(False)
        self._parts: dict[bool, list[Artist]] = {}

    def draw(self, renderer: RendererBase) -> None:
        on_pixels = hasattr(renderer, "buffer_rgba")
        for part in self._drawn_as(outlines=on_pixels):
            part.draw(renderer)
        self.stale = False

    def _drawn_as(self, outlines: bool) -> list[Artist]:
        if outlines not in self._parts:
            self._parts[outlines] = self._outline_patches() if outlines else self._texts()
            assert self.axes is not None, "a Lettering is drawn after it is added to an Axes"
            for part in self._parts[outlines]:
                part.set(figure=self.axes.figure, transform=self.axes.transData)
        return self._parts[outlines]

    def _outline_patches(self) -> list[Artist]:
        colours = dict.fromkeys(word.colour for word in self.words)
        groups = {colour: [word for word in self.words if word.colour == colour] for colour in colours}
        return [PathPatch(outlines(group), facecolor=c, linewidth=0) for c, group in groups.items()]

    def _texts(self) -> list[Artist]:
        first = {word.name: word for word in reversed(self.words)}  # an id may stand in an SVG only once
        return [self._text(word, word.name if first[word.name] is word else "") for word in self.words]

    def _text(self, word: Word, name: str) -> Text:
        """Real text, without the spaces around it: an SVG would not keep them."""
        shown, x = word.text.strip(), word.x
        if word.anchor == "start":
            x += word.width - text_width(word.text.lstrip(), word.size, word.bold, word.mono)
        align = {"start": "left", "middle": "center", "end": "right"}[word.anchor]
        text = Text(x, word.y, shown, color=word.colour, fontproperties=font(word.size, word.bold, word.mono))
        text.set(ha=align, va="baseline", parse_math=False, gid=name or None)
        return text
