"""Is this machine ready for the notebooks? `python -m cnnlib.doctor` looks, and says how to mend what is not.

Each check returns a few words on what it found, or raises `Trouble` with the repair. Only the standard
library is imported at the top, so that a missing package is a finding and not a crash:
`python cnnlib/doctor.py` runs where nothing is installed.
"""

import importlib.metadata
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

REINSTALL = "run `make lab`, or `pip install -e .` in the folder that holds pyproject.toml"
WIDGET_EXTENSIONS = {"@jupyter-widgets/jupyterlab-manager": "ipywidgets", "anywidget": "anywidget"}
KERNEL_QUESTION = "import cnnlib, ipywidgets, anywidget\nprint(1 + 1)"


class Trouble(Exception):
    """Something does not work: what, and the repair."""

    def __init__(self, what: str, repair: str) -> None:
        super().__init__(what)
        self.repair = repair


@dataclass(frozen=True)
class Finding:
    """One line of the report; a finding with a repair is a failure."""

    name: str
    words: str
    repair: str = ""

    def __str__(self) -> str:
        if not self.repair:
            return f"ok    {self.name:<12}{self.words}"
        return f"FAIL  {self.name:<12}{self.words}\n      {'':<12}repair: {self.repair}"


def runtime_packages() -> Iterator[tuple[str, str]]:
    """Name and least version of each package that cnnlib stands on, as its own metadata list them."""
    try:
        requirements = importlib.metadata.requires("cnnlib") or []
    except importlib.metadata.PackageNotFoundError:
        raise Trouble("cnnlib is not installed in this Python", REINSTALL) from None
    for requirement in requirements:
        match = re.fullmatch(r"([\w-]+)>=([\d.]+)", requirement)
        if match:
            yield match[1], match[2]


def check_python() -> str:
    return f"{platform.python_version()} on {platform.platform(terse=True)}, {sys.executable}"


def check_packages() -> str:
    found = {name: _installed_version(name, least) for name, least in runtime_packages()}
    return ", ".join(f"{name} {version}" for name, version in found.items())


def _installed_version(name: str, least: str) -> str:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        raise Trouble(f"{name} is missing", REINSTALL) from None
    if _as_numbers(version) < _as_numbers(least):
        raise Trouble(f"{name} {version} is older than {least}", REINSTALL)
    return version


def _as_numbers(version: str) -> tuple[int, ...]:
    """Comparable form of a version: "8.1.9" becomes (8, 1, 9)."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def check_kernel(name: str = "python3") -> str:
    """Start the notebooks' kernel, let it import what they need, and ask for 1 + 1."""
    from jupyter_client.kernelspec import NoSuchKernel

    repair = "start JupyterLab from this environment: `make lab`, or `python -m jupyter lab notebooks`"
    try:
        answer = ask_kernel(name, KERNEL_QUESTION)
    except NoSuchKernel:
        install = "`python -m ipykernel install --sys-prefix`"
        raise Trouble(f"there is no kernel called {name}", install) from None
    except (RuntimeError, TimeoutError) as error:
        raise Trouble(f"the kernel {name} does not answer ({error})", repair) from None
    if answer.strip() != "2":
        raise Trouble(f"the kernel {name} says {_last_line(answer)!r} where it should say '2'", repair)
    return f"{name} answers 1 + 1 = 2"


def ask_kernel(name: str, code: str) -> str:
    """What a fresh kernel prints when it runs the code, an error's last line included."""
    from jupyter_client.manager import start_new_kernel

    said: list[str] = []

    def listen(message: dict) -> None:
        said.append(_text_of(message))

    quiet = ["--log-level=ERROR"]
    manager, client = start_new_kernel(kernel_name=name, startup_timeout=60, extra_arguments=quiet)
    try:
        client.execute_interactive(code, timeout=60, output_hook=listen)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return "".join(said)


def _text_of(message: dict) -> str:
    content = message["content"]
    if message["msg_type"] == "error":
        return f"{content['ename']}: {content['evalue']}\n"
    return str(content.get("text", "")) if message["msg_type"] == "stream" else ""


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1]


def check_widgets() -> str:
    """Both widget extensions must be known to JupyterLab and enabled, or the pages show no sliders."""
    import anywidget
    import ipywidgets

    listing = lab_extensions()
    for extension, package in WIDGET_EXTENSIONS.items():
        _check_extension(listing, extension, package)
    versions = f"ipywidgets {ipywidgets.__version__} and anywidget {anywidget.__version__}"
    return f"{versions} are enabled in JupyterLab"


def _check_extension(listing: str, extension: str, package: str) -> None:
    line = re.search(rf"^\s*{re.escape(extension)} v.*$", listing, re.MULTILINE)
    if line is None:
        raise Trouble(f"JupyterLab does not see {extension}", f"`pip install --force-reinstall {package}`")
    if "enabled" not in line[0]:
        switch_on = f"`python -m jupyter labextension enable {extension}`"
        raise Trouble(f"{extension} is switched off", switch_on)
    if "OK" not in line[0]:
        upgrade = f"`pip install --upgrade jupyterlab {package}`"
        raise Trouble(f"{extension} does not fit this JupyterLab", upgrade)


def lab_extensions() -> str:
    command = [sys.executable, "-m", "jupyter", "labextension", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return listed.stdout + listed.stderr


def check_data() -> str:
    """The digits and photographs that come with the packages: nothing is downloaded."""
    from cnnlib.datasets import PHOTOGRAPHS, digits, photograph

    try:
        images, _ = digits()
        photographs = [photograph(name, width=32) for name in PHOTOGRAPHS]
    except OSError as error:
        raise Trouble(f"a data file cannot be read ({error})", REINSTALL) from None
    return f"{len(images)} digits and {len(photographs)} photographs"


def check_writing() -> str:
    """A student saves work in the notebooks' folder."""
    folder = Path(__file__).resolve().parent.parent / "notebooks"
    folder = folder if folder.is_dir() else Path.cwd()
    try:
        with tempfile.TemporaryFile(dir=folder):
            return f"{folder} can be written to"
    except OSError as error:
        repair = "copy the course to a folder of your own and start it there"
        raise Trouble(f"{folder} cannot be written to ({error.strerror})", repair) from None


CHECKS: dict[str, Callable[[], str]] = {
    "Python": check_python,
    "packages": check_packages,
    "kernel": check_kernel,
    "widgets": check_widgets,
    "data": check_data,
    "notebooks": check_writing,
}


def examine(name: str, check: Callable[[], str]) -> Finding:
    """The outcome of one check; whatever goes wrong in it is a finding too."""
    try:
        return Finding(name, check())
    except Trouble as trouble:
        return Finding(name, str(trouble), trouble.repair)
    except ImportError as error:
        return Finding(name, str(error), REINSTALL)
    except Exception as error:
        return Finding(name, f"{type(error).__name__}: {error}", REINSTALL)


def main() -> int:
    findings = []
    for name, check in CHECKS.items():
        findings.append(examine(name, check))
        print(findings[-1], flush=True)
    failures = [finding for finding in findings if finding.repair]
    print(f"{len(failures)} of {len(findings)} need a repair." if failures else "Everything works.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
