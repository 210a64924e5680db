"""A reader before an explorer in a real browser: presses keys, points, types, and tells what is to be seen."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha1
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page

from cnnlib.explorers.pictured import FILE
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.trace import Focus
from tests.browser.sight import Sight, caption_of, controls_of, difference, sight_of, sight_of_scene
from tools.lab_in_browser import Notebook

PATIENCE = 15  # seconds until a test gives up
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SEE = (HERE / "see.js").read_text(encoding="utf-8")
PLACE = (HERE / "place.js").read_text(encoding="utf-8")
RUN = """async (code) => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const future = kernel.requestExecute({ code, store_history: false }), heard = { said: "", trouble: "" };
    future.onIOPub = ({ header, content }) => {
        if (header.msg_type === "stream") heard.said += content.text;
        if (header.msg_type === "error") heard.trouble = `${content.ename}: ${content.evalue}`;
    };
    await future.done;
    return heard;
}"""
# Newer kernels take what the page sends in a thread beside that of the cells, in its order. Of several changes
# ipywidgets keeps the last back until the one before is taken: it is there before a second message.
HEARD = """async () => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const comm = Array.from(kernel._comms.values()).at(-1);
    for (const _ of comm ? "12" : "") await comm.send({ method: "custom", content: {} }).done;
}"""
CELL = """async ([n, command]) => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.deselectAll();
    notebook.activeCellIndex = n;
    await window.jupyterapp.commands.execute(`notebook:${command}`);
}"""
AT_REST = (HERE / "at_rest.js").read_text(encoding="utf-8")
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def name_of(upload: bytes) -> str:
    """How the page knows the reader's own picture."""
    return FILE + sha1(upload).hexdigest()


