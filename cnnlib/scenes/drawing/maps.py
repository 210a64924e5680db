"""Every layer as a strip: all its maps side by side in one image, each of them a cell that opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cnnlib.interpret.passes import Pass
from cnnlib.nets import Net
from cnnlib.scenes.drawing import layout
from cnnlib.scenes.network.columns import MAP_BY_MAP, title
from cnnlib.scenes.network.run import Run
from cnnlib.scenes.network.tiles import every, finite, full_colour_of
from cnnlib.scenes.pixels import indexed_png, signed_colours
from cnnlib.scenes.scene import Grid, Item, Label, Opens, Reel, Sentences
from cnnlib.scenes.scene import Run as Text
from cnnlib.scenes.text import number, plural
from cnnlib.shapes import Volume

MOST = 12  # layers that there is room for
LARGEST, SMALLEST = 52, 12  # side of a map
NUMBER = 11  # side of a single number
NOTE = 11.5  # text size of what is said of a layer at the right
MOST_ACROSS = 28  # numbers along a side of a map: of larger ones every n-th row and column is shown
EMPTY = 10  # numbers along a side of a map of which nothing is known yet
HALF = 31  # strengths of each colour: more cannot be told apart in small maps, and take longer to travel
GROUND = np.array([128, 128, 128, 26])  # where a map is 0: seen on light paper and on dark


@dataclass(frozen=True)
class Strip:
    """A layer of a net: its place in it, its volume, and where and how large its maps are drawn."""

    n: int
    volume: Volume
    side: float
    shown: int  # maps that there is room for
    top: float

    @property
    def down(self) -> int:
        return -(-self.shown // _in_a_row(self.side))

    @property
    def across(self) -> int:
        """Rows of equal length."""
        return -(-self.shown // self.down)


def chosen(net: Net) -> list[int]:
    """The layers that are shown: all where there is room; else one of those that follow one another map by map, and
    of the rest some, evenly, with the last among them."""
    all_of_them = list(range(len(net.layers)))
    if len(all_of_them) <= MOST:
        return all_of_them
    follows = [isinstance(layer, MAP_BY_MAP) for layer in net.layers[1:]]
    ends = [n for n in all_of_them if n == all_of_them[-1] or not follows[n]]
    places = np.linspace(0, len(ends) - 1, min(MOST, len(ends)))
    return [ends[round(place)] for place in places]


@lru_cache(maxsize=4)
def strips(net: Net) -> tuple[Strip, ...]:
    """All layers that are shown, from top to bottom, their maps as large as there is room for, all of one size."""
    which = chosen(net)
    volumes = [net.volumes[n + 1] for n in which]
    room = layout.MAPS_BOTTOM - layout.MAPS_TOP - (layout.TITLE + layout.GAP) * len(which)
    side = next((side for side in range(LARGEST, SMALLEST, -1) if _height(volumes, side) <= room), SMALLEST)
    fits = _height(volumes, side) <= room
    most = max(volume.D for volume in volumes) if fits else _in_a_row(side) * max(1, int(room / len(which) / side))
    found, top = list[Strip](), float(layout.MAPS_TOP)
    for n, volume in zip(which, volumes):
        single = volume.W == volume.H == 1
        strip = Strip(n, volume, NUMBER if single else side, min(volume.D, most), top + layout.TITLE)
        found.append(strip)
        top = strip.top + strip.down * strip.side + layout.GAP
    return tuple(found)


def _in_a_row(side: float) -> int:
    """Maps in a row."""
    return int(layout.MAPS_WIDTH // side)


def _height(volumes: Sequence[Volume], side: float) -> float:
    """Of all strips without their titles."""
    sides = [NUMBER if volume.W == volume.H == 1 else side for volume in volumes]
    return sum(-(-volume.D // _in_a_row(one)) * one for volume, one in zip(volumes, sides))


def layers(net: Net, run: Run | None) -> list[Item]:
    """All strips; without a run their names, and the places of their maps."""
    items: list[Item] = []
    for strip in strips(net):
        one = run.layers[strip.n] if run else None
        limit = full_colour_of(one.y) if one else None
        items += _head(strip, net, one, limit)
        items.append(_maps(strip, one, limit) if one and limit else _places(strip))
    return items


def _head(strip: Strip, net: Net, one: Pass | None, limit: float | None) -> list[Item]:
    layer, volume = net.layers[strip.n], strip.volume
    named = f"{strip.n}: {title(one) if one else repr(layer)}"
    room = int((layout.MAPS_WIDTH - 230) / (0.62 * 12))
    text = named if len(named) <= room else named[: room - 1] + "…"
    runs = (Text(text, bold=True), Text(f"   {volume}", "S", bold=True))
    y = strip.top - 5
    items: list[Item] = [Label(layout.MAPS, y, runs, 12, id=f"layer-{strip.n}")]
    notes = [f"{strip.shown} of {volume.D} maps"] if strip.shown < volume.D else []
    if limit is not None:
        notes.append(f"full colour at ±{number(float(f'{limit:.3g}'))}")
    right = layout.MAPS + layout.MAPS_WIDTH
    return [*items, Label(right, y, (Text(", ".join(notes), "muted"),), NOTE, "end")] if notes else items


def _maps(strip: Strip, one: Pass, limit: float) -> Grid:
    H, W = one.y.shape[:2]
    shown = finite(one.y[:, :, : strip.shown])
    what = f"Layer {one.path} {type(one.layer).__name__}, map {{cell}}"
    say = f"{what}: {W} × {H} numbers from **{{0}}** to **{{1}}**" if H * W > 1 else f"{what}: **{{0}}**"
    rows, empty = shown.reshape(-1, strip.shown), strip.across * strip.down - strip.shown
    ends = (rows.min(axis=0), rows.max(axis=0)) if H * W > 1 else (rows[0],)
    columns = tuple(_told(end, empty) for end in ends)
    return Grid(
        f"m{strip.n}", layout.MAPS, strip.top, strip.side, strip.down, strip.across, "output", digits=0,
        pixels=image(shown, limit, strip.across), say=Sentences(say, columns),
        opens=Opens("NetworkMap", {"layer": one.path}, numbered="map", many=strip.shown),
        named=f"layer {one.path} {type(one.layer).__name__}, {maps_of(strip.shown, one.y.shape)}",
    )  # fmt: skip


def _places(strip: Strip) -> Reel:
    """Where the maps will be."""
    size = strip.side * strip.across, strip.side * strip.down
    nothing = np.zeros((EMPTY, EMPTY, strip.shown))
    return Reel(layout.MAPS, strip.top, *size, (image(nothing, 1.0, strip.across),), id=f"places-{strip.n}")


def maps_of(shown: int, shape: tuple[int, ...]) -> str:
    """How many maps of which size.

    >>> maps_of(16, (28, 28, 16)), maps_of(40, (1, 1, 64))
    ('16 maps of 28 × 28', '40 of 64 maps of 1 × 1')
    """
    H, W, D = shape
    return f"{plural(D, 'map') if shown == D else f'{shown} of {D} maps'} of {W} × {H}"


def _told(values: NDArray, empty: int) -> tuple[float, ...]:
    """As they are said; as a list, because a file of its own for each takes longer to travel."""
    return (*np.round(values.astype(float), 3).tolist(), *[0.0] * empty)


def image(y: NDArray, limit: float, across: int) -> bytes:
    """The maps of y (H, W, D), `across` in a row, a see-through gap at the right of and below each."""
    n = every(y.shape[0], y.shape[1], MOST_ACROSS)
    maps = y[::n, ::n].transpose(2, 0, 1)
    D, H, W = maps.shape
    side = max(H, W)
    gap = max(1, round(side / 14))
    scale = max(1, 10 // side)  # of tiny maps each number is several pixels, so that the gap is narrow
    indices = np.zeros((-(-D // across) * across, scale * side + gap, scale * side + gap), np.uint8)
    strength = np.rint(np.clip(maps * (HALF / limit), -HALF, HALF)).astype(np.int16) + HALF + 1
    large = strength.astype(np.uint8).repeat(scale, axis=1).repeat(scale, axis=2)
    indices[:D, : scale * H, : scale * W] = large
    rows = indices.reshape(-1, across, *indices.shape[1:]).transpose(0, 2, 1, 3)
    return indexed_png(rows.reshape(rows.shape[0] * rows.shape[1], -1), TABLE)


def _table() -> NDArray[np.uint8]:
    """See-through, then red to blue, laid over the ground."""
    colours = signed_colours(np.arange(-HALF, HALF + 1)[None], HALF)[0].astype(float)
    above, below = colours[:, 3:] / 255, GROUND[3] / 255
    opacity = above + below * (1 - above)
    mixed = (above * colours[:, :3] + below * (1 - above) * GROUND[:3]) / opacity
    table = np.concatenate([mixed, 255 * opacity], axis=1)
    return np.rint(np.concatenate([np.zeros((1, 4)), table])).astype(np.uint8)


TABLE = _table()
