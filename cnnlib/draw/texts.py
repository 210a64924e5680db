"""Texts of a scene: labels, sentences that change with the film, the caption of the lit cell."""

from dataclasses import replace

from cnnlib.draw.lettering import text_width
from cnnlib.draw.lights import Lights, cell_text, place
from cnnlib.draw.sheet import Hand, Sheet, text_box
from cnnlib.draw.style import SMALL, symbol_of
from cnnlib.scenes.scene import Caption, Label, Packed, Run, Scene, Sentences, Told
from cnnlib.scenes.trace import Focus, step_of

LEADING = 1.35  # from one line of a caption to the next, in text sizes


def draw_label(sheet: Sheet, label: Label, kind: str = "label") -> None:
    """Runs of text laid side by side."""
    widths = [text_width(run.text, label.size, run.bold, label.mono) for run in label.runs]
    left = label.x - {"start": 0, "middle": 0.5, "end": 1}[label.anchor] * sum(widths)
    text = "".join(run.text for run in label.runs)
    sheet.note(kind, label.id, text_box(left, label.y, sum(widths), label.size), text)
    for run, width in zip(label.runs, widths):
        sheet.text(run.text, left, label.y, Hand(label.size, symbol_of(run.role), run.bold, label.mono), label.id)
        left += width


def draw_told(sheet: Sheet, told: Told, scene: Scene, lights: Lights) -> None:
    """The sentence of the current step."""
    if lights.target is None and told.texts.columns:
        return
    runs = tuple(
        replace(run, text=_told(scene, replace(told.texts, pattern=run.text), lights.target)) for run in told.runs
    )
    if runs:
        draw_label(sheet, Label(told.x, told.y, runs, told.size, told.anchor, id=told.id), "told")
        return
    hand = Hand(told.size, symbol_of(told.role), told.bold, anchor=told.anchor)
    sheet.text(_told(scene, told.texts, lights.target), told.x, told.y, hand, told.id, "told")


def _told(scene: Scene, texts: Sentences, target: Focus | None) -> str:
    """A sentence per step of the film, or else per step of one target."""
    if target is None:
        return texts.pattern
    step = step_of(scene, target) or 0
    columns = [column.values if isinstance(column, Packed) else column for column in texts.columns]
    per_step = all(len(column) == scene.steps for column in columns)
    return texts.at(step if per_step else target.cell, **cell_values(scene, target))


def cell_values(scene: Scene, focus: Focus) -> dict[str, object]:
    """What a sentence may say of a cell."""
    grid = scene.grid(focus.grid)
    row, col = place(grid, focus.cell)
    return {"row": row, "col": col, "value": cell_text(grid, focus.cell)}


def caption_of(scene: Scene, lights: Lights) -> str:
    """The sentence of the lit cell, `**` around what is bold; empty where its grid says nothing."""
    if lights.focus is None or (say := scene.grid(lights.focus.grid).say) is None:
        return ""
    return say.at(lights.focus.cell, **cell_values(scene, lights.focus))


def draw_caption(sheet: Sheet, caption: Caption, scene: Scene, lights: Lights) -> None:
    """The sentence of the lit cell on its lines, in smaller type if need be; what is longer takes more of them."""
    text = caption_of(scene, lights) if lights.focus else caption.rest
    if not text:
        return
    size = fitting_size(text, room(caption.width, caption.lines), caption.size)
    lines = wrapped(text, caption.width, size)
    y = caption.y - (len(lines) - 1) * LEADING * size / 2
    for n, line in enumerate(lines):
        label = Label(caption.x, y + n * LEADING * size, line, size, id="caption")
        draw_label(sheet, label, kind="caption")


def room(width: float, lines: int) -> float:
    """How long a sentence may be that is to stand on so many lines: where they break, something is left free.

    >>> room(300, 1), room(300, 2)
    (300, 552.0)
    """
    return width if lines == 1 else 0.92 * lines * width


def fitting_size(text: str, width: float, size: float) -> float:
    """The type size, at most `size`, at which a sentence keeps to one line; never smaller than can be read.

    >>> fitting_size("short", 300, 16), fitting_size("long " * 100, 300, 16)
    (16, 13)
    """
    needed = sum(text_width(word.text, size, word.bold) for word in _words(text))
    return size if needed <= width else max(SMALL, size * width / needed)


def wrapped(text: str, width: float, size: float) -> list[tuple[Run, ...]]:
    """Lines of runs, words between `**` bold, none wider than `width`.

    >>> [[run.text for run in line] for line in wrapped("the sum is **4 + 5** here", 90, 15)]
    [['the sum is '], ['4 + 5', ' here']]
    """
    lines: list[list[Run]] = [[]]
    used = 0.0
    for word in _words(text):
        needed = text_width(word.text, size, word.bold)
        if used and used + text_width(word.text.rstrip(), size, word.bold) > width:
            lines.append([])
            used = 0.0
        lines[-1].append(word)
        used += needed
    return [_merged(line) for line in lines]


def _words(text: str) -> list[Run]:
    """Words, each with the space behind it."""
    return [
        Run(word, bold=n % 2 == 1)
        for n, part in enumerate(text.split("**"))
        for word in part.replace(" ", " \n").split("\n")
        if word
    ]


def _merged(words: list[Run]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for word in words:
        if runs and runs[-1].bold == word.bold:
            word = Run(runs.pop().text + word.text, bold=word.bold)
        runs.append(word)
    return tuple(runs)
