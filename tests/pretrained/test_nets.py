"""The nets that ship: whole, quick to load, and good at images they have never seen."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import numpy as np
import pytest

from cnnlib import Net, pretrained, zoo
from cnnlib.archive import ArchiveError
from cnnlib.datasets import digits, enlarged
from cnnlib.interpret.filters import colour_share, direction, smoothness
from cnnlib.recipes import RECIPES
from cnnlib.saving import load
from cnnlib.scenes import network
from cnnlib.scenes.network.subjects import NETS
from tests.scenes.overlaps import overlaps

SHIPPED = {
    "mnist": (pretrained.mnist, zoo.mnist_net, 400_000),
    "cifar10": (pretrained.cifar10, zoo.cifar_net, 2_000_000),
    "first_filters": (pretrained.first_filters, zoo.first_filters_net, 300_000),
}
every_net = pytest.mark.parametrize(("get", "made", "most_bytes"), SHIPPED.values(), ids=SHIPPED)


@every_net
def test_a_shipped_net_is_that_of_the_zoo_with_sound_weights(get: Callable, made: Callable, most_bytes: int) -> None:
    net: Net = get()
    assert repr(net) == repr(made()) and net.vector.dtype == np.float32
    assert np.isfinite(net.vector).all() and not np.array_equal(net.vector, made().init(0).vector)


@pytest.mark.parametrize("name", SHIPPED)
def test_its_recipe_is_known_and_its_file_is_small(name: str) -> None:
    assert repr(RECIPES[name].net()) == repr(SHIPPED[name][0]())
    assert (pretrained.FOLDER / f"{name}.npz").stat().st_size <= SHIPPED[name][2]


@every_net
def test_loading_takes_less_than_a_tenth_of_a_second(get: Callable, made: Callable, most_bytes: int) -> None:
    """Of the processor, which other tests may be sharing."""

    def seconds() -> float:
        start = process_time()
        get()
        return process_time() - start

    assert min(seconds() for _ in range(3)) < 0.1


@every_net
def test_each_call_gives_a_net_of_ones_own(get: Callable, made: Callable, most_bytes: int) -> None:
    spoilt = get()
    spoilt.vector[:] = 0
    assert get().vector.any()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_truncated_file_says_so(name: str, tmp_path: Path) -> None:
    whole = (pretrained.FOLDER / f"{name}.npz").read_bytes()
    (tmp_path / "cut.npz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ArchiveError, match=r"cut\.npz holds no saved net, or is truncated or damaged"):
        load(tmp_path / "cut.npz")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_network_explorer_offers_it(name: str) -> None:
    offered = NETS[name]
    assert repr(offered.get()) == repr(SHIPPED[name][0]()) and len(offered.classes) == 10
    written: dict = {}
    exec(offered.code, written)
    assert np.array_equal(written["net"].vector, offered.get().vector)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_texts_overlap_in_its_picture(name: str) -> None:
    """Names such as "automobile" are longer than those of digits."""
    for image in ("digit", "china", "flower", "hopper"):
        for first in (0, 6):
            assert overlaps(network.scene(network.Settings(net=name, image=image, first=first))) == []


def test_mnist_reads_digits_of_other_hands() -> None:
    """19 of 20: they were smaller by far, 8 x 8, and many a 4 among them is open at the top."""
    net, (small, labels) = pretrained.mnist(), digits()
    images = enlarged(small)
    assert net.accuracy(images, labels) >= 0.95
    assert net.accuracy(1 - images, labels) < 0.5  # black ink on white paper is not what it learnt


def test_first_filters_are_oriented_or_oppose_colours() -> None:
    filters = pretrained.first_filters().weights[1]["w"]
    oriented = np.array([direction(w)[1] > 0.5 for w in filters])
    opposing = np.array([smoothness(w) > 0.5 and colour_share(w) > 0.3 for w in filters])
    assert filters.shape == (32, 7, 7, 3)
    assert oriented.mean() > 0.5 and opposing.mean() > 0.3 and (oriented | opposing).mean() > 0.8
