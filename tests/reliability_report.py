"""Runs the fault suite at its full numbers and writes what it measured into docs/reliability.md."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- made by the suite: begin -->", "<!-- made by the suite: end -->"

FULL = {
    "FUZZED_UPDATES": "10000",
    "HTML_PAYLOADS": "2000",
    "FORGED_PRESSES": "1000",
    "FLIPPED_COPIES": "500",
    "FLOOD_SECONDS": "60",
}
SUITE = ("tests/safety", "tests/importers/test_hostile.py")


def main() -> int:
    """The status of the suite; the page is written only when all of it passed."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "lines"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *SUITE],
            cwd=ROOT,
            env={**os.environ, **FULL, "RELIABILITY_LINES": str(lines)},
            check=False,
        )
        if done.returncode:
            return done.returncode
        rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{table(rows)}\n{END}{after}", "utf-8")
    return 0


def table(rows: list[list[str]]) -> str:
    """One line for each fault, in a fixed order."""
    told = sorted({tuple(row) for row in rows})
    lines = [f"| {part} | {fault} | {outcome} |" for part, fault, outcome in told]
    where = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return "\n".join([f"Measured with {where}.", "", "| part | fault | outcome |", "|---|---|---|", *lines])


if __name__ == "__main__":
    sys.exit(main())
