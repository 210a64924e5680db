"""Pictures, data sets, files, patterns and windows that are handed what they cannot use: a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume
from cnnlib.datasets import (
    ImageError,
    cifar10,
    decode_image,
    drawn_digit,
    drawn_digits,
    enlarged,
    fashion_mnist,
    mnist,
    photograph,
    resize,
)  # fmt: skip
from cnnlib.implementations import matrices
from cnnlib.padding import pad
from cnnlib.patterns import PatternError, parse
from cnnlib.saving import load, net_from_text, save
from cnnlib.windows import im2col, windows

PICTURE = np.zeros((3, 3, 3), np.uint8)
X = np.zeros((1, 3, 3, 1))
NET = Net(Volume(W=2, H=2, D=1), [FC(K=2)]).init()


def refused(said: str, use: Callable[[Any], Any], values: list[Any]) -> list[tuple]:
    return [(said, use, value) for value in values]


USES = [
    *refused("is no colour image: give an array", lambda x: resize(x, 2, 2), [
        None, "x", PICTURE[..., 0], PICTURE[..., :1], PICTURE / 255, PICTURE.astype(int)]),
    *refused("pixels are more than 50 million", lambda W: resize(PICTURE, W, 10**6), [10**3, 10**12]),
    *refused("pixels are more than 50 million", lambda W: photograph("china", width=W), [10**9]),
    *refused("are not grey: give", enlarged, [None, "x", X[0], np.zeros((1, 3, 3, 3))]),
    *refused("do not hold numbers from 0 to 1", enlarged, [X - 1, X + 2, X + np.nan, X.astype(str)]),
    *refused("inner = .* does not fit into side = 28", lambda inner: enlarged(X, inner), [29]),
    *refused("side = .* is a whole number", lambda side: enlarged(X, 1, side), [0, 2.5, "a"]),
    *refused("width = .* is a whole number of at least 1", lambda W: photograph("china", width=W), [0, 10.5, True]),
    *refused("there is no photograph", photograph, ["cat", None, ["china"], 3]),
    *refused("is no content of a file", decode_image, [None, "abc", 5, [1, 2]]),
    *refused("longest = .* is a whole number", lambda n: decode_image(b"", longest=n), [0, -5, "a", 2.5]),
    *refused("digit = .* is no digit", lambda digit: drawn_digit(digit, 0), [10, -1, 3.5, "3", None, True]),
    *refused("n = .* is a whole number", lambda n: drawn_digit(3, n), [-1, 0.5, "a"]),
    *refused("per_digit = .* is a whole number", drawn_digits, [0, -1, 1.5]),
    *refused("folder = .* names no file or folder", mnist, [5, ["a"], 1.5]),
    *refused("folder = .* names no file or folder", fashion_mnist, [5]),
    *refused("folder = .* names no file or folder", cifar10, [5, True]),
    *refused("path = .* names no file or folder", lambda path: save(NET, path), [None, 3, ["a"]]),
    *refused("path = .* names no file or folder", load, [None, 3]),
    *refused("float16 = .* is neither True nor False", lambda one: save(NET, "never", float16=one), ["no", None, 1]),
    *refused("a net is written as Net", lambda one: save(one, "never"), ["net", None, [FC(K=2)]]),
    *refused("own = .* is no list of classes", lambda own: load("never", own=own), [3, Conv, "Conv", [3]]),
    *refused("is no text", net_from_text, [None, 3]),
    *refused("is no batch of images", lambda x: windows(x, 2), [X[0], "x", 3, None]),
    *refused("is no batch of images", lambda x: im2col(x, 2), [X[0], [1, 2]]),
    *refused("mode = .* is no kind of padding", lambda mode: pad(X, (1, 1), mode), ["wrap", None, ["zero"]]),
    *refused("P = ", lambda P: pad(X, P), [(-1, 1), (1,), 0.5, None]),
    *refused("is no Conv: im2col is a way", lambda layer: matrices(Volume(8, 8, 1), layer), [Pool(), ReLU()]),
    *refused("pool = .* is neither True nor False", lambda pool: parse("INPUT -> POOL? -> FC", pool=pool), ["no", 3]),
    *refused("'mean' is no kind: choose one of max, average, L2", parse, ["INPUT -> POOL(kind=mean) -> FC"]),
    *refused("'wrap' is no mode: choose one of zero, mirror", parse, ["INPUT -> CONV(mode=wrap) -> FC"]),
    *refused("bias = 7 is neither True nor False", parse, ["INPUT -> CONV(bias=7) -> FC"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "use", "value"), USES)
def test_it_is_refused_in_a_sentence(said: str, use: Callable[[Any], Any], value: Any) -> None:
    with pytest.raises((ValueError, TypeError), match=said):
        use(value)


def test_a_sentence_of_the_pattern_s_comes_with_its_caret() -> None:
    with pytest.raises(PatternError) as caught:
        parse("INPUT -> POOL(kind=mean) -> FC")
    *_, line, below = str(caught.value).splitlines()
    assert line[below.index("^") :].startswith("mean)")


def test_an_upload_that_is_no_file_is_an_image_error() -> None:
    with pytest.raises(ImageError):
        decode_image(None)  # type: ignore[arg-type]


def test_one_number_pads_both_axes(tmp_path: Path) -> None:
    assert pad(X, 1).shape == (1, 5, 5, 1)  # type: ignore[arg-type]
    assert load(save(NET, str(tmp_path / "net"), float16=np.bool_(False))).layers == NET.layers  # type: ignore[arg-type]
