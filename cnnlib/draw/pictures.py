"""Pictures: a figure with its alternative text, as PNG, SVG or PDF."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from matplotlib import rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from cnnlib.draw.files import place_for, written
from cnnlib.draw.pixels import opaque, small_png
from cnnlib.draw.sheet import PANEL, Drawn, Sheet
from cnnlib.draw.style import DOTS, blank_figure, sheet_of_paper
from cnnlib.scenes.pixels import png

VECTORS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "cnnlib",
    "pdf.fonttype": 42,
    "font.sans-serif": ["DejaVu Sans"],
    "font.monospace": ["DejaVu Sans Mono"],
}

WRITING = Lock()

CORNER = 14  # radius of a card's corners


@dataclass
class Picture:
    """A finished picture. A notebook shows it as a PNG with its sentence for those who cannot see it.

    `drawn` lists what was put on it, by name and place.
    """

    figure: Figure
    alt: str = ""
    drawn: list[Drawn] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels at scale 1."""
        width, height = (self.figure.get_size_inches() * DOTS).round().astype(int).tolist()
        return width, height

    def png(self, scale: float = 2, small: bool = False) -> bytes:
        """The picture in pixels; at `scale` 2 each pixel of the scene becomes 2 x 2.

        `small` takes longer and halves the file, for a notebook that keeps it.
        """
        canvas = FigureCanvasAgg(self.figure)
        self.figure.set_dpi(DOTS * scale)
        try:
            canvas.draw()
        finally:
            self.figure.set_dpi(DOTS)
        pixels = np.asarray(canvas.buffer_rgba())
        if to_rgba(self.figure.get_facecolor())[3]:  # there is paper
            pixels = opaque(pixels)
        return small_png(pixels) if small else png(pixels)

    def svg(self) -> bytes:
        """The picture as SVG with real text, the same bytes each time."""
        svg = self._written("svg", dpi=DOTS, metadata={"Date": None, "Creator": None}).decode()
        svg = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', svg, count=2)
        head = svg.index(">", svg.index("<svg")) + 1
        return (svg[:head] + f"\n <title>{escape(self.alt)}</title>" + svg[head:]).encode()

    def pdf(self) -> bytes:
        """The picture for print, the same bytes each time."""
        return self._written("pdf", metadata={"CreationDate": None, "Producer": None, "Creator": None})

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file; its ending says which kind.

        >>> Picture(Figure()).save("picture.bmp")
        Traceback (most recent call last):
        ValueError: a picture is saved as .png, .svg or .pdf, not as 'picture.bmp'
        """
        writers: dict[str, Callable[[], bytes]] = {".png": self.png, ".svg": self.svg, ".pdf": self.pdf}
        path = place_for(path, tuple(writers))
        return written(path, writers[path.suffix.lower()]())

    def _written(self, kind: str, **options: Any) -> bytes:
        file = BytesIO()
        with _set_for_vectors():
            self.figure.savefig(file, format=kind, facecolor=self.figure.get_facecolor(), **options)
        return file.getvalue()

    def _repr_png_(self) -> bytes:
        return self.png(small=True)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        width, height = self.size
        shown = {"image/png": self.png(small=True), "text/plain": self.alt or repr(self)}
        return shown, {"image/png": {"width": width, "height": height, "alt": self.alt}}

    def __repr__(self) -> str:
        width, height = self.size
        return f"Picture({width} x {height}: {self.alt})"


@contextmanager
def _set_for_vectors() -> Iterator[None]:
    """matplotlib's settings hold for the whole program: no others are touched, for a cell may set them meanwhile in
    another thread, and two files are written one after the other."""
    with WRITING:
        before = {name: rcParams[name] for name in VECTORS}
        rcParams.update(VECTORS)
        try:
            yield
        finally:
            rcParams.update(before)


def card(width: float, height: float, theme: str) -> Figure:
    """A figure whose paper has round corners, so that a light picture is at home on a dark page too."""
    figure, sheet = blank_figure(width, height, "either"), Sheet(theme)
    sheet.box((0, 0, width, height), "paper", PANEL, radius=CORNER)
    sheet.lay(sheet_of_paper(figure))
    return figure


def on_paper(sheet: Sheet, width: float, height: float, alt: str) -> Picture:
    """A finished sheet as a picture of so many pixels."""
    figure = blank_figure(width, height, sheet.theme)
    sheet.lay(sheet_of_paper(figure))
    return Picture(figure, alt, sheet.drawn)
