"""A picture as data: everything an explorer shows, decided in Python, drawn by whoever can draw.

A `Scene` is a list of items with positions in pixels (origin top left), plus what lights up when a cell is pointed
at. Two renderers draw it and decide nothing: `cnnlib/explorers/stage.js` in the browser, `cnnlib/draw/` on paper.

    scene(settings)  ->  Scene  ->  as_dict()  ->  Stage (browser)
                               \\->  draw.render (matplotlib)

*Cells* are numbered row by row: cell `c` of a grid with `cols` columns is row `c // cols`, column `c % cols`.
A *focus* is a grid's name and a cell. The *film* visits every cell of its target grids in turn; step `n` is a focus.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

import numpy as np

from cnnlib.scenes.text import fill

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
class Packed:
    """Numbers of a large grid: little-endian int16 or int32 in row order; each number is `integer / 10**decimals`.

    >>> Packed.of([3, -45], decimals=1).values
    [0.3, -4.5]
    """

    dtype: str
    data: bytes
    decimals: int = 0

    @staticmethod
    def of(integers: Any, decimals: int = 0) -> "Packed":
        """Pack whole numbers, in as few bytes as hold them all."""
        array = np.asarray(integers)
        small = array.size == 0 or np.abs(array).max() < 2**15
        dtype = "int16" if small else "int32"
        return Packed(dtype, array.astype(f"<{dtype[0]}{2 if small else 4}").tobytes(), decimals)

    @property
    def values(self) -> list:
        """The numbers again."""
        integers = np.frombuffer(self.data, self.dtype)
        return integers.tolist() if self.decimals == 0 else (integers / 10**self.decimals).tolist()


@dataclass(frozen=True)
class Sentences:
    """One sentence per cell (or per step), stored as a pattern and columns of values.

    Slots: `{0}`, `{1}` ... the columns; `{row}`, `{col}`, `{value}` the cell's own (row and column counted from the
    grid's `first`). A number is written with a true minus; `{1:+}` writes it as a further term of a sum, "+ 4" or
    "− 4". `**x**` is bold.

    >>> Sentences("row {row}: {0} {1:+} = **{2}**", ((3, 4), (1, -5), (4, -1))).at(1, row=0)
    'row 0: 4 − 5 = **−1**'
    """

    pattern: str
    columns: tuple[Sequence | Packed, ...] = ()

    def at(self, index: int, **cell: Any) -> str:
        """The sentence of cell or step `index`."""
        columns = [column.values if isinstance(column, Packed) else column for column in self.columns]
        return fill(self.pattern, {str(n): column[index] for n, column in enumerate(columns)} | cell)


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
    pixels: bytes | None = None
    say: Sentences | None = None  # spoken when a cell is pointed at
    edit: str | None = None  # the setting that takes edits of its cells, {"cell": number}; None: read only
    edit_keys: tuple[str, ...] = ()  # the key of each cell in that setting; "" where a cell cannot be edited
    shows_with: str | None = None  # drawn only while a cell of this target grid is lit
    turned: int = 0  # degrees; when it changes, the view turns the grid before the reader's eyes

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
    """

    targets: tuple[str, ...]
    sources: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    cols: tuple[tuple[int, ...], ...]
    weights: tuple[tuple[str, ...], ...] = ()


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
    """A line of text that changes with the film: `texts` has one sentence per step (or per step of one target)."""

    x: float
    y: float
    texts: Sentences
    size: float = 15
    anchor: str = "start"
    role: str = "text"
    bold: bool = False
    id: str = ""


@dataclass(frozen=True)
class Caption:
    """Where the sentence of the lit cell stands: the `say` of its grid."""

    x: float
    y: float
    width: float
    size: float = 16


@dataclass(frozen=True)
class Products:
    """The products of the lit target cell with one source, `2·0 + 2·0 + 1·−1`, a line per weight row."""

    x: float
    y: float
    source: str
    link: int = 0
    size: float = 13
    line: float = 30


@dataclass(frozen=True)
class Lens:
    """The window of the lit target cell in one source, enlarged, each number with its weight below it."""

    x: float
    y: float
    cell: float
    source: str
    link: int = 0
    digits: float = 15
    title: str = ""


@dataclass(frozen=True)
class Wires:
    """A line from each source cell to each target cell it feeds (the 1-D view), lettered with the weight."""

    link: int = 0


@dataclass(frozen=True)
class Panel:
    """A quiet rounded background."""

    x: float
    y: float
    width: float
    height: float
    role: str = "panel"


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


@dataclass(frozen=True)
class Button:
    """A repair or a choice: pressing it changes `settings`. Its colour is the role of the symbol it changes."""

    x: float
    y: float
    width: float
    height: float
    text: str
    role: str
    settings: dict[str, Setting]


Item = Grid | Label | Told | Caption | Products | Lens | Wires | Panel | Line | Button


@dataclass(frozen=True)
class Scene:
    """A whole picture for one set of settings.

    `spoken` is its one-sentence summary (the alternative text of a snapshot, what a screen reader hears first).
    `problem` is the sentence that says why a setting does not fit, empty when all is well.
    """

    settings: dict[str, Setting]
    width: float
    height: float
    items: tuple[Item, ...]
    links: tuple[Link, ...] = ()
    film: tuple[str, ...] = ()  # target grids, in the order in which the film visits them
    spoken: str = ""
    problem: str = ""
    start: int = 0  # the step at which the film stands when the picture is first seen

    def grid(self, name: str) -> Grid:
        """The grid with this id.

        >>> Scene({}, 10, 10, (Grid("x", 0, 0, 10, 1, 1, "input"),)).grid("x").cell
        10
        """
        for item in self.items:
            if isinstance(item, Grid) and item.id == name:
                return item
        raise KeyError(f"this scene has no grid {name!r}; it has {', '.join(g.id for g in self.grids)}")

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(item for item in self.items if isinstance(item, Grid))

    @property
    def steps(self) -> int:
        """Number of steps of the film."""
        return sum(self.grid(name).rows * self.grid(name).cols for name in self.film)

    def as_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists, numbers, strings and bytes, with defaults left out: what goes to the browser."""
        return _plain(self)


@dataclass(frozen=True)
class _Shape:
    """Names and defaults of a dataclass, looked up once: a scene has hundreds of small items."""

    kind: str
    names: tuple[str, ...]
    defaults: dict[str, Any] = field(default_factory=dict)


_SHAPES: dict[type, _Shape] = {}


def _shape(cls: type) -> _Shape:
    if cls not in _SHAPES:
        parts = fields(cls)  # type: ignore[arg-type]
        defaults = {part.name: part.default for part in parts}
        _SHAPES[cls] = _Shape(cls.__name__.lower(), tuple(part.name for part in parts), defaults)
    return _SHAPES[cls]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value] if _nested(value) else list(value)
    if not is_dataclass(value):
        return value
    shape = _shape(type(value))
    plain = {name: _plain(part) for name in shape.names if (part := getattr(value, name)) != shape.defaults[name]}
    return {"kind": shape.kind, **plain}


def _nested(value: tuple | list) -> bool:
    return bool(value) and (is_dataclass(value[0]) or isinstance(value[0], tuple | list))
