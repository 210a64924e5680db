"""What the Connections picture says besides its counts: the verdict, each way in a line, the layer's card."""

from cnnlib.scenes.connections.counts import Count, places
from cnnlib.scenes.connections.layout import Cut
from cnnlib.scenes.connections.settings import CONTROLS, Settings
from cnnlib.scenes.fit import Repair, changes, misfit
from cnnlib.scenes.formula import conventions
from cnnlib.scenes.scene import Run
from cnnlib.scenes.text import counted, plural
from cnnlib.shapes import exact_size

SAYS = {
    "full": "every neuron reads every input",
    "local": "a window each, weights of its own",
    "shared": "a window each, the same weights",
}
COUNTED = (
    "A weight for each wire and a bias for each neuron; what is shared is counted once. Below, each line of the scale "
    "is ten times the one before."
)
NOT_TO_SHARE = (
    "Sharing takes for granted that what helps at one",
    "place helps at every place. In centred faces the",
    "eyes and the mouth are always at theirs: weights",
    "of one's own, place by place, can be better there.",
)


def problem(settings: Settings) -> str:
    """Why the filter does not fit; empty when it does."""
    return misfit(settings.axis)


def repairs(settings: Settings) -> list[Repair]:
    """The nearest changes of one symbol that make it fit."""
    return changes(settings.axis, CONTROLS)


def first_line(settings: Settings, cut: Cut, costs: tuple[Count, ...]) -> str:
    """The sentence under the formula."""
    trouble = problem(settings)
    if trouble:
        return trouble
    side, neurons = places(settings), costs[0].neurons
    where = f"{side}·{side} places in {'the one map' if settings.K == 1 else f'each of {settings.K:,} maps'}"
    drawn = plural(cut.neurons, "neuron") if cut.whole else f"the first {cut.neurons} neurons"
    return f"It fits: {where}, so {counted(neurons, 'neuron')}. Drawn: {drawn} of a row, in one map and one slice."


def second_line(settings: Settings, cut: Cut) -> str:
    """Below the problem what the three customs would do; when all is well, what is counted."""
    if not problem(settings):
        return COUNTED
    size = exact_size(*settings.axis)
    if size < 1:
        return "Choose a repair, or move a slider: the controls stay where you left them."
    return (
        conventions(size) + "; counted and drawn: floor" + (", the hatched inputs are never read" if cut.whole else "")
    )


def output_text(settings: Settings) -> str:
    """The output volume in the lecture's order, width by height by depth."""
    side = places(settings)
    return f"output {side} × {side} × {settings.K}" if side else "no output"


def each_line(settings: Settings, count: Count) -> tuple[Run, ...]:
    """What one neuron costs: `each: 5·5·3 = 75 weights + 1 bias`."""
    sides, role = (settings.W, "W") if count.way == "full" else (settings.F, "F")
    product = (Run(f"{sides}·{sides}", role, bold=True), Run("·"), Run(f"{settings.D1}", "D", bold=True))
    ending = "" if count.each == 1 else "s"
    return (Run("each: ", "muted"), *product, Run(f" = {count.each:,} weight{ending} + 1 bias"))


def card_rows(settings: Settings, costs: tuple[Count, ...]) -> list[tuple[str, str, str]]:
    """The specification card of the convolution: what it takes, what it makes, what it costs."""
    W, F, S, P, dilation = settings.axis
    shared, side = costs[-1], places(settings)
    steps = f"S = {S}, P = {P}" + (f", d = {dilation}" if dilation > 1 else "")
    made = f"{side} × {side} × {settings.K}" if side else "none"
    return [
        ("takes", f"{W} × {W} × {settings.D1}", "W"),
        ("filters", f"K = {settings.K}, F = {F}", "K"),
        ("steps", steps, "S"),
        ("W2 × H2 × D2", made, "S" if side else "amber"),
        *(
            (name, f"{count:,}" if side else "none", "F" if side else "amber")
            for name, count in (
                ("weights", shared.weights),
                ("biases", shared.biases),
                ("parameters", shared.parameters),
            )
        ),
    ]


def spoken(settings: Settings, cut: Cut, costs: tuple[Count, ...]) -> str:
    """The whole picture in one sentence."""
    W, F, S, P, dilation = settings.axis
    given = f"input {W} × {W} × {settings.D1}, F = {F}, S = {S}, P = {P}, d = {dilation}, K = {settings.K}"
    counted = ", ".join(f"{count.way} {count.parameters:,}" for count in costs)
    verdict = first_line(settings, cut, costs)
    return f"Connections and parameters: {given}; {output_text(settings)}. Parameters: {counted}. {verdict}"
