"""Measures the search on our own queries: how often the right provision comes first, and how long it takes.

    python benchmarks/search.py CORPUS [--part tuning|held-out] [--misses]

Prints recall@1, recall@3, MRR and false answers on absent topics per language and kind, then the time of a search
against a one-row SELECT through the same connection. Exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent.parent))

from content.corpus import Corpus
from content.model import Edition, Locale
from content.search import search

QUERIES = Path(__file__).with_name("search_queries.tsv")
ABSENT = "-"
RECALL_3, RECALL_3_LANGUAGE, RECALL_1, REFUSED = 0.92, 0.88, 0.80, 0.85
RATIO, CPU_MS = 20.0, 10.0
HOSTILE = ('"' * 5000, "a" * 100_000, "NEAR(" * 2000, "право " * 10_000, "* OR * AND NOT " * 700, "\0\ud800😀" * 3000)


@dataclass(slots=True)
class Tally:
    """Ranks of the first right answer; 0 for none. ``refused`` counts absent topics answered as misses."""

    ranks: list[int] = field(default_factory=list)
    absent: int = 0
    refused: int = 0

    def line(self, name: str) -> str:
        if self.absent:
            return f"{name:24} {self.absent:4} absent, {self.refused / self.absent:.3f} refused"
        return f"{name:24} {len(self.ranks):4}  R@1 {self.recall(1):.3f}  R@3 {self.recall(3):.3f}  MRR {self.mrr():.3f}"

    def recall(self, depth: int) -> float:
        """The share of queries whose right answer is among the first ``depth``."""
        return sum(0 < rank <= depth for rank in self.ranks) / max(len(self.ranks), 1)

    def mrr(self) -> float:
        """The mean of one divided by the rank of the right answer."""
        return sum(1 / rank for rank in self.ranks if rank) / max(len(self.ranks), 1)


async def measure_quality(corpus: Corpus, part: str | None, misses: bool) -> bool:
    """Print the figures of quality; True when every goal is reached."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    with QUERIES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if part in (None, row["part"])]
    for row in rows:
        result = await search(corpus, row["query"], Locale(row["language"]))
        found = [hit.reference.article for hit in result.hits if hit.reference.edition is Edition.Y2026]
        names = ["all", row["language"], f"{row['language']} {row['kind']}"]
        if row["expected"] == ABSENT:
            names = [f"{name} absent" if " " not in name else name for name in names]
            for name in names:
                tallies[name].absent += 1
                tallies[name].refused += not result.hits
            wrong = bool(result.hits)
        else:
            expected = set(row["expected"].split(","))
            rank = next((at for at, article in enumerate(found, start=1) if article in expected), 0)
            for name in names:
                tallies[name].ranks.append(rank)
            wrong = rank != 1
        if wrong and misses:
            print(f"  {row['language']} {row['kind']:14} {row['query']!r} expected {row['expected']}, found {found[:5]}")
    for name in sorted(tallies):
        print(tallies[name].line(name))
    refused = tallies["all absent"]
    return (
        tallies["all"].recall(3) >= RECALL_3
        and tallies["all"].recall(1) >= RECALL_1
        and all(tallies[locale].recall(3) >= RECALL_3_LANGUAGE for locale in Locale)
        and refused.refused >= REFUSED * refused.absent
    )


async def measure_time(corpus: Corpus, rounds: int) -> bool:
    """Print the time of searches and of one-row SELECTs, taken in turn; True when the limits hold."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        queries = [row["query"] for row in csv.DictReader(file, delimiter="\t")] + list(HOSTILE)
    searches, selects, cpu = [], [], []
    for _ in range(rounds):
        for query in queries:
            began = perf_counter()
            await corpus.rows("SELECT title FROM article_words WHERE edition = ? AND label = ? AND locale = ?", "2026", "17", "ru")
            selects.append(perf_counter() - began)
            began, burnt = perf_counter(), process_time()
            await search(corpus, query, Locale.RU)
            searches.append(perf_counter() - began)
            cpu.append(process_time() - burnt)
    slow, quick = _percentile(searches, 99), _percentile(selects, 99)
    worst_cpu = _percentile(cpu, 99) * 1000
    print(
        f"search p50 {_percentile(searches, 50) * 1000:.2f} ms, p99 {slow * 1000:.2f} ms; one-row SELECT p50 "
        f"{_percentile(selects, 50) * 1000:.3f} ms, p99 {quick * 1000:.3f} ms; ratio of p99 {slow / quick:.1f}"
    )
    print(f"CPU of a search: mean {sum(cpu) / len(cpu) * 1000:.2f} ms, p99 {worst_cpu:.2f} ms, most {max(cpu) * 1000:.2f} ms")
    return slow / quick <= RATIO and worst_cpu <= CPU_MS


def _percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


async def main() -> int:
    """Run both measurements on one corpus."""
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=("tuning", "held-out"))
    parser.add_argument("--misses", action="store_true", help="name every query that is not answered first")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    async with Corpus.open(arguments.corpus) as corpus:
        good = await measure_quality(corpus, arguments.part, arguments.misses)
        quick = await measure_time(corpus, arguments.rounds)
    print(f"quality {'reached' if good else 'MISSED'}, time {'reached' if quick else 'MISSED'}")
    return 0 if good and quick else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
