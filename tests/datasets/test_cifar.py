"""CIFAR-10's binary version: in its files, in the folder around them, in the archive; and damaged."""

from pathlib import Path

import numpy as np
import pytest

from cnnlib.datasets import DataError, cifar10
from tests.datasets.small import KINDS, batches, check_colours, packed, put_batches


def test_cifar_from_its_files_the_folder_around_them_or_the_archive(tmp_path: Path) -> None:
    inside = tmp_path / "one" / "cifar-10-batches-bin"
    inside.mkdir(parents=True)
    check_colours(*cifar10(put_batches(inside)))
    check_colours(*cifar10(tmp_path / "one"))
    (tmp_path / "cifar-10-binary.tar.gz").write_bytes(packed(batches()))
    check_colours(*cifar10(tmp_path))
    (inside / "test_batch.bin").write_bytes(batches()["data_batch_2.bin"])
    np.testing.assert_array_equal(cifar10(inside, part="test")[1], KINDS[2:4])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "data_batch_3.bin has 0 bytes, which is no multiple of 3,073"),
        (bytes(3072), "has 3,072 bytes, which is no multiple of 3,073"),
        (bytes(10_001 * 3073), "has over 30,730,000 bytes"),
        (bytes(3073) + b"\x0b" + bytes(3072), "data_batch_3.bin says that image 1 has the label 11"),
    ],
)
def test_damaged_batches_are_refused(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        cifar10(put_batches(tmp_path, data_batch_3=data))


def test_a_missing_batch_is_named(tmp_path: Path) -> None:
    put_batches(tmp_path)
    (tmp_path / "data_batch_4.bin").unlink()
    with pytest.raises(FileNotFoundError, match=r"holds no data_batch_4.bin, but data_batch_1.bin, data_batch_2.bin"):
        cifar10(tmp_path)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path, whole = tmp_path / "cifar-10-binary.tar.gz", packed(batches())
    for data in (b"", b"hello", whole[: len(whole) // 2]):
        path.write_bytes(data)
        with pytest.raises(DataError, match=r"cifar-10-binary.tar.gz is truncated or damaged"):
            cifar10(tmp_path)
    path.write_bytes(packed({"data_batch_1.bin": bytes(3073)}))
    with pytest.raises(DataError, match=r"does not hold what CIFAR-10's archive does: .*data_batch_2.bin"):
        cifar10(tmp_path)
