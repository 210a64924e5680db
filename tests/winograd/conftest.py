"""What the tests of both of Winograd's ways share."""

import pytest

from cnnlib.winograd import rows, tiles


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library takes the plain way."""
    for way in (rows, tiles):
        monkeypatch.setattr(way, "WIDE", 10**9)
