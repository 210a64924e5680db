"""Ink: scenes and plots as pictures. The only room that knows matplotlib; its global state is left alone."""

from cnnlib.draw.curves import AccuracyPlot, Curves, LossPlot, curves
from cnnlib.draw.images import image_grid, photograph, volume_slices
from cnnlib.draw.maps import feature_maps, filters
from cnnlib.draw.pictures import Picture, picture

__all__ = [
    "AccuracyPlot",
    "Curves",
    "LossPlot",
    "Picture",
    "curves",
    "feature_maps",
    "filters",
    "image_grid",
    "photograph",
    "picture",
    "volume_slices",
]
