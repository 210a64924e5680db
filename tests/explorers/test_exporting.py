"""Pictures and films to take away, from code and for the page."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnlib.explorers import Convolution, FilterLab, exporting
from cnnlib.scenes.palette import LIGHT
from tests.explorers.tiny import Sent

SMALL = {"W": 4, "F": 2, "S": 2, "P": 0, "D1": 1, "K": 1}  # a film of four steps


def opened(path: Path) -> Image.Image:
    return Image.open(BytesIO(path.read_bytes()))


def pixels(image: Image.Image, frame: int) -> np.ndarray:
    image.seek(frame)
    return np.asarray(image.convert("RGB")).astype(int)


def test_a_film_has_a_frame_for_each_step(tmp_path: Path) -> None:
    explorer = Convolution(W=5, S=2)
    film = opened(explorer.save(tmp_path / "film.gif"))
    assert film.format == "GIF" and film.n_frames == explorer.picture_scene.steps == 18
    assert film.size == (1180, explorer.picture_scene.height)
    assert film.info["loop"] == 0 and film.info["duration"] == 330


def test_each_frame_is_the_picture_of_its_step(tmp_path: Path) -> None:
    explorer = Convolution(**SMALL)
    film = opened(explorer.save(tmp_path / "film.gif"))
    stills = []
    for step in range(4):
        explorer.step = step
        still = pixels(Image.open(BytesIO(explorer.snapshot().png(scale=1))), 0)
        assert np.abs(pixels(film, step) - still).mean() < 0.2
        stills.append(still)
    assert min(np.abs(one - other).mean() for one, other in pairwise(stills)) > 0.4, "the steps do differ"


def test_flat_colours_are_kept(tmp_path: Path) -> None:
    film = opened(Convolution(**SMALL).save(tmp_path / "film.gif"))
    colours = {tuple(colour) for colour in pixels(film, 3).reshape(-1, 3).tolist()}
    assert {tuple(bytes.fromhex(LIGHT[role][1:])) for role in ("paper", "panel", "input", "lit-output")} <= colours


def test_some_frames_at_a_pace_of_ones_own(tmp_path: Path) -> None:
    explorer = Convolution(**SMALL)
    film = opened(explorer.save(tmp_path / "film.gif", frames=[0, 3], pace=1.5))
    assert film.n_frames == 2 and film.info["duration"] == 1500
    explorer.step = 3
    assert np.abs(pixels(film, 1) - pixels(Image.open(BytesIO(explorer.snapshot().png(scale=1))), 0)).mean() < 0.2


def test_frames_that_are_alike_are_kept(tmp_path: Path) -> None:
    assert opened(Convolution(**SMALL).save(tmp_path / "film.gif", frames=[1, 1, 1])).n_frames == 3


def test_a_picture_without_steps_is_one_frame(tmp_path: Path) -> None:
    assert opened(Convolution(W=1, F=3, P=0).save(tmp_path / "film.gif")).n_frames == 1


def test_both_pictures_of_a_comparison_step(tmp_path: Path) -> None:
    explorer = Convolution(**SMALL)
    explorer.compare(S=1)  # nine outputs beside four
    film = opened(explorer.save(tmp_path / "film.gif"))
    one, last = pixels(film, 0), pixels(film, 8)
    assert film.n_frames == 9
    middle = film.height // 2
    assert (one[:middle] != last[:middle]).any() and (one[middle:] != last[middle:]).any()
    beside = opened(explorer.save(tmp_path / "beside.gif", frames=[0], beside=True))
    assert beside.width == 2 * film.width and beside.height == film.height // 2


def test_while_an_answer_is_covered_the_film_is_too(tmp_path: Path) -> None:
    explorer = Convolution(**SMALL)
    open_film = opened(explorer.save(tmp_path / "open.gif"))
    explorer.predict("output size")
    covered = opened(explorer.save(tmp_path / "covered.gif"))
    assert covered.n_frames == max(1, explorer.picture_scene.steps) < open_film.n_frames


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"frames": [4]}, r"frames names step 4, and the film has the steps 0 to 3"),
        ({"frames": []}, r"frames names no step: a film has at least one frame"),
        ({"frames": [0] * 501}, r"frames names 501 steps, and a GIF has at most 500: choose fewer"),
        ({"pace": 0.001}, r"pace = 0\.001 is outside 0\.02 to 60 seconds a step"),
    ],
)
def test_a_film_that_cannot_be_made_is_a_sentence(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Convolution(**SMALL).save(tmp_path / "film.gif", **options)
    assert not list(tmp_path.iterdir())


def test_too_many_steps_are_not_cut_in_silence(tmp_path: Path) -> None:
    lab = FilterLab()
    lab.step = 18400
    message = (
        r"This film has 18,421 steps, and a GIF has at most 500 frames\. Choose some: "
        r"frames=range\(18221, 18421\) from where it stands, or frames=range\(0, 18421, 93\)"
    )
    with pytest.raises(ValueError, match=message):
        lab.save(tmp_path / "film.gif")
    assert opened(lab.save(tmp_path / "film.gif", frames=range(18221, 18224))).n_frames == 3


def test_places_where_nothing_can_be_saved(tmp_path: Path) -> None:
    explorer = Convolution(**SMALL)
    with pytest.raises(ValueError, match=r"saved as \.png, \.svg, \.pdf or \.gif, not as 'film\.mp4'"):
        explorer.save(tmp_path / "film.mp4")
    with pytest.raises(FileNotFoundError, match=r"there is no folder '.*missing': make it, or choose another place"):
        explorer.save(tmp_path / "missing" / "film.gif")
    (tmp_path / "taken.gif").mkdir()
    with pytest.raises(OSError, match=r"cannot write '.*taken\.gif' \(there is a folder of that name\): choose"):
        explorer.save(tmp_path / "taken.gif")
    with pytest.raises(ValueError, match=r"frames and pace are for a film, and 'still\.png' is a still picture"):
        explorer.save(tmp_path / "still.png", pace=1)


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda place, _: place != tmp_path)  # root may write anywhere
    with pytest.raises(OSError, match=r"cannot write '.*film\.gif' \(you may not write there\): choose another place"):
        Convolution(**SMALL).save(tmp_path / "film.gif")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_stills(tmp_path: Path, ending: str) -> None:
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert Convolution(**SMALL).save(tmp_path / f"still.{ending}").read_bytes().startswith(starts[ending])


# For the page

FILM = {"export": "gif", "step": 0, "focus": None, "theme": "dark", "pace": 0.1, "loop": False}


def asked(explorer: Any, *messages: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Sent:
    sent = Sent(explorer, monkeypatch)
    for message in messages:
        explorer._on_message(explorer, message, [])
    return sent


def test_a_film_is_made_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "SLICE", 0)  # one piece at a time
    explorer = Convolution(**SMALL)
    sent = asked(explorer, FILM, *[{"film": "more"}] * 10, monkeypatch=monkeypatch)
    (begun, _), *working, (file, (data,)) = [(content, buffers or [None]) for content, buffers in sent]
    assert begun == {"film": {"made": 0, "of": 4}}
    assert [content["film"]["made"] for content, _ in working] == [0, 0, 0, 0, 0, 1, 2, 3, 4]
    assert file == {"file": {"name": "convolution.gif", "type": "image/gif"}}
    film = Image.open(BytesIO(data))
    assert film.n_frames == 4 and film.info["duration"] == 100 and "loop" not in film.info
    assert pixels(film, 0)[5, 200].sum() < 200, "dark"


def test_a_film_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "SLICE", 0)
    explorer = Convolution(**SMALL)
    asked(explorer, FILM, {"film": "more"}, {"film": "stop"}, monkeypatch=monkeypatch)
    assert explorer._pieces == [] and list(explorer._film) == []


def test_a_slider_may_move_while_a_film_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "SLICE", 0)
    explorer = Convolution(**SMALL)
    asked(explorer, FILM, {"film": "more"}, monkeypatch=monkeypatch)
    explorer.W = 9
    sent = asked(explorer, *[{"film": "more"}] * 9, monkeypatch=monkeypatch)
    assert Image.open(BytesIO(sent[-1][1][0])).n_frames == 4, "of the picture that was there when the film was begun"


def test_parts_are_offered_of_a_film_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    lab = FilterLab()
    ((offer, _),) = asked(lab, FILM | {"step": 9000}, monkeypatch=monkeypatch)
    assert offer["film"]["why"] == "This film has 18,421 steps, and a GIF has at most 500 frames."
    assert offer["film"]["parts"] == [
        {"text": "200 steps from step 9,001", "frames": [9000, 9200, 1]},
        {"text": "every 93rd step", "frames": [0, 18421, 93]},
    ]
    ((begun, _),) = asked(lab, FILM | {"frames": [0, 18421, 93]}, monkeypatch=monkeypatch)
    assert begun == {"film": {"made": 0, "of": 199}}
