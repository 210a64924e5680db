"""Rings around cells that were chosen, such as the winners of max pooling. The twin of view/rings.js."""

from cnnlib.draw.grids import cell_box
from cnnlib.draw.lights import Lights
from cnnlib.draw.sheet import Box, Sheet
from cnnlib.draw.style import symbol_of
from cnnlib.scenes.scene import Grid, Packed, Rings, Scene

INSET = 1.5  # from the edge of a cell
SMALL = 8  # a cell smaller than this is ringed from outside
THIN, THICK = 1.6, 4


def draw_rings(sheet: Sheet, rings: Rings, scene: Scene, light: Lights) -> None:
    """All of them, and the one that the lit target chose strongly."""
    grid, lit = scene.grid(rings.grid), _chosen(rings, light)
    for cell in rings.cells:
        if cell != lit:
            _draw_ring(sheet, grid, cell, rings.role, THIN)
    if lit >= 0:
        _draw_ring(sheet, grid, lit, rings.role, THICK)


def _chosen(rings: Rings, light: Lights) -> int:
    """The cell that the focus chose, if it is a target; else -1."""
    if light.focus is None or light.focus.grid not in rings.targets:
        return -1
    chosen = rings.chosen.values if isinstance(rings.chosen, Packed) else rings.chosen
    return chosen[light.focus.cell] if light.focus.cell < len(chosen) else -1


def _draw_ring(sheet: Sheet, grid: Grid, cell: int, role: str, width: float) -> None:
    box = ring_box(grid, cell)
    sheet.outline(box, symbol_of(role), width=width, radius=min(5, box[2] / 4))
    sheet.note("ring", f"{grid.id}:{cell}", box)


def ring_box(grid: Grid, cell: int) -> Box:
    """Within the cell; around it where it is small.

    >>> ring_box(Grid("x", 100, 50, 30, 2, 3, "input"), 4)
    (132.5, 82.5, 25.0, 25.0)
    """
    inset = -2 if grid.cell < SMALL else INSET
    x, y, width, height = cell_box(grid, cell)
    return x + inset, y + inset, width - 2 * inset, height - 2 * inset
