"""What the filter lab says: what the filter does, what it costs, and the whole picture in one sentence."""

import numpy as np

from cnnlib.scenes.filter_lab.bank import BANK
from cnnlib.scenes.filter_lab.grids import keeps_grey
from cnnlib.scenes.filter_lab.settings import PHOTOGRAPHS, Settings
from cnnlib.scenes.filter_lab.values import Values, conv, own_weights
from cnnlib.scenes.text import number, signed
from cnnlib.shapes import Volume


def name(settings: Settings) -> str:
    """The filter's name; any weight typed by the reader makes it custom."""
    return f"custom (from {settings.filter})" if own_weights(settings) else settings.filter


def first_line(settings: Settings) -> str:
    """What the filter does."""
    if own_weights(settings):
        return "Your own weights: watch what changes, pixel by pixel."
    chosen = BANK[settings.filter]
    return f"turned: {_small(chosen.turned)}" if settings.flip and chosen.turned else chosen.says


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def rule(settings: Settings, values: Values) -> str:
    """How a response is made, and what becomes of a flat patch."""
    products = "the product" if values.w.size == 1 else f"sum of {values.w.size} products"
    divided = f" / {values.divisor}" if values.divisor > 1 else ""
    flat = f"a flat patch {_flat(values)}"
    if not settings.bias:
        return f"response = {products}{divided}; {flat}"
    return f"response = {products}{divided} {signed(settings.bias)}; before the bias, {flat}"


def _flat(values: Values) -> str:
    total = float(values.w.sum() / values.divisor)
    if keeps_grey(values):
        return "keeps its grey"
    return "gives 0" if np.isclose(total, 0) else f"of grey g gives {number(total)} times g"


def output_text(values: Values) -> str:
    """The response's size in the lecture's order, width by height by depth."""
    rows, cols = values.response.shape
    return f"output {cols} × {rows} × 1"


def card_rows(settings: Settings, values: Values) -> list[tuple[str, str, str]]:
    """The layer's costs."""
    (H, W), F, D = values.x.shape[:2], settings.F, settings.D
    parameters = conv(settings, "zero").parameters(Volume(W, H, D)) + 1
    outputs = values.response.size
    return [
        ("parameters", f"{F}·{F}·{D} + 1 = {parameters}", "F"),
        ("products", f"{outputs:,}·{F * F * D} = {outputs * F * F * D:,}", "text"),
    ]


def spoken(settings: Settings, values: Values) -> str:
    """The whole picture in one sentence."""
    H, W = values.x.shape[:2]
    photo = PHOTOGRAPHS.get(settings.photo, "your own picture")
    turned = ", turned by 180 degrees" if settings.flip else ""
    sizes = f"{settings.F} × {settings.F}, S = {settings.S}, d = {settings.dilation}{turned}"
    kind = "colour" if settings.colour else "grey"
    picture = f"{photo} in {kind}, {W} × {H} pixels"
    return f"Filter lab: {name(settings)}, {sizes}, on {picture}: {_results(values)}."


def _results(values: Values) -> str:
    known = values.response[~values.unknown]
    if not known.size:
        return "no response is known"
    low, high = (number(round(float(y), 1)) for y in (known.min(), known.max()))
    relu = ", then ReLU" if values.relu is not None else ""
    if values.pooled is None:
        return f"responses from {low} to {high}{relu}"
    rows, cols = values.pooled.shape
    return f"responses from {low} to {high}{relu}, then max pooling to {cols} × {rows}"
