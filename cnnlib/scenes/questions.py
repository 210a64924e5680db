"""Predict first: what a picture may ask in a setting, whether a guess is right, the picture with its answer covered.

questions(settings)  ->  Question, ...          in each picture module
covered(scene, question)  ->  Scene             nothing in it tells the answer
judge(question, "5 px")  ->  Judged             right, or wrong with the mistake named
"""

from dataclasses import dataclass, replace
from typing import Any

from cnnlib.guesses import NUDGE, Judged
from cnnlib.guesses import judge as judge_guess
from cnnlib.mistakes import Mistake, Value
from cnnlib.scenes.scene import (
    Button,
    Grid,
    Item,
    Label,
    Lens,
    Line,
    Packed,
    Panel,
    Products,
    Rings,
    Run,
    Scene,
    Sentences,
    Told,
    Wires,
)
from cnnlib.scenes.trace import Focus, step_of

SIDE = 112  # of the quiet panel in place of a grid: it tells nothing of the grid's size
CELL = Sentences("Row {row}, column {col}: **{value}**")
MARK = (Run("?", "muted", bold=True),)


@dataclass(frozen=True)
class Question:
    """What the reader is to predict in one setting.

    `asks` is a sentence with the numbers, `because` the right formula with them, shown once the guess is right.
    `hides` names what would give the answer away: ids of items, or one cell as "grid:cell". "verdict" takes the
    repair buttons and the amber of what does not fit with it. `place` is (x, y, width, height) of the quiet panel that
    stands for all hidden grids, also where there are none; without it each has a panel at its own corner. `drops` are
    ids of items that go without a "?".
    """

    name: str
    asks: str
    answer: Value
    because: str
    mistakes: tuple[Mistake, ...]
    hides: tuple[str, ...]
    unit: str = ""
    nudge: str = NUDGE
    place: tuple[float, float, float, float] | None = None
    drops: tuple[str, ...] = ()


def judge(question: Question, guess: Any) -> Judged:
    """The verdict on a guess, text or number.

    >>> forgot = Mistake("forgot + 1", 2, "The first window needs no step.")
    >>> judge(Question("size", "How wide?", 3, "(7 − 3)/2 + 1 = 3.", (forgot,), ()), "2 px").mistake
    'forgot + 1'
    """
    return judge_guess(guess, question.answer, question.mistakes, question.because, question.unit, question.nudge)


def covered(scene: Scene, question: Question) -> Scene:
    """The same picture, in which nothing tells the answer: what the question hides is a quiet "?".

    >>> label = Label(0, 0, (Run("output 3 × 3"),), id="output")
    >>> question = Question("size", "How wide?", 3, "", (), ("output",))
    >>> covered(Scene({}, 10, 10, (label,), spoken="3"), question).items[0].runs[0].text
    '?'
    """
    cover = _Cover(question, scene)
    links = tuple(link for link in scene.links if not cover.hidden.intersection((*link.targets, *link.sources)))
    items = tuple(part for item in scene.items for part in cover.over(item))
    film = cover.shown(scene.film)
    quiet = replace(
        scene,
        items=(*items, *_panel(*question.place)) if question.place else items,
        links=links,
        copies=tuple(part for part in scene.copies if not cover.hidden.intersection((part.grid, *part.of))),
        film=film,
        together=tuple(group for names in scene.together if len(group := cover.shown(names)) > 1),
        spoken=f"{question.asks} The answer is covered.",
        problem="",
        start=scene.start if film == scene.film else 0,
    )
    return replace(quiet, start=next((step_of(quiet, Focus(*cell)) or 0 for cell in cover.cells), quiet.start))


def _panel(x: float, y: float, width: float = SIDE, height: float = SIDE) -> tuple[Item, ...]:
    size = min(64.0, 0.5 * height)
    return Panel(x, y, width, height), Label(x + width / 2, y + height / 2 + 0.36 * size, MARK, size, "middle")


