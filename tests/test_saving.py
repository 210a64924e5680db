"""Nets in files: what is read is what was written, and any other file is refused in a sentence."""

import json
import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume, archive, zoo
from cnnlib.archive import ArchiveError
from cnnlib.layers import BatchNorm, Dropout, Parallel, Residual
from cnnlib.layers.layer import Weightless
from cnnlib.saving import KIND, load, save

rng = np.random.default_rng(0)
X = rng.standard_normal((3, 9, 9, 2)).astype(np.float32)


def new_net() -> Net:
    layers = [Conv(K=4, F=(3, 1), S=2, P=(1, 0), mode="mirror", crop=True), ReLU(), Pool(kind="L2", crop=True), FC(K=3)]
    return Net(Volume(9, 9, 2), layers).init(seed=5)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return save(new_net(), tmp_path / "small")


@dataclass(frozen=True)
class Shift(Weightless):
    """A layer of the reader's own."""

    by: float

    def output(self, volume: Volume) -> Volume:
        return volume

    def forward(self, params, x):
        return x + self.by, None

    def backward(self, cache, dy):
        return dy, {}


@dataclass(frozen=True)
class Forgetful(Shift):
    """Its text does not say what it holds."""

    def __repr__(self) -> str:
        return "Forgetful(by=0)"


def test_a_net_comes_back_as_it_was(saved: Path) -> None:
    net, again = new_net(), load(saved)
    assert repr(again) == repr(net) and again.layers == net.layers
    np.testing.assert_array_equal(again.vector, net.vector)
    np.testing.assert_array_equal(again.forward(X), net.forward(X))
    again.vector[...] = 0  # the weights are the net's own
    assert (again.weights[0]["w"] == 0).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_types_are_kept(dtype: type, tmp_path: Path) -> None:
    net = zoo.digits_net().init(0, dtype)
    again = load(save(net, tmp_path / "digits.npz"))
    assert again.vector.dtype == dtype
    np.testing.assert_array_equal(again.vector, net.vector)


def test_float16_halves_the_file_and_keeps_eleven_digits(tmp_path: Path) -> None:
    net = zoo.digits_net().init(0)
    whole, half = save(net, tmp_path / "whole"), save(net, tmp_path / "half", float16=True)
    assert half.stat().st_size < 0.55 * whole.stat().st_size
    again = load(half)
    assert again.vector.dtype == np.float32
    error = np.abs(again.vector - net.vector)
    assert error.max() > 0 and (error <= np.abs(net.vector) / 2048 + 2**-25).all()
    net.vector[0] = 1e6
    with pytest.raises(ValueError, match=r"0.w holds 1e\+06, beyond float16's 65504: save it with float16=False"):
        save(net, tmp_path / "half", float16=True)


def test_the_file_has_no_pickle_and_numpy_opens_it(saved: Path) -> None:
    with np.load(saved, allow_pickle=False) as file:
        assert {"kind", "version", "text", "checksum", "0.w", "0.b", "3.w", "3.b"} == set(file.files)
        np.testing.assert_array_equal(file["3.w"], new_net().weights[3]["w"])


def test_a_net_without_weights_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no weights yet"):
        save(zoo.digits_net(), tmp_path / "none")


def test_layers_of_ones_own(tmp_path: Path) -> None:
    net = Net(Volume(2, 2, 1), [Shift(-0.5), FC(K=2)]).init()
    path = save(net, tmp_path / "own")
    with pytest.raises(ArchiveError, match=r"cannot be built: character \d+: Shift is no layer.*own=\[...\]"):
        load(path)
    np.testing.assert_array_equal(load(path, own=[Shift]).forward(X[:, :2, :2, :1]), net.forward(X[:, :2, :2, :1]))
    with pytest.raises(ValueError, match=r"layers\[0\] = Forgetful\(by=0\) cannot be saved: read again, it is"):
        save(Net(Volume(2, 2, 1), [Forgetful(3), FC(K=2)]).init(), tmp_path / "own")


def test_branches_and_running_averages_come_back(tmp_path: Path) -> None:
    block = Residual((Conv(K=3, F=3, P=1, bias=False), BatchNorm()), shortcut=(Conv(K=3, F=1), Shift(1.0)))
    layers = [block, Parallel(((Conv(K=2, F=1),), (Pool(F=3, S=1), Conv(K=1, F=3, P=2)))), Dropout(), FC(K=2)]
    net = Net(Volume(9, 9, 2), layers).init(seed=1)
    net.run(X, training=True, rng=rng)
    again = load(save(net, tmp_path / "branches"), own=[Shift])
    np.testing.assert_array_equal(again.vector, net.vector)
    np.testing.assert_array_equal(again.forward(X), net.forward(X))
    assert any((params["0.1.mean"] != 0).any() for params in again.weights if "0.1.mean" in params)


