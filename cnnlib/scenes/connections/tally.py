"""The three counts: products with the reader's own numbers, and bars on a scale where every step is ten times more."""

from math import log10

from cnnlib.accounting import GB, in_words
from cnnlib.scenes.connections import layout
from cnnlib.scenes.connections.counts import Count, places
from cnnlib.scenes.connections.settings import Settings
from cnnlib.scenes.scene import Item, Label, Line, Run
from cnnlib.scenes.text import counted, number

CARD_MEMORY = 8  # GB of a common graphics card
POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
BAR, BAR_DOWN = 10, 42  # how thick, and how far below the top of its row its middle is
SYMBOLS = {"W": "W", "H": "W", "D1": "D", "F": "F", "K": "K", "W2": "S", "H2": "S"}
NAME = 74  # room for the name of a way before its product
ROLES = {"full": "W", "local": "S", "shared": "F"}


def tally(settings: Settings, costs: tuple[Count, ...]) -> list[Item]:
    """A row for each way, and the scale below them."""
    items: list[Item] = []
    for n, count in enumerate(costs):
        top = layout.ROWS + n * layout.ROW
        items += _gridlines(top + BAR_DOWN)
        items.append(Label(layout.BAR_LEFT, top + 14, (Run(count.way, ROLES[count.way], bold=True),), 15))
        items += [_product(settings, count, top + 14), _total(count, top + 14), _parts(settings, costs, n, top + 31)]
        items += _bar(count, top + BAR_DOWN)
    return items + _scale(layout.ROWS + len(costs) * layout.ROW + 10)


def place(parameters: int) -> float:
    """Where on the logarithmic scale a number stands.

    >>> place(1), place(10 ** 16)
    (18.0, 872.0)
    """
    return layout.BAR_LEFT + (layout.BAR_RIGHT - layout.BAR_LEFT) * log10(max(parameters, 1)) / layout.DECADES


def _product(settings: Settings, count: Count, y: float) -> Label:
    """`W2·H2·K · (W·H·D1 + 1) = 55·55·96 · (227·227·3 + 1)`; without numbers where nothing fits."""
    sizes = {name: number(size) for name, size in settings.as_dict().items()}
    out = number(places(settings))
    sizes |= {"H": sizes["W"], "W2": out, "H2": out}
    neurons = ("K",) if count.way == "shared" else ("W2", "H2", "K")
    inputs = ("W", "H", "D1") if count.way == "full" else ("F", "F", "D1")
    letters = {name: name for name in SYMBOLS}
    runs = _formula(neurons, inputs, letters)
    if count.neurons:
        runs += [Run(" = "), *_formula(neurons, inputs, sizes)]
    return Label(layout.BAR_LEFT + NAME, y, tuple(runs), 15, id=f"product-{count.way}")


def _formula(neurons: tuple[str, ...], inputs: tuple[str, ...], texts: dict[str, str]) -> list[Run]:
    """Neurons times what each needs."""
    return [*_times(neurons, texts), Run(" · ("), *_times(inputs, texts), Run(" + 1)")]


def _times(names: tuple[str, ...], texts: dict[str, str]) -> list[Run]:
    """Factors in the colours of their symbols, dots between them."""
    runs = [Run(texts[name], SYMBOLS[name], bold=True, symbol=SYMBOLS[name]) for name in names]
    return [part for run in runs for part in (Run("·"), run)][1:]


def _total(count: Count, y: float) -> Label:
    total = Run(f"{count.parameters:,}", ROLES[count.way], bold=True)
    runs = (Run("= ", "muted"), total) if count.neurons else (Run("none", "amber", bold=True),)
    return Label(layout.BAR_RIGHT, y, runs, 17, "end", id=f"total-{count.way}")


def _parts(settings: Settings, costs: tuple[Count, ...], n: int, y: float) -> Label:
    count = costs[n]
    text = f"{counted(count.weights, 'weight')} + {counted(count.biases, 'bias')}, {_memory(count)}"
    runs: tuple[Run, ...] = (Run("no window fits, so there is no neuron", "muted"),)
    if count.neurons:
        runs = (Run(text, "muted"), *((Run(f" · {_ratio(settings, costs, n)}"),) if n else ()))
    return Label(layout.BAR_LEFT, y, runs, 14, id=f"parts-{count.way}")


def _memory(count: Count) -> str:
    """Bytes in words, and how many graphics cards they would fill; their size is said once, in the first row."""
    cards = -(-count.bytes // (CARD_MEMORY * GB))
    size = f"graphics cards of {CARD_MEMORY} GB" if count.way == "full" else "cards"
    return in_words(count.bytes) + (f" ({cards:,} {size})" if cards > 1 else "")


def _ratio(settings: Settings, costs: tuple[Count, ...], n: int) -> str:
    """What a way divides the weights by, compared with the way before it."""
    count, before = costs[n], costs[n - 1]
    if count.weights == before.weights:
        return "as many weights as above"
    what = "windows divide" if n == 1 else "sharing divides"
    if count.weights > before.weights:
        return f"windows with padding take {_times_as_many(count.weights, before.weights)} times as many"
    side = f" = {places(settings)}·{places(settings)}" if n == 2 else ""
    return f"{what} the weights by {_times_as_many(before.weights, count.weights)}{side}"


def _times_as_many(more: int, fewer: int) -> str:
    ratio = more / fewer
    return f"{ratio:,.0f}" if more % fewer == 0 or ratio >= 1000 else f"about {ratio:,.3g}"


def _gridlines(middle: float) -> list[Item]:
    """A faint line at each power of ten behind one bar."""
    xs = [place(10**power) for power in range(layout.DECADES + 1)]
    return [Line(x, middle - BAR / 2 - 1, x, middle + BAR / 2 + 1, width=1) for x in xs]


def _bar(count: Count, middle: float) -> list[Item]:
    if not count.parameters:
        return []
    end = max(place(count.parameters), layout.BAR_LEFT + 2)
    return [Line(layout.BAR_LEFT, middle, end, middle, ROLES[count.way], BAR, id=f"bar-{count.way}")]


def _scale(y: float) -> list[Item]:
    """The powers of ten below the bars."""
    names = {0: "1", 1: "10", 2: "100", 3: "1,000"}
    return [
        Label(place(10**power), y, (Run(names.get(power, f"10{_raised(power)}"), "muted"),), 12, _anchor(power))
        for power in range(layout.DECADES + 1)
    ]


def _raised(power: int) -> str:
    return "".join(POWERS[int(digit)] for digit in str(power))


def _anchor(power: int) -> str:
    return {0: "start", layout.DECADES: "end"}.get(power, "middle")
