"""Runs every benchmark that needs no setting."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path

NOT_ALONE = {"__init__", "run", "timing"}


def main() -> None:
    """Each module of this folder that has ``main``."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem in NOT_ALONE:
            continue
        print(f"== {path.stem}")
        made = import_module(f"benchmarks.{path.stem}").main()
        if asyncio.iscoroutine(made):
            asyncio.run(made)


if __name__ == "__main__":
    main()
