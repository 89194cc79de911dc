"""Follows the corpus file: whoever asks gets the newest version, whoever is reading keeps theirs to the end."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from content.corpus import Corpus
from content.errors import CorpusError


class Library:
    """Hands out snapshots of the newest corpus and follows the file when it is swapped.

    A rebuilt file is noticed by the next reader; the old version closes when its last reader leaves.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._current: _Copy | None = None
        self._opening = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path) -> AsyncIterator[Library]:
        """Open the corpus at ``path`` and keep following it; CorpusError as in Corpus.open."""
        library = cls(path)
        try:
            async with library.snapshot():
                pass
            yield library
        finally:
            if library._current is not None:
                await library._current.retire()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Corpus]:
        """One consistent version for as long as the block lasts."""
        copy = await self._newest()
        copy.readers += 1
        try:
            yield copy.corpus
        finally:
            copy.readers -= 1
            if copy.retired and not copy.readers:
                await copy.close()

    async def _newest(self) -> _Copy:
        mark = _mark(self.path)
        if self._current is not None and (mark is None or mark == self._current.mark):
            return self._current
        async with self._opening:
            if self._current is not None and mark == self._current.mark:
                return self._current
            try:
                fresh = await _Copy.make(self.path, mark)
            except CorpusError:
                if self._current is None:
                    raise
                self._current.mark = mark  # a bad file is looked at once; the good version stays
                return self._current
            old, self._current = self._current, fresh
            if old is not None:
                await old.retire()
            return fresh


class _Copy:
    """An open version and how many are reading it."""

    def __init__(
        self, corpus: Corpus, closer: AbstractAsyncContextManager[Corpus], mark: tuple[int, int] | None
    ) -> None:
        self.corpus, self._closer, self.mark = corpus, closer, mark
        self.readers, self.retired = 0, False

    @classmethod
    async def make(cls, path: Path, mark: tuple[int, int] | None) -> _Copy:
        opened = Corpus.open(path)
        return cls(await opened.__aenter__(), opened, mark)

    async def retire(self) -> None:
        self.retired = True
        if not self.readers:
            await self.close()

    async def close(self) -> None:
        await self._closer.__aexit__(None, None, None)


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
