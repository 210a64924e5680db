"""The second view: maximum, average and L2 norm of the same windows, side by side."""

from dataclasses import replace

from cnnlib.scenes.pooling import layout, tells, words
from cnnlib.scenes.pooling.frame import below, only_input, under
from cnnlib.scenes.pooling.grids import changes, input_grid, link, map_grid, winners
from cnnlib.scenes.pooling.layout import Room
from cnnlib.scenes.pooling.values import Numbers, Pooled
from cnnlib.scenes.scene import Item, Link, Told

INPUT = Room(layout.LEFT, layout.TOP, 380, layout.BOTTOM - layout.TOP)
FIRST, STEP = 436, 252  # the maps' left edges
SAYS = {
    "max": ("the strongest response,", "wherever it stands"),
    "average": ("all alike: one strong", "response is watered down"),
    "L2": ("strong ones count most,", "none is ignored"),
}
KINDS = tuple(SAYS)


def items(n: Numbers) -> tuple[list[Item], tuple[Link, ...]]:
    """One input, three maps under it that are pointed at together."""
    if not n.pooled:
        return only_input(n), ()
    maps = [part for place, pooled in enumerate(n.pooled.values()) for part in _map(n, pooled, place)]
    return [input_grid(n, INPUT), *winners(n, "x0", KINDS), *maps], (link(n, KINDS, "x0"),)


def _map(n: Numbers, pooled: Pooled, place: int) -> list[Item]:
    room = Room(FIRST + place * STEP, layout.TOP, STEP - 24, 250)
    title, named = (words.title_of(n, name, pooled.changed) for name in (pooled.kind, f"{pooled.kind} pooled"))
    grid = replace(map_grid(n, pooled, room, pooled.kind, title), named=named)
    bottom = below(room, *pooled.y.shape[:2])
    sums = tells.sums(n, pooled)
    told: list[Item] = [Told(room.x, bottom + 26, sums, 14, bold=True, id=f"sum-{pooled.kind}")] if sums else []
    says = under(room.x, bottom + 54, SAYS[pooled.kind], f"says-{pooled.kind}")
    return [grid, *changes(pooled, grid.id), *told, *says]
