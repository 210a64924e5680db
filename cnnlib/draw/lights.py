"""What is lit while one cell is pointed at, sorted by grid."""

from dataclasses import dataclass, field

from cnnlib.scenes.scene import Grid, Packed, Scene
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import Focus, Pair, focus_at, lit_by, originals, pointed_at, step_of, twins


def cell_text(grid: Grid, cell: int) -> str:
    """What stands in a cell: a number as text, or "?" where there is none.

    >>> cell_text(Grid("x", 0, 0, 10, 1, 2, "input", ("3", "4"), unknown=(1,)), 1)
    '?'
    """
    if cell in grid.unknown:
        return "?"
    if isinstance(grid.numbers, Packed):
        return number(grid.numbers.values[cell])
    return grid.numbers[cell] if grid.numbers else ""


def place(grid: Grid, cell: int) -> tuple[int, int]:
    """Row and column of a cell as the reader counts them: padding comes before 0."""
    row, col = divmod(cell, grid.cols)
    return grid.first[0] + row, grid.first[1] + col


@dataclass(frozen=True)
class Lights:
    """The lit cells of each grid, each with the weight written beside its number ("×−1", or "" for none).

    `target` is the cell whose arithmetic is told: the focus itself, or the first target it feeds. `marked` are cells
    that stand out from what is lit around them.
    """

    focus: Focus | None = None
    target: Focus | None = None
    pairs: tuple[Pair, ...] = ()
    cells: dict[str, dict[int, str]] = field(default_factory=dict)
    marked: tuple[tuple[str, int], ...] = ()

    def shows(self, grid: Grid) -> bool:
        """Whether a grid is drawn: some appear only with their target."""
        return grid.shows_with is None or (self.target is not None and self.target.grid == grid.shows_with)


def lights(scene: Scene, focus: Focus | None = None) -> Lights:
    """What `focus` lights; without one, the first step of the film."""
    if focus is None:
        if not scene.steps:
            return Lights()
        focus = focus_at(scene, 0)
    pairs = tuple(lit_by(scene, focus))
    here = (focus.grid, focus.cell)
    marked = (here, *originals(scene, here)) if scene.grid(focus.grid).by_column else ()
    return Lights(focus, _target(scene, focus, pairs), pairs, _cells(scene, focus, pairs), marked)


def _target(scene: Scene, focus: Focus, pairs: tuple[Pair, ...]) -> Focus | None:
    if step_of(scene, focus) is not None:
        return focus
    if pairs:
        return min((Focus(*pair.target) for pair in pairs), key=lambda target: step_of(scene, target) or 0)
    return focus_at(scene, 0) if scene.steps else None


def _cells(scene: Scene, focus: Focus, pairs: tuple[Pair, ...]) -> dict[str, dict[int, str]]:
    here = {(twin.grid, twin.cell) for place in pointed_at(scene, focus) for twin in twins(scene, place)}
    cells: dict[str, dict[int, str]] = {focus.grid: {focus.cell: ""}}
    for grid, cell in here:
        cells.setdefault(grid, {})[cell] = ""
    for pair in pairs:
        beside = "×" + cell_text(scene.grid(pair.weight[0]), pair.weight[1]) if pair.weight else ""
        for end, weighed in ((pair.source, pair.source not in here), (pair.target, pair.source in here)):
            cells.setdefault(end[0], {})[end[1]] = beside if weighed else ""
        if pair.weight:
            cells.setdefault(pair.weight[0], {})[pair.weight[1]] = ""
    _light_column(scene.grid(focus.grid), focus.cell, cells)
    _light_originals(scene, cells)
    return cells


def _light_column(grid: Grid, cell: int, cells: dict[str, dict[int, str]]) -> None:
    """The cells above and below, where a grid is read column by column."""
    for row in range(grid.rows if grid.by_column else 0):
        cells[grid.id].setdefault(row * grid.cols + cell % grid.cols, "")


def _light_originals(scene: Scene, cells: dict[str, dict[int, str]]) -> None:
    lit = [(grid, cell, beside) for grid, those in cells.items() for cell, beside in those.items()]
    for grid, cell, beside in lit if scene.copies else []:
        for original, place in originals(scene, (grid, cell)):
            cells.setdefault(original, {}).setdefault(place, beside)
