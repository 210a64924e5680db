"""How fast the Convolution explorer answers, in a real JupyterLab and Chromium: `make bench-explorers`.

Times run from a key (or pointer) event to the first animation frame that shows its effect, in milliseconds.
Beside it, in the same run, the same picture made the usual way: `interact`, and a new figure for each change.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tools.lab_in_browser import Lab, running_lab, write_notebook

ROOT = Path(__file__).parent.parent
IMPORTS = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
EXPLORER = "explorer = Convolution(W=7, F=3, S=1, P=1)\nexplorer"
INTERACT = """
from ipywidgets import interact
from cnnlib import draw
from cnnlib.scenes import convolution

@interact(W=(1, 32))
def show(W=7):
    display(draw.picture(convolution.scene(convolution.Settings(W=W, F=3, S=1, P=1))))
"""

# The page keeps, for each event, the time until the next animation frame in which `state` reads differently.
WATCH = """([event, state]) => {
    const read = new Function(`return ${state}`), times = [];
    let since = null, before = read();
    const began = (given) => { since = given.timeStamp; before = read(); };
    document.addEventListener(event, began, { capture: true });
    const look = (now) => {
        if (since !== null && read() !== before) { times.push(performance.now() - since); since = null; }
        window.cnnWatch.frame = requestAnimationFrame(look);
    };
    window.cnnWatch = { times, frame: requestAnimationFrame(look), stop: () => {
        document.removeEventListener(event, began, { capture: true });
        cancelAnimationFrame(window.cnnWatch.frame);
    } };
}"""
STAGE = "document.querySelector('.cnn-stage')"
KEY, STEP, DRAWN = (f"{STAGE}.dataset.{name}" for name in ("key", "step", "drawn"))
# A drag: sixty moves in a second, then the time until the picture of the last one is there.
DRAG = """(setting) => new Promise((done) => {
    const stage = document.querySelector('.cnn-stage');
    const range = stage.querySelector(`input[type=range][data-setting=${setting}]`);
    const low = Number(range.min), high = Number(range.max);
    let n = 0, value, until;
    const move = () => {
        value = low + Math.round((high - low) * (0.5 + 0.5 * Math.sin(n / 7)));
        range.value = value;
        range.dispatchEvent(new Event('input', { bubbles: true }));
        if (++n < 60) return setTimeout(move, 1000 / 60);
        until = performance.now();
        requestAnimationFrame(look);
    };
    const shown = () => JSON.parse(stage.dataset.key)[setting] === value;
    const look = () => shown() ? done(performance.now() - until) : requestAnimationFrame(look);
    move();
})"""
FRAMES = """(seconds) => new Promise((done) => {
    const stage = document.querySelector('.cnn-stage'), began = performance.now();
    let count = 0, before = stage.dataset.step;
    const look = () => {
        if (stage.dataset.step !== before) { count++; before = stage.dataset.step; }
        if (performance.now() - began < 1000 * seconds) requestAnimationFrame(look);
        else done(count / seconds);
    };
    requestAnimationFrame(look);
})"""
FIRST = """() => new Promise((done) => {
    const began = performance.now();
    window.jupyterapp.commands.execute('notebook:run-cell');
    const shown = () => document.querySelector('.cnn-stage[data-key] svg text');
    const look = () => shown() ? done(performance.now() - began) : requestAnimationFrame(look);
    requestAnimationFrame(look);
})"""


class Times:
    """Milliseconds between events and the frames that show them, while the block runs."""

    def __init__(self, page: Page, event: str, state: str) -> None:
        self.page, self.event, self.state = page, event, state
        self.values: list[float] = []

    def __enter__(self) -> "Times":
        self.page.evaluate(WATCH, [self.event, self.state])
        return self

    def __exit__(self, *_: object) -> None:
        self.page.wait_for_timeout(300)
        self.values = self.page.evaluate("() => { window.cnnWatch.stop(); return window.cnnWatch.times; }")


def steps(page: Page, count: int) -> list[float]:
    """ArrowRight on the picture."""
    page.locator(".cnn-picture").focus()
    with Times(page, "keydown", STEP) as times:
        for n in range(count):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(60 + n % 7)
    return times.values


def hovers(page: Page, count: int) -> list[float]:
    """The pointer from cell to cell of the first input slice."""
    box = page.locator("[data-handle=x0]").bounding_box()
    assert box is not None
    with Times(page, "pointermove", DRAWN) as times:
        for n in range(count):
            page.mouse.move(
                box["x"] + box["width"] * (0.1 + 0.8 * (n * 5 % 9) / 9),
                box["y"] + box["height"] * (n * 2 % 9 + 0.5) / 9,
            )
            page.wait_for_timeout(60 + n % 7)
    page.mouse.move(2, 2)
    return times.values


def slider_keys(page: Page, setting: str, count: int, rest: int) -> list[float]:
    """ArrowRight and ArrowLeft on a slider; with a long rest the view has fetched the neighbours before."""
    page.locator(f"input[type=range][data-setting={setting}]").focus()
    page.wait_for_timeout(rest)
    with Times(page, "keydown", KEY) as times:
        for n in range(count):
            page.keyboard.press("ArrowRight" if n % 4 < 2 else "ArrowLeft")
            page.wait_for_timeout(rest + n % 7)
    return times.values


def cold_keys(page: Page, setting: str, count: int) -> list[float]:
    """A slider's key at once after an edit of the bias, so that no scene of these settings was made before."""
    found: list[float] = []
    for n in range(count):
        page.locator(".cnn-picture").press("Home")  # b0 is shown with the first map
        page.locator("[data-handle=b0]").focus()
        page.keyboard.press("F2")
        before = page.evaluate(f"() => {KEY}")
        page.keyboard.type(str(n + 2))
        page.locator(f"input[type=range][data-setting={setting}]").focus()  # leaving the box puts the number in place
        page.wait_for_function(f"before => {KEY} !== before", arg=before)
        with Times(page, "keydown", KEY) as times:
            page.keyboard.press("ArrowRight" if n % 4 < 2 else "ArrowLeft")
        found += times.values
    return found


