"""What the Trainer may ask: steps in an epoch and in all, parameters, the loss of guessing, a step of one weight."""

from math import log

from cnnlib.mistakes.mistake import told_apart
from cnnlib.scenes.questions import Question
from cnnlib.scenes.text import plural
from cnnlib.scenes.trainer.settings import OWN, Settings
from cnnlib.scenes.trainer.values import untrained
from cnnlib.train import Course

STEP_NUMBERS = ("step-count",)
FAR = ("steps", "verdict")  # ids of what tells steps
END = "The last batch of an epoch is smaller, but it is a step too."


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions of this setting.

    >>> [question.answer for question in questions(Settings(images=100, batch=32))][:2]
    [4, 40]
    """
    if settings.kind == OWN:
        return ()
    course = untrained(settings).first
    return _epoch(settings, course), _all(settings, course), _parameters(settings, course), *_guessing(settings, course)


def _epoch(settings: Settings, course: Course) -> Question:
    n, batch, steps = len(course.train[0]), settings.batch, course.steps_per_epoch
    slips = [
        ("forgot the last batch", n // batch, END),
        ("counted the images", n, "A step takes a whole batch, not one image."),
        ("counted all epochs", course.steps, "That is all epochs together; one epoch is asked for."),
        ("multiplied", n * batch, "An epoch sees each image once: divide by the batch."),
    ]
    return Question(
        "steps in an epoch", f"{n:,} images in batches of {batch}: how many steps has an epoch?", steps,
        f"{n:,} / {batch} = {n / batch:.4g}, rounded up: {steps:,} steps.", told_apart(steps, slips), hides=FAR,
        drops=STEP_NUMBERS,
    )  # fmt: skip


def _all(settings: Settings, course: Course) -> Question:
    n, batch, epochs, steps = len(course.train[0]), settings.batch, settings.epochs, course.steps
    slips = [
        ("forgot the last batch", n // batch * epochs, END),
        (
            "rounded once",
            -(-n * epochs // batch),
            "Each epoch has its own last batch: round up first.",
        ),
        ("one epoch", course.steps_per_epoch, f"That is one epoch; there are {epochs}."),
        ("counted the images", n * epochs, "A step takes a whole batch, not one image."),
    ]
    return Question(
        "steps in all", f"{n:,} images in batches of {batch}, {epochs} epochs: how many steps in all?", steps,
        f"{course.steps_per_epoch:,} steps an epoch · {epochs} = {steps:,}.", told_apart(steps, slips), hides=FAR,
        drops=STEP_NUMBERS,
    )  # fmt: skip


def _parameters(settings: Settings, course: Course) -> Question:
    """Of the first CONV."""
    filters = course.moments[0].filters
    K, F, _, D = filters.shape
    place = next(n for n, params in enumerate(course.net.weights) if "w" in params)
    layer, volume, after = course.net.layers[place], *course.net.volumes[place : place + 2]
    answer, biased = layer.parameters(volume), layer.parameters(volume) > filters.size
    slips = [
        ("forgot the biases", K * F * F * D, f"Each of the {K} filters has a bias of its own."),
        ("one bias", K * F * F * D + 1, f"Each of the {K} filters has a bias of its own."),
        ("one filter", F * F * D + biased, f"That is one filter; there are {K}."),
        (
            "counted unshared weights",
            after.W * after.H * K * F * F * D,
            "The weights are the same at each place.",
        ),
        ("counted biases", K * F * F * D + K, "These filters have no bias: batch norm follows, which has a shift."),
    ]
    bias = f" + {K} biases" if biased else ", and no biases: batch norm follows"
    return Question(
        "parameters of the first layer",
        f"The first CONV has {K} filters of {F} × {F} on {plural(D, 'slice')}: how many parameters?",
        answer, f"{K}·{F}·{F}·{D}{bias}: {answer}.", told_apart(answer, slips), hides=("parameters",),
    )  # fmt: skip


def _guessing(settings: Settings, course: Course) -> tuple[Question, ...]:
    if settings.loss != "softmax":
        return ()
    K = course.net.volumes[-1].D
    slips: list[tuple[str, float, str]] = [
        ("took the share", 1 / K, "That is the probability of the right class; the loss is its negative logarithm."),
        ("took log to base 2", round(log(K, 2), 3), "The loss takes the natural logarithm."),
        ("took log to base 10", round(log(K, 10), 3), "The loss takes the natural logarithm."),
    ]
    answer = round(log(K), 3)
    return (
        Question(
            "loss of guessing", f"{K} classes, each given the probability 1/{K}: what is the softmax loss "
            "(three decimals)?", answer, f"\u2212log(1/{K}) = log {K} = {answer}.", told_apart(answer, slips),
            hides=("loss-now", "loss-title"),
        ),
    )  # fmt: skip
