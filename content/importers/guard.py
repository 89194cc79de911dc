"""Reads a file nobody vouches for in a subprocess that may use 512 MiB, 20 s of processor and no secret of ours."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from content.importers.limits import MAX_ANSWER, MAX_BYTES, MAX_PROCESSOR
from content.importers.model import EXPECTED, Counts, ImportedText, failed
from content.importers.wire import Request, answer_from_json, request_to_json
from content.model import Edition, Locale

_ROOT = Path(__file__).parents[2]


def read_limited(
    source_file: Path | bytes,
    name: str | None = None,
    *,
    edition: Edition | None = None,
    locale: Locale | None = None,
    source: str | None = None,
    version_date: str | None = None,
    requisite: str | None = None,
    expected: Mapping[Edition, Counts] = EXPECTED,
    timeout: float = 30.0,
) -> ImportedText:
    """As ``detect.read_text``, of a file or of bytes; blocks for at most ``timeout`` seconds.

    ``name`` is needed for bytes and otherwise the file's own. Every failure is ``ImportFailed`` with one line.
    """
    name = name or (source_file.name if isinstance(source_file, Path) else "text")
    content = _content(source_file, name) if isinstance(source_file, Path) else source_file
    if len(content) > MAX_BYTES:
        raise failed(name, f"larger than {MAX_BYTES // 2**20} MiB")
    request = Request(name, edition, locale, source, version_date, requisite, expected)
    # Files rather than pipes: the kernel then holds the answer to MAX_ANSWER, even if the reader is taken over.
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(content)
        question.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-B", "-m", "content.importers", request_to_json(request)],
                stdin=question,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise failed(name, "reading it took too long") from error
        except OSError as error:
            raise failed(name, f"the reader could not be started ({os.strerror(error.errno or 0)})") from error
        answer.seek(0)
        said = answer.read(MAX_ANSWER + 1)
    if done.returncode:
        raise failed(name, _why(done.returncode))
    try:
        return answer_from_json(said)
    except ValueError as error:
        raise failed(name, "the reader gave no usable answer") from error


def _content(path: Path, name: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # a pipe would keep us waiting for ever
                raise failed(name, "not a file")
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(MAX_BYTES + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise failed(name, os.strerror(error.errno or 0)) from error


def _why(returncode: int) -> str:
    if returncode == -signal.SIGXCPU:
        return f"reading it took more than {MAX_PROCESSOR} s of processor time"
    if returncode == -signal.SIGXFSZ:
        return "it is far larger than a constitution"
    if returncode < 0:
        return f"the reader was stopped (signal {-returncode})"
    return "the reader failed"
