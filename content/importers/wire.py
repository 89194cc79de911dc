"""Carries a request and an imported text between two processes as JSON, and believes nothing about its shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from content.errors import ImportFailed
from content.importers.model import Counts, ImportedArticle, ImportedSection, ImportedText
from content.model import Clause, Edition, Locale


@dataclass(frozen=True, slots=True)
class Request:
    """The arguments of ``detect.read_text`` beside the bytes themselves."""

    name: str
    edition: Edition | None
    locale: Locale | None
    source: str | None
    version_date: str | None
    requisite: str | None
    expected: Mapping[Edition, Counts]


def request_to_json(request: Request) -> str:
    expected = {edition: [counts.sections, counts.articles] for edition, counts in request.expected.items()}
    return json.dumps(
        {
            "name": request.name,
            "edition": request.edition,
            "locale": request.locale,
            "source": request.source,
            "version_date": request.version_date,
            "requisite": request.requisite,
            "expected": expected,
        }
    )


def request_from_json(text: str) -> Request:
    found = json.loads(text)
    return Request(
        name=found["name"],
        edition=Edition(found["edition"]) if found["edition"] else None,
        locale=Locale(found["locale"]) if found["locale"] else None,
        source=found["source"],
        version_date=found["version_date"],
        requisite=found["requisite"],
        expected={Edition(year): Counts(*counts) for year, counts in found["expected"].items()},
    )


def answer_to_json(answer: ImportedText | ImportFailed) -> str:
    if isinstance(answer, ImportFailed):
        return json.dumps({"failed": str(answer)})
    return json.dumps({"text": asdict(answer)}, ensure_ascii=False)


def answer_from_json(text: bytes) -> ImportedText:
    """``ImportFailed`` when that is what was answered; ``ValueError`` when the answer has another shape."""
    try:
        found = json.loads(text)
        if "failed" in found:
            raise ImportFailed(_text(found["failed"]))
        return _imported(found["text"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("not an imported text") from error


def _imported(found: Any) -> ImportedText:
    return ImportedText(
        edition=Edition(found["edition"]),
        locale=Locale(found["locale"]),
        title=_text(found["title"]),
        requisite=_text(found["requisite"]),
        version_date=_text(found["version_date"]),
        source=_text(found["source"]),
        sha256=_text(found["sha256"]),
        preamble=_texts(found["preamble"]),
        preamble_notes=_texts(found["preamble_notes"]),
        sections=tuple(
            ImportedSection(
                number=int(section["number"]),
                title=_text(section["title"]),
                articles=tuple(map(_article, section["articles"])),
            )
            for section in found["sections"]
        ),
    )


def _article(found: Any) -> ImportedArticle:
    clauses = tuple(
        Clause(_label(clause["paragraph"]), _label(clause["subparagraph"]), _text(clause["text"]))
        for clause in found["clauses"]
    )
    return ImportedArticle(_text(found["label"]), clauses, _texts(found["notes"]), excluded=not clauses)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("expected a text")
    return value


def _label(value: Any) -> str | None:
    return None if value is None else _text(value)


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, values))
