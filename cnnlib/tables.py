"""Tables of text: names and volumes to the left, numbers to the right, totals below a line."""

from collections.abc import Sequence
from html import escape

LEFT = 2  # columns of words; the others hold numbers
RIGHT = ' style="text-align: right"'


def as_text(heads: Sequence[str], rows: Sequence[Sequence[str]], totals: Sequence[str]) -> str:
    """
    >>> print(as_text(["layer", "volume", "numbers"], [["CONV", "[5x5x1]", "25"]], ["total", "", "1,025"]))
    layer  volume   numbers
    -----------------------
    CONV   [5x5x1]       25
    -----------------------
    total             1,025
    """
    widths = [max(map(len, column)) for column in zip(heads, *rows, totals)]
    lines = [_line(cells, widths) for cells in (heads, *rows, totals)]
    rule = "-" * max(map(len, lines))
    return "\n".join([lines[0], rule, *lines[1:-1], rule, lines[-1]])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    words = [cell.ljust(width) for cell, width in zip(cells[:LEFT], widths)]
    numbers = [cell.rjust(width) for cell, width in zip(cells[LEFT:], widths[LEFT:])]
    return "  ".join([*words, *numbers]).rstrip()


def as_html(heads: Sequence[str], rows: Sequence[Sequence[str]], totals: Sequence[str]) -> str:
    """The same as an HTML table, with heads that a screen reader reads beside each number.

    >>> as_html(["layer", "volume", "numbers"], [["CONV", "[5x5x1]", "25"]], ["total", "", "25"])[:52]
    '<table><thead><tr><th scope="col" style="text-align:'
    """
    head = "".join(f'<th scope="col"{_side(n)}>{escape(cell)}</th>' for n, cell in enumerate(heads))
    body = "".join(_row(cells, "td") for cells in rows)
    foot = _row(totals, "th")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table>"


def _row(cells: Sequence[str], tag: str) -> str:
    first = f'<th scope="row"{_side(0)}>{escape(cells[0])}</th>'
    rest = "".join(f"<{tag}{_side(n)}>{escape(cell)}</{tag}>" for n, cell in enumerate(cells[1:], start=1))
    return f"<tr>{first}{rest}</tr>"


def _side(column: int) -> str:
    return RIGHT if column >= LEFT else ' style="text-align: left"'
