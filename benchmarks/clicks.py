"""Clicks that Python has to answer, timed in a real page: into a net, map by map, and on a training's buttons."""

from playwright.sync_api import Locator, Page

from benchmarks.in_page import KEY, Times

LARGE = {"NetworkExplorer": 'net="cifar10", image="hopper"', "Trainer": 'kind="residual", blocks=27, epochs=50'}
"""Explorers on their largest usual subject: a net for photographs of 32 x 32, a net of 56 layers."""
LEVELS = "document.querySelectorAll('.cnn-opened').length"
OPENED = ".cnn-opened [data-pane=B] .cnn-picture text"
BUTTONS = "Array.from(document.querySelectorAll('[data-button]'), (one) => one.getAttribute('aria-label')).join()"


def into_maps(page: Page, count: int) -> list[float]:
    """From the press on a map to the picture of how it is made, for maps of all layers in view."""
    maps = page.locator("[data-pane=B] [data-handle^=m]")
    names = maps.evaluate_all("(all) => all.map((one) => one.dataset.handle)")
    chosen = names[:: max(1, len(names) // count)]
    return [_opens(page, page.locator(f"[data-handle='{name}']"), 1, (0.5, 0.5)) for name in chosen]


def into_windows(page: Page, count: int) -> list[float]:
    """From the press on a number of a CONV layer's map to its window in the Convolution explorer."""
    layer = page.locator("[data-handle^=f]").first.get_attribute("data-handle") or ""
    _click(page, page.locator(f"[data-handle='m{layer[1:]}']"), (0.5, 0.5))
    page.wait_for_selector(OPENED)
    number = page.locator(".cnn-opened [data-handle=y]").first
    found = [_opens(page, number, 2, (0.1 + 0.8 * n / count, 0.5)) for n in range(count)]
    page.keyboard.press("Backspace")
    return found


def _opens(page: Page, what: Locator, level: int, where: tuple[float, float]) -> float:
    """Milliseconds; then back again."""
    with Times(page, "pointerdown", LEVELS) as times:
        _click(page, what, where)
        page.wait_for_function(f"{LEVELS} === {level}")
    page.wait_for_timeout(200)
    page.keyboard.press("Backspace")
    page.wait_for_function(f"{LEVELS} === {level - 1}")
    page.wait_for_timeout(300)
    return times.values[0]


def _click(page: Page, what: Locator, where: tuple[float, float]) -> None:
    box = what.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * where[0], box["y"] + box["height"] * where[1])


def pauses(page: Page, count: int) -> list[float]:
    """From the press on Pause to the picture that has paused, while a net learns."""
    found: list[float] = []
    for n in range(count):
        started(page)
        page.wait_for_timeout(1500 + 37 * n)
        with Times(page, "pointerdown", BUTTONS) as times:
            _click(page, page.locator("[data-button][aria-label=Pause]"), (0.5, 0.5))
            page.wait_for_selector("[data-button][aria-label='Go on']")
        found += times.values
    return found


def started(page: Page) -> None:
    """The net learns."""
    page.locator("[data-button]").and_(page.locator("[aria-label=Start], [aria-label='Go on']")).click()
    page.wait_for_selector("[data-button][aria-label=Pause]")


def trained(page: Page) -> None:
    """The net has learnt to the end: its film is whole."""
    started(page)
    page.wait_for_selector("[data-button][aria-label=Pause]", state="detached", timeout=60_000)


def keys_in_training(page: Page, setting: str, count: int) -> list[float]:
    """From a key on a slider to the picture of its setting, while a net learns."""
    started(page)
    page.locator(f"input[type=range][data-setting={setting}]").focus()
    with Times(page, "keydown", KEY) as times:
        for n in range(count):
            page.keyboard.press("ArrowRight" if n % 4 < 2 else "ArrowLeft")
            page.wait_for_timeout(700 + 37 * n)
    return times.values
