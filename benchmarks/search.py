"""How often the search puts the right provision first, and how long it takes beside a one-row SELECT.

    python -m benchmarks.search [CORPUS] [--part tuning|held-out] [--misses]

Prints recall@1, recall@3, MRR and refused absent topics, per language and kind. Without CORPUS one is built from our
sources and the official texts kept in DATA_DIR. Exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import os
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.timing import p99, told
from bot.config import read_config
from bot.corpus_setup import kept_texts
from content.build import build_corpus
from content.corpus import Corpus
from content.model import Edition, Locale
from content.search import search
from content.source_files import load_sources

QUERIES = Path(__file__).with_name("search_queries.tsv")
ABSENT = "-"
RECALL_3, RECALL_3_LANGUAGE, RECALL_1, REFUSED = 0.92, 0.88, 0.80, 0.85
RATIO, CPU_MS = 20.0, 10.0
HOSTILE = ('"' * 5000, "a" * 100_000, "NEAR(" * 2000, "право " * 10_000, "* OR * AND NOT " * 700, "\0\ud800😀" * 3000)
Query = dict[str, str]


@dataclass(slots=True)
class Tally:
    """Ranks of the first right answer, 0 for none; absent topics and how many of them were refused."""

    ranks: list[int] = field(default_factory=list)
    absent: int = 0
    refused: int = 0

    def line(self, name: str) -> str:
        """One line of the report."""
        if self.absent:
            return f"{name:<24} {self.absent:>4}  refused {self.refused / self.absent:.3f}"
        return (
            f"{name:<24} {len(self.ranks):>4}  R@1 {self.recall(1):.3f}  R@3 {self.recall(3):.3f}  MRR {self.mrr():.3f}"
        )

    def recall(self, depth: int) -> float:
        """The share of queries whose right answer is among the first ``depth``."""
        return sum(0 < rank <= depth for rank in self.ranks) / max(len(self.ranks), 1)

    def mrr(self) -> float:
        """The mean of one divided by the rank of the right answer."""
        return sum(1 / rank for rank in self.ranks if rank) / max(len(self.ranks), 1)


def queries(part: str | None = None) -> list[Query]:
    """Our queries; ``held-out`` are those nobody looks at while tuning."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if part in (None, row["part"])]


async def tallies(corpus: Corpus, rows: list[Query], *, misses: bool = False) -> dict[str, Tally]:
    """The tally of everything, of each language and of each kind in it."""
    found: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        result = await search(corpus, row["query"], Locale(row["language"]))
        articles = [hit.reference.article for hit in result.hits if hit.reference.edition is Edition.Y2026]
        expected = set(row["expected"].split(","))
        rank = next((at for at, article in enumerate(articles, start=1) if article in expected), 0)
        absent = row["expected"] == ABSENT
        names = ["all", row["language"]]
        for name in [f"{name} absent" for name in names] if absent else [*names, f"{row['language']} {row['kind']}"]:
            if absent:
                found[name].absent += 1
                found[name].refused += not result.hits
            else:
                found[name].ranks.append(rank)
        if misses and (result.hits if absent else rank != 1):
            print(f"  {row['language']} {row['kind']:<14} {row['query']!r}: not {row['expected']} but {articles[:5]}")
    return found


def good(found: dict[str, Tally]) -> bool:
    """Whether every goal of quality is reached."""
    refused = found["all absent"]
    return (
        found["all"].recall(3) >= RECALL_3
        and found["all"].recall(1) >= RECALL_1
        and all(found[locale].recall(3) >= RECALL_3_LANGUAGE for locale in Locale if found[locale].ranks)
        and refused.refused >= REFUSED * refused.absent
    )


async def quick(corpus: Corpus, rounds: int) -> bool:
    """Time searches and one-row SELECTs in turn through one connection; True when the limits hold."""
    searches, selects, cpu = [], [], []
    for query in [*(row["query"] for row in queries()), *HOSTILE] * rounds:
        begun = perf_counter()
        await corpus.course_length()
        selects.append(perf_counter() - begun)
        begun, burnt = perf_counter(), process_time()
        await search(corpus, query, Locale.RU)
        searches.append(perf_counter() - begun)
        cpu.append(process_time() - burnt)
    print(told("a one-row SELECT (the baseline)", selects, selects))
    print(told("a search", searches, selects))
    print(f"CPU of a search: mean {sum(cpu) / len(cpu) * 1000:.2f} ms, p99 {p99(cpu) * 1000:.2f} ms")
    return p99(searches) <= RATIO * p99(selects) and p99(cpu) * 1000 <= CPU_MS


async def measure(path: Path, part: str | None, misses: bool, rounds: int) -> int:
    """Run both measurements on one corpus; 1 when a goal is missed."""
    async with Corpus.open(path) as corpus:
        print(f"official texts: {len(await corpus.loaded_texts())} of 4")
        found = await tallies(corpus, queries(part), misses=misses)
        for name in sorted(found):
            print(found[name].line(name))
        reached = good(found), await quick(corpus, rounds)
    print(f"quality {'reached' if reached[0] else 'MISSED'}, time {'reached' if reached[1] else 'MISSED'}")
    return 0 if all(reached) else 1


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="Measure the search.")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--part", choices=("tuning", "held-out"))
    parser.add_argument("--misses", action="store_true", help="name every query that is not answered first")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args([] if arguments is None else arguments)
    if chosen.corpus:
        return asyncio.run(measure(chosen.corpus, chosen.part, chosen.misses, chosen.rounds))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        build_corpus(path, load_sources(), kept_texts(read_config(os.environ).official_folder))
        return asyncio.run(measure(path, chosen.part, chosen.misses, chosen.rounds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
