"""The Trainer: a net learns while one watches.

trainer = Trainer(images=100, dropout=50)     # or Trainer(net, x, y) for one's own
trainer.start()                               # as the button does; the cell returns at once
trainer.pause()
trainer.net.accuracy(x, y), trainer.records   # the weights as they are now, and the course so far
trainer.train()                               # to the end, and the cell waits for it
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from time import sleep
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from traitlets import Bunch, observe

from cnnlib.explorers.checks import checked_count
from cnnlib.explorers.explorer import Explorer
from cnnlib.explorers.own_net import own_net, with_own
from cnnlib.explorers.pictured import sentence_of, text_of
from cnnlib.explorers.turns import in_turn
from cnnlib.explorers.working import BREATH, Working
from cnnlib.nets import Net
from cnnlib.scenes import trainer
from cnnlib.scenes.questions import covered
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trainer.settings import OWN, Settings
from cnnlib.scenes.trainer.values import Training, begin, calmer
from cnnlib.train import Record, in_turns

SLICE = 0.04  # seconds of training, then the kernel is free for messages
KEPT = 8  # scenes of one moment of the training
NO_LOOP = "nothing runs beside this program that could train: call train(), which returns when it is done"


class Trainer(Explorer):
    """A net that learns: `Trainer()`, `Trainer(kind="both", blocks=9)`, `Trainer(net, x, y)`.

    Settings: `rate batch epochs images sample dropout penalty blocks seed`; `kind` ("digits", "plain", "residual",
    "both", "mnist", "cifar10"), `folder` with the files of MNIST or CIFAR-10, without which bundled images stand in;
    `optimiser`, `loss`, `batch_norm`, `shifts`. Of x and y the share `held_out` is kept apart to measure with.
    """

    picture: ClassVar[Any] = trainer
    _working: Any = None  # also of one that could not be made

    def __init__(
        self, net: Net | None = None, x: NDArray | None = None, y: NDArray | None = None, *, held_out: float = 0.25,
        **settings: Any,
    ) -> None:  # fmt: skip
        self._own = own_net(net, x, y, held_out)
        if self._own:
            settings = {"kind": OWN, **settings}
        self._kept: dict[str, Training] = {}  # the training of A, where one is compared with
        self._training = self._new(Settings(**settings))
        self._working = Working(self._advance, lambda: self._change(running=True), self._finished)
        super().__init__(**settings)
        self._made = lru_cache(KEPT)(self._make)
        if self._own:
            self.controls = [with_own(control) for control in self.controls]

    @property
    def training(self) -> Training:
        """The training as it stands."""
        return self._training

    @property
    def net(self) -> Net:
        """The net with its present weights; of two, the first. `nets` has both."""
        return self._training.first.net

    @property
    def nets(self) -> dict[str, Net]:
        return {name: course.net for name, course in self._training.courses.items()}

    @property
    def records(self) -> list[Record]:
        """Those of `train.fit` so far; of two nets, the first's."""
        return list(self._training.first.records)

    @property
    def output(self) -> np.ndarray:
        """The accuracy on held-out images after each epoch, (epochs so far, nets)."""
        return trainer.output(self.current, self._training)

    @in_turn
    def start(self) -> None:
        """Train, beside the kernel's other work; a finished or diverged training starts anew."""
        if not self._training.goes_on:
            self.reset()
        try:
            self._working.start()
        except RuntimeError:
            raise SettingError(NO_LOOP) from None
        self._change(running=True)

    @in_turn
    def pause(self) -> None:
        """Stop; the weights stay as they are, and `start` goes on from there."""
        self._working.stop()
        self._change(running=False)

    def advance(self, steps: int = 1) -> None:
        """Take so many steps, and return when they are taken."""
        self._working.stop()
        for _ in range(checked_count(steps)):
            for course in self._training.courses.values():
                in_turn(course.take_step)()
                sleep(0)  # the page has a turn too
        self._change(running=False)

    def train(self) -> "Trainer":
        """Train to the end, and return when it is done."""
        self._working.stop()
        while self._advance():
            sleep(BREATH)
        self._change(running=False)
        return self

    @in_turn
    def reset(self) -> None:
        """New weights from the seed, with the settings as they are now."""
        self._working.stop()
        for course in self._training.courses.values():
            course.close()
        self._training = replace(self._new(self.current), version=self._training.version)
        self._change(running=False)

    @in_turn
    def do(self, deed: str) -> None:
        """The buttons of the picture."""
        deeds = {
            "start": self.start, "pause": self.pause, "step": self.advance, "reset": self.reset, "anew": self._anew,
            "calm": self._calm, "leave": self.pause,
        }  # fmt: skip
        if deed not in deeds:
            super().do(deed)
        deeds[deed]()

    def close(self) -> None:
        """End the training with the view."""
        if self._working:
            self._working.stop()
        super().close()

    @in_turn
    def compare(self, *nothing: None, **settings: Any) -> None:
        """Keep this training as A beside what comes next."""
        if not nothing:
            self._kept = {text_of({**self.settings, **settings}): replace(self._training, running=False)}
            self._training = replace(self._new(self.current), version=self._training.version + 1)
        super().compare(*nothing, **settings)

    # The work

    def _new(self, settings: Settings) -> Training:
        return begin(settings, self._own)

    def _begin(self, settings: Mapping[str, Any]) -> None:
        """Opened again in place of another picture."""
        super()._begin(settings)
        self.reset()

    def _ask_for_page(self, n: int) -> None:
        """A page of a lecture begins with a training that has not begun."""
        super()._ask_for_page(n)
        if n >= 0:
            self.reset()

    def _anew(self) -> None:
        self.reset()
        self.start()

    def _calm(self) -> None:
        """Start anew with the lower rate that the picture offers."""
        rate = self._training.calm
        self.reset()
        self.set(rate=rate)
        self.start()

    @in_turn
    def _advance(self) -> bool:
        return in_turns(self._training.courses_in_turn, SLICE)

    def _on_look(self) -> None:
        self._working.looked()

    def _finished(self, error: Exception | None) -> None:
        self._change(running=False)
        if error is not None:
            self.notice = f"The training has stopped. {sentence_of(error)}"

    @in_turn
    def _change(self, running: bool) -> None:
        """The training has moved on: a new picture of the same settings."""
        calm = calmer(self.current.rate) if self._training.failed else 0.0
        self._training = replace(self._training, running=running, calm=calm, version=self._training.version + 1)
        self._show_moment()

    # The picture

    def _left_behind(self) -> Explorer:
        """A reader without a kernel cannot press Start: a training that has not begun is shown as it ends."""
        waiting = not (self._training.step or self._own or self.compared or self.prediction.get("name"))
        return Trainer(**self.settings).train() if waiting else self

    def _show_moment(self) -> None:
        self._made.cache_clear()
        scene = self._scene_for(self.settings)
        with self.hold_sync():
            self.scene = scene
            self.set_trait("step", scene.get("start", 0))
            if self.prediction.get("name"):
                self._tell()

    def _make(self, text: str, cover: str = "") -> tuple[Scene, dict[str, Any]]:
        settings = json.loads(text)
        scene = trainer.scene(self._settings_of(settings), self._training_of(text, settings))
        question = self._question(settings, cover) if cover else None
        scene = covered(scene, question) if question else scene
        return scene, scene.as_dict() | {"settings": settings} | ({"cover": cover} if cover else {})

    def _training_of(self, text: str, settings: Mapping[str, Any]) -> Training:
        """A's own; else the present one, or, before its first step, the one that these settings would begin."""
        if text in self._kept and self.compared is not None:
            return self._kept[text]
        if self._training.step or settings == self._training.begun:
            return self._training
        return replace(self._new(self._settings_of(settings)), version=self._training.version)

    @observe("settings")
    def _on_settings(self, change: Bunch) -> None:
        """A rate takes effect at once; everything else where no step has been taken."""
        if not self._training.step and not self._training.running:
            self._training = replace(self._new(self.current), version=self._training.version)
        for course in self._training.courses.values():
            course.optimiser.rate = self.current.rate  # type: ignore[attr-defined]
        self._show(change.new)

    def _on_ask(self, settings: Mapping[str, Any], cover: str) -> None:
        """No scenes ahead of time while a training runs: they would be out of date, and hold it up."""
        if self._training.running:
            self.answer = {"settings": settings, "scene": None}
        else:
            super()._on_ask(settings, cover)
