"""What the Trainer says: the rule of the optimiser, how far it is, what is seen at each moment."""

from collections.abc import Sequence

import numpy as np

from cnnlib.scenes.controls import Choice, Slider, Switch
from cnnlib.scenes.scene import Run, Sentences
from cnnlib.scenes.text import counted, percent, plural
from cnnlib.scenes.trainer.plots import as_many, moments_of
from cnnlib.scenes.trainer.settings import CONTROLS, Settings
from cnnlib.scenes.trainer.values import Training
from cnnlib.smoothing import trailing_mean
from cnnlib.train import Course

NONE = "\u2013"
FEW = 3  # changed settings that are all named
GAP = 0.1  # between training and held-out accuracy: from here on it is called over-fitting
NAMES = {
    control.setting: (control.symbol if isinstance(control, Slider) else control.label)
    for control in CONTROLS
    if isinstance(control, Slider | Choice | Switch)
}


def rule(settings: Settings) -> tuple[Run, ...]:
    """How a step changes each weight, with the rate in its colour."""
    rate = Run(number_of(settings.rate), "K", bold=True, symbol="K")
    decay = (Run(" + "), Run(number_of(settings.penalty), "d", True, "d"), Run("·w")) if settings.penalty else ()
    gradient = (Run("(dw"), *decay, Run(")")) if decay else (Run("dw"),)
    if settings.optimiser == "SGD":
        return Run("w  ←  w \u2212 "), rate, Run(" · "), *gradient
    if settings.optimiser == "Momentum":
        return Run("v  ←  0.9·v \u2212 "), rate, Run(" · "), *gradient, Run(",   w  ←  w + v")
    mean = (Run("of dw"), *decay) if decay else (Run("of dw"),)
    return Run("w  ←  w \u2212 "), rate, Run(" · mean / √mean square  "), *mean


