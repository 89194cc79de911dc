"""`backup` and `restore` on the command line: one line says what was done, one line what was wrong."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta

from bot.config import Config
from bot.disk import mark_backup
from bot.store.backup import back_up, prune
from bot.store.restore import restore


def backup_(config: Config, chosen: argparse.Namespace) -> int:
    """Make a checked copy, also while the bot runs."""
    now = datetime.now(UTC)
    size = back_up(config.state, chosen.file, now)
    print(f"backed up {config.state} to {chosen.file} ({size / 1024:.0f} KiB, checked)")
    if chosen.prune is not None:  # only now: as long as no new copy can be made, the old ones may be the last
        gone, stuck = prune(config.state, chosen.file.absolute().parent, now - timedelta(days=chosen.prune))
        print(f"deleted {len(gone)} copies older than {chosen.prune} days")
        if stuck:
            print(f"could not be looked at or deleted: {', '.join(stuck)}; do it by hand", file=sys.stderr)
    mark_backup(config.state)
    return 0


def restore_(config: Config, chosen: argparse.Namespace) -> int:
    """Put a backup in place while the bot is stopped."""
    done = restore(config.state, chosen.file, datetime.now(UTC))
    print(f"restored {config.state} from {chosen.file}, made {done.taken_at:%Y-%m-%d %H:%M} UTC")
    print(f"deliveries since then that count as sent: {done.assumed_sent}; chats forgotten again: {done.forgotten}")
    if done.kept:
        print(f"the replaced file is kept as {done.kept}; delete it when all is well")
    return 0
