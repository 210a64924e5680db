"""The three small pictures: neurons above, inputs below, the wires between them, and the weights these wires have."""

from cnnlib.scenes.boxes import fit_cell
from cnnlib.scenes.connections import layout, sentences
from cnnlib.scenes.connections.layout import Cut
from cnnlib.scenes.connections.settings import Settings
from cnnlib.scenes.scene import Grid, Item, Label, Link, Run, Wires
from cnnlib.scenes.sliding import taps_along
from cnnlib.scenes.text import number, plural
from cnnlib.shapes import unreached

WAYS = ("full", "local", "shared")
OWNERS = ("W", "S", "K", "d", "P", "D")  # six colours that the colour-blind can tell apart, too
SHARED = "F"

Windows = tuple[tuple[int, ...], ...]


def windows(settings: Settings, cut: Cut, way: str) -> Windows:
    """The cells that each neuron reads.

    >>> windows(Settings(W=4, F=3, P=1), Cut(4, 6, True), "local")[0]
    (0, 1, 2)
    >>> windows(Settings(W=4, F=3, P=1), Cut(4, 6, True), "full")[0]
    (1, 2, 3, 4)
    """
    return (cut.inputs(settings),) * cut.neurons if way == "full" else taps_along(settings.axis, cut.neurons)


def letter(way: str, neuron: int) -> str:
    """Whose weights a neuron works with: its own, or those of all."""
    return sentences.LETTERS[0 if way == "shared" else neuron]


def hue(way: str, neuron: int) -> str:
    """The colour of these weights."""
    return SHARED if way == "shared" else OWNERS[neuron]


def wiring(settings: Settings, cut: Cut) -> list[Item]:
    """All three, side by side; without a neuron only the inputs."""
    items: list[Item] = []
    for n, (way, x) in enumerate(zip(WAYS, layout.COLUMNS)):
        row = _inputs(settings, cut, way, x)
        if cut.neurons:
            items += [Wires(n, lettered=0), _neurons(settings, cut, way, row), _weights(settings, cut, way, x)]
        else:
            items.append(Label(x, layout.NEURONS + 20, (Run("no neuron", "amber", bold=True),), 15, id=f"none-{way}"))
        items += [row, *_rest(settings, cut, row)]
    return items


def links(settings: Settings, cut: Cut) -> tuple[Link, ...]:
    """Which inputs make which neuron, with which weights: one link for each way."""
    return tuple(
        Link((f"y-{way}",), (f"x-{way}",), ((0,),), windows(settings, cut, way), ((f"w-{way}",),), own=way != "shared")
        for way in (WAYS if cut.neurons else ())
    )


def together(cut: Cut) -> tuple[tuple[str, ...], ...]:
    """A neuron or an input is the same one in all three pictures."""
    names = ("x", "y") if cut.neurons else ("x",)
    return tuple(tuple(f"{name}-{way}" for way in WAYS) for name in names)


def _inputs(settings: Settings, cut: Cut, way: str, x: float) -> Grid:
    cell = layout.row_cell(cut.cells, layout.COLUMN - (0 if cut.whole else 24))
    inputs = set(cut.inputs(settings))
    missed = unreached(*settings.axis) if cut.whole and cut.neurons and way != "full" else ()
    return Grid(
        f"x-{way}", x, layout.INPUTS, cell, 1, cut.cells, "input",
        tuple(number(c - settings.P) for c in range(cut.cells)), layout.digits(cell, 2),
        first=(0, -settings.P), hatched=tuple(c for c in range(cut.cells) if c not in inputs),
        unreached=tuple(c for c in missed if c in inputs),
        say=sentences.of_inputs(settings, cut, windows(settings, cut, "local")),
        named=f"inputs, {way} connections",
    )  # fmt: skip


def _rest(settings: Settings, cut: Cut, row: Grid) -> list[Item]:
    """Where the row goes on."""
    if cut.whole:
        return []
    return [Label(row.x + row.width + 6, row.y + row.cell / 2 + 5, (Run("…", "muted", bold=True),), 18)]


def _neurons(settings: Settings, cut: Cut, way: str, row: Grid) -> Grid:
    cell = layout.NEURON
    x = max(row.x, row.x + (row.width - cut.neurons * cell) / 2)
    return Grid(
        f"y-{way}", x, layout.NEURONS, cell, 1, cut.neurons,
        "output", tuple(letter(way, n) for n in range(cut.neurons)), layout.digits(cell, 1),
        say=sentences.of_neurons(settings, cut, windows(settings, cut, "local")),
        hues=tuple(hue(way, n) for n in range(cut.neurons)), named=f"neurons, {way} connections",
    )  # fmt: skip


def _weights(settings: Settings, cut: Cut, way: str, x: float) -> Grid:
    """A row of weights for each neuron; one row for all where they are shared."""
    read = windows(settings, cut, way)
    rows, cols = 1 if way == "shared" else cut.neurons, len(read[0])
    cell = fit_cell(rows, cols, layout.COLUMN, layout.TABLE_HEIGHT, layout.TABLE_CELL)
    names = tuple(f"{letter(way, row)}{tap}" for row in range(rows) for tap in range(cols))
    return Grid(
        f"w-{way}", x, layout.TABLE, cell, rows, cols, "filter", names, layout.digits(cell, len(names[-1])),
        title=_title(way, rows, cols), hues=tuple(hue(way, row) for row in range(rows) for _ in range(cols)),
        ink="text", say=sentences.of_weights(settings, cut, way, read), named=f"weights, {way} connections",
    )  # fmt: skip


def _title(way: str, rows: int, cols: int) -> str:
    if way == "shared":
        return f"{plural(cols, 'weight')}, the same for every neuron"
    return f"{rows} × {cols} = {plural(rows * cols, 'weight')}: a row for each neuron"
