"""The picture of one map: how it is made."""

from typing import Any

import numpy as np

from cnnlib.layers import FC, Conv
from cnnlib.scenes.network.columns import title
from cnnlib.scenes.network.picture import menus, net_name
from cnnlib.scenes.network_map.dots import fc_items
from cnnlib.scenes.network_map.frame import HEIGHT, WIDTH, Subject, head, sentence_bar, subject
from cnnlib.scenes.network_map.settings import Settings
from cnnlib.scenes.network_map.steps import step_items
from cnnlib.scenes.network_map.sums import conv_items, sum_of
from cnnlib.scenes.scene import Item, Scene
from cnnlib.scenes.text import number

POINT = "Point at an input, at its weight or at their product: the three belong together."


def map_scene(settings: Settings) -> Scene:
    """The whole picture. Its film visits the numbers of the map, and begins at the strongest; a neuron has only one."""
    s = subject(settings)
    items, links, together = _made(s)
    neuron = isinstance(s.one.layer, FC)
    film = ("y",) if links and not neuron else ()  # nobody looks on while thousands of products pass by
    return Scene(
        {name: value for name, value in vars(settings).items() if name != "upload"}, WIDTH, HEIGHT,
        (*head(s), *items, *sentence_bar(POINT if neuron else "")), links, film, spoken=spoken(s),
        menus=menus(net=settings.net, image=settings.image),
        start=strongest_cell(s) if film and s.whole else 0, together=together,
    )  # fmt: skip


def _made(s: Subject) -> tuple[list[Item], Any, Any]:
    if isinstance(s.one.layer, Conv):
        return conv_items(sum_of(s))
    if isinstance(s.one.layer, FC):
        return fc_items(s)
    return (*step_items(s), ())


def strongest_cell(s: Subject) -> int:
    """Where the film begins: the number that is farthest from 0."""
    return int(np.nan_to_num(np.abs(s.y)).argmax())


def spoken(s: Subject) -> str:
    """The picture in a sentence."""
    low, high = (number(float(value)) for value in (np.nanmin(s.y), np.nanmax(s.y)))
    H, W = s.y.shape
    layer = f"layer {s.one.path}, {title(s.one)}, of {net_name(s.run)}"
    return f"{s.what.capitalize()} {s.k} of {layer}: {W} × {H} numbers from {low} to {high}."
