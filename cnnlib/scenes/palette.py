"""One colour per symbol, everywhere: slider, formula, card, outline, in a light and a dark theme.

A *role* is a word such as "W", "filter" or "amber"; scenes name roles, never colours. The browser gets a palette
as CSS variables, matplotlib as a dictionary, so both draw the same ink. The hues are safe for the common kinds of
colour blindness, and every text colour has a contrast of at least 4.5:1 on its background (a test measures it).
"""

SYMBOLS = ("W", "F", "S", "P", "d", "D", "K")

LIGHT = {
    # one colour per symbol
    "W": "#0066b3",
    "F": "#b84500",
    "S": "#007a57",
    "P": "#7a4fa3",
    "d": "#946200",
    "D": "#3f6673",
    "K": "#b0306a",
    # ink and paper
    "text": "#1d2433",
    "muted": "#5f6879",
    "faint": "#c9d0db",
    "paper": "#ffffff",
    "panel": "#f6f7f9",
    "border": "#d7dce4",
    # what a cell is
    "input": "#eaf2fb",
    "filter": "#fdeee2",
    "output": "#e8f5ee",
    "padding": "#f1f2f4",
    "hatch": "#dde1e7",
    "lit": "#fde8d6",
    "lit-output": "#bfe6d2",
    # where something is wrong
    "amber": "#9a5b00",
    "amber-fill": "#fff0cf",
    "amber-hatch": "#d99a2b",
    # the two ends of a signed scale
    "negative": "#b2182b",
    "positive": "#2166ac",
}

DARK = {
    "W": "#5db4f5",
    "F": "#ff9a57",
    "S": "#3fd3a6",
    "P": "#c09bf0",
    "d": "#f0bc4a",
    "D": "#8fc3d3",
    "K": "#f27eb4",
    "text": "#e8ebf1",
    "muted": "#9aa4b5",
    "faint": "#3a4250",
    "paper": "#14171c",
    "panel": "#1c2027",
    "border": "#2f3540",
    "input": "#1b2d40",
    "filter": "#3a2516",
    "output": "#15352a",
    "padding": "#20242b",
    "hatch": "#333a45",
    "lit": "#5f3412",
    "lit-output": "#1d6a4d",
    "amber": "#ffc35c",
    "amber-fill": "#3d2f10",
    "amber-hatch": "#b98525",
    "negative": "#f4788a",
    "positive": "#6fb3f2",
}

THEMES = {"light": LIGHT, "dark": DARK}


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, each from 0 to 255.

    >>> rgb("#0066b3")
    (0, 102, 179)
    """
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 (the same) to 21 (black on white).

    `(L1 + 0.05) / (L2 + 0.05)` with the relative luminances L1 >= L2, as the Web Content Accessibility
    Guidelines 2 define it; text needs at least 4.5.

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((bright + 0.05) / (dark + 0.05), 2)


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in rgb(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
