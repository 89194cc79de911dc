"""The long form of the fault tests: python -m tests.torture [--subscribers N] [--kills N]; exits 1 on a broken promise."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.daily.course import build_course
from tests.daily.killing import torture


def main() -> int:
    """Deliver, kill, count, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--subscribers", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--faults", type=int, default=40, help="lost answers")
    parser.add_argument("--rate", type=float, default=400.0, help="messages a second")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        data = build_course(Path(folder) / "data", list(range(1, 10)))
        figures = asyncio.run(
            torture(
                data, Path(folder) / "state.db",
                subscribers=given.subscribers, kills=given.kills, faults=given.faults, rate=given.rate, seed=given.seed,
            )
        )  # fmt: skip
    print(f"{figures.subscribers} subscribers, {figures.kills} kills, {figures.injected} lost answers")
    print(f"lost {figures.lost}; second copies {figures.seconds_copies} (at most {figures.allowed_copies} allowed)")
    print(f"most copies for one reader {figures.most_copies}; second copies with sound {figures.loud_copies}")
    print(f"most requests in any second {figures.most_in_a_second}; ledger {dict(figures.states or {})}")
    kept = (
        figures.lost == 0
        and figures.most_copies <= 2
        and figures.loud_copies == 0
        and figures.seconds_copies <= figures.allowed_copies
        and figures.exit_status == 0
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
