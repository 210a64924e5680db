"""How fast the explorers answer, in a real JupyterLab and Chromium: `make bench-explorers ARGS="Convolution SizeMap"`.

Times run from a key (or pointer) event to the first animation frame that shows its effect, in milliseconds. Without a
name all explorers are timed, which takes a quarter of an hour; `ARGS="Pooling --parts sliding --sliders W F"` times two
sliders. "Nothing fetched" is the whole way through Python and back: Python does not answer there when a page asks
ahead. Beside them, in the same run, the Convolution picture made the usual way: `interact`, and a new figure for each
change.
"""

import argparse
import statistics
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Page

from benchmarks.by_hand import INK, SCORES, moves, strokes
from benchmarks.clicks import LARGE, into_maps, into_windows, keys_in_training, pauses, trained
from benchmarks.in_page import DRAG, Times, cell_edits, first_keys, first_pictures, hovers, play, slider_keys, steps
from cnnlib import explorers
from cnnlib.explorers import Explorer
from cnnlib.scenes.controls import Slider, is_shown
from tools.lab_in_browser import Lab, Notebook, running_lab, write_notebook

ROOT = Path(__file__).parent.parent
IMPORTS = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
DEAF = "\nfrom cnnlib.explorers import Explorer\nExplorer._on_ask = lambda *_: None  # nothing is fetched ahead"
AFTER_FOCUS = 150  # milliseconds: less than a hand needs from a slider to its first move
KINDS = {
    name: kind
    for name, kind in vars(explorers).items()
    if isinstance(kind, type) and issubclass(kind, Explorer) and kind is not Explorer
}
INTERACT = """
from ipywidgets import interact
from cnnlib import draw
from cnnlib.scenes import convolution

@interact(W=(1, 32))
def show(W=7):
    display(draw.picture(convolution.scene(convolution.Settings(W=W, F=3, S=1, P=1))))
"""


def sliders(picture: Any, only: Collection[str] | None) -> dict[str, tuple[float, ...]]:
    """The sliders that can be seen at first, and where they stop if not everywhere."""
    first = vars(picture.Settings())
    seen = [part for part in picture.CONTROLS if isinstance(part, Slider) and is_shown(part, first)]
    return {part.setting: part.stops for part in seen if only is None or part.setting in only}


def scene_times(picture: Any, count: int = 20) -> list[float]:
    """Milliseconds to make the picture as data, for the presets too, without a browser."""
    found = []
    for settings in [picture.Settings(), *(picture.Settings(**preset.settings) for preset in picture.PRESETS)]:
        for _ in range(count):
            began = perf_counter()
            picture.scene(settings)
            found.append(1000 * (perf_counter() - began))
    return found


def row(name: str, values: list[float], aim: float | None = None) -> str:
    """A line of the table: median, 95th percentile, number of samples, aim."""
    if not values:
        return f"{name:52} no sample"
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    wanted = "" if aim is None else f"   aim {aim:g}"
    return f"{name:52} {statistics.median(values):7.1f} {late:7.1f} {len(values):5}{wanted}"


@dataclass(frozen=True)
class Subject:
    """An explorer that is timed: on which sliders, and how often."""

    lab: Lab
    name: str
    settings: dict[str, tuple[float, ...]]
    count: int

    @property
    def picture(self) -> Any:
        return KINDS[self.name].picture

    @contextmanager
    def page(self, kind: str = "") -> Iterator[tuple[Page, Notebook]]:
        """A new page with its notebook open, at the cell that shows the explorer."""
        with self.lab.page(height=1200) as page:
            yield page, opened(self.lab, page, f"{self.name}{kind}.ipynb")


