"""What may be predicted: the shorter side of the figure once it is fitted, and the winner."""

from typing import Any

from cnnlib.mistakes.mistake import told_apart
from cnnlib.scenes.drawing import layout
from cnnlib.scenes.drawing.maps import strips
from cnnlib.scenes.drawing.scores import names_of
from cnnlib.scenes.drawing.values import Seen, box_of, seen_of
from cnnlib.scenes.network.picture import percent
from cnnlib.scenes.network.subjects import net_named
from cnnlib.scenes.questions import Question
from cnnlib.strokes import UNITS

SCORES = (layout.SCORES, layout.SEEN_TOP, layout.SCORES_WIDTH, layout.SEEN)


def questions(settings: Any) -> tuple[Question, ...]:
    """None while nothing is drawn."""
    seen = seen_of(settings)
    asked = [_winner(settings, seen)] if seen.run and seen.run.shares is not None else []
    return tuple(asked + ([_side(seen)] if seen.fitted else []))


def _winner(settings: Any, seen: Seen) -> Question:
    assert seen.run is not None and seen.run.shares is not None
    shares = seen.run.shares
    best, K = int(shares.argmax()), shares.size
    meant = [("what the hand meant", int(settings.ready), "That is what it was meant to be. The net does not know what "
              "is meant: it sees the pixels below the pad.")] if settings.ready != "none" else []  # fmt: skip
    names = [f"{part}-{k}" for k in range(K) for part in ("class", "share", "bar", "rail")]
    last = [f"m{strip.n}" for strip in strips(net_named(settings.net)) if strip.volume.size == K]
    return Question(
        "winner", "Which class gets the largest score?", best,
        f"Class {names_of(settings.net, K)[best]} has the largest score, {percent(float(shares[best]))} of all.",
        told_apart(best, meant), hides=("answer", *last), place=SCORES, drops=tuple(names),
    )  # fmt: skip


def _side(seen: Seen) -> Question:
    assert seen.fitted is not None
    (_, _, high, wide), side = seen.fitted.found, seen.x.shape[0]
    long, short, box = max(high, wide), min(high, wide), box_of(side)
    answer = min(seen.fitted.size)
    slips = [
        ("forgot the proportions", box, f"Only the longer side becomes {box}: the figure keeps its proportions."),
        ("kept the pad's scale", round(short * side / UNITS), f"That is its size if the whole pad becomes {side} "
         "pixels. The figure alone is scaled."),
        ("swapped long and short", round(box * long / short), "The shorter side stays the shorter one: divide by the "
         "longer."),
    ]  # fmt: skip
    return Question(
        "fitted size",
        f"The figure is {round(wide)} wide and {round(high)} high, and is scaled to fit {box} × {box} pixels. How many "
        "pixels has its shorter side then?",
        answer, f"{box}·{round(short)}/{round(long)} is about {answer}.", told_apart(answer, slips),
        hides=("x", "told-0", "told-1", "told-2"),
    )  # fmt: skip
