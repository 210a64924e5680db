"""The panel with the times of the implementations, measured on the reader's computer."""

from collections.abc import Mapping
from math import log10

from cnnlib.scenes.im2col.settings import Settings
from cnnlib.scenes.im2col.times import LARGER, MEASURED
from cnnlib.scenes.scene import Button, Item, Label, Panel, Run
from cnnlib.scenes.text import number

SHORT = {"loops": "loops", "im2col + product": "im2col", "library": "library"}
ROLES = {"loops": "F", "im2col + product": "W", "library": "S"}
FROM, TO = -6, 2  # powers of ten at the two ends of the scale, in seconds
LINE, FIRST, SECOND = 16.5, 50, 118  # from bar to bar; the titles of the two groups


def time_panel(settings: Settings, x: float, y: float, width: float) -> list[Item]:
    """Bars on a log scale; before anything is measured, what will be."""
    times = settings.times
    fresh = bool(times) and times["sizes"] == settings.sizes
    items: list[Item] = [
        Panel(x, y, width, 174),
        Label(x + 14, y + 25, (Run("Time", bold=True), Run("  log scale" if times else " here", "muted")), 15),
        Button(x + width - 102, y + 8, 92, 26, "Measure", "W", {}, sends="measure"),
    ]
    if not times:
        return [*items, *_announced(x + 14, y + FIRST + 4)]
    here = "this setting" if fresh else "another setting"
    return [
        *items,
        *_bars(times["here"], here, x + 14, y + FIRST, width - 28, fresh),
        *_bars(times["larger"], "{W} × {W} × {D1}, K = {K}".format(**LARGER), x + 14, y + SECOND, width - 28, fresh),
    ]


def told_times(settings: Settings) -> str:
    """The bars of this setting in a sentence, for those who do not see them; empty before they are measured."""
    times = settings.times
    if not times or times["sizes"] != settings.sizes or not times["here"]:
        return ""
    parts = [f"{SHORT[name]} {in_seconds(times['here'][name][0])}" for name in MEASURED]
    return f" Measured here: {', '.join(parts)}."


def _announced(x: float, y: float) -> list[Item]:
    lines = (
        "Loops; im2col and one product;",
        "the library, which makes X_col",
        "block by block. On this setting",
        "and on {W} × {W} × {D1}, K = {K}.".format(**LARGER),
        "It takes about two seconds.",
    )
    return [_text(x, y + 21 * n, line, 13, "muted") for n, line in enumerate(lines)]


def _bars(group: Mapping, title: str, x: float, y: float, width: float, fresh: bool) -> list[Item]:
    """A title with the ratio of slowest to fastest, and a bar for each implementation."""
    if not group:
        return [_text(x, y, f"{title}: no window fits", 13, "muted")]
    seconds = {name: group[name][0] for name in MEASURED}
    ratio = seconds["loops"] / min(seconds.values())
    items: list[Item] = [
        _text(x, y, title, 13, bold=True),
        _text(x + width, y, f"{_rounded(ratio)}×", 13, anchor="end", bold=True),
    ]
    for n, name in enumerate(MEASURED):
        line, (took, share) = y + LINE * (n + 1), group[name]
        about = "" if share == 1 else "≈ "
        length = 84 * min(1, max(0.04, (log10(took) - FROM) / (TO - FROM)))
        items += [
            _text(x, line, SHORT[name], 13, "text" if fresh else "muted"),
            Panel(x + 54, line - 10, length, 11, ROLES[name] if fresh else "faint"),
            _text(x + width, line, about + in_seconds(took), 13, anchor="end"),
        ]
    return items


def in_seconds(seconds: float) -> str:
    """Two digits and the unit that suits them.

    >>> in_seconds(0.0000283), in_seconds(0.00466), in_seconds(31.7)
    ('28 µs', '4.7 ms', '32 s')
    """
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{_rounded(seconds / size)} {unit}"
    return "< 1 µs"


def _rounded(value: float) -> str:
    """Two digits.

    >>> _rounded(4.66), _rounded(31.7), _rounded(13800)
    ('4.7', '32', '14,000')
    """
    if value < 10:
        return number(round(value, 1))
    keep = 1 - int(log10(value)) if value >= 100 else 0
    return f"{round(value, keep):,.0f}"


def _text(
    x: float, y: float, text: str, size: float, role: str = "text", *, bold: bool = False, anchor: str = "start"
) -> Label:
    return Label(x, y, (Run(text, role, bold),), size, anchor)
