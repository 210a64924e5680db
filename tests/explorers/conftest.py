"""A tiny explorer for each test that asks for one."""

import pytest

from tests.explorers.tiny import Tiny


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()
