"""The real data sets: CNNLIB_DATA=folder names MNIST's training files, and CIFAR-10's binary version if you have it."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from cnnlib.datasets import cifar10, mnist
from cnnlib.datasets.idx import read_idx

REAL = os.environ.get("CNNLIB_DATA", "")


def real(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not (Path(REAL) / name).exists() or not REAL, reason=f"CNNLIB_DATA names no {name}")


@real("train-images-idx3-ubyte.gz")
def test_the_real_mnist() -> None:
    x, y = mnist(REAL)
    assert x.shape == (60_000, 28, 28, 1) and y[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert x.mean(dtype=float) == pytest.approx(0.1307, abs=1e-4) and x.std(dtype=float) == pytest.approx(
        0.3081, abs=1e-4
    )
    unpacked = read_idx(Path(REAL) / "train-images-idx3-ubyte.gz", axes=3)
    head = bytes([0, 0, 8, 3]) + b"".join(size.to_bytes(4, "big") for size in unpacked.shape)
    assert hashlib.md5(head + unpacked.tobytes()).hexdigest() == "6bbc9ace898e44ae57da46a324031adb"


@real("data_batch_1.bin")
def test_the_real_cifar() -> None:
    x, y = cifar10(REAL)
    assert x.shape == (50_000, 32, 32, 3) and np.bincount(y).tolist() == [5000] * 10
    assert x.mean(axis=(0, 1, 2), dtype=float) == pytest.approx([0.4914, 0.4822, 0.4465], abs=2e-3)
