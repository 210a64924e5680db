"""What lights up when a cell is pointed at, followed through a scene's links in both directions.

The browser does the same in `explorers/stage.js`; a test holds the two against each other.
"""

from dataclasses import dataclass

from cnnlib.scenes.scene import Grid, Link, Scene


@dataclass(frozen=True)
class Focus:
    """A cell of a grid, row by row: the thing pointed at."""

    grid: str
    cell: int


@dataclass(frozen=True)
class Pair:
    """One product: a target cell gets `source * weight` (each a `(grid, cell)`; no weight in pooling)."""

    target: tuple[str, int]
    source: tuple[str, int]
    weight: tuple[str, int] | None


def focus_at(scene: Scene, step: int) -> Focus:
    """The cell that the film visits at `step`."""
    left = step
    for name in scene.film:
        grid = scene.grid(name)
        if left < grid.rows * grid.cols:
            return Focus(name, left)
        left -= grid.rows * grid.cols
    raise IndexError(f"step {step} is past the film's last step, {scene.steps - 1}")


def step_of(scene: Scene, focus: Focus) -> int | None:
    """The step at which the film visits this cell; None for a cell that is no target."""
    before = 0
    for name in scene.film:
        grid = scene.grid(name)
        if name == focus.grid:
            return before + focus.cell
        before += grid.rows * grid.cols
    return None


def products_of(scene: Scene, target: Focus) -> list[Pair]:
    """All products that make one target cell, in reading order: source by source, row by row."""
    return [pair for link in scene.links for pair in _pairs(scene, link, target)]


def _pairs(scene: Scene, link: Link, target: Focus) -> list[Pair]:
    if target.grid not in link.targets:
        return []
    k = link.targets.index(target.grid)
    i, j = divmod(target.cell, scene.grid(target.grid).cols)
    pairs = []
    for s, name in enumerate(link.sources):
        cols = scene.grid(name).cols
        for a, row in enumerate(link.rows[i]):
            for b, col in enumerate(link.cols[j]):
                weight = (link.weights[k][s], a * len(link.cols[j]) + b) if link.weights else None
                pairs.append(Pair((target.grid, target.cell), (name, row * cols + col), weight))
    return pairs


def all_pairs(scene: Scene) -> list[Pair]:
    """Every product of the picture: what tracing backwards searches."""
    cells = [(name, cell) for name in scene.film for cell in range(_count(scene.grid(name)))]
    return [pair for name, cell in cells for pair in products_of(scene, Focus(name, cell))]


def lit_by(scene: Scene, focus: Focus) -> list[Pair]:
    """The products that a focus takes part in, whichever side it stands on."""
    here = (focus.grid, focus.cell)
    if step_of(scene, focus) is not None:
        return products_of(scene, focus)
    return [pair for pair in all_pairs(scene) if here in (pair.source, pair.weight)]


def _count(grid: Grid) -> int:
    return grid.rows * grid.cols
