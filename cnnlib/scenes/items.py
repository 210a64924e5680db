"""The parts of a picture: grids of cells, lines of text, lenses, buttons, and the links between cells.

Positions are pixels, the origin is top left. *Cells* are numbered row by row: cell `c` of a grid with `cols`
columns is row `c // cols`, column `c % cols`. Colours are roles of `palette.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.sentences import Packed, Sentences

Setting = Any
"""A value of a setting: a number, a string, a flag, or a mapping of edits."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in the colour of one role; `(W - F)` is several runs. The view makes the runs of the symbol
    that has just changed bold (`symbol`), so that the eye finds the term."""

    text: str
    role: str = "text"
    bold: bool = False
    symbol: str | None = None


@dataclass(frozen=True)
class Opens:
    """Another explorer, opened in place of the picture: `explorer` with `settings`, and for a grid what each cell has
    of its own, None for a cell that does not open; without `cells` all open the same."""

    explorer: str
    settings: dict[str, Setting]
    cells: tuple[dict[str, Setting] | None, ...] = ()


@dataclass(frozen=True)
class Grid:
    """Cells of one volume slice, filter slice or map.

    `numbers` are texts ready to show (true minus sign), or `Packed` integers for a grid drawn as an image.
    `digits` is the text size in pixels; 0 draws no numbers. `pixels` is a PNG laid over the whole grid.
    """

    id: str
    x: float
    y: float
    cell: float
    rows: int
    cols: int
    role: str  # "input", "filter" or "output": the fill of its cells, the colour of its outlines
    numbers: tuple[str, ...] | Packed = ()
    digits: float = 15
    title: str = ""
    code: str = ""  # how NumPy names it, "X[:,:,0]", written at the right of the title
    first: tuple[int, int] = (0, 0)  # row and column number of the first cell: (-P, -P) for a padded input
    hatched: tuple[int, ...] = ()  # padding: muted
    unreached: tuple[int, ...] = ()  # cells that no window reaches: amber hatch
    unknown: tuple[int, ...] = ()  # cells whose value is not defined: drawn as "?"
    tint: tuple[float, ...] = ()  # per cell 0..1, strength of the role's colour (a coverage map)
    hues: tuple[str, ...] = ()  # per cell the role in whose colour it is filled: whose weight it is
    pixels: bytes | None = None
    say: Sentences | None = None  # spoken when a cell is pointed at
    edit: str | None = None  # the setting that takes edits of its cells, {"cell": number}; None: read only
    edit_keys: tuple[str, ...] = ()  # the key of each cell in that setting; "" where a cell cannot be edited
    shows_with: str | None = None  # drawn only while a cell of this target grid is lit
    turned: int = 0  # degrees; when it changes, the view turns the grid before the reader's eyes
    ink: str = ""  # role of its numbers and outlines; "": as its role has it
    opens: Opens | None = None  # what a click on a cell opens
    by_column: bool = False  # pointing at a cell lights its whole column

    @property
    def width(self) -> float:
        return self.cols * self.cell

    @property
    def height(self) -> float:
        return self.rows * self.cell


@dataclass(frozen=True)
class Link:
    """Which cells make which: every target cell is a sum over sources of source cell times weight cell.

    Cell `(i, j)` of `targets[k]` reads, in each `sources[s]`, the cells with row in `rows[i]` and column in
    `cols[j]`; the a-th of those rows and b-th of those columns meets cell `(a, b)` of `weights[k][s]`.
    Without `weights` (pooling) cells are only joined. Read backwards it gives all targets of a source cell, and all
    sources of a weight.

    `own`: nothing is shared. A weights grid has a row for each target cell, which holds that cell's weights.
    `by_row`: a matrix product. A weights grid has a row for each row of the target.
    """

    targets: tuple[str, ...]
    sources: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    cols: tuple[tuple[int, ...], ...]
    weights: tuple[tuple[str, ...], ...] = ()
    own: bool = False
    by_row: bool = False


@dataclass(frozen=True)
class Copies:
    """A grid whose cells hold what stands in other grids: the columns of im2col, a map folded from a row.

    Cell `c` of `grid` holds the number in cell `cells[c]` of the grid `of[which[c]]`. Where a copy is lit, its
    original is lit too; to point at an original is to point at all its copies.
    """

    grid: str
    of: tuple[str, ...]
    which: Packed
    cells: Packed


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
    """Where the sentence of the lit cell stands: the `say` of its grid."""

    x: float
    y: float
    width: float
    size: float = 16


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


Item = Grid | Label | Told | Caption | Products | Lens | Wires | Rings | Panel | Line | Curve | Reel | Button
