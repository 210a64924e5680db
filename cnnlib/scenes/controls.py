"""What the reader can set, as data. The Stage draws these as sliders, menus, switches and buttons.

Each control names one setting. `when` shows it only while other settings have the given values, or one of several in
a tuple.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Slider:
    """A slider with a number box, in the colour of its symbol, for whole numbers if `whole`. Its limits never move."""

    setting: str
    symbol: str
    label: str
    low: int
    high: int
    role: str
    when: Mapping[str, Any] = field(default_factory=dict)
    step: int = 1  # 2 from an odd `low`: odd numbers only
    stops: tuple[float, ...] = ()  # where the slider itself stops, for a wide range; the box takes every number
    whole: bool = True


@dataclass(frozen=True)
class Choice:
    """A menu of named values. What `resets` holds is put in place together with a choice."""

    setting: str
    label: str
    options: tuple[tuple[Any, str], ...]  # (value, name)
    resets: Mapping[str, Any] = field(default_factory=dict)
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Switch:
    """On or off."""

    setting: str
    label: str
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Upload:
    """A file chooser (and drop target) for an image; its bytes go to `setting`."""

    setting: str
    label: str
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Action:
    """A button that puts the given settings in place, for example "own numbers back"."""

    label: str
    settings: Mapping[str, Any]
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Preset:
    """A named state with a caption; a list of them is a lecture's script.

    `compare` are the settings of a second picture, A, as far as they differ. `step` of the film, `pin` (a grid's name
    and a cell) and `predict` (a question's name) say how the page begins.
    """

    name: str
    caption: str
    settings: Mapping[str, Any]
    compare: Mapping[str, Any] | None = None
    step: int | None = None
    pin: tuple[str, int] | None = None
    predict: str = ""


Control = Slider | Choice | Switch | Upload | Action


def is_shown(control: Control, settings: Mapping[str, Any]) -> bool:
    """Whether a control is there with these settings.

    >>> is_shown(Switch("flip", "turn", when={"view": ("1-D", "2-D")}), {"view": "2-D"})
    True
    """
    return all(
        settings[name] in value if isinstance(value, tuple) else settings[name] == value
        for name, value in control.when.items()
    )
