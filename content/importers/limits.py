"""What reading one official text may cost, in one place for the reader and for whoever watches it."""

from __future__ import annotations

MAX_BYTES = 20 * 2**20  # of a file or a download
MAX_MEMORY = 512 * 2**20  # address space of the subprocess, in bytes
MAX_PROCESSOR = 20  # seconds
MAX_WORD = 200  # letters; no law has such words, and stems of longer ones would cost minutes
MAX_ANSWER = 8 * 2**20  # bytes of JSON; a real text needs under half a megabyte
