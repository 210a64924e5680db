"""Digits drawn by our own code: pen strokes, as a hand might draw them, in many variants that a seed decides."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import whole
from cnnlib.strokes import UNITS

Point = tuple[int, int]

# How each digit is written: points on a 10 x 10 field, column then row. A stroke is a smooth curve through its points;
# "|" is a corner, "," lifts the pen.
FORMS = (
    ("50 11 04 06 18 49 88 95 81 50", "81 50 11 05 18 49 88 94 71 40"),
    ("50 59", "60 39", "22 50|50 59"),
    ("12 30 70 82 74 46 09|09 99", "11 40 71 73 36 18 08 27 48 69 98"),
    ("11 40 71 72 54 34|34 64 86 78 49 18", "00 80|80 44|44 75 87 59 18"),
    ("20 06|06 96, 61 69", "60 06|06 96, 60 69", "10 14 35 85, 80 79"),
    ("80 20|20 14|14 43 75 87 59 18", "20 15|15 54 86 68 39 08, 20 80"),
    ("60 22 05 17 49 78 86 64 34 16", "50 13 06 28 59 87 75 44 17"),
    ("01 80|80 39", "01 80|80 39, 25 75", "03 01|01 80|80 55 49"),
    ("71 40 12 34 66 88 59 18 16 44 72 71", "40 12 44 72 40, 44 17 49 87 44"),
    ("82 50 12 14 45 74 82|82 79", "72 40 12 14 45 73 72|72 77 58 29"),
)
PER_SPAN = 6  # points of a curve from one of its points to the next


@dataclass(frozen=True)
class Drawing:
    """Strokes on a pad of 1000 x 1000, the digit they are meant to be, and the pen's width in hundredths of the pad."""

    digit: int
    strokes: tuple[tuple[Point, ...], ...]
    pen: float


def drawn_digit(digit: int, n: int) -> Drawing:
    """Variant n of a digit: its form, slant, turn, size, place, pen and the unsteadiness of the hand.

    >>> drawing = drawn_digit(4, n=0)
    >>> drawing == drawn_digit(4, n=0), drawing == drawn_digit(4, n=1)
    (True, False)
    """
    if isinstance(digit, bool) or digit not in range(10):
        raise ValueError(f"digit = {digit!r} is no digit: name one from 0 to 9")
    digit, n = int(digit), whole(n, "n", least=0)
    random = np.random.default_rng([digit, n])
    form = _points(FORMS[digit][n % len(FORMS[digit])], random)
    curves = [_placed(np.concatenate([_curve(piece) for piece in stroke])) for stroke in _hand(form, random)]
    return Drawing(digit, tuple(curves), float(round(random.uniform(5, 10), 1)))


def drawn_digits(per_digit: int = 25) -> list[Drawing]:
    """So many variants of each digit, 0 first.

    >>> [drawing.digit for drawing in drawn_digits(per_digit=2)][:5]
    [0, 0, 1, 1, 2]
    """
    return [drawn_digit(digit, n) for digit in range(10) for n in range(whole(per_digit, "per_digit"))]


Form = list[list[NDArray]]


def _points(form: str, random: np.random.Generator) -> Form:
    """Strokes of pieces of points, from -0.5 to 0.5, each a little beside its place."""
    return [[_piece(piece, random) for piece in stroke.split("|")] for stroke in form.split(",")]


def _piece(piece: str, random: np.random.Generator) -> NDArray:
    points = np.array([[int(name[0]), int(name[1])] for name in piece.split()]) / 9 - 0.5
    points += random.normal(0, 0.015, points.shape)
    if piece.split()[0] == piece.split()[-1]:
        points[-1] = points[0]
    return points


def _hand(form: Form, random: np.random.Generator) -> Iterator[list[NDArray]]:
    """The same form narrower, slanted, turned, of another size and elsewhere, on the pad from 0 to 1."""
    size, narrow, slant = random.uniform(0.3, 0.75), random.uniform(0.55, 0.8), random.uniform(-0.1, 0.35)
    turn, free = random.uniform(-0.12, 0.12), 0.46 - size / 2
    place = 0.5 + random.uniform(-free, free, 2)
    shape = np.array([[narrow, 0], [-slant, 1]]) @ [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]
    for stroke in form:
        yield [place + size * piece @ shape for piece in stroke]


def _curve(points: NDArray) -> NDArray:
    """A smooth curve through points (Catmull and Rom 1974): at each it heads from the one before to the one after."""
    closed = (points[0] == points[-1]).all()
    ends = (points[-2:-1], points[1:2]) if closed else (points[:1], points[-1:])
    before = np.concatenate([ends[0], points, ends[1]])
    t = np.linspace(0, 1, PER_SPAN, endpoint=False)[:, None]
    spans = [_span(before[n : n + 4], t) for n in range(len(points) - 1)]
    return np.concatenate([*spans, points[-1:]])


def _span(four: NDArray, t: NDArray) -> NDArray:
    a, b, c, d = four
    return b + t * (c - a) / 2 + t**2 * (a - 2.5 * b + 2 * c - d / 2) + t**3 * (1.5 * (b - c) + (d - a) / 2)


def _placed(curve: NDArray) -> tuple[Point, ...]:
    x, y = np.rint(UNITS * curve).astype(int).T.tolist()
    return tuple(zip(x, y))
