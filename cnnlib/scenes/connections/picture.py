"""The whole Connections picture: formula, verdict, three wirings, three counts, the specification card."""

from cnnlib.scenes.card import card
from cnnlib.scenes.connections import layout, words
from cnnlib.scenes.connections.counts import Count, counts
from cnnlib.scenes.connections.layout import Cut, cut
from cnnlib.scenes.connections.settings import Settings
from cnnlib.scenes.connections.tally import ROLES, tally
from cnnlib.scenes.connections.wiring import links, together, wiring
from cnnlib.scenes.fit import repair_buttons
from cnnlib.scenes.formula import size_formula
from cnnlib.scenes.scene import Caption, Item, Label, Panel, Run, Scene


def scene(settings: Settings) -> Scene:
    """The picture of these settings; also of those that do not fit.

    >>> scene(Settings(W=5, F=3, P=1)).steps  # five neurons in a row, in each of the three ways
    5
    """
    part, costs = cut(settings), counts(settings)
    items = [
        *_head(settings, part, costs),
        *_titles(settings, costs),
        *wiring(settings, part),
        *_not_to_share(),
        *tally(settings, costs),
        *_card(settings, costs),
        Panel(0, layout.SENTENCE, 880, 46),
        Caption(16, layout.SENTENCE + 28, 848, 15),
    ]
    return Scene(
        settings.as_dict(), layout.WIDTH, layout.HEIGHT, tuple(items), links(settings, part),
        ("y-full",) if part.neurons else (), words.spoken(settings, part, costs), words.problem(settings),
        together=together(part),
    )  # fmt: skip


def _head(settings: Settings, part: Cut, costs: tuple[Count, ...]) -> list[Item]:
    """The size formula, and below it whether the setting fits."""
    trouble = words.problem(settings)
    role = "amber" if trouble else "text"
    return [
        Panel(0, 0, layout.WIDTH, 52),
        Label(18, 33, size_formula(*settings.axis), 17, id="formula-0"),
        Label(layout.WIDTH - 18, 32, (Run(words.output_text(settings), role, bold=True),), 17, "end", id="output"),
        Panel(0, 60, layout.WIDTH, 50, "amber-fill" if trouble else "panel"),
        Label(18, 80, (Run(words.first_line(settings, part, costs), role, bold=bool(trouble)),), 15, id="verdict"),
        Label(18, 100, (Run(words.second_line(settings, part), "text" if trouble else "muted"),), 14, id="verdict-2"),
        *repair_buttons(words.repairs(settings), layout.WIDTH - 12, 69),
    ]


def _titles(settings: Settings, costs: tuple[Count, ...]) -> list[Item]:
    """Above each wiring its name, what it means, and what one of its neurons costs."""
    items: list[Item] = []
    for count, x in zip(costs, layout.COLUMNS):
        name = Run(count.way, ROLES[count.way], bold=True), Run(f"  {words.SAYS[count.way]}", "muted")
        items.append(Label(x, layout.TITLES[0], name, 16))
        items.append(Label(x, layout.TITLES[1], words.each_line(settings, count), 14, id=f"each-{count.way}"))
    return items


def _not_to_share() -> list[Item]:
    """The assumption behind sharing, below the weights that are shared."""
    x, y = layout.COLUMNS[-1], layout.NOT_TO_SHARE
    lines = [Label(x + 14, y + 36 + 16.5 * n, (Run(line),), 13.5) for n, line in enumerate(words.NOT_TO_SHARE)]
    return [Panel(x, y, layout.COLUMN, 94), Label(x + 14, y + 19, (Run("When not to share", bold=True),), 14), *lines]


def _card(settings: Settings, costs: tuple[Count, ...]) -> list[Item]:
    rows = words.card_rows(settings, costs)
    return card(layout.CARD_LEFT, layout.CARD, layout.CARD_WIDTH, "This layer, shared", rows, layout.CARD_LINE)
