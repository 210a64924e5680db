"""What the filter lab says: what the filter does, what is missing, and the whole picture in one sentence."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from cnnlib.scenes.filter_lab.bank import BANK
from cnnlib.scenes.filter_lab.grids import keeps_grey
from cnnlib.scenes.filter_lab.settings import PHOTOGRAPHS, Settings
from cnnlib.scenes.filter_lab.values import Values, conv, last_map, mirror_works, own_weights
from cnnlib.scenes.scene import Button
from cnnlib.scenes.text import number, plural, signed
from cnnlib.shapes import Volume, exact_size, extent


@dataclass(frozen=True)
class Trouble:
    """A sentence on what is missing or does not fit, and repairs: (text, role, settings)."""

    sentence: str
    repairs: tuple[tuple[str, str, dict[str, Any]], ...]
    question: bool = False  # not wrong, but to be decided by the reader


BORDERS = (
    ("zeros", "P", {"border": "zero"}),
    ("mirror", "P", {"border": "mirror"}),
    ("extend", "P", {"border": "extend"}),
)


def trouble(settings: Settings, values: Values) -> Trouble | None:
    """The first thing that stands in the way of a full picture."""
    checks = (_no_upload, _no_mirror, _all_outside, _does_not_tile, _asks, _no_colour, _no_neighbours)
    return next((found for check in checks if (found := check(settings, values))), None)


def _no_upload(settings: Settings, values: Values) -> Trouble | None:
    if settings.photo != "upload" or settings.upload:
        return None
    photographs = tuple((name, "text", {"photo": name}) for name in PHOTOGRAPHS)
    return Trouble(
        "There is no picture of yours yet: choose a file above, or take a photograph.", photographs
    )


def _no_mirror(settings: Settings, values: Values) -> Trouble | None:
    if mirror_works(settings, values.x):
        return None
    H, W = values.x.shape[:2]
    return Trouble(
        f"Mirror padding with P = {settings.P} copies the {settings.P} pixels behind the border pixel, "
        f"but the picture is {W} × {H}.",
        (("extend", "P", {"border": "extend"}), *_smaller(settings)),
    )


def _all_outside(settings: Settings, values: Values) -> Trouble | None:
    if not values.unknown.all():
        return None
    H, W = values.x.shape[:2]
    return Trouble(
        f"The filter spans d(F − 1) + 1 = {extent(settings.F, settings.dilation)} pixels, the picture is {W} × {H}: "
        "every window reaches over the edge.",
        BORDERS[::2] + _smaller(settings),
    )


def _smaller(settings: Settings) -> tuple[tuple[str, str, dict[str, Any]], ...]:
    return (("F = 1", "F", {"F": 1}),)


def _does_not_tile(settings: Settings, values: Values) -> Trouble | None:
    for side, size in zip(("rows", "columns"), values.x.shape):
        exact = exact_size(size, settings.F, settings.S, settings.P, settings.dilation)
        if exact.denominator != 1:
            return Trouble(_left_over(settings, side, size, exact), (("S = 1", "S", {"S": 1}),))
    return None


def _left_over(settings: Settings, side: str, size: int, exact: Fraction) -> str:
    over = (size - 1) % settings.S
    return (
        f"S = {settings.S} does not tile {plural(size, side[:-1])}: the formula gives {number(exact)}; "
        f"the last {over if over > 1 else ''}{' ' if over > 1 else ''}of the padded {side} "
        f"{'are' if over > 1 else 'is'} left out."
    )


def _asks(settings: Settings, values: Values) -> Trouble | None:
    if settings.border != "?" or not values.unknown.any():
        return None
    count = int(values.unknown.sum())
    return Trouble(
        f"{count:,} of {values.unknown.size:,} windows reach over the edge. What is outside the picture?",
        BORDERS,
        question=True,
    )


def _no_colour(settings: Settings, values: Values) -> Trouble | None:
    if settings.colour or not BANK[settings.filter].opponent or own_weights(settings):
        return None
    return Trouble(
        f"A grey picture has no {settings.filter.split(' ')[0]}: the slices of this filter meet in one and cancel.",
        (("in colour", "D", {"colour": True}),),
    )


def _no_neighbours(settings: Settings, values: Values) -> Trouble | None:
    if settings.F > 1 or values.w.any() or own_weights(settings):
        return None
    return Trouble(
        "F = 1: the window is a single pixel without neighbours to compare it with, so the only weight is 0.",
        (("F = 3", "F", {"F": 3}),),
    )


def repair_buttons(found: Trouble | None, right: float, y: float) -> list[Button]:
    """One-tap answers, right-aligned."""
    repairs = found.repairs if found else ()
    width, gap = 86, 8
    left = right - len(repairs) * (width + gap) + gap
    return [
        Button(left + n * (width + gap), y, width, 32, text, role, settings)
        for n, (text, role, settings) in enumerate(repairs)
    ]


def name(settings: Settings) -> str:
    """The filter's name; any weight typed by the reader makes it custom."""
    return f"custom (from {settings.filter})" if own_weights(settings) else settings.filter


def first_line(settings: Settings) -> str:
    """What the filter does."""
    if own_weights(settings):
        return "Your own weights: watch what changes, pixel by pixel."
    return BANK[settings.filter].says


def rule(settings: Settings, values: Values) -> str:
    """How a response is made, and what becomes of a flat patch."""
    total = values.w.sum() / values.divisor
    flat = (
        "keeps its grey"
        if keeps_grey(values)
        else "gives 0"
        if total == 0
        else f"of grey g gives {number(total)}·g"
    )
    divided = f" / {values.divisor}" if values.divisor > 1 else ""
    bias = f" {signed(settings.bias)}" if settings.bias else ""
    products = plural(settings.F**2 * settings.D, "product")
    bias_too = ", and the bias on top" if settings.bias and not keeps_grey(values) else ""
    return f"response = sum of {products}{divided}{bias}; a flat patch {flat}{bias_too}"


def output_text(values: Values) -> str:
    """The response's size in the lecture's order, width by height by depth."""
    rows, cols = values.response.shape
    return f"output {cols} × {rows} × 1"


def card_rows(settings: Settings, values: Values) -> list[tuple[str, str, str]]:
    """The layer's costs."""
    rows, cols = values.response.shape
    count = settings.F**2 * settings.D
    parameters = conv(settings, "zero").parameters(Volume(W=cols, H=rows, D=settings.D)) + 1
    return [
        ("parameters", f"{settings.F}·{settings.F}·{settings.D} + 1 = {parameters}", "F"),
        ("products", f"{cols}·{rows}·{count} = {cols * rows * count:,}", "text"),
    ]


def spoken(settings: Settings, values: Values) -> str:
    """The whole picture in one sentence."""
    H, W = values.x.shape[:2]
    kind = "colour" if settings.colour else "grey"
    photo = PHOTOGRAPHS.get(settings.photo, "your own picture")
    y = values.response[~values.unknown]
    span = (
        f"responses from {number(round(y.min(), 1))} to {number(round(y.max(), 1))}"
        if y.size
        else "no response known"
    )
    after = ", ReLU" * settings.relu + f", max pooling to {_size(last_map(values))}" * (
        values.pooled is not None
    )
    turned = ", turned by 180 degrees" if settings.flip else ""
    return (
        f"Filter lab: {name(settings)}, {settings.F} × {settings.F}{turned}, S = {settings.S}, d = {settings.dilation}, "
        f"on {photo} in {kind}, {W} × {H} pixels: {span}{after}."
    )


def _size(y: np.ndarray) -> str:
    return f"{y.shape[1]} × {y.shape[0]}"
