"""A small invented constitution, of the island republic of Samal, with every awkward place that real ones have."""

from __future__ import annotations

from pathlib import Path

from content.importers.model import Counts
from content.model import Edition, Locale

FOLDER = Path(__file__).parent
COUNTS = {Edition.Y2026: Counts(sections=3, articles=8)}


def small(locale: Locale) -> str:
    """The Markdown text in Kazakh or Russian."""
    return (FOLDER / f"small.{locale}.md").read_text("utf-8")
