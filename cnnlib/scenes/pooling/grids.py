"""The grids of the Pooling picture: input slices, maps, and the rings around the winners."""

from typing import Any

import numpy as np

from cnnlib.scenes.convolution.grids import AS_IMAGE, packed, strength, tint
from cnnlib.scenes.pixels import grey_colours, png, shaded
from cnnlib.scenes.pooling import layout, tells
from cnnlib.scenes.pooling.layout import Room
from cnnlib.scenes.pooling.settings import Settings
from cnnlib.scenes.pooling.values import Numbers, Pooled
from cnnlib.scenes.scene import Grid, Link, Rings, Sentences
from cnnlib.scenes.sliding import taps
from cnnlib.shapes import unreached

INK = {"input": "W", "filter": "F", "output": "S"}


def grid(name: str, values: np.ndarray, room: Room, role: str, title: str, say: Sentences | None = None,
         grey: bool = False, empty: tuple[int, ...] = (), **more: Any) -> Grid:  # fmt: skip
    """A grid as large as its room allows, with digits where they are readable; large ones are images.

    `grey`: a photograph. Cells in `empty` hold no text.
    """
    rows, cols = values.shape
    cell = room.cell(rows, cols)
    if values.size > AS_IMAGE:
        image = _grey(values) if grey else shaded(strength(values), INK[role])
        more |= {"pixels": image, "say": say}
        return Grid(name, room.x, room.y, cell, rows, cols, role, packed(values), 0, title, **more)
    texts, size = layout.written(values, cell)
    gone = set(empty)
    texts = tuple("" if n in gone else text for n, text in enumerate(texts)) if gone else texts
    shades = () if size else tint(values)
    return Grid(name, room.x, room.y, cell, rows, cols, role, texts, size, title, tint=shades, say=say, **more)


def _grey(values: np.ndarray) -> bytes:
    """A photograph as it is; what is brighter than white, as norms are, from its darkest to its brightest."""
    return png(grey_colours(values if values.max() <= 255 else 255 * strength(values)))


def input_grid(n: Numbers, room: Room, d: int = 0, title: str = "the input") -> Grid:
    """A slice as the windows see it, with its border."""
    settings, border = n.settings, border_cells(n)
    P = settings.axis[3]
    never_wins = settings.kind == "max" or settings.show == "kinds"
    return grid(
        f"x{d}", n.border[:, :, d], room, "input", title if settings.depth == 1 else f"input slice {d}",
        tells.input_says(n, d), settings.large, border if never_wins else (),
        first=(-P, -P), hatched=border, unreached=unread(n),
        edit=None if settings.large else "x_edits", edit_keys=() if settings.large else edit_keys(settings, d),
    )  # fmt: skip


def border_cells(n: Numbers) -> tuple[int, ...]:
    """The cells of the padding."""
    P, (rows, cols, _) = n.settings.axis[3], n.border.shape
    inside = np.zeros((rows, cols), bool)
    inside[P : rows - P, P : cols - P] = True
    return tuple(np.flatnonzero(~inside).tolist())


def unread(n: Numbers) -> tuple[int, ...]:
    """Pixels that no window reads, unless there is no window at all."""
    if not n.y.size:
        return ()
    lines, size = list(unreached(*n.settings.axis)), n.border.shape[0]
    never = np.zeros((size, size), bool)
    never[lines], never[:, lines] = True, True
    return tuple(np.flatnonzero(never).tolist())


def edit_keys(settings: Settings, d: int) -> tuple[str, ...]:
    """An edit belongs to the image before its shift, so that it moves with it; the border has none."""
    W, _, _, P, _ = settings.axis
    places = range(-P, W + P)
    inside = range(W)
    return tuple(
        f"{d},{row},{(col - settings.shift) % W}" if row in inside and col in inside else ""
        for row in places
        for col in places
    )


def map_grid(n: Numbers, pooled: Pooled, room: Room, name: str, title: str, d: int = 0) -> Grid:
    """A slice of an output."""
    says = tells.output_says(n, pooled, d)
    return grid(name, pooled.y[:, :, d], room, "output", title, says, n.settings.large)


def link(n: Numbers, targets: tuple[str, ...], source: str, weights: str = "") -> Link:
    """Every map reads the source through the same windows."""
    _, F, S, _, _ = n.settings.axis
    windows = taps(n.y.shape[0], F, S)
    return Link(targets, (source,), windows, windows, ((weights,),) * len(targets) if weights else ())


def winners(n: Numbers, source: str, targets: tuple[str, ...], d: int = 0) -> list[Rings]:
    """Rings around the pixels that won; for a maximum only. In an image only the lit window's."""
    pooled = n.pooled.get("max")
    if pooled is None or pooled.winner is None:
        return []
    chosen = pooled.winner[:, :, d].ravel()
    all_ = () if n.border[:, :, d].size > AS_IMAGE else tuple(np.unique(chosen).tolist())
    return [Rings(source, all_, "S", targets, packed(chosen) if chosen.size > AS_IMAGE else tuple(chosen.tolist()))]


def changes(pooled: Pooled, name: str, d: int = 0) -> list[Rings]:
    """Rings around the outputs that the shift has changed."""
    return ring_cells(name, pooled.changed[:, :, d])


def ring_cells(name: str, changed: np.ndarray) -> list[Rings]:
    """Amber rings around the cells that are marked; none in an image."""
    if changed.size > AS_IMAGE or not changed.any():
        return []
    return [Rings(name, tuple(np.flatnonzero(changed).tolist()), "amber", id="changed")]
