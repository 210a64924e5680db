"""Plain plots of a lesson: named lines in one panel or in several side by side, all on one scale."""

from collections.abc import Iterable, Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from cnnlib.draw.axes import apart, dressed, label, write
from cnnlib.draw.lettering import text_width
from cnnlib.draw.pictures import Picture
from cnnlib.draw.style import PLAIN, blank_figure, palette
from cnnlib.scenes.palette import SYMBOLS

WIDTH, HEIGHT = 1050, 340
LEFT, RIGHT, BELOW, ABOVE = 60, 24, 58, 50  # margins of a panel, without the names at the ends of its lines
APART = 0.085  # of a panel's height: how close two names may come

Panel = Mapping[str, tuple[ArrayLike, ArrayLike]]


def lines(
    panels: Mapping[str, Panel],
    across: str,
    alt: str,
    dots: Iterable[str] = (),
    limits: tuple[float, float] | None = None,
    theme: str = "either",
) -> Picture:
    """Each panel, under its title, has named lines (x, y); a name has one colour and stands at the line's end.

    `across` names the x axis. All panels have the same axes, y within `limits` where they are given. The lines named
    in `dots` are thin, with a dot at each point. The page shows through, be it light or dark.

    >>> picture = lines({"loss": {"training": ([1, 2], [2.3, 0.4])}}, "epoch", "The loss falls.")
    >>> picture.alt, picture.size
    ('The loss falls.', (1050, 340))
    """
    figure, dots = blank_figure(WIDTH, HEIGHT, theme), set(dots)
    along = [x for panel in panels.values() for x, _ in panel.values()]
    sides, whole = _reach(along), all(np.array_equal(x, np.rint(x)) for x in along)
    limits = limits or _reach([y for panel in panels.values() for _, y in panel.values()], air=0.06)
    names = list(dict.fromkeys(name for panel in panels.values() for name in panel))
    colours = {name: palette(theme)[SYMBOLS[n % len(SYMBOLS)]] for n, name in enumerate(names)}
    pitch, named = WIDTH / len(panels), max(text_width(name, PLAIN, bold=True) for name in names)
    for n, (title, panel) in enumerate(panels.items()):
        width = pitch - LEFT - RIGHT - named
        place = (n * pitch + LEFT) / WIDTH, BELOW / HEIGHT, width / WIDTH, 1 - (BELOW + ABOVE) / HEIGHT
        axes = dressed(figure.add_axes(place), title, theme, across, whole)
        axes.set(xlim=sides, ylim=limits)
        _draw(axes, panel, colours, dots)
    return Picture(figure, alt)


def _reach(rows: Iterable[ArrayLike], air: float = 0.02) -> tuple[float, float]:
    """From the smallest to the largest of all numbers, with some air on both sides."""
    values = np.concatenate([np.ravel(row) for row in rows])
    margin = air * float(values.max() - values.min() or 1)
    return float(values.min()) - margin, float(values.max()) + margin


def _draw(axes: Axes, panel: Panel, colours: Mapping[str, str], dots: set[str]) -> None:
    """The lines, those with dots on top, and the name of each where it ends within the panel."""
    bottom, top = axes.get_ylim()
    ends = [min(max(float(np.ravel(y)[-1]), bottom), top) for _, y in panel.values()]
    gap, up = APART * (top - bottom), sum(ends) / len(ends) < (bottom + top) / 2  # towards the side with more room
    heights = [-height for height in apart([-end for end in ends], gap)] if up else apart(ends, gap)
    for (name, (x, y)), height in zip(panel.items(), heights):
        dotted = {"marker": "o", "markersize": 7, "linewidth": 1.2, "zorder": 4} if name in dots else {"linewidth": 2.5}
        axes.plot(x, y, color=colours[name], **dotted)
        write(label(axes, colours[name]), name, float(np.ravel(x)[-1]), height)
