"""Run a function of the view outside a notebook: in Node, or else in Chromium."""

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from cnnlib.explorers.stage import module
from tools.find_chromium import find_chromium

BYTES = """
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
const revive = (_, value) => (value && value.__bytes !== undefined ? bytes(value.__bytes) : value);
"""
PAGE = '<meta charset="utf-8"><pre id="made"></pre>'
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def run(code: str, given: Mapping[str, Any], folder: Path) -> Any:
    """What `code`, the body of a function with the view's functions and `given` at hand, returns."""
    text = json.dumps(given, default=lambda data: {"__bytes": base64.b64encode(data).decode()})
    view = module().replace("export default", "const view =") + BYTES
    inside = f"{view}const given = JSON.parse({json.dumps(text)}, revive);\nconst made = (() => {{ {code} }})();\n"
    if shutil.which("node"):
        return _in_node(inside, folder)
    if find_chromium():
        return _in_chromium(inside, folder)
    return pytest.skip("needs Node or Chromium")


def _in_node(inside: str, folder: Path) -> Any:
    script = folder / "script.mjs"
    script.write_text(inside + "console.log(JSON.stringify(made));", encoding="utf-8")
    done = subprocess.run(["node", str(script)], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _in_chromium(inside: str, folder: Path) -> Any:
    page = folder / "page.html"
    end = 'document.getElementById("made").textContent = JSON.stringify(made);'
    script = (inside + end).replace("</script", "<\\/script")
    page.write_text(f'{PAGE}<script type="module">{script}</script>', encoding="utf-8")
    command = [find_chromium(), *FLAGS, "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    made = re.search(r'<pre id="made">(.+?)</pre>', done.stdout, re.DOTALL)
    assert made, done.stderr
    return json.loads(unescape(made[1]))
