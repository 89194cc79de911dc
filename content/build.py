"""Builds the corpus file from what we wrote and what was imported: aside, checked, then swapped in at once."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from content.checks import check_sources
from content.corpus import APPLICATION_ID, CORPUS_VERSION, read_only
from content.errors import CorpusError, SourceError
from content.finding.departed import fill_departed
from content.finding.index import fill_index
from content.importers.model import ImportedText
from content.model import PREAMBLE, Edition, Kind, Locale, Reference
from content.outline import article_labels
from content.places import read_place
from content.schema import EditionEntry, TopicEntry, Words
from content.source_files import Sources
from content.typography import set_spaces

SHRINK_LIMIT = 0.05

_TABLES = Path(__file__).with_name("tables.sql")
_NUMBERED = ("summary", "official_clause")
"""Tables whose rows are numbered as they came; their places tell them apart."""
_COUNTED = ("article", "summary", "relation", "topic", "explainer", "question", "official_clause")


def build_corpus(
    target: Path,
    sources: Sources,
    texts: Sequence[ImportedText] = (),
    *,
    allow_shrink: bool = False,
    inputs: str = "",
) -> None:
    """Write a new corpus beside ``target`` and swap it in; readers of the old file are not disturbed.

    Raises SourceError when the sources have faults and CorpusError when the result is not sound or more than
    5 % smaller in any table than the corpus it replaces (unless ``allow_shrink``). The old file is kept as
    ``*.previous``. ``inputs`` names what it was made from, so that an equal build can be left out.
    """
    problems = [*sources.problems, *check_sources(sources)]
    if problems:
        raise SourceError([str(problem) for problem in sorted(problems)])
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{os.getpid()}.new")
    aside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(aside)) as db:
            db.execute("PRAGMA journal_mode=OFF")
            db.execute("PRAGMA synchronous=OFF")
            db.executescript(_TABLES.read_text("utf-8"))
            with db:
                _Writer(db).write(sources, texts)
                fill_index(db)
                fill_departed(db)
                db.execute("INSERT INTO meta VALUES ('inputs', ?)", (inputs,))
            db.execute("ANALYZE")
            _finish(db)
        if not allow_shrink and target.exists():
            _refuse_shrink(target, aside)
        _swap_in(aside, target)
    finally:
        aside.unlink(missing_ok=True)


class _Writer:
    """Fills the tables; one method for each kind of source."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def write(self, sources: Sources, texts: Sequence[ImportedText]) -> None:
        assert sources.editions is not None, "check_sources requires editions.yaml"
        for edition in sources.editions.editions:
            self._edition(edition)
        self._provisions(sources)
        self._relations(sources)
        self._topics(sources)
        self._course(sources)
        self._questions(sources)
        self._words(sources)
        for text in texts:
            self._official(text)

    def _insert(self, table: str, *row: object) -> int:
        marks = ", ".join("?" * len(row))
        return self.db.execute(f"INSERT INTO {table} VALUES ({marks})", row).lastrowid or 0

    def _edition(self, entry: EditionEntry) -> None:
        year = str(entry.id)
        for locale in Locale:
            self._insert(
                "edition", year, locale, _word(entry.name, locale), _word(entry.short_name, locale),
                _word(entry.status, locale), str(entry.adopted), str(entry.in_force_from),
                str(entry.in_force_until) if entry.in_force_until else None, json.dumps(entry.links),
            )  # fmt: skip
        for section in entry.sections:
            for locale in Locale:
                self._insert("section", year, section.number, locale, _word(section.title, locale))
        for position, (label, number) in enumerate(article_labels(entry)):
            self._insert("article", year, label, position, number, None)

    def _provisions(self, sources: Sources) -> None:
        for _, file in sorted(sources.provisions.items()):
            year = str(file.edition)
            if file.excluded:
                self.db.execute(
                    "UPDATE article SET excluded = ? WHERE edition = ? AND label = ?",
                    (str(file.excluded), year, file.article),
                )
            for locale in Locale:
                outline = _word(file.summary, locale) if file.summary else ""
                self._insert("article_words", year, file.article, locale, _word(file.title, locale), outline)
                position = 0
                for paragraph in file.paragraphs:
                    lines: list[tuple[str | None, Words]] = [(None, paragraph)]
                    lines += [(point.number, point) for point in paragraph.points]
                    for subparagraph, words in lines:
                        self._insert(
                            "summary", None, year, file.article, locale, position,
                            paragraph.number, subparagraph, _word(words, locale),
                        )  # fmt: skip
                        position += 1

    def _relations(self, sources: Sources) -> None:
        for _, change in sorted(sources.changes.items()):
            edition = Edition(str(change.edition))
            rows: list[tuple[str | None, Kind, list[str], Words | None]]
            rows = [(None, change.kind, change.partners, change.note)]
            rows += [(p.paragraph, p.kind, p.partners, p.note) for p in change.paragraphs]
            for paragraph, kind, partners, note in rows:
                relation = self._insert("relation", None, edition, change.article, paragraph, kind)
                for position, place in enumerate(partners):
                    partner = read_place(place, edition.other)
                    self._insert(
                        "relation_partner", relation, position, partner.article, partner.paragraph, partner.subparagraph
                    )
                if note:
                    for locale in Locale:
                        self._insert("relation_note", relation, locale, _word(note, locale))

    def _topics(self, sources: Sources) -> None:
        for _, topic in sorted(sources.topics.items()):
            self._insert("topic", topic.id, topic.group, topic.order)
            for locale in Locale:
                self._insert(
                    "topic_words", topic.id, locale, _word(topic.title, locale), _word(topic.situation, locale),
                    _word(topic.changed, locale), json.dumps(getattr(topic.words, locale), ensure_ascii=False),
                )  # fmt: skip
            for role in ("rights", "limits", "duties"):
                entries: list[TopicEntry] = getattr(topic, role)
                for position, entry in enumerate(entries):
                    self._place("topic_entry", read_place(entry.ref, Edition.Y2026), topic.id, role, position)
                    for locale in Locale:
                        self._insert("topic_entry_words", topic.id, role, position, locale, _word(entry, locale))
            for position, place in enumerate(topic.before):
                self._place("topic_entry", read_place(place, Edition.Y1995), topic.id, "before", position)

    def _place(self, table: str, ref: Reference, *key: object) -> None:
        self._insert(table, *key, ref.edition, ref.article, ref.paragraph, ref.subparagraph)

    def _course(self, sources: Sources) -> None:
        by_id = {file.id: file for file in sources.explainers.values()}
        for day, identifier in enumerate(sources.course.order if sources.course else [], start=1):
            file = by_id[identifier]
            self._insert("explainer", file.id, day, json.dumps(file.tags))
            for locale in Locale:
                self._insert(
                    "explainer_words", file.id, locale,
                    *(_word(words, locale) for words in (file.title, file.gives, file.before, file.after, file.matters)),
                )  # fmt: skip
            places = [read_place(place, Edition.Y2026) for place in file.after_refs]
            places += [read_place(place, Edition.Y1995) for place in file.before_refs]
            for position, place in enumerate(places):
                self._place("explainer_place", place, file.id, position)

    def _questions(self, sources: Sources) -> None:
        for _, file in sorted(sources.quiz.items()):
            ref = read_place(file.ref, Edition.Y2026)
            self._insert("question", file.id, ref.article, ref.paragraph, ref.subparagraph)
            for locale in Locale:
                options = json.dumps([_word(option, locale) for option in file.options], ensure_ascii=False)
                self._insert(
                    "question_words", file.id, locale, _word(file.question, locale), options,
                    _word(file.explanation, locale),
                )  # fmt: skip

    def _words(self, sources: Sources) -> None:
        for term in sources.glossary.terms if sources.glossary else []:
            avoid = json.dumps(term.avoid, ensure_ascii=False)
            self._insert("term", term.code, term.kk, term.ru, term.en, term.note, avoid)
        for gone in sources.gone_words.words if sources.gone_words else []:
            words = json.dumps(gone.words.model_dump(), ensure_ascii=False)
            self._insert("gone_word", gone.id, words, json.dumps(gone.before), json.dumps(gone.after))
            for locale in Locale:
                self._insert("gone_word_note", gone.id, locale, _word(gone.note, locale))

        for entry in (entry for file in sources.everyday.values() for entry in file.entries):
            refs = [read_place(place, Edition.Y2026) for place in entry.places]
            spots = json.dumps([[ref.article, ref.paragraph, ref.subparagraph] for ref in refs])
            words = json.dumps(entry.words.model_dump(), ensure_ascii=False)
            self._insert("everyday_word", None, words, spots)
        beside = sources.beside.words if sources.beside else None
        for locale in Locale:
            for phrase in sorted(set(getattr(beside, locale, []))):
                self._insert("beside_word", locale, phrase)

    def _official(self, text: ImportedText) -> None:
        edition, locale = text.edition, text.locale
        self._insert(
            "official_text", edition, locale, text.title, text.requisite, text.version_date, text.source, text.sha256
        )
        for position, line in enumerate(text.preamble):
            self._insert("official_clause", None, edition, locale, PREAMBLE, position, None, None, line)
        self._notes(edition, locale, PREAMBLE, text.preamble_notes)
        for section in text.sections:
            self._insert("official_section", edition, locale, section.number, section.title)
            for article in section.articles:
                for position, clause in enumerate(article.clauses):
                    self._insert(
                        "official_clause", None, edition, locale, article.label, position,
                        clause.paragraph, clause.subparagraph, clause.text,
                    )  # fmt: skip
                self._notes(edition, locale, article.label, article.notes)

    def _notes(self, edition: Edition, locale: Locale, article: str, notes: Iterable[str]) -> None:
        for position, note in enumerate(notes):
            self._insert("official_note", edition, locale, article, position, note)


