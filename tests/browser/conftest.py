"""One JupyterLab and one Chromium for all browser tests; a notebook for each explorer; a picture of every failure."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest

from cnnlib.scenes import convolution, filter_lab
from tests.browser.reader import ROOT, Reader
from tools.lab_in_browser import Lab, running_lab, write_notebook

FAILURES = ROOT / "test-results"


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A server and a browser. The notebooks in it import the package that is tested."""
    os.environ["PYTHONPATH"] = str(ROOT)
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(autouse=True)
def quiet_console(lab: Lab) -> Iterator[None]:
    """No test may leave an error in the browser's console."""
    lab.errors.clear()
    yield
    assert not lab.errors


def reader_of(lab: Lab, name: str, picture: Any) -> Iterator[Reader]:
    """A notebook that shows an explorer of this name; its settings are given with `Reader.shows`."""
    show = f"from cnnlib.explorers import {name}\nex = {name}(**SETTINGS)\nex"
    write_notebook(lab.folder / f"{name}.ipynb", show, "ex.S = 1", "ex.F = 99", "ex")
    with lab.page(height=1200) as page:
        yield Reader(lab.open(page, f"{name}.ipynb"), picture)


@pytest.fixture(scope="session")
def convolution_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "Convolution", convolution)


@pytest.fixture(scope="session")
def filter_lab_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "FilterLab", filter_lab)


@pytest.fixture
def demo(convolution_page: Reader) -> Reader:
    """A fresh Convolution explorer with its own settings."""
    return convolution_page.shows()


@pytest.fixture
def photo(filter_lab_page: Reader) -> Reader:
    """A fresh Filter lab."""
    return filter_lab_page.shows()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Any:
    """What the page looked like when a test failed."""
    report = yield
    lab = getattr(item, "funcargs", {}).get("lab")
    if lab and report.failed:
        FAILURES.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "-", item.name).strip("-")
        for n, page in enumerate(page for context in lab.browser.contexts for page in context.pages):
            page.screenshot(path=FAILURES / f"{name}-{n}.png")
    return report
