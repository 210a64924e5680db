"""What lights up when a cell is pointed at, followed through a scene's links in both directions.

The browser does the same in `explorers/view/trace.js`; a test holds the two against each other.
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


def twins(scene: Scene, focus: Focus) -> list[Focus]:
    """The cells that are pointed at together with this one; itself among them."""
    for group in scene.together:
        if focus.grid in group:
            return [Focus(name, focus.cell) for name in group]
    return [focus]


def step_of(scene: Scene, focus: Focus) -> int | None:
    """The step at which the film visits this cell, or its twin; None for a cell that is no target."""
    before, names = 0, {twin.grid for twin in twins(scene, focus)}
    for name in scene.film:
        grid = scene.grid(name)
        if name in names:
            return before + focus.cell
        before += grid.rows * grid.cols
    return None


def products_of(scene: Scene, target: Focus) -> list[Pair]:
    """All products that make one target cell, in reading order: source by source, row by row."""
    return [pair for twin in twins(scene, target) for link in scene.links for pair in _pairs(scene, link, twin)]


def _pairs(scene: Scene, link: Link, target: Focus) -> list[Pair]:
    if target.grid not in link.targets:
        return []
    k = link.targets.index(target.grid)
    i, j = divmod(target.cell, scene.grid(target.grid).cols)
    return [
        _pair(scene, link, k, s, (i, a, row), (j, b, col))
        for s in range(len(link.sources))
        for a, row in enumerate(link.rows[i])
        for b, col in enumerate(link.cols[j])
    ]


def all_pairs(scene: Scene) -> list[Pair]:
    """Every product of the picture, in the order of the film."""
    cells = [(name, cell) for name in scene.film for cell in range(_count(scene.grid(name)))]
    return [pair for name, cell in cells for pair in products_of(scene, Focus(name, cell))]


def lit_by(scene: Scene, focus: Focus) -> list[Pair]:
    """The products that a focus, or its copies, take part in, on whichever side, in the order of the film."""
    return [pair for place in pointed_at(scene, focus) for pair in _lit_by(scene, place)]


def pointed_at(scene: Scene, focus: Focus) -> list[Focus]:
    """All copies of a cell that has some; else the cell itself."""
    return [
        Focus(copies.grid, cell)
        for copies in scene.copies
        if focus.grid in copies.of
        for cell, place in enumerate(zip(copies.which.values, copies.cells.values))
        if place == (copies.of.index(focus.grid), focus.cell)
    ] or [focus]


def originals(scene: Scene, place: tuple[str, int]) -> list[tuple[str, int]]:
    """The cells, at most one for each `Copies`, whose number a cell repeats."""
    return [
        (copies.of[copies.which[place[1]]], copies.cells[place[1]])
        for copies in scene.copies
        if copies.grid == place[0]
    ]


def _lit_by(scene: Scene, focus: Focus) -> list[Pair]:
    if step_of(scene, focus) is not None:
        return products_of(scene, focus)
    return [
        pair
        for twin in twins(scene, focus)
        for link in scene.links
        for k, target in enumerate(link.targets)
        for s in range(len(link.sources))
        if step_of(scene, Focus(target, 0)) is not None
        for pair in _backwards(scene, link, k, s, twin)
    ]


def _backwards(scene: Scene, link: Link, k: int, s: int, focus: Focus) -> list[Pair]:
    """Products of target k with source s in which the focus is the source or the weight."""
    taps_down, taps_across = _taps(link.rows), _taps(link.cols)
    if link.sources[s] == focus.grid:
        row, col = divmod(focus.cell, scene.grid(focus.grid).cols)
        down = [tap for tap in taps_down if tap[2] == row]
        across = [tap for tap in taps_across if tap[2] == col]
    elif link.weights and link.weights[k][s] == focus.grid:
        owner, place = divmod(focus.cell, _size(link)) if link.own or link.by_row else (0, focus.cell)
        i, j = (owner, 0) if link.by_row else divmod(owner, scene.grid(link.targets[k]).cols)
        a, b = divmod(place, len(link.cols[0]))
        down = [tap for tap in taps_down if tap[1] == a and (tap[0] == i or not (link.own or link.by_row))]
        across = [tap for tap in taps_across if tap[1] == b and (tap[0] == j or not link.own)]
    else:
        return []
    return [_pair(scene, link, k, s, one, other) for one in down for other in across]


Tap = tuple[int, int, int]


def _taps(windows: tuple[tuple[int, ...], ...]) -> list[Tap]:
    """(output, place in its window, row or column read), for all of them."""
    return [(i, a, line) for i, window in enumerate(windows) for a, line in enumerate(window)]


def _pair(scene: Scene, link: Link, k: int, s: int, down: Tap, across: Tap) -> Pair:
    (i, a, row), (j, b, col) = down, across
    target, source = link.targets[k], link.sources[s]
    cell = i * scene.grid(target).cols + j
    first = (cell if link.own else i if link.by_row else 0) * _size(link)  # of this target's weights
    weight = (link.weights[k][s], first + a * len(link.cols[j]) + b) if link.weights else None
    return Pair((target, cell), (source, row * scene.grid(source).cols + col), weight)


def _size(link: Link) -> int:
    """Weights of one target cell."""
    return len(link.rows[0]) * len(link.cols[0])


def _count(grid: Grid) -> int:
    return grid.rows * grid.cols
