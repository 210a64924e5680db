"""Model cards say what is so: every number in them is made again, or compared with the files."""

import os
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnnlib import pretrained
from cnnlib.datasets import digits, enlarged
from cnnlib.measure import confusion, loss_and_accuracy, scores_of
from cnnlib.recipes import RECIPES
from tools.card_parts import COLOUR, NAMES, SUBJECTS, moved
from tools.card_pictures import PIXEL, pixels_of
from tools.card_text import about_file, about_training, command, recipe_source
from tools.card_trials import trials_of
from tools.cards import card

DATA = os.environ.get("CNNLIB_DATA", "")
WRITTEN = [name for name in NAMES if (pretrained.FOLDER / f"{name}.md").exists()]
MEASURED = [name for name in WRITTEN if SUBJECTS[name].classes]


def text_of(name: str) -> str:
    return (pretrained.FOLDER / f"{name}.md").read_text(encoding="utf-8")


def test_pictures_lie_beside_their_cards() -> None:
    pictured = {name for name in WRITTEN if SUBJECTS[name].picture}
    assert {path.stem for path in pretrained.FOLDER.glob("*.png")} == pictured


def test_every_file_of_weights_has_its_card_and_its_records() -> None:
    shipped = {path.stem for path in pretrained.FOLDER.glob("*.npz")}
    assert shipped <= set(WRITTEN)
    assert {name for subject in WRITTEN for name in SUBJECTS[subject].recipes} == {
        path.stem for path in pretrained.FOLDER.glob("*.csv")
    }


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in MEASURED])
def test_a_card_without_images_is_what_its_command_writes(name: str) -> None:
    assert text_of(name) == card(SUBJECTS[name], None)


@pytest.mark.parametrize("name", MEASURED)
def test_a_card_fits_file_recipe_and_records(name: str) -> None:
    subject, text = SUBJECTS[name], text_of(name)
    for part in (about_file(subject), command(subject), about_training(subject)):
        assert part in text


@pytest.mark.parametrize("name", MEASURED)
def test_the_numbers_of_a_card_agree_with_each_other(name: str) -> None:
    """The confusion matrix against the accuracy, and both against the last epoch of the training."""
    text, classes = text_of(name), SUBJECTS[name].classes
    rows = re.findall(r"^\| \*\*.*?\*\* \| ([\d |]+) \| [\d.]+% \|$", text, re.MULTILINE)
    counts = np.array([[int(cell) for cell in row.split("|")] for row in rows])
    said = re.search(r"\*\*([\d.]+)%\*\* of the ([\d,]+) held-out images: ([\d,]+) mistakes", text)
    assert counts.shape == (len(classes),) * 2 and said is not None
    share, of, wrong = float(said[1]) / 100, int(said[2].replace(",", "")), int(said[3].replace(",", ""))
    assert counts.sum() == of and counts.sum() - np.trace(counts) == wrong
    assert share == pytest.approx(1 - wrong / of, abs=6e-5)
    assert share == pytest.approx(pretrained.records(name)[-1].validation, abs=2e-3)


@pytest.mark.skipif(not DATA, reason="CNNLIB_DATA names no folder of data sets")
@pytest.mark.parametrize("name", MEASURED)
def test_a_card_is_what_its_command_writes(name: str) -> None:
    subject = SUBJECTS[name]
    assert text_of(name) == card(subject, trials_of(subject, Path(DATA)))


@pytest.mark.parametrize("name", ["first_filters", "checkpoints"])
def test_the_picture_of_a_card_is_of_the_weights_that_ship(name: str) -> None:
    shown = np.asarray(Image.open(pretrained.FOLDER / f"{name}.png"))
    pixels = pixels_of(name)
    np.testing.assert_array_equal(shown[::PIXEL, ::PIXEL], pixels)
    assert shown.shape[:2] == tuple(PIXEL * size for size in pixels.shape[:2])


def test_mnists_card_tells_of_other_hands() -> None:
    images, labels = digits()
    assert f"{pretrained.mnist().accuracy(enlarged(images), labels):.2%}" in text_of("mnist")


def test_a_recipe_is_shown_as_it_stands() -> None:
    assert recipe_source("mnist").startswith('mnist = Recipe(\n    name="mnist",')
    with pytest.raises(ValueError, match=f"no recipe is called 'lenet': there are {', '.join(RECIPES)}"):
        recipe_source("lenet")


def test_changes_do_what_they_say() -> None:
    x = np.random.default_rng(0).random((2, 4, 4, 3), np.float32)
    right = moved(1)(x)
    assert not right[:, :, 0].any() and np.array_equal(right[:, :, 1:], x[:, :, :-1])
    for name, change in COLOUR.items():
        assert change(x).shape == x.shape and not np.array_equal(change(x), x), name


def test_loss_accuracy_and_confusions_are_of_one_pass() -> None:
    net, (images, y) = pretrained.mnist(), digits()
    x = enlarged(images)
    loss, accuracy = loss_and_accuracy(net, x[:300], y[:300])
    counts = confusion(y[:300], scores_of(net, x[:300]).argmax(axis=1), 10)
    assert np.trace(counts) / 300 == accuracy == net.accuracy(x[:300], y[:300])
    assert loss == pytest.approx(net.loss_and_grads(x[:300], y[:300])[0], rel=1e-5)
    with pytest.raises(ValueError, match="3 labels and 2 predictions cannot be compared"):
        confusion(y[:3], y[:2], 10)
