"""Set-up: the interpreter is checked, the stamp is honest, each failure is one sentence with a way out."""

import importlib
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parent.parent / "tools"

OFFLINE = """WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'
ERROR: Could not find a version that satisfies the requirement anyio==4.16.0 (versions: none)
ERROR: No matching distribution found for anyio==4.16.0"""
NO_WHEEL = """ERROR: Could not find a version that satisfies the requirement anyio==4.16.0 (versions: 4.15)
ERROR: No matching distribution found for anyio==4.16.0"""
CERTIFICATE = "WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(CERTIFICATE_VERIFY_FAILED)'"
WRONG_HASH = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."


@pytest.fixture
def setup_env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script as a module, its environment, lock and log in a folder of their own."""
    monkeypatch.syspath_prepend(TOOLS)
    module = importlib.import_module("setup_env")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(module, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "ready.txt")
    monkeypatch.setattr(module, "LOG", tmp_path / ".setup.log")
    module.VENV.mkdir()
    module.LOCK.write_text("numpy==2.4.6\n")
    return module


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 15, 0)])
def test_python_that_does_not_fit(version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    found = ".".join(map(str, version))
    with pytest.raises(SystemExit, match=rf"needs Python 3\.11 to 3\.14, and this one is {found}: install one"):
        runpy.run_path(str(TOOLS / "check_python.py"))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2)])
def test_python_that_fits(version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    runpy.run_path(str(TOOLS / "check_python.py"))


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_python_that_is_not_there() -> None:
    command = ["sh", "tools/find_python.sh", "no-such-python"]
    found = subprocess.run(command, cwd=TOOLS.parent, capture_output=True, text=True)
    assert found.returncode == 1
    assert found.stderr.startswith("No Python found under the name 'no-such-python': install Python, or name")


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_python_that_is_named_is_taken() -> None:
    command = ["sh", "tools/find_python.sh", sys.executable]
    found = subprocess.run(command, cwd=TOOLS.parent, capture_output=True, text=True)
    assert found.stdout == f"{sys.executable}\n"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (OFFLINE, "the network or the package index does not answer. Connect and run the same command again"),
        (CERTIFICATE, "set PIP_CERT"),
        (WRONG_HASH, "is not the one that requirements.lock names"),
        (NO_WHEEL, "not offered for this machine and Python"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("The virtual environment was not created because ensurepip is not available", "python3-venv"),
        ("ERROR: something new.\nhint: look above", "could not be made: ERROR: something new."),
        ("", "no reason was given"),
    ],
)
def test_reason_for_a_failure(output: str, sentence: str, setup_env: ModuleType) -> None:
    assert sentence in setup_env.explain(output)


def test_failing_command_ends_in_one_sentence(setup_env: ModuleType) -> None:
    code = "import sys; print('Retrying (Retry(total=0)) after connection broken'); sys.exit(1)"
    with pytest.raises(SystemExit, match=r"does not answer\..*\(All that was said: \.setup\.log\)"):
        setup_env.run(sys.executable, "-c", code)


def test_stamp_is_trusted_until_the_lock_changes(setup_env: ModuleType) -> None:
    assert not setup_env.ready()
    setup_env.STAMP.write_text(setup_env.stamp())
    assert setup_env.ready()
    setup_env.LOCK.write_text("numpy==2.5.0\n")
    assert not setup_env.ready()


def test_stamp_of_a_folder_that_was_moved(setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    setup_env.STAMP.write_text(setup_env.stamp())
    monkeypatch.setattr(setup_env, "ROOT", setup_env.ROOT / "moved")
    assert not setup_env.ready()


def test_stamp_of_an_interpreter_that_is_gone(setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    setup_env.STAMP.write_text(setup_env.stamp())
    monkeypatch.setattr(setup_env, "PYTHON", setup_env.VENV / "gone")
    assert not setup_env.ready()


def test_pip_is_told_to_use_the_lock(setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup_env, "run", lambda *command: commands.append(command))
    setup_env.set_up()
    make, install, editable = commands
    assert make[1:4] == ("-m", "venv", "--clear")
    assert install[-3:] == ("--require-hashes", "-r", str(setup_env.LOCK))
    assert {"--no-deps", "--no-build-isolation", "--editable"} < set(editable)
    assert setup_env.ready()
