"""MNIST's files: small ones, made here, whole and in every way damaged."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from cnnlib.datasets import DataError, cifar10, fashion_mnist, mnist
from tests.datasets.small import IMAGES, LABELS, idx, put


@pytest.mark.parametrize("load", [mnist, fashion_mnist])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("end", ["", ".gz"])
def test_idx_files_packed_or_not_whatever_their_name(load, pack, end: str, tmp_path: Path) -> None:
    x, y = load(put(tmp_path, pack(idx(IMAGES)), pack(idx(LABELS)), end))
    assert x.shape == (7, 28, 28, 1) and x.dtype == np.float32 and y.dtype == np.int64
    np.testing.assert_allclose(x[..., 0] * 255, IMAGES, rtol=1e-6)
    np.testing.assert_array_equal(y, LABELS)
    x[...], y[...] = 0, 0  # they are the reader's own


def test_the_test_part_has_other_files(tmp_path: Path) -> None:
    for name, array in (("images-idx3", IMAGES), ("labels-idx1", LABELS)):
        (tmp_path / f"t10k-{name}-ubyte").write_bytes(idx(array))
    assert len(mnist(tmp_path, part="test")[1]) == 7
    with pytest.raises(FileNotFoundError, match=r"holds no train-images-idx3-ubyte or .*gz, but t10k-images.*: give"):
        mnist(tmp_path)
    with pytest.raises(ValueError, match="part = 'validation' is no part of a data set: choose one of train, test"):
        mnist(tmp_path, part="validation")


def test_missing_folders_and_files(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*nowhere: give the folder in which train-images"):
        mnist(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError, match="but nothing: give the folder in which it lies, or none, and it is do"):
        mnist(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"holds no data_batch_1.bin, but nothing"):
        cifar10(tmp_path)


@pytest.mark.parametrize(
    ("images", "message"),
    [
        (idx(LABELS), r"magic number 2049 \(0x00000801\); .* 3 axes starts with 2051 \(0x00000803\): take the right"),
        (b"PK\3\4" + bytes(20), r"magic number 1347093252 \(0x504b0304\)"),
        (b"", "ends after 0 bytes, within the head"),
        (idx(IMAGES)[:9], "ends after 9 bytes, within the head of an IDX file: move the file away"),
        (idx(IMAGES)[:-1], r"says \(7, 28, 28\), which is 5,488 bytes, and has 5,487: move the file away"),
        (idx(IMAGES) + b"\0", r"says \(7, 28, 28\), which is 5,488 bytes, and has more"),
        (b"\0\0\x08\x03" + b"\xff" * 12, r"holds an array of \(4294967295, .*\), over 1,024 MB"),
        (gzip.compress(idx(IMAGES))[:-900], "is truncated, [0-9,]+ bytes are left of it: move the file away"),
        (gzip.compress(idx(IMAGES))[:-8] + bytes(8), r"is damaged \(CRC check failed"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\0" + b"\xff" * 50, r"is damaged \(Error -3 while decompressing"),
        (idx(IMAGES[:, :20]), r"holds images of \(20, 28\) pixels, mnist's have \(28, 28\)"),
        (idx(IMAGES[:6]), "holds 6 images and train-labels-idx1-ubyte 7 labels: take two files of one set"),
    ],
)
def test_damaged_images_are_refused(images: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message) as caught:
        mnist(put(tmp_path, images))
    assert str(tmp_path / "train-images-idx3-ubyte") in str(caught.value)


def test_labels_past_nine_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="labels-idx1-ubyte says that image 2 has the label 10, they go from 0 to 9"):
        mnist(put(tmp_path, labels=idx(np.array([0, 1, 10, 3, 4, 5, 9], np.uint8))))


def test_an_empty_set_is_read_as_one(tmp_path: Path) -> None:
    assert mnist(put(tmp_path, idx(IMAGES[:0]), idx(LABELS[:0])))[0].shape == (0, 28, 28, 1)
