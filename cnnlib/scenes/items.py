"""The parts of a picture besides its grids: lines of text, lenses, wires, rings, curves, buttons.

Positions are pixels, the origin is top left. Colours are roles of `palette.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cnnlib.scenes.cells import Grid, Opens, Setting
from cnnlib.scenes.sentences import Packed, Sentences


@dataclass(frozen=True)
class Run:
    """A stretch of text in the colour of one role; `(W - F)` is several runs. The view makes the runs of the symbol
    that has just changed bold (`symbol`), so that the eye finds the term."""

    text: str
    role: str = "text"
    bold: bool = False
    symbol: str | None = None


@dataclass(frozen=True)
class Label:
    """A line of text."""

    x: float
    y: float  # baseline
    runs: tuple[Run, ...]
    size: float = 15
    anchor: str = "start"  # "start", "middle" or "end"
    mono: bool = False
    id: str = ""


@dataclass(frozen=True)
class Told:
    """A line of text that changes with the film: `texts` has one sentence per step (or per step of one target).

    `runs`, if there are any, are the pattern of `texts` in pieces, each in its own colour.
    """

    x: float
    y: float
    texts: Sentences
    size: float = 15
    anchor: str = "start"
    role: str = "text"
    bold: bool = False
    id: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Caption:
    """Where the sentence of the lit cell stands: the `say` of its grid; `rest` while no cell is lit.

    Its type grows smaller before it takes more than so many `lines`."""

    x: float
    y: float
    width: float
    size: float = 16
    rest: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Products:
    """The products of the lit target cell with one source, `2·0 + 2·0 + 1·−1`, a line per weight row, or of `across`
    products each."""

    x: float
    y: float
    source: str
    link: int = 0
    size: float = 13
    line: float = 30
    across: int = 0


@dataclass(frozen=True)
class Lens:
    """The window of the lit target cell in one source, enlarged, each number with its weight below it.

    A window that is a single column of a matrix is folded into rows of `across` numbers.
    """

    x: float
    y: float
    cell: float
    source: str
    link: int = 0
    digits: float = 15
    title: str = ""
    across: int = 0


@dataclass(frozen=True)
class Wires:
    """A line from each source cell to each target cell it feeds (the 1-D view), in the hue of its weight."""

    link: int = 0
    lettered: float = 0.42  # how far from the source a lit wire bears its weight; 0: nowhere


@dataclass(frozen=True)
class Rings:
    """Rings around the `cells` of a grid that were chosen, such as the winners of max pooling.

    `chosen` has, for each cell of `targets`, the one that it chose: its ring is strong while that target is lit.
    """

    grid: str
    cells: tuple[int, ...] = ()
    role: str = "S"
    targets: tuple[str, ...] = ()
    chosen: Sequence[int] | Packed = ()
    id: str = "rings"


@dataclass(frozen=True)
class Panel:
    """A quiet rounded background."""

    x: float
    y: float
    width: float
    height: float
    role: str = "panel"
    id: str = ""


@dataclass(frozen=True)
class Line:
    """A straight stroke; `arrow` puts a head on its end."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str = "faint"
    width: float = 1.5
    arrow: bool = False
    id: str = ""


@dataclass(frozen=True)
class Curve:
    """A line through points of the picture, `dots` the radius at each of them; `at` has for each step of the film the
    point that bears a ring then, or -1."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    role: str
    width: float = 2.5
    strength: float = 1  # 1: the role's full colour
    dots: float = 0
    at: tuple[int, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class Reel:
    """An image that changes with the film: a PNG for each step, or a single one that stays."""

    x: float
    y: float
    width: float
    height: float
    images: tuple[bytes, ...]
    id: str = ""


@dataclass(frozen=True)
class Button:
    """A repair or a choice: pressing it changes `settings`, opens another explorer, or has Python do what it `sends`.
    Its colour is the role of the symbol it changes."""

    x: float
    y: float
    width: float
    height: float
    text: str
    role: str
    settings: dict[str, Setting]
    opens: Opens | None = None
    sends: str = ""
    keys: tuple[str, ...] = ()  # that press it, wherever in the view the focus is: "Ctrl+Z", "Delete"
    named: str = ""  # what a button without a text is called


@dataclass(frozen=True)
class Pad:
    """A square to draw on with mouse, finger or pen. `strokes` are there already; those that are drawn join the list in
    the setting `draws`, and `resets` is put in place with them. Each is a text of points, "x y x y ...", from 0 to
    `units`; an empty one wipes off all before it."""

    x: float
    y: float
    side: float
    units: float
    pen: float  # width of a stroke, in units
    strokes: tuple[str, ...]
    draws: str
    resets: dict[str, Setting]
    id: str = "pad"


Item = Grid | Label | Told | Caption | Products | Lens | Wires | Rings | Panel | Line | Curve | Reel | Button | Pad
