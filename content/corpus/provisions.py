"""Reads the law: editions, sections, articles in our words and, where loaded, in the official ones."""

from __future__ import annotations

import json

from content.corpus.relations import Relations
from content.errors import NoSuchArticle, NoSuchParagraph, NoSuchPoint, NoSuchSection
from content.model import (
    Clause,
    Edition,
    EditionWords,
    Line,
    LoadedText,
    Locale,
    OfficialText,
    Provision,
    Reference,
    Section,
)
from content.roman import to_roman


class Provisions(Relations):
    """What stands in each Constitution."""

    async def edition(self, edition: Edition, locale: Locale) -> EditionWords:
        """Names and status of an edition."""
        row = await self._file.row(
            "SELECT name, short_name, status, links FROM edition WHERE id = ? AND locale = ?", edition, locale
        )
        assert row is not None, "every corpus has both editions"
        links = json.loads(row[3])
        return EditionWords(edition, row[0], row[1], row[2], tuple(links["kk" if locale is Locale.KK else "ru"]))

    async def sections(self, edition: Edition, locale: Locale) -> tuple[Section, ...]:
        """All sections of an edition with the labels of their articles."""
        titles = await self._file.rows(
            "SELECT number, title FROM section WHERE edition = ? AND locale = ? ORDER BY number", edition, locale
        )
        labels = await self._file.rows(
            "SELECT section, label FROM article WHERE edition = ? ORDER BY position", edition
        )
        return tuple(
            Section(edition, number, to_roman(number), title, tuple(a for s, a in labels if s == number))
            for number, title in titles
        )

    async def section(self, edition: Edition, number: int, locale: Locale) -> Section:
        """One section; NoSuchSection when the edition has fewer."""
        sections = await self.sections(edition, locale)
        if not 1 <= number <= len(sections):
            raise NoSuchSection(edition, number, len(sections))
        return sections[number - 1]

    async def titles(self, edition: Edition, locale: Locale) -> dict[str, str]:
        """The title of every article, by label, in the order of the law."""
        rows = await self._file.rows(
            "SELECT a.label, coalesce(w.title, '') FROM article a LEFT JOIN article_words w"
            " ON w.edition = a.edition AND w.label = a.label AND w.locale = ? WHERE a.edition = ? ORDER BY a.position",
            locale, edition,
        )  # fmt: skip
        return dict(rows)

    async def provision(self, ref: Reference, locale: Locale) -> Provision:
        """Everything about the article of ``ref``; NoSuchArticle, NoSuchParagraph or NoSuchPoint when there is none."""
        self._require(ref)
        words = await self._file.row(
            "SELECT w.title, w.outline, a.section, a.excluded FROM article a LEFT JOIN article_words w"
            " ON w.edition = a.edition AND w.label = a.label AND w.locale = ? WHERE a.edition = ? AND a.label = ?",
            locale, ref.edition, ref.article,
        )  # fmt: skip
        assert words is not None, "the outline and the article table agree"
        title, outline, section, excluded = words
        labels = self.outline.articles[ref.edition]
        at = labels.index(ref.article)
        return Provision(
            reference=ref,
            locale=locale,
            title=title or "",
            section=await self.section(ref.edition, section, locale) if section else None,
            summary=await self._summary(ref, locale),
            outline=outline or "",
            relation=await self.article_relation(ref, locale),
            paragraph_relations=await self.paragraph_relations(ref, locale),
            official=await self._official(ref, locale),
            excluded=excluded is not None,
            previous=labels[at - 1] if at else None,
            next=labels[at + 1] if at + 1 < len(labels) else None,
        )

    async def loaded_texts(self) -> tuple[LoadedText, ...]:
        """The official texts in this corpus."""
        rows = await self._file.rows(
            "SELECT edition, locale, version_date, source, sha256 FROM official_text ORDER BY edition DESC, locale"
        )
        return tuple(LoadedText(Edition(e), Locale(lo), *rest) for e, lo, *rest in rows)

    async def official_clauses(self) -> tuple[tuple[Locale, Reference, str], ...]:
        """Every line of official wording that is loaded, in the order of the texts."""
        rows = await self._file.rows(
            "SELECT c.locale, c.edition, c.article, c.paragraph, c.subparagraph, c.text FROM official_clause c"
            " JOIN article a ON a.edition = c.edition AND a.label = c.article"
            " ORDER BY c.edition DESC, c.locale, a.position, c.position"
        )
        return tuple((Locale(lo), Reference(Edition(e), a, p, s), text) for lo, e, a, p, s, text in rows)

    def _require(self, ref: Reference) -> None:
        if not self.outline.has(ref.edition, ref.article):
            raise NoSuchArticle(ref, self.outline.last(ref.edition), self.outline.nearest(ref.edition, ref.article))
        known = self.outline.paragraphs.get(ref.whole_article, ())
        if ref.paragraph is not None and ref.paragraph not in known:
            raise NoSuchParagraph(ref, known)
        if not self.outline.holds(ref):
            inside = Reference(ref.edition, ref.article, ref.paragraph)
            raise NoSuchPoint(ref, known, self.outline.points.get(inside, ()))

    async def _summary(self, ref: Reference, locale: Locale) -> tuple[Line, ...]:
        rows = await self._file.rows(
            "SELECT paragraph, subparagraph, text FROM summary WHERE edition = ? AND article = ? AND locale = ?"
            " ORDER BY position",
            ref.edition, ref.article, locale,
        )  # fmt: skip
        lines: list[Line] = []
        for paragraph, subparagraph, text in rows:
            if subparagraph is None:
                lines.append(Line(paragraph, text))
            else:
                head = lines[-1]
                lines[-1] = Line(head.number, head.text, (*head.points, Line(subparagraph, text)))
        return tuple(lines)

    async def _official(self, ref: Reference, locale: Locale) -> OfficialText | None:
        head = await self._file.row(
            "SELECT source, version_date, sha256 FROM official_text WHERE edition = ? AND locale = ?",
            ref.edition, locale,
        )  # fmt: skip
        if head is None:
            return None
        clauses = await self._file.rows(
            "SELECT paragraph, subparagraph, text FROM official_clause WHERE edition = ? AND article = ? AND locale = ?"
            " ORDER BY position",
            ref.edition, ref.article, locale,
        )  # fmt: skip
        notes = await self._file.rows(
            "SELECT text FROM official_note WHERE edition = ? AND article = ? AND locale = ? ORDER BY position",
            ref.edition, ref.article, locale,
        )  # fmt: skip
        return OfficialText(tuple(Clause(*row) for row in clauses), tuple(row[0] for row in notes), *head)
