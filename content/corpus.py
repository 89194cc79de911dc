"""The SQLite corpus, read-only: one immutable file in, frozen values of ``model`` out."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiosqlite

from content.errors import CorpusError, NoSuchArticle, NoSuchParagraph, NoSuchPoint, NoSuchSection, NoSuchTopic
from content.model import (
    Clause,
    Edition,
    Explainer,
    Kind,
    Line,
    Locale,
    OfficialText,
    Provision,
    Question,
    Reference,
    Relation,
    Section,
    Topic,
    TopicLine,
)
from content.outline import Outline
from content.roman import to_roman

APPLICATION_ID = 0x417A616E  # "Azan": tells our file from any other SQLite file
CORPUS_VERSION = 3

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class EditionWords:
    """The names, status and official addresses of an edition in one language."""

    edition: Edition
    name: str
    short_name: str
    status: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadedText:
    """An official text that this corpus contains."""

    edition: Edition
    locale: Locale
    version_date: str
    source: str
    sha256: str


class Budget:
    """Stops a statement that takes too many steps of SQLite's machine, whatever was asked."""

    STRIDE = 10_000
    STRIDES = 500  # five million steps; the longest search takes some ten thousand

    def __init__(self) -> None:
        self._left = self.STRIDES

    def renew(self) -> None:
        self._left = self.STRIDES

    def step(self) -> int:
        """Called by SQLite every STRIDE steps; anything but zero interrupts."""
        self._left -= 1
        return int(self._left < 0)


