"""Downloads, from a server of our own; and what one is told where there is none."""

import functools
import gzip
import hashlib
import threading
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import numpy as np
import pooch
import pytest

from cnnlib.datasets import cifar, cifar10, fashion_mnist, mnist
from tests.datasets.small import IMAGES, LABELS, batches, check_colours, idx, packed, put


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
