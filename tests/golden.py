"""Approved renderings: a difference is a review. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


class Golden:
    """Compares what was made with what was approved by eye."""

    def check(self, name: str, made: str) -> None:
        path = FOLDER / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made, "utf-8")
        assert path.exists(), f"{name} was never approved; look at it, then UPDATE_GOLDEN=1"
        assert made == path.read_text("utf-8")
