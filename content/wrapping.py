"""Breaks styled words into lines of a given width and cuts what does not fit; knows no font, only a measure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from content.cards import Span, Text

Measure = Callable[[Span], float]
"""How wide a span is."""

Line = tuple[Span, ...]

ELLIPSIS = "…"
_WORD = re.compile(r"[^ \n]+| +|\n")  # a non-breaking space is a letter here: that is what it is for


def wrap(text: Text, measure: Measure, width: float) -> list[Line]:
    """Lines at most ``width`` wide, broken at spaces; a longer word is broken where it must."""
    lines: list[Line] = []
    line: list[Span] = []
    used = 0.0
    for word in _words(text, measure, width):
        if word.text == "\n":
            lines.append(_trimmed(line))
            line, used = [], 0.0
            continue
        size = measure(word)
        if line and used + size > width and not word.text.isspace():
            lines.append(_trimmed(line))
            line, used = [], 0.0
        if line or not word.text.isspace():
            line.append(word)
            used += size
    if line:
        lines.append(_trimmed(line))
    return lines


def clip(lines: Sequence[Line], count: int, measure: Measure, width: float) -> list[Line]:
    """At most ``count`` lines; the last one ends with an ellipsis when something was left out."""
    if len(lines) <= count:
        return list(lines)
    if count < 1:
        return []
    last = list(lines[count - 1]) or [Span("")]
    style = last[-1].style
    while last and sum(map(measure, last)) + measure(Span(ELLIPSIS, style)) > width:
        cut = last[-1].text.rstrip().rpartition(" ")[0]
        last[-1:] = [Span(cut, last[-1].style)] if cut else []
    words = "".join(span.text for span in last).rstrip(" .,;:—–-")
    return [*lines[: count - 1], _merged([*_head(last, len(words)), Span(ELLIPSIS, style)])]


def _words(text: Text, measure: Measure, width: float) -> Iterator[Span]:
    for span in text:
        for match in _WORD.finditer(span.text):
            word = match[0]
            while word.strip() and (fits := _fitting(word, span, measure, width)) < len(word):
                yield Span(word[:fits], span.style)
                word = word[fits:]
            yield Span(word, span.style)


def _fitting(word: str, span: Span, measure: Measure, width: float) -> int:
    """How many letters of a word fit, at least one; a word of thousands is never measured as a whole."""
    if len(word) <= 24 and measure(Span(word, span.style)) <= width:
        return len(word)
    end = 16
    while end < len(word) and measure(Span(word[:end], span.style)) <= width:
        end *= 2
    letters = range(1, min(end, len(word)) + 1)
    return max(1, bisect_right(letters, width, key=lambda count: measure(Span(word[:count], span.style))))


def _trimmed(line: Sequence[Span]) -> Line:
    return _merged(_head(line, len("".join(span.text for span in line).rstrip())))


def _head(line: Sequence[Span], length: int) -> list[Span]:
    made: list[Span] = []
    for span in line:
        made.append(Span(span.text[:length], span.style))
        length = max(0, length - len(span.text))
    return [span for span in made if span.text]


def _merged(line: Sequence[Span]) -> Line:
    """Neighbours of one style as one span, so that an underline runs through."""
    made: list[Span] = []
    for span in line:
        if made and made[-1].style is span.style:
            made[-1] = Span(made[-1].text + span.text, span.style)
        else:
            made.append(span)
    return tuple(made)
