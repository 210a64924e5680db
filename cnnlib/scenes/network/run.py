"""A net at work on an image, worked out once for all pictures of it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.interpret.passes import Pass, branches, pass_at, passes
from cnnlib.layers import Softmax
from cnnlib.losses import softmax
from cnnlib.nets import Net
from cnnlib.scenes.network.images import prepared
from cnnlib.scenes.network.subjects import net_named
from cnnlib.scenes.settings import SettingError
from cnnlib.threads import on_one_thread

KEPT = 6  # runs; those of a large net take some hundred MB
SMALL = 300e6  # multiply-adds: below, threads that wait for one another take longer than the work


@dataclass(frozen=True, eq=False)
class Run:
    """The net, the image x (H, W, D) as it goes in, what was done to that before, and every layer at work."""

    name: str
    net: Net
    x: NDArray
    told: str
    layers: tuple[Pass, ...]

    @property
    def scores(self) -> NDArray | None:
        """The class scores (K,), if the net ends in some."""
        y = self.layers[-1].y if self.layers else self.x
        return y.ravel() if y.shape[:2] == (1, 1) and y.size > 1 else None

    @cached_property
    def shares(self) -> NDArray | None:
        """The scores as probabilities; a net that ends in Softmax gives them itself."""
        if self.scores is None or not np.isfinite(self.scores).all():
            return None
        return self.scores if isinstance(self.layers[-1].layer, Softmax) else softmax(self.scores)

    def at(self, path: Any) -> Pass:
        """The layer at a path, inside blocks too."""
        try:
            return pass_at(self.layers, path)
        except KeyError:
            raise SettingError(f"this net has no layer {path!r}: its layers are 0 to {len(self.layers) - 1}") from None


def run_of(settings: Any) -> Run:
    """The run that settings name."""
    upload = settings.upload if settings.image == "upload" else ""
    return _run(settings.net, settings.image, settings.digit, upload, settings.invert)


@lru_cache(maxsize=KEPT)
def _run(name: str, image: str, digit: int, upload: str | bytes, invert: bool) -> Run:
    net = net_named(name)
    made = prepared(image, digit, upload, invert, net.volumes[0])
    return run_on(name, made.x, made.told)


def run_on(name: str, x: NDArray, told: str) -> Run:
    """The net of this name at work on an image that has been prepared."""
    net = net_named(name)
    work = _layers(net, x)
    return Run(name, net, x, told, next(on_one_thread(work) if net.multiply_adds < SMALL else work))


def _layers(net: Net, x: NDArray) -> Iterator[tuple[Pass, ...]]:
    with np.errstate(all="ignore"):  # a net whose training went wrong is shown as it is
        yield passes(net, x)


def columns_of(run: Run, unfolded: Collection[str]) -> list[Pass]:
    """The layers in the order in which they are shown: those inside an unfolded block stand before its sum."""
    return list(_unfolded(run.layers, unfolded))


def _unfolded(layers: Iterable[Pass], unfolded: Collection[str]) -> Iterator[Pass]:
    for one in layers:
        if one.path in unfolded and one.is_block:
            for branch in branches(one):
                yield from _unfolded(branch, unfolded)
        yield one
