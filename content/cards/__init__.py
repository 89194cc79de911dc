"""A Card is plain data: what to say, never how it looks or where it goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from content.model import Locale, Reference


class Translator(Protocol):
    """gettext bound to one language; sentences have named holes."""

    @property
    def locale(self) -> Locale: ...
    def gettext(self, message: str) -> str: ...
    def ngettext(self, singular: str, plural: str, n: int) -> str: ...


class Style(Enum):
    """What a run of words is, not how it is drawn."""

    PLAIN = "plain"
    STRONG = "strong"
    ASIDE = "aside"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words of one style, perhaps a link; ``#name`` jumps to a heading of the same card, ``/name`` is a command."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A small heading inside a card; ``anchor`` is a place to jump to."""

    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered line: ``mark`` as the law writes it, ``2.`` or ``3)``; level 1 is a sub-point."""

    mark: str
    text: Text
    level: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Before beside after; an empty side means that there is nothing on it."""

    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two columns with their names, a phone's width at most."""

    before: str
    after: str
    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Text that opens on demand: folded in the rich view, pages of its own in the plain one."""

    title: str
    lines: tuple[Entry | Paragraph, ...]


Block = Heading | Paragraph | Entry | Pairs | Folded


@dataclass(frozen=True, slots=True)
class Card:
    """One answer. ``citation`` is what the copy button copies; ``about`` the provision it shows."""

    title: str
    badge: str = ""
    blocks: tuple[Block, ...] = ()
    footer: tuple[Text, ...] = ()
    citation: str | None = None
    about: Reference | None = field(default=None)


def plain(text: str) -> Text:
    """Words without any style."""
    return (Span(text),)


def strong(text: str) -> Text:
    """Words that stand out."""
    return (Span(text, Style.STRONG),)


def aside(text: str) -> Text:
    """Words said in passing: a badge, a remark."""
    return (Span(text, Style.ASIDE),)


def link(text: str, url: str) -> Text:
    """Words that lead to an address."""
    return (Span(text, url=url),)


def words_of(text: Text) -> str:
    """The bare words of a text."""
    return "".join(span.text for span in text)
