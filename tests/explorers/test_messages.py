"""What the page asks of an explorer, and what it is answered: moves, scenes ahead of time, code, pictures, uploads."""

from types import SimpleNamespace
from typing import Any

import pytest

from cnnlib import draw
from cnnlib.explorers import FilterLab
from cnnlib.scenes.trace import Focus
from tests.explorers.tiny import Sent, Tiny


def test_a_slider_moves_the_picture(tiny: Tiny) -> None:
    tiny.set_state({"settings": tiny.settings | {"S": 3}})
    assert tiny.S == 3 and tiny.scene["settings"]["S"] == 3


def test_settings_do_not_come_back_to_the_slider(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that came back late would pull the slider from under the reader's hand."""
    sent: list[str] = []
    monkeypatch.setattr(tiny, "send_state", lambda key=None: sent.extend([key] if isinstance(key, str) else key or []))
    tiny.set_state({"settings": tiny.settings | {"S": 3}})
    assert "scene" in sent and "settings" not in sent
    tiny.S = 2
    assert "settings" in sent


def test_a_refused_slider_value_is_a_sentence(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    sent, wanted = Sent(tiny, monkeypatch), tiny.settings | {"S": "two"}
    tiny.set_state({"settings": wanted, "step": 1})
    why = "S = 'two' is not a whole number (stride): type a whole number from 1 to 4"
    assert sent == [({"refused": wanted, "why": why}, None)]
    assert tiny.notice == why
    assert tiny.S == 1 and tiny.step == 1


def test_an_exception_behind_a_slider_is_shown_and_logged(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    sent, logged = Sent(tiny, monkeypatch), []
    monkeypatch.setattr(tiny.log, "exception", lambda *words: logged.append(words))
    tiny.set_state({"settings": tiny.settings | {"S": 4}})
    assert sent[0][0]["why"] == "ZeroDivisionError: a mistake of ours"
    assert len(logged) == 1 and tiny.S == 1


def test_a_scene_ahead_of_time(tiny: Tiny) -> None:
    wanted = tiny.settings | {"S": 3}
    tiny._on_message(tiny, {"ask": wanted}, [])
    assert tiny.answer["settings"] == wanted
    assert tiny.answer["scene"]["settings"] == wanted
    assert tiny.S == 1, "asking changes nothing"
    tiny.set_state({"settings": wanted})
    assert tiny.scene is tiny.answer["scene"], "made once"


@pytest.mark.parametrize("S", [4, 9])
def test_no_scene_ahead_of_time(tiny: Tiny, S: int) -> None:
    wanted = tiny.settings | {"S": S}
    tiny._on_message(tiny, {"ask": wanted}, [])
    assert tiny.answer == {"settings": wanted, "scene": None}
    assert tiny.notice == ""


def test_code_is_sent(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Sent(tiny, monkeypatch)
    tiny._on_message(tiny, {"code": "keras"}, [])
    assert sent == [({"code": "# keras\nS = 1"}, None)]


def fake_picture(panes: Any, foci: tuple[Focus | None, ...], theme: str, margin: float) -> SimpleNamespace:
    (focus,) = foci
    name = f"{focus.grid} {focus.cell} {theme}" if focus else theme
    return SimpleNamespace(png=lambda: f"png {name}".encode(), svg=lambda: f"svg {name}".encode())


@pytest.mark.parametrize(
    ("request_", "data", "about"),
    [
        ({"export": "png", "step": 1, "focus": None, "theme": "dark"}, b"png x 1 dark", ("tiny.png", "image/png")),
        (
            {"export": "svg", "step": 1, "focus": {"grid": "x", "cell": 0}, "theme": "light"},
            b"svg x 0 light",
            ("tiny.svg", "image/svg+xml"),
        ),
    ],
)
def test_a_picture_to_take_away(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, request_: dict, data: bytes, about: tuple[str, str]
) -> None:
    sent = Sent(tiny, monkeypatch)
    monkeypatch.setattr(draw, "pictures", fake_picture)
    tiny._on_message(tiny, request_, [])
    assert sent == [({"file": {"name": about[0], "type": about[1]}}, [data])]


@pytest.mark.parametrize("pinned", [{"grid": "gone", "cell": 0}, {"grid": "x", "cell": 2}])
def test_a_pin_on_a_cell_that_is_gone_is_no_pin(tiny: Tiny, monkeypatch: pytest.MonkeyPatch, pinned: dict) -> None:
    monkeypatch.setattr(draw, "pictures", fake_picture)
    tiny.step = 1
    tiny.set_trait("pinned", pinned)  # as the page may, a moment after the picture has changed
    assert tiny.snapshot().png() == b"png x 1 light"


def test_a_picture_that_cannot_be_drawn_is_a_sentence(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise OSError("no ink left")

    sent = Sent(tiny, monkeypatch)
    monkeypatch.setattr(draw, "pictures", broken)
    monkeypatch.setattr(tiny.log, "exception", lambda *_: None)
    tiny._on_message(tiny, {"export": "png", "step": 0, "focus": None, "theme": "light"}, [])
    assert sent == [({"failed": "OSError: no ink left"}, None)]


def test_an_upload_travels_once(tiny: Tiny) -> None:
    """The view knows it by a short name, for settings go back and forth with every move."""
    tiny._on_message(tiny, {"upload": "upload", "name": "cat.png"}, [memoryview(b"12345")])
    assert tiny.upload == b"12345"
    assert tiny.scene["items"][0]["numbers"] == ["1", "5"]
    assert tiny.settings["upload"].startswith("file ") and len(tiny.settings["upload"]) < 60
    tiny.set_state({"settings": tiny.settings | {"S": 2}})
    assert tiny.upload == b"12345"


def test_what_is_no_picture_is_refused_in_the_filter_lab(monkeypatch: pytest.MonkeyPatch) -> None:
    lab = FilterLab(photo="upload")
    sent = Sent(lab, monkeypatch)
    lab._on_message(lab, {"upload": "upload", "name": "notes.txt"}, [b"words, words"])
    assert "upload:" in sent[0][0]["failed"]
    assert lab.upload == "" and lab.notice == sent[0][0]["failed"]
