"""The browser and matplotlib draw the same scene: the same texts at the same places, the same boxes."""

from collections import Counter
from typing import Any

import pytest

from cnnlib.draw import Picture, picture
from cnnlib.draw.sheet import Box, Drawn
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.trace import Focus, lit_by
from tests.browser.reader import HERE, Reader

pytestmark = pytest.mark.browser

DRAWN = (HERE / "drawn.js").read_text(encoding="utf-8")
NEAR = 2  # pixels of the scene
TEXTS = ("label", "title", "code", "cell", "told", "products", "weight", "lens", "button", "caption")
CONVOLUTIONS: list[tuple[dict[str, Any], Focus]] = [
    ({}, Focus("y0", 0)),
    ({}, Focus("x1", 40)),
    ({}, Focus("w1.2", 4)),
    ({"W": 10, "P": 0, "D1": 1, "K": 1}, Focus("y0", 5)),
    ({"W": 7, "F": 3, "S": 1, "dilation": 2, "D1": 2, "K": 4}, Focus("y3", 4)),
    ({"W": 32, "F": 5, "S": 1, "P": 0, "D1": 1, "K": 6, "source": "digit"}, Focus("y5", 100)),
    ({"show": "coverage", "P": 2, "mode": "mirror"}, Focus("y1", 7)),
    ({"separate": True, "H": 4, "FH": 2, "SH": 1, "flip": True}, Focus("y0", 3)),
    ({"view": "1-D", "W": 7}, Focus("y0", 1)),
]
LABS: list[tuple[dict[str, Any], Focus]] = [
    ({}, Focus("response", 4000)),
    ({"filter": "box blur", "F": 5, "S": 2, "bias": 20, "relu": True, "pool": True}, Focus("response", 700)),
    ({"colour": True, "filter": "red − green", "photo": "flower", "F": 5}, Focus("response", 9000)),
    ({"border": "?", "F": 7}, Focus("w0", 10)),
]


@pytest.mark.parametrize("settings, focus", CONVOLUTIONS, ids=str)
def test_convolution(convolution_page: Reader, settings: dict[str, Any], focus: Focus) -> None:
    check(convolution_page.shows(**settings), settings, focus)


@pytest.mark.parametrize("settings, focus", LABS, ids=str)
def test_filter_lab(filter_lab_page: Reader, settings: dict[str, Any], focus: Focus) -> None:
    check(filter_lab_page.shows(**settings), settings, focus)


def check(reader: Reader, settings: dict[str, Any], focus: Focus) -> None:
    reader.python(f'ex.pinned = {{"grid": "{focus.grid}", "cell": {focus.cell}}}')
    reader.expects_picture(settings, focus, pinned=True)
    seen = reader.root.evaluate(DRAWN)
    made = picture(reader.scene(), focus)
    check_texts(seen["texts"], made)
    assert sorted(seen["wires"]) == sorted(drawn.text for drawn in lit_wires(reader.scene(), made, focus))
    check_boxes(seen["cells"], boxes(made, "cell"))
    for kind in ("panel", "button", "line"):
        check_boxes(seen[f"{kind}s"], boxes(made, kind))


def lit_wires(scene: Scene, made: Picture, focus: Focus) -> list[Drawn]:
    lit = {f"{p.source[0]}:{p.source[1]}>{p.target[0]}:{p.target[1]}" for p in lit_by(scene, focus)}
    return [drawn for drawn in made.drawn if drawn.kind == "wire" and drawn.text and drawn.id in lit]


def boxes(made: Picture, kind: str) -> list[Box]:
    return [drawn.box for drawn in made.drawn if drawn.kind == kind]


def check_boxes(seen: list[Box], made: list[Box]) -> None:
    """The same places, each as often as it likes: a hatched cell is drawn in two layers."""
    for these, those in ((seen, made), (made, seen)):
        lone = [box for box in these if not any(near(box, other) for other in those)]
        assert lone == []


def near(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other))


def check_texts(seen: list[dict[str, Any]], made: Picture) -> None:
    written = [drawn for drawn in made.drawn if drawn.kind in TEXTS and drawn.text.strip()]
    shown = [one for one in seen if not one["caption"]]
    assert Counter(one["text"] for one in shown) == Counter(d.text for d in written if d.kind != "caption")
    for one in shown:
        assert any(drawn.text == one["text"] and same_place(one, drawn) for drawn in written), one
    assert said(one["text"] for one in seen if one["caption"]) == said(d.text for d in written if d.kind == "caption")


def said(lines: Any) -> str:
    """A sentence, however it is broken into lines."""
    return " ".join("".join(lines).split())


def same_place(one: dict[str, Any], drawn: Drawn) -> bool:
    """Within the middle of a cell; for a line of text, on its baseline and at the end where it is anchored."""
    x, y, width, height = drawn.box
    if drawn.kind in ("cell", "lens"):
        return x <= one["x"] <= x + width and y <= one["y"] <= y + height
    if drawn.kind == "button":
        return abs(one["x"] - (x + width / 2)) <= NEAR and y <= one["y"] <= y + height
    anchor = {"start": x, "middle": x + width / 2, "end": x + width}[one["anchor"]]
    return abs(one["x"] - anchor) <= NEAR and abs(one["y"] - (y + 0.76 * height)) <= NEAR