def read_only(path: Path) -> str:
    """A corpus as SQLite wants it named, whatever marks its folder has in its name."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


class Corpus:
    """One version of the corpus; answers of one snapshot never mix two versions."""

    def __init__(self, db: aiosqlite.Connection, outline: Outline, fingerprint: str, budget: Budget) -> None:
        self._db = db
        self._budget = budget
        self.outline = outline
        self.fingerprint = fingerprint

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path) -> AsyncIterator[Corpus]:
        """Open ``path``; CorpusError when it is missing, damaged or of another version."""
        if not await asyncio.to_thread(path.exists):
            raise CorpusError(f"there is no corpus at {path}; run `python -m bot corpus build`")
        db = await aiosqlite.connect(read_only(path), uri=True)
        try:
            try:
                application = await _one(db, "PRAGMA application_id")
                version = await _one(db, "PRAGMA user_version")
                if (application, version) != (APPLICATION_ID, CORPUS_VERSION):
                    raise CorpusError(f"{path} is not a corpus of this version; run `python -m bot corpus build`")
                await db.execute("PRAGMA trusted_schema=OFF")
                fingerprint = await _one(db, "SELECT value FROM meta WHERE key = 'fingerprint'")
                outline = await _outline(db)
                budget = Budget()
                await db.set_progress_handler(budget.step, Budget.STRIDE)
            except sqlite3.DatabaseError as error:
                raise CorpusError(f"{path} is damaged ({error}); run `python -m bot corpus build`") from error
            yield cls(db, outline, str(fingerprint), budget)
        finally:
            await db.close()

    async def edition(self, edition: Edition, locale: Locale) -> EditionWords:
        """Names and status of an edition."""
        row = await self._row(
            "SELECT name, short_name, status, links FROM edition WHERE id = ? AND locale = ?", edition, locale
        )
        assert row is not None, "every corpus has both editions"
        links = json.loads(row[3])
        return EditionWords(edition, row[0], row[1], row[2], tuple(links["kk" if locale is Locale.KK else "ru"]))

    async def sections(self, edition: Edition, locale: Locale) -> tuple[Section, ...]:
        """All sections of an edition with the labels of their articles."""
        titles = await self._rows(
            "SELECT number, title FROM section WHERE edition = ? AND locale = ? ORDER BY number", edition, locale
        )
        labels = await self._rows("SELECT section, label FROM article WHERE edition = ? ORDER BY position", edition)
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
        rows = await self._rows(
            "SELECT a.label, coalesce(w.title, '') FROM article a LEFT JOIN article_words w"
            " ON w.edition = a.edition AND w.label = a.label AND w.locale = ? WHERE a.edition = ? ORDER BY a.position",
            locale, edition,
        )  # fmt: skip
        return dict(rows)

    async def provision(self, ref: Reference, locale: Locale) -> Provision:
        """Everything about the article of ``ref``; NoSuchArticle, NoSuchParagraph or NoSuchPoint when there is none."""
        labels = self.outline.articles[ref.edition]
        if ref.article not in labels:
            raise NoSuchArticle(ref, self.outline.last(ref.edition), self.outline.nearest(ref.edition, ref.article))
        known = self.outline.paragraphs.get(ref.whole_article, ())
        if ref.paragraph is not None and ref.paragraph not in known:
            raise NoSuchParagraph(ref, known)
        if not self.outline.holds(ref):
            inside = Reference(ref.edition, ref.article, ref.paragraph)
            raise NoSuchPoint(ref, known, self.outline.points.get(inside, ()))
        words = await self._row(
            "SELECT w.title, w.outline, a.section, a.excluded FROM article a LEFT JOIN article_words w"
            " ON w.edition = a.edition AND w.label = a.label AND w.locale = ? WHERE a.edition = ? AND a.label = ?",
            locale, ref.edition, ref.article,
        )  # fmt: skip
        assert words is not None, "the outline and the article table agree"
        title, outline, section, excluded = words
        at = labels.index(ref.article)
        return Provision(
            reference=ref,
            locale=locale,
            title=title or "",
            section=await self.section(ref.edition, section, locale) if section else None,
            summary=await self._summary(ref, locale),
            outline=outline or "",
            relation=await self._article_relation(ref, locale),
            paragraph_relations=await self._paragraph_relations(ref, locale),
            official=await self._official(ref, locale),
            excluded=excluded is not None,
            previous=labels[at - 1] if at else None,
            next=labels[at + 1] if at + 1 < len(labels) else None,
        )

    async def relation_counts(self, edition: Edition) -> dict[int | None, dict[Kind, int]]:
        """How many articles of each section have which relation to the other edition."""
        rows = await self._rows(
            "SELECT a.section, r.kind, count(*) FROM relation r JOIN article a"
            " ON a.edition = r.edition AND a.label = r.article"
            " WHERE r.edition = ? AND r.paragraph IS NULL GROUP BY 1, 2 ORDER BY 1",
            edition,
        )
        counts: dict[int | None, dict[Kind, int]] = {}
        for section, kind, count in rows:
            counts.setdefault(section, {})[Kind(kind)] = count
        return counts

    async def articles_by_kind(self, edition: Edition, kind: Kind, section: int | None = None) -> tuple[str, ...]:
        """Labels of the articles whose relation is ``kind``, in the order of the law."""
        rows = await self._rows(
            "SELECT r.article FROM relation r JOIN article a ON a.edition = r.edition AND a.label = r.article"
            " WHERE r.edition = ? AND r.paragraph IS NULL AND r.kind = ? AND (?3 IS NULL OR a.section = ?3)"
            " ORDER BY a.position",
            edition, kind, section,
        )  # fmt: skip
        return tuple(row[0] for row in rows)

    async def topics(self, locale: Locale) -> tuple[Topic, ...]:
        """All life situations with titles only, in their order."""
        rows = await self._rows(
            "SELECT t.id, t.grouping, w.title, w.situation FROM topic t JOIN topic_words w ON w.topic = t.id"
            " WHERE w.locale = ? ORDER BY t.position, t.id",
            locale,
        )
        return tuple(Topic(*row) for row in rows)

    async def topics_at(self, ref: Reference, locale: Locale) -> tuple[Topic, ...]:
        """Life situations that rest on a place or, of a whole article, on any part of it; the nearest to it first."""
        rows = await self._rows(
            "SELECT e.topic, min(CASE e.role WHEN 'rights' THEN 0 WHEN 'duties' THEN 1 WHEN 'before' THEN 1 ELSE 2 END"
            " * 100 + e.position) AS distance FROM topic_entry e WHERE e.edition = ?1 AND e.article = ?2"
            " AND (?3 IS NULL OR e.paragraph IS NULL OR e.paragraph = ?3) GROUP BY e.topic ORDER BY distance, e.topic",
            ref.edition, ref.article, ref.paragraph,
        )  # fmt: skip
        order = [topic for topic, _ in rows]
        named = {topic.id: topic for topic in await self.topics(locale)}
        return tuple(named[topic] for topic in order)

    async def topic(self, identifier: str, locale: Locale) -> Topic:
        """One life situation with all its entries; NoSuchTopic when there is none of that id."""
        row = await self._row(
            "SELECT t.id, t.grouping, w.title, w.situation, w.changed FROM topic t JOIN topic_words w ON w.topic = t.id"
            " WHERE t.id = ? AND w.locale = ?",
            identifier, locale,
        )  # fmt: skip
        if row is None:
            raise NoSuchTopic(identifier)
        rows = await self._rows(
            "SELECT e.role, e.edition, e.article, e.paragraph, e.subparagraph, coalesce(w.text, '') FROM topic_entry e"
            " LEFT JOIN topic_entry_words w ON w.topic = e.topic AND w.role = e.role AND w.position = e.position"
            " AND w.locale = ? WHERE e.topic = ? ORDER BY e.role, e.position",
            locale, identifier,
        )  # fmt: skip
        lines: dict[str, list[TopicLine]] = {"rights": [], "limits": [], "duties": [], "before": []}
        for role, edition, article, paragraph, subparagraph, text in rows:
            lines[role].append(TopicLine(Reference(Edition(edition), article, paragraph, subparagraph), text))
        return Topic(
            id=row[0], group=row[1], title=row[2], situation=row[3], changed=row[4],
            rights=tuple(lines["rights"]), limits=tuple(lines["limits"]), duties=tuple(lines["duties"]),
            before=tuple(line.reference for line in lines["before"]),
        )  # fmt: skip

    async def course_length(self) -> int:
        """How many explainers the daily course has."""
        row = await self._row("SELECT count(*) FROM explainer")
        return int(row[0]) if row else 0

    async def course_order(self) -> tuple[str, ...]:
        """Ids of the explainers in course order."""
        return tuple(row[0] for row in await self._rows("SELECT id FROM explainer ORDER BY position"))

    async def explainer(self, identifier: str, locale: Locale) -> Explainer | None:
        """One day of the course, or None when no explainer has that id."""
        row = await self._row(
            "SELECT e.id, e.position, w.title, w.gives, w.before, w.after, w.matters, e.tags FROM explainer e"
            " JOIN explainer_words w ON w.explainer = e.id WHERE e.id = ? AND w.locale = ?",
            identifier, locale,
        )  # fmt: skip
        if row is None:
            return None
        places = await self._rows(
            "SELECT edition, article, paragraph, subparagraph FROM explainer_place WHERE explainer = ? ORDER BY position",
            identifier,
        )
        references = tuple(Reference(Edition(e), a, p, s) for e, a, p, s in places)
        return Explainer(
            id=row[0], position=row[1], title=row[2], gives=row[3], before=row[4], after=row[5], matters=row[6],
            references=references, tags=tuple(json.loads(row[7])),
        )  # fmt: skip

    async def question_places(self) -> dict[str, Reference]:
        """The id of every quiz question and the place it asks about."""
        rows = await self._rows("SELECT id, article, paragraph, subparagraph FROM question ORDER BY id")
        return {row[0]: Reference(Edition.Y2026, *row[1:]) for row in rows}

    async def question(self, identifier: str, locale: Locale) -> Question | None:
        """One quiz question, or None when there is none of that id."""
        row = await self._row(
            "SELECT q.article, q.paragraph, q.subparagraph, w.text, w.options, w.explanation FROM question q"
            " JOIN question_words w ON w.question = q.id WHERE q.id = ? AND w.locale = ?",
            identifier, locale,
        )  # fmt: skip
        if row is None:
            return None
        reference = Reference(Edition.Y2026, *row[:3])
        return Question(identifier, reference, row[3], tuple(json.loads(row[4])), row[5])

    async def loaded_texts(self) -> tuple[LoadedText, ...]:
        """The official texts in this corpus."""
        rows = await self._rows(
            "SELECT edition, locale, version_date, source, sha256 FROM official_text ORDER BY edition DESC, locale"
        )
        return tuple(LoadedText(Edition(e), Locale(lo), *rest) for e, lo, *rest in rows)

    async def official_clauses(self) -> tuple[tuple[Locale, Reference, str], ...]:
        """Every line of official wording that is loaded, in the order of the texts."""
        rows = await self._rows(
            "SELECT c.locale, c.edition, c.article, c.paragraph, c.subparagraph, c.text FROM official_clause c"
            " JOIN article a ON a.edition = c.edition AND a.label = c.article"
            " ORDER BY c.edition DESC, c.locale, a.position, c.position"
        )
        return tuple((Locale(lo), Reference(Edition(e), a, p, s), text) for lo, e, a, p, s, text in rows)

    async def _summary(self, ref: Reference, locale: Locale) -> tuple[Line, ...]:
        rows = await self._rows(
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
        head = await self._row(
            "SELECT source, version_date, sha256 FROM official_text WHERE edition = ? AND locale = ?",
            ref.edition, locale,
        )  # fmt: skip
        if head is None:
            return None
        clauses = await self._rows(
            "SELECT paragraph, subparagraph, text FROM official_clause WHERE edition = ? AND article = ? AND locale = ?"
            " ORDER BY position",
            ref.edition, ref.article, locale,
        )  # fmt: skip
        notes = await self._rows(
            "SELECT text FROM official_note WHERE edition = ? AND article = ? AND locale = ? ORDER BY position",
            ref.edition, ref.article, locale,
        )  # fmt: skip
        return OfficialText(tuple(Clause(*row) for row in clauses), tuple(row[0] for row in notes), *head)

    async def _article_relation(self, ref: Reference, locale: Locale) -> Relation | None:
        found = await self._relations(
            "r.edition = ? AND r.article = ? AND r.paragraph IS NULL", locale, ref.edition, ref.article
        )
        return found[0] if found else None

    async def _paragraph_relations(self, ref: Reference, locale: Locale) -> tuple[Relation, ...]:
        """Paragraph by paragraph; 2026 files carry the pairs, a 1995 article finds them by its partners."""
        own = await self._relations(
            "r.edition = ? AND r.article = ? AND r.paragraph IS NOT NULL", locale, ref.edition, ref.article
        )
        if ref.edition is Edition.Y2026:
            return own
        pairs = await self._relations(
            "r.edition = '2026' AND r.paragraph IS NOT NULL AND r.id IN"
            " (SELECT relation FROM relation_partner WHERE article = ?)",
            locale, ref.article,
        )  # fmt: skip
        return pairs + own

    async def _relations(self, where: str, locale: Locale, *values: str) -> tuple[Relation, ...]:
        rows = await self._rows(
            "SELECT r.id, r.edition, r.article, r.paragraph, r.kind, coalesce(n.text, '') FROM relation r"
            f" LEFT JOIN relation_note n ON n.relation = r.id AND n.locale = ? WHERE {where} ORDER BY r.id",
            locale, *values,
        )  # fmt: skip
        made = []
        for identifier, edition, article, paragraph, kind, note in rows:
            own = (Reference(Edition(edition), article, paragraph),)
            partners = await self._partners(identifier, Edition(edition).other)
            before, after = (partners, own) if Edition(edition) is Edition.Y2026 else (own, partners)
            made.append(Relation(Kind(kind), before, after, note))
        return tuple(made)

    async def _partners(self, relation: int, edition: Edition) -> tuple[Reference, ...]:
        rows = await self._rows(
            "SELECT article, paragraph, subparagraph FROM relation_partner WHERE relation = ? ORDER BY position",
            relation,
        )
        return tuple(Reference(edition, *row) for row in rows)

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """For the search, which keeps its own SQL; sqlite3.OperationalError when a statement takes too long."""
        return await self._rows(sql, *values)

    async def _rows(self, sql: str, *values: object) -> list[Row]:
        self._budget.renew()
        return [tuple(row) for row in await self._db.execute_fetchall(sql, values)]

    async def _row(self, sql: str, *values: object) -> Row | None:
        rows = await self._rows(sql, *values)
        return rows[0] if rows else None


class Library:
    """Hands out snapshots of the newest corpus and follows the file when it is swapped.

    A rebuilt file is noticed by the next reader; the old version closes when its last reader leaves.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._current: _Copy | None = None
        self._opening = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path) -> AsyncIterator[Library]:
        """Open the corpus at ``path`` and keep following it; CorpusError as in Corpus.open."""
        library = cls(path)
        try:
            async with library.snapshot():
                pass
            yield library
        finally:
            if library._current is not None:
                await library._current.retire()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Corpus]:
        """One consistent version for as long as the block lasts."""
        copy = await self._newest()
        copy.readers += 1
        try:
            yield copy.corpus
        finally:
            copy.readers -= 1
            if copy.retired and not copy.readers:
                await copy.close()

    async def _newest(self) -> _Copy:
        mark = _mark(self.path)
        if self._current is not None and (mark is None or mark == self._current.mark):
            return self._current
        async with self._opening:
            if self._current is not None and mark == self._current.mark:
                return self._current
            try:
                fresh = await _Copy.make(self.path, mark)
            except CorpusError:
                if self._current is None:
                    raise
                self._current.mark = mark  # a bad file is looked at once; the good version stays
                return self._current
            old, self._current = self._current, fresh
            if old is not None:
                await old.retire()
            return fresh


