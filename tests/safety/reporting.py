"""Collects what the fault suite has measured, for the table in docs/reliability.md."""

from __future__ import annotations

import json
import os
from pathlib import Path


def told(part: str, fault: str, outcome: str) -> None:
    """One line of the table; written only when RELIABILITY_LINES names a file to add it to."""
    if name := os.environ.get("RELIABILITY_LINES"):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(json.dumps([part, fault, outcome], ensure_ascii=False) + "\n")
