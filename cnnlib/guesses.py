"""Guesses as people type them: "5", "5 px", "34,944", "34 944", "4,5", "13/3", "3 × 3 × 2"; and whether they are right.

A guess may have more than one reading: "4,333" is four thousand or four and a third. Right is right in any of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from cnnlib.mistakes import Mistake, Value

SEPARATORS = re.compile(r"\s*(?:[×*·;]|(?<=[\d\s])[xX](?=[\d\s])|\bby\b)\s*")
PART = re.compile(r"([-+]?[\d.][\d.,'/ ]*?(?:[eE][-+]?\d+)?)\s*([^\d\s.,'/-][^\d]*)?")
BYTES = {"b": 1, "byte": 1, "bytes": 1, "kb": 2**10, "kib": 2**10, "mb": 2**20, "mib": 2**20, "gb": 2**30, "gib": 2**30}
UNITS = frozenset(
    "px pixel pixels parameter parameters weight weights bias biases number numbers value values row rows column "
    "columns wide high deep map maps filter filters output outputs window windows neuron neurons connection "
    "connections place places position positions product products cell cells time times".split()
)
NUDGE = "None of the usual slips gives it. Write the formula down and put the numbers in, term by term."


class GuessError(ValueError):
    """What was typed cannot be read as a guess; the message says why, and what would do."""


@dataclass(frozen=True)
class Judged:
    """Whether a guess is right, the sentence for the reader, and the name of the mistake where it is a known one.

    `counts` is False for what could not be read as a guess at all.
    """

    right: bool
    sentence: str
    mistake: str = ""
    counts: bool = True

    def __repr__(self) -> str:
        return f"{'✓' if self.right else '✗'} {self.sentence}"

    def __bool__(self) -> bool:
        return self.right


@dataclass(frozen=True)
class Score:
    """How many questions were answered, and how many of them right at the first guess.

    >>> Score(3, 4), Score(3, 4).after(right=True)
    (3 of 4 right at the first guess, 4 of 5 right at the first guess)
    """

    right: int = 0
    asked: int = 0

    def after(self, right: bool) -> "Score":
        """The score after one more question."""
        return Score(self.right + right, self.asked + 1)

    def __repr__(self) -> str:
        return f"{self.right} of {self.asked} right at the first guess"


@dataclass(frozen=True)
class Reading:
    """One number as it was typed; `decimals` behind its point, None for a fraction."""

    value: Fraction
    decimals: int | None = 0

    def means(self, wanted: int | float) -> bool:
        """Whether it is the wanted number, a broken one as exactly as it was typed."""
        apart = abs(self.value - Fraction(wanted))
        if Fraction(wanted).denominator == 1 or self.decimals == 0:
            return apart == 0
        return apart <= Fraction(1, 10**5) + (Fraction(1, 2 * 10**self.decimals) if self.decimals else 0)


def judge(
    guess: Any, answer: Value, mistakes: Sequence[Mistake] = (), because: str = "", unit: str = "", nudge: str = NUDGE
) -> Judged:
    """The verdict on a guess, text or number. It never raises, and gives the answer away only to who has found it.

    >>> judge("5 px", 5, because="(7 − 3 + 0)/1 + 1 = 5.")
    ✓ Right. (7 − 3 + 0)/1 + 1 = 5.
    >>> judge("4", 5, [Mistake("forgot + 1", 4, "The first window needs no step.")])
    ✗ 4 is not it. The first window needs no step.
    """
    try:
        readings = read_guess(guess, len(answer) if isinstance(answer, tuple) else 1, unit)
    except GuessError as error:
        return Judged(False, str(error), counts=False)
    if any(_means(reading, answer) for reading in readings):
        return Judged(True, f"Right. {because}".rstrip())
    shown = as_typed(guess)
    for reading in readings:
        for mistake in mistakes:
            if _means(reading, mistake.value):
                return Judged(False, f"{shown} is not it. {mistake.hint}", mistake.name)
    return Judged(False, f"{shown} is not it. {nudge}")


def as_typed(guess: Any) -> str:
    """A guess as text, tuples with crosses between their numbers and long ones cut short.

    >>> as_typed((3, 3, 2)), as_typed(" -4 ")
    ('3 × 3 × 2', '−4')
    """
    text = " × ".join(map(str, guess)) if isinstance(guess, tuple | list) else "" if guess is None else str(guess)
    text = " ".join(text.split()).replace("-", "−")
    return text if len(text) <= 40 else text[:39] + "…"


def read_guess(guess: Any, count: int = 1, unit: str = "") -> list[tuple[Reading, ...]]:
    """All readings of a guess of `count` numbers, the likelier first; bytes are turned into `unit`.

    >>> [[float(number.value) for number in reading] for reading in read_guess("4,333")]
    [[4333.0], [4.333]]
    >>> read_guess("3 × 3")
    Traceback (most recent call last):
    cnnlib.guesses.GuessError: The question asks for one number, and “3 × 3” has 2: type one number, in digits.
    """
    text = as_typed(guess).replace("−", "-").strip("()[] ").rstrip(", ")
    if not text:
        raise GuessError(f"The box is empty: type {_wanted(count)}")
    parts = SEPARATORS.split(text)
    if len(parts) == 1 < count:
        parts = re.split(r"\s*,\s*|\s+", text)
    elif count == 1 and re.fullmatch(r"\d+\.?\d*(?:,\s+|\s)\d+\.?\d*", text) and not _grouped(text):
        parts = re.split(r",?\s+", text)
    numbers = [list(_readings(part, text, count, unit)) for part in parts]
    if len(parts) != count:
        asked = "one number" if count == 1 else f"{count} numbers"
        raise GuessError(
            f"The question asks for {asked}, and “{as_typed(guess)}” has {len(parts)}: type {_wanted(count)}"
        )
    return list(product(*numbers))


def _readings(part: str, text: str, count: int, unit: str) -> Iterator[Reading]:
    """One number with what may stand behind it."""
    match = PART.fullmatch(part.strip())
    scale = _scale((match[2] or "").strip().lower(), unit) if match else None
    values = list(_values(match[1].strip())) if match and scale else []
    if not values or not scale:
        raise GuessError(f"“{as_typed(text)}” is not {'a number' if count == 1 else 'numbers'}: type {_wanted(count)}")
    yield from (Reading(reading.value * scale, reading.decimals) for reading in values)


def _scale(word: str, unit: str) -> Fraction | None:
    """What the unit behind a number multiplies it with; None for a word that is no unit."""
    if word in BYTES and unit.lower() in BYTES:
        return Fraction(BYTES[word], BYTES[unit.lower()])
    return Fraction(1) if not word or word.rstrip(".") in UNITS or word == unit.lower() else None


def _values(number: str) -> Iterator[Reading]:
    if _grouped(number):
        yield _reading(re.sub(r"[ ,']", "", number))
        if re.fullmatch(r"[-+]?\d+,\d+", number):
            yield _reading(number.replace(",", "."))
    elif re.fullmatch(r"[-+]?\d+,\d+", number):
        yield _reading(number.replace(",", "."))
    elif re.fullmatch(r"[-+]?\d+\s*/\s*0*[1-9]\d*", number):
        top, bottom = number.split("/")
        yield Reading(Fraction(int(top), int(bottom)), None)
    elif re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?", number):
        yield _reading(number)
        if re.fullmatch(r"[-+]?[1-9]\d{0,2}\.\d{3}", number):  # a point may part the thousands, too
            yield _reading(number.replace(".", ""))
    elif re.fullmatch(r"[-+]?[1-9]\d{0,2}(\.\d{3}){2,}", number):
        yield _reading(number.replace(".", ""))


def _grouped(number: str) -> bool:
    """Thousands parted by one kind of mark: 34,944 or 34 944 or 34'944."""
    return bool(re.fullmatch(r"[-+]?[1-9]\d{0,2}([ ,'])\d{3}(\1\d{3})*(\.\d+)?", number))


def _reading(text: str) -> Reading:
    point = re.search(r"\.(\d*)$", text)
    return Reading(Fraction(text.rstrip(".")), None if "e" in text.lower() else len(point[1]) if point else 0)


def _means(reading: tuple[Reading, ...], wanted: Value) -> bool:
    numbers = wanted if isinstance(wanted, tuple) else (wanted,)
    return len(reading) == len(numbers) and all(one.means(number) for one, number in zip(reading, numbers))


def _wanted(count: int) -> str:
    return "one number, in digits." if count == 1 else f"{count} numbers, in digits, with × between them."
