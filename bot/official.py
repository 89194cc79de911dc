"""Brings the official texts from their public places, or from where the operator says, within five seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yarl import URL

from bot.download import Downloader
from content.errors import ImportFailed, SourceError
from content.importers.guard import read_limited
from content.importers.model import EXPECTED, Counts, ImportedText, failed
from content.importers.places import Place, places_below, read_places
from content.model import Edition, Locale

_SUFFIXES = (".md", ".docx", ".html", ".htm")  # of the same text in two files, the earlier kind says more of itself
_MAX_FILES = 20


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The texts that were had, 2026 first and Kazakh first; ``problems`` are lines for the operator."""

    texts: tuple[ImportedText, ...]
    problems: tuple[str, ...]


async def fetch_official(
    where: str | None,
    *,
    timeout: float = 5.0,  # noqa: ASYNC109 - shared out among the places, so one outer timeout would not do
    places: Sequence[Place] | None = None,
    expected: Mapping[Edition, Counts] = EXPECTED,
) -> SyncResult:
    """Fetch and read every text that can be had within ``timeout`` seconds; never raises for one that cannot.

    ``where`` is a folder with .md, .docx or .html files, an http(s) address below which ``2026.kk.md`` and so on
    lie, or None for ``places`` (by default those of ``sources/texts.yaml``). A text that failed in one place and
    was had in the next is no problem.
    """
    deadline = time.monotonic() + timeout  # the clock of the event loop
    if where is None:
        try:
            listed = read_places() if places is None else places
        except SourceError as error:
            return SyncResult((), tuple(error.problems))
        return await _from_places(listed, None, deadline, expected)
    if where.startswith(("http://", "https://")):
        try:
            given = URL(where)
            origin = given.origin()
        except ValueError:
            return SyncResult((), ("OFFICIAL_TEXTS: not a web address",))
        bare = str(origin.join(URL(given.raw_path, encoded=True)))
        return await _from_places(places_below(bare), given, deadline, expected)
    return await _from_folder(Path(where), deadline, expected)


async def _from_places(
    places: Iterable[Place], given: URL | None, deadline: float, expected: Mapping[Edition, Counts]
) -> SyncResult:
    by_text: dict[tuple[Edition, Locale], list[Place]] = {}
    for place in places:
        by_text.setdefault((place.edition, place.locale), []).append(place)
    async with Downloader(given) as downloader:
        outcomes = await asyncio.gather(
            *(_first_that_works(downloader, candidates, deadline, expected) for candidates in by_text.values())
        )
    texts = [outcome for outcome in outcomes if isinstance(outcome, ImportedText)]
    problems = [line for outcome in outcomes if not isinstance(outcome, ImportedText) for line in outcome]
    return SyncResult(_in_order(texts), tuple(problems))


async def _first_that_works(
    downloader: Downloader, places: Sequence[Place], deadline: float, expected: Mapping[Edition, Counts]
) -> ImportedText | list[str]:
    """The text, or one line for every place; a silent place leaves the others their share of the time."""
    now = time.monotonic
    problems: list[str] = []
    for index, place in enumerate(places):
        url = URL(place.url)
        name = f"{place.edition} {place.locale} from {url.host}"
        until = now() + max(deadline - now(), 0) / (len(places) - index)
        try:
            async with asyncio.timeout_at(until):
                content = await downloader.get(url)
                return await asyncio.to_thread(_read_place, content, name, place, expected, until)
        except TimeoutError:
            problems.append(str(failed(name, "no answer in time")))
        except ImportFailed as error:
            line = str(error)
            problems.append(line if line.startswith(name) else str(failed(name, line)))
    return problems


async def _from_folder(folder: Path, deadline: float, expected: Mapping[Edition, Counts]) -> SyncResult:
    try:
        files = await asyncio.to_thread(_files, folder)
    except ImportFailed as error:
        return SyncResult((), (str(error),))
    outcomes = await asyncio.gather(
        *(asyncio.to_thread(_read_file, file, expected, deadline) for file in files),
        return_exceptions=True,
    )
    texts: dict[tuple[Edition, Locale], ImportedText] = {}
    problems: list[str] = []
    for outcome in outcomes:
        if isinstance(outcome, ImportedText):
            texts.setdefault((outcome.edition, outcome.locale), outcome)
        elif isinstance(outcome, ImportFailed):
            problems.append(str(outcome))
        else:
            raise outcome
    return SyncResult(_in_order(texts.values()), tuple(problems))


def _read_place(
    content: bytes, name: str, place: Place, expected: Mapping[Edition, Counts], until: float
) -> ImportedText:
    return read_limited(
        content,
        name,
        edition=place.edition,
        locale=place.locale,
        source=place.url,
        expected=expected,
        timeout=_left(until, name),
    )


def _read_file(file: Path, expected: Mapping[Edition, Counts], until: float) -> ImportedText:
    return read_limited(file, expected=expected, timeout=_left(until, file.name))


def _left(until: float, name: str) -> float:
    """Seconds left; looked at in the thread itself, which may have waited for its turn."""
    left = until - time.monotonic()
    if left <= 0:
        raise failed(name, "no time was left to read it")
    return left


def _files(folder: Path) -> list[Path]:
    """Files that may be texts, those that say most of themselves first; a README is none."""
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.lower().startswith(("readme", ".", "~$")))
    except OSError as error:
        raise failed("OFFICIAL_TEXTS", f"{folder} is not a folder that can be read") from error
    files = [path for suffix in _SUFFIXES for path in found if path.suffix.lower() == suffix]
    if not files:
        raise failed("OFFICIAL_TEXTS", f"{folder} has no .md, .docx or .html file")
    if len(files) > _MAX_FILES:
        raise failed("OFFICIAL_TEXTS", f"{folder} has more than {_MAX_FILES} texts; give a folder of its own")
    return files


def _in_order(texts: Iterable[ImportedText]) -> tuple[ImportedText, ...]:
    editions, locales = (Edition.Y2026, Edition.Y1995), (Locale.KK, Locale.RU)
    return tuple(sorted(texts, key=lambda text: (editions.index(text.edition), locales.index(text.locale))))
