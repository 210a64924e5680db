"""What the Connections picture may ask before it shows: the parameters, the weights of a neuron, the neurons."""

from cnnlib.mistakes import Mistake, output_size_mistakes, parameter_mistakes, told_apart
from cnnlib.mistakes.mistake import WrongFormula
from cnnlib.scenes.connections import layout
from cnnlib.scenes.connections.counts import Count, counts, places, volume
from cnnlib.scenes.connections.settings import Settings
from cnnlib.scenes.connections.words import problem
from cnnlib.scenes.questions import Question

WAYS = ("full", "local", "shared")
COSTS = (
    *(f"{part}-{way}" for part in ("bar", "total", "each") for way in WAYS),
    *(f"product-{way}" for way in WAYS[1:]),
    *(f"card-{name}" for name in ("weights", "biases", "parameters")),
)
PARTS = tuple(f"parts-{way}" for way in WAYS)
NEURONS = tuple(f"{kind}-{way}" for kind in "yw" for way in WAYS)


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions of this setting; none where no window fits.

    >>> [(question.name, question.answer) for question in questions(Settings(W=227, F=11, S=4, P=0, K=96))]
    [('parameters', 34944), ('weights per neuron', 363), ('neurons', 290400)]
    """
    if not places(settings):
        return ()
    full, _, shared = counts(settings)
    asked = [_parameters(settings, shared), _weights(settings, full, shared)]
    return tuple(asked) if problem(settings) else (*asked, _neurons(settings, shared))


def _given(settings: Settings) -> str:
    before, (_, F, S, P, dilation) = volume(settings), settings.axis
    dilated = f", dilation {dilation}" if dilation > 1 else ""
    return f"Input {before.W} × {before.H} × {before.D}, K = {settings.K}, F = {F}, S = {S}, P = {P}{dilated}"


def _parameters(settings: Settings, shared: Count) -> Question:
    F, D1, K = settings.F, settings.D1, settings.K
    return Question(
        "parameters",
        f"{_given(settings)}: how many parameters has the convolution, its weights shared, biases included?",
        shared.parameters,
        f"K·(F·F·D1 + 1) = {K}·({F}·{F}·{D1} + 1) = {shared.parameters:,}: {shared.weights:,} weights and "
        f"{shared.biases:,} biases. The size of the input is not in it.",
        parameter_mistakes(F, D1, K, positions=places(settings) ** 2),
        hides=COSTS, drops=PARTS,
    )  # fmt: skip


def _weights(settings: Settings, full: Count, shared: Count) -> Question:
    F, D1 = settings.F, settings.D1
    return Question(
        "weights per neuron",
        f"{_given(settings)}: how many weights does one neuron of the convolution work with, its bias not counted?",
        shared.each,
        f"F·F·D1 = {F}·{F}·{D1} = {shared.each:,}: the window is local in space and goes through the full depth.",
        _weight_mistakes(settings, full, shared),
        hides=COSTS, drops=PARTS,
    )  # fmt: skip


def _weight_mistakes(settings: Settings, full: Count, shared: Count) -> tuple[Mistake, ...]:
    F, D1, K = settings.F, settings.D1, settings.K
    depth = f"the window goes through all D1 = {D1} slices of the input"
    return told_apart(shared.each, [
        ("forgot the input depth", F * F, f"The depth is missing: {depth}."),
        ("counted full connections", full.each,
         f"That is a neuron that reads the whole input. This one reads a window of {F} by {F}."),
        ("counted the bias", shared.each + 1, "The bias is counted too, and asked are the weights alone."),
        ("took the number of filters for the depth", F * F * K,
         f"K = {K} is how many filters there are. A single one is as deep as the input, D1 = {D1}."),
        ("counted all filters", shared.each * K, f"That is all K = {K} filters. A neuron works with one."),
        ("counted one side of the filter", F * D1, f"The window is {F} wide and {F} high."),
        ("one weight a slice", D1, f"In each slice the window has {F}·{F} pixels."),
    ])  # fmt: skip


def _neurons(settings: Settings, shared: Count) -> Question:
    side, K = places(settings), settings.K
    return Question(
        "neurons", f"{_given(settings)}: how many neurons has the layer, W2·H2·K?", shared.neurons,
        f"W2·H2·K = {side}·{side}·{K} = {shared.neurons:,}, a neuron for each place in each of the K maps.",
        told_apart(shared.neurons, [*_depth_slips(settings, shared), *_size_slips(settings)]),
        hides=("formula-0", "output", "verdict", "card-W2 × H2 × D2", *COSTS, "product-full", *NEURONS),
        drops=PARTS,
        place=(layout.COLUMNS[0], layout.NEURONS - 6, layout.COLUMNS[-1] + layout.COLUMN - layout.COLUMNS[0], 100),
    )  # fmt: skip


def _depth_slips(settings: Settings, shared: Count) -> list[WrongFormula]:
    side, K, D1 = places(settings), settings.K, settings.D1
    return [
        ("forgot the maps", side * side, f"That is one map. There are K = {K}."),
        ("took the input depth", side * side * D1, f"The input is D1 = {D1} deep, but the layer has K = {K} maps."),
        ("counted a row of places", side * K, f"That is one row of each map. There are {side} rows."),
        ("left the size as it was", settings.W**2 * K,
         f"{settings.W} is the size that goes in: work out W2 = (W − (d(F − 1) + 1) + 2P)/S + 1 first."),
        ("counted the filters", K, "That is one for each filter. The neurons of a map share it, but each is one."),
    ]  # fmt: skip


def _size_slips(settings: Settings) -> list[WrongFormula]:
    """Each mistake of the output size, squared and in every map."""
    return [
        (mistake.name, mistake.value**2 * settings.K, mistake.hint)
        for mistake in output_size_mistakes(*settings.axis)
        if isinstance(mistake.value, int) and mistake.value > 0
    ]
