"""Data sets of a few images, as their own files write them."""

import io
import tarfile
from pathlib import Path

import numpy as np

rng = np.random.default_rng(0)
IMAGES = rng.integers(0, 256, (7, 28, 28), dtype=np.uint8)
LABELS = np.array([0, 9, 3, 3, 1, 7, 2], np.uint8)


def idx(array: np.ndarray) -> bytes:
    head = bytes([0, 0, 8, array.ndim]) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    return head + array.tobytes()


def put(folder: Path, images: bytes = idx(IMAGES), labels: bytes = idx(LABELS), end: str = "") -> Path:
    (folder / f"train-images-idx3-ubyte{end}").write_bytes(images)
    (folder / f"train-labels-idx1-ubyte{end}").write_bytes(labels)
    return folder


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
