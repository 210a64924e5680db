"""The picture as data: the pad, what the net sees, the scores, every layer."""

from cnnlib.scenes.drawing import layout
from cnnlib.scenes.drawing.maps import layers, strips
from cnnlib.scenes.drawing.scores import scores
from cnnlib.scenes.drawing.settings import Settings
from cnnlib.scenes.drawing.values import Seen, Strokes, drawing_of, seen_of, wiped
from cnnlib.scenes.drawing.words import PROMPT, answer, net_line, spoken, told
from cnnlib.scenes.network.columns import wrapped
from cnnlib.scenes.network.picture import menus
from cnnlib.scenes.network.subjects import net_named
from cnnlib.scenes.network.tiles import packed
from cnnlib.scenes.pixels import grey_colours, png
from cnnlib.scenes.scene import Button, Caption, Grid, Item, Label, Line, Opens, Pad, Panel, Scene, Sentences, Setting
from cnnlib.scenes.scene import Run as Text
from cnnlib.strokes import UNITS

QUIET = "muted"
READ = "Point at a map to see how large its numbers are. Click it to see how it is made."
MIDDLE = 0.35  # of a pixel's side: half of the cross at the middle


def picture(settings: Settings) -> Scene:
    """The whole picture."""
    seen, net, drawing = seen_of(settings), net_named(settings.net), drawing_of(settings)
    said, known = answer(seen), "S" if seen.run else QUIET
    net_told = net_line(settings.net, net, len(strips(net)))
    items: list[Item] = [
        *_pad(settings, drawing),
        *_buttons(settings, drawing),
        *_seen(seen),
        *(Label(layout.LEFT, layout.TOLD + layout.TOLD_LINE * n, (Text(line, QUIET),), 12, id=f"told-{n}")
          for n, line in enumerate(wrapped(told(seen), layout.PAD, 12))),
        Label(layout.SCORES, layout.HEAD, (Text(said, known, bold=True),), 16, id="answer"),
        *scores(settings.net, seen.run),
        Label(layout.MAPS, layout.NET, (Text(net_told, bold=True),), 15, id="net"),
        *layers(net, seen.run),
        Panel(layout.MAPS, layout.SAYS, layout.MAPS_WIDTH, 42),
        Caption(layout.MAPS + 14, layout.SAYS + 27, layout.MAPS_WIDTH - 28, 15, READ),
    ]  # fmt: skip
    return Scene(
        {**vars(settings)}, layout.WIDTH, layout.HEIGHT, tuple(items), spoken=spoken(settings, seen, drawing),
        menus=menus_of(settings, drawing),
    )  # fmt: skip


def menus_of(settings: Settings, drawing: Strokes) -> dict[str, str]:
    """A net that was handed over; a ready drawing that has been wiped off, or drawn on."""
    altered = len(settings.strokes) and settings.ready != "none"
    return menus(net=settings.net) | ({"ready": "your own"} if altered else {})


def _pad(settings: Settings, drawing: Strokes) -> list[Item]:
    x, y, side = layout.LEFT, layout.PAD_TOP, layout.PAD
    pad = Pad(x, y, side, UNITS, UNITS * settings.pen / 100, drawing, "strokes", {"undone": []})
    prompt = Label(x + side / 2, y + side / 2 + 8, (Text(PROMPT, QUIET),), 22, "middle", id="prompt")
    return [pad] if drawing else [pad, prompt]


def _buttons(settings: Settings, drawing: Strokes) -> list[Item]:
    """Undo, redo, clear: each leads to other strokes; muted where there is nothing to do."""
    strokes, undone = list(settings.strokes), list(settings.undone)
    undo: dict[str, Setting] = {"strokes": strokes[:-1], "undone": [*undone, strokes[-1]]} if strokes else {}
    redo: dict[str, Setting] = {"strokes": [*strokes, undone[-1]], "undone": undone[:-1]} if undone else {}
    clear: dict[str, Setting] = cleared(settings) if drawing else {}
    given = (("undo", undo, ("Ctrl+Z",)), ("redo", redo, ("Ctrl+Y", "Ctrl+Shift+Z")), ("clear", clear, ("Delete",)))
    y, high = layout.BUTTONS, layout.BUTTON
    items: list[Item] = [
        Button(layout.LEFT + 86 * n, y, 78, high, text, "K" if leads else QUIET, leads, keys=keys)
        for n, (text, leads, keys) in enumerate(given)
    ]
    left = layout.LEFT + 86 * len(given)
    explore = Button(left, y, layout.LEFT + layout.PAD - left, high, "look inside", "S" if drawing else QUIET, {},
                     opens=Opens("NetworkExplorer", {}) if drawing else None)  # fmt: skip
    return [*items, explore]


def cleared(settings: Settings) -> dict[str, Setting]:
    """An empty stroke wipes the pad, so that undo brings the drawing back; what was wiped before is forgotten."""
    strokes = list(settings.strokes)
    gone = wiped(strokes)
    return {"strokes": [*strokes[gone:], ""], "undone": [], "ready": "none" if gone else settings.ready}


def _seen(seen: Seen) -> list[Item]:
    """The image that goes in, with the middle to which the figure's centre of mass was brought."""
    side = seen.x.shape[0]
    x, y, cell = layout.LEFT, layout.SEEN_TOP, layout.SEEN / side
    say = Sentences("What the net sees, row {row}, column {col}: **{value}** (1 is ink, 0 is paper)")
    grid = Grid("x", x, y, cell, side, side, "input", packed(seen.x), digits=0,
                pixels=png(grey_colours(255 * seen.x[:, :, 0])), say=say, named="what the net sees")  # fmt: skip
    heading = (Text("what the net sees", bold=True), Text(f"  [{side}x{side}x1]", "W", bold=True))
    head = Label(x, layout.HEAD, heading, 12.5, id="input")
    return [head, grid, *_middle(seen, x, y, cell)]


def _middle(seen: Seen, x: float, y: float, cell: float) -> list[Item]:
    """The box of the figure, and a cross on the middle pixel."""
    if seen.fitted is None:
        return []
    (top, left), (H, W), middle = seen.fitted.corner, seen.fitted.size, (seen.x.shape[0] // 2 + 0.5) * cell
    x1, y1, x2, y2 = x + left * cell, y + top * cell, x + (left + W) * cell, y + (top + H) * cell
    arm = MIDDLE * cell * seen.x.shape[0] / 10
    ends = [(x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)]
    ends += [(x + middle - arm, y + middle, x + middle + arm, y + middle)]
    ends += [(x + middle, y + middle - arm, x + middle, y + middle + arm)]
    return [Line(*end, role="F", width=1.5) for end in ends]
