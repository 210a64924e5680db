"""Make `.venv` from `requirements.lock`, once: every later run sees its stamp and returns at once.

Standard library only, for it runs before anything is installed: `make` calls it, and on Windows
`py tools\\setup_env.py`.
"""

import hashlib
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import check_python  # noqa: F401  (stops here when this Python does not fit)

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "cnnlib-ready.txt"
LOG = ROOT / ".setup.log"

NETWORK = (
    "The packages could not be downloaded: the network or the package index does not answer. "
    "Connect and run the same command again."
)
# What pip says, and what that means for the reader. The first that matches is told.
REASONS = [
    (
        r"No space left on device|Errno 28",
        "The disk is full: 1 GB is needed. Free some and run the same command again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        "The package index showed a certificate that this machine does not trust: "
        "set PIP_CERT to your network's certificate file and run the same command again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded package is not the one that requirements.lock names, so nothing was installed: "
        "try another network, or remove pip's copy with `pip cache purge`.",
    ),
    (r"Retrying \(|[Cc]onnection|Timeout|ProxyError|NameResolution", NETWORK),
    (
        r"No matching distribution|Could not find a version",
        "A package in requirements.lock is not offered for this machine and Python: try another Python (PYTHON=...).",
    ),
    (
        r"ensurepip",
        "This Python cannot make environments: install its venv package "
        "(Debian, Ubuntu: `sudo apt install python3-venv`).",
    ),
]


def stamp() -> str:
    """What the environment was made from: a change of Python, folder or lock makes it stale."""
    pins = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"Python {platform.python_version()}\n{ROOT}\n{pins}\n"


def ready() -> bool:
    """Whether the environment is there, and made from what there is now."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == stamp()


def explain(output: str) -> str:
    """One sentence for what went wrong, chosen by pip's own words."""
    for pattern, sentence in REASONS:
        if re.search(pattern, output):
            return sentence
    errors = re.findall(r"(?i).*error.*", output) or ["no reason was given"]
    return f"The environment could not be made: {errors[-1].strip(' .')}."


def run(*command: str) -> None:
    """Run a command; a sentence and the end where it fails."""
    # A pip that is told to install "for the user", or a borrowed PYTHONPATH, would miss the new environment.
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    environment.update(PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1")
    with LOG.open("a", encoding="utf-8") as log:
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.exit(f"{explain(LOG.read_text(encoding='utf-8', errors='replace'))} (All that was said: {LOG.name})")


def set_up() -> None:
    """Make the environment anew."""
    print("Setting up .venv from requirements.lock: about a minute, this once.", flush=True)
    LOG.unlink(missing_ok=True)
    # The interpreter behind a running `.venv`, for it may be the one to be replaced.
    run(getattr(sys, "_base_executable", sys.executable), "-m", "venv", "--clear", str(VENV))
    pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--progress-bar=off", "--retries=1")
    run(*pip, "--timeout=30", "--require-hashes", "-r", str(LOCK))
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(stamp())
    LOG.unlink(missing_ok=True)


if __name__ == "__main__":
    try:
        if not ready():
            set_up()
    except KeyboardInterrupt:
        sys.exit("Stopped half way: run the same command again.")
