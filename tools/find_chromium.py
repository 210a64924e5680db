"""Print where Chromium or Chrome is, or say how to get one. CHROMIUM=/path/to/it names another."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find_chromium() -> str | None:
    """The path of the one that CHROMIUM names, or else of the first that is installed; None without any."""
    named = os.environ.get("CHROMIUM")
    found = [shutil.which(name) for name in ((named,) if named else (*NAMES, MAC))]
    return next((path for path in found if path), None)


if __name__ == "__main__":
    path = find_chromium()
    if path is None:
        sys.exit(
            "The browser tests need Chromium and none was found: `sudo apt install chromium` (Debian), "
            "`brew install --cask chromium` (Mac), or name yours, as in `make test-browser CHROMIUM=/a/path`."
        )
    print(path)