class _Copy:
    """An open version and how many are reading it."""

    def __init__(self, corpus: Corpus, closer: Any, mark: tuple[int, int] | None) -> None:
        self.corpus, self._closer, self.mark = corpus, closer, mark
        self.readers, self.retired = 0, False

    @classmethod
    async def make(cls, path: Path, mark: tuple[int, int] | None) -> _Copy:
        opened = Corpus.open(path)
        return cls(await opened.__aenter__(), opened, mark)

    async def retire(self) -> None:
        self.retired = True
        if not self.readers:
            await self.close()

    async def close(self) -> None:
        await self._closer.__aexit__(None, None, None)


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


async def _one(db: aiosqlite.Connection, sql: str) -> object:
    rows = list(await db.execute_fetchall(sql))
    return rows[0][0] if rows else None


async def _outline(db: aiosqlite.Connection) -> Outline:
    articles: dict[Edition, list[str]] = {edition: [] for edition in Edition}
    for edition, label in await db.execute_fetchall("SELECT edition, label FROM article ORDER BY edition, position"):
        articles[Edition(edition)].append(label)
    sections: dict[Edition, int] = {
        Edition(edition): number
        for edition, number in await db.execute_fetchall("SELECT edition, max(number) FROM section GROUP BY edition")
    }
    paragraphs: dict[Reference, list[str]] = {}
    numbered: Iterable[Any] = await db.execute_fetchall(
        "SELECT DISTINCT edition, article, paragraph FROM (SELECT edition, article, paragraph, position FROM summary"
        " WHERE paragraph IS NOT NULL UNION ALL SELECT edition, article, paragraph, position FROM official_clause"
        " WHERE paragraph IS NOT NULL ORDER BY edition, article, position)"
    )
    for edition, article, paragraph in numbered:
        found = paragraphs.setdefault(Reference(Edition(edition), article), [])
        if paragraph not in found:
            found.append(paragraph)
    points: dict[Reference, list[str]] = {}
    inner: Iterable[Any] = await db.execute_fetchall(
        "SELECT edition, article, paragraph, subparagraph FROM summary WHERE subparagraph IS NOT NULL"
        " UNION SELECT edition, article, paragraph, subparagraph FROM official_clause WHERE subparagraph IS NOT NULL"
    )
    for edition, article, paragraph, point in inner:
        points.setdefault(Reference(Edition(edition), article, paragraph), []).append(point)
    return Outline(
        articles={edition: tuple(labels) for edition, labels in articles.items()},
        sections=sections,
        paragraphs={ref: tuple(sorted(found, key=_number)) for ref, found in paragraphs.items()},
        points={ref: tuple(sorted(found, key=_number)) for ref, found in points.items()},
    )


def _number(label: str) -> tuple[int, int]:
    head, _, tail = label.partition("-")
    return int(head), int(tail or 0)
