"""From settings to trainings: the nets, the digits, the optimiser."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cnnlib import zoo
from cnnlib.augment import shifts
from cnnlib.datasets import Labelled
from cnnlib.layers import BatchNorm, Conv, Dropout, Layer
from cnnlib.losses import Loss, softmax_loss, svm_loss
from cnnlib.nets import Net
from cnnlib.optim import SGD, Adam, Momentum, Optimiser
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trainer.data import NOTHING, data_of
from cnnlib.scenes.trainer.settings import AT_ONCE, KINDS, OWN, RATES, Settings
from cnnlib.smoothing import trailing_mean
from cnnlib.train import Course

OPTIMISERS = {"SGD": SGD, "Momentum": Momentum, "Adam": Adam}
LOSSES: dict[str, Loss] = {"softmax": softmax_loss, "SVM": svm_loss}
CALMER = 5  # times lower, at least, is the rate that is offered where one was too high
SLICES = 8  # of the volumes of the deep nets

Own = tuple[Callable[[int], Net], Labelled, Labelled]
"""A net of the reader's own, ready to learn with a seed; what it learns from, what is held out."""


@dataclass(frozen=True)
class Training:
    """A training as it stands: a course for each net, by name, and the settings with which it was begun.

    `classes` are the names of the labels, none where these are numbers; `told` says what the images stand in for.
    """

    courses: Mapping[str, Course]
    begun: Mapping[str, Any]
    running: bool = False
    version: int = 0
    calm: float = 0  # the lower rate that is offered where one was too high
    classes: tuple[str, ...] = ()
    told: str = ""

    @property
    def courses_in_turn(self) -> tuple[Course, ...]:
        return tuple(self.courses.values())

    @property
    def first(self) -> Course:
        return next(iter(self.courses.values()))

    @property
    def goes_on(self) -> bool:
        return any(course.goes_on for course in self.courses.values())

    @property
    def step(self) -> int:
        return max(course.step for course in self.courses.values())

    @property
    def diverged(self) -> tuple[str, ...]:
        """The nets whose weights ran away."""
        return tuple(name for name, course in self.courses.items() if course.trouble)

    @property
    def accuracy(self) -> float:
        """The share of right answers in the last batches, of the first net."""
        return float(trailing_mean([record.accuracy for record in self.first.records])[-1])

    @property
    def failed(self) -> bool:
        """Whether the rate was too high: the weights ran away, or the net still guesses at the end."""
        guesses = not self.goes_on and self.accuracy < 2 / self.first.net.volumes[-1].D
        return bool(self.diverged) or guesses

    def waits_for(self, settings: Settings) -> tuple[str, ...]:
        """Settings that have been changed since it was begun, and take effect when it starts anew."""
        now = settings.as_dict()
        return tuple(name for name in now if now[name] != self.begun[name] and name not in AT_ONCE) if self.step else ()


def begin(settings: Settings, own: Own | None = None) -> Training:
    """New nets with the weights of the seed, and their trainings before the first step.

    >>> {name: course.steps for name, course in begin(Settings(kind="both", blocks=1)).courses.items()}
    {'plain': 430, 'residual': 430}
    """
    if settings.kind == OWN and own is None:
        raise SettingError('kind = "own" needs a net and images of your own: Trainer(net, x, y)')
    data = NOTHING
    if settings.kind == OWN and own:
        nets, train, held_out = {"your net": own[0](settings.seed)}, *own[1:]
    else:
        nets = {name: net.init(settings.seed) for name, net in nets_of(settings).items()}
        data = data_of(settings.kind, settings.folder)
        (x, y), held_out = data.train, data.held_out
        train = x[: settings.count], y[: settings.count]
    options: dict[str, Any] = {"epochs": settings.epochs, "batch": settings.batch, "seed": settings.seed}
    options |= {"loss": LOSSES[settings.loss], "penalty": settings.penalty}
    options["augment"] = shifts(1) if settings.shifts else None
    courses = {
        name: Course(net, train, held_out, optimiser=optimiser_of(settings), **options) for name, net in nets.items()
    }
    return Training(courses, settings.as_dict(), classes=data.classes, told=data.told)


@lru_cache(maxsize=16)
def untrained(settings: Settings) -> Training:
    """What `begin` gives, to be looked at, not to be trained."""
    return begin(settings)


def nets_of(settings: Settings) -> dict[str, Net]:
    """One net, or two to be trained in turns, without weights."""
    if settings.kind == "digits":
        return {"digits net": digits_net(settings.batch_norm, settings.dropout / 100)}
    larger = {"mnist": zoo.strokes_net, "cifar10": zoo.first_filters_net}
    if settings.kind in larger:
        return {dict(KINDS)[settings.kind]: _dropping(larger[settings.kind](), settings.dropout / 100)}
    deep = {"plain": zoo.plain_net, "residual": zoo.residual_net}
    chosen = deep if settings.kind == "both" else {settings.kind: deep[settings.kind]}
    return {name: _dropping(make(settings.blocks, K=SLICES), settings.dropout / 100) for name, make in chosen.items()}


def digits_net(batch_norm: bool, dropout: float) -> Net:
    """The digits net of `zoo`, if wanted with batch normalisation after each CONV and dropout before the last layer."""
    net = zoo.digits_net()
    if batch_norm:
        net = Net(net.volumes[0], [part for layer in net.layers for part in _normalised(layer)])
    return _dropping(net, dropout)


def _normalised(layer: Layer) -> tuple[Layer, ...]:
    return (layer, BatchNorm()) if isinstance(layer, Conv) else (layer,)


def _dropping(net: Net, dropout: float) -> Net:
    return Net(net.volumes[0], [*net.layers[:-1], Dropout(dropout), net.layers[-1]]) if dropout else net


def optimiser_of(settings: Settings) -> Optimiser:
    """A new optimiser, as it is set."""
    return OPTIMISERS[settings.optimiser](settings.rate)


def calmer(rate: float) -> float:
    """The next rate of the slider that is much lower.

    >>> calmer(1.0), calmer(0.05)
    (0.1, 0.01)
    """
    return max((stop for stop in RATES if stop <= rate / CALMER), default=rate / CALMER)
