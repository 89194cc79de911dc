"""Cuts what a format gives into lines that the grammar can judge one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.importers.letters import clean
from content.importers.signs import article_heading, is_note, is_title, numbered, section_heading


@dataclass(frozen=True, slots=True)
class Piece:
    """One line as its format gives it: marked as a heading or a note, or an anchor that opens ``article``."""

    text: str
    heading: bool = False
    note: bool = False
    article: str | None = None


def split_breaks(text: str) -> Iterator[str]:
    """A paragraph with line breaks in it as lines of the law.

    A break parts two lines only where one of them is a heading or a note or the second has a number of its own;
    elsewhere it is typography in the middle of a sentence.
    """
    line = ""
    for part in filter(None, map(clean, text.split("\n"))):
        if line and (_is_begun_note(line) or not (_stands_alone(line) or _stands_alone(part) or numbered(part))):
            line = f"{line} {part}"
            continue
        if line:
            yield line
        line = part
    if line:
        yield line


def _is_begun_note(text: str) -> bool:
    """``Примечание ИЗПИ!``: the words of the note come behind the break."""
    return is_note(text) and text[-1] in "!:"


def _stands_alone(text: str) -> bool:
    heading = article_heading(text)
    return bool((heading and not heading.rest) or section_heading(text) or is_note(text) or is_title(text))


def without_title(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """The title among the first lines, and what follows it; stamps above it (``ПРОЕКТ``) are dropped."""
    for index, piece in enumerate(pieces):
        text = clean(piece.text)
        if section_heading(text) or article_heading(text):
            break
        if text and is_title(text):
            return text, pieces[index + 1 :]
    return "", pieces
