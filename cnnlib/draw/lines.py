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
    rows, dotted = [row for panel in panels.values() for row in panel.values()], set(dots)
    sides, limits = _reach([x for x, _ in rows]), limits or _reach([y for _, y in rows], air=0.06)
    whole = all(np.array_equal(x, np.rint(x)) for x, _ in rows)
    names = list(dict.fromkeys(name for panel in panels.values() for name in panel))
    colours = {name: palette(theme)[SYMBOLS[n % len(SYMBOLS)]] for n, name in enumerate(names)}
    figure = blank_figure(WIDTH, HEIGHT, theme)
    for n, (title, panel) in enumerate(panels.items()):
        axes = dressed(figure.add_axes(_place(n, len(panels), names)), title, theme, across, whole)
        axes.set(xlim=sides, ylim=limits)
        _draw(axes, panel, colours, dotted)
    return Picture(figure, alt)


def _place(n: int, panels: int, names: list[str]) -> tuple[float, float, float, float]:
    """Of a panel, as shares of the figure: left, bottom, width, height; the names have room on its right."""
    pitch, named = WIDTH / panels, max(text_width(name, PLAIN, bold=True) for name in names)
    width = pitch - LEFT - RIGHT - named
    return (n * pitch + LEFT) / WIDTH, BELOW / HEIGHT, width / WIDTH, 1 - (BELOW + ABOVE) / HEIGHT


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
        write(
            label(axes, colours[name]), name, _behind(axes, float(np.max(x))), height
        )  # not on a line that turns back


def _behind(axes: Axes, end: float) -> float:
    """Where the name of a line that reaches so far begins: behind the rules too, if it goes on to the panel's side."""
    left, right = axes.get_xlim()
    return right if right - end < 0.05 * (right - left) else end
