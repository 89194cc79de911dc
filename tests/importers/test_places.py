"""The list of places is complete, public and checked; a fault in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.errors import SourceError
from content.importers.places import PlaceFormat, places_below, read_places
from content.model import Edition, Locale

FOUR = {(edition, locale) for edition in Edition for locale in (Locale.KK, Locale.RU)}
ENTRY = "texts:\n  - {id: a, edition: '2026', locale: kk, format: markdown, url: 'https://example.org/a'}\n"


def test_every_text_has_a_place_and_the_corpus_comes_first() -> None:
    places = read_places()
    assert {(place.edition, place.locale) for place in places} == FOUR
    first = next(place for place in places if (place.edition, place.locale) == (Edition.Y2026, Locale.KK))
    assert first.format is PlaceFormat.MARKDOWN
    assert first.url.endswith("kazakhstan-law/codes/main/00-constitution/kaz.md")
    assert all(place.url.startswith("https://") for place in places)


def test_places_below_an_address() -> None:
    places = places_below("http://127.0.0.1:8000/texts/")
    assert {(place.edition, place.locale) for place in places} == FOUR
    assert places[0].url == "http://127.0.0.1:8000/texts/2026.kk.md"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[", "cannot be read as YAML"),
        ("a: 1", "expected a list under 'texts'"),
        ("texts:\n  - 7\n", "text 1: expected id, edition"),
        (ENTRY.replace(", url: 'https://example.org/a'", ""), "expected exactly these texts"),
        (ENTRY.replace("'2026'", "2026"), "expected exactly these texts"),
        (ENTRY.replace("2026", "1993"), "1993"),
        (ENTRY.replace("kk", "en"), "no official text in English"),
        (ENTRY.replace("https", "http"), "must begin with https"),
        (ENTRY.replace("markdown", "pdf"), "pdf"),
        (ENTRY + ENTRY.partition("\n")[2], "text 2: the id a stands twice"),
    ],
)
def test_a_faulty_list(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "texts.yaml"
    path.write_text(text)
    with pytest.raises(SourceError, match=fault):
        read_places(path)


def test_a_missing_list(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_places(tmp_path / "texts.yaml")
