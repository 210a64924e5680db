"""Grids of cells, and what joins them: the links between cells, and cells that repeat one another.

Positions are pixels, the origin is top left. *Cells* are numbered row by row: cell `c` of a grid with `cols`
columns is row `c // cols`, column `c % cols`. Colours are roles of `palette.py`.
"""

from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.sentences import Packed, Sentences

Setting = Any
"""A value of a setting: a number, a string, a flag, or a mapping of edits."""


@dataclass(frozen=True)
class Opens:
    """Another explorer, opened in place of the picture: `explorer` with `settings`, and for a grid what each cell has
    of its own, None for a cell that does not open; without `cells` all open the same. Or its number has a setting of
    its own, `numbered`, and only the first `many` cells open."""

    explorer: str
    settings: dict[str, Setting]
    cells: tuple[dict[str, Setting] | None, ...] = ()
    numbered: str = ""
    many: int = 0


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
    named: str = ""  # what those who listen are told it is, where its title does not say it

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
