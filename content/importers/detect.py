"""Reads an official text whatever its format, and says which edition and language it is, or why it is neither."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.errors import ImportFailed
from content.importers.limits import MAX_BYTES
from content.importers.lines import Body
from content.importers.model import EXPECTED, Counts, ImportedText, failed
from content.model import Edition, Locale

_ACTS = {"223244": Edition.Y2026, "1": Edition.Y1995}
_ADDRESSES = re.compile(r"(?P<new>K2600000000\b|/doc/223244\b)|(?P<old>K950001000_|/doc/1(?!\d))")
_LANGUAGES = {"kaz": Locale.KK, "rus": Locale.RU, "kk": Locale.KK, "ru": Locale.RU}
# What a Word file does not say of itself: the dates of the texts in the state register. The 1995 one is final.
_VERSION_DATES = {Edition.Y2026: "2026-03-15", Edition.Y1995: "2023-01-01"}
_AMENDED = re.compile("изменени|дополнен|өзгеріс|толықтыр", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", "»", ")", ";")


class _Format(StrEnum):
    MARKDOWN = "markdown"
    DOCX = "docx"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file says of itself; an empty string where it is silent."""

    body: Body
    title: str
    requisite: str = ""
    version_date: str = ""
    source: str = ""
    act: str = ""
    language: str = ""
    address: str = ""


def read_text(
    data: bytes,
    name: str,
    *,
    edition: Edition | None = None,
    locale: Locale | None = None,
    source: str | None = None,
    version_date: str | None = None,
    requisite: str | None = None,
    expected: Mapping[Edition, Counts] = EXPECTED,
) -> ImportedText:
    """Read at most 20 MiB of Markdown, Word or HTML; ``name`` is what an error calls it.

    ``edition`` and ``locale`` are what the text must be, where known. ``source``, ``version_date`` (ISO) and
    ``requisite`` stand in where the file does not say them. ``ImportFailed`` has one line.
    """
    try:
        found = _read(data)
        _complete(found.body)
        is_edition = _edition(found, edition, expected)
        return ImportedText(
            edition=is_edition,
            locale=_locale(found, locale),
            title=found.title,
            requisite=found.requisite or requisite or "",
            version_date=_version_date(found, version_date, is_edition),
            source=found.source or source or name,
            sha256=hashlib.sha256(data).hexdigest(),
            preamble=found.body.preamble,
            preamble_notes=found.body.preamble_notes,
            sections=found.body.sections,
        )
    except ImportFailed as error:
        raise failed(name, error) from error


def _read(data: bytes) -> _Found:
    if len(data) > MAX_BYTES:
        raise ImportFailed(f"larger than {MAX_BYTES // 2**20} MiB")
    kind = _format(data)
    # Each reader is imported when it is needed: the subprocess that reads one file should not wait for the others.
    if kind is _Format.DOCX:
        from content.importers.docx import read_docx

        title, body = read_docx(data)
        return _Found(body, title)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailed("not UTF-8 text") from error
    if kind is _Format.HTML:
        from content.importers.html import read_html

        page = read_html(text)
        return _Found(page.body, page.title, page.requisite, page.version_date, page.address, address=page.address)
    from content.importers.markdown import read_markdown

    facts, title, body = read_markdown(text)
    fact = facts.get
    return _Found(
        body,
        title=fact("title", title),
        requisite=fact("requisite", ""),
        version_date=fact("version_date", ""),
        source=fact("source", ""),
        act=fact("act_code", ""),
        language=fact("language", ""),
        address=fact("source", ""),
    )


def _format(data: bytes) -> _Format:
    if data.startswith(b"PK"):
        return _Format.DOCX
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportFailed("a Word file of the old kind; save it as .docx")
    if data.startswith(b"%PDF"):
        raise ImportFailed("a PDF; take the Word file, the Markdown file or the page instead")
    if not data.strip():
        raise ImportFailed("the file is empty")
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<div", b"<article")):
        return _Format.HTML
    return _Format.MARKDOWN


def _complete(body: Body) -> None:
    if not body.sections:
        raise ImportFailed("no section was found")
    if not body.preamble:
        raise ImportFailed("no preamble was found")
    last = body.sections[-1].articles[-1]
    if last.clauses and not last.clauses[-1].text.endswith(_SENTENCE_ENDS):
        raise ImportFailed(f"cut off: article {last.label} ends in the middle of a sentence")


def _edition(found: _Found, wanted: Edition | None, expected: Mapping[Edition, Counts]) -> Edition:
    has = Counts(len(found.body.sections), sum(len(section.articles) for section in found.body.sections))
    told = _told_edition(found)
    if wanted and told and wanted is not told:
        raise ImportFailed(f"this is the {told.year} Constitution, not the {wanted.year} one")
    edition = wanted or told or next((known for known, counts in expected.items() if counts == has), None)
    if edition is None:
        raise ImportFailed(f"{_say(has)}: the size of no edition")
    if edition in expected and expected[edition] != has:
        raise ImportFailed(f"{_say(has)} where {edition.year} has {_say(expected[edition])}")
    return edition


def _told_edition(found: _Found) -> Edition | None:
    if found.act:
        if found.act not in _ACTS:
            raise ImportFailed(f"act {found.act[:20]} is not a Constitution")
        return _ACTS[found.act]
    if match := _ADDRESSES.search(found.address):
        return Edition.Y2026 if match["new"] else Edition.Y1995
    return None


def _say(counts: Counts) -> str:
    return f"{counts.sections} sections and {counts.articles} articles"


def _locale(found: _Found, wanted: Locale | None) -> Locale:
    spoken = found.body.locales
    if len(spoken) != 1:
        raise ImportFailed("the headings are in two languages")
    (locale,) = spoken
    declared = _LANGUAGES.get(found.language) if found.language else None
    if (declared or locale) is not locale or (wanted or locale) is not locale:
        raise ImportFailed(f"the text is in {locale}, not in {wanted or declared}")
    return locale


def _version_date(found: _Found, given: str | None, edition: Edition) -> str:
    if stated := found.version_date or given:
        try:
            return date.fromisoformat(stated).isoformat()
        except ValueError as error:
            raise ImportFailed(f"version_date {stated[:20]!r} is not a date like 2026-03-15") from error
    notes = (note for section in found.body.sections for article in section.articles for note in article.notes)
    if edition is Edition.Y2026 and any(map(_AMENDED.search, notes)):
        return ""  # a later version than the one whose date is known
    return _VERSION_DATES[edition]
