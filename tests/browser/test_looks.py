"""How explorers look: on a laptop, on a projector, on a phone; light and dark; without motion."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from cnnlib import explorers
from cnnlib.scenes import convolution, filter_lab
from cnnlib.scenes.palette import THEMES
from tests.browser.reader import HERE, Reader
from tools.lab_in_browser import THEME, Lab, write_notebook

pytestmark = pytest.mark.browser

OVERLAPS = (HERE / "overlaps.js").read_text(encoding="utf-8")
SIZES = {"laptop": (1280, 1000), "projector": (1920, 1080), "phone": (844, 390)}
NARROW = [(700, 900), (640, 450)]  # half a screen; a laptop whose page is enlarged to twice its size
PICTURES = [
    ("Convolution", {}),
    ("Convolution", {"W": 10, "P": 0, "D1": 1, "K": 1}),
    ("Convolution", {"W": 32, "F": 7, "S": 1, "D1": 4, "K": 6}),
    ("Convolution", {"separate": True, "H": 4, "FH": 2, "SH": 1, "D1": 4, "K": 3}),
    ("Convolution", {"W": 2, "F": 7, "P": 1}),
    ("Convolution", {"view": "1-D", "W": 9}),
    ("FilterLab", {}),
    ("FilterLab", {"F": 7, "colour": True, "relu": True, "pool": True, "bias": -255}),
    ("FilterLab", {"border": "?", "F": 5, "filter": "box blur"}),
]
LAYOUT = """(root) => {
    const box = (e) => e.getBoundingClientRect(), frame = root.querySelector("[data-pane=B] .cnn-scroll");
    const picture = box(root.querySelector("[data-pane=B] .cnn-picture")), left = box(frame).left;
    const parts = Array.from(root.children).filter((e) => e.checkVisibility());
    return {
        page: document.documentElement.scrollWidth - window.innerWidth,
        picture: [picture.left >= left, picture.right <= left + frame.scrollWidth],
        stage: Math.max(...parts.map((e) => box(e).right)) - box(root).right,
        scrolls: frame.scrollWidth - frame.clientWidth,
    };
}"""
ROWS = """(root) => Array.from(root.querySelectorAll(".cnn-slider:not([hidden])"))
    .map((slider) => slider.getBoundingClientRect().top)"""
COLLIDE = """(root) => {
    const shown = (selector) => Array.from(root.querySelectorAll(selector)).filter((e) => e.checkVisibility());
    const box = (e) => e.getBoundingClientRect(), parts = shown("button, select, input, .cnn-name, .cnn-count");
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const pairs = parts.flatMap((one, n) => parts.slice(n + 1).map((other) => [one, other]));
    const cut = shown(".cnn-name").filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent);
    return cut.concat(pairs.filter(([a, b]) => meet(box(a), box(b))).map((pair) => pair[1].outerHTML));
}"""
EXPLORERS = sorted(set(explorers.__all__) - {"Explorer", "Stage", "live"})
CELLS = {"Convolution": [("y1", 5), ("x2", 40), ("w0.0", 4)], "FilterLab": [("response", 900), ("x0", 700)]}


@pytest.fixture(scope="module")
def readers(lab: Lab) -> Iterator[Reader]:
    """One page for all sizes; the explorer is of the name in SETTINGS."""
    show = 'from cnnlib import explorers\nex = getattr(explorers, SETTINGS.pop("name"))(**SETTINGS)\nex'
    write_notebook(lab.folder / "looks.ipynb", show)
    with lab.page() as page:
        yield Reader(lab.open(page, "looks.ipynb"), convolution)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name, settings", PICTURES, ids=lambda part: str(part))
def test_nothing_overlaps_or_sticks_out(readers: Reader, name: str, settings: dict[str, Any], size: str) -> None:
    width, height = SIZES[size]
    readers.page.set_viewport_size({"width": width, "height": height})
    reader = readers.shows(name=name, **settings)
    layout = reader.root.evaluate(LAYOUT)
    assert layout["page"] <= 0 and layout["stage"] <= 0.5 and layout["picture"] == [True, True]
    assert size == "phone" or layout["scrolls"] <= 0  # a phone scrolls the picture within its frame
    assert reader.root.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize(
    "settings", [{"name": "Trainer", "kind": "both"}, {"name": "Convolution", "separate": True}], ids=str
)
def test_sliders_stand_in_full_rows(readers: Reader, settings: dict[str, Any], width: int) -> None:
    readers.page.set_viewport_size({"width": width, "height": 1000})
    rows = readers.shows(**settings).root.evaluate(ROWS)
    assert len(set(Counter(rows).values())) == 1


def test_the_whole_picture_is_seen_on_a_phone(readers: Reader) -> None:
    width, height = SIZES["phone"]
    readers.page.set_viewport_size({"width": width, "height": height})
    assert readers.shows(name="Convolution").root.evaluate(LAYOUT)["scrolls"] <= 0


@pytest.mark.parametrize("name", EXPLORERS)
def test_an_explorer_in_a_narrow_window(readers: Reader, name: str) -> None:
    """The whole picture is seen, every control can be reached, and no slider's name is cut."""
    reader = readers.shows(name=name)
    for width, height in NARROW:
        readers.page.set_viewport_size({"width": width, "height": height})
        reader.frame()
        layout = reader.root.evaluate(LAYOUT)
        assert layout["page"] <= 0 and layout["stage"] <= 0.5 and layout["scrolls"] <= 0
        assert reader.root.evaluate(COLLIDE) == []


