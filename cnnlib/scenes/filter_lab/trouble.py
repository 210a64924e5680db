"""What stands in the way of a full picture: a sentence with the numbers, and answers to tap."""

from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.filter_lab.bank import BANK
from cnnlib.scenes.filter_lab.settings import PHOTOGRAPHS, Settings
from cnnlib.scenes.filter_lab.values import Values, mirror_works, own_weights
from cnnlib.scenes.scene import Button
from cnnlib.scenes.text import number, plural
from cnnlib.shapes import exact_size, extent

Repair = tuple[str, str, dict[str, Any]]
"""The text of a button, its colour's role, and the settings it puts in place."""

ZEROS: Repair = ("zeros", "P", {"border": "zero"})
MIRROR: Repair = ("mirror", "P", {"border": "mirror"})
EXTEND: Repair = ("extend", "P", {"border": "extend"})
SINGLE: Repair = ("F = 1", "F", {"F": 1})


@dataclass(frozen=True)
class Trouble:
    """A sentence on what is missing or does not fit, with repairs; or a question that the reader decides."""

    sentence: str
    repairs: tuple[Repair, ...]
    question: bool = False


def trouble(settings: Settings, values: Values) -> Trouble | None:
    """The first thing that stands in the way."""
    checks = (_no_upload, _no_mirror, _all_outside, _does_not_tile, _asks, _no_colour, _no_neighbours)
    return next((found for check in checks if (found := check(settings, values))), None)


def _no_upload(settings: Settings, values: Values) -> Trouble | None:
    if settings.photo != "upload" or settings.upload:
        return None
    repairs = tuple((name, "text", {"photo": name}) for name in PHOTOGRAPHS)
    return Trouble("There is no picture of yours yet: choose a file above, or take a photograph.", repairs)


def _no_mirror(settings: Settings, values: Values) -> Trouble | None:
    if mirror_works(settings, values.x):
        return None
    H, W = values.x.shape[:2]
    P = plural(settings.P, "pixel")
    return Trouble(
        f"A mirror shows the {P} behind the border pixel, but the picture is only {W} × {H}.",
        (EXTEND, SINGLE),
    )


def _all_outside(settings: Settings, values: Values) -> Trouble | None:
    if not values.unknown.all():
        return None
    H, W = values.x.shape[:2]
    span = extent(settings.F, settings.dilation)
    return Trouble(
        f"The filter spans d(F − 1) + 1 = {span} pixels, the picture is {W} × {H}: every window reaches over the edge.",
        (ZEROS, EXTEND, SINGLE),
    )


def _does_not_tile(settings: Settings, values: Values) -> Trouble | None:
    """Only a tiny upload: every other picture has been cut to a size that tiles."""
    for line, side, size in zip(("row", "column"), ("bottom", "right"), values.x.shape):
        exact = exact_size(size, settings.F, settings.S, settings.P, settings.dilation)
        if exact.denominator != 1:
            over = (size - 1) % settings.S
            left_over = f"{plural(over, line)} at the {side} {'is' if over == 1 else 'are'} left over"
            return Trouble(
                f"{number(exact)} is no whole number: after the last step of S = {settings.S}, {left_over}.",
                (("S = 1", "S", {"S": 1}),),
            )
    return None


def _asks(settings: Settings, values: Values) -> Trouble | None:
    if settings.border != "?" or not values.unknown.any():
        return None
    over = f"{int(values.unknown.sum()):,} of {values.unknown.size:,}"
    sentence = f"{over} windows reach over the edge. What is outside the picture?"
    return Trouble(sentence, (ZEROS, MIRROR, EXTEND), question=True)


def _no_colour(settings: Settings, values: Values) -> Trouble | None:
    if settings.colour or not BANK[settings.filter].opponent or own_weights(settings):
        return None
    first = settings.filter.split(" ")[0]
    return Trouble(
        f"A grey picture has no {first}: the slices of this filter meet in one and cancel.",
        (("in colour", "D", {"colour": True}),),
    )


def _no_neighbours(settings: Settings, values: Values) -> Trouble | None:
    if settings.F > 1 or values.w.any() or own_weights(settings):
        return None
    return Trouble(
        "F = 1: the window is a single pixel without neighbours to compare it with; the only weight is 0.",
        (("F = 3", "F", {"F": 3}),),
    )


def repair_buttons(found: Trouble | None, right: float, y: float) -> list[Button]:
    """One-tap answers, right-aligned."""
    repairs = found.repairs if found else ()
    width, gap = 86, 8
    left = right - len(repairs) * (width + gap) + gap
    return [
        Button(left + n * (width + gap), y, width, 32, text, role, changes)
        for n, (text, role, changes) in enumerate(repairs)
    ]
