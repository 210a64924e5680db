"""A reader before an explorer in a real browser: presses keys, points, types, and tells what is to be seen."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page

from cnnlib.scenes.scene import Scene
from tests.browser.sight import SEE, Sight, sight_of, sight_of_scene
from tools.lab_in_browser import Notebook

PATIENCE = 15  # seconds until a test gives up
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
RUN = f"""async (code) => {{
    const future = {KERNEL}.requestExecute({{ code, store_history: false }});
    let trouble = "";
    future.onIOPub = ({{ header, content }}) => {{ if (header.msg_type === "error") trouble = content.ename + ": " + content.evalue; }};
    await future.done;
    return trouble;
}}"""
RUN_CELL = """async (n) => {
    for (const stage of document.querySelectorAll(".cnn-stage")) stage.dataset.old = "yes";
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.deselectAll();
    notebook.activeCellIndex = n;
    await window.jupyterapp.commands.execute("notebook:run-cell");
}"""
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
CELL = """(root, [name, cell, cols, rows]) => {
    const { left, top, width, height } = root.querySelector(`[data-handle="${name}"]`).getBoundingClientRect();
    const pad = 2 * width / Number(root.querySelector(`[data-handle="${name}"]`).getAttribute("width"));
    const size = (width - 2 * pad) / cols;
    return [left + pad + (cell % cols + 0.5) * size, top + pad + (Math.floor(cell / cols) + 0.5) * size];
}"""


def canonical(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as they come back from the page."""
    return json.loads(json.dumps(settings))


@dataclass
class Reader:
    """Who sits before one explorer of an open notebook. `picture` is its module in `cnnlib/scenes/`."""

    notebook: Notebook
    picture: Any
    nth: int = 0

    @property
    def page(self) -> Page:
        return self.notebook.page

    @property
    def root(self) -> Locator:
        return self.page.locator(".cnn-stage:not([data-old])").nth(self.nth)

    # What the test process expects

    def settings(self, **changes: Any) -> Any:
        """The settings that the page shows, or these changes of them, as the picture module's."""
        return self.picture.Settings(**self.shown_settings() | changes)

    def scene(self, **changes: Any) -> Scene:
        """The scene that belongs to what the page shows, made here."""
        return self.picture.scene(self.settings(**changes))

    # Looking

    def shown_settings(self) -> dict[str, Any]:
        return json.loads(self.root.get_attribute("data-key") or "{}")

    def sees(self) -> Sight:
        return sight_of(self.root.evaluate(SEE))

    def expects(self, **what: Any) -> Sight:
        """Wait until these parts of the sight are so; if they never are, show the difference."""
        deadline = monotonic() + PATIENCE
        while True:
            seen = self.sees()
            found = {name: getattr(seen, name) for name in what}
            if found == what or monotonic() > deadline:
                assert found == what
                return seen
            self.frame()

    def expects_picture(self, settings: Mapping[str, Any], focus: Any = None, pinned: bool = False) -> Sight:
        """Wait until the page shows what `cnnlib` makes of these settings, every number and sentence of it."""
        complete = asdict(self.picture.Settings(**settings))
        complete.pop("upload", None)
        scene = self.picture.scene(self.picture.Settings(**settings))
        seen = self.waits_for(complete)
        return self.expects(**sight_of_scene(scene, complete, seen.step, self.picture.CONTROLS, focus, pinned))

    def waits_for(self, settings: Mapping[str, Any]) -> Sight:
        """Wait until the picture of these settings is there; settings that are not named may be anything."""
        wanted = canonical(settings)
        self.page.wait_for_function(
            """([root, wanted]) => {
                const key = JSON.parse(root.dataset.key);
                const text = (value) => JSON.stringify(value, value && !Array.isArray(value) && typeof value === "object" ? Object.keys(value).sort() : undefined);
                return Object.entries(wanted).every(([name, value]) => text(key[name]) === text(value));
            }""",
            arg=[self.root.element_handle(), wanted],
            timeout=PATIENCE * 1000,
        )
        return self.sees()

    def frame(self) -> None:
        """Until the browser has drawn what it was told so far."""
        self.page.evaluate(FRAME)

    def settles(self) -> None:
        """Until Python has taken all messages, and the browser what came back."""
        self.python("pass")
        self.frame()

    # Doing

    def python(self, code: str) -> None:
        """Run code in the kernel."""
        trouble = self.page.evaluate(RUN, code)
        assert not trouble, trouble

    def shows(self, **settings: Any) -> "Reader":
        """A new explorer with these settings in the notebook's second cell."""
        self.python(f"SETTINGS = {settings!r}")
        self.run_cell(1)
        self.page.wait_for_selector(".cnn-stage[data-key]:not([data-old])", timeout=PATIENCE * 1000)
        self.page.mouse.move(1, 1)
        return self

    def run_cell(self, n: int) -> None:
        self.page.evaluate(RUN_CELL, n)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focus_picture(self) -> None:
        self.root.locator(".cnn-picture").focus()

    def slider(self, setting: str) -> Locator:
        return self.root.locator(f"input[type=range][data-setting={setting}]")

    def box(self, setting: str) -> Locator:
        return self.root.locator(f"[data-box={setting}]")

    def type_in_box(self, setting: str, text: str) -> None:
        self.box(setting).fill(text)
        self.press("Enter")

    def menu(self, setting: str) -> Locator:
        return self.root.locator(f"select[data-setting={setting}]")

    def switch(self, setting: str) -> Locator:
        return self.root.locator(f"input[type=checkbox][data-setting={setting}]")

    def desk(self, name: str) -> Locator:
        return self.root.locator(f"[data-desk={name}]:visible")

    def act(self, name: str) -> None:
        """Press a button of the film."""
        self.root.locator(f"[data-act={name}]").click()

    def place(self, grid: str, cell: int) -> tuple[float, float]:
        """Where on the page the middle of a cell is."""
        found = self.scene().grid(grid)
        x, y = self.root.evaluate(CELL, [grid, cell, found.cols, found.rows])
        return x, y

    def points_at(self, grid: str, cell: int) -> None:
        self.page.mouse.move(*self.place(grid, cell))

    def points_nowhere(self) -> None:
        self.page.mouse.move(1, 1)

    def clicks(self, grid: str, cell: int) -> None:
        self.page.mouse.click(*self.place(grid, cell))

    def edits(self, grid: str, cell: int, text: str) -> None:
        """Double-click a cell and type."""
        self.page.mouse.dblclick(*self.place(grid, cell))
        self.root.locator(".cnn-editor").fill(text)
        self.press("Enter")
