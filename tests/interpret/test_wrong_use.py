"""What looks into nets, counts and converts them, handed what it cannot use: a sentence, and never a wrong number."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, GlobalPool, Net, Parallel, Pool, ReLU, Residual, Volume, zoo
from cnnlib.accounting import GB, account
from cnnlib.convert import crop_scores, fc_to_conv, slide
from cnnlib.interpret import best_patches, codes, maximise, nearest_neighbours, occlusion, pca, saliency, tsne
from cnnlib.measure import confusion
from cnnlib.patterns import advice, pattern_of
from cnnlib.receptive import Field, effective_field, fields, patch

NAN, INF = float("nan"), float("inf")
X = np.random.default_rng(0).standard_normal((10, 4, 6, 2)).astype(np.float32)
Y = np.arange(10) % 3
POINTS = X.reshape(10, -1)
NET = Net(Volume(W=6, H=4, D=2), [Conv(K=3, F=3, P=1), ReLU(), Pool(), FC(K=3)]).init(seed=0)


def pulled(steps: Any) -> Any:
    return next(steps) if isinstance(steps, Iterator) else steps


def refused(said: str, use: Callable[[Any], Any], values: list[Any]) -> list[tuple]:
    return [(said, use, value) for value in values]


NONE = [None, "net", [FC(K=3)]]
USES = [
    *(case for use in (account, fields, fc_to_conv, advice, pattern_of) for case in refused("a net is", use, NONE)),
    *refused(
        "memory = .* is no number of bytes", lambda m: account(NET).largest_minibatch(m), [NAN, "4 GB", None, True]
    ),
    *refused("optimiser = .* is no optimiser", lambda o: account(NET).largest_minibatch(GB, o), ["adam", None, []]),
    *refused("N = .* is a whole number", lambda N: account(NET).bytes_training(N), [-1, 2.5, "3", None]),
    *refused("N = .* is a whole number", lambda N: account(NET).bytes_forward(N), [-1, 2.5, True]),
    *refused("size = .* is a whole number of at least 1", lambda size: Field(size), [0, 2.5, "3", None]),
    *refused("F = .* is a whole number of at least 1", lambda F: Field().behind(F), [0, 2.5, None]),
    *refused("S = .* is a whole number of at least 1", lambda S: Field().behind(3, S), [0, 2.5, None]),
    *refused("stage = .* is none of this net's", lambda stage: patch(NET, stage, 0, 0), [99, -99, 1.5, "a", True]),
    *refused("stage = .* is none of this net's", lambda stage: effective_field(NET, X, stage), [9, "a", None]),
    *refused("stage = .* is none of this net's", lambda stage: saliency(NET, X, stage=stage), [9, 1.5, None, True]),
    *refused("stage = .* is none of this net's", lambda stage: codes(NET, X, stage), [9, -6, "last"]),
    *refused("row = ", lambda row: patch(NET, 1, row, 0), [9, -1, 0.5, "a"]),
    *refused("images of", lambda x: effective_field(NET, x), [X[0], X[:0], X[..., :1], X.astype(complex)]),
    *refused("images of", lambda x: saliency(NET, x), [X[0], X[:0], None, X.astype(str), X.astype(complex)]),
    *refused("image 0 holds a value that is nan", lambda x: saliency(NET, x), [X * NAN, X * INF]),
    *refused("image 0 holds a value that is nan", lambda x: best_patches(NET, x, 0, 1), [X * NAN]),
    *refused("image 0 holds a value that is nan", lambda x: effective_field(NET, x), [X * NAN]),
    *refused("unit = ", lambda unit: saliency(NET, X, unit), [9, -1, 1.5, "a", True]),
    *refused("unit = ", lambda unit: maximise(NET, unit), [9, -1, 1.0, "a", None]),
    *refused("rate = .* is no rate", lambda rate: maximise(NET, 0, rate=rate), [0, -1, NAN, "a", None]),
    *refused("penalty = .* is out of range", lambda one: maximise(NET, 0, penalty=one), [-1, NAN, "a", None]),
    *refused("limits = .* is no pair of numbers", lambda one: maximise(NET, 0, limits=one), [3, (0, 1, 2), "01"]),
    *refused("a limit = .* is no finite number", lambda one: maximise(NET, 0, limits=one), [("a", "b"), (NAN, 1)]),
    *refused("limits = .* leave no room", lambda one: maximise(NET, 0, limits=one), [(1, 0), (1, 1)]),
    *refused("seed = .* is a whole number", lambda seed: maximise(NET, 0, seed=seed), [-1, 1.5, "a"]),
    *refused("steps = .* is a whole number", lambda steps: maximise(NET, 0, steps=steps), [0, 1.5]),
    *refused("image", lambda start: maximise(NET, 0, start=start), [X, X[0] * NAN, "a"]),
    *refused("fill = .* is no finite number", lambda fill: occlusion(NET, X[0], F=2, fill=fill), ["grey", NAN, None]),
    *refused("unit = ", lambda label: occlusion(NET, X[0], label, F=2), [7, -1, 1.5, "a"]),
    *refused("perplexity = .* is out of range", lambda p: tsne(POINTS, perplexity=p), [0, 10, NAN, "a", None]),
    *refused("seed = .* is a whole number", lambda seed: tsne(POINTS, perplexity=3, seed=seed), [-1, 1.5]),
    *refused("points of type .* hold no real numbers", pca, [np.array([["a", "b"]]), np.zeros((3, 4), complex)]),
    *refused("queries of type .* hold no", lambda q: nearest_neighbours(POINTS, q), [POINTS.astype(str)]),
    *refused("takes .6x4x2.: a larger image has D = 2 too", lambda v: fc_to_conv(NET, v), [Volume(12, 8, 3)]),
    *refused("a volume is written as", lambda volume: fc_to_conv(NET, volume), [(12, 8, 2), "big", 12]),
    *refused("is no batch of images", lambda x: crop_scores(NET, x), [X[0], X[:0]]),
    *refused("label", lambda y: confusion(y, Y, 3), [Y + 1, Y - 1, Y * 1.0, Y > 0]),
    *refused("cannot be compared", lambda y: confusion(y, Y, 3), [Y[:3], 3]),
    *refused("classes = .* is a whole number", lambda classes: confusion(Y, Y, classes), [0, "3", 2.5]),
    *refused("classes = .* is a whole number", zoo.lenet5, [0, "10", True]),
    *refused("classes = .* is a whole number", zoo.alexnet, [None, 2.5]),
    *refused("classes = .* is a whole number", zoo.vgg16, [-1]),
    *refused("classes = .* is a whole number", zoo.googlenet, [0]),
    *refused("classes = .* is a whole number", zoo.resnet18, [0]),
    *refused("blocks = .* is a whole number of at least 0", zoo.plain_net, [-3, 1.5, "2", None]),
    *refused("blocks = .* is a whole number of at least 0", zoo.residual_net, [True]),
]


@pytest.mark.parametrize(("said", "use", "value"), USES)
def test_it_is_refused_in_a_sentence(said: str, use: Callable[[Any], Any], value: Any) -> None:
    with pytest.raises((ValueError, TypeError, IndexError), match=said):
        pulled(use(value))


def test_memory_in_bytes_may_be_a_float() -> None:
    N = account(NET).largest_minibatch(1e9)
    assert N == account(NET).largest_minibatch(10**9) and type(N) is int


@pytest.mark.parametrize(
    "block",
    [
        Parallel([[GlobalPool()], [GlobalPool("max")]]),
        Parallel([[FC(K=2)], [FC(K=3)]]),
        Residual([FC(K=2)], [Parallel([[FC(K=2)]])]),
    ],
    ids=repr,
)
def test_a_whole_image_layer_within_a_block_is_not_slid_wrongly(block: Any) -> None:
    net = Net(Volume(4, 4, 2), [block, FC(K=2)]).init()
    with pytest.raises(ValueError, match=r"stands within .*: only a layer of the net itself can be converted"):
        slide(net, np.zeros((1, 8, 8, 2)))