def number_of(value: float) -> str:
    """
    >>> number_of(0.0003), number_of(1.0)
    ('0.0003', '1')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def facts(training: Training) -> str:
    """How large the nets are: "digits net, 38,282 parameters"."""
    counts = [f"{name}, {course.net.parameters:,} parameters" for name, course in training.courses.items()]
    if len(counts) == 1:
        return counts[0]
    return f"{' and '.join(training.courses)}, {training.first.net.parameters:,} parameters each"


def epoch_text(course: Course) -> str:
    """How many steps an epoch has, and all of them."""
    images = len(course.train[0])
    return (
        f"{images:,} images in batches of {course.batch}: {plural(course.steps_per_epoch, 'step')} an epoch, "
        f"{course.steps:,} in {plural(course.epochs, 'epoch')}"
    )


def status(training: Training) -> str:
    """How far it is."""
    course = training.first
    if training.diverged:
        return (
            f"The weights ran away within {counted(course_in_trouble(training).step, 'step')}: each step went too far."
        )
    if not training.step:
        return "The weights are random, the answers are guesses: press Start, or Space in the picture."
    epoch = min(course.epochs, 1 + training.step // course.steps_per_epoch)
    where = f"epoch {epoch} of {course.epochs}, step {training.step:,} of {course.steps:,}"
    if not training.goes_on:
        return f"Done: {plural(course.epochs, 'epoch')}, {counted(course.steps, 'step')}."
    return f"{'Training' if training.running else 'Paused'}: {where}."


def second_line(training: Training, settings: Settings) -> str:
    """What should be known now: what waits for a new start, what went wrong, what it means, or how long it takes."""
    waiting = training.waits_for(settings)
    if waiting:
        return f"Changed: {named(waiting)}. This takes effect when the training starts anew."
    if training.diverged:
        course = course_in_trouble(training)
        kept = f"step {course.good:,}" if course.good else "the start"
        return f"A rate of {number_of(settings.rate)} is too high here. The net has its last good weights, of {kept}."
    if training.told and not training.step:
        return training.told
    if training.step and training.goes_on:
        left = sum(course.seconds_left for course in training.courses.values())
        return f"{seconds(taken(training))} so far, about {seconds(left)} to go"
    done = f"{epoch_text(training.first)}; it took {seconds(taken(training))}" if training.step else ""
    return (verdict(training) if training.step else "") or done or epoch_text(training.first)


def named(settings: Sequence[str]) -> str:
    """Settings as the reader knows them, no more than a line has room for.

    >>> named(["images", "penalty"]), named(["images", "loss", "seed", "kind"])
    ('digits, L2', 'digits, loss and 2 more')
    """
    names = [NAMES.get(name, name) for name in settings]
    return ", ".join(names) if len(names) <= FEW else f"{', '.join(names[:2])} and {len(names) - 2} more"


def verdict(training: Training) -> str:
    """What a finished training shows, where there is something to say."""
    course = training.first
    learnt, held_out = last_accuracies(course)
    if len(training.courses) > 1:
        ends = [f"{name} {_loss_text(other)}" for name, other in training.courses.items()]
        return f"Training loss at the end: {', '.join(ends)}."
    if training.failed:
        return f"{percent(learnt)} right is guessing: the net has learnt nothing. Try another rate."
    if held_out is not None and learnt - held_out > GAP:
        return (
            f"Over-fitting: {percent(learnt)} on the images it learnt from, {percent(held_out)} on others. "
            "More images help most; try shifts, dropout and L2 too."
        )
    return ""


def _loss_text(course: Course) -> str:
    return f"{trailing_mean([record.loss for record in course.records])[-1]:.3f}" if course.records else NONE


def course_in_trouble(training: Training) -> Course:
    """The first net whose weights ran away."""
    return training.courses[training.diverged[0]]


def last_accuracies(course: Course) -> tuple[float, float | None]:
    """On the last minibatches, and on held-out images where they have been looked at."""
    measured = [record.validation for record in course.records if record.validation is not None]
    return float(trailing_mean([record.accuracy for record in course.records])[-1]), measured[-1] if measured else None


def taken(training: Training) -> float:
    """Seconds of training so far, of all nets."""
    return sum(course.records[-1].seconds for course in training.courses.values() if course.records)


def seconds(value: float) -> str:
    """
    >>> seconds(0.31), seconds(12.2), seconds(130)
    ('0.3 s', '12 s', '2 min 10 s')
    """
    if value < 10:
        return f"{value:.1f} s"
    return f"{value:.0f} s" if value < 90 else f"{round(value) // 60} min {round(value) % 60} s"


def columns_of(course: Course, count: int) -> dict[str, tuple[str, ...]]:
    """For each of `count` moments: step, epoch, and loss and accuracy of training and held-out images, as texts."""
    steps = [moment.step for moment in as_many(course, count)]
    records = course.records
    losses, shares = trailing_mean([r.loss for r in records]), trailing_mean([r.accuracy for r in records])
    ends = [(record.step, record.validation) for record in records if record.validation is not None]
    measured = [int(np.searchsorted([step for step, _ in ends], step, "right")) - 1 for step in steps]
    return {
        "step": tuple(f"{step:,}" for step in steps),
        "epoch": tuple(str(max(1, -(-step // course.steps_per_epoch))) for step in steps),
        "loss": tuple(f"{losses[step - 1]:.3g}" if step else NONE for step in steps),
        "accuracy": tuple(percent(shares[step - 1]) if step else NONE for step in steps),
        "held-out loss": tuple(f"{course.losses[n]:.3g}" if n >= 0 else NONE for n in measured),
        "held-out accuracy": tuple(percent(ends[n][1] or 0.0) if n >= 0 else NONE for n in measured),
    }


def sentences(training: Training, count: int) -> Sentences:
    """What is to be said of each moment."""
    found = [(name, columns_of(course, count)) for name, course in training.courses.items()]
    return Sentences("{0}", (tuple(_sentence(found, n) for n in range(count)),))


def _sentence(found: list[tuple[str, dict[str, tuple[str, ...]]]], n: int) -> str:
    at = {name: values[n] for name, values in found[0][1].items()}
    if at["step"] == "0":
        return "Before the first step: **random weights**, and answers by chance"
    parts = [_standing(name if len(found) > 1 else "", {key: values[n] for key, values in columns.items()})
             for name, columns in found]  # fmt: skip
    return f"After step **{at['step']}**, in epoch {at['epoch']}: {'; '.join(parts)}"


def _standing(name: str, at: dict[str, str]) -> str:
    """Loss and accuracy of one net."""
    of = f"{name} " if name else ""
    learnt = f"{of}loss **{at['loss']}**, **{at['accuracy']}**{'' if name else ' of the images'} right"
    return learnt if at["held-out loss"] == NONE else f"{learnt}, {at['held-out accuracy']} of those held out"


def spoken(training: Training, settings: Settings) -> str:
    """The picture in a few sentences, without times."""
    if training.waits_for(settings) or training.diverged or not training.step:
        more = second_line(training, settings)
    else:
        more = " ".join(part for part in (_now(training), "" if training.goes_on else verdict(training)) if part)
    return f"Training of {facts(training)}. {status(training)} {more.rstrip('.')}."


def _now(training: Training) -> str:
    """The sentence of the present moment."""
    count = len(moments_of(training.first))
    return sentences(training, count).at(count - 1).replace("**", "") + "."


def problem(training: Training) -> str:
    """What went wrong; empty where all is well."""
    return status(training) if training.diverged else ""
