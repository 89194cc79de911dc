"""The corpus as one JSON document, open data for others; ``read_export`` makes a corpus of it again.

Keys: ``format``, ``fingerprint``, ``editions``, ``provisions``, ``relations``, ``explainers``, ``topics``, ``quiz``,
``glossary``, ``gone_words``, ``everyday``, ``beside``, ``official_texts``. docs/export.md describes each.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from content.corpus.file import CORPUS_VERSION, read_only
from content.model import Edition, Locale, Reference

FORMAT = 2

Json = dict[str, Any]
Piece = tuple[str | None, str | None]
"""The paragraph and the sub-point inside an article."""


def export_corpus(path: Path) -> Json:
    """Everything the corpus at ``path`` knows, as plain values for ``json.dump``."""
    with closing(sqlite3.connect(read_only(path), uri=True)) as db:
        db.row_factory = sqlite3.Row
        reader = _Reader(db)
        return {
            "format": FORMAT,
            "corpus_version": CORPUS_VERSION,
            "fingerprint": reader.one("SELECT value FROM meta WHERE key = 'fingerprint'"),
            "editions": list(reader.editions()),
            "provisions": list(reader.provisions()),
            "relations": list(reader.relations()),
            "explainers": list(reader.explainers()),
            "topics": list(reader.topics()),
            "quiz": list(reader.quiz()),
            "glossary": list(reader.glossary()),
            "gone_words": list(reader.gone_words()),
            "everyday": list(reader.everyday()),
            "beside": reader.beside(),
            "official_texts": list(reader.official_texts()),
        }


class _Reader:
    """Reads the tables one kind of thing at a time."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self.db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> Any:
        row = self.db.execute(sql, values).fetchone()
        return row[0] if row else None

    def by_locale(self, table: str, key: str, value: object, *columns: str) -> list[Json]:
        """``{"kk": …, "ru": …, "en": …}`` for each of the columns."""
        rows = self.rows(f"SELECT * FROM {table} WHERE {key} = ?", value)
        return [_in_three(rows, column) for column in columns]

    def editions(self) -> Iterator[Json]:
        for year in self.rows(
            "SELECT DISTINCT id, adopted, in_force_from, in_force_until, links FROM edition ORDER BY id DESC"
        ):
            name, short_name, status = self.by_locale("edition", "id", year["id"], "name", "short_name", "status")
            sections = []
            for (number,) in self.rows(
                "SELECT DISTINCT number FROM section WHERE edition = ? ORDER BY number", year["id"]
            ):
                titles = self.rows(
                    "SELECT locale, title FROM section WHERE edition = ? AND number = ?", year["id"], number
                )
                labels = self.rows(
                    "SELECT label FROM article WHERE edition = ? AND section = ? ORDER BY position", year["id"], number
                )
                articles = [row["label"] for row in labels]
                sections.append({"number": number, "title": _in_three(titles, "title"), "articles": articles})
            yield {
                "id": year["id"], "name": name, "short_name": short_name, "status": status,
                "adopted": year["adopted"], "in_force_from": year["in_force_from"],
                "in_force_until": year["in_force_until"], "links": json.loads(year["links"]), "sections": sections,
            }  # fmt: skip

    def provisions(self) -> Iterator[Json]:
        """One object for each article and one for each of its paragraphs and sub-points, in the order of the law."""
        articles = self.rows("SELECT * FROM article ORDER BY edition DESC, position")
        for article in articles:
            edition, label = article["edition"], article["label"]
            words = self.rows("SELECT * FROM article_words WHERE edition = ? AND label = ?", edition, label)
            outline = _in_three(words, "outline") if words else {}
            yield {
                **_place(edition, label), "section": article["section"], "excluded": article["excluded"],
                "title": _in_three(words, "title") if words else None,
                "summary": outline if outline.get("kk") else None,
                **self.official(edition, label),
                "notes": self.notes(edition, label),
            }  # fmt: skip
            yield from self.pieces(article)

    def pieces(self, article: sqlite3.Row) -> Iterator[Json]:
        edition, label = article["edition"], article["label"]
        summaries: dict[Piece, Json] = {}
        for row in self.rows(
            "SELECT * FROM summary WHERE edition = ? AND article = ? ORDER BY position", edition, label
        ):
            summaries.setdefault((row["paragraph"], row["subparagraph"]), {})[row["locale"]] = row["text"]
        clauses = self.rows(
            "SELECT DISTINCT paragraph, subparagraph FROM official_clause WHERE edition = ? AND article = ? ORDER BY locale, position",
            edition, label,
        )  # fmt: skip
        places = dict.fromkeys([*summaries, *((row["paragraph"], row["subparagraph"]) for row in clauses)])
        for piece in places:
            yield {
                **_place(edition, label, *piece), "section": article["section"], "excluded": None,
                "title": None, "summary": summaries.get(piece),
                **self.official(edition, label, piece), "notes": {},
            }  # fmt: skip

    def official(self, edition: str, label: str, piece: Piece | None = None) -> Json:
        """The official wording of an article or one piece of it where loaded, with the SHA-256 of that wording."""
        texts: Json = {}
        for locale in (Locale.KK, Locale.RU):
            rows = self.rows(
                "SELECT paragraph, subparagraph, text FROM official_clause"
                " WHERE edition = ? AND article = ? AND locale = ? ORDER BY position",
                edition, label, locale,
            )  # fmt: skip
            lines = [row["text"] for row in rows if piece in (None, (row["paragraph"], row["subparagraph"]))]
            if lines:
                texts[locale.value] = "\n".join(lines)
        return {
            "official": texts or None,
            "sha256": {locale: hashlib.sha256(text.encode()).hexdigest() for locale, text in texts.items()} or None,
        }

    def notes(self, edition: str, label: str) -> Json:
        notes: Json = {}
        for row in self.rows(
            "SELECT locale, text FROM official_note WHERE edition = ? AND article = ? ORDER BY locale, position",
            edition,
            label,
        ):
            notes.setdefault(row["locale"], []).append(row["text"])
        return notes

    def relations(self) -> Iterator[Json]:
        """From 2026 back to 1995, then from 1995 on to 2026; ``paragraph`` null is the article as a whole.

        Below the article only the files of 2026 tell the pairs: those of 1995 are ``derived`` from them, one for each
        place, so that the side of 1995 names every pair that the side of 2026 does.
        """
        told = list(self.told())
        back = [
            {**one, "edition": "1995", "article": place["article"], "paragraph": place["paragraph"], "from": [place],
             "derived": True}
            for one in told
            if one["edition"] == "2026"
            for place in one["from"]
            if one["paragraph"] or place["paragraph"] or place["subparagraph"]
        ]  # fmt: skip
        rows = self.rows("SELECT label FROM article WHERE edition = '1995' ORDER BY position")
        order = [row["label"] for row in rows]
        yield from sorted(
            (*told, *back),
            key=lambda one: (one["edition"] == "1995", order.index(one["article"]) if one["edition"] == "1995" else 0),
        )

    def told(self) -> Iterator[Json]:
        """The relations that our files tell, each from its own side."""
        rows = self.rows(
            "SELECT r.* FROM relation r JOIN article a ON a.edition = r.edition AND a.label = r.article"
            " ORDER BY r.edition DESC, a.position, r.id"
        )
        for row in rows:
            partners = self.rows("SELECT * FROM relation_partner WHERE relation = ? ORDER BY position", row["id"])
            notes = self.rows("SELECT locale, text FROM relation_note WHERE relation = ?", row["id"])
            other = Edition(row["edition"]).other
            listed = [_place(other, p["article"], p["paragraph"], p["subparagraph"]) for p in partners]
            own = [_place(row["edition"], row["article"], row["paragraph"])]
            before, after = (listed, own) if row["edition"] == Edition.Y2026 else (own, listed)
            yield {
                "edition": row["edition"], "article": row["article"], "paragraph": row["paragraph"],
                "kind": row["kind"], "from": before, "to": after,
                "note": _in_three(notes, "text") if notes else None, "derived": False,
            }  # fmt: skip

    def explainers(self) -> Iterator[Json]:
        for row in self.rows("SELECT * FROM explainer ORDER BY position"):
            columns = ("title", "gives", "before", "after", "matters")
            words = self.by_locale("explainer_words", "explainer", row["id"], *columns)
            places = self.rows("SELECT * FROM explainer_place WHERE explainer = ? ORDER BY position", row["id"])
            yield {
                "id": row["id"], "position": row["position"], **dict(zip(columns, words, strict=True)),
                "references": [_place_in(row) for row in places],
                "tags": json.loads(row["tags"]),
            }  # fmt: skip

    def topics(self) -> Iterator[Json]:
        for row in self.rows("SELECT * FROM topic ORDER BY position, id"):
            columns = ("title", "situation", "changed", "everyday")
            title, situation, changed, everyday = self.by_locale("topic_words", "topic", row["id"], *columns)
            entries: dict[str, list[Json]] = {"rights": [], "limits": [], "duties": [], "before": []}
            for e in self.rows("SELECT * FROM topic_entry WHERE topic = ? ORDER BY role, position", row["id"]):
                words = self.rows(
                    "SELECT locale, text FROM topic_entry_words WHERE topic = ? AND role = ? AND position = ?",
                    row["id"], e["role"], e["position"],
                )  # fmt: skip
                text = {"text": _in_three(words, "text")} if words else {}
                entries[e["role"]].append({**_place_in(e), **text})
            yield {
                "id": row["id"], "group": row["grouping"], "order": row["position"], "title": title,
                "situation": situation, **entries, "changed": changed,
                "words": {locale: json.loads(text) for locale, text in everyday.items()},
            }  # fmt: skip

    def quiz(self) -> Iterator[Json]:
        for row in self.rows("SELECT * FROM question ORDER BY id"):
            question, options, explanation = self.by_locale(
                "question_words", "question", row["id"], "text", "options", "explanation"
            )
            yield {
                "id": row["id"], "reference": _place("2026", row["article"], row["paragraph"], row["subparagraph"]),
                "question": question, "options": {k: json.loads(v) for k, v in options.items()},
                "explanation": explanation,
            }  # fmt: skip

    def glossary(self) -> Iterator[Json]:
        for row in self.rows("SELECT * FROM term ORDER BY code"):
            yield {**dict(row), "avoid": json.loads(row["avoid"])}

    def gone_words(self) -> Iterator[Json]:
        for row in self.rows("SELECT * FROM gone_word ORDER BY id"):
            (note,) = self.by_locale("gone_word_note", "word", row["id"], "text")
            columns = {name: json.loads(row[name]) for name in ("words", "before", "after")}
            yield {"id": row["id"], **columns, "note": note}

    def everyday(self) -> Iterator[Json]:
        """Words of the street and the places they mean."""
        for row in self.rows("SELECT words, places FROM everyday_word ORDER BY id"):
            places = [Reference(Edition.Y2026, *place).short for place in json.loads(row["places"])]
            yield {"places": places, "words": json.loads(row["words"])}

    def beside(self) -> Json | None:
        """Words for matters of which no Constitution speaks; null when nobody wrote any."""
        beside: dict[str, list[str]] = {}
        for row in self.rows("SELECT locale, phrase FROM beside_word ORDER BY locale, phrase"):
            beside.setdefault(row["locale"], []).append(row["phrase"])
        return beside or None

    def official_texts(self) -> Iterator[Json]:
        """Each text as imported: clause by clause, so that a corpus can be built again without the original file."""
        for text in self.rows("SELECT * FROM official_text ORDER BY edition DESC, locale"):
            key = (text["edition"], text["locale"])
            sections = self.rows(
                "SELECT number, title FROM official_section WHERE edition = ? AND locale = ? ORDER BY number", *key
            )
            clauses = self.rows(
                "SELECT c.article, c.paragraph, c.subparagraph, c.text FROM official_clause c JOIN article a"
                " ON a.edition = c.edition AND a.label = c.article"
                " WHERE c.edition = ? AND c.locale = ? ORDER BY a.position, c.position",
                *key,
            )
            notes = self.rows(
                "SELECT n.article, n.text FROM official_note n JOIN article a"
                " ON a.edition = n.edition AND a.label = n.article"
                " WHERE n.edition = ? AND n.locale = ? ORDER BY a.position, n.position",
                *key,
            )
            yield {
                **dict(text),
                "sections": [dict(row) for row in sections],
                "clauses": [dict(row) for row in clauses],
                "notes": [dict(row) for row in notes],
            }


def _in_three(rows: Iterable[sqlite3.Row], column: str) -> Json:
    """``{"kk": …, "ru": …, "en": …}`` of rows that differ by language."""
    found = {row["locale"]: row[column] for row in rows}
    return {locale.value: found[locale] for locale in Locale}


def _place_in(row: sqlite3.Row) -> Json:
    return _place(row["edition"], row["article"], row["paragraph"], row["subparagraph"])


def _place(edition: str, article: str, paragraph: str | None = None, subparagraph: str | None = None) -> Json:
    return {
        "edition": str(edition), "article": article, "paragraph": paragraph, "subparagraph": subparagraph,
    }  # fmt: skip


def short(place: Json) -> str:
    """The compact form of an exported place."""
    ref = Reference(Edition(place["edition"]), place["article"], place["paragraph"], place["subparagraph"])
    return ref.short
