"""Layers that several nets of the zoo have in common."""

from cnnlib.checks import whole
from cnnlib.layers import FC, Pool


def scores(classes: int) -> FC:
    """A score for each class, [1x1xK]: every net ends in it.

    >>> scores(10)
    FC(K=10)
    """
    return FC(K=whole(classes, "classes"))


def halving_pool() -> Pool:
    """3 x 3 at stride 2 whose windows may hang over the edge, which halves an even size.

    >>> from cnnlib.shapes import Volume
    >>> print(halving_pool().output(Volume(W=112, H=112, D=64)))
    [56x56x64]
    """
    return Pool(F=3, S=2, P=1, crop=True)
