"""Mistakes on the way to an output size."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import floor

from cnnlib.mistakes.mistake import Mistake, WrongFormula, told_apart
from cnnlib.shapes import Axis, exact_size, extent


def output_size_mistakes(
    W: int, F: int, S: int = 1, P: int = 0, dilation: int = 1, crop: bool = False
) -> tuple[Mistake, ...]:
    """Wrong ways to (W - (d(F - 1) + 1) + 2P)/S + 1; with `crop` the question asks for the floor of it.

    >>> [(mistake.name, mistake.value) for mistake in output_size_mistakes(W=7, F=3, S=2, P=1)][:3]
    [('forgot 2P', 3), ('counted P once', 3.5), ('forgot the stride', 7)]
    """
    exact = exact_size(W, F, S, P, dilation)
    slips = [*_floor_slips(exact, S, crop), *_size_slips(W, F, S, P, dilation)]
    return told_apart(_settled(exact, crop), _rounded_too(slips, crop))


def pooled_size_mistakes(W: int, F: int, S: int, crop: bool = False) -> tuple[Mistake, ...]:
    """Wrong ways to (W - F)/S + 1, the size after pooling; with `crop` the floor of it.

    >>> [(mistake.name, mistake.value) for mistake in pooled_size_mistakes(W=8, F=2, S=2)][:3]
    [('padded a pooling layer', 5), ('left the size as it was', 8), ('forgot + 1', 3)]
    """
    exact = exact_size(W, F, S)
    slips = [*_floor_slips(exact, S, crop), *_pooling_slips(W, F, S), *_size_slips(W, F, S, 0, 1)]
    return told_apart(_settled(exact, crop), _rounded_too(slips, crop))


def sides_mistakes(across: Axis, down: Axis, crop: bool = False) -> tuple[Mistake, ...]:
    """Wrong ways to (width, height) of an output whose axes differ, "swapped H and W" among them.

    >>> [mistake.value for mistake in sides_mistakes((7, 3, 1, 0, 1), (5, 3, 1, 0, 1))][:2]
    [(3, 5), (4, 2)]
    """
    sides = _settled(exact_size(*across), crop), _settled(exact_size(*down), crop)
    both = output_size_mistakes(*across, crop), output_size_mistakes(*down, crop)
    return told_apart(sides, [_swapped(sides), *_on_both(sides, *both)])


def volume_mistakes(across: Axis, down: Axis, D1: int, K: int, crop: bool = False) -> tuple[Mistake, ...]:
    """Wrong ways to (width, height, depth) of what K filters make of an input of depth D1.

    >>> [mistake.name for mistake in volume_mistakes((7, 3, 1, 0, 1), (7, 3, 1, 0, 1), D1=3, K=2)][:2]
    ['took the input depth', 'multiplied the depths']
    """
    sides = _settled(exact_size(*across), crop), _settled(exact_size(*down), crop)
    depths = [
        ("took the input depth", (*sides, D1), f"The input is D1 = {D1} deep, but each filter gives one map: count K."),
        ("multiplied the depths", (*sides, D1 * K),
         f"A filter adds its D1 = {D1} slices up into one map: D1 is not multiplied with K = {K}."),
        ("forgot the depth", (*sides, 1), f"Each of the K = {K} filters makes a map of its own."),
    ]  # fmt: skip
    flat = sides_mistakes(across, down, crop)
    return told_apart((*sides, K), [*depths, *_deeper(flat, K)])


def pooled_volume_mistakes(W: int, H: int, D: int, F: int, S: int, crop: bool = False) -> tuple[Mistake, ...]:
    """Wrong ways to (width, height, depth) after pooling.

    >>> pooled_volume_mistakes(W=4, H=4, D=6, F=2, S=2)[0].name
    'pooled the depth'
    """
    sides = _settled(exact_size(W, F, S), crop), _settled(exact_size(H, F, S), crop)
    slices = f"Pooling works on each of the D = {D} slices on its own: none is lost, none is merged."
    both = pooled_size_mistakes(W, F, S, crop), pooled_size_mistakes(H, F, S, crop)
    flat = [_swapped(sides), *_on_both(sides, *both)]
    depths: list[WrongFormula] = [
        ("pooled the depth", (*sides, D // S), slices),
        ("merged the slices", (*sides, 1), slices),
        ("pooled nothing but the depth", (W, H, D // S),
         f"It is the other way round: width and height shrink, and the depth D = {D} stays."),
    ]  # fmt: skip
    return told_apart((*sides, D), [*depths, *((name, (*value, D), hint) for name, value, hint in flat)])


def _settled(exact: Fraction, crop: bool) -> Fraction | int:
    return max(0, floor(exact)) if crop else exact


def _rounded_too(slips: Iterable[WrongFormula], crop: bool) -> Iterator[WrongFormula]:
    """A wrong formula that gives no whole number is often rounded down besides."""
    for name, value, hint in slips:
        whole = (name, floor(value), hint)
        yield from [whole, (name, value, hint)] if crop and name != FLOOR else [(name, value, hint), whole]


FLOOR = "forgot the floor"


def _floor_slips(exact: Fraction, S: int, crop: bool) -> list[WrongFormula]:
    if exact.denominator == 1:
        return []
    if crop:
        why = f"There is no part of a window: a last step of S = {S} that does not reach is left out, so round down."
        return [(FLOOR, exact, why), ("rounded up", floor(exact) + 1, "You rounded up. " + why)]
    why = f"the division by S = {S} leaves a remainder, so the windows do not fit exactly. Give the number as it is."
    return [
        ("rounded down", floor(exact), "You rounded down (the floor), and asked is what the formula gives: " + why),
        ("rounded up", floor(exact) + 1, "You rounded up, and asked is what the formula gives: " + why),
    ]


def _size_slips(W: int, F: int, S: int, P: int, d: int) -> list[WrongFormula]:
    """Slips in the output-size formula. Those without effect, such as 2P forgotten where P = 0, give the answer."""
    return [*_forgotten(W, F, S, P, d), *_misplaced(W, F, S, P, d)]


def _forgotten(W: int, F: int, S: int, P: int, d: int) -> list[WrongFormula]:
    """A term is missing."""
    span = extent(F, d)
    top = W - span + 2 * P
    return [
        ("forgot 2P", _size(top - 2 * P, S),
         f"You forgot the padding: P = {P} on both sides makes the input 2P = {2 * P} larger."),
        ("forgot + 1", _size(top, S) - 1,
         f"You counted the steps of S = {S}, not the windows: the first window needs no step, hence the + 1."),
        ("F instead of the dilated extent", _size(W - F + 2 * P, S),
         f"With dilation d = {d} the filter spans {_spanned(F, d)} pixels, not F = {F}."),
        ("counted P once", _size(top - P, S),
         f"P = {P} stands on both sides: it counts twice, 2P = {2 * P}."),
        ("forgot the stride", top + 1,
         f"You forgot the stride: the window travels in steps of S = {S}, so divide by {S} before the + 1."),
        ("forgot 2P and + 1", _size(top - 2 * P, S) - 1,
         f"Two things are missing: 2P = {2 * P} for the padding, and the + 1 for the first window."),
    ]  # fmt: skip


def _misplaced(W: int, F: int, S: int, P: int, d: int) -> list[WrongFormula]:
    """A term has the wrong place or sign; or the size is taken for another."""
    span = extent(F, d)
    top = W - span + 2 * P
    return [
        ("d times F", _size(W - d * F + 2 * P, S),
         f"The extent is not d·F = {d * F}: behind the last weight there is no gap. It is {_spanned(F, d)}."),
        ("+ 1 inside the division", Fraction(top + 1, S),
         f"The + 1 stands behind the division by S = {S}: it is the first window, which needs no step."),
        ("took the padding away", _size(top - 4 * P, S),
         f"The padding makes the input larger, not smaller: + 2P = + {2 * P}."),
        ("left the size as it was", W,
         f"{W} is the size that goes in. It only stays where the padding makes up for what the filter takes."),
        ("forgot the filter", _size(W + 2 * P, S),
         f"A window is {span} wide and must lie inside: {span} goes off {W + 2 * P} before you divide."),
    ]  # fmt: skip


def _spanned(F: int, d: int) -> str:
    return f"d(F − 1) + 1 = {d}·{F - 1} + 1 = {extent(F, d)}"


def _pooling_slips(W: int, F: int, S: int) -> list[WrongFormula]:
    P = F // 2
    return [
        ("padded a pooling layer", _size(W - F + 2 * P, S),
         f"You padded with P = {P}. A pooling layer has no border: its windows of F = {F} stay inside W = {W}."),
        ("divided by F", Fraction(W, F),
         f"You divided W = {W} by F = {F}. The window travels in steps of S = {S}, so it is S that divides."),
        ("left the size as it was", W,
         f"{W} is the size that goes in. Pooling makes it smaller: count the windows of F = {F} that stand side by "
         f"side, each S = {S} further than the one before."),
    ]  # fmt: skip


def _size(top: int, S: int) -> Fraction:
    return Fraction(top, S) + 1


def _swapped(sides: tuple) -> WrongFormula:
    return "swapped H and W", sides[::-1], "These are height and width in the wrong order: first across, then down."


def _on_both(sides: tuple, across: tuple[Mistake, ...], down: tuple[Mistake, ...]) -> Iterator[WrongFormula]:
    """The same mistake on both axes; an axis on which it has no effect keeps its right size."""
    values = [{mistake.name: mistake.value for mistake in reversed(axis)} for axis in (across, down)]
    hints = {mistake.name: mistake.hint for mistake in (*reversed(down), *reversed(across))}
    for name in dict.fromkeys(mistake.name for mistake in (*across, *down)):
        yield name, (values[0].get(name, sides[0]), values[1].get(name, sides[1])), hints[name]


def _deeper(flat: Iterable[Mistake], depth: int) -> Iterator[WrongFormula]:
    for mistake in flat:
        sides = mistake.value if isinstance(mistake.value, tuple) else (mistake.value,)
        yield mistake.name, (*sides, depth), mistake.hint
