"""A net, images and labels of the reader's own, for the Trainer."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets import split
from cnnlib.nets import Net
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trainer.settings import KINDS, OWN
from cnnlib.scenes.trainer.values import Own


def own_net(net: Net | None, x: NDArray | None, y: NDArray | None, held_out: float) -> Own | None:
    """What the Trainer needs of a net and images given from code; None where none are."""
    if net is None and (x is not None or y is not None):
        raise SettingError("images and labels of your own need a net of your own: Trainer(net, x, y)")
    if net is None:
        return None
    if not isinstance(net, Net):
        raise SettingError(f"net = {net!r} is no net: give a Net, as in Trainer(net, x, y)")
    if x is None or y is None:
        raise SettingError("a net of your own needs images and labels of your own: Trainer(net, x, y)")
    learnt, kept = split(np.asarray(x), np.asarray(y), held_out)
    first = net.vector.copy() if net.has_weights else None

    def ready(seed: int) -> Net:
        """With the weights it came with, or new ones."""
        if first is None:
            return net.init(seed)
        net.vector[...] = first
        return net

    return ready, learnt, kept


def with_own(control: dict[str, Any]) -> dict[str, Any]:
    """The menu of nets with one's own at its head; any other control as it is."""
    return control | {"options": [(OWN, "your own"), *KINDS]} if control.get("setting") == "kind" else control