def _word(words: Words, locale: Locale) -> str:
    text: str = getattr(words, locale)
    return set_spaces(text)


def _fingerprint(db: sqlite3.Connection) -> str:
    """SHA-256 over the content: equal for equal words and places, in whatever order the files were read.

    The index of the search is made of them, and ``meta`` tells only how this file came about.
    """
    found = hashlib.sha256()
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    for table in (name for name in tables if name != "meta" and not name.startswith(("search", "sqlite_"))):
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        named = ", ".join(column for column in columns if not (column == "id" and table in _NUMBERED))
        rows = sorted(repr(row) for row in db.execute(f"SELECT {named} FROM {table}"))
        found.update("\n".join((table, *rows)).encode())
    return found.hexdigest()


def _finish(db: sqlite3.Connection) -> None:
    with db:
        db.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (_fingerprint(db),))
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={CORPUS_VERSION}")
    db.execute("VACUUM")
    verdict = db.execute("PRAGMA integrity_check").fetchone()[0]
    strays = db.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok" or strays:
        raise CorpusError(f"the new corpus is not sound ({verdict}, {len(strays)} stray rows); the old one stays")


def _refuse_shrink(old: Path, new: Path) -> None:
    try:
        before = _counts(old)
    except sqlite3.DatabaseError:
        return  # a damaged or older file is no measure
    after = _counts(new)
    for table, count in before.items():
        if after[table] < count * (1 - SHRINK_LIMIT):
            raise CorpusError(
                f"the new corpus has {after[table]} rows in {table}, the old one {count}; the old one stays. "
                "Run `corpus build --allow-shrink` if that is meant."
            )


def _counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(read_only(path), uri=True)) as db:
        return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED}


def _swap_in(aside: Path, target: Path) -> None:
    with aside.open("rb") as written:
        os.fsync(written.fileno())
    if target.exists():
        previous = target.with_name(f"{target.name}.previous")
        previous.unlink(missing_ok=True)
        os.link(target, previous)  # the name `target` never disappears, not even for a moment
    aside.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
