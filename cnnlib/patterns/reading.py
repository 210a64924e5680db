"""From the text of a pattern to a tree, and a caret at the place where that fails.

sequence   item -> item -> ...
item       a layer or [sequence]; then, where wanted, ? and *count
layer      INPUT, CONV, RELU, POOL or FC; then, where wanted, (sizes)
size       16, K=16, F=1x5, a word such as average, or one for each round: K=16/32/64
count      3, a letter with a number given elsewhere, or one for each round: 2/2/3
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

LAYERS = ("INPUT", "CONV", "RELU", "POOL", "FC")
TOKEN = re.compile(r"(?P<arrow>->|→)|(?P<number>\d+(?:[x×]\d+)*)|(?P<word>[^\W\d]\w*)|(?P<sign>[\[\]()*?,=/])")
SPACE = re.compile(r"\s*")
DEEPEST = 20  # brackets within brackets


class PatternError(ValueError):
    """A mistake in a pattern: what is wrong, then the line with a caret below the place.

    >>> print(PatternError("an arrow is missing here", "INPUT CONV", at=6))
    an arrow is missing here
        INPUT CONV
              ^
    """

    def __init__(self, said: str, text: str, at: int) -> None:
        self.said, self.text, self.at = said, text, at
        start = text.rfind("\n", 0, at) + 1
        line = text[start:].partition("\n")[0].expandtabs(1)
        super().__init__(f"{said}\n    {line}\n    {' ' * (at - start)}^")


@dataclass(frozen=True)
class Token:
    """A piece of the text, and where it starts; the last one, of kind "end", is empty."""

    kind: str
    text: str
    at: int


@dataclass
class Choice:
    """A value, or one for each round of a repetition; whole numbers, pairs of them or words."""

    values: list[str]
    at: int


@dataclass
class Item:
    """A layer (`name`) or a bracket (`items`), how often it stands there, and whether it is optional."""

    at: int
    name: str = ""
    sizes: dict[str, Choice] = field(default_factory=dict)  # "" holds the place of the first, without a name
    items: list["Item"] = field(default_factory=list)
    count: Choice | None = None
    optional: bool = False


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a pattern, and an empty one at its end.

    >>> [token.text for token in tokens("[CONV -> RELU]*2")]
    ['[', 'CONV', '->', 'RELU', ']', '*', '2', '']
    """
    at = SPACE.match(text).end()  # type: ignore[union-attr]
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise PatternError(f"{text[at]!r} has no meaning in a pattern", text, at)
        yield Token(match.lastgroup or "", match[0], at)
        at = SPACE.match(text, match.end()).end()  # type: ignore[union-attr]
    yield Token("end", "", len(text.rstrip()))


def read(text: str) -> list[Item]:
    """The items of a pattern, brackets with their own items inside; PatternError where it is none."""
    if not isinstance(text, str):
        raise TypeError(f"a pattern is a text, such as 'INPUT -> CONV -> RELU -> FC', not {text!r}")
    return Reader(text).whole()


class Reader:
    """Reads token by token; each method takes one rule of the language from where the reader stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ahead = list(tokens(text))
        self.open: list[Token] = []  # brackets

    def whole(self) -> list[Item]:
        items = self.sequence()
        if self.next.text == "]":
            raise self.trouble("this bracket closes none that is open")
        if self.next.kind != "end":
            raise self.trouble(f"an arrow -> is missing before {self.next.text!r}")
        return items

    def sequence(self) -> list[Item]:
        items = [self.item()]
        while self.next.kind == "arrow":
            self.take()
            items.append(self.item())
        return items

    def item(self) -> Item:
        item = self.bracket() if self.next.text == "[" else self.layer()
        if self.next.text == "?":
            self.take()
            item.optional = True
        if self.next.text == "*":
            self.take()
            item.count = self.choice("a number or a letter", ("number", "word"))
        return item

    def bracket(self) -> Item:
        self.open.append(self.take())
        opened = self.open[-1]
        if len(self.open) > DEEPEST:
            raise self.trouble(f"these are more than {DEEPEST} brackets within each other", opened)
        items = self.sequence()
        if self.next.kind == "end":
            raise self.trouble("this bracket is never closed", opened)
        if self.next.text != "]":
            raise self.trouble(f"an arrow -> is missing before {self.next.text!r}")
        self.take()
        self.open.pop()
        return Item(opened.at, items=items)

    def layer(self) -> Item:
        token = self.next
        if token.kind != "word":
            raise self.trouble("a layer or an opening bracket belongs here")
        if token.text.upper() not in LAYERS:
            raise self.trouble(f"{token.text!r} is no layer{_near(token.text)}")
        self.take()
        return Item(token.at, token.text.upper(), self.sizes())

    def sizes(self) -> dict[str, Choice]:
        sizes: dict[str, Choice] = {}
        if self.next.text != "(":
            return sizes
        opened = self.take()
        while self.next.text != ")":
            token = self.next
            name = self.size_name()
            if name in sizes:
                raise self.trouble(f"{name or 'the size without a name'} is given twice", token)
            sizes[name] = self.choice("a size", ("number", "word"))
            if self.next.text == ",":
                self.take()
            elif self.next.text != ")":
                raise self.trouble("this parenthesis is never closed", opened)
        self.take()
        return sizes

    def size_name(self) -> str:
        """The K of K=16; a word on its own, such as `average`, is its own name; a number has none."""
        token = self.next
        if token.kind == "word" and self.ahead[1].text == "=":
            self.take()
            self.take()
            return token.text
        return token.text if token.kind == "word" else ""

    def choice(self, wanted: str, kinds: tuple[str, ...]) -> Choice:
        at, values = self.next.at, [self.value(wanted, kinds)]
        while self.next.text == "/":
            self.take()
            values.append(self.value(wanted, kinds))
        return Choice(values, at)

    def value(self, wanted: str, kinds: tuple[str, ...]) -> str:
        if self.next.kind not in kinds:
            raise self.trouble(f"{wanted} belongs here")
        return self.take().text

    @property
    def next(self) -> Token:
        return self.ahead[0]

    def take(self) -> Token:
        return self.ahead.pop(0) if len(self.ahead) > 1 else self.ahead[0]

    def trouble(self, said: str, token: Token | None = None) -> PatternError:
        return PatternError(said, self.text, (token or self.next).at)


def _near(word: str) -> str:
    close = get_close_matches(word.upper(), LAYERS, n=1)
    return f": do you mean {close[0]}?" if close else f": choose one of {', '.join(LAYERS)}"
