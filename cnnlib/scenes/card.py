"""A quiet card of facts: names on the left, values on the right."""

from cnnlib.scenes.scene import Item, Label, Panel, Run


def card(
    x: float, y: float, width: float, title: str, rows: list[tuple[str, str, str]], line: float = 26
) -> list[Item]:
    """Rows of (name, value, role of the value) on a panel, `line` apart; the value's label has the id "card-NAME".

    >>> [item.y for item in card(0, 0, 200, "This layer", [("filters", "K = 2", "K")]) if isinstance(item, Label)]
    [26, 52, 52]
    """
    items: list[Item] = [Panel(x, y, width, 40 + line * len(rows)), _label(x + 14, y + 26, title, bold=True)]
    for n, (name, value, role) in enumerate(rows):
        below = y + 26 + line * (n + 1)
        items.append(_label(x + 14, below, name, role="muted", size=14))
        items.append(
            _label(x + width - 14, below, value, role=role, bold=True, anchor="end", size=14, id=f"card-{name}")
        )
    return items


def _label(x: float, y: float, text: str, *, role: str = "text", bold: bool = False, anchor: str = "start",
           size: float = 15, id: str = "") -> Label:  # fmt: skip
    return Label(x, y, (Run(text, role, bold),), size, anchor, id=id)
