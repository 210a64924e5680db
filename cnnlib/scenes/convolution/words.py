"""What the Convolution picture says besides its numbers: does it fit, what would, and the layer's card."""

from cnnlib.scenes import fit
from cnnlib.scenes.convolution.settings import CONTROLS, Settings
from cnnlib.scenes.convolution.values import Numbers, layer, padding_works
from cnnlib.scenes.formula import conventions
from cnnlib.scenes.scene import Button
from cnnlib.scenes.text import often, plural
from cnnlib.shapes import Axis, Volume, exact_size

DOWN = {"W": "H", "F": "FH", "S": "SH"}  # the settings of the height, where it has its own
Sized = tuple[str, Axis]  # a direction, and its sizes


def axes(settings: Settings) -> list[Sized]:
    """The directions that have sizes of their own: one, or width and height."""
    across: Sized = ("across", settings.axis_w)
    return [across, ("down", settings.axis_h)] if settings.separate and settings.view == "2-D" else [across]


def misfit(settings: Settings) -> Sized | None:
    """The first direction in which the filter does not fit exactly."""
    for axis in axes(settings):
        size = exact_size(*axis[1])
        if size < 1 or size.denominator != 1:
            return axis
    return None


def problem(settings: Settings) -> str:
    """Why the setting does not fit, with its numbers; empty when it does."""
    if not padding_works(settings):
        W, _, _, P, _ = next(axis for axis in (settings.axis_w, settings.axis_h) if axis[3] >= axis[0])
        return (
            f"Mirror padding with P = {P} copies the {P} pixels behind the border pixel, but W = {W} has only {W - 1}."
        )
    found = misfit(settings)
    return fit.misfit(found[1], found[0]) if found else ""


def second_line(n: Numbers) -> str:
    """Below the problem, what the three customs would do; when all is well, how often the pixels are read."""
    settings, axis = n.settings, misfit(n.settings)
    if padding_works(settings) and axis is not None and exact_size(*axis[1]) >= 1:
        return conventions(exact_size(*axis[1])) + "; drawn: floor, the hatched pixels are never read"
    if problem(settings):
        return "Choose a repair, or move a slider: the controls stay where you left them."
    if settings.view == "1-D":
        first = plural(int(n.reads[0, settings.P]), "neuron")
        return f"The first input is read by {first}, the one read most by {n.reads.max()}."
    PH, P = settings.axis_h[3], settings.axis_w[3]
    inside = n.reads[PH : n.reads.shape[0] - PH, P : n.reads.shape[1] - P]
    if inside.min() == inside.max():
        return f"Each filter reads every pixel {often(int(inside.max()))}."
    corner, most = often(int(inside[0, 0])), often(int(inside.max()))
    return f"Each filter reads the pixel in the corner {corner}, the pixel it reads most often {most}."


def first_line(n: Numbers) -> str:
    """The sentence under the formula."""
    trouble = problem(n.settings)
    if trouble:
        return trouble
    rows, cols, maps = n.y.shape
    places = plural(cols, "place") if n.settings.view == "1-D" else f"{plural(rows, 'row')} × {plural(cols, 'column')}"
    made = "1 filter gives 1 map" if maps == 1 else f"{maps} filters give {maps} maps"
    return f"It fits: the window stops at {places}, and {made}."


def repair_buttons(settings: Settings, right: float, y: float) -> list[Button]:
    """One-tap repairs, right-aligned: the nearest values of one symbol that fit."""
    return fit.repair_buttons(_repairs(settings), right, y)


def _changed(settings: Settings, setting: str, value: int | str) -> Settings:
    return Settings(**settings.as_dict() | {setting: value})


def _repairs(settings: Settings) -> list[fit.Repair]:
    if not padding_works(settings):
        others: list[fit.Repair]
        others = [("zeros", "P", "mode", "zero"), ("extend", "P", "mode", "extend"), ("P = 0", "P", "P", 0)]
        return [other for other in others if not problem(_changed(settings, other[2], other[3]))] or others[:2]
    axis = misfit(settings)
    if axis is None:
        return []
    direction, sizes = axis
    names = {name: DOWN.get(name, name) if direction == "down" else name for name in fit.SIZES}
    return [
        repair
        for repair in fit.changes(sizes, CONTROLS, names)
        if settings.mode != "mirror" or repair[2] != "P" or repair[3] < min(settings.W, settings.axis_h[0])
    ]


def card_rows(n: Numbers) -> list[tuple[str, str, str]]:
    """The layer's specification card: what goes in, what comes out, what it costs."""
    settings, (K, FH, F, D1) = n.settings, n.w.shape
    volume = Volume(W=settings.axis_w[0], H=settings.axis_h[0], D=D1)
    weights, parameters = FH * F * D1, layer(settings).parameters(volume)
    rows = [
        ("input", f"{volume.W} × {volume.H} × {D1}", "text"),
        ("weights each", f"{FH}·{F}·{D1} = {weights:,}", "F"),
        ("parameters", _short(f"{K}·({weights} + 1) = ", parameters), "K"),
    ]
    return rows + _output_rows(n, weights)


def _output_rows(n: Numbers, weights: int) -> list[tuple[str, str, str]]:
    if not n.y.size:
        return [("output", "none", "amber"), ("products", "none", "amber")]
    rows, cols, maps = n.y.shape
    return [
        ("output", f"{cols} × {rows} × {maps}", "S"),
        ("products", _short(f"{n.y.size:,}·{weights} = ", n.y.size * weights), "text"),
    ]


def _short(sum_: str, total: int) -> str:
    """The sum and its total, or the total alone where the card has no room for both."""
    return f"{sum_}{total:,}" if len(f"{sum_}{total:,}") <= 16 else f"{total:,}"


def output_text(n: Numbers) -> str:
    """The output volume in the lecture's order, width by height by depth."""
    rows, cols, maps = n.y.shape
    named = "output (wide × high × deep)" if len(axes(n.settings)) > 1 else "output"
    return f"{named} {cols} × {rows} × {maps}" if n.y.size else "no output"


def spoken(n: Numbers) -> str:
    """The whole picture in one sentence."""
    settings = n.settings
    kind = "Convolution with turned filters" if settings.flip else "Convolution"
    (W, F, S, P, d), H = settings.axis_w, settings.axis_h[0]
    given = f"input {W} × {H} × {settings.depth}, F = {F}, S = {S}, P = {P}, d = {d}, K = {settings.filters}"
    return f"{kind}: {given}; {output_text(n)}. {first_line(n)}"
