"""Words of the law as frozen values: what every other module means by article, paragraph, change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

PREAMBLE = "preamble"


class Locale(StrEnum):
    """A language the bot speaks."""

    KK = "kk"
    RU = "ru"
    EN = "en"


class Edition(StrEnum):
    """One of the two Constitutions, by the year of its referendum."""

    Y1995 = "1995"
    Y2026 = "2026"

    @property
    def year(self) -> str:
        return self.value

    @property
    def other(self) -> Edition:
        return Edition.Y1995 if self is Edition.Y2026 else Edition.Y2026


class Kind(StrEnum):
    """How a provision of one Constitution relates to the other one."""

    KEPT = "kept"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A place in one of the Constitutions; labels are text, because 83-1 is an article."""

    edition: Edition
    article: str
    paragraph: str | None = None
    subparagraph: str | None = None

    @property
    def short(self) -> str:
        """The compact form used in sources and links: ``17``, ``17(2)``, ``18(2)(1)``, ``46()(5)``."""
        text = self.article
        if self.paragraph is not None or self.subparagraph is not None:
            text += f"({self.paragraph or ''})"
        if self.subparagraph is not None:
            text += f"({self.subparagraph})"
        return text

    @property
    def whole_article(self) -> Reference:
        return Reference(self.edition, self.article)


@dataclass(frozen=True, slots=True)
class SectionReference:
    """A whole section, by its number (1 is section I)."""

    edition: Edition
    number: int


Words = Mapping[Locale, str]
"""The same words in every language of the bot."""


@dataclass(frozen=True, slots=True)
class EditionWords:
    """The names, status and official addresses of an edition in one language."""

    edition: Edition
    name: str
    short_name: str
    status: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a Constitution and the articles in it, in order."""

    edition: Edition
    number: int
    roman: str
    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered (or unnumbered) piece of a provision in one language, with its sub-points."""

    number: str | None
    text: str
    points: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of official wording and where it belongs; a continuation repeats the place it continues."""

    paragraph: str | None
    subparagraph: str | None
    text: str


@dataclass(frozen=True, slots=True)
class OfficialText:
    """The official wording of one article in one language; ``notes`` are the editor's and never law."""

    clauses: tuple[Clause, ...]
    notes: tuple[str, ...]
    source: str
    version_date: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LoadedText:
    """An official text that this corpus contains."""

    edition: Edition
    locale: Locale
    version_date: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How the places in ``before`` (1995) became the places in ``after`` (2026)."""

    kind: Kind
    before: tuple[Reference, ...]
    after: tuple[Reference, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """Everything the bot can say about one article in one language."""

    reference: Reference
    locale: Locale
    title: str
    section: Section | None
    summary: tuple[Line, ...] = ()
    outline: str = ""
    relation: Relation | None = None
    paragraph_relations: tuple[Relation, ...] = ()
    official: OfficialText | None = None
    excluded: bool = False
    previous: str | None = None
    next: str | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Our words for the place itself: all of them, one paragraph, or one sub-point under its opening words."""
        paragraph, point = self.reference.paragraph, self.reference.subparagraph
        lines = tuple(line for line in self.summary if paragraph in (None, line.number))
        if point is None:
            return lines
        holding = [(line, [inner for inner in line.points if inner.number == point]) for line in lines]
        return tuple(replace(line, points=tuple(found)) for line, found in holding if found) or lines


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One provision inside a topic and what it means there."""

    reference: Reference
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A life situation: rights, limits and duties side by side, and what changed."""

    id: str
    group: str
    title: str
    situation: str
    rights: tuple[TopicLine, ...] = ()
    limits: tuple[TopicLine, ...] = ()
    duties: tuple[TopicLine, ...] = ()
    before: tuple[Reference, ...] = ()
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Explainer:
    """One day of the course: one changed provision, before and after."""

    id: str
    position: int
    title: str
    gives: str
    before: str
    after: str
    matters: str
    references: tuple[Reference, ...]
    tags: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Question:
    """A quiz question on the 2026 text; the first option is the right one."""

    id: str
    reference: Reference
    text: str
    options: tuple[str, ...]
    explanation: str
