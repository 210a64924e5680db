"""The arithmetic of the lit cell: its products in a list, in a lens, and along wires."""

from cnnlib.draw.grids import BASELINE, TITLE, TITLE_ABOVE, window_box
from cnnlib.draw.lettering import LEGIBLE, legible, text_width
from cnnlib.draw.lights import Lights, cell_text
from cnnlib.draw.sheet import OUTLINE, Hand, Sheet
from cnnlib.draw.style import mix, symbol_of
from cnnlib.scenes.scene import Grid, Lens, Products, Scene, Wires
from cnnlib.scenes.trace import Pair, all_pairs, products_of

LEAST = 8  # pixels of a weight under the lens
THIN = 0.5  # how much of its hue a wire takes that is not lit
WIRE = Hand(15, "F", bold=True, anchor="middle")  # the weight on a lit wire


def _window(scene: Scene, item: Products | Lens, lights: Lights) -> list[list[Pair]]:
    """The products of the lit target with one source, row by row of the window."""
    link = scene.links[item.link]
    if lights.target is None or lights.target.grid not in link.targets or item.source not in link.sources:
        return []
    pairs = [pair for pair in products_of(scene, lights.target) if pair.source[0] == item.source]
    cols = item.across or len(link.cols[lights.target.cell % scene.grid(lights.target.grid).cols])
    return [pairs[start : start + cols] for start in range(0, len(pairs), cols)]


def _text_at(scene: Scene, place: tuple[str, int] | None) -> str:
    return cell_text(scene.grid(place[0]), place[1]) if place else ""


def draw_products(sheet: Sheet, item: Products, scene: Scene, lights: Lights) -> None:
    """A line for each row of the window: `2·0 + 2·0 + 1·−1`."""
    for n, row in enumerate(_window(scene, item, lights)):
        terms = [f"{_text_at(scene, pair.source)}·{_text_at(scene, pair.weight)}".rstrip("·") for pair in row]
        text = ("+ " if n else "") + " + ".join(terms)
        hand, name = Hand(item.size, mono=True), f"{item.source}:products:{n}"
        sheet.text(text, item.x, item.y + n * item.line, hand, name, "products")


def draw_lens(sheet: Sheet, lens: Lens, scene: Scene, lights: Lights) -> None:
    """The window of the lit target, enlarged, each number with its weight below it."""
    rows = _window(scene, lens, lights)
    if not rows:
        return
    if lens.title:
        sheet.text(lens.title, lens.x, lens.y - TITLE_ABOVE, TITLE, f"{lens.source}:lens:title", "title")
    for r, row in enumerate(rows):
        for c, pair in enumerate(row):
            _draw_lens_cell(sheet, lens, scene, pair, r, c, c + r * len(row))
    sheet.outline((lens.x, lens.y, len(rows[0]) * lens.cell, len(rows) * lens.cell), "F")


def _draw_lens_cell(sheet: Sheet, lens: Lens, scene: Scene, pair: Pair, r: int, c: int, n: int) -> None:
    box = (lens.x + c * lens.cell + 1, lens.y + r * lens.cell + 1, lens.cell - 2, lens.cell - 2)
    text, name = _text_at(scene, pair.source), f"{lens.source}:lens:{n}"
    middle = box[0] + box[2] / 2
    sheet.box(box, "lit")
    sheet.note("lens", name, box, text)
    if not lens.digits:
        return
    weight, size = _weight_below(_text_at(scene, pair.weight), lens.digits, box[2])
    baseline = box[1] + (0.37 if weight else 0.5) * box[3] + BASELINE * lens.digits
    sheet.text(text, middle, baseline, Hand(lens.digits, bold=True, anchor="middle"), name)
    if weight:
        hand = Hand(size, "F", bold=True, anchor="middle")
        sheet.text(weight, middle, box[1] + 0.94 * box[3], hand, f"{name}:weight", "weight")


def _weight_below(weight: str, digits: float, side: float) -> tuple[str, float]:
    """A weight and its size below a number of `digits` in a cell of this side; without the sign × where that has no
    room, and none where it would be too small to be read: the filter stands beside the lens."""
    if not weight:  # pooling multiplies by nothing
        return "", 0
    text = f"×{weight}" if legible("×−1", 0, side) == LEGIBLE else weight
    below = (0.57 * side - 0.36 * digits - 1) / 0.73  # so that it stays below the number
    size = min(legible(text, 0.68 * digits, side), below)
    return (text, size) if size >= LEAST else ("", 0)


def draw_wires(sheet: Sheet, wires: Wires, scene: Scene, lights: Lights) -> None:
    """A stroke for every product of a link; the lit ones in the filter's colour, with their weights."""
    link = scene.links[wires.link]
    lit = set(lights.pairs)
    focus = (lights.focus.grid, lights.focus.cell) if lights.focus else None
    for pair in all_pairs(scene):
        if pair.target[0] in link.targets and pair.source[0] in link.sources:
            at = 1 - wires.lettered if pair.source == focus else wires.lettered
            _draw_wire(sheet, scene, pair, pair in lit, at if wires.lettered else 0)


def _draw_wire(sheet: Sheet, scene: Scene, pair: Pair, lit: bool, at: float) -> None:
    source, target = scene.grid(pair.source[0]), scene.grid(pair.target[0])
    (x1, y1), (x2, y2) = _ends(source, pair.source[1], target, pair.target[1])
    hue = _hue(scene, pair)
    thin = mix(sheet.colours["paper"], sheet.colours[hue], THIN) if hue else "faint"
    sheet.stroke([(x1, y1), (x2, y2)], hue or "F" if lit else thin, 3 if lit else 1.5)
    name = f"{pair.source[0]}:{pair.source[1]}>{pair.target[0]}:{pair.target[1]}"
    text = _text_at(scene, pair.weight)
    sheet.note("wire", name, (x1, y1, x2 - x1, y2 - y1), text if at else "")
    if lit and text and at:
        x, y = x1 + at * (x2 - x1), y1 + at * (y2 - y1)
        half = 6 + text_width(text, WIRE.size, bold=True) / 2
        sheet.box((x - half, y - 11, 2 * half, 22), "paper", OUTLINE, radius=11)
        sheet.text(text, x, y + BASELINE * WIRE.size, WIRE, name)


def _hue(scene: Scene, pair: Pair) -> str:
    """The symbol in whose colour a wire is drawn: whose weight it is; "" where nobody says."""
    hues = scene.grid(pair.weight[0]).hues if pair.weight else ()
    return symbol_of(hues[pair.weight[1]]) if hues and pair.weight else ""


def _ends(source: Grid, s: int, target: Grid, t: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """From the edge of the source cell to the facing edge of the target cell."""
    sx, sy, sw, sh = window_box(source, [s])
    tx, ty, tw, th = window_box(target, [t])
    upwards = ty < sy
    start = (sx + sw / 2, sy if upwards else sy + sh)
    return start, (tx + tw / 2, ty + th if upwards else ty)
