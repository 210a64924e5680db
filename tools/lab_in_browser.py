"""A real JupyterLab in a real browser, for tests and measurements: start the server, open a notebook, press keys.

with running_lab(folder) as lab, lab.page() as page:
    notebook = lab.open(page, "a.ipynb")
    notebook.run_all()
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tools.find_chromium import find_chromium

TOKEN = "test"
# A closed network makes Chromium's own errands fail loudly; none of them has to do with the page.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# JupyterLab's own noise, which is there with an empty notebook too; the last when its theme is changed early.
NOISE = ("removeChild", "favicon", "Failed to load resource", "[vite]", "GPU stall", "Canvas2D", "service-worker")


@dataclass
class Lab:
    """A running server and a browser beside it."""

    url: str
    folder: Path
    browser: Browser
    errors: list[str] = field(default_factory=list)

    @contextmanager
    def page(self, width: int = 1280, height: int = 900, dark: bool = False, **options: Any) -> Iterator[Page]:
        """A fresh page; what its console calls an error is kept in `errors`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
            **options,
        )
        page = context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        yield page
        context.close()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in NOISE):
            self.errors.append(message.text)

    def open(self, page: Page, name: str, dark: bool = False) -> "Notebook":
        """Open a notebook of the folder in simple mode, its kernel ready."""
        page.goto(f"{self.url}/doc/tree/{name}?token={TOKEN}&reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.evaluate(THEME, "JupyterLab Dark" if dark else "JupyterLab Light")
        notebook = Notebook(page)
        notebook.wait_until_idle()
        return notebook


@dataclass
class Notebook:
    """An open notebook."""

    page: Page

    def run_all(self, timeout: float = 120) -> None:
        """Run every cell and wait for the last."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.wait_until_idle(timeout)

    def wait_until_idle(self, timeout: float = 60) -> None:
        """Until the kernel has nothing left to do."""
        deadline = time.monotonic() + timeout
        quiet = 0
        while quiet < 3:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the kernel was still busy after {timeout} s")
            quiet = quiet + 1 if self.page.evaluate(IDLE) else 0
            time.sleep(0.1)

    def errors(self) -> list[str]:
        """The exceptions among the notebook's outputs."""
        return list(self.page.evaluate(ERRORS))


MODEL = "window.jupyterapp.shell.currentWidget"
IDLE = f"() => {MODEL}?.sessionContext?.session?.kernel?.status === 'idle'"
ERRORS = f"""() => Array.from({MODEL}.content.widgets)
    .flatMap(cell => cell.model.type === 'code' ? cell.model.outputs.toJSON() : [])
    .filter(output => output.output_type === 'error').map(output => output.ename + ': ' + output.evalue)"""
THEME = "name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})"


def write_notebook(path: Path, *cells: str) -> None:
    """A notebook with these code cells."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, path)


@contextmanager
def running_lab(folder: Path, chromium: str | None = None) -> Iterator[Lab]:
    """A server on the notebooks of `folder` and a browser, both gone at the end."""
    port = _free_port()
    server = subprocess.Popen(_command(folder, port), cwd=folder, env=_environment(folder),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/api?token={TOKEN}", server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium or find_chromium(), args=FLAGS)
            yield Lab(f"http://127.0.0.1:{port}", folder, browser)
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


def _command(folder: Path, port: int) -> list[str]:
    return [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1",
        f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={folder}",
        "--ServerApp.port_retries=0",
    ]  # fmt: skip


def _environment(folder: Path) -> dict[str, str]:
    """Settings and runtime files of its own, so that a developer's JupyterLab is left alone; and no news."""
    private = {name: str(folder / ".jupyter" / name) for name in ("config", "data", "runtime")}
    quiet = (
        folder / ".jupyter" / "config/lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    )
    quiet.parent.mkdir(parents=True, exist_ok=True)
    quiet.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    return os.environ | {
        "JUPYTER_CONFIG_DIR": private["config"], "JUPYTER_DATA_DIR": private["data"],
        "JUPYTER_RUNTIME_DIR": private["runtime"], "CNNLIB_SNAPSHOT": "0",
    }  # fmt: skip


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"JupyterLab ended at once with exit code {server.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"JupyterLab did not answer within {seconds} s")
