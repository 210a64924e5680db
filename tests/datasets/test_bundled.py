"""Digits and photographs."""

import builtins
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from cnnlib.datasets import bundled, digits, enlarged, photograph, resize, split


def test_digits_are_those_of_scikit_learn() -> None:
    from sklearn.datasets import load_digits

    images, labels = digits()
    theirs = load_digits()
    np.testing.assert_array_equal(images[..., 0] * 16, theirs.images)
    np.testing.assert_array_equal(labels, theirs.target)
    assert images.dtype == np.float32 and images.min() == 0 and images.max() == 1
    assert labels.dtype.kind == "i"


def test_digits_can_be_changed_without_spoiling_the_next_ones() -> None:
    digits()[0][...] = -1
    assert digits()[0].min() == 0


def test_split_is_fixed_stratified_and_complete() -> None:
    x, y = digits()
    (x_train, _), (x_test, y_test) = split(x, y)
    assert len(x_train) + len(x_test) == len(x) and len(x_test) == 450
    share = np.bincount(y_test) / np.bincount(y)
    assert np.abs(share - 0.25).max() < 0.005
    np.testing.assert_array_equal(split(x, y)[1][1], y_test)
    numbered = split(np.arange(len(y)), y)
    assert sorted(np.concatenate([numbered[0][0], numbered[1][0]])) == list(range(len(y)))
    assert (split(x, y, seed=1)[1][0][:50] != x_test[:50]).any()
    np.testing.assert_array_equal(x[numbered[1][0]], x_test)


def test_split_errors() -> None:
    with pytest.raises(ValueError, match=r"and labels of shape \(2,\) do not match: there is one for each"):
        split(np.zeros(3), np.zeros(2))
    with pytest.raises(ValueError, match="held_out = 25 is no share: take a number between 0 and 1"):
        split(np.zeros(3), np.zeros(3), held_out=25)


@pytest.mark.parametrize(
    ("name", "shape"), [("china", (427, 640, 3)), ("flower", (427, 640, 3)), ("hopper", (600, 512, 3))]
)
def test_photographs(name: str, shape: tuple[int, int, int]) -> None:
    image = photograph(name)
    assert image.shape == shape and image.dtype == np.uint8
    smaller = photograph(name, width=64)
    assert smaller.shape == (round(64 * shape[0] / shape[1]), 64, 3)
    assert np.abs(smaller.mean() - image.mean()) < 1
    image[...] = 0
    assert photograph(name).any()


def test_the_temple_is_that_of_scikit_learn() -> None:
    from sklearn.datasets import load_sample_image

    np.testing.assert_array_equal(photograph("china"), load_sample_image("china.jpg"))


def test_no_such_photograph() -> None:
    with pytest.raises(ValueError, match="there is no photograph 'cat': choose one of china, flower, hopper"):
        photograph("cat")
    with pytest.raises(ValueError, match="width = 0 is too small"):
        photograph("china", width=0)


def test_a_fine_pattern_is_averaged_not_sampled() -> None:
    stripes = np.zeros((64, 64, 3), np.uint8)
    stripes[:, ::2] = 255
    assert np.abs(resize(stripes, W=8, H=8).astype(int) - 127).max() < 25


def test_digits_enlarged_stand_as_those_of_mnist() -> None:
    small = digits()[0][:50]
    large = enlarged(small)
    assert large.shape == (50, 28, 28, 1) and large.dtype == np.float32
    assert large[:, 4:24, 4:24].max() == 1 and large.sum() == large[:, 4:24, 4:24].sum()
    means = small.mean(axis=(1, 2, 3)), large[:, 4:24, 4:24].mean(axis=(1, 2, 3))
    np.testing.assert_allclose(*means, atol=0.02)  # as much ink
    odd = enlarged(np.ones((1, 3, 3, 1)), inner=2, side=5)
    assert np.argwhere(odd[0, :, :, 0]).tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]


def test_the_bundles_are_read_without_importing_the_packages() -> None:
    code = (
        "import sys; from cnnlib.datasets import digits, photograph; digits(); photograph('hopper'); "
        "print([name for name in ('sklearn', 'matplotlib') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_missing_bundle_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "find_spec", lambda module: None)
    with pytest.raises(FileNotFoundError, match=r"scikit-learn does not hold .*digits.csv.gz: install it with"):
        bundled._bundled(*bundled.DIGITS)


def test_without_pillow_the_digits_still_work(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def no_pillow(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("PIL"):
            raise ModuleNotFoundError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", no_pillow)
    assert len(digits()[0]) == 1797
