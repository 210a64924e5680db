"""What all plots share: faint lines across, large numbers, and names at the ends of lines in place of a legend."""

from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from cnnlib.draw.style import PLAIN, SMALL, TITLE, font, palette


def dressed(axes: Axes, title: str, theme: str, across: str = "step", whole: bool = True) -> Axes:
    """Paper, faint lines across, a title at the left, numbers large enough for the last row; whole ones below."""
    colours = palette(theme)
    axes.set_facecolor("none" if theme == "either" else colours["paper"])
    axes.set_title(title, loc="left", color=colours["text"], fontproperties=font(TITLE, bold=True), pad=12)
    axes.set_xlabel(across, color=colours["muted"], fontproperties=font(SMALL))
    axes.grid(axis="y", color=colours["faint"], linewidth=1, alpha=0.35 if theme == "either" else 0.8)
    axes.set_axisbelow(True)
    axes.spines[["left", "top", "right"]].set_visible(False)
    axes.spines["bottom"].set(color=colours["faint"], linewidth=1.5)
    axes.tick_params(length=0, labelcolor=colours["muted"], labelsize=SMALL, labelfontfamily="DejaVu Sans", pad=6)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=whole))
    axes.yaxis.set_major_locator(MaxNLocator(5))
    return axes


def label(axes: Axes, colour: str) -> Annotation:
    """A line's name, which goes along with its end, in its colour: no legend to look up."""
    text = axes.annotate("", (0, 0), (10, 0), textcoords="offset points", va="center", color=colour)
    text.set(fontproperties=font(PLAIN, bold=True), annotation_clip=False)
    return text


def write(name: Annotation, text: str, x: float, y: float) -> None:
    """A name and the place it stands beside."""
    name.set_text(text)
    name.xy = (x, y)


def apart(heights: list[float], gap: float) -> list[float]:
    """Heights of labels, the highest kept, each other one moved down where it would touch the one above.

    >>> apart([0.98, 1.0, 0.5], 0.1)
    [0.9, 1.0, 0.5]
    """
    moved, ceiling = list(heights), float("inf")
    for n in sorted(range(len(heights)), key=lambda n: -heights[n]):
        moved[n] = ceiling = min(heights[n], ceiling)
        ceiling -= gap
    return moved
