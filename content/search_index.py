"""Fills the search index of a corpus that is being built."""

from __future__ import annotations

import sqlite3


def fill_index(db: sqlite3.Connection) -> None:
    """Index every title, summary and topic of the corpus in ``db``."""
