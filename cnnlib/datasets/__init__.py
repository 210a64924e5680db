"""Images to work with: digits and photographs that are there already, data sets in files, and uploads.

`digits` and `photograph` need no network. `mnist`, `fashion_mnist` and `cifar10` read the data sets' own files from
a folder, or download them once.
"""

from cnnlib.datasets.bundled import PHOTOGRAPHS, digits, photograph
from cnnlib.datasets.cifar import CIFAR10_CLASSES, cifar10
from cnnlib.datasets.drawn import drawn_digit, drawn_digits
from cnnlib.datasets.files import DataError
from cnnlib.datasets.held_out import Labelled, split
from cnnlib.datasets.idx import FASHION_CLASSES, fashion_mnist, mnist
from cnnlib.datasets.pictures import ImageError, decode_image, enlarged, resize

__all__ = [
    "CIFAR10_CLASSES",
    "FASHION_CLASSES",
    "PHOTOGRAPHS",
    "DataError",
    "ImageError",
    "Labelled",
    "cifar10",
    "decode_image",
    "digits",
    "drawn_digit",
    "drawn_digits",
    "enlarged",
    "fashion_mnist",
    "mnist",
    "photograph",
    "resize",
    "split",
]