@pytest.mark.parametrize("name", ["Convolution", "FilterLab", "Pooling"])
def test_sliders_and_film_are_seen_together_on_a_projector(readers: Reader, name: str) -> None:
    width, height = SIZES["projector"]
    readers.page.set_viewport_size({"width": width, "height": height})
    notebook = readers.page.locator(".jp-WindowedPanel-outer").bounding_box()
    top, film = (readers.shows(name=name).root.locator(part).bounding_box() for part in (".cnn-sliders", ".cnn-film"))
    assert notebook and top and film and film["y"] + film["height"] - top["y"] <= notebook["height"]


def test_a_number_box_shows_all_of_its_number(photo: Reader) -> None:
    photo.type_in_box("bias", "-255")
    photo.expects_settings(bias=-255)
    assert photo.box("bias").evaluate("(box) => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize("name", ["Convolution", "FilterLab"])
def test_lit_texts_do_not_overlap(readers: Reader, name: str) -> None:
    """At a few steps and cells, each with its weights, products and sentence."""
    readers.page.set_viewport_size({"width": 1280, "height": 1000})
    reader = readers.shows(name=name)
    reader.picture = {"Convolution": convolution, "FilterLab": filter_lab}[name]
    for grid, cell in CELLS[name]:
        reader.points_at(grid, cell)
        reader.expects(caption=reader.sentence(grid, cell))
        assert reader.root.evaluate(OVERLAPS) == []


def change_theme(reader: Reader, name: str) -> None:
    """Until JupyterLab has done with it, its curtain included: a change in between would trip over that."""
    reader.page.evaluate(THEME, name)
    light = str("Light" in name).lower()
    reader.page.wait_for_function(
        f"""() => document.body.dataset.jpThemeLight === "{light}" && !document.getElementById("jupyterlab-splash")"""
    )


def test_the_theme_changes_while_the_picture_is_shown(demo: Reader) -> None:
    for name, theme in (("JupyterLab Dark", "dark"), ("JupyterLab Light", "light")):
        change_theme(demo, name)
        demo.expects_picture({}, theme=theme)
        assert colours(demo) == [rgb(THEMES[theme]["paper"]), rgb(THEMES[theme]["W"])]


def test_a_dark_start(demo: Reader) -> None:
    change_theme(demo, "JupyterLab Dark")
    demo.shows(W=5)
    demo.expects_picture({"W": 5}, theme="dark")
    assert colours(demo) == [rgb(THEMES["dark"]["paper"]), rgb(THEMES["dark"]["W"])]
    change_theme(demo, "JupyterLab Light")
    demo.expects(theme="light")


def colours(reader: Reader) -> list[str]:
    """The ground, and the symbol W in the formula."""
    return reader.root.evaluate(
        """(root) => [getComputedStyle(root).backgroundColor,
            getComputedStyle(root.querySelector("[data-symbol=W]")).fill]"""
    )


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


COUNT_TURNS = """(root) => {
    const animate = (window.animate ??= Element.prototype.animate);
    window.turns = 0;
    Element.prototype.animate = function (way, how) {
        if (how.duration === 600 && root.contains(this)) window.turns += 1;
        return animate.call(this, way, how);
    };
}"""
GLIDES = """(root) => getComputedStyle(root.querySelector(".cnn-outline")).transitionDuration !== "0s"; """


@pytest.mark.parametrize("motion, moves", [("reduce", False), ("no-preference", True)])
def test_motion_only_where_it_is_welcome(demo: Reader, motion: Any, moves: bool) -> None:
    """A turn that is begun is counted: on a busy machine it may be over before anybody looks."""
    demo.page.emulate_media(reduced_motion=motion)
    demo.root.evaluate(COUNT_TURNS)
    demo.focus_picture()
    demo.press("ArrowRight")
    demo.expects(step=1)
    assert demo.root.evaluate(GLIDES) == moves
    demo.switch("flip").click()
    demo.waits(lambda seen: seen.settings["flip"])
    assert demo.page.evaluate("() => window.turns > 0") == moves
    demo.page.emulate_media(reduced_motion="no-preference")
