"""Positions as the protocol counts them, written for these tests alone, so that the server is not compared with itself."""

import re

WIDTHS = {
    "utf-8": lambda c: len(c.encode()),
    "utf-16": lambda c: len(c.encode("utf-16-le")) // 2,
    "utf-32": lambda c: 1,
}


def line_starts(text):
    """The characters with which lines begin."""
    return [0] + [match.end() for match in re.finditer(r"\r\n|\n|\r", text)]


def to_position(text, at, encoding):
    """The line and column of the character number `at`."""
    starts = [start for start in line_starts(text) if start <= at]
    width = WIDTHS[encoding]
    return len(starts) - 1, sum(width(c) for c in text[starts[-1] : at])


def to_index(text, line, column, encoding):
    """The number of the character at a position, which has to lie between two characters."""
    starts = line_starts(text)
    at, units = starts[line], 0
    while units < column:
        units += WIDTHS[encoding](text[at])
        at += 1
    assert units == column, f"column {column} lies within a character"
    return at


def between_line_breaks(text, at):
    """Whether a place lies within a line break, where no position can be."""
    return text[at - 1 : at] == "\r" and text[at : at + 1] == "\n"
