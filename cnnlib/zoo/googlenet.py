"""GoogLeNet: inception modules, which look through filters of several sizes at once.

Source: Szegedy et al. 2015, "Going Deeper with Convolutions", table 1.
"""

from cnnlib.layers import FC, Conv, Dropout, GlobalPool, Layer, LocalResponseNorm, Parallel, Pool, ReLU
from cnnlib.nets import Net
from cnnlib.shapes import Volume
from cnnlib.zoo.parts import halving_pool, scores

# Filters of 1x1; of 1x1 before 3x3, 3x3; of 1x1 before 5x5, 5x5; of 1x1 behind the pooling.
Filters = tuple[int, int, int, int, int, int]
MODULES: tuple[tuple[Filters, ...], ...] = (  # those that work at 28 x 28, at 14 x 14 and at 7 x 7
    ((64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64)),
    (
        (192, 96, 208, 16, 48, 64),
        (160, 112, 224, 24, 64, 64),
        (128, 128, 256, 24, 64, 64),
        (112, 144, 288, 32, 64, 64),
        (256, 160, 320, 32, 128, 128),
    ),
    ((256, 160, 320, 32, 128, 128), (384, 192, 384, 48, 128, 128)),
)


def googlenet(classes: int = 1000) -> Net:
    """Nine inception modules and one FC layer, for images of 224 x 224; without batch normalisation.

    It has a ninth of AlexNet's weights: 1x1 filters reduce the depth before the wide ones, and averaging
    over the last maps leaves a small FC layer. The two heads that helped to train it are `googlenet_heads`.

    >>> net = googlenet()
    >>> print(net.parameters, net.volumes[-4], net.volumes[-1])
    6998552 [7x7x1024] [1x1x1000]
    """
    modules: list[list[Layer]] = [[inception(*filters) for filters in group] for group in MODULES]
    low, middle, high = modules
    trunk: list[Layer] = [
        *(*_conv(64, F=7, S=2), halving_pool(), LocalResponseNorm()),
        *(*_conv(64, F=1), *_conv(192, F=3), LocalResponseNorm(), halving_pool()),
        *(*low, halving_pool(), *middle, halving_pool(), *high),
    ]
    return Net(Volume(W=224, H=224, D=3), [*trunk, GlobalPool(), Dropout(rate=0.4), scores(classes)])


def googlenet_heads(classes: int = 1000) -> dict[int, Net]:
    """The two auxiliary classifiers of training, by the stage of `googlenet().volumes` that each one reads.

    They sit on the first and the fourth module of 14 x 14, where their losses, times 0.3, were added to bring
    the gradient to the lower layers; afterwards they were thrown away. A `Net` has one end, so they are nets
    of their own: `heads[stage].forward(googlenet.activations(x)[stage])`. `train.fit` knows one loss, at the
    net's own end: it trains `googlenet()` without the heads, whose gradients it does not add.

    >>> heads, net = googlenet_heads(), googlenet()
    >>> [str(net.volumes[stage]) for stage in heads], net.parameters + sum(head.parameters for head in heads.values())
    (['[14x14x512]', '[14x14x528]'], 13378280)
    """
    net = googlenet(classes)
    stages = [stage for stage, volume in enumerate(net.volumes) if volume in (Volume(14, 14, 512), Volume(14, 14, 528))]
    top: list[Layer] = [*_conv(128, F=1), FC(K=1024), ReLU(), Dropout(rate=0.7), scores(classes)]
    ends = (stages[0], stages[-1])
    return {stage: Net(net.volumes[stage], [Pool(F=5, S=3, kind="average"), *top]) for stage in ends}


def inception(one: int, before_three: int, three: int, before_five: int, five: int, behind_pool: int) -> Parallel:
    """Filters of 1x1, 3x3 and 5x5 and a maximum side by side, each with 1x1 filters that reduce the depth.

    >>> print(inception(64, 96, 128, 16, 32, 32).output(Volume(W=28, H=28, D=192)))
    [28x28x256]
    """
    pool = Pool(F=3, S=1, P=1)
    return Parallel(
        (
            tuple(_conv(one, F=1)),
            (*_conv(before_three, F=1), *_conv(three, F=3)),
            (*_conv(before_five, F=1), *_conv(five, F=5)),
            (pool, *_conv(behind_pool, F=1)),
        )
    )


def _conv(K: int, F: int, S: int = 1) -> list[Layer]:
    """A CONV layer that keeps the size, or halves it, with its ReLU."""
    return [Conv(K=K, F=F, S=S, P=F // 2, crop=S > 1), ReLU()]
