"""The sliders of a layer's sizes, everywhere with the same symbol, name and colour, in the lecture's order."""

from collections.abc import Mapping
from typing import Any

from cnnlib.scenes.controls import Slider

SYMBOLS = {"dilation": "d"}
NAMES = {
    "W": "input",  # short: seven sliders stand in a row
    "F": "filter size",
    "S": "stride",
    "P": "padding",
    "dilation": "dilation",
    "D1": "depth",
    "K": "filters",
}
ROLES = {"dilation": "d", "D1": "D"}
NONE: Mapping[str, Any] = {}


def sizes(
    when: Mapping[str, Any] = NONE,
    names: Mapping[str, str] = NONE,
    stops: Mapping[str, tuple[int, ...]] = NONE,
    **limits: tuple[int, int],
) -> tuple[Slider, ...]:
    """Sliders from a lowest to a highest value, all shown `when` other settings are as given.

    `names` are other names than the usual ones, `stops` where a slider of a wide range halts.

    >>> [f"{slider.symbol}: {slider.label}" for slider in sizes(F=(1, 7), dilation=(1, 3), names={"F": "window size"})]
    ['F: window size', 'd: dilation']
    """
    return tuple(
        Slider(
            size, SYMBOLS.get(size, size), names.get(size, NAMES[size]), low, high, ROLES.get(size, size), when,
            stops=stops.get(size, ()),
        )
        for size, (low, high) in limits.items()
    )  # fmt: skip
