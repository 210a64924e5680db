"""Loss and accuracy over the steps, and the moments below them as cells that the film visits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from cnnlib.scenes.scene import Curve, Item, Label, Line, Run
from cnnlib.scenes.text import number
from cnnlib.scenes.trainer import layout
from cnnlib.scenes.trainer.values import Training
from cnnlib.smoothing import trailing_mean
from cnnlib.train import Course, Moment

MOST = 240  # points of a curve
ONE, TWO = (("W", "F"),), (("F", "F"), ("S", "S"))  # roles of training and held-out curve, for one net and for two


@dataclass(frozen=True)
class Axis:
    """Steps to pixels: the moments stand in cells side by side, and a step stands between the cells around it."""

    every: int
    cell: float

    def x(self, step: float) -> float:
        return layout.PLOT_X + self.cell * (step / self.every + 0.5)


def axis_of(training: Training) -> Axis:
    """The steps of a training, laid out below its plots."""
    course = training.first
    cells = -(-course.steps // course.every) + 1
    return Axis(course.every, min(layout.LARGEST, layout.PLOT_WIDTH / cells))


def moments_of(course: Course) -> list[Moment]:
    """Those that were kept, and the present one."""
    now = course.now
    return course.moments if now is course.moments[-1] else [*course.moments, now]


def as_many(course: Course, count: int) -> list[Moment]:
    """So many moments: of a net that is behind or has stopped, the last stands for those that are missing."""
    moments = moments_of(course)
    return [moments[min(n, len(moments) - 1)] for n in range(count)]


def top_of(training: Training) -> float:
    """The upper end of the loss axis: twice the first loss is enough."""
    tops = [_highest(course) for course in training.courses.values()]
    return nice(max(tops))


def _highest(course: Course) -> float:
    if not course.records:
        return 2.5
    first = course.records[0].loss
    seen = [record.loss for record in course.records] + course.losses
    finite = [loss for loss in seen if np.isfinite(loss)]
    return min(max(finite, default=first), 2 * max(first, 0.5))


def nice(value: float) -> float:
    """The next round number.

    >>> nice(2.3), nice(0.08), nice(11)
    (2.5, 0.1, 20.0)
    """
    power = 10.0 ** floor(log10(value))
    return round(next(step * power for step in (1, 2, 2.5, 3, 4, 5, 10) if step * power >= value), 9)


def curves(training: Training) -> list[Item]:
    """Both plots of all nets."""
    axis, top, count = axis_of(training), top_of(training), len(moments_of(training.first))
    items = [*_frame("loss", layout.LOSS_Y, (0, top / 2, top), number)]
    items += _frame("accuracy", layout.ACCURACY_Y, (0, 0.5, 1), lambda share: f"{round(100 * share)} %")
    items += _steps(training, axis)
    for (name, course), role in zip(training.courses.items(), roles_of(training)):
        items += _course(course, name, axis, top, role, count)
    return items


def roles_of(training: Training) -> tuple[tuple[str, str], ...]:
    """For each net the roles of its training and of its held-out curve."""
    return TWO if len(training.courses) > 1 else ONE


def _course(course: Course, name: str, axis: Axis, top: float, roles: tuple[str, str], count: int) -> list[Item]:
    records, steps = course.records, [moment.step for moment in as_many(course, count)]
    measured = [(record.step, record.validation) for record in records if record.validation is not None]
    plots = (
        ("loss", layout.LOSS_Y, top, [r.loss for r in records], list(zip([s for s, _ in measured], course.losses))),
        ("accuracy", layout.ACCURACY_Y, 1.0, [r.accuracy for r in records], measured),
    )
    items: list[Item] = []
    for plot, y, most, learnt, held_out in plots:
        items += _training(f"{name} {plot}", learnt, steps, axis, y, most, roles[0])
        items += _held_out(f"{name} held-out {plot}", held_out, axis, y, most, roles[1])
    return items


def _training(
    id: str, values: list[float], steps: list[int], axis: Axis, y: float, top: float, role: str
) -> list[Item]:
    """The values of the minibatches, faint, and their smoothed course with a ring at the film's step."""
    if not values:
        return []
    raw, course = np.nan_to_num(values, nan=top, posinf=top), trailing_mean(np.nan_to_num(values, nan=top, posinf=top))
    chunk = -(-len(values) // MOST)
    chosen = np.arange(chunk - 1, len(values), chunk)
    if chosen.size == 0 or chosen[-1] != len(values) - 1:
        chosen = np.append(chosen, len(values) - 1)
    xs = tuple(round(axis.x(int(step) + 1), 1) for step in chosen)
    at = tuple(int(np.searchsorted(chosen, step - 1)) if step else -1 for step in steps)
    return [
        Curve(xs, _heights(raw[chosen], y, top), role, 1.2, 0.35),
        Curve(xs, _heights(course[chosen], y, top), role, 2.5, dots=3 if len(xs) == 1 else 0, at=at, id=id),
    ]


def _held_out(id: str, points: list[tuple], axis: Axis, y: float, top: float, role: str) -> list[Item]:
    if not points:
        return []
    steps, values = zip(*points)
    xs = tuple(round(axis.x(step), 1) for step in steps)
    return [Curve(xs, _heights(np.array(values), y, top), role, 1.5, 0.8, dots=3.5, id=id)]


def _heights(values: NDArray, y: float, top: float) -> tuple[float, ...]:
    """Pixels; what is above the top is drawn at the top."""
    share = np.clip(np.nan_to_num(values, posinf=top) / top, 0, 1)
    return tuple((y + layout.PLOT_HEIGHT * (1 - share)).round(1).tolist())


def _frame(title: str, y: float, ticks: Sequence[float], write: Callable[[float], str]) -> list[Item]:
    """A title, and a faint line with a number at each tick."""
    x, right = layout.PLOT_X, layout.PLOT_X + layout.PLOT_WIDTH
    items: list[Item] = [Label(x, y - 22, (Run(title, bold=True),), 16, id=f"{title}-title")]
    for tick in ticks:
        line = y + layout.PLOT_HEIGHT * (1 - tick / ticks[-1])
        items.append(Line(x, line, right, line, "faint", 1))
        items.append(Label(x - 8, line + 4.5, (Run(write(tick), "muted"),), 13, "end"))
    return items


def _steps(training: Training, axis: Axis) -> list[Item]:
    """Below the cells: how many steps there are."""
    course, y = training.first, layout.TIME_Y + layout.LARGEST + 20
    items: list[Item] = [
        Label(axis.x(s), y, (Run(f"{s:,}", "muted"),), 13, "middle", id="step-count") for s in (0, course.steps)
    ]
    middle = (axis.x(0) + axis.x(course.steps)) / 2
    dots = Label(layout.PLOT_X, y + 22, (Run("dots: measured on held-out images", "muted"),), 13)
    return [*items, Label(middle, y, (Run("steps", "muted"),), 13, "middle"), dots]
