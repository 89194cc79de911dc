"""GLOSSARY.md and the glossary of the corpus fix the same words."""

from __future__ import annotations

import re
from pathlib import Path

from content.source_files import load_sources

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_and_the_corpus_say_the_same() -> None:
    glossary = load_sources().glossary
    assert glossary is not None
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \| (.+?) \| `?(\w+)`? \|", (ROOT / "GLOSSARY.md").read_text("utf-8"), re.MULTILINE
    )
    page = [row for row in rows if row[3] not in ("in",)]
    assert [(t.kk, t.ru, t.en, t.code) for t in glossary.terms] == page
    assert len(page) >= 60
