"""What a check answers: not attempted, not yet with one hint, or correct with the reason."""

import re
from dataclasses import dataclass
from html import escape

OPENINGS = {"not attempted": "Not attempted yet.", "not yet": "Not yet.", "correct": "Correct."}
SYMBOLS = {"not attempted": "○", "not yet": "✗", "correct": "✓"}
# Mid-tones, readable on white paper and in a dark theme alike; the symbol says the same without colour.
COLOURS = {"not attempted": "#767f8c", "not yet": "#c2620c", "correct": "#1b8a5a"}


@dataclass(frozen=True)
class Verdict:
    """One of three outcomes and a sentence or two; a notebook shows it in colour, with a symbol.

    >>> Verdict("correct", "2P, because there are two borders.")
    ✓ Correct. 2P, because there are two borders.
    """

    outcome: str
    text: str

    def __post_init__(self) -> None:
        if self.outcome not in SYMBOLS:
            raise ValueError(f"a verdict is one of {', '.join(map(repr, SYMBOLS))}, not {self.outcome!r}")

    def __bool__(self) -> bool:
        return self.outcome == "correct"

    def __repr__(self) -> str:
        return f"{SYMBOLS[self.outcome]} {OPENINGS[self.outcome]} {self.text}"

    def _repr_html_(self) -> str:
        colour = COLOURS[self.outcome]
        head = f'<b style="color: {colour}">{SYMBOLS[self.outcome]} {OPENINGS[self.outcome]}</b>'
        return f'<div style="border-left: 4px solid {colour}; padding: 2px 10px">{head} {_marked_up(self.text)}</div>'


def _marked_up(text: str) -> str:
    """A sentence as HTML: `code` as code, in which a star is a star, and *words* with weight in italics.

    >>> _marked_up("*Each* side: `2 * P * S`.")
    '<em>Each</em> side: <code>2 * P * S</code>.'
    """
    parts = escape(text, quote=False).split("`")
    parts[::2] = [re.sub(r"(?<![\w*])\*(\w[^*]*)\*(?![\w*])", r"<em>\1</em>", words) for words in parts[::2]]
    code = [f"<code>{part}</code>" if n % 2 else part for n, part in enumerate(parts)]
    return "".join(code) if len(parts) % 2 else escape(text, quote=False)


def not_attempted(text: str = "Put your own answer where the dots are and run the cell again.") -> Verdict:
    """Nothing has been handed in."""
    return Verdict("not attempted", text)


def not_yet(hint: str) -> Verdict:
    """It is wrong, with one hint."""
    return Verdict("not yet", hint)


def correct(reason: str) -> Verdict:
    """It is right, and this is why."""
    return Verdict("correct", reason)
