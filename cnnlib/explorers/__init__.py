"""Explorers: pictures with controls, for notebooks. The only room that knows ipywidgets and anywidget."""

from cnnlib.explorers.connections import Connections
from cnnlib.explorers.convolution import Convolution
from cnnlib.explorers.draw_digit import DrawDigit
from cnnlib.explorers.explorer import Explorer
from cnnlib.explorers.filter_lab import FilterLab
from cnnlib.explorers.growth import Growth
from cnnlib.explorers.im2col import Im2col
from cnnlib.explorers.live import live
from cnnlib.explorers.network import NetworkExplorer
from cnnlib.explorers.pooling import Pooling
from cnnlib.explorers.size_map import SizeMap
from cnnlib.explorers.stage import Stage
from cnnlib.explorers.trainer import Trainer

__all__ = [
    "Connections",
    "Convolution",
    "DrawDigit",
    "Explorer",
    "FilterLab",
    "Growth",
    "Im2col",
    "NetworkExplorer",
    "Pooling",
    "SizeMap",
    "Stage",
    "Trainer",
    "live",
]
