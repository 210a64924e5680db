"""Panels, lines and buttons, and what is drawn by hand."""

from math import hypot

import numpy as np
from matplotlib.colors import to_rgb

from cnnlib.draw.grids import BASELINE
from cnnlib.draw.sheet import CELL, PANEL, Hand, Sheet
from cnnlib.draw.style import symbol_of
from cnnlib.scenes.scene import Button, Line, Pad, Panel
from cnnlib.strokes import FINE, UNITS, ink

HEAD = 9  # length of an arrow's head
BUTTON_TEXT = 14
FRAME = 1.5  # width of a pad's edge


def draw_panel(sheet: Sheet, panel: Panel) -> None:
    """A quiet background."""
    box = (panel.x, panel.y, panel.width, panel.height)
    sheet.box(box, panel.role, PANEL, radius=6)
    sheet.note("panel", panel.role, box)


def draw_line(sheet: Sheet, line: Line) -> None:
    """A stroke; an arrow's stroke ends where its head begins."""
    x2, y2 = line.x2, line.y2
    if line.arrow:
        length = hypot(line.x2 - line.x1, line.y2 - line.y1) or 1
        dx, dy = HEAD * (line.x2 - line.x1) / length, HEAD * (line.y2 - line.y1) / length
        x2, y2 = line.x2 - dx, line.y2 - dy
        sheet.shape([(line.x2, line.y2), (x2 - dy / 2, y2 + dx / 2), (x2 + dy / 2, y2 - dx / 2)], line.role)
    sheet.stroke([(line.x1, line.y1), (x2, y2)], line.role, line.width)
    sheet.note("line", line.role, (line.x1, line.y1, line.x2 - line.x1, line.y2 - line.y1))


def draw_button(sheet: Sheet, button: Button) -> None:
    """A button, which on paper leads nowhere."""
    box = (button.x, button.y, button.width, button.height)
    sheet.box(box, "paper", CELL, radius=6)
    sheet.outline(box, button.role, 1.5, radius=6)
    sheet.note("button", button.text, box, button.text)
    if not button.text:
        return
    middle, baseline = button.x + button.width / 2, button.y + button.height / 2 + BASELINE * BUTTON_TEXT
    hand = Hand(BUTTON_TEXT, symbol_of(button.role), bold=True, anchor="middle")
    sheet.text(button.text, middle, baseline, hand, button.text)


def draw_pad(sheet: Sheet, pad: Pad) -> None:
    """The pad, and the ink on it as the net's image is made from it."""
    box = (pad.x, pad.y, pad.side, pad.side)
    sheet.box(box, "panel", CELL, radius=6)
    sheet.outline(box, "border", FRAME, radius=6)
    pixels = np.zeros((FINE, FINE, 4), np.uint8)
    pixels[..., :3] = np.rint(255 * np.array(to_rgb(sheet.colours["text"])))
    texts = [stroke.split() for stroke in pad.strokes]
    strokes = [(np.array(text, float).reshape(-1, 2) * (UNITS / pad.units)).tolist() for text in texts]
    pixels[..., 3] = 255 * ink(strokes, 100 * pad.pen / pad.units)
    sheet.picture(pixels, box, pad.id)
