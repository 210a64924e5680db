"""The fourth view: forward the numbers, back their gradient, through the recorded switches."""

import numpy as np

from cnnlib.scenes.convolution.grids import AS_IMAGE
from cnnlib.scenes.pooling import layout, tells
from cnnlib.scenes.pooling.frame import arrow, only_input, under
from cnnlib.scenes.pooling.grids import border_cells, grid, input_grid, link, map_grid, winners
from cnnlib.scenes.pooling.layout import Room
from cnnlib.scenes.pooling.values import Numbers, Pooled, gradient
from cnnlib.scenes.scene import Grid, Item, Label, Link, Panel, Run, Sentences
from cnnlib.scenes.text import number, plural

HEIGHT = 316
X, Y, DY, DX = (Room(x, layout.TOP, width, HEIGHT, 40)
                for x, width in ((18, 304), (384, 184), (624, 184), (864, 304)))  # fmt: skip
TOGETHER = (("y0", "dy0"), ("x0", "dx0"))


def items(n: Numbers) -> tuple[list[Item], tuple[Link, ...]]:
    """x and y, dy and dx: four grids, two and two of the same shape."""
    if n.main is None:
        return only_input(n), ()
    dy, dx = gradient(n)
    y = map_grid(n, n.main, Y, "y0", "output y")
    up = grid("dy0", dy, DY, "output", "gradient dy", _dy_says(n, n.main, dy))
    parts: list[Item] = [input_grid(n, X, title="input x"), y, up, _dx_grid(n, dx)]
    ways = [*_between(X, Y, n, "forward"), *_between(DY, DX, n, "back")]
    rings = [*winners(n, "x0", ("y0", "dy0")), *winners(n, "dx0", ("y0", "dy0"))]
    links = (link(n, ("y0",), "x0"), link(n, ("dy0",), "dx0"))
    return [*parts, *ways, *rings, *_check(n, dy, dx)], links


def _dx_grid(n: Numbers, dx: np.ndarray) -> Grid:
    P, border = n.settings.axis[3], border_cells(n)
    says = Sentences("The gradient of row {row}, column {col} is **{value}**")
    padded = np.pad(dx, P)
    return grid("dx0", padded, DX, "input", "gradient dx", says, empty=border, hatched=border, first=(-P, -P))


def _dy_says(n: Numbers, pooled: Pooled, dy: np.ndarray) -> Sentences:
    where = "dy in row {row}, column {col} is **{value}**: "
    F = n.settings.axis[1]
    if dy.size > AS_IMAGE:
        return Sentences(where + f"it goes back to {plural(F * F, 'pixel')}")
    return Sentences(where + "{0}", ([_route(pooled, dy, i, j, n) for i, j in np.ndindex(dy.shape)],))


def _route(pooled: Pooled, dy: np.ndarray, i: int, j: int, n: Numbers) -> str:
    F, amount = n.settings.axis[1], number(dy[i, j])
    if pooled.winner is not None:
        row, col = tells.place(n, int(pooled.winner[i, j, 0]))
        return f"all of it goes to row {row}, column {col}, which won this window; the others get 0 from here"
    if pooled.kind == "average":
        return f"{amount} / {F * F} = {number(dy[i, j] / F**2)} to each of {plural(F * F, 'pixel')}"
    norm = number(pooled.y[i, j, 0])
    return f"{amount}·x / {norm} to each pixel x" if pooled.y[i, j, 0] else "all x are 0, and so is their gradient"


def _between(left: Room, right: Room, n: Numbers, text: str) -> list[Item]:
    size = n.border.shape[0] if left is X else n.y.shape[0]
    other = n.y.shape[0] if left is X else n.border.shape[0]
    start = left.x + size * left.cell(size, size)
    middle = layout.TOP + min(size * left.cell(size, size), other * right.cell(other, other)) / 2
    return arrow(start + 8, middle, right.x - 8, middle, text if right.x - start > 60 else "")


def _check(n: Numbers, dy: np.ndarray, dx: np.ndarray) -> list[Item]:
    """Nothing is lost on the way back, but for what L2 scales and a border takes."""
    into, out = round(float(dy.sum()), 3), round(float(dx.sum()), 3)
    if n.settings.kind == "L2":
        why = "an L2 norm shares out x / y: the shares need not add up to 1"
    elif into == out:
        why = "equal, nothing is lost on the way back"
    else:
        why = f"the border took {_total(into - out)}"
    text = f"sum of dy = {_total(into)}, sum of dx = {_total(out)}: {why}"
    reached = f"Of {dx.size:,} pixels {int(np.count_nonzero(dx)):,} get any gradient at all."
    y = layout.TOP + HEIGHT + 26
    return [
        Panel(layout.LEFT, y, layout.WIDTH - 2 * layout.LEFT, 72),
        Label(layout.LEFT + 16, y + 30, (Run(text, bold=True),), 16, id="sum"),
        *under(layout.LEFT + 16, y + 54, (reached,), "reached"),
    ]


def _total(value: float) -> str:
    """A sum, with commas where it is long."""
    return f"{int(value):,}" if value == int(value) and value >= 0 else number(round(value, 3))
