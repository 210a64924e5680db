"""The Network explorer: every layer of a net; a map as a sum; a number of it in the Convolution explorer."""

from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from cnnlib.explorers.explorer import Explorer
from cnnlib.explorers.stage import Stage
from cnnlib.nets import Net
from cnnlib.scenes import network, network_map
from cnnlib.scenes.network.run import run_of
from cnnlib.scenes.network.subjects import NETS, lend_image, lend_net, net_named
from cnnlib.scenes.network_map.frame import subject
from cnnlib.scenes.network_map.window import window
from cnnlib.scenes.settings import SettingError

LENT = 8  # nets and images of the reader's that are kept, the newest


class Lending(Explorer):
    """A picture whose net and image may be the reader's own: `net` a `Net`, `x` an array, a file or its bytes."""

    def __init__(self, net: Any = None, x: Any = None, **settings: Any) -> None:
        self._lent: deque[Any] = deque(maxlen=LENT)
        given = {"net": net} if net is not None else {}
        super().__init__(**given | _image(x, net) | settings)

    @property
    def activations(self) -> dict[str, np.ndarray]:
        """What comes out of each layer, (H, W, D), by its place: "0" is the first."""
        return {one.path: one.y for one in run_of(self.current).layers}

    @property
    def shared(self) -> dict[str, Any]:
        """What goes in, for the picture that is opened from this one."""
        given = {name: self.settings[name] for name in ("net", *network.INPUT)}
        return given | {"upload": self._files.get(given["upload"], given["upload"])}

    def _complete(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """A net or an image that is handed over gets a name."""
        named = dict(wanted)
        if "net" in named and not isinstance(named["net"], str):
            named["net"] = self._lend(*lend_net(named["net"]))
        if "image" in named and not isinstance(named["image"], str):
            named["image"] = self._lend(*lend_image(named["image"]))
        return super()._complete(named)

    def _shared(self, compared: Mapping[str, Any] | None) -> list[str]:
        """Two nets are compared on one image; of one net two images may be."""
        shared = super()._shared(compared)
        one_net = compared is not None and compared["net"] == self.settings["net"]
        return [name for name in shared if name == "net"] if one_net else shared

    def _lend(self, name: str, thing: Any) -> str:
        self._lent.append(thing)
        return name


def _image(x: Any, net: Any) -> dict[str, Any]:
    """The settings that name what was handed over; a photograph for a net that takes colours and nothing else."""
    if isinstance(x, str | Path):
        if not Path(x).is_file():
            raise SettingError(f"there is no file {str(x)!r}: give the path of a picture, or an array")
        x = Path(x).read_bytes()
    if isinstance(x, bytes):
        if not x:
            raise SettingError("the picture is an empty file: choose a PNG or JPEG file")
        return {"image": "upload", "upload": x}
    if x is not None:
        return {"image": x}
    known = net_named(net) if isinstance(net, str) and net in NETS else net
    return {"image": "flower"} if isinstance(known, Net) and known.volumes[0].D == 3 else {}


class NetworkMap(Lending):
    """One map of a layer and how it is made: `NetworkMap(layer="2", map=5)`, `NetworkMap(net, x, layer="9.0.3")`."""

    picture: ClassVar[Any] = network_map
    home: ClassVar[str] = "the map"

    def enter(self, explorer: str, **settings: Any) -> Stage:
        """A number of a CONV layer's map opens in the Convolution explorer: `enter("Convolution", cell=12)`."""
        if explorer == "Convolution" and "cell" in settings:
            settings, self.trail = window(subject(self.current), settings["cell"])
        return super().enter(explorer, **settings)


class NetworkExplorer(Lending):
    """A net at work: `NetworkExplorer()`, `NetworkExplorer(net, x)`, with any `Net` and any image.

    x is an array (H, W, D), the path of a picture or its bytes; `net` a `Net` with weights or the name of one that
    comes along. Settings: `net`, `image`, `digit`, `upload`, `invert`; `first`, the first column in view; `tiles`,
    `order`, `unfolded`. A net that has learnt since is shown anew by `explorer.net = net`.
    """

    picture: ClassVar[Any] = network
    home: ClassVar[str] = "the net"

    def enter(self, explorer: str, **settings: Any) -> Stage:
        """A map opens by its layer and number: `enter("NetworkMap", layer="2", map=5)`."""
        if explorer == "NetworkMap":
            settings = self.shared | settings
        return super().enter(explorer, **settings)