def test_a_truncated_file_is_refused(saved: Path) -> None:
    whole = saved.read_bytes()
    for length in (0, 3, 100, len(whole) // 2, len(whole) - 1):
        saved.write_bytes(whole[:length])
        with pytest.raises(ArchiveError, match=r"small.npz holds no saved net, or is truncated or damaged: copy it"):
            load(saved)


def test_every_damaged_byte_is_noticed_or_harmless(saved: Path) -> None:
    whole, net = saved.read_bytes(), new_net()
    for place in rng.choice(len(whole), 150, replace=False):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        saved.write_bytes(damaged)
        try:
            again = load(saved)
        except ArchiveError:
            continue
        np.testing.assert_array_equal(again.vector, net.vector)  # a date or another byte that says nothing
        assert repr(again) == repr(net)


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text.npz").write_text("hello")
    (tmp_path / "pickle.npz").write_bytes(pickle.dumps({"w": 1}))
    for name in ("text", "pickle"):
        with pytest.raises(ArchiveError, match="holds no saved net, or is truncated or damaged"):
            load(tmp_path / name)
    np.savez(tmp_path / "arrays.npz", w=np.ones(3))
    with pytest.raises(ArchiveError, match=r"arrays.npz holds no saved net: take another file"):
        load(tmp_path / "arrays.npz")
    np.savez_compressed(tmp_path / "small.npz", w=np.zeros(10**6))
    with pytest.raises(ArchiveError, match="it is compressed"):
        load(tmp_path / "small.npz")
    np.savez(tmp_path / "objects.npz", w=np.array([{}], dtype=object))
    with pytest.raises(ArchiveError, match="holds no saved net, or is truncated"):
        load(tmp_path / "objects.npz")
    archive.write(tmp_path / "other", "recipe", "", {})
    with pytest.raises(ArchiveError, match="holds no saved net but a recipe: take another file"):
        load(tmp_path / "other")
    with pytest.raises(FileNotFoundError, match=r"there is no file .*nothing.npz: look at the name"):
        load(tmp_path / "nothing")
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*nowhere to write net.npz to: make it first"):
        save(new_net(), tmp_path / "nowhere" / "net")


def rewritten(path: Path, **changes: object) -> Path:
    """The same file with other contents, the checksum left as it was unless it is among the changes."""
    with np.load(path) as file:
        members = {name: file[name] for name in file.files}
    np.savez(path, **(members | {name: np.asarray(value) for name, value in changes.items()}))
    return path


def test_a_tampered_file_is_refused(saved: Path) -> None:
    with pytest.raises(ArchiveError, match=r"small.npz was changed after it was written \(its checksum differs\)"):
        load(rewritten(saved, **{"3.b": np.ones(3, np.float32)}))


@pytest.mark.parametrize("change", [{"3.b": np.zeros((1, 3), "f")}, {"4.b": np.ones(3)}, {"text": "{}"}])
def test_nothing_can_be_added_or_reshaped(change: dict, saved: Path) -> None:
    with pytest.raises(ArchiveError, match="its checksum differs"):
        load(rewritten(saved, **change))


def test_a_newer_file_asks_for_an_update(saved: Path) -> None:
    with pytest.raises(ArchiveError, match="of version 2, written by a newer cnnlib; this one reads up to version 1"):
        load(rewritten(saved, version=2))
    with pytest.raises(ArchiveError, match="version = 'two', which is none"):
        load(rewritten(saved, version="two"))


def sealed(path: Path, text: str, dtype: str = "float32", **arrays: np.ndarray) -> Path:
    """A file whose checksum is right and whose contents are not."""
    return archive.write(path, KIND, json.dumps({"net": text, "dtype": dtype}), arrays)


def test_contents_that_do_not_hold_together(tmp_path: Path) -> None:
    text, w, b = "Net(Volume(1, 1, 1), [FC(K=2)])", np.ones((2, 1)), np.ones(2)
    assert load(sealed(tmp_path / "good", text, **{"0.w": w, "0.b": b})).parameters == 4
    with pytest.raises(ArchiveError, match="does not hold together: the net has 4 parameters, the file holds 2"):
        load(sealed(tmp_path / "bad", text, **{"0.w": w}))
    with pytest.raises(ArchiveError, match=r"weights are missing or over: missing \['0.b'\], over \['0.c'\]"):
        load(sealed(tmp_path / "bad", text, **{"0.w": w, "0.c": b}))
    with pytest.raises(ArchiveError, match=r"0.w has the shape \(1, 2\), the net needs \(2, 1\)"):
        load(sealed(tmp_path / "bad", text, **{"0.w": w.T, "0.b": b}))
    with pytest.raises(ArchiveError, match=r"the net has 2,000,000,000 parameters, the file holds 4"):
        load(sealed(tmp_path / "bad", "Net(Volume(1, 1, 1), [FC(K=1000000000)])", **{"0.w": w, "0.b": b}))
    with pytest.raises(ArchiveError, match="does not hold together: 'int8'"):
        load(sealed(tmp_path / "bad", text, "int8", **{"0.w": w, "0.b": b}))


def test_writing_is_all_or_nothing(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved.read_bytes()

    def full(file, **arrays):
        file.write(b"half a")
        raise OSError("no space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="no space left"):
        save(new_net(), saved)
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == ["small.npz"]


def test_the_old_file_stays_until_the_new_one_takes_its_place(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, moved = saved.read_bytes(), []

    def refused(source: Path, target: Path) -> None:
        moved.append((source.parent, target, source.stat().st_size))
        raise PermissionError("the file is open elsewhere")

    monkeypatch.setattr(archive.os, "replace", refused)
    with pytest.raises(PermissionError, match="open elsewhere"):
        save(new_net(), saved)
    assert moved == [(saved.parent, saved, len(before))]
    assert saved.read_bytes() == before and len(list(saved.parent.iterdir())) == 1
