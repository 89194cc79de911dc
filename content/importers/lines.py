"""Turns the lines of an official text, whatever file they came from, into sections and articles by one grammar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from content.errors import ImportFailed
from content.importers.clauses import Item, Kind, place
from content.importers.letters import clean
from content.importers.limits import MAX_WORD
from content.importers.model import ImportedArticle, ImportedSection
from content.importers.pieces import Piece
from content.importers.signs import (
    Heading,
    article_heading,
    excluded_article,
    is_excluded,
    is_note,
    is_rule,
    numbered,
    position,
    section_heading,
)
from content.model import Locale


@dataclass(frozen=True, slots=True)
class Body:
    """The text without what was said about it; ``locales`` are the languages its headings are written in."""

    preamble: tuple[str, ...]
    preamble_notes: tuple[str, ...]
    sections: tuple[ImportedSection, ...]
    locales: frozenset[Locale]


@dataclass(slots=True)
class _Article:
    label: str
    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def finished(self) -> ImportedArticle:
        clauses = place(self.items)
        if not clauses and not self.notes:
            raise ImportFailed(f"article {self.label} is empty")
        return ImportedArticle(self.label, clauses, tuple(self.notes), excluded=not clauses)


@dataclass(slots=True)
class _Section:
    number: int
    title: list[str]
    articles: list[_Article] = field(default_factory=list)

    def finished(self) -> ImportedSection:
        if not self.articles:
            raise ImportFailed(f"section {self.number} has no articles")
        articles = tuple(article.finished() for article in self.articles)
        return ImportedSection(self.number, " ".join(self.title), articles)


class Reader:
    """Reads pieces in order; ``anchored`` says that only an anchor may open an article."""

    def __init__(self, *, anchored: bool) -> None:
        self._anchored = anchored
        self._preamble: list[str] = []
        self._preamble_notes: list[str] = []
        self._sections: list[_Section] = []
        self._article: _Article | None = None
        self._last: str | None = None
        self._heading_due = False
        self._waiting: list[str] = []  # notes under a section's heading go to its first article
        self._locales: Counter[Locale] = Counter()

    def read(self, pieces: Iterable[Piece]) -> Body:
        """``ImportFailed`` when sections or articles are out of order, empty or without an anchor, or a word has no end."""
        for piece in pieces:
            if piece.article is not None:
                self._open(piece.article)
                self._heading_due = True
            if (text := clean(piece.text)) and not is_rule(text):
                if len(max(text.split(), key=len)) > MAX_WORD:
                    raise ImportFailed(f"a word of more than {MAX_WORD} letters: {text[:30]}…")
                self._line(text, piece)
        sections = tuple(kept.finished() for kept in self._sections)
        return Body(tuple(self._preamble), tuple(self._preamble_notes), sections, frozenset(self._locales))

    def _line(self, text: str, piece: Piece) -> None:
        gone = excluded_article(text)
        if gone is not None and self._is_new(gone.label):
            self._open(gone.label)
            self._note(text)
        elif piece.note or is_note(text):
            self._note(text)
        elif self._is_section(section := section_heading(text), piece):
            assert section is not None
            self._open_section(section)
        elif (heading := article_heading(text)) and (piece.heading or not heading.rest):
            self._article_heading(heading)
        elif gone is not None and self._article is not None and gone.label == self._article.label:
            self._note(text)
        elif piece.heading and self._article is not None:
            self._other_heading(text, self._article)
        elif self._article is not None:
            self._clause(self._article, text)
        elif self._sections:
            self._sections[-1].title.append(text)
        else:
            self._preamble.append(text)

    def _is_section(self, heading: Heading | None, piece: Piece) -> bool:
        if heading is None:
            return False
        number, so_far = int(heading.label), len(self._sections)
        # A table of contents names every section before the first one begins; its list is dropped at section I.
        if number == so_far + 1 or (number == 1 and self._last is None):
            return True
        if piece.heading:
            raise ImportFailed(f"section {number} follows section {so_far}")
        return False

    def _open_section(self, heading: Heading) -> None:
        if heading.label == "1":
            self._sections.clear()
        self._locales[heading.locale] += 1
        self._article = None
        self._sections.append(_Section(int(heading.label), [heading.rest] if heading.rest else []))

    def _article_heading(self, heading: Heading) -> None:
        self._locales[heading.locale] += 1
        if self._heading_due:  # the anchor has opened the article and knows better what its number is
            self._heading_due = False
        elif self._anchored:
            raise ImportFailed(f"article {heading.label} has no anchor")
        else:
            self._open(heading.label)
        if heading.rest and self._article is not None:
            self._clause(self._article, heading.rest)

    def _other_heading(self, text: str, article: _Article) -> None:
        # "17 бап" behind its anchor is fine; anything else would turn up among the words of the law.
        if not (self._heading_due and article.label in text and len(text) < 40):
            raise ImportFailed(f"a heading that is neither a section nor an article: {text[:60]}")
        self._heading_due = False

    def _is_new(self, label: str) -> bool:
        return bool(self._sections) and (self._last is None or position(label) > position(self._last))

    def _open(self, label: str) -> None:
        if not self._sections:
            raise ImportFailed(f"article {label} stands before the first section")
        if not self._is_new(label):
            raise ImportFailed(f"article {label} follows article {self._last}")
        self._article = _Article(label, notes=self._waiting)
        self._waiting, self._last, self._heading_due = [], label, False
        self._sections[-1].articles.append(self._article)

    def _note(self, text: str) -> None:
        if self._article is not None:
            self._article.notes.append(text)
        elif self._sections:
            self._waiting.append(text)
        else:
            self._preamble_notes.append(text)

    def _clause(self, article: _Article, text: str) -> None:
        self._heading_due = False
        kind, label, words = Kind.UNNUMBERED, "", text
        if found := numbered(text):
            label, is_point, words = found
            kind = Kind.SUBPARAGRAPH if is_point else Kind.PARAGRAPH
        if not is_excluded(words):
            article.items.append(Item(kind, label, words))
            return
        paragraph = next((item.label for item in reversed(article.items) if item.kind is Kind.PARAGRAPH), "")
        article.items.append(Item(kind, label, None))
        article.notes.append(f"{paragraph}. {text}" if kind is Kind.SUBPARAGRAPH and paragraph else text)
