"""Brings the corpus up to date before the bot answers: sources, imported texts, and only then a build."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.config import Config
from bot.official import fetch_official
from content.build import build_corpus
from content.corpus.file import made_from
from content.errors import ContentError, ImportFailed, SourceError
from content.importers.model import ImportedText
from content.importers.wire import answer_from_json, answer_to_json
from content.source_files import load_sources

log = logging.getLogger(__name__)

CODE = Path(__file__).resolve().parent.parent / "content"
"""All of it: what builds and what reads the corpus share the words of the law and how they are cut and folded."""
MAKES_THE_CORPUS = (".py", ".sql", ".yaml")


async def ensure_corpus(config: Config) -> None:
    """Build the corpus if it is missing or older than what it is made of; CorpusError or SourceError if that fails.

    Official texts are looked for before the first build and whenever OFFICIAL_TEXTS names a folder that changed;
    that costs at most five seconds, and a failure leaves what is there.
    """
    if not config.corpus.exists() or _folder_changed(config):
        await sync_official(config)
    if is_up_to_date(config):
        return
    try:
        await asyncio.to_thread(rebuild, config)
    except ContentError as error:
        if not config.corpus.exists():
            raise
        log.error("the corpus could not be rebuilt, the old one stays: %s", "; ".join(problems_of(error)))


async def refresh_texts(config: Config) -> None:
    """Beside a running bot: where official texts are missing, look for them once more and rebuild if some came."""
    if await asyncio.to_thread(kept_texts, config.official_folder):
        return
    await sync_official(config)
    if await asyncio.to_thread(is_up_to_date, config):
        return
    try:
        await asyncio.to_thread(rebuild, config)
    except ContentError as error:
        log.error("the corpus could not be rebuilt, the old one stays: %s", "; ".join(problems_of(error)))


async def sync_official(config: Config) -> tuple[str, ...]:
    """Fetch the official texts and keep them; the problems met, one line each, also logged."""
    result = await fetch_official(config.official_texts)
    for problem in result.problems:
        log.warning("official texts: %s", problem)
    if not result.texts:
        log.warning("no official text could be had; the bot answers without, see `python -m bot corpus sync`")
    keep_texts(config.official_folder, result.texts)
    if config.official_texts and result.texts:
        (config.official_folder / "from.json").write_text(json.dumps(_mark(config.official_texts)), "utf-8")
    log.info("official texts: %d imported", len(result.texts))
    return result.problems


def rebuild(config: Config, *, allow_shrink: bool = False) -> None:
    """Build from the sources and the texts kept, whatever the age of the corpus."""
    texts = kept_texts(config.official_folder)
    build_corpus(
        config.corpus,
        load_sources(),
        texts,
        allow_shrink=allow_shrink,
        inputs=inputs_fingerprint(config.official_folder),
    )


def is_up_to_date(config: Config) -> bool:
    """Whether the corpus is of this version and was made from just the files that are there now."""
    return made_from(config.corpus) == inputs_fingerprint(config.official_folder)


def inputs_fingerprint(official: Path) -> str:
    """SHA-256 over everything a corpus is made of: source files, imported texts, and the code that builds."""
    digest = hashlib.sha256()
    ours = sorted(path for path in map(str, CODE.rglob("*.*")) if path.endswith(MAKES_THE_CORPUS))
    kept = sorted(map(str, official.glob("*.*.json")))
    for path, root in (*((path, CODE) for path in ours), *((path, official) for path in kept)):
        digest.update(path.removeprefix(str(root)).encode() + b"\0")
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def keep_texts(folder: Path, texts: Iterable[ImportedText]) -> None:
    """Store imported texts, one file for each edition and language."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        path = folder / f"{text.edition}.{text.locale}.json"
        aside = path.with_suffix(".new")
        aside.write_text(answer_to_json(text), "utf-8")
        aside.replace(path)


@contextmanager
def given_back_if_not_built(folder: Path) -> Iterator[None]:
    """Texts kept inside are replaced by those of before when the build fails: the next start must not fail, too."""
    before = {path: path.read_bytes() for path in folder.glob("*.*")}
    try:
        yield
    except BaseException:
        for path in set(folder.glob("*.*")) - set(before):
            path.unlink()
        for path, content in before.items():
            path.write_bytes(content)
        raise


def kept_texts(folder: Path) -> Sequence[ImportedText]:
    """The texts stored; one that cannot be read is left out and named in the log."""
    texts = []
    for path in sorted(folder.glob("*.*.json")):
        try:
            texts.append(answer_from_json(path.read_bytes()))
        except (ValueError, ImportFailed):
            log.warning("%s cannot be read; delete it and run `python -m bot corpus sync`", path)
    return texts


def problems_of(error: ContentError) -> list[str]:
    """What an operator should read, one line each."""
    return error.problems if isinstance(error, SourceError) else [str(error)]


def _folder_changed(config: Config) -> bool:
    where = config.official_texts
    if where is None or where.startswith(("http://", "https://")):
        return False
    try:
        known = json.loads((config.official_folder / "from.json").read_text("utf-8"))
    except (OSError, ValueError):
        known = None
    return bool(known != _mark(where))


def _mark(where: str) -> list[object]:
    """Tells a folder of texts from its changed self without reading it."""
    if where.startswith(("http://", "https://")):
        return [where]
    files = sorted(path for path in Path(where).glob("[!.]*.*") if path.is_file())  # no locks, no links into nothing
    return [where, *([f.name, f.stat().st_size, f.stat().st_mtime_ns] for f in files)]