def cell_edits(page: Page, count: int) -> list[float]:
    """Enter on a new number in a cell: always a round trip through Python."""
    found: list[float] = []
    for n in range(count):
        page.locator("[data-handle='w0.0']").focus()
        page.keyboard.press("F2")
        page.keyboard.type(str(n % 9 + 1 + 9 * (n // 9)))
        with Times(page, "keydown", KEY) as times:
            page.keyboard.press("Enter")
        found += times.values
    return found


def play(page: Page) -> float:
    """Frames a second at a step every 33 ms."""
    page.locator(".cnn-speed").select_option("10")
    page.locator(".cnn-picture").focus()
    page.keyboard.press("Space")
    rate = page.evaluate(FRAMES, 3)
    page.keyboard.press("Space")
    return float(rate)


def interact_keys(page: Page, count: int) -> list[float]:
    """The usual way: a slider of ipywidgets, a function, a new figure."""
    handle = page.locator(".noUi-handle").first
    handle.scroll_into_view_if_needed()
    handle.focus()
    state = "document.querySelector('.widget-output img, .jupyter-widgets.widget-output img')?.src"
    page.wait_for_timeout(1500)
    with Times(page, "keydown", state) as times:
        for n in range(count):
            page.keyboard.press("ArrowRight" if n % 4 < 2 else "ArrowLeft")
            page.wait_for_timeout(900 + n % 7)
    return times.values


def row(name: str, values: list[float], aim: float | None = None) -> str:
    """A line of the table: median, 95th percentile, number of samples, aim."""
    if not values:
        return f"{name:52} no sample"
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    wanted = "" if aim is None else f"   aim {aim:g}"
    return f"{name:52} {statistics.median(values):7.1f} {late:7.1f} {len(values):5}{wanted}"


def report(lab: Lab, count: int) -> Iterator[str]:
    with lab.page(height=1100) as page:
        notebook = lab.open(page, "explorer.ipynb")
        page.keyboard.press("Control+Home")
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell-and-select-next')")
        notebook.wait_until_idle()
        yield f"{'':52} {'median':>7} {'95 %':>7} {'n':>5}"
        yield row("first picture, from running the cell (no imports)", [page.evaluate(FIRST)], 200)
        notebook.wait_until_idle()
        page.locator(".cnn-picture").scroll_into_view_if_needed()
        yield row("a step", steps(page, count), 20)
        yield row("pointing at a cell", hovers(page, count), 20)
        explorer: list[float] = []
        for setting in ("W", "F", "S", "P", "dilation"):
            yield row(f"{setting}, by key, neighbours fetched ahead", slider_keys(page, setting, count // 2, 500), 60)
        for setting in ("W", "F", "S", "P", "dilation"):
            cold = cold_keys(page, setting, count // 4)
            explorer += cold
            yield row(f"{setting}, by key, nothing fetched ahead", cold, 60)
        yield row("a number typed into a cell", cell_edits(page, count // 2), 60)
        for setting in ("W", "F", "S", "P", "dilation"):
            yield row(
                f"{setting}, late after a drag of one second", [page.evaluate(DRAG, setting) for _ in range(3)], 80
            )
            page.wait_for_timeout(300)
        yield f"{'Play at 33 ms: frames a second':52} {play(page):7.1f} {'':13}   aim 30"
    with lab.page(height=1100) as page:
        notebook = lab.open(page, "interact.ipynb")
        notebook.run_all()
        usual = interact_keys(page, max(8, count // 3))
        yield row("the same picture by interact and a new figure: W", usual)
        if usual and explorer:
            ratio = statistics.median(usual) / statistics.median(explorer)
            yield f"{'interact / explorer, nothing fetched ahead':52} {ratio:7.1f} times"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_notebook(folder / "explorer.ipynb", IMPORTS + "from cnnlib.explorers import Convolution", EXPLORER)
        write_notebook(folder / "interact.ipynb", IMPORTS + INTERACT)
        with running_lab(folder) as lab:
            for line in report(lab, options.samples):
                print(line, flush=True)


if __name__ == "__main__":
    main()
