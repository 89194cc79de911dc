"""Reads an exported document back into sources and official texts, so that a build from it loses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import Any

from pydantic import ValidationError

from content.errors import SourceError
from content.export import FORMAT, Json, short
from content.importers.model import ImportedArticle, ImportedSection, ImportedText
from content.model import PREAMBLE, Clause, Edition, Locale
from content.places import article_position
from content.schema import (
    BesideFile,
    ChangeFile,
    CourseFile,
    EditionsFile,
    EverydayFile,
    ExplainerFile,
    GlossaryFile,
    GoneWordsFile,
    ProvisionFile,
    QuizFile,
    TopicFile,
)
from content.source_files import Sources, file_label
from content.typography import NBSP


def read_export(document: Json) -> tuple[Sources, tuple[ImportedText, ...]]:
    """Sources and texts of an exported document; SourceError when it has another format or shape."""
    if document.get("format") != FORMAT:
        raise SourceError([f"expected an export of format {FORMAT}, found {document.get('format')!r}"])
    try:
        plain: Json = _plain_spaces({key: value for key, value in document.items() if key != "official_texts"})
        return _sources(plain), tuple(_text(text, document["editions"]) for text in document["official_texts"])
    except (KeyError, TypeError, ValueError, ValidationError) as error:
        raise SourceError([f"not an export of this bot: {error}"]) from error


def _sources(document: Json) -> Sources:
    sources = Sources(
        editions=EditionsFile.model_validate({"editions": [_edition(e) for e in document["editions"]]}),
        course=CourseFile(order=[explainer["id"] for explainer in document["explainers"]]),
        glossary=GlossaryFile(terms=document["glossary"]) if document["glossary"] else None,
        everyday={"everyday/000-096.yaml": EverydayFile(entries=document["everyday"])} if document["everyday"] else {},
        beside=BesideFile(words=document["beside"]) if document["beside"] else None,
        gone_words=GoneWordsFile(words=document["gone_words"]) if document["gone_words"] else None,
    )
    for file in _provisions(document["provisions"]):
        sources.provisions[f"{file.edition}/{file_label(file.article)}.yaml"] = file
    for change in _changes(document["relations"]):
        sources.changes[f"changes/{change.edition}/{file_label(change.article)}.yaml"] = change
    for topic in document["topics"]:
        sources.topics[f"topics/{topic['id']}.yaml"] = _topic(topic)
    for explainer in document["explainers"]:
        sources.explainers[f"explainers/{explainer['id']}.yaml"] = _explainer(explainer)
    for question in document["quiz"]:
        sources.quiz[f"quiz/{question['id']}.yaml"] = _question(question)
    return sources


def _edition(edition: Json) -> Json:
    sections = [
        {"number": s["number"], "title": s["title"], "articles": [s["articles"][0], s["articles"][-1]]}
        for s in edition["sections"]
    ]
    labels = [label for s in edition["sections"] for label in s["articles"]]
    inserted = {label: before for before, label in pairwise(labels) if article_position(label)[1]}
    return {**edition, "id": int(edition["id"]), "sections": sections, "inserted": inserted}


def _provisions(rows: Iterable[Json]) -> Iterable[ProvisionFile]:
    for (edition, article), group in groupby(rows, key=lambda row: (row["edition"], row["article"])):
        head, *pieces = group
        paragraphs: list[Json] = []
        for piece in pieces:
            if not piece["summary"]:
                continue
            if piece["subparagraph"] is None:
                paragraphs.append({"number": piece["paragraph"], **piece["summary"], "points": []})
            else:
                paragraphs[-1]["points"].append({"number": piece["subparagraph"], **piece["summary"]})
        if head["title"] is None:
            continue
        yield ProvisionFile.model_validate(
            {
                "edition": int(edition), "article": article, "title": head["title"], "excluded": head["excluded"],
                "summary": head["summary"], "paragraphs": paragraphs,
            }
        )  # fmt: skip


def _changes(rows: Iterable[Json]) -> Iterable[ChangeFile]:
    told = (row for row in rows if not row.get("derived"))
    for (edition, article), group in groupby(told, key=lambda row: (row["edition"], row["article"])):
        head, *paragraphs = group

        def partners(row: Json, edition: str = edition) -> list[str]:
            return [short(place) for place in (row["from"] if edition == "2026" else row["to"])]

        yield ChangeFile.model_validate(
            {
                "edition": int(edition), "article": article, "kind": head["kind"], "partners": partners(head),
                "note": head["note"],
                "paragraphs": [
                    {"paragraph": p["paragraph"], "kind": p["kind"], "partners": partners(p), "note": p["note"]}
                    for p in paragraphs
                ],
            }
        )  # fmt: skip


def _topic(topic: Json) -> TopicFile:
    made = {key: topic[key] for key in ("id", "group", "order", "title", "situation", "changed", "words")}
    for role in ("rights", "limits", "duties"):
        made[role] = [{"ref": short(entry), **entry["text"]} for entry in topic[role]]
    made["before"] = [short(entry) for entry in topic["before"]]
    return TopicFile.model_validate(made)


def _explainer(explainer: Json) -> ExplainerFile:
    made = {key: explainer[key] for key in ("id", "title", "gives", "before", "after", "matters", "tags")}
    made["after_refs"] = [short(p) for p in explainer["references"] if p["edition"] == Edition.Y2026]
    made["before_refs"] = [short(p) for p in explainer["references"] if p["edition"] == Edition.Y1995]
    return ExplainerFile.model_validate(made)


def _question(question: Json) -> QuizFile:
    options = [{k.value: question["options"][k][index] for k in Locale} for index in range(4)]
    made = {key: question[key] for key in ("id", "question", "explanation")}
    return QuizFile.model_validate({**made, "ref": short(question["reference"]), "options": options})


def _text(text: Json, editions: list[Json]) -> ImportedText:
    sections_of = {e["id"]: e["sections"] for e in editions}[text["edition"]]
    titles = {section["number"]: section["title"] for section in text["sections"]}
    clauses: dict[str, list[Clause]] = {}
    notes: dict[str, list[str]] = {}
    for clause in text["clauses"]:
        made = Clause(clause["paragraph"], clause["subparagraph"], clause["text"])
        clauses.setdefault(clause["article"], []).append(made)
    for note in text["notes"]:
        notes.setdefault(note["article"], []).append(note["text"])

    def article(label: str) -> ImportedArticle:
        found = tuple(clauses.get(label, ()))
        return ImportedArticle(label, found, tuple(notes.get(label, ())), excluded=not found)

    return ImportedText(
        edition=Edition(text["edition"]), locale=Locale(text["locale"]), title=text["title"],
        requisite=text["requisite"], version_date=text["version_date"], source=text["source"], sha256=text["sha256"],
        preamble=tuple(clause.text for clause in clauses.get(PREAMBLE, ())),
        preamble_notes=tuple(notes.get(PREAMBLE, ())),
        sections=tuple(
            ImportedSection(section["number"], titles[section["number"]], tuple(article(a) for a in section["articles"]))
            for section in sections_of
            if section["number"] in titles
        ),
    )  # fmt: skip


def _plain_spaces(value: Any) -> Any:
    """The build puts non-breaking spaces in; sources have none."""
    if isinstance(value, str):
        return value.replace(NBSP, " ")
    if isinstance(value, list):
        return [_plain_spaces(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain_spaces(item) for key, item in value.items()}
    return value
