"""Reading a drawn picture back from its artists and its records."""

from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch

from cnnlib.draw import Picture
from cnnlib.draw.lettering import Lettering, Word
from cnnlib.draw.sheet import Drawn


def words(drawing: Picture) -> list[Word]:
    (axes,) = drawing.figure.axes
    (lettering,) = (artist for artist in axes.artists if isinstance(artist, Lettering))
    return lettering.words


def word(drawing: Picture, name: str) -> Word:
    (found,) = (one for one in words(drawing) if one.name == name)
    return found


def records(drawing: Picture, kind: str) -> dict[str, Drawn]:
    return {drawn.id: drawn for drawn in drawing.drawn if drawn.kind == kind}


def patches(drawing: Picture) -> list[PathPatch]:
    return [patch for patch in drawing.figure.axes[0].patches if isinstance(patch, PathPatch)]


def outlined(drawing: Picture, colour: str) -> list[PathPatch]:
    """What is outlined 3 px wide in a colour."""
    strokes = [patch for patch in patches(drawing) if patch.get_linewidth() == 3]
    return [patch for patch in strokes if to_hex(patch.get_edgecolor()) == colour]
