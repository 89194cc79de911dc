"""The command line: parse it, run one thing, leave with a documented exit status."""

from __future__ import annotations

import os

os.environ.setdefault("PYTHONTZPATH", "")  # the pinned tzdata package wins over the system's zone files

import argparse
import asyncio
import gc
import re
import sys
from datetime import date
from pathlib import Path

from bot import corpus_commands
from bot.config import Config, ConfigError, read_config
from bot.corpus_setup import problems_of
from bot.exit_status import EXIT_DATA, EXIT_UNAVAILABLE, EXIT_USAGE, StartError
from bot.logs import set_up_logs
from bot.state_file import StateError
from content.errors import ContentError
from content.model import Locale


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 2 wrong setting or argument, 65 bad data, 69 unavailable, 75 try again, 78 bad token."""
    chosen = parser().parse_args(arguments)
    try:
        config = read_config(os.environ, secrets=chosen.secrets)
    except ConfigError as error:
        for problem in error.problems:
            say(problem)
        return EXIT_USAGE
    set_up_logs(config.log_format, config.log_level)
    try:
        status: int = chosen.run(config, chosen)
    except (StartError, StateError) as error:
        say(str(error))
        return error.status
    except ContentError as error:
        for problem in problems_of(error):
            say(problem)
        return EXIT_DATA
    except BrokenPipeError:  # whoever read the output has seen enough, as with `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is None:
            raise
        say(f"{error.filename} cannot be used: {error.strerror}; mend its rights or name another place")
        return EXIT_UNAVAILABLE
    return status


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="python -m bot", description="Kazakhstan’s Constitution in a Telegram bot.")
    top.epilog = (
        "exit status: 0 done, 1 fault of the program, 2 setting, 65 data, 69 cannot start, 75 try later, 78 token"
    )
    top.set_defaults(run=run_bot, secrets=True)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    commands.add_parser("run", help="start the bot (the default)").set_defaults(run=run_bot)
    corpus = commands.add_parser("corpus", help="build and inspect the corpus").add_subparsers(
        required=True, metavar="WHAT"
    )
    build = corpus.add_parser("build", help="build the corpus from sources and imported texts")
    build.add_argument("--allow-shrink", action="store_true", help="accept a corpus more than 5 %% smaller")
    build.add_argument("--from", dest="export", type=Path, metavar="FILE", help="build from an exported document")
    build.set_defaults(run=corpus_commands.build)
    imported = corpus.add_parser("import", help="import official texts (.md, .docx, .html) and rebuild")
    imported.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    imported.set_defaults(run=corpus_commands.import_)
    corpus.add_parser("sync", help="fetch official texts and rebuild").set_defaults(run=corpus_commands.sync)
    check = corpus.add_parser("check", help="check everything we wrote, and the corpus file")
    check.add_argument("--complete", action="store_true", help="also name every provision that has no words yet")
    check.set_defaults(run=corpus_commands.check)
    corpus.add_parser("info", help="what the corpus contains").set_defaults(run=corpus_commands.info)
    export = corpus.add_parser("export", help="write the corpus as one JSON document")
    export.add_argument("file", nargs="?", type=Path, metavar="FILE")
    export.set_defaults(run=corpus_commands.export)
    ask = commands.add_parser("ask", help="answer on the command line what a private message would be answered")
    ask.add_argument("--lang", type=Locale, choices=list(Locale), default=Locale.KK, metavar="kk|ru|en")
    ask.add_argument("--json", action="store_true", help="one JSON object a question")
    ask.add_argument("words", nargs="+", metavar="WORDS", help="the question; - reads one a line from standard input")
    ask.set_defaults(run=corpus_commands.ask)
    backing = commands.add_parser(
        "backup", help="copy the state database, also while the bot runs; the copy is checked"
    )
    backing.add_argument("file", type=Path, metavar="FILE")
    backing.add_argument(
        "--prune", type=days, metavar="DAYS", help="delete older copies: in the folder of FILE and beside the database"
    )
    backing.set_defaults(run=backup, secrets=False)
    restoring = commands.add_parser("restore", help="put a backup in place while the bot is stopped")
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.set_defaults(run=restore, secrets=False)
    sent = commands.add_parser("deliveries", help="what became of the daily explainers")
    sent.add_argument(
        "--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="one local date (default: all kept)"
    )
    sent.add_argument("--failed", action="store_true", help="only what did not arrive, one line each")
    sent.set_defaults(run=show_deliveries, secrets=False)
    return top


def days(text: str) -> int:
    """1 to 3650 days."""
    if not re.fullmatch("[0-9]{1,4}", text) or not 0 < int(text) <= 3650:
        raise argparse.ArgumentTypeError("expected 1 to 3650 days")
    return int(text)


# aiogram takes seconds to load, so that what needs no Telegram does not import what does.


def show_deliveries(config: Config, chosen: argparse.Namespace) -> int:
    """Print what the ledger says; may run beside the bot."""
    from bot.store.report import report

    for line in report(config.state, chosen.date, failed=chosen.failed):
        print(line)
    return 0


def run_bot(config: Config, _: argparse.Namespace) -> int:
    """Start and run until stopped."""
    gc.disable()  # what the import makes stays for ever; to look through it again and again costs a tenth of the start
    from bot.lifecycle import run

    gc.freeze()
    gc.enable()
    return asyncio.run(run(config))


def backup(config: Config, chosen: argparse.Namespace) -> int:
    """Copy the state database."""
    from bot.state_commands import backup_

    return backup_(config, chosen)


def restore(config: Config, chosen: argparse.Namespace) -> int:
    """Put a copy in its place."""
    from bot.state_commands import restore_

    return restore_(config, chosen)


def say(line: str) -> None:
    """One line for the operator."""
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
