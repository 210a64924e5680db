"""Two pictures of the same input, A and B, in step: what differs, which film leads, which cell belongs to which.

The browser does the same in `explorers/view/compare.js`; a test holds the two against each other.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from cnnlib.scenes.cells import Grid
from cnnlib.scenes.controls import Choice, Control, Slider, Switch
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.trace import Focus, focus_at

KEPT, LIVE = "kept as it is", "follows the controls"
EDITED, AS_IT_WAS = "edited numbers", "original numbers"


def differences(a: Mapping[str, Any], b: Mapping[str, Any], controls: Iterable[Control]) -> tuple[str, str]:
    """What stands above A and above B: the settings that differ, in the order of the controls.

    >>> differences({"S": 1, "P": 0}, {"S": 2, "P": 0}, [Slider("S", "S", "stride", 1, 4, "S")])
    ('S = 1', 'S = 2')
    """
    names = list(dict.fromkeys([*(c.setting for c in controls if hasattr(c, "setting")), *a]))
    differing = [name for name in names if name in a and a[name] != b[name]]
    if not differing:
        return KEPT, LIVE
    by_name = {c.setting: c for c in controls if isinstance(c, Slider | Choice | Switch)}
    first, second = (" · ".join(_said(by_name.get(name), one[name]) for name in differing) for one in (a, b))
    return first, second


def _said(control: Control | None, value: Any) -> str:
    """A setting in words: "S = 1", "padding: zeros", "ReLU on"."""
    if isinstance(control, Slider):
        return f"{control.symbol.replace('_', '')} = {value}".replace("-", "\u2212")
    if isinstance(control, Choice):
        return f"{control.label}: {dict(control.options).get(value, value)}"
    if isinstance(control, Switch):
        return f"{control.label} {'on' if value else 'off'}"
    return EDITED if value else AS_IT_WAS


def leader(a: Scene, b: Scene) -> int:
    """Which film leads, 0 or 1: the longer one, so that every cell of both is visited; B's where they are equal."""
    return 0 if a.steps > b.steps else 1


def foci_at(a: Scene, b: Scene, step: int) -> tuple[Focus | None, Focus | None]:
    """What the two films visit at a step of the one that leads."""
    first = leader(a, b)
    scene = (a, b)[first]
    if not scene.steps:
        return None, None
    return foci_of(a, b, focus_at(scene, min(step, scene.steps - 1)), first)


def foci_of(a: Scene, b: Scene, focus: Focus, of: int) -> tuple[Focus | None, Focus | None]:
    """A cell of one picture (0 or 1), and the matching cell of the other."""
    return (focus, counterpart(focus, a, b)) if of == 0 else (counterpart(focus, b, a), focus)


def counterpart(focus: Focus, one: Scene, other: Scene) -> Focus | None:
    """The cell of the other picture that belongs to a cell of this one; None where there is none.

    A cell of the input is the same pixel. Anything else lies equally far along its rows and columns, from end to end:
    two outputs cover the same input, so their windows then stand over the same place of it, as far as both have one
    there, and neither ever goes backwards while the other goes on. (The same row and column would leave the larger
    map's film before it has seen half of the input.) Outputs of equal size match cell by cell.
    """
    mine = one.grid(focus.grid)
    theirs = _matching_grid(mine, one, other)
    if theirs is None:
        return None
    row, col = divmod(focus.cell, mine.cols)
    if mine.role == "input":
        row, col = row + mine.first[0] - theirs.first[0], col + mine.first[1] - theirs.first[1]
        inside = 0 <= row < theirs.rows and 0 <= col < theirs.cols
        return Focus(theirs.id, row * theirs.cols + col) if inside else None
    row, col = _along(row, mine.rows, theirs.rows), _along(col, mine.cols, theirs.cols)
    return Focus(theirs.id, row * theirs.cols + col)


def _matching_grid(mine: Grid, one: Scene, other: Scene) -> Grid | None:
    """The grid of the same name; for a map that the film visits and the other has not, the other's last."""
    named = next((grid for grid in other.grids if grid.id == mine.id), None)
    if named is None and mine.id in one.film and other.film:
        return other.grid(other.film[-1])
    return named


def _along(place: int, count: int, other: int) -> int:
    """As far along `other` cells as `place` is along `count`: the first is the first, the last the last."""
    return place * (other - 1) // (count - 1) if count > 1 else 0
