"""What the Trainer learns from: bundled digits, files in a folder, and what stands in for files that are not there."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from cnnlib.datasets import CIFAR10_CLASSES
from cnnlib.scenes import trainer
from cnnlib.scenes.scene import Label, Told
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trainer import Settings
from cnnlib.scenes.trainer.data import MEASURED, data_of
from cnnlib.scenes.trainer.values import begin


def idx(array: np.ndarray) -> bytes:
    return bytes([0, 0, 8, array.ndim]) + b"".join(n.to_bytes(4, "big") for n in array.shape) + array.tobytes()


@pytest.fixture
def mnist(tmp_path: Path) -> str:
    rng = np.random.default_rng(0)
    images, labels = rng.integers(0, 256, (240, 28, 28), np.uint8), np.arange(240, dtype=np.uint8) % 10
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(images)))
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(labels))
    return str(tmp_path)


@pytest.fixture
def cifar(tmp_path: Path) -> str:
    rng = np.random.default_rng(0)
    for n in range(1, 6):
        rows = rng.integers(0, 256, (20, 3073), np.uint8)
        rows[:, 0] = np.arange(20) % 10
        (tmp_path / f"data_batch_{n}.bin").write_bytes(rows.tobytes())
    return str(tmp_path)


def lines(settings: Settings) -> list[str]:
    scene = trainer.scene(settings)
    return ["".join(run.text for run in item.runs) for item in scene.items if isinstance(item, Label)]


def test_files_of_ones_own(mnist: str) -> None:
    settings = Settings(kind="mnist", folder=mnist, sample=100, batch=50)
    training = begin(settings)
    assert training.first.train[0].shape == (100, 28, 28, 1) and len(training.first.held_out[1]) == 20
    assert not training.told and "MNIST" not in " ".join(lines(settings))
    assert begin(Settings(kind="mnist", folder=mnist, sample=1000)).first.steps_per_epoch == 7  # 220 images are there


def test_photographs_have_names(cifar: str) -> None:
    training = begin(Settings(kind="cifar10", folder=cifar))
    assert training.classes == CIFAR10_CLASSES and training.first.train[0].shape == (90, 32, 32, 3)
    told = [item for item in trainer.scene(Settings(kind="cifar10", folder=cifar), training).items
            if isinstance(item, Told) and "answer" in item.id]  # fmt: skip
    assert told and all(item.texts.at(0).split()[1] in CIFAR10_CLASSES for item in told)


@pytest.mark.parametrize("kind, name", [("mnist", "MNIST"), ("cifar10", "CIFAR-10")])
def test_what_stands_in_says_so(kind: str, name: str) -> None:
    data = data_of(kind)
    assert data.told.startswith(f"{name} does not come with the package") and data.told in lines(Settings(kind=kind))
    assert data.told in trainer.scene(Settings(kind=kind)).spoken
    for x, y in (data.train, data.held_out):
        assert len(x) == len(y) >= 400 and x.min() >= 0 and x.max() <= 1 and x.dtype == np.float32
    assert len(data.held_out[1]) == MEASURED


def test_patches_that_are_held_out_have_not_been_seen() -> None:
    data = data_of("cifar10")
    assert set(data.train[1]) == set(data.held_out[1]) == {0, 1, 2}
    learnt = {one.tobytes() for one in data.train[0]}
    assert not any(one.tobytes() in learnt for one in data.held_out[0])


@pytest.mark.parametrize("kind", ["mnist", "cifar10"])
def test_a_folder_without_the_files(kind: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r'there is no folder .*nowhere.*Until then folder="" takes what comes'):
        begin(Settings(kind=kind, folder=str(tmp_path / "nowhere")))
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(SettingError, match=r"holds no .*, but notes.txt"):
        begin(Settings(kind=kind, folder=str(tmp_path)))


def test_damaged_files(mnist: str, cifar: str) -> None:
    images = Path(mnist) / "train-images-idx3-ubyte.gz"
    images.write_bytes(images.read_bytes()[:100])
    with pytest.raises(SettingError, match=r"train-images-idx3-ubyte\.gz is truncated, 100 bytes are left"):
        begin(Settings(kind="mnist", folder=mnist))
    (Path(cifar) / "data_batch_3.bin").write_bytes(b"1234")
    with pytest.raises(SettingError, match=r"data_batch_3\.bin"):
        begin(Settings(kind="cifar10", folder=cifar))


def test_a_folder_is_a_path() -> None:
    with pytest.raises(SettingError, match="folder = 3 is no path: write folder="):
        Settings(kind="mnist", folder=3)  # type: ignore[arg-type]
