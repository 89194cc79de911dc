"""``corpus`` and ``ask`` on the command line: each prints what it found or did, and gives the exit status."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from contextlib import aclosing
from pathlib import Path
from typing import Any

from bot.ask import ask_lines
from bot.config import Config
from bot.corpus_setup import ensure_corpus, given_back_if_not_built, keep_texts, kept_texts, rebuild, sync_official
from bot.exit_status import EXIT_DATA
from content.build import build_corpus
from content.checks import check_sources, missing_files
from content.corpus.file import fault_of
from content.errors import CorpusError, ImportFailed
from content.export import export_corpus
from content.export_reader import read_export
from content.figures import check_figures
from content.importers.guard import read_limited
from content.language_checks import check_language
from content.source_files import load_sources


def build(config: Config, chosen: argparse.Namespace) -> int:
    """Build from what is there, or from an exported document."""
    if chosen.export:
        sources, texts = read_export(_document(chosen.export))
        build_corpus(config.corpus, sources, texts, allow_shrink=chosen.allow_shrink)
    else:
        rebuild(config, allow_shrink=chosen.allow_shrink)
    say(f"built {config.corpus}")
    return 0


def import_(config: Config, chosen: argparse.Namespace) -> int:
    """Import files; those that cannot be read are named, the others are kept."""
    texts, failed = [], 0
    for path in chosen.paths:
        try:
            texts.append(read_limited(path))
        except ImportFailed as error:
            say(str(error))
            failed += 1
        else:
            say(
                f"{path.name}: Constitution of {texts[-1].edition}, {texts[-1].locale}, version of {texts[-1].version_date}"
            )
    if texts:
        with given_back_if_not_built(config.official_folder):
            keep_texts(config.official_folder, texts)
            rebuild(config)
    return EXIT_DATA if failed else 0


def sync(config: Config, _: argparse.Namespace) -> int:
    """Fetch the official texts from their places and rebuild."""
    with given_back_if_not_built(config.official_folder):
        problems = asyncio.run(sync_official(config))
        rebuild(config)
    return EXIT_DATA if problems else 0


def check(config: Config, chosen: argparse.Namespace) -> int:
    """Every fault in the sources and in the corpus file, one a line; 65 when there is one."""
    sources = load_sources()
    problems = [*sources.problems, *check_sources(sources), *check_language(sources)]
    if not sources.problems and chosen.complete:
        problems += missing_files(sources)
    texts = kept_texts(config.official_folder)
    problems += check_figures(sources, texts)
    for problem in sorted(problems):
        say(str(problem))
    status = EXIT_DATA if problems else 0
    if config.corpus.exists() and (fault := fault_of(config.corpus)):
        say(f"{config.corpus}: {fault}; run `python -m bot corpus build`")
        status = EXIT_DATA
    loaded = ", ".join(f"{text.edition} {text.locale}" for text in texts) or "none"
    say(f"{len(problems)} problems; official texts compared: {loaded}")
    return status


def info(config: Config, _: argparse.Namespace) -> int:
    """Counts, fingerprint and official texts of the corpus file."""
    document = export_corpus(_existing(config))
    say(f"{config.corpus}: {config.corpus.stat().st_size:,} bytes, fingerprint {document['fingerprint']}")
    for edition in document["editions"]:
        articles = sum(len(section["articles"]) for section in edition["sections"])
        say(f"{edition['id']}: {len(edition['sections'])} sections, {articles} articles and the preamble")
    for key in ("relations", "explainers", "topics", "quiz", "glossary", "gone_words"):
        say(f"{key}: {len(document[key])}")
    for text in document["official_texts"]:
        say(
            f"official text {text['edition']} {text['locale']}: {text['version_date']}, {text['source']}, {text['sha256']}"
        )
    return 0


def export(config: Config, chosen: argparse.Namespace) -> int:
    """Write the corpus as JSON, to a file or to standard output."""
    text = json.dumps(export_corpus(_existing(config)), ensure_ascii=False, indent=1)
    if chosen.file:
        chosen.file.write_text(text + "\n", "utf-8")
    else:
        sys.stdout.write(text + "\n")
    return 0


def ask(config: Config, chosen: argparse.Namespace) -> int:
    """Answer questions on the command line."""
    questions = (line.rstrip("\r\n") for line in sys.stdin) if chosen.words == ["-"] else iter([" ".join(chosen.words)])

    async def answer() -> None:
        await ensure_corpus(config)
        async with aclosing(ask_lines(config.corpus, questions, chosen.lang, as_json=chosen.json)) as lines:
            async for line in lines:
                sys.stdout.write(line + "\n")
                sys.stdout.flush()  # one answer a question, also for a program that asks by and by

    asyncio.run(answer())
    return 0


def say(line: str) -> None:
    """One line for the operator."""
    print(line)


def _existing(config: Config) -> Path:
    if not config.corpus.exists():
        raise CorpusError(f"there is no corpus at {config.corpus}; run `python -m bot corpus build`")
    return config.corpus


def _document(path: Path) -> dict[str, Any]:
    """An exported document; CorpusError when the file holds something else."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CorpusError(f"{path} cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{path} is not a JSON document; make one with `python -m bot corpus export FILE`") from error
    if not isinstance(document, dict):
        raise CorpusError(f"{path} is not an export of this bot: expected one JSON object")
    return document
