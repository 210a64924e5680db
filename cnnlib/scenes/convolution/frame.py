"""What both views share: formula and verdict on top, the sentence below."""

from cnnlib.scenes.convolution import layout, words
from cnnlib.scenes.convolution.values import Numbers
from cnnlib.scenes.formula import size_formula
from cnnlib.scenes.scene import Caption, Item, Label, Panel, Run


def head(n: Numbers) -> list[Item]:
    """The formula with its numbers, and below it whether the setting fits."""
    settings = n.settings
    trouble = words.problem(settings)
    role = "amber" if trouble else "text"
    lines = words.axes(settings)
    size, first = (19, 33) if len(lines) == 1 else (15.5, 21)
    formulas = [
        Label(
            18,
            first + 22 * line,
            size_formula(*axis, "h" if direction == "down" else "", settings.formula == "short"),
            size,
            id=f"formula-{line}",
        )
        for line, (direction, axis) in enumerate(lines)
    ]
    return [
        Panel(0, 0, layout.WIDTH, 52),
        *formulas,
        Label(layout.WIDTH - 18, 32, (Run(words.output_text(n), role, bold=True),), 17, "end", id="output"),
        Panel(0, 60, layout.WIDTH, 50, "amber-fill" if trouble else "panel"),
        Label(18, 80, (Run(words.first_line(n), role, bold=bool(trouble)),), 15, id="verdict"),
        Label(18, 100, (Run(words.second_line(n), "text" if trouble else "muted"),), 14, id="verdict-2"),
        *words.repair_buttons(settings, layout.WIDTH - 12, 69),
    ]


def sentence_bar() -> list[Item]:
    """Where the sentence of the lit cell stands."""
    width = layout.SIDE - 24
    return [Panel(0, 614, width, 42), Caption(16, 641, width - 32, 16)]


def no_output(x: float, y: float) -> Label:
    """Stands where the output would be."""
    return Label(x, y, (Run("no output", "amber", bold=True),), 15, id="no-output")
