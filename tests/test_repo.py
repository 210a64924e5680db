"""The repository as a whole: what is tracked, and the lists that must say the same thing in two places."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
BYTES, WEIGHTS = 1_000_000, 2_000_000  # of a file; of one with the weights of a net that comes trained

# Written in two halves, so that this file does not name them either.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted",
    "registry" + ".npmjs",
    "unpkg" + ".com",
    "deb" + ".debian",
    "jsd" + "elivr",
]
MACHINE_PATHS = ["/ro" + "ot/", "/wo" + "rk/", "/op" + "t/", "/Users" + "/", "/ho" + "me/"]
# These look for such paths, or show one as an example.
MAY_NAME_PATHS = {"tests/test_notebooks.py", "tests/nbval_sanitize.cfg"}


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_nothing_names_a_registry_or_a_machine() -> None:
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8", errors="ignore")
        words = HOSTS + ([] if name in MAY_NAME_PATHS else MACHINE_PATHS)
        assert not [word for word in words if word in text], name


def test_no_file_is_big() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): path.stat().st_size for path in tracked()}
    most = {name: WEIGHTS if name.startswith("cnnlib/pretrained/") else BYTES for name in sizes}
    assert {name: size for name, size in sizes.items() if size > most[name]} == {}


def test_licence() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    assert PROJECT["license"] == "MIT"


def test_ci_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "set -euo pipefail" in script
    for command in ("make test", "make test-sweep", "make test-browser"):
        assert f"\n{command}" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def targets() -> dict[str, str]:
    """The Makefile's commands and what it says of them."""
    text = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    said = dict(re.findall(r"^([a-z-]+):.*?## (.*)$", text, re.MULTILINE))
    return {name: said.get(name, "") for name in phony[1].split()}


def test_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    internal = {"help", "ready"}
    assert [name for name in targets() if name not in internal and f"make {name}" not in readme] == []


def test_readme_names_no_other_command() -> None:
    pages = [(ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "CONTRIBUTING.md")]
    named = set(re.findall(r"`make ([a-z-]+)", "".join(pages)))
    assert named <= set(targets())


def test_links_lead_somewhere() -> None:
    for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8")):
            assert (ROOT / link).exists(), f"{page} links to {link}"


def pinned() -> dict[str, list[Version]]:
    pins: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", LOCK, re.MULTILINE):
        pins.setdefault(canonicalize_name(name), []).append(Version(version))
    return pins


def requirements() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"].values()
    return [Requirement(line) for lines in (PROJECT["dependencies"], *extras) for line in lines]


@pytest.mark.parametrize("requirement", requirements(), ids=lambda requirement: requirement.name)
def test_lock_pins_what_the_project_asks_for(requirement: Requirement) -> None:
    versions = pinned().get(canonicalize_name(requirement.name), [])
    assert versions, f"{requirement.name} is not in requirements.lock: run `make lock`"
    assert all(version in requirement.specifier for version in versions)


def test_lock_has_hashes_and_no_address() -> None:
    entries = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in LOCK
    assert "file:" not in LOCK
    assert "--index" not in LOCK


def test_environment_file_is_in_step() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["name"] == PROJECT["name"]
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    python, pip, packages = environment["dependencies"]
    extras = ",".join(PROJECT["optional-dependencies"])
    assert python == f"python{PROJECT['requires-python']},<{first_python_too_new()}"
    assert pip == "pip"
    assert packages == {"pip": [f"-e .[{extras}]"]}


def first_python_too_new() -> str:
    """From tools/check_python.py, the place that decides."""
    text = (ROOT / "tools" / "check_python.py").read_text()
    match = re.search(r"NEWEST = \(3, \d+\), \((\d+), (\d+)\)", text)
    assert match is not None
    return f"{match[1]}.{int(match[2]) + 1}"


def test_wheel_carries_every_file_of_the_package(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    kinds = {".py", ".js", ".css", ".npz", ".csv", ".md", ".png"}
    files = [path for path in (ROOT / "cnnlib").rglob("*") if path.suffix in kinds]
    assert {path.relative_to(ROOT).as_posix() for path in files} <= inside
