"""How training goes: loss and accuracy over the steps, from the records of `train.fit`.

A plot is made once, on an Axes passed in; `show` then moves its lines and makes nothing new. `Curves` puts
both side by side, and for a live picture draws the moving parts alone over what stands still.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from cnnlib.draw.axes import apart, dressed, label, write
from cnnlib.draw.pictures import Picture
from cnnlib.draw.pixels import opaque
from cnnlib.draw.style import DOTS, blank_figure, palette
from cnnlib.scenes.pixels import png
from cnnlib.scenes.text import percent
from cnnlib.smoothing import centred_mean
from cnnlib.train import Record

WIDTH, HEIGHT = 1050, 330
PLACES = ((60, 56, 320, 224), (550, 56, 320, 224))  # left, bottom, width, height of the two plots
APART = 0.085  # of the plot's height: how close two labels may come


def curves(records: Sequence[Record], steps: int | None = None, theme: str = "either") -> Picture:
    """Loss and accuracy side by side; the step axis reaches to `steps`, or else to the last record."""
    return Curves(steps, theme).show(records)


def validated(records: Sequence[Record]) -> list[tuple[int, float]]:
    """Steps at which the held-out images were looked at, and the share that was right."""
    return [(record.step, record.validation) for record in records if record.validation is not None]


class LossPlot:
    """The loss of each minibatch, faint, and its smoothed course."""

    def __init__(self, axes: Axes, theme: str = "either") -> None:
        colour = palette(theme)["W"]
        self.axes = dressed(axes, "loss", theme)
        self.noise, self.course = _lines(axes, colour)
        self.label = label(axes, colour)
        self.moving: tuple[Artist, ...] = (self.noise, self.course, self.label)

    def show(self, records: Sequence[Record]) -> None:
        losses = np.array([record.loss for record in records])
        self.axes.set_ylim(0, 1.05 * max(losses.max(), 0.1))
        end = _move(self.noise, self.course, records, losses)
        write(self.label, f"{end:.3f}", records[-1].step, end)


class AccuracyPlot:
    """The share of right answers: on each minibatch before its step, and on the held-out images."""

    def __init__(self, axes: Axes, theme: str = "either") -> None:
        colours = palette(theme)
        self.axes = dressed(axes, "accuracy", theme)
        self.noise, self.course = _lines(axes, colours["W"])
        (self.held_out,) = axes.plot([], [], color=colours["F"], linewidth=2.5, marker="o", markersize=6)
        self.held_out.set(clip_on=False, zorder=4)
        self.label, self.held_out_label = label(axes, colours["W"]), label(axes, colours["F"])
        self.moving: tuple[Artist, ...] = (
            self.noise, self.course, self.held_out, self.label, self.held_out_label
        )  # fmt: skip
        axes.set_ylim(0, 1.05)
        axes.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %", decimals=0))

    def show(self, records: Sequence[Record]) -> None:
        end = _move(self.noise, self.course, records, np.array([record.accuracy for record in records]))
        held_out, step = validated(records), records[-1].step
        heights = apart([end, held_out[-1][1]] if held_out else [end], APART)
        write(self.label, f"training {percent(end)}", step, heights[0])
        if held_out:
            self.held_out.set_data(*zip(*held_out))
            write(self.held_out_label, f"held-out {percent(held_out[-1][1])}", step, heights[1])


class Curves:
    """Both plots on one figure, moved along with the records."""

    def __init__(self, steps: int | None = None, theme: str = "either") -> None:
        self.steps = steps
        self.figure = blank_figure(WIDTH, HEIGHT, theme)
        self._canvas = FigureCanvasAgg(self.figure)
        loss, accuracy = (self.figure.add_axes(_share(place)) for place in PLACES)
        self.plots = (LossPlot(loss, theme), AccuracyPlot(accuracy, theme))
        self._behind: tuple[Any, Any] = (None, None)

    def show(self, records: Sequence[Record]) -> Picture:
        """Move all lines to where the records say; the picture is the same figure each time."""
        if not records:
            raise ValueError("there is no record to draw: pull at least one from fit(...)")
        for plot in self.plots:
            plot.axes.set_xlim(0, max(self.steps or 0, records[-1].step))
            plot.show(records)
        return Picture(self.figure, _in_words(records))

    def frame(self, records: Sequence[Record], scale: float = 2) -> bytes:
        """The picture as a PNG, fast: the axes are drawn again only when their limits have changed."""
        self.show(records)
        self.figure.set_canvas(self._canvas)
        self.figure.set_dpi(DOTS * scale)
        state = (
            scale,
            *(limit for plot in self.plots for limit in (*plot.axes.get_xlim(), *plot.axes.get_ylim())),
        )
        if self._behind[0] != state:
            self._behind = (state, self._standing_parts())
        self._canvas.restore_region(self._behind[1])
        for plot in self.plots:
            for artist in plot.moving:
                plot.axes.draw_artist(artist)
        self.figure.set_dpi(DOTS)
        pixels = np.asarray(self._canvas.buffer_rgba())
        return png(opaque(pixels) if to_rgba(self.figure.get_facecolor())[3] else pixels)

    def _standing_parts(self) -> Any:
        moving = [artist for plot in self.plots for artist in plot.moving]
        for artist in moving:
            artist.set_visible(False)
        self._canvas.draw()
        for artist in moving:
            artist.set_visible(True)
        return self._canvas.copy_from_bbox(self.figure.bbox)


def _in_words(records: Sequence[Record]) -> str:
    last, held_out = records[-1], validated(records)
    measured = f", {percent(held_out[-1][1])} right on held-out images" if held_out else ""
    loss = centred_mean(np.array([record.loss for record in records]))[-1]
    return f"After step {last.step}, in epoch {last.epoch}: loss {loss:.3f}{measured}."


def _share(place: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
    left, bottom, width, height = place
    return left / WIDTH, bottom / HEIGHT, width / WIDTH, height / HEIGHT


def _lines(axes: Axes, colour: str) -> tuple[Line2D, Line2D]:
    (noise,) = axes.plot([], [], color=colour, linewidth=1, alpha=0.25, zorder=2)
    (course,) = axes.plot([], [], color=colour, linewidth=2.5, zorder=3)
    return noise, course


def _move(noise: Line2D, course: Line2D, records: Sequence[Record], values: np.ndarray) -> float:
    """Both lines through the values; the height at which the smooth one ends."""
    steps, smoothed = [record.step for record in records], centred_mean(values)
    noise.set_data(steps, values)
    course.set_data(steps, smoothed)
    return float(smoothed[-1])
