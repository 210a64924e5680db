"""What the Pooling picture says besides its numbers: does it fit, what would, what is kept and what is lost."""

import numpy as np

from cnnlib.layers import GlobalPool
from cnnlib.scenes import fit
from cnnlib.scenes.controls import Slider
from cnnlib.scenes.convolution.grids import AS_IMAGE
from cnnlib.scenes.formula import conventions
from cnnlib.scenes.pooling.settings import CONTROLS, LARGE, Settings
from cnnlib.scenes.pooling.values import Numbers, Pooled, fits_at_all, layer
from cnnlib.scenes.scene import Button
from cnnlib.scenes.text import number, plural
from cnnlib.shapes import Volume, exact_size

SIZES = [control for control in CONTROLS if isinstance(control, Slider) and control.setting in ("W", "F", "S", "P")]
FLOORED = "output (floor)"
DEEP = 64  # slices of VGG's first pooling layer
CHARACTER = {
    "max": "How strongly a detector fired anywhere in the window: where exactly does not matter.",
    "average": "Every number of the window counts alike: one strong response among weak ones is watered down.",
    "L2": "The root of the sum of squares: strong responses count most, yet none is ignored.",
}


COMPARED = {
    "kinds": "The same map under the same windows: only what becomes of a window's numbers differs.",
    "convolution": "A convolution with stride makes the map smaller too, but its weights have to be learnt.",
}
BACK = {
    "max": "Each gradient goes to the pixel that won, which the switch remembers; all others get 0.",
    "average": "Each gradient is spread evenly over the pixels of its window.",
    "L2": "Each gradient is shared out in proportion to the pixels: x / y of it.",
}


def problem(settings: Settings) -> str:
    """Why the setting does not fit, with its numbers; empty when it does."""
    W, F, S, P, _ = settings.axis
    if F > W + 2 * P:
        padded = f"W + 2P = {W} + 2·{P} = {W + 2 * P}" if P else f"W = {W}"
        return f"The window is larger than its input: F = {F} > {padded}."
    if P >= F:
        return f"P = {P} is not less than F = {F}: a window in the corner would hold nothing but border."
    return "" if fits(W, F, S, P) else _does_not_tile(settings)


def fits(W: int, F: int, S: int, P: int) -> bool:
    """Whether windows tile the padded input, and none can hold nothing but border.

    >>> fits(8, 2, 2, 0), fits(9, 2, 2, 0), fits(2, 1, 1, 1)
    (True, False, False)
    """
    size = exact_size(W, F, S, P)
    return P < F and size >= 1 and size.denominator == 1


def _does_not_tile(settings: Settings) -> str:
    W, F, S, P, _ = settings.axis
    left = (W - F + 2 * P) % S
    over = f"{plural(left, 'row')} and {plural(left, 'column')} are left over"
    return f"{number(exact_size(W, F, S, P))} is no whole number: behind the last window {over}."


def repair_buttons(settings: Settings, right: float, y: float) -> list[Button]:
    """The nearest changes of one symbol that make it fit, or, where there is none, a change of two."""
    found = repairs(settings)
    if found or not problem(settings):
        return fit.repair_buttons(found, right, y)
    W, F, _, _, _ = settings.axis
    P = 0 if F <= W else F - 1
    return [Button(right - 130, y, 130, 32, f"P = {P}, S = 1", "P", {"P": P, "S": 1})]


def repairs(settings: Settings) -> list[fit.Repair]:
    """The nearest changes of one symbol that make it fit."""
    if not problem(settings):
        return []
    sizes = dict(zip("WFSP", settings.axis))
    found = []
    for slider in SIZES[1:] if settings.large else SIZES:
        name, now = slider.setting, sizes[slider.setting]
        values = sorted(range(slider.low, slider.high + 1), key=lambda value: abs(value - now))
        fitting = [value for value in values if fits(**sizes | {name: value})]
        found += [(abs(value - now), (f"{name} = {value}", name, name, value)) for value in fitting[:2]]
    return [repair for _, repair in sorted(found, key=lambda pair: pair[0])]


def first_line(n: Numbers) -> str:
    """The sentence under the formula."""
    trouble = problem(n.settings)
    if trouble:
        return trouble
    W2, F = n.y.shape[0], n.settings.axis[1]
    if n.settings.whole:
        return f"Global pooling: one window of {F} × {F} sees the whole slice; of {F * F:,} numbers 1 is left."
    windows = f"{W2} × {W2} windows of {F} × {F}" if W2 > 1 else f"one window of {F} × {F}"
    return f"It fits: {windows} on each slice; {lost_text(n)}."


def lost_text(n: Numbers) -> str:
    """How much is discarded, as a sentence's end."""
    share = lost(n.x.size, n.y.size)
    return f"{share} of the numbers are discarded" if n.y.size < n.x.size else "nothing is discarded"


def lost(before: int, after: int) -> str:
    """The share that is discarded.

    >>> lost(64, 16), lost(9, 8)
    ('75 %', '11.1 %')
    """
    return f"{number(round(100 * (1 - after / before), 1 if after * 1000 > before else 3))} %"


