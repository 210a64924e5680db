"""What is said of the neuron, the input or the weight that is pointed at, in all three pictures at once."""

from cnnlib.scenes.connections.counts import places, volume
from cnnlib.scenes.connections.layout import Cut
from cnnlib.scenes.connections.settings import Settings
from cnnlib.scenes.scene import Sentences
from cnnlib.scenes.text import number, plural

Windows = tuple[tuple[int, ...], ...]
LETTERS = "abcdef"  # of a neuron's weights, and of itself
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def of_neurons(settings: Settings, cut: Cut, read: Windows) -> Sentences:
    """Of each neuron: how it is joined in the three ways. It bears the letter of its weights."""
    last = len(read[0]) - 1
    span = [_span(settings, window) for window in read]
    letters = [LETTERS[n] for n in range(cut.neurons)]
    own = [_letters(letter, last) for letter in letters]
    return Sentences(
        f"The {{2}} neuron. **Full**, {{3}}: all {volume(settings).size:,} inputs, by weights of its own. **Local**, "
        f"{{3}}: {{0}}, by its own {{1}}. **Shared**, a: the same place, by {_letters('a', last)}, the weights of "
        "every neuron.",
        (span, own, list(ORDINALS[: cut.neurons]), letters),
    )


def _letters(owner: str, last: int) -> str:
    return f"{owner}0" if last == 0 else f"{owner}0 to {owner}{last}"


def _span(settings: Settings, window: tuple[int, ...]) -> str:
    """The inputs under a window, padding counted from before 0; with gaps where it is dilated."""
    first, last = number(window[0] - settings.P), number(window[-1] - settings.P)
    if first == last:
        return f"input {first}"
    gaps = {1: "", 2: "every second of the ", 3: "every third of the "}
    return f"{gaps[settings.dilation]}inputs {first} to {last}"


def of_inputs(settings: Settings, cut: Cut, read: Windows) -> Sentences:
    """Of each input: which neurons read it."""
    if not cut.neurons:
        return Sentences("Input {col}: no window fits, so no neuron reads it.")
    readers = [sum(cell in window for window in read) for cell in range(cut.cells)]
    inputs = set(cut.inputs(settings))
    said = [_inside(count, cut) if cell in inputs else _padding(count) for cell, count in enumerate(readers)]
    return Sentences("Place {col}: {0}", (said,))


def _inside(count: int, cut: Cut) -> str:
    here = "" if cut.whole else " drawn here"
    nobody = "no neuron, for no window reaches it"
    return (
        f"**full** joins it to every neuron, {cut.neurons}{here}; "
        f"**local** and **shared** to {plural(count, 'neuron') if count else nobody}{here if count else ''}."
    )


def _padding(count: int) -> str:
    return f"padding, a zero. **Full** connections have none; {plural(count, 'window')} of the others hold it."


def of_weights(settings: Settings, cut: Cut, way: str, read: Windows) -> Sentences:
    """Of each weight: how many wires use it."""
    if way == "shared":
        return Sentences(
            f"Weight **{{value}}** is used by every neuron: {plural(cut.neurons, 'wire')} here, "
            f"{places(settings) ** 2:,} in one map. In training its gradient is the sum over all of them."
        )
    cells = [(LETTERS[neuron], number(cell - settings.P)) for neuron, window in enumerate(read) for cell in window]
    return Sentences(
        "Weight **{value}** is used by a single wire: from input {0} to neuron {1}.",
        ([cell for _, cell in cells], [neuron for neuron, _ in cells]),
    )