@dataclass
class Reader:
    """Who sits before the `nth` explorer of an open notebook. `picture` is its module in `cnnlib/scenes/`."""

    notebook: Notebook
    picture: Any
    nth: int = 0

    @property
    def page(self) -> Page:
        return self.notebook.page

    @property
    def root(self) -> Locator:
        return self.page.locator(".cnn-stage").nth(self.nth)

    # Looking

    def sees(self) -> Sight:
        return sight_of(self.root.evaluate(SEE))

    def expects(self, **what: Any) -> Sight:
        """Wait until these parts of the sight are so; if they never are, show the difference."""
        deadline = monotonic() + PATIENCE
        while True:
            seen = self.sees()
            found = {name: getattr(seen, name) for name in what}
            if found == what:
                return seen
            assert monotonic() < deadline, difference(found, what)
            self.frame()

    def waits(self, until: Callable[[Sight], bool]) -> Sight:
        """Wait until something can be seen."""
        deadline = monotonic() + PATIENCE
        while not until(seen := self.sees()):
            assert monotonic() < deadline, "what is waited for does not come to be seen"
            self.frame()
        return seen

    def expects_settings(self, **settings: Any) -> Sight:
        """Wait until the picture of these settings is there; those that are not named may be anything."""
        wanted, deadline = json.loads(json.dumps(settings)), monotonic() + PATIENCE
        while True:
            shown = self.shown_settings()
            found = {name: shown.get(name) for name in wanted}
            if found == wanted:
                return self.sees()
            assert monotonic() < deadline, difference(found, wanted)
            self.frame()

    def expects_picture(self, settings: Mapping[str, Any], focus: Focus | None = None, **what: Any) -> Sight:
        """Wait until the page shows what `cnnlib` makes of these settings, every number and sentence of it.

        `focus` is the cell pointed at; `what` may say `step=` and `pinned=`, and any other part of the sight.
        """
        made = self.picture.Settings(**settings)
        complete = {name: name_of(value) if isinstance(value, bytes) else value for name, value in asdict(made).items()}
        seen = self.expects_settings(**complete)
        step = what.pop("step", seen.step)
        scene = self.picture.scene(made)
        sight = sight_of_scene(scene, step, focus, what.pop("pinned", False))
        controls = controls_of(complete, self.picture.CONTROLS, scene.menus)
        return self.expects(**sight | {"step": step, "controls": controls} | what)

    def shown_settings(self) -> dict[str, Any]:
        return json.loads(self.root.get_attribute("data-key") or "{}")

    def scene(self) -> Scene:
        """The scene that belongs to what the page shows, made here."""
        return self.picture.scene(self.picture.Settings(**self.shown_settings()))

    def sentence(self, grid: str, cell: int) -> str:
        """What is said of a cell when it is pointed at."""
        return caption_of(self.scene(), Focus(grid, cell))

    def frame(self) -> None:
        """Until the browser has drawn what it was told so far."""
        self.page.evaluate(FRAME)

    def settles(self) -> None:
        """Until Python has taken all that was sent, by cells and by the page, and the browser what came back."""
        self.python("pass")
        self.page.evaluate(HEARD)
        self.frame()

    # Python

    def python(self, code: str) -> str:
        """Run code in the kernel; what it prints."""
        heard = self.page.evaluate(RUN, code)
        assert not heard["trouble"], heard["trouble"]
        return heard["said"]

    def asks(self, expression: str) -> Any:
        """The value of an expression in the kernel, once it has heard all that the page has sent."""
        self.page.evaluate(HEARD)
        return json.loads(self.python(f"import json; print(json.dumps({expression}))"))

    def waits_until(self, condition: str) -> None:
        """Wait until something holds in the kernel."""
        deadline = monotonic() + PATIENCE
        while not self.asks(condition):
            assert monotonic() < deadline, condition
            self.frame()

    def shows(self, **settings: Any) -> "Reader":
        """A new explorer with these settings, from the notebook's first cell."""
        self.python(f"SETTINGS = {settings!r}")
        self.page.mouse.move(1, 1)
        self.does("clear-all-cell-outputs")
        self.runs_explorer()
        return self

    def runs_explorer(self) -> None:
        """Run the first cell, until its explorer is drawn and nothing moves any more."""
        root = self.page.query_selector(".cnn-stage")
        self.does("run-cell")
        self.page.evaluate(AT_REST, root)

    def does(self, command: str, cell: int = 0) -> None:
        """A command of JupyterLab for one cell."""
        self.page.evaluate(CELL, [cell, command])

    # Controls

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def slider(self, setting: str) -> Locator:
        return self.root.locator(f"input[type=range][data-setting={setting}]")

    def box(self, setting: str) -> Locator:
        return self.root.locator(f"[data-box={setting}]")

    def menu(self, setting: str) -> Locator:
        return self.root.locator(f"select[data-setting={setting}]")

    def switch(self, setting: str) -> Locator:
        return self.root.locator(f"input[type=checkbox][data-setting={setting}]")

    def desk(self, name: str) -> Locator:
        return self.root.locator(f"[data-desk='{name}']:visible")

    def act(self, name: str) -> None:
        """Press a button of the film."""
        self.root.locator(f"[data-act={name}]").click()

    def type_in_box(self, setting: str, text: str) -> None:
        self.box(setting).fill(text)
        self.press("Enter")

    # The picture

    def focus_picture(self) -> None:
        self.root.locator("[data-pane=B] .cnn-picture").focus()

    def place(self, grid: str, cell: int) -> tuple[float, float]:
        """Where on the page the middle of a cell is."""
        scene = self.scene()
        found = scene.grid(grid)
        x, y = self.root.evaluate(PLACE, [found.x, found.y, found.cell, found.cols, cell, scene.width])
        return x, y

    def points_at(self, grid: str, cell: int) -> None:
        self.page.mouse.move(*self.place(grid, cell))

    def points_nowhere(self) -> None:
        self.page.mouse.move(1, 1)

    def clicks(self, grid: str, cell: int) -> None:
        self.page.mouse.click(*self.place(grid, cell))

    def opens_editor(self, grid: str, cell: int) -> Locator:
        """Double-click a cell."""
        self.page.mouse.dblclick(*self.place(grid, cell))
        return self.root.locator(".cnn-editor")

    def edits(self, grid: str, cell: int, text: str) -> None:
        self.opens_editor(grid, cell).fill(text)
        self.press("Enter")
