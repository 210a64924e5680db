"""Named states: the script of a lecture."""

from cnnlib.datasets.drawn import drawn_digit
from cnnlib.scenes.controls import Preset
from cnnlib.scenes.drawing.points import text_of


def moved(digit: int, n: int, size: float, left: float, top: float) -> list[str]:
    """A ready drawing with its corner at (left, top), `size` times as large."""
    strokes = drawn_digit(digit, n).strokes
    xs, ys = zip(*(point for stroke in strokes for point in stroke))
    return [text_of((left + size * (x - min(xs)), top + size * (y - min(ys))) for x, y in stroke) for stroke in strokes]


def _preset(name: str, caption: str, compare: dict | None = None, predict: str = "", **changes: object) -> Preset:
    plain = {"net": "mnist", "ready": "none", "pen": 8, "variant": 0, "as_mnist": True, "strokes": [], "undone": []}
    return Preset(name, caption, plain | changes, compare, predict=predict)


HOUSE = ["200 450 500 150 800 450 800 850 200 850 200 450"]

PRESETS = (
    _preset("Draw a digit", "An empty pad. Draw with mouse, finger or pen: the scores follow the pen."),
    _preset("A seven", "A ready drawing. Which layer still looks like the digit, and from which on do you see only "
            "what it is made of?", ready="7", variant=1),
    _preset("In a corner", "The same drawing twice: A as it stands on the pad, B scaled and centred as MNIST's images "
            "were.", strokes=moved(2, 0, 0.5, 60, 60), pen=4, compare={"as_mnist": False}),
    _preset("Too thin", "The pen makes a difference: the net has learnt from the strokes of pencils, scaled to 20 "
            "pixels.", ready="8", variant=8, compare={"pen": 2}, pen=8),
    _preset("A one with a flag", "Many people write a 1 like this. Few of those who wrote MNIST did: what does the net "
            "make of it?", ready="1", variant=2, predict="winner"),
    _preset("Not a digit", "A house. The net knows ten classes and must choose one: a high score is no proof that it "
            "has seen anything like it.", strokes=HOUSE),
)  # fmt: skip
