"""Times of the implementations, measured on the reader's computer: how they are kept, and whose they are.

    {"sizes": [4, 2, 1, 0, 1, 2, 2], "here": {"loops": [0.0005, 1.0], ...}, "larger": {...}}

`sizes` are W, F, S, P, dilation, D1 and K of the setting that was measured, each implementation has its seconds and
the share of the outputs from which they were estimated, 1 where all were computed. "here" is empty where no window
fits.
"""

from collections.abc import Mapping
from typing import Any

from cnnlib.scenes.settings import SettingError

MEASURED = ("loops", "im2col + product", "library")
"""Those of `cnnlib.implementations.IMPLEMENTATIONS` that are timed."""

LARGER = {"W": 32, "D1": 3, "K": 16}
"""The second setting: the reader's F, S, P and dilation on a larger input, with more filters."""


def check_times(times: Any) -> None:
    """Raise `SettingError` for what was never measured.

    >>> check_times({"here": 3})
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: times = {'here': 3} are no measured times: press Measure, or use {} for none
    """
    if not isinstance(times, Mapping) or (times and not _well_formed(times)):
        raise SettingError(f"times = {times!r} are no measured times: press Measure, or use {{}} for none")


def _well_formed(times: Mapping[str, Any]) -> bool:
    if set(times) != {"sizes", "here", "larger"}:
        return False
    sizes, here, larger = (times[name] for name in ("sizes", "here", "larger"))
    whole = isinstance(sizes, list) and len(sizes) == 7 and all(type(size) is int for size in sizes)
    return whole and all(isinstance(group, Mapping) and _timed(group) for group in (here, larger))


def _timed(group: Mapping[str, Any]) -> bool:
    """All implementations with their seconds and shares, or none."""
    if group and set(group) != set(MEASURED):
        return False
    return all(
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(isinstance(part, int | float) and part > 0 for part in value)
        for value in group.values()
    )
