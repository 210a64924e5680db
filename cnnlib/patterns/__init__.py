"""Nets as one line of text, in the language of the lecture, and advice on their sizes.

    INPUT -> [[CONV -> RELU]*N -> POOL?]*M -> [FC -> RELU]*K -> FC

`parse` builds the net of such a line, `pattern_of` writes the line of a net, `advice` checks sizes against the
usual rules.
"""

from cnnlib.patterns.advice import Advice, advice
from cnnlib.patterns.build import parse
from cnnlib.patterns.reading import PatternError
from cnnlib.patterns.writing import pattern_of

__all__ = ["Advice", "PatternError", "advice", "parse", "pattern_of"]
