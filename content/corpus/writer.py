"""Fills the tables of a new corpus with what we wrote and what was imported."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from content.importers.model import ImportedText
from content.model import PREAMBLE, Edition, Kind, Locale, Reference
from content.outline import article_labels
from content.places import read_place
from content.schema import EditionEntry, TopicEntry, Words
from content.source_files import Sources
from content.typography import set_spaces


class Writer:
    """One method for each kind of source."""

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
        self._glossary(sources)
        self._gone_words(sources)
        self._everyday(sources)
        self._beside(sources)
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

    def _glossary(self, sources: Sources) -> None:
        for term in sources.glossary.terms if sources.glossary else []:
            avoid = json.dumps(term.avoid, ensure_ascii=False)
            self._insert("term", term.code, term.kk, term.ru, term.en, term.note, avoid)

    def _gone_words(self, sources: Sources) -> None:
        for gone in sources.gone_words.words if sources.gone_words else []:
            words = json.dumps(gone.words.model_dump(), ensure_ascii=False)
            self._insert("gone_word", gone.id, words, json.dumps(gone.before), json.dumps(gone.after))
            for locale in Locale:
                self._insert("gone_word_note", gone.id, locale, _word(gone.note, locale))

    def _everyday(self, sources: Sources) -> None:
        for entry in (entry for file in sources.everyday.values() for entry in file.entries):
            refs = [read_place(place, Edition.Y2026) for place in entry.places]
            spots = json.dumps([[ref.article, ref.paragraph, ref.subparagraph] for ref in refs])
            words = json.dumps(entry.words.model_dump(), ensure_ascii=False)
            self._insert("everyday_word", None, words, spots)

    def _beside(self, sources: Sources) -> None:
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
