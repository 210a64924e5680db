"""The doctor on a healthy machine, and on machines with one thing broken each."""

import importlib.metadata
import subprocess
import sys
import tempfile

import pytest

from cnnlib import doctor

HEALTHY = """
        anywidget v0.11.0 enabled OK
        @jupyter-widgets/jupyterlab-manager v5.0.16 enabled OK (python, jupyterlab_widgets)
"""


def test_healthy_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main() == 0
    report = capsys.readouterr().out
    assert "FAIL" not in report
    assert "python3 answers 1 + 1 = 2" in report
    assert "1797 digits and 3 photographs" in report
    assert report.endswith("Everything works.\n")


def test_python_without_any_package() -> None:
    """`-S` hides all that was installed: each check then says what is missing, and none of them crashes."""
    command = [sys.executable, "-S", "-E", doctor.__file__]
    report = subprocess.run(command, capture_output=True, text=True, cwd=tempfile.gettempdir())
    assert report.returncode == 1
    assert report.stderr == ""
    assert "FAIL  packages    cnnlib is not installed in this Python" in report.stdout
    assert "FAIL  widgets     No module named 'anywidget'" in report.stdout
    assert report.stdout.count("repair: run `make lab`") == 4


def test_failure_is_reported_with_its_repair_and_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise doctor.Trouble("the lamp is out", "change the bulb")

    monkeypatch.setattr(doctor, "CHECKS", {"light": broken, "Python": doctor.check_python})
    assert doctor.main() == 1
    report = capsys.readouterr().out
    assert "FAIL  light" in report
    assert "repair: change the bulb" in report
    assert "1 of 2 need a repair." in report


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "runtime_packages", lambda: iter([("no-such-package", "1.0")]))
    with pytest.raises(doctor.Trouble, match="no-such-package is missing"):
        doctor.check_packages()


def test_old_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "7.10.2")
    monkeypatch.setattr(doctor, "runtime_packages", lambda: iter([("ipywidgets", "8.1")]))
    with pytest.raises(doctor.Trouble, match=r"ipywidgets 7\.10\.2 is older than 8\.1"):
        doctor.check_packages()


def test_cnnlib_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_found(name: str) -> list[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", not_found)
    with pytest.raises(doctor.Trouble, match="not installed in this Python") as trouble:
        doctor.check_packages()
    assert "make lab" in trouble.value.repair


def test_no_such_kernel() -> None:
    with pytest.raises(doctor.Trouble, match="no kernel called no-such-kernel") as trouble:
        doctor.check_kernel("no-such-kernel")
    assert "ipykernel install" in trouble.value.repair


def test_kernel_of_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = "ModuleNotFoundError: No module named 'cnnlib'\n"
    monkeypatch.setattr(doctor, "ask_kernel", lambda *asked: answer)
    with pytest.raises(doctor.Trouble, match="No module named 'cnnlib'") as trouble:
        doctor.check_kernel()
    assert "start JupyterLab from this environment" in trouble.value.repair


def test_silent_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*asked: str) -> str:
        raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(doctor, "ask_kernel", silent)
    with pytest.raises(doctor.Trouble, match="does not answer"):
        doctor.check_kernel()


def test_kernel_error_reaches_the_report() -> None:
    assert doctor.ask_kernel("python3", "print(6 * 7)\n1 / 0") == "42\nZeroDivisionError: division by zero\n"


@pytest.mark.parametrize(
    ("found", "instead", "says", "repair"),
    [
        ("anywidget v0.11.0 enabled OK", "", "does not see anywidget", "install --force-reinstall anywidget"),
        ("5.0.16 enabled", "5.0.16 disabled", "is switched off", "labextension enable @jupyter-widgets"),
        ("0.11.0 enabled OK", "0.11.0 enabled X", "does not fit", "install --upgrade jupyterlab anywidget"),
    ],
)
def test_widget_extension(found: str, instead: str, says: str, repair: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found in HEALTHY
    monkeypatch.setattr(doctor, "lab_extensions", lambda: HEALTHY.replace(found, instead))
    with pytest.raises(doctor.Trouble, match=says) as trouble:
        doctor.check_widgets()
    assert repair in trouble.value.repair


def test_unreadable_data(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable() -> None:
        raise FileNotFoundError("digits.csv.gz")

    monkeypatch.setattr("cnnlib.datasets.digits", unreadable)
    with pytest.raises(doctor.Trouble, match=r"cannot be read \(digits.csv.gz\)"):
        doctor.check_data()


def test_folder_that_cannot_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**where: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    with pytest.raises(doctor.Trouble, match="cannot be written to \\(Permission denied\\)") as trouble:
        doctor.check_writing()
    assert "folder of your own" in trouble.value.repair


def test_missing_import_is_a_finding() -> None:
    def needs_more() -> str:
        raise ModuleNotFoundError("No module named 'anywidget'")

    finding = doctor.examine("widgets", needs_more)
    assert "No module named 'anywidget'" in finding.words
    assert "make lab" in finding.repair


def test_unforeseen_error_is_a_finding() -> None:
    assert doctor.examine("data", lambda: str(1 // 0)).words.startswith("ZeroDivisionError")
