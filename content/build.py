"""Builds the corpus file from what we wrote and what was imported: aside, checked, then swapped in at once."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from content.checks import check_sources
from content.corpus.file import APPLICATION_ID, CORPUS_VERSION, read_only
from content.corpus.writer import Writer
from content.errors import CorpusError, SourceError
from content.finding.departed import fill_departed
from content.finding.index import fill_index
from content.importers.model import ImportedText
from content.source_files import Sources

SHRINK_LIMIT = 0.05

_TABLES = Path(__file__).parent / "corpus" / "tables.sql"
_NUMBERED = ("summary", "official_clause")
"""Tables whose rows are numbered as they came; their places tell them apart."""
_COUNTED = ("article", "summary", "relation", "topic", "explainer", "question", "official_clause")


def build_corpus(
    target: Path,
    sources: Sources,
    texts: Sequence[ImportedText] = (),
    *,
    allow_shrink: bool = False,
    inputs: str = "",
) -> None:
    """Write a new corpus beside ``target`` and swap it in; readers of the old file are not disturbed.

    Raises SourceError when the sources have faults and CorpusError when the result is not sound or more than
    5 % smaller in any table than the corpus it replaces (unless ``allow_shrink``). The old file is kept as
    ``*.previous``. ``inputs`` names what it was made from, so that an equal build can be left out.
    """
    problems = [*sources.problems, *check_sources(sources)]
    if problems:
        raise SourceError([str(problem) for problem in sorted(problems)])
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{os.getpid()}.new")
    aside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(aside)) as db:
            db.execute("PRAGMA journal_mode=OFF")
            db.execute("PRAGMA synchronous=OFF")
            db.executescript(_TABLES.read_text("utf-8"))
            with db:
                Writer(db).write(sources, texts)
                fill_index(db)
                fill_departed(db)
                db.execute("INSERT INTO meta VALUES ('inputs', ?)", (inputs,))
            db.execute("ANALYZE")
            _finish(db)
        if not allow_shrink and target.exists():
            _refuse_shrink(target, aside)
        _swap_in(aside, target)
    finally:
        aside.unlink(missing_ok=True)


def _fingerprint(db: sqlite3.Connection) -> str:
    """SHA-256 over the content: equal for equal words and places, in whatever order the files were read.

    The index of the search is made of them, and ``meta`` tells only how this file came about.
    """
    found = hashlib.sha256()
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    for table in (name for name in tables if name != "meta" and not name.startswith(("search", "sqlite_"))):
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        named = ", ".join(column for column in columns if not (column == "id" and table in _NUMBERED))
        rows = sorted(repr(row) for row in db.execute(f"SELECT {named} FROM {table}"))
        found.update("\n".join((table, *rows)).encode())
    return found.hexdigest()


def _finish(db: sqlite3.Connection) -> None:
    with db:
        db.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (_fingerprint(db),))
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={CORPUS_VERSION}")
    db.execute("VACUUM")
    verdict = db.execute("PRAGMA integrity_check").fetchone()[0]
    strays = db.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok" or strays:
        raise CorpusError(f"the new corpus is not sound ({verdict}, {len(strays)} stray rows); the old one stays")


def _refuse_shrink(old: Path, new: Path) -> None:
    try:
        before = _counts(old)
    except sqlite3.DatabaseError:
        return  # a damaged or older file is no measure
    after = _counts(new)
    for table, count in before.items():
        if after[table] < count * (1 - SHRINK_LIMIT):
            raise CorpusError(
                f"the new corpus has {after[table]} rows in {table}, the old one {count}; the old one stays. "
                "Run `corpus build --allow-shrink` if that is meant."
            )


def _counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(read_only(path), uri=True)) as db:
        return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED}


def _swap_in(aside: Path, target: Path) -> None:
    with aside.open("rb") as written:
        os.fsync(written.fileno())
    if target.exists():
        previous = target.with_name(f"{target.name}.previous")
        previous.unlink(missing_ok=True)
        os.link(target, previous)  # the name `target` never disappears, not even for a moment
    aside.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
