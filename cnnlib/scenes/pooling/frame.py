"""What all views share: formula and verdict on top, the sentence below."""

from cnnlib.scenes.formula import pooling_formula
from cnnlib.scenes.pooling import layout, words
from cnnlib.scenes.pooling.grids import input_grid
from cnnlib.scenes.pooling.layout import Room
from cnnlib.scenes.pooling.values import Numbers
from cnnlib.scenes.scene import Caption, Item, Label, Line, Panel, Run


def head(n: Numbers) -> list[Item]:
    """The formula with its numbers, and below it whether the setting fits."""
    trouble = words.problem(n.settings)
    role = "amber" if trouble else "text"
    return [
        Panel(0, 0, layout.WIDTH, 52),
        Label(18, 33, pooling_formula(*n.settings.axis[:4]), 19, id="formula-0"),
        Label(layout.WIDTH - 18, 32, (Run(words.output_text(n), role, bold=True),), 17, "end", id="output"),
        Panel(0, 60, layout.WIDTH, 50, "amber-fill" if trouble else "panel"),
        Label(18, 80, (Run(words.first_line(n), role, bold=bool(trouble)),), 15, id="verdict"),
        Label(18, 100, (Run(words.second_line(n), "text" if trouble else "muted"),), 14, id="verdict-2"),
        *words.repair_buttons(n.settings, layout.WIDTH - 12, 69),
    ]


def sentence_bar() -> list[Item]:
    """Where the sentence of the lit cell stands."""
    return [Panel(0, 584, layout.WIDTH, 54), Caption(16, 617, layout.WIDTH - 32, 16)]


def only_input(n: Numbers) -> list[Item]:
    """Where nothing fits: the input, and no output."""
    room, _ = layout.slices(1)[0]
    nothing = Label(layout.LEFT + 500, layout.TOP + 22, (Run("no output", "amber", bold=True),), 15, id="no-output")
    return [input_grid(n, room), nothing]


def arrow(x1: float, y1: float, x2: float, y2: float, text: str = "", role: str = "muted") -> list[Item]:
    """An arrow with a word over its middle."""
    line = Line(x1, y1, x2, y2, role, 2, arrow=True, id="way")
    over = (x1 + x2) / 2, min(y1, y2) - 8
    return [line, *([Label(*over, (Run(text, role),), 13, "middle")] if text else [])]


def under(x: float, y: float, lines: tuple[str, ...], id: str = "") -> list[Label]:
    """A few quiet lines below a grid."""
    return [
        Label(x, y + 20 * n, (Run(line, "muted"),), 14, id=f"{id}-{n}" if id else "") for n, line in enumerate(lines)
    ]


def below(room: Room, rows: int, cols: int) -> float:
    """Where a grid in this room ends."""
    return room.y + rows * room.cell(rows, cols)
