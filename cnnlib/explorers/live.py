"""A live curve: training shown while it runs, without a flicker.

    for record in live(fit(net, x, y, epochs=20, ...), epochs=20):
        ...

One picture widget is made; its PNG is replaced at most eight times a second, and never so often that more
than a fifth of the time goes to drawing.
"""

import os
from collections.abc import Iterable, Iterator
from html import escape
from time import perf_counter
from typing import Any

import ipywidgets as widgets
from IPython.display import display

from cnnlib.draw.curves import WIDTH, Curves, validated
from cnnlib.scenes.text import percent
from cnnlib.train import Record

PAUSE = 1 / 8  # seconds from one picture to the next
SHARE = 4  # a picture that took 20 ms is followed by 80 ms of training
SNAPSHOT = "CNNLIB_SNAPSHOT"  # when set to 1, a notebook keeps a PNG of the last picture


class Live(widgets.VBox):
    """Loss and accuracy of a running training. Iterate over it: it passes the records on.

    `epochs` is how many there will be, so that the step axis need not move and the line says "epoch 7 of 20".
    """

    def __init__(
        self, records: Iterable[Record], epochs: int | None = None, held_out: str = "held-out digits",
        theme: str = "either",
    ) -> None:  # fmt: skip
        self.records: list[Record] = []
        self._source, self._epochs, self._held_out = records, epochs, held_out
        self._curves, self._next = Curves(theme=theme), 0.0
        self.image = widgets.Image(format="png", layout=widgets.Layout(width=f"{WIDTH}px", max_width="100%"))
        self.line = widgets.HTML(_html("waiting for the first step"))
        super().__init__([self.line, self.image])

    def __iter__(self) -> Iterator[Record]:
        try:
            for record in self._source:
                self._take(record)
                yield record
        finally:  # also when the loop is left early, interrupted, or the training diverges
            self._show(to_the_end=True)

    def _take(self, record: Record) -> None:
        self.records.append(record)
        now = perf_counter()
        if now >= self._next:
            self._show()
            self._next = perf_counter() + max(PAUSE, SHARE * (perf_counter() - now))

    def _show(self, to_the_end: bool = False) -> None:
        if not self.records:
            return
        self._curves.steps = None if to_the_end else _steps(self.records, self._epochs)
        with self.hold_sync():
            self.line.value = _html(self.sentence)
            self.image.value = self._curves.frame(self.records)

    @property
    def sentence(self) -> str:
        """The last record: "epoch 7 of 20, 98.4 % on held-out digits, 1.2 s"."""
        last, measured = self.records[-1], validated(self.records)
        parts = [f"epoch {last.epoch}" + (f" of {self._epochs}" if self._epochs else "")]
        if measured:
            parts.append(f"{percent(measured[-1][1])} on {self._held_out}")
        return ", ".join([*parts, f"{last.seconds:.1f} s"])

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        shown = dict(super()._repr_mimebundle_(**options) or {})
        if self.records and os.environ.get(SNAPSHOT) == "1":
            picture = self._curves.show(self.records)
            shown |= {"image/png": picture.png(small=True), "text/plain": picture.alt}
        return shown


def live(
    records: Iterable[Record],
    epochs: int | None = None,
    held_out: str = "held-out digits",
    theme: str = "either",
) -> Iterator[Record]:
    """Show a training while it runs, and pass its records on."""
    widget, snapshot = Live(records, epochs, held_out, theme), os.environ.get(SNAPSHOT) == "1"
    if not snapshot:
        display(widget)
    try:
        yield from widget
    finally:
        if snapshot:
            display(widget)  # a notebook that is being built keeps the last picture


def _steps(records: list[Record], epochs: int | None) -> int:
    """How far the step axis reaches: over all epochs once the first is over, before to 20, 40, 80, ..."""
    if epochs and records[-1].epoch > 1:
        return epochs * sum(record.epoch == 1 for record in records)
    limit = 20
    while limit < records[-1].step:
        limit *= 2
    return limit


def _html(text: str) -> str:
    return f'<div style="font-size: 15px; font-variant-numeric: tabular-nums">{escape(text)}</div>'
