"""One instance at a time: a lock beside the state database, gone with the process however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process owns this state database."""


@contextmanager
def single_instance(state: Path) -> Iterator[None]:
    """Hold the lock for as long as the block lasts; AlreadyRunning at once when another process has it."""
    state.parent.mkdir(parents=True, exist_ok=True)
    with state.with_name(f"{state.name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning from error
        yield
