"""Scenes on paper: one, or several with a title each; a still picture, or the frames of a film.

Of a film only what is lit is drawn anew for each frame; all else is kept in pixels.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from cnnlib.draw import arithmetic, reels, strokes, texts
from cnnlib.draw.grids import draw_grid, draw_lit
from cnnlib.draw.lights import Lights, lights
from cnnlib.draw.pictures import Picture, card
from cnnlib.draw.rings import draw_rings
from cnnlib.draw.sheet import Sheet
from cnnlib.draw.style import DOTS, blank_figure, sheet_of_paper
from cnnlib.scenes import scene as kinds
from cnnlib.scenes.scene import Label, Run, Scene
from cnnlib.scenes.trace import Focus

STRIP = 48  # above a scene with a title
Ink = Callable[..., None]
STILL: dict[type, Ink] = {
    kinds.Label: texts.draw_label,
    kinds.Panel: strokes.draw_panel,
    kinds.Line: strokes.draw_line,
    kinds.Button: strokes.draw_button,
    kinds.Pad: strokes.draw_pad,
}
"""Items that never change, drawn from themselves alone."""

MOVING: dict[type, Ink] = {
    kinds.Told: texts.draw_told,
    kinds.Caption: texts.draw_caption,
    kinds.Products: arithmetic.draw_products,
    kinds.Lens: arithmetic.draw_lens,
    kinds.Wires: arithmetic.draw_wires,
    kinds.Rings: draw_rings,
    kinds.Curve: reels.draw_curve,
    kinds.Reel: reels.draw_reel,
}
"""Items that are drawn anew for each frame, from the scene and what is lit of it; of a grid it is only what is lit."""


@dataclass(frozen=True)
class Pane:
    """A scene at its place on the paper. Its `title` stands in a strip above it; `name` keeps its parts apart."""

    scene: Scene
    title: tuple[Run, ...] = ()
    name: str = ""
    x: float = 0
    y: float = 0

    @property
    def strip(self) -> float:
        return STRIP if self.title else 0

    @property
    def height(self) -> float:
        return self.strip + self.scene.height


def arranged(panes: Sequence[Pane], beside: bool = False) -> tuple[Pane, ...]:
    """Panes one below the other, or `beside` one another."""
    placed, x, y = [], 0.0, 0.0
    for pane in panes:
        placed.append(replace(pane, x=x, y=y))
        x, y = (x + pane.scene.width, 0.0) if beside else (0.0, y + pane.height)
    return tuple(placed)


def picture(scene: Scene, focus: Focus | None = None, theme: str = "light") -> Picture:
    """Draw a scene as the browser draws it, with what `focus` lights (else the film's first step)."""
    return pictures((Pane(scene),), (focus,), theme)


def pictures(panes: Sequence[Pane], foci: Sequence[Focus | None], theme: str = "light", margin: float = 0) -> Picture:
    """Draw several scenes, each with what its focus lights; with a `margin`, on a card with round corners."""
    paper = Paper(panes, theme, margin)
    lit = [lights(pane.scene, focus) for pane, focus in zip(panes, foci)]
    drawn = [mark for sheet in paper.put(lit, draw) for mark in sheet.drawn]
    return Picture(paper.figure, " ".join(pane.scene.spoken for pane in panes), drawn)


class Paper:
    """A figure with an Axes for each pane."""

    def __init__(self, panes: Sequence[Pane], theme: str, margin: float = 0) -> None:
        self.theme = theme
        self.panes = [replace(pane, x=pane.x + margin, y=pane.y + margin) for pane in panes]
        width = max(pane.x + pane.scene.width for pane in self.panes) + margin
        height = max(pane.y + pane.height for pane in self.panes) + margin
        self.figure = (card if margin else blank_figure)(width, height, theme)
        self.axes = [sheet_of_paper(self.figure, (p.x, p.y, p.scene.width, p.height), p.strip) for p in self.panes]

    def put(self, lit: Sequence[Lights], draw: "Draw") -> list[Sheet]:
        """Draw all items of all panes with one of the functions below."""
        sheets = []
        for pane, axes, light in zip(self.panes, self.axes, lit):
            sheet = Sheet(self.theme, pane.name)
            for item in (*_titles(pane), *pane.scene.items):
                draw(sheet, item, pane.scene, light)
            sheet.lay(axes)
            sheets.append(sheet)
        return sheets


Draw = Callable[[Sheet, kinds.Item, Scene, Lights], None]


def _titles(pane: Pane) -> Iterator[Label]:
    if pane.title:
        yield Label(24, -14, pane.title, 20, id="title")


def draw(sheet: Sheet, item: kinds.Item, scene: Scene, light: Lights) -> None:
    """Draw one item with its lights."""
    if isinstance(item, kinds.Grid):
        if light.shows(item):
            draw_grid(sheet, item, light)
    elif type(item) in STILL:
        STILL[type(item)](sheet, item)
    else:
        MOVING[type(item)](sheet, item, scene, light)


def draw_still(sheet: Sheet, item: kinds.Item, scene: Scene, light: Lights) -> None:
    """What of an item stays while the film visits the cells of one target."""
    if type(item) not in MOVING:
        draw(sheet, item, scene, replace(light, cells={}))


def draw_moving(sheet: Sheet, item: kinds.Item, scene: Scene, light: Lights) -> None:
    """What of an item changes with each step."""
    if type(item) in MOVING:
        draw(sheet, item, scene, light)
    elif isinstance(item, kinds.Grid) and light.shows(item):
        draw_lit(sheet, item, light)


class Frames:
    """The frames of a film in pixels, `scale` times as large as the scene."""

    def __init__(self, panes: Sequence[Pane], theme: str = "light", scale: float = 1) -> None:
        self._panes, self._theme = panes, theme
        self._paper = Paper(panes, theme)
        self._paper.figure.set_dpi(DOTS * scale)
        self._canvas = FigureCanvasAgg(self._paper.figure)
        self._grounds: dict[tuple[str, ...], object] = {}

    def frame(self, foci: Sequence[Focus | None]) -> np.ndarray:
        """One frame, (H, W): each pixel a number 0xBBGGRR."""
        lit = [lights(pane.scene, focus) for pane, focus in zip(self._panes, foci)]
        renderer = self._canvas.get_renderer()
        renderer.restore_region(self._ground(lit))
        self._ink(lit, draw_moving)
        colours = np.asarray(self._canvas.buffer_rgba()).view("<u4")[..., 0]
        return colours & 0xFFFFFF

    def _ground(self, lit: Sequence[Lights]) -> object:
        """The pixels that stay: all that is the same for each cell of the targets."""
        targets = tuple(light.target.grid if light.target else "" for light in lit)
        if targets not in self._grounds:
            self._canvas.get_renderer().clear()
            self._paper.figure.patch.draw(self._canvas.get_renderer())
            self._ink(lit, draw_still)
            self._grounds[targets] = self._canvas.copy_from_bbox(self._paper.figure.bbox)
        return self._grounds[targets]

    def _ink(self, lit: Sequence[Lights], draw: Draw) -> None:
        self._paper.put(lit, draw)
        for axes in self._paper.axes:
            _ink_once(axes, self._canvas)


def _ink_once(axes: Axes, canvas: FigureCanvasAgg) -> None:
    """Draw what lies on an Axes onto the canvas as it is, and take it off again."""
    artists: list[Artist] = sorted((*axes.patches, *axes.images, *axes.artists), key=lambda one: one.get_zorder())
    for artist in artists:
        artist.draw(canvas.get_renderer())
        artist.remove()
