"""What is on the screen, to take away: as a picture in Python, as a file, and as bytes for the page that asks.

    explorer.save("picture.svg")
    explorer.save("film.gif", pace=0.5)                  # a frame for each step of the film, half a second each
    explorer.save("part.gif", frames=range(100, 300))    # only these steps

For the page a film is made in slices, so that the kernel is free for other messages in between.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from cnnlib.explorers.checks import called, checked_flag, checked_frames, is_number
from cnnlib.explorers.comparing import Comparing, Pin, lit_at, steps_of
from cnnlib.explorers.turns import TURN
from cnnlib.scenes.scene import Run
from cnnlib.scenes.settings import SettingError

if TYPE_CHECKING:
    from cnnlib.draw import Pane, Picture

TYPES = {"png": "image/png", "svg": "image/svg+xml", "gif": "image/gif"}
ENDINGS = (".png", ".svg", ".pdf", ".gif")
WIDEST = 500  # margin of a picture
PACE = 0.33  # seconds a step, as in the view at speed 1
FASTEST, SLOWEST = 0.02, 60
MOST = 500  # frames of a film: some 15 MB
PART = 200  # frames of a part that is offered when there would be more
SLICE = 0.06  # seconds of work on a film, then the kernel is free for other messages


class Exporting(Comparing):
    """A picture that can be drawn by matplotlib as it stands."""

    def __init__(self, **settings: Any) -> None:
        self._film: Iterator[bytes] = iter(())
        self._pieces: list[bytes] = []
        super().__init__(**settings)

    @called('snapshot(theme="dark")')
    def snapshot(self, theme: str = "light", beside: bool = False, margin: float = 0) -> "Picture":
        """What is on the screen, drawn by matplotlib; it knows how to save itself. A and B stand one below the other,
        or `beside` each other; with a `margin`, on a card with round corners."""
        if not (is_number(margin) and 0 <= margin <= WIDEST):
            raise SettingError(f"margin = {margin!r} is no number of pixels from 0 to {WIDEST}")
        return self._drawn(self.step, self.pinned, theme, checked_flag("beside", beside), margin)

    @called('save("picture.png") or save("film.gif", frames=range(10), pace=0.5)')
    def save(
        self, path: str | Path, frames: Iterable[int] | None = None, pace: float | None = None, beside: bool = False
    ) -> Path:
        """Save what is on the screen as .png, .svg or .pdf, or its film as .gif.

        A film has a frame for each step, or for those in `frames`; each stays for `pace` seconds.
        """
        from cnnlib.draw.files import place_for, written

        if not isinstance(path, str | Path):
            raise SettingError(f'path = {path!r} is no path: write save("picture.png")')
        frames, beside, path = checked_frames(frames), checked_flag("beside", beside), place_for(path, ENDINGS)
        if path.suffix.lower() == ".gif":
            return written(path, b"".join(self._frames(frames, PACE if pace is None else pace, beside=beside)))
        if frames is not None or pace is not None:
            raise ValueError(f"frames and pace are for a film, and {path.name!r} is a still picture: save it as .gif")
        return self.snapshot(beside=beside).save(path)

    def _drawn(self, step: int, pinned: Pin, theme: str, beside: bool, margin: float = 0) -> "Picture":
        from cnnlib import draw  # only now, because matplotlib takes longer to load than the first picture

        with TURN:  # all of one picture
            panes, lit = self._panes(beside), lit_at(self._scenes, step, pinned)
        return draw.pictures(panes, lit, theme, margin)

    def _panes(self, beside: bool) -> tuple["Pane", ...]:
        from cnnlib import draw

        if len(self._scenes) == 1:
            return (draw.Pane(self.picture_scene),)
        titles = [(Run(f"{name}   ", bold=True), Run(text)) for name, text in zip("AB", self._names)]
        panes = [draw.Pane(scene, title, name) for scene, title, name in zip(self._scenes, titles, "AB")]
        return draw.arranged(panes, beside)

    def _frames(
        self, frames: Iterable[int] | None, pace: float, theme: str = "light", loop: bool = True, beside: bool = False
    ) -> Iterator[bytes]:
        from cnnlib import draw

        with TURN:  # all of one picture
            scenes, panes = self._scenes, self._panes(beside)
        steps = chosen_steps(frames, steps_of(scenes), self.step)
        lit = [lit_at(scenes, step) for step in steps]
        return draw.film(panes, lit, theme, _checked_pace(pace), loop)

    # For the page

    def _on_export(self, export: str, step: int, focus: Pin, theme: str, beside: bool = False, **film: Any) -> None:
        """Send the picture to the page; its step and its pinned cell come with the request."""
        if export == "gif":
            self._begin_film(step, theme=theme, beside=beside, **film)
            return
        picture = self._drawn(step, focus, theme, beside)
        self._send_file(export, picture.png() if export == "png" else picture.svg())

    def _begin_film(self, step: int, frames: Sequence[int] | None = None, **options: Any) -> None:
        """Begin a film, or offer parts of one that would be too long. `frames` are start, stop and step of a range."""
        steps = steps_of(self._scenes)
        if frames is None and steps > MOST:
            self.send({"film": {"why": too_many(steps), "parts": parts(steps, step)}})
            return
        wanted = range(*frames) if frames else range(max(1, steps))
        self._pieces, self._film = [], self._frames(wanted, **options)
        self.send({"film": {"made": 0, "of": len(wanted)}})

    def _on_film(self, wish: str) -> None:
        """ "more": work on the film for a moment, then say how far it is. "stop": forget it."""
        if wish == "stop":
            self._film, self._pieces = iter(()), []
            return
        end = perf_counter() + SLICE
        for piece in self._film:
            self._pieces += [piece] if piece else []
            if perf_counter() > end:
                self.send({"film": {"made": len(self._pieces)}})
                return
        self._send_file("gif", b"".join(self._pieces))
        self._pieces = []

    def _send_file(self, kind: str, data: bytes) -> None:
        name = f"{type(self).__name__.lower()}.{kind}"
        self.send({"file": {"name": name, "type": TYPES[kind]}}, buffers=[data])


def chosen_steps(frames: Iterable[int] | None, steps: int, now: int) -> list[int]:
    """The steps that a film is to show; a picture without steps has one frame.

    >>> chosen_steps(range(3, 9, 2), 9, 0)
    [3, 5, 7]
    >>> chosen_steps([9], 9, 0)
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: frames names step 9, and the film has the steps 0 to 8
    """
    if frames is None and steps > MOST:
        raise SettingError(f"{too_many(steps)} Choose some: {_advice(steps, now)}")
    chosen = list(range(max(1, steps)) if frames is None else frames)
    if not chosen:
        raise SettingError("frames names no step: a film has at least one frame")
    if len(chosen) > MOST:
        raise SettingError(f"frames names {len(chosen):,} steps, and a GIF has at most {MOST}: choose fewer")
    for step in chosen:
        if not 0 <= step < max(1, steps):
            raise SettingError(f"frames names step {step}, and the film has the steps 0 to {max(0, steps - 1):,}")
    return chosen


def too_many(steps: int) -> str:
    return f"This film has {steps:,} steps, and a GIF has at most {MOST} frames."


def parts(steps: int, now: int) -> list[dict[str, Any]]:
    """What is offered instead of a film that is too long: a part from where it stands, or a step now and then."""
    first, every = _part_from(steps, now), -(-steps // PART)
    return [
        {"text": f"{PART} steps from step {first + 1:,}", "frames": [first, first + PART, 1]},
        {"text": f"every {ordinal(every)} step", "frames": [0, steps, every]},
    ]


def ordinal(number: int) -> str:
    """
    >>> [ordinal(number) for number in (2, 11, 93, 104)]
    ['2nd', '11th', '93rd', '104th']
    """
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _part_from(steps: int, now: int) -> int:
    return max(0, min(now, steps - PART))


def _advice(steps: int, now: int) -> str:
    first = _part_from(steps, now)
    return (
        f"frames=range({first}, {first + PART}) from where it stands, or frames=range(0, {steps}, {-(-steps // PART)})"
    )


def _checked_pace(pace: float) -> float:
    if not is_number(pace):
        raise SettingError(f"pace = {pace!r} is no number of seconds: write pace=0.5")
    if not FASTEST <= pace <= SLOWEST:
        raise SettingError(f"pace = {pace} is outside {FASTEST} to {SLOWEST} seconds a step: choose one between them")
    return pace
