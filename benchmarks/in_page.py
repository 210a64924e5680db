"""A reader's hand in a real page, timed: from a key (or pointer) event to the first frame that shows its effect."""

from playwright.sync_api import Page

from tools.lab_in_browser import Notebook

PICTURE = "[data-pane=B] .cnn-picture"
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
DRAG = """([setting, stops]) => new Promise((done) => {
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
    const shown = () => JSON.parse(stage.dataset.key)[setting] === (stops[value] ?? value);
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


def first_pictures(page: Page, notebook: Notebook, count: int) -> list[float]:
    found = []
    for _ in range(count):
        found.append(page.evaluate(FIRST))
        notebook.wait_until_idle()
    return found


def first_keys(page: Page, notebook: Notebook, setting: str, count: int, rest: int) -> list[float]:
    """The first key on a slider of a new explorer, so many milliseconds after the slider has the focus."""
    found: list[float] = []
    for n in range(count):
        first_pictures(page, notebook, 1)
        page.locator(f"input[type=range][data-setting={setting}]").focus()
        page.wait_for_timeout(rest)
        with Times(page, "keydown", KEY) as times:
            page.keyboard.press("ArrowLeft" if n % 2 else "ArrowRight")
        found += times.values
    return found


def steps(page: Page, count: int) -> list[float]:
    """ArrowRight on the picture, from the first step of its film."""
    page.locator(PICTURE).focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(300)
    with Times(page, "keydown", STEP) as times:
        for n in range(count):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(60 + n % 7)
    return times.values


def largest(page: Page) -> str:
    """The grid with the most room: where a reader points first."""
    sizes = """(all) => all.map((e) => [e, e.getBoundingClientRect()])
        .map(([e, box]) => [box.width * box.height, e.dataset.handle])"""
    return str(max(page.locator("[data-handle]").evaluate_all(sizes))[1])


def hovers(page: Page, count: int) -> list[float]:
    """The pointer from cell to cell of the largest grid."""
    box = page.locator(f"[data-handle='{largest(page)}']").bounding_box()
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
    page.locator("[data-act=play]").click()
    page.mouse.move(2, 2)
    rate = page.evaluate(FRAMES, 3)
    page.locator("[data-act=play]").click()
    return float(rate)