def second_line(n: Numbers) -> str:
    """Below the problem what the three customs would do; when all is well, what is worth a thought here."""
    settings = n.settings
    size = exact_size(*settings.axis)
    if problem(settings):
        if not fits_at_all(settings):
            return "Choose a repair, or move a slider: the controls stay where you left them."
        return conventions(size) + "; drawn: floor, the hatched pixels are never read"
    return _shift_line(n) or _padding_line(settings) or _window_line(settings) or _view_line(settings)


def _view_line(settings: Settings) -> str:
    if settings.show == "gradient":
        return BACK[settings.kind]
    return COMPARED.get(settings.show) or CHARACTER[settings.kind]


def _shift_line(n: Numbers) -> str:
    if not n.settings.shift:
        return ""
    pixels = plural(n.settings.shift, "pixel")
    moved = f"The image moved {pixels} to the right (what leaves comes in again at the left): "
    before = f"{int((n.x != n.unshifted).sum())} of {n.x.size} numbers changed"
    if n.settings.show == "kinds":
        return f"{moved}{before}; how many outputs did stands over each map."
    return f"{moved}{before}; of the output {changed_text(n.main)}."


def changed_text(pooled: Pooled | None) -> str:
    """Such as "2 of 16 changed"."""
    return f"{int(pooled.changed.sum())} of {pooled.y.size} changed" if pooled else ""


def title_of(n: Numbers, name: str, changed: np.ndarray) -> str:
    """The title of a map, and what the shift has changed in it, short enough to stand over it."""
    if not n.settings.shift:
        return name
    if changed.size > AS_IMAGE:
        return f"{name.split()[0]}: {number(round(100 * float(changed.mean()), 1))} % changed"
    return f"{name.split()[0]}: {int(changed.sum())} of {changed.size} changed"


def _padding_line(settings: Settings) -> str:
    if not settings.axis[3]:
        return ""
    wins = settings.kind == "max" and settings.show != "kinds"
    zeros = "its border never wins" if wins else "its border counts as zeros"
    return f"Padding is unusual in pooling, which is there to shrink: the rule is (W − F)/S + 1. Here {zeros}."


def _window_line(settings: Settings) -> str:
    _, F, S, _, _ = settings.axis
    if settings.whole or settings.show != "pooling":
        return ""
    if S > F:
        return f"S = {S} is more than F = {F}: pixels between the windows are never read."
    if F > 3:
        return f"One number for {F} × {F} = {F * F}: larger windows destroy too much; 2 × 2 and 3 × 3 are usual."
    several = "a pixel may win several times" if settings.kind == "max" else "a pixel may count several times"
    return f"Neighbouring windows overlap by F − S = {F - S}: {several}." if F > S else ""


def output_text(n: Numbers) -> str:
    """The output volume in the lecture's order, width by height by depth."""
    rows, cols, depth = n.y.shape
    return f"output {cols} × {rows} × {depth}" if n.y.size else "no output"


Rows = list[tuple[str, str, str]]


def layer_rows(n: Numbers) -> Rows:
    """The card of the layer that is drawn."""
    H, W, D = n.x.shape
    volume = Volume(W=W, H=H, D=D)
    return [("input", f"{W} × {H} × {D}", "W"), *_rows(n.settings, volume)]


def deep_rows(settings: Settings) -> Rows:
    """The card of the same layer on a volume that no picture shows cell by cell."""
    return _rows(settings, Volume(W=LARGE, H=LARGE, D=DEEP))


def _rows(settings: Settings, volume: Volume) -> Rows:
    out = pooled_volume(settings, volume)
    if out is None:
        return [("output", "none", "amber"), ("parameters", "0", "K")]
    gone = lost(volume.size, out.size) if out.size < volume.size else "nothing"
    tiles = settings.whole or exact_size(volume.W, *settings.axis[1:]).denominator == 1
    return [
        ("output" if tiles else FLOORED, f"{out.W} × {out.H} × {out.D}", "S"),
        ("parameters", f"{layer(settings).parameters(volume)}", "K"),
        ("numbers", f"{volume.size:,} → {out.size:,}", "text"),
        ("discarded", gone, "text"),
    ]


def pooled_volume(settings: Settings, volume: Volume) -> Volume | None:
    """What comes out, as `cnnlib`'s layers say; None where nothing does."""
    if settings.whole:
        return GlobalPool(settings.kind).output(volume)
    _, F, S, P, _ = settings.axis
    fits = F > P and exact_size(volume.W, F, S, P) >= 1
    return layer(settings).output(volume) if fits else None


def spoken(n: Numbers) -> str:
    """The whole picture in one sentence."""
    settings, (W, F, S, P, _) = n.settings, n.settings.axis
    kind = "Three kinds of pooling" if settings.show == "kinds" else f"{settings.kind} pooling"
    kind = kind[0].upper() + kind[1:]
    besides = {"convolution": ", a convolution beside it", "gradient": ", its gradient going back"}
    beside = besides.get(settings.show, "")
    given = f"input {W} × {W} × {settings.depth}, F = {F}, S = {S}, P = {P}"
    return f"{kind}{beside}: {given}; {output_text(n)}. {first_line(n)}"
