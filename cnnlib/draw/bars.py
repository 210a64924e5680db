"""Positive numbers of very different size as bars, on a scale on which each mark is ten times the one before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil, floor, log10

from cnnlib.draw.grids import BASELINE
from cnnlib.draw.images import MARGIN
from cnnlib.draw.lettering import text_width
from cnnlib.draw.pictures import Picture, on_paper
from cnnlib.draw.sheet import PANEL, Hand, Sheet
from cnnlib.draw.style import PLAIN, SMALL
from cnnlib.scenes.palette import SYMBOLS

WIDTH, ROW, BAR, ABOVE, BELOW = 1050, 28, 18, 44, 34
GRID = "#727b8a4d"  # faint on any page
MARK, NAME = Hand(SMALL, "muted", anchor="middle"), Hand(PLAIN, "muted", anchor="end")


@dataclass(frozen=True)
class Decades:
    """A scale of powers of ten between two places of the page."""

    low: int
    high: int
    left: float
    right: float

    @property
    def powers(self) -> range:
        return range(self.low, self.high + 1)

    def place(self, value: float) -> float:
        return self.left + (log10(value) - self.low) / (self.high - self.low) * (self.right - self.left)


def bars(
    groups: Mapping[str, Mapping[str, float]], words: Callable[[float], str], alt: str, theme: str = "either"
) -> Picture:
    """Named positive numbers, group below group, as bars on one scale: each of its marks is ten times the one before.

    `words` writes a number, at the end of its bar and below a mark; a name has one colour in all groups.

    >>> bars({"small": {"loops": 2.0, "library": 0.001}}, "{:g} s".format, "The library is quicker.")
    Picture(1050 x 148: The library is quicker.)
    """
    values = [value for group in groups.values() for value in group.values()]
    if not values or min(values) <= 0:
        raise ValueError("a bar on this scale needs a number larger than 0: there is no power of ten that is 0")
    names = list(dict.fromkeys(name for group in groups.values() for name in group))
    colours = {name: SYMBOLS[n % len(SYMBOLS)] for n, name in enumerate(names)}
    sheet, scale = Sheet(theme), _scale(values, names, words)
    y = MARGIN - 10
    for title, group in groups.items():
        sheet.text(title, MARGIN, y + 28, Hand(PLAIN, "text", bold=True), title, "title")
        y = _draw(sheet, group, colours, words, scale, y + ABOVE)
    _marks(sheet, scale, words, y)
    return on_paper(sheet, WIDTH, y + BELOW, alt)


def _scale(values: list[float], names: list[str], words: Callable[[float], str]) -> Decades:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    left = MARGIN + max(text_width(name, PLAIN) for name in names) + 14
    right = WIDTH - MARGIN - max(text_width(words(value), PLAIN, bold=True) for value in values) - 10
    return Decades(low, max(high, low + 1), left, right)


def _draw(
    sheet: Sheet, group: Mapping[str, float], colours: Mapping[str, str], words: Callable[[float], str],
    scale: Decades, y: int,
) -> int:  # fmt: skip
    """The bars of a group from y on, over a faint line for each power of ten; where they end."""
    for power in scale.powers:
        sheet.box((scale.place(10.0**power) - 0.5, y, 1, ROW * len(group)), GRID, layer=PANEL, radius=0)
    for name, value in group.items():
        end, baseline = scale.place(value), y + ROW / 2 + BASELINE * PLAIN
        box = scale.left, y + (ROW - BAR) / 2, max(end - scale.left, 2), BAR
        sheet.box(box, colours[name])
        sheet.note("bar", name, box, words(value))
        sheet.text(name, scale.left - 14, baseline, NAME, name, "name")
        sheet.text(words(value), end + 10, baseline, Hand(PLAIN, colours[name], bold=True), name, "value")
        y += ROW
    return y


def _marks(sheet: Sheet, scale: Decades, words: Callable[[float], str], bottom: int) -> None:
    """A number at each power of ten; of crowded ones at every second, or third."""
    wide = max(text_width(words(10.0**power), SMALL) for power in scale.powers) + 12
    step = ceil(wide * (len(scale.powers) - 1) / (scale.right - scale.left))
    for power in scale.powers[::step]:
        sheet.text(words(10.0**power), scale.place(10.0**power), bottom + 20, MARK, f"mark:{power}", "mark")
