"""The corpus, read-only: one immutable SQLite file in, frozen values of ``model`` out; ``Corpus`` is the only door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from content.corpus.course import Course
from content.corpus.file import Row, named_as_damaged, open_file
from content.corpus.provisions import Provisions
from content.corpus.structure import read_outline
from content.corpus.topics import Topics


class Corpus(Provisions, Topics, Course):
    """One version of the corpus; answers of one snapshot never mix two versions."""

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path) -> AsyncIterator[Corpus]:
        """Open ``path``; CorpusError when it is missing, damaged or of another version."""
        async with open_file(path) as file:
            with named_as_damaged(path):
                outline = await read_outline(file)
            yield cls(file, outline)

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """For the search, which keeps its own SQL; sqlite3.OperationalError when a statement takes too long."""
        return await self._file.rows(sql, *values)
