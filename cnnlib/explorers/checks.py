"""Checks of what code hands to an explorer: what is said to a call or a value that it cannot take.

Calls and values from the page do not pass here: a step that comes a moment too late is not its reader's mistake.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from inspect import signature
from math import isfinite
from numbers import Integral, Real
from typing import Any, ParamSpec, TypeVar

from cnnlib.scenes.controls import Preset
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.settings import SettingError

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def called(example: str) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Of a method: arguments that it does not take are refused in a sentence with a call that it does take."""

    def around(method: Callable[Given, Answer]) -> Callable[Given, Answer]:
        takes = signature(method)

        @wraps(method)
        def call(*args: Given.args, **options: Given.kwargs) -> Answer:
            try:
                takes.bind(*args, **options)
            except TypeError as error:
                name = getattr(method, "__name__", "it")
                raise SettingError(f"{name}() {_verb(str(error))}: write {example}") from None
            return method(*args, **options)

        return call

    return around


def _verb(why: str) -> str:
    """
    >>> _verb("missing a required argument: 'path'"), _verb("too many positional arguments")
    ("is missing a required argument, 'path'", 'got too many positional arguments')
    """
    why = why.replace(": ", ", ")
    return f"is {why}" if why.startswith("missing") else why if why.startswith("got") else f"got {why}"


def is_whole(value: Any) -> bool:
    """
    >>> is_whole(3), is_whole(3.0), is_whole(True)
    (True, False, False)
    """
    return isinstance(value, Integral) and not isinstance(value, bool)


def is_number(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, Real) and isfinite(value)


def checked_count(value: Any) -> int:
    """How many steps of a training are to be taken."""
    if not is_whole(value) or value < 0:
        raise SettingError(f"steps = {value!r} is no number of steps: write advance(10)")
    return int(value)


def checked_step(value: Any, steps: int) -> int:
    """A step of a film with so many.

    >>> checked_step(9, 9)
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: step = 9 is none of the 9 steps of this film: type a whole number from 0 to 8
    """
    if is_whole(value) and 0 <= value < max(1, steps):
        return int(value)
    if steps == 0:
        raise SettingError(f"step = {value!r}, and there is no film here now: type 0, or change a setting first")
    many = "1 step" if steps == 1 else f"{steps:,} steps"
    raise SettingError(
        f"step = {value!r} is none of the {many} of this film: type a whole number from 0 to {steps - 1}"
    )


def checked_pin(value: Any, scenes: Sequence[Scene]) -> dict[str, Any] | None:
    """A cell that can be pinned: `{"grid": "y0", "cell": 4}`, and `"of": "A"` where it is of A's picture."""
    if value is None:
        return None
    given: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    cells = {grid.id: grid.rows * grid.cols for grid in scenes[0 if given.get("of") == "A" else -1].grids}
    name, cell = given.get("grid"), given.get("cell", -1)
    if not isinstance(name, str) or not is_whole(cell):
        example = {"grid": next(iter(cells), "y0"), "cell": 0}
        raise SettingError(f"pinned = {value!r} is no cell: write explorer.pinned = {example!r}, or None to let go")
    if not 0 <= cell < cells.get(name, 0):
        raise SettingError(f"pinned = {value!r} is no cell of this picture, which has {cells_told(cells)}")
    return dict(value)


def cells_told(cells: Mapping[str, int]) -> str:
    """
    >>> cells_told({"x0": 49, "y0": 9})
    'x0 (cells 0 to 48), y0 (cells 0 to 8)'
    """
    return ", ".join(f"{name} (cells 0 to {count - 1})" for name, count in cells.items()) or "none that can be pinned"


def checked_page(value: Any, pages: Sequence[Preset]) -> int:
    """The number of a page, -1 before the first."""
    if not is_whole(value) or not -1 <= value < len(pages):
        last = len(pages) - 1
        raise SettingError(f'page = {value!r} is outside −1 to {last}: write explorer.preset("...") to show a page')
    return int(value)


def checked_mapping(name: str, value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise SettingError(f"{name} = {value!r} is no mapping of settings: write explorer.set(name=value)")
    return value


def checked_frames(frames: Any) -> Any:
    """What names the steps of a film: a range or a list of whole numbers, or None for all."""
    if frames is None:
        return None
    if isinstance(frames, str) or not isinstance(frames, Iterable):
        some: Any = frames if is_whole(frames) else 10
        raise SettingError(f"frames = {frames!r} is no list of steps: write frames=range({some}) or frames=[0, 3, 6]")
    frames = frames if isinstance(frames, range) else list(frames)
    for step in frames:
        if not is_whole(step):
            raise SettingError(f"frames names {step!r}, which is no step: steps are whole numbers, as in frames=[0, 3]")
    return frames


def checked_flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise SettingError(f"{name} = {value!r} is neither True nor False")
    return value


def checked_pages(pages: Any) -> list[Any]:
    """A script as a list; one page alone is no script."""
    if isinstance(pages, str | Preset) or not isinstance(pages, Iterable):
        raise TypeError(f"script = {pages!r} is no list of pages: write [Preset(name, caption, settings), ...]")
    return list(pages)


def misshapen(page: Preset) -> str:
    """What of a page is not what it should be; empty where all is well.

    >>> misshapen(Preset("two", "Every second place.", {"S": 2}, step=1.5))
    'step = 1.5 is no whole number'
    """
    pin = page.pin
    wrong = {
        f"name = {page.name!r} is no text": not isinstance(page.name, str),
        f"caption = {page.caption!r} is no text": not isinstance(page.caption, str),
        f'settings = {page.settings!r} is no mapping such as {{"S": 2}}': not isinstance(page.settings, Mapping),
        f'compare = {page.compare!r} is no mapping such as {{"S": 1}}': not isinstance(page.compare, Mapping | None),
        f"step = {page.step!r} is no whole number": page.step is not None and not is_whole(page.step),
        f'pin = {pin!r} is no cell such as ("y0", 4)': pin is not None and not _is_cell(pin),
        f"predict = {page.predict!r} is no text": not isinstance(page.predict, str),
    }
    return next((why for why, is_so in wrong.items() if is_so), "")


def _is_cell(pin: Any) -> bool:
    return isinstance(pin, tuple | list) and len(pin) == 2 and isinstance(pin[0], str) and is_whole(pin[1])
