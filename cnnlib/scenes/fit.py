"""What every picture with sliding windows says of a setting that does not fit: the sentence, and what would."""

from collections.abc import Iterable, Mapping

from cnnlib.scenes.controls import Control, Slider
from cnnlib.scenes.scene import Button, Setting
from cnnlib.scenes.text import number, plural
from cnnlib.shapes import Axis, exact_size, extent, repairs

Repair = tuple[str, str, str, Setting]
"""What its button says, the role of the symbol it changes, the setting, and its new value."""

SIZES = ("W", "F", "S", "P", "dilation")
SAME = {name: name for name in SIZES}


def misfit(axis: Axis, direction: str = "across", things: str = "filter") -> str:
    """Why the windows do not fit along an axis, with its numbers; empty where they do.

    >>> misfit((10, 3, 2, 0, 1))
    '4.5 is no whole number: after the last step of S = 2, 1 pixel at the right is left over.'
    """
    size = exact_size(*axis)
    if size < 1:
        return _too_large(axis, direction, things)
    return "" if size.denominator == 1 else _does_not_tile(axis, direction)


def _too_large(axis: Axis, direction: str, things: str) -> str:
    W, F, _, P, d = axis
    return (
        f"The {things} spans d(F − 1) + 1 = {extent(F, d)} pixels {direction}, "
        f"but the padded input has only W + 2P = {W + 2 * P}."
    )


def _does_not_tile(axis: Axis, direction: str) -> str:
    W, F, S, P, d = axis
    left_over = (W - extent(F, d) + 2 * P) % S
    edge = "the right" if direction == "across" else "the bottom"
    return (
        f"{number(exact_size(*axis))} is no whole number: after the last step of S = {S}, "
        f"{plural(left_over, 'pixel')} at {edge} {'is' if left_over == 1 else 'are'} left over."
    )


def changes(axis: Axis, controls: Iterable[Control], names: Mapping[str, str] = SAME) -> list[Repair]:
    """The nearest changes of one symbol that make an axis fit and that its slider allows; none where it fits.

    `names` maps the sizes of the axis to the settings that hold them.

    >>> changes((10, 3, 2, 0, 1), [Slider(name, name, "", 1, 11, name) for name in SIZES])[:2]
    [('S = 1', 'S', 'S', 1), ('W = 11', 'W', 'W', 11)]
    """
    sliders = {control.setting: control for control in controls if isinstance(control, Slider)}
    limits = {name: (sliders[setting].low, sliders[setting].high) for name, setting in names.items()}
    found = [next(iter(change.items())) for change in repairs(*axis, limits=limits)]
    return [
        (f"{sliders[names[name]].symbol} = {value}", "d" if name == "dilation" else name, names[name], value)
        for name, value in found
    ]


def repair_buttons(found: list[Repair], right: float, y: float) -> list[Button]:
    """One-tap repairs, the first four, right-aligned.

    >>> [button.x for button in repair_buttons([("P = 1", "P", "P", 1), ("S = 1", "S", "S", 1)], 200, 0)]
    [24, 116]
    """
    found, width, gap = found[:4], 84, 8
    left = right - len(found) * (width + gap) + gap
    return [
        Button(left + n * (width + gap), y, width, 32, text, role, {setting: value})
        for n, (text, role, setting, value) in enumerate(found)
    ]
