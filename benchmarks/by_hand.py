"""A pen on a pad in a real page, timed: ink, scores, and how many pictures a second follow a stroke."""

from playwright.sync_api import Page

from benchmarks.in_page import STAGE, Times

PAD = "[data-pane=B] .cnn-pad"
INK, SCORES = (
    f"{STAGE}.querySelector('[data-pane=B] [data-layer={layer}]').innerHTML" for layer in ("wet", "base")
)  # fmt: skip
# A move each frame for some seconds. Told: pictures a second, and how late after the last move its picture was there.
STROKE = """(seconds) => new Promise((done) => {
    const stage = document.querySelector('.cnn-stage'), pad = stage.querySelector('[data-pane=B] .cnn-pad');
    const box = pad.getBoundingClientRect(), began = performance.now();
    let pictures = 0, last = 0, until = 0;
    const count = () => { last = performance.now(); if (!until) pictures++; };
    const observer = new MutationObserver(count);
    observer.observe(stage, { attributeFilter: ['data-key'] });
    const tell = (type, part) => pad.dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true,
        clientX: box.left + box.width * (0.5 + 0.3 * Math.sin(20 * part)),
        clientY: box.top + box.height * (0.1 + 0.8 * part) }));
    const move = () => {
        const part = (performance.now() - began) / (1000 * seconds);
        if (part < 1) { tell('pointermove', part); return requestAnimationFrame(move); }
        tell('pointerup', 1);
        until = performance.now();
        setTimeout(() => { observer.disconnect(); done([pictures / seconds, Math.max(0, last - until)]); }, 1000);
    };
    pad.setPointerCapture = () => {}; // no finger is there to be captured
    tell('pointerdown', 0);
    delete pad.setPointerCapture;
    requestAnimationFrame(move);
})"""


def strokes(page: Page, count: int, seconds: float = 2) -> list[tuple[float, float]]:
    """For each stroke the pictures a second, and the milliseconds that the last one was late."""
    found = []
    for _ in range(count):
        rate, late = page.evaluate(STROKE, seconds)
        found.append((float(rate), float(late)))
        clear(page)
    return found


def moves(page: Page, count: int, state: str) -> list[float]:
    """From one move of the pen to what it changes, `INK` or `SCORES`."""
    box = page.locator(PAD).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.1 * box["height"])
    page.mouse.down()
    page.wait_for_timeout(400)
    with Times(page, "pointermove", state) as times:
        for n in range(count):
            across, down = 0.2 + 0.6 * (n * 5 % 9) / 9, 0.1 + 0.8 * n / count
            page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
            page.wait_for_timeout(250 + n % 7)
    page.mouse.up()
    clear(page)
    return times.values


def clear(page: Page) -> None:
    page.locator("[data-pane=B] .cnn-picture").focus()
    page.keyboard.press("Delete")
    page.wait_for_timeout(400)
