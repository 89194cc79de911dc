"""Lists where official texts can be had, from ``sources/texts.yaml``; it fetches nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from content.errors import SourceError
from content.model import Edition, Locale

TEXTS = Path(__file__).parents[1] / "sources" / "texts.yaml"


class PlaceFormat(StrEnum):
    """In which layout a place gives the text."""

    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Place:
    """One address of one official text."""

    id: str
    edition: Edition
    locale: Locale
    format: PlaceFormat
    url: str


def read_places(path: Path = TEXTS) -> tuple[Place, ...]:
    """All places in the order in which they are tried; ``SourceError`` names every fault of the file."""
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourceError([f"{path.name}: cannot be read as YAML ({type(error).__name__})"]) from error
    entries = found.get("texts") if isinstance(found, dict) else None
    if not isinstance(entries, list):
        raise SourceError([f"{path.name}: expected a list under 'texts'"])
    places: list[Place] = []
    problems: list[str] = []
    for number, entry in enumerate(entries, 1):
        try:
            place = _place(entry)
            if any(place.id == other.id for other in places):
                raise ValueError(f"the id {place.id} stands twice")
            places.append(place)
        except (KeyError, TypeError, ValueError) as error:
            problems.append(f"{path.name}: text {number}: {error}")
    if problems:
        raise SourceError(problems)
    return tuple(places)


def places_below(base_url: str) -> tuple[Place, ...]:
    """The four texts as ``2026.kk.md`` and so on below an address given by the operator."""
    base = base_url.rstrip("/")
    return tuple(
        Place(f"{edition}.{locale}", edition, locale, PlaceFormat.MARKDOWN, f"{base}/{edition}.{locale}.md")
        for edition in (Edition.Y2026, Edition.Y1995)
        for locale in (Locale.KK, Locale.RU)
    )


def _place(entry: object) -> Place:
    if not isinstance(entry, dict):
        raise TypeError("expected id, edition, locale, format and url")
    fields = {"id", "edition", "locale", "format", "url"}
    if set(entry) != fields or not all(isinstance(value, str) for value in entry.values()):
        raise ValueError(f"expected exactly these texts: {', '.join(sorted(fields))}")
    url = urlsplit(entry["url"])
    if url.scheme != "https" or not url.hostname:
        raise ValueError("url must begin with https://")
    locale = Locale(entry["locale"])
    if locale is Locale.EN:
        raise ValueError("there is no official text in English")
    return Place(entry["id"], Edition(entry["edition"]), locale, PlaceFormat(entry["format"]), entry["url"])
