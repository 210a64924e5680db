"""A bar for each class, in their order, the winner marked."""

import numpy as np

from cnnlib.scenes.drawing import layout
from cnnlib.scenes.network.picture import percent
from cnnlib.scenes.network.run import Run
from cnnlib.scenes.network.subjects import DIGITS, classes_of, net_named
from cnnlib.scenes.scene import Item, Label, Panel
from cnnlib.scenes.scene import Run as Text

BARS = 10  # the best ten where there are more classes
NAME, SHARE = 18, 64  # room at the left and at the right of a bar


def names_of(net: str, count: int) -> tuple[str, ...]:
    """What the classes are called: a net of ten classes that looks at drawings tells digits apart."""
    return DIGITS if count == len(DIGITS) else classes_of(net, count)


def scores(net: str, run: Run | None) -> list[Item]:
    """All bars; their rails alone while there are no scores."""
    K = net_named(net).volumes[-1].size
    shares = None if run is None else run.shares
    best = range(min(K, BARS)) if shares is None or K <= BARS else np.sort(np.argsort(-shares, kind="stable")[:BARS])
    step = layout.SEEN / BARS
    return [part for n, k in enumerate(best) for part in _bar(names_of(net, K)[k], int(k), shares, n * step, step)]


def _bar(name: str, k: int, shares: np.ndarray | None, down: float, step: float) -> list[Item]:
    left, y, high = layout.SCORES, layout.SEEN_TOP + down, step - 7
    room = layout.SCORES_WIDTH - NAME - SHARE
    wins = shares is not None and k == int(shares.argmax())
    short = name.removeprefix("class ")
    items: list[Item] = [
        Label(left, y + step - 6, (Text(short, "text" if wins else "muted", bold=wins),), 14, id=f"class-{k}"),
        Panel(left + NAME, y + 3, room, high, "padding", id=f"rail-{k}"),
    ]
    if shares is None:
        return items
    share = float(shares[k])
    return [
        *items,
        Panel(left + NAME, y + 3, max(1.5, room * share), high, "S" if wins else "W", id=f"bar-{k}"),
        Label(left + layout.SCORES_WIDTH, y + step - 6, (Text(percent(share), "S" if wins else "muted", bold=wins),),
              13, "end", id=f"share-{k}"),
    ]  # fmt: skip
