"""A small net trained on the digits, the same for every test here."""

from itertools import islice

import pytest
from numpy.typing import NDArray

from cnnlib import Net
from cnnlib.recipes import train_digits


@pytest.fixture(scope="session")
def trained() -> Net:
    """Two epochs will do: it is right nine times in ten."""
    net, records = train_digits(seed=0)
    for _ in islice(records, 86):
        pass
    return net


@pytest.fixture(scope="session")
def digits() -> tuple[NDArray, NDArray]:
    from cnnlib import datasets

    return datasets.digits()
