"""The layer in which every net of the zoo ends."""

from cnnlib.checks import whole
from cnnlib.layers import FC


def scores(classes: int) -> FC:
    """A score for each class."""
    return FC(K=whole(classes, "classes"))
