"""How long an answer takes beside a one-row SELECT through the same connection."""

from __future__ import annotations

import asyncio
import tempfile
import time
from itertools import count
from pathlib import Path

from benchmarks.timing import timed, told
from bot.translator import tr_for
from content.build import build_corpus
from content.cards.comparison import comparison_card
from content.cards.provision import provision_card
from content.compare import compare
from content.corpus import Corpus
from content.diff import WORD_LIMIT, diff
from content.model import Edition, Locale, Reference
from content.reference import find_references, parse_reference
from content.render_plain import render_plain
from content.render_png import Size, render_png
from content.render_rich import render_rich
from content.source_files import load_sources

ROUNDS = 300


async def main() -> None:
    """Print one line for each step of an answer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        begun = time.perf_counter()
        build_corpus(path, load_sources())
        print(f"building the whole corpus: {time.perf_counter() - begun:.1f} s, {path.stat().st_size / 1e6:.1f} MB")
        async with Corpus.open(path) as corpus:
            await measure(corpus)


async def measure(corpus: Corpus) -> None:
    """The steps from a typed reference to two renderings."""
    tr, longest = tr_for(Locale.KK), Reference(Edition.Y2026, "46")
    edition = await corpus.edition(Edition.Y2026, Locale.KK)
    editions = {one: await corpus.edition(one, Locale.KK) for one in Edition}
    card = provision_card(await corpus.provision(longest, Locale.KK), edition, tr)

    async def one_row() -> None:
        await corpus.course_length()

    async def parse() -> None:
        parse_reference("17-бабының 2-тармағы", corpus.outline)

    async def provision() -> None:
        await corpus.provision(longest, Locale.KK)

    async def comparison() -> None:
        comparison_card(await compare(corpus, longest, Locale.KK), editions, tr)

    async def hostile() -> None:
        find_references("17,-" * 300_000, corpus.outline)

    async def picture() -> None:
        render_png(card, size=Size.TALL, tr=tr, link=f"t.me/x{next(fresh)}")  # never one that is kept from before

    fresh, numbers = count(), range(WORD_LIMIT)
    worst = [" ".join(str(number * step % 397) for number in numbers) for step in (7, 11)]

    async def marks() -> None:
        diff(*worst)

    async def plain() -> None:
        render_plain(card)

    async def rich() -> None:
        render_rich(card)

    baseline = await timed(one_row, ROUNDS)
    print(told("a one-row SELECT (the baseline)", baseline, baseline))
    for name, call in (
        ("reading a reference", parse),
        ("looking up article 46, the longest", provision),
        ("comparing article 46 with 1995", comparison),
        ("rendering its card plain", plain),
        ("rendering its card rich", rich),
    ):
        print(told(name, await timed(call, ROUNDS), baseline))
    for name, call in (
        ("reading a megabyte of hostile references", hostile),
        ("word marks of the worst two texts", marks),
        ("drawing its picture", picture),
    ):
        print(told(name, await timed(call, ROUNDS // 30), baseline))


if __name__ == "__main__":
    asyncio.run(main())
