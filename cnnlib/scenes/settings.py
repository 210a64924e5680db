"""Checks of what a reader has typed, shared by all picture modules: a clear sentence instead of a silent clamp."""

from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import Any

from cnnlib.scenes.controls import Choice, Control, Slider, Switch


class SettingError(ValueError):
    """A setting that the picture cannot take; the message says which, why, and what would do."""


def check_settings(values: Mapping[str, Any], controls: Iterable[Control]) -> None:
    """Raise `SettingError` for the first value that its control does not allow.

    >>> check_settings({"S": 0}, [Slider("S", "S", "stride", 1, 4, "S")])
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: S = 0 is outside 1 to 4 (stride): type a whole number from 1 to 4
    """
    for control in controls:
        if isinstance(control, Slider) and control.setting in values:
            _check_slider(control, values[control.setting])
        elif isinstance(control, Choice) and control.setting in values:
            _check_choice(control, values[control.setting])
        elif isinstance(control, Switch) and control.setting in values:
            _check_switch(control, values[control.setting])


def _check_slider(slider: Slider, value: Any) -> None:
    way_out = f"type {_kind(slider)} from {slider.low} to {slider.high}"
    name, of = f"{slider.symbol} = {value!r}", f" ({slider.label})" if slider.label else ""
    if isinstance(value, bool) or not isinstance(value, Integral if slider.whole else Real):
        raise SettingError(f"{name} is not {'a whole' if slider.whole else 'a'} number{of}: {way_out}")
    number: float = int(str(value)) if slider.whole else float(str(value))
    if not slider.low <= number <= slider.high:
        raise SettingError(f"{name} is outside {slider.low} to {slider.high}{of}: {way_out}")
    if slider.whole and (number - slider.low) % slider.step:
        below = int(number - (number - slider.low) % slider.step)
        raise SettingError(f"{name} is between two steps{of}: type {below} or {below + slider.step}")


def _kind(slider: Slider) -> str:
    if not slider.whole:
        return "a number"
    return "an odd number" if slider.step == 2 and slider.low % 2 else "a whole number"


def _check_choice(choice: Choice, value: Any) -> None:
    allowed = [option for option, _ in choice.options]
    if value not in allowed:
        raise SettingError(f"{choice.setting} = {value!r} is none of {', '.join(map(repr, allowed))}")


def _check_switch(switch: Switch, value: Any) -> None:
    if not isinstance(value, bool):
        raise SettingError(f"{switch.setting} = {value!r} is neither True nor False")


def check_edit(name: str, value: Any, low: int = -999, high: int = 999) -> float:
    """The number typed into a cell, as a number.

    >>> check_edit("w[0,0,0]", "two")
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: 'two' is not a number for w[0,0,0]: type a number such as 2 or −1
    """
    try:
        number = float(str(value).replace("\u2212", "-").strip())
    except ValueError:
        raise SettingError(f"{value!r} is not a number for {name}: type a number such as 2 or −1") from None
    if not low <= number <= high:  # also false for NaN
        told = f"{name} = {value} is outside {low} to {high}".replace("-", "−")
        raise SettingError(f"{told}: type a number between them")
    return int(number) if number == int(number) else number


def check_edits(name: str, edits: Any, form: str, bias: str = "") -> None:
    """Raise `SettingError` unless the edits of x or w are numbers by cell: keys have the `form`, or that of a `bias`.

    >>> check_edits("x", {"0,1": 5}, "d,row,col")
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: x_edits has the key '0,1'; a key is "d,row,col", all whole numbers from 0
    """
    if not isinstance(edits, Mapping):
        example = ",".join("0" for _ in form.split(","))
        raise SettingError(f'{name}_edits = {edits!r} is no mapping such as {{"{example}": 5}}')
    counts = {one.count(",") for one in (form, bias) if one}
    for key, value in edits.items():
        parts = str(key).split(",")
        if len(parts) - 1 not in counts or not all(part.isdigit() for part in parts):
            forms = f'"{form}", or "{bias}" for a bias' if bias else f'"{form}"'
            raise SettingError(f"{name}_edits has the key {key!r}; a key is {forms}, all whole numbers from 0")
        check_edit(f"{name}[{key}]", value)
