"""Ink: scenes and plots as pictures. The only room that knows matplotlib; its global state is left alone."""

from cnnlib.draw.bars import bars
from cnnlib.draw.curves import AccuracyPlot, Curves, LossPlot, curves
from cnnlib.draw.films import film
from cnnlib.draw.images import image_grid, photograph, volume_slices
from cnnlib.draw.lines import lines
from cnnlib.draw.maps import feature_maps, filters
from cnnlib.draw.panes import Pane, arranged, picture, pictures
from cnnlib.draw.pictures import Picture

__all__ = [
    "AccuracyPlot",
    "Curves",
    "LossPlot",
    "Pane",
    "Picture",
    "arranged",
    "bars",
    "curves",
    "feature_maps",
    "film",
    "filters",
    "image_grid",
    "lines",
    "photograph",
    "picture",
    "pictures",
    "volume_slices",
]