class _Cover:
    """What a question hides in a scene, and how each kind of item is covered."""

    def __init__(self, question: Question, scene: Scene) -> None:
        self.question = question
        self.hidden = {name for name in question.hides if ":" not in name}
        self.cells = [(grid, int(cell)) for grid, _, cell in (name.partition(":") for name in question.hides) if cell]
        grids = {grid.id for grid in scene.grids} & self.hidden
        self.first = next((name for name in scene.film if name in grids), None)
        self.no_film = bool(self.first or question.place)
        self.quiet = self.no_film or bool(self.cells)  # no arithmetic then: sums, products and what cells say
        self.lost = [n for n, link in enumerate(scene.links) if grids.intersection((*link.targets, *link.sources))]

    def shown(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in self.hidden)

    def over(self, item: Item) -> tuple[Item, ...]:
        """What stands in place of an item."""
        if getattr(item, "id", "") in self.question.drops:
            return ()
        if isinstance(item, Grid):
            return self._over_grid(item)
        if isinstance(item, Label):
            return self._over_label(item) if item.id in self.hidden else (item,)
        if isinstance(item, Panel):
            return (replace(item, role="panel") if item.role == "amber-fill" and "verdict" in self.hidden else item,)
        if isinstance(item, Told) and item.id in self.hidden:
            return self._over_label(Label(item.x, item.y, MARK, item.size, item.anchor, id=item.id))
        if isinstance(item, Told | Products | Rings):
            return () if self.quiet or getattr(item, "id", "") in self.hidden else (item,)
        if isinstance(item, Line):
            return () if item.id in self.hidden else (item,)
        if isinstance(item, Button):
            return () if "verdict" in self.hidden else (item,)
        return self._relinked(item) if isinstance(item, Lens | Wires) else (item,)

    def _over_label(self, label: Label) -> tuple[Item, ...]:
        """A "?" in its place; nothing where the panel stands."""
        x, y, width, height = self.question.place or (0, 0, -1, -1)
        under_the_panel = x <= label.x <= x + width and y <= label.y <= y + height
        return () if under_the_panel else (replace(label, runs=MARK),)

    def _over_grid(self, grid: Grid) -> tuple[Item, ...]:
        if grid.id in self.hidden:
            return () if self.question.place else _panel(grid.x, grid.y)
        if grid.shows_with in self.hidden and grid.shows_with != self.first:
            return ()  # of the filters that belong to hidden maps, the first map's stays
        if not self.quiet:
            return (grid,)
        cells = [cell for name, cell in self.cells if name == grid.id]
        plain = replace(grid, say=grid.say and CELL, shows_with=None if self.no_film else grid.shows_with)
        if not cells:
            return (replace(plain, unreached=()) if self.no_film else plain,)
        return replace(plain, **_without(grid, cells)), *(_patch(grid, cell) for cell in cells if grid.pixels)

    def _relinked(self, item: Lens | Wires) -> tuple[Item, ...]:
        if item.link in self.lost or (self.no_film and not self.lost):
            return ()
        return (replace(item, link=item.link - sum(lost < item.link for lost in self.lost)),)


def _without(grid: Grid, cells: list[int]) -> dict[str, Any]:
    """The fields of a grid that holds nothing of these cells."""
    numbers: Any = grid.numbers
    if isinstance(numbers, Packed):
        integers = [round(value * 10**numbers.decimals) for value in numbers.values]
        numbers = Packed.of([0 if cell in cells else value for cell, value in enumerate(integers)], numbers.decimals)
    else:
        numbers = tuple("" if cell in cells else text for cell, text in enumerate(numbers))
    tint = tuple(0.0 if cell in cells else value for cell, value in enumerate(grid.tint))
    return {"numbers": numbers, "tint": tint, "unknown": tuple(sorted({*grid.unknown, *cells}))}


def _patch(grid: Grid, cell: int) -> Panel:
    """Over one pixel of an image."""
    row, col = divmod(cell, grid.cols)
    return Panel(grid.x + col * grid.cell, grid.y + row * grid.cell, grid.cell, grid.cell)
