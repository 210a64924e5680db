"""Data sets in files: tiny ones, made here, whole and in every way damaged; and the real ones where they are at hand.

CNNLIB_DATA=/folder names a folder with MNIST's training files, and CIFAR-10's binary version if you have it.
"""

import functools
import gzip
import hashlib
import io
import os
import tarfile
import threading
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import numpy as np
import pooch
import pytest

from cnnlib.datasets import DataError, cifar, cifar10, fashion_mnist, mnist
from cnnlib.datasets.idx import read_idx

rng = np.random.default_rng(0)
IMAGES = rng.integers(0, 256, (7, 28, 28), dtype=np.uint8)
LABELS = np.array([0, 9, 3, 3, 1, 7, 2], np.uint8)
REAL = os.environ.get("CNNLIB_DATA", "")


def idx(array: np.ndarray) -> bytes:
    head = bytes([0, 0, 8, array.ndim]) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    return head + array.tobytes()


def put(folder: Path, images: bytes = idx(IMAGES), labels: bytes = idx(LABELS), end: str = "") -> Path:
    (folder / f"train-images-idx3-ubyte{end}").write_bytes(images)
    (folder / f"train-labels-idx1-ubyte{end}").write_bytes(labels)
    return folder


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
        mnist(put(tmp_path, labels=idx(np.array([0, 1, 10, 3, 4, 5, 200], np.uint8))))


def test_an_empty_set_is_read_as_one(tmp_path: Path) -> None:
    assert mnist(put(tmp_path, idx(IMAGES[:0]), idx(LABELS[:0])))[0].shape == (0, 28, 28, 1)


COLOURS = rng.integers(0, 256, (10, 32, 32, 3), dtype=np.uint8)
KINDS = np.array([6, 9, 9, 4, 1, 1, 2, 7, 8, 3], np.uint8)


def batches() -> dict[str, bytes]:
    """Two images in each of five files: the label, then the planes of red, green and blue."""
    rows = [bytes([kind]) + image.transpose(2, 0, 1).tobytes() for kind, image in zip(KINDS, COLOURS)]
    return {f"data_batch_{n + 1}.bin": rows[2 * n] + rows[2 * n + 1] for n in range(5)}


def put_batches(folder: Path, **changes: bytes) -> Path:
    for name, data in (batches() | {f"{name}.bin": data for name, data in changes.items()}).items():
        (folder / name).write_bytes(data)
    return folder


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def check_colours(x: np.ndarray, y: np.ndarray) -> None:
    assert x.dtype == np.float32 and y.dtype == np.int64 and x.flags.c_contiguous
    np.testing.assert_allclose(x * 255, COLOURS, rtol=1e-6)
    np.testing.assert_array_equal(y, KINDS)


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


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pooch, "os_cache", lambda project: tmp_path / "cache" / project)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return tmp_path / "cache" / "cnnlib"


class Quiet(SimpleHTTPRequestHandler):
    asked: list[str] = []

    def log_message(self, *_: object) -> None:
        self.asked.append(self.path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server that gives the files in tmp_path / "served"."""
    (tmp_path / "served").mkdir()
    Quiet.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path / "served")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def publish(folder: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small MNIST for the server, and its checksums for the package."""
    put(folder, gzip.compress(idx(IMAGES)), gzip.compress(idx(LABELS)), ".gz")
    sums = [hashlib.md5((folder / f"train-{name}-ubyte.gz").read_bytes()) for name in ("images-idx3", "labels-idx1")]
    monkeypatch.setattr("cnnlib.datasets.idx.MNIST_MD5", {"train": tuple(one.hexdigest() for one in sums)})
    monkeypatch.setattr("cnnlib.datasets.idx.MNIST_SOURCES", (server + "gone/", server))


def test_a_data_set_is_downloaded_once(cache: Path, server: str, tmp_path: Path, monkeypatch) -> None:
    publish(tmp_path / "served", server, monkeypatch)
    np.testing.assert_array_equal(mnist()[1], LABELS)
    assert (
        Quiet.asked
        == [  # from the second source where the first has nothing
            "/gone/train-images-idx3-ubyte.gz",
            "/train-images-idx3-ubyte.gz",
            "/gone/train-labels-idx1-ubyte.gz",
            "/train-labels-idx1-ubyte.gz",
        ]
        or len([path for path in Quiet.asked if "gone" not in path]) == 2
    )
    Quiet.asked.clear()
    np.testing.assert_array_equal(mnist()[1], LABELS)
    assert Quiet.asked == []
    assert {path.name for path in (cache / "mnist").iterdir()} == {
        "train-images-idx3-ubyte.gz",
        "train-labels-idx1-ubyte.gz",
    }


def test_a_file_damaged_in_the_cache_is_downloaded_again(cache: Path, server: str, tmp_path: Path, monkeypatch) -> None:
    publish(tmp_path / "served", server, monkeypatch)
    mnist()
    (cache / "mnist" / "train-labels-idx1-ubyte.gz").write_bytes(b"half")
    np.testing.assert_array_equal(mnist()[1], LABELS)


def test_another_file_than_the_one_meant_is_refused(cache: Path, server: str, tmp_path: Path, monkeypatch) -> None:
    publish(tmp_path / "served", server, monkeypatch)
    (tmp_path / "served" / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(b"a page that asks to log in"))
    with pytest.raises(ConnectionError, match=r"train-images-idx3-ubyte.gz of mnist could not .* gave is another file"):
        mnist()
    assert not (cache / "mnist" / "train-images-idx3-ubyte.gz").exists()


def test_offline_one_is_told_what_to_do(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnnlib.datasets.idx.FASHION_SOURCES", ("http://127.0.0.1:9/",))
    message = (
        r"could not be downloaded: http://127.0.0.1:9/ does not answer \(ConnectionError\)\. See that this computer is "
        r'online and call again; or copy the data set\'s files into a folder and name it: fashion_mnist\(folder="..."\)'
    )
    with pytest.raises(ConnectionError, match=message):
        fashion_mnist()


def test_an_archive_is_downloaded_too(cache: Path, server: str, tmp_path: Path, monkeypatch) -> None:
    data = packed(batches())
    (tmp_path / "served" / "cifar-10-binary.tar.gz").write_bytes(data)
    monkeypatch.setattr(cifar, "MD5", hashlib.md5(data).hexdigest())
    monkeypatch.setattr(cifar, "SOURCES", (server,))
    check_colours(*cifar10())


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