def moving(subject: Subject) -> Iterator[str]:
    """Its scene, its first picture, stepping, pointing, the film."""
    count = subject.count
    yield row("a scene as data, no browser", scene_times(subject.picture), 5)
    with subject.page() as (page, notebook):
        yield row("first picture, from running the cell (no imports)", first_pictures(page, notebook, 3), 200)
        if subject.name == "Trainer":
            trained(page)
        page.locator("[data-pane=B] .cnn-picture").scroll_into_view_if_needed()
        if subject.name == "DrawDigit":
            yield from drawing(page, count)
        else:
            yield row("a step", steps(page, count), 20)
        yield row("pointing at a cell", hovers(page, count), 20)
        if subject.name == "Convolution":
            yield row("a number typed into a cell", cell_edits(page, count // 2), 60)
        if page.locator(".cnn-speed").is_visible():  # not where a picture has no film
            yield f"{'Play at 33 ms: frames a second':52} {play(page):7.1f} {'':13}   aim 30"


def sliding(subject: Subject) -> Iterator[str]:
    """Its sliders, by key and by hand."""
    settings, count = subject.settings, subject.count
    with subject.page() as (page, notebook):
        first_pictures(page, notebook, 1)
        for setting in settings:
            yield row(f"{setting}, by key, fetched ahead", slider_keys(page, setting, count // 2, 500), 60)
        for setting in settings:
            times = first_keys(page, notebook, setting, max(3, count // 8), AFTER_FOCUS)
            yield row(f"{setting}, first key after focus", times, 60)
        for setting, stops in list(settings.items())[:2]:
            late = [page.evaluate(DRAG, [setting, list(stops)]) for _ in range(3)]
            yield row(f"{setting}, late after a drag of one second", late, 80)
            page.wait_for_timeout(300)


def unprepared(subject: Subject) -> Iterator[str]:
    """The first key on each slider where Python has been asked for nothing before."""
    if not subject.settings:
        return
    with subject.page("_deaf") as (page, notebook):
        for setting in subject.settings:
            times = first_keys(page, notebook, setting, max(3, subject.count // 8), 0)
            yield row(f"{setting}, first key, nothing fetched", times, 60)


def on_a_large_net(subject: Subject) -> Iterator[str]:
    """Clicks into a net for photographs of 32 x 32; a hand on a training of 56 layers."""
    name, count = subject.name, subject.count
    if name not in LARGE:
        return
    with subject.page("_large") as (page, notebook):
        first = first_pictures(page, notebook, 5)
        if name == "NetworkExplorer":
            yield row("a net of 32 x 32: first picture", first, 300)
            yield row("a click to the next level, a map", into_maps(page, count // 2), 150)
            yield row("a click to the next level, a number's window", into_windows(page, count // 4), 150)
        else:
            yield row("56 layers learn: from Pause to the paused picture", pauses(page, count // 4), 200)
            yield row("56 layers learn: a key on the rate's slider", keys_in_training(page, "rate", count // 2), 200)


PARTS = {"moving": moving, "sliding": sliding, "unprepared": unprepared, "large": on_a_large_net}


def opened(lab: Lab, page: Page, name: str) -> Notebook:
    """A notebook whose imports are done, at the cell that shows the explorer."""
    notebook = lab.open(page, name)
    page.keyboard.press("Control+Home")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell-and-select-next')")
    notebook.wait_until_idle()
    return notebook


def drawing(page: Page, count: int) -> Iterator[str]:
    """The pen on the pad: ink, scores, and a stroke of two seconds."""
    yield row("from a move of the pen to its ink", moves(page, count // 2, INK), 20)
    yield row("from a move of the pen to the scores", moves(page, count // 2, SCORES), 66)
    rates, late = zip(*strokes(page, 3))
    yield row("pictures a second while drawing", list(rates), 15)
    yield row("late after a stroke of two seconds", list(late), 80)


def usual_way(lab: Lab, count: int) -> str:
    """A slider of ipywidgets, a function, a new figure."""
    with lab.page(height=1100) as page:
        lab.open(page, "interact.ipynb").run_all()
        handle = page.locator(".noUi-handle").first
        handle.scroll_into_view_if_needed()
        handle.focus()
        state = "document.querySelector('.widget-output img, .jupyter-widgets.widget-output img')?.src"
        page.wait_for_timeout(1500)
        with Times(page, "keydown", state) as times:
            for n in range(count):
                page.keyboard.press("ArrowRight" if n % 4 < 2 else "ArrowLeft")
                page.wait_for_timeout(900 + n % 7)
        return "\n" + row("the Convolution picture by interact and a new figure", times.values)


def write_notebooks(folder: Path, name: str) -> None:
    """For each way of timing an explorer the notebook that shows it."""
    imports, show = IMPORTS + f"from cnnlib.explorers import {name}", f"explorer = {name}()\nexplorer"
    write_notebook(folder / f"{name}.ipynb", imports, show)
    write_notebook(folder / f"{name}_deaf.ipynb", imports + DEAF, show)
    write_notebook(folder / f"{name}_large.ipynb", imports, f"explorer = {name}({LARGE.get(name, '')})\nexplorer")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=", ".join(KINDS))
    parser.add_argument("--samples", type=int, default=40)
    parser.add_argument("--parts", nargs="+", choices=[*PARTS, "usual"], default=[*PARTS, "usual"])
    parser.add_argument("--sliders", nargs="+", help="only these, such as W F")
    return parser.parse_args()


def main() -> None:
    asked = options()
    names = asked.names or list(KINDS)
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            write_notebooks(Path(folder), name)
        write_notebook(Path(folder) / "interact.ipynb", IMPORTS + INTERACT)
        with running_lab(Path(folder)) as lab:
            for name in names:
                print(f"\n{name:52} {'median':>7} {'95 %':>7} {'n':>5}", flush=True)
                settings = sliders(KINDS[name].picture, asked.sliders)
                for part in asked.parts:
                    for line in PARTS[part](Subject(lab, name, settings, asked.samples)) if part in PARTS else ():
                        print(line, flush=True)
            if "Convolution" in names and "usual" in asked.parts:
                print(usual_way(lab, max(8, asked.samples // 3)), flush=True)


if __name__ == "__main__":
    main()
