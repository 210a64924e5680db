"""Texts of a scene that lie on one another, or stand out of the picture; found without inking anything."""

import numpy as np

from cnnlib.draw.lettering import Word
from cnnlib.draw.lights import lights
from cnnlib.draw.panes import draw
from cnnlib.draw.sheet import Sheet
from cnnlib.scenes.scene import Button, Scene
from cnnlib.scenes.trace import Focus

CAPITAL = 0.73  # height of a capital letter, in text sizes
SLACK = 0.5  # pixels that two texts may share


def overlaps(scene: Scene, focus: Focus | None = None) -> list[str]:
    """Such as "W / 7" for two texts that meet, with what `focus` lights."""
    words = words_of(scene, focus)
    boxes = np.array([box(word) for word in words]).reshape(-1, 4)
    left, top, right, bottom = boxes.T
    meet = (left < right[:, None] - SLACK) & (left[:, None] < right - SLACK)
    meet &= (top < bottom[:, None] - SLACK) & (top[:, None] < bottom - SLACK)
    pairs = [f"{words[a].text} / {words[b].text}" for a, b in zip(*np.nonzero(np.triu(meet, 1)), strict=True)]
    out = (left < -SLACK) | (right > scene.width + SLACK) | (top < -SLACK) | (bottom > scene.height + SLACK)
    return [
        *pairs,
        *(f"out of the picture: {words[n].text}" for n in np.flatnonzero(out)),
        *under_buttons(scene, words),
    ]


def under_buttons(scene: Scene, words: list[Word]) -> list[str]:
    """Texts that run in below a button."""
    buttons = [item for item in scene.items if isinstance(item, Button)]
    pairs = [(word, button) for word in words for button in buttons if word.text != button.text]
    return [f"{word.text} / button {button.text}" for word, button in pairs if meets(box(word), around(button))]


def around(button: Button) -> tuple[float, ...]:
    return button.x, button.y, button.x + button.width, button.y + button.height


def meets(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes share more than their rims."""
    (left, top, right, bottom), (x, y, far, low) = one, other
    return left < far - SLACK and x < right - SLACK and top < low - SLACK and y < bottom - SLACK


def words_of(scene: Scene, focus: Focus | None = None) -> list[Word]:
    """All texts that are to be seen."""
    sheet, light = Sheet("light"), lights(scene, focus)
    for item in scene.items:
        draw(sheet, item, scene, light)
    return [word for word in sheet.words if word.text.strip()]


def box(word: Word) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the letters."""
    return word.left, word.y - CAPITAL * word.size, word.left + word.width, word.y
