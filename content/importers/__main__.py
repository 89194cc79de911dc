"""The subprocess of ``guard``: limits itself first, then reads standard input and answers with one JSON document."""

from __future__ import annotations

import resource
import sys
from typing import Any

from content.importers.limits import MAX_ANSWER, MAX_BYTES, MAX_MEMORY, MAX_PROCESSOR

_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "ctypes.")


def limit() -> None:
    """From here on: bounded memory, processor time and output, no core file, no network, no new process."""
    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_PROCESSOR),
        (resource.RLIMIT_FSIZE, MAX_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


def main() -> int:
    """0 with an answer, good or bad, on standard output; 1 when there is none."""
    limit()
    from content.errors import ImportFailed
    from content.importers.detect import read_text
    from content.importers.model import failed
    from content.importers.wire import answer_to_json, request_from_json

    asked = request_from_json(sys.argv[1])
    answer: Any
    try:
        answer = read_text(
            sys.stdin.buffer.read(MAX_BYTES + 1),
            asked.name,
            edition=asked.edition,
            locale=asked.locale,
            source=asked.source,
            version_date=asked.version_date,
            requisite=asked.requisite,
            expected=asked.expected,
        )
    except ImportFailed as error:
        answer = error
    except MemoryError:
        answer = failed(asked.name, f"reading it needs more than {MAX_MEMORY // 2**20} MiB of memory")
    except Exception as error:  # whatever a hostile file found: the operator gets one line, not a traceback
        answer = failed(asked.name, f"it cannot be read ({type(error).__name__})")
    document = answer_to_json(answer).encode("utf-8")
    if len(document) > MAX_ANSWER:
        document = answer_to_json(failed(asked.name, "it is far larger than a constitution")).encode("utf-8")
    sys.stdout.buffer.write(document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
