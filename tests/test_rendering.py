"""Both renderings of a card: the same words, within the limits, escaped once, approved by eye."""

from __future__ import annotations

import html
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.translator import tr_for
from content.build import build_corpus
from content.cards import Block, Card, Entry, Folded, Heading, Pair, Pairs, Paragraph, Span, Style, words_of
from content.cards.contents import contents_card, section_card
from content.cards.provision import official_block, provision_card
from content.cards.section import section_text_card
from content.cards.topic import topic_card
from content.corpus import Corpus
from content.limits import RICH_BLOCK_LIMIT, RICH_COLUMN_LIMIT, RICH_DEPTH_LIMIT, RICH_TEXT_LIMIT, TEXT_LIMIT
from content.model import Clause, Edition, Locale, OfficialText, Reference
from content.render_plain import render_plain
from content.render_rich import render_rich
from content.source_files import load_sources
from tests.golden import Golden

SMALL = Path(__file__).parent / "small" / "sources"
golden = Golden()


@pytest_asyncio.fixture
async def samal(tmp_path: Path) -> AsyncIterator[Corpus]:
    path = tmp_path / "corpus.db"
    build_corpus(path, load_sources(SMALL))
    async with Corpus.open(path) as corpus:
        yield corpus


def plain_words(card: Card) -> list[str]:
    """The words of the body, in order, whatever page they stand on."""
    words: list[str] = []
    head = html.escape(card.title, quote=False)
    for page in render_plain(card):
        text = page.html
        assert text.startswith(f"<b>{head}</b>")
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
        words += text.split()
    return words


def rich_words(card: Card) -> list[str]:
    words: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            words.extend(value.split())
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            for key in ("summary", "text", "blocks", "cells"):
                if key in value:
                    walk(value[key])

    for page in render_rich(card):
        walk(page)
    return words


def short(card: Card) -> Card:
    """The same body without what every page repeats."""
    return Card(title="T", blocks=card.blocks)


def assert_same_words(card: Card) -> None:
    plain = [w for w in plain_words(short(card)) if w != "T"]
    rich = [w for w in rich_words(short(card)) if w != "T"]
    if any(isinstance(block, Pairs) for block in card.blocks):
        # a table says its column names once, the plain twin in each row
        names = {n for b in card.blocks if isinstance(b, Pairs) for n in (*b.before.split(), *b.after.split())}
        names |= {f"{n}:" for n in names} | {"—"}
        plain, rich = [w for w in plain if w not in names], [w for w in rich if w not in names]
    assert "".join(plain) == "".join(rich)


spans = st.builds(
    Span, st.text(max_size=300), st.sampled_from(Style), st.sampled_from([None, "https://x.example/?a=1&b=2"])
)
texts = st.lists(spans, min_size=1, max_size=4).map(tuple)
entries = st.builds(Entry, st.sampled_from(["1.", "2)", "•"]), texts, st.integers(0, 1))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.text(min_size=1, max_size=60)),
    st.builds(Paragraph, texts),
    entries,
    st.builds(Folded, st.text(min_size=1, max_size=30), st.lists(entries, min_size=1, max_size=8).map(tuple)),
)
cards = st.builds(
    Card, st.text(min_size=1, max_size=80), st.text(max_size=80), st.lists(blocks, max_size=25).map(tuple)
)


@given(cards)
def test_no_page_is_above_its_limit_and_all_markup_is_closed(card: Card) -> None:
    for page in render_plain(card):
        assert len(html.unescape(re.sub(r"<[^>]+>", "", page.html)).encode("utf-16-le")) // 2 <= TEXT_LIMIT
        opened: list[str] = []
        for closing, tag in re.findall(r"<(/?)(\w+)[^>]*>", page.html):
            if closing:
                assert opened.pop() == tag
            else:
                opened.append(tag)
        assert opened == []
    for blocks_of_page in render_rich(card):
        text = json.dumps(blocks_of_page, ensure_ascii=False).encode("utf-8", "surrogatepass")
        assert len(text) <= RICH_TEXT_LIMIT + 4096  # the JSON around the text is not counted by the server
        assert len(blocks_of_page) <= RICH_BLOCK_LIMIT


def nesting(value: Any) -> int:
    """How many objects stand inside one another."""
    if isinstance(value, dict):
        return 1 + max(map(nesting, value.values()), default=0)
    return max(map(nesting, value), default=0) if isinstance(value, list) else 0


rows = st.lists(st.builds(Pair, texts, texts), min_size=1, max_size=6).map(tuple)


@given(cards, st.builds(Pairs, st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20), rows))
def test_no_page_is_nested_deeper_or_has_more_columns_than_a_message_may(card: Card, pairs: Pairs) -> None:
    for page in render_rich(replace(card, blocks=(*card.blocks, pairs))):
        assert nesting(page) <= RICH_DEPTH_LIMIT
        for block in page:
            assert all(len(row) <= RICH_COLUMN_LIMIT for row in block.get("cells", ()))


def test_a_long_paragraph_is_cut_at_a_space_and_nothing_is_lost() -> None:
    words = [f"слово{number}" for number in range(2000)]
    card = Card("Т", blocks=(Paragraph((Span(" ".join(words)),)),))
    pages = render_plain(card)
    assert len(pages) > 3
    found = [w for page in pages for w in re.sub(r"<[^>]+>", " ", page.html).split() if w != "Т"]
    assert found == words


def test_hostile_words_stay_words() -> None:
    evil = "<b>&lt;script>\"'</b>"
    card = Card(evil, evil, (Paragraph((Span(evil, Style.OLD, 'https://x.example/"><i>'),)),))
    (page,) = render_plain(card)
    assert re.findall(r"</?(\w+)", page.html) == ["b", "b", "i", "i", "s", "a", "a", "s"]
    assert html.unescape(re.sub(r"<[^>]+>", "", page.html)).count(evil) == 3


def test_pairs_have_a_header_and_two_columns() -> None:
    rows = (Pair((Span("a"),), (Span("b"),)), Pair((), (Span("c"),)))
    ((_, table),) = render_rich(Card("T", blocks=(Pairs("1995", "2026", rows),)))
    assert [len(row) for row in table["cells"]] == [2, 2, 2]
    assert all(cell["is_header"] for cell in table["cells"][0])
    assert table["cells"][2][0]["text"] == "—"


def test_the_official_text_has_pages_of_its_own_in_the_plain_view() -> None:
    card = Card("T", blocks=(Paragraph((Span("ours"),)), Folded("Official", (Entry("1.", (Span("law"),)),))))
    first, second = render_plain(card)
    assert "law" not in first.html
    assert not first.opens_official
    assert second.opens_official
    assert "<blockquote>1. law</blockquote>" in second.html
    (rich,) = render_rich(card)
    assert rich[-1]["type"] == "details"
    assert "is_open" not in rich[-1]


@pytest.mark.parametrize("locale", list(Locale))
async def test_cards_look_as_approved(samal: Corpus, locale: Locale) -> None:
    tr = tr_for(locale)
    new = await samal.edition(Edition.Y2026, locale)
    old = await samal.edition(Edition.Y1995, locale)
    made = {
        "article-1": provision_card(await samal.provision(Reference(Edition.Y2026, "1"), locale), new, tr),
        "article-1-2": provision_card(await samal.provision(Reference(Edition.Y2026, "1", "2"), locale), new, tr),
        "article-2": provision_card(await samal.provision(Reference(Edition.Y2026, "2"), locale), new, tr),
        "excluded": provision_card(await samal.provision(Reference(Edition.Y1995, "3"), locale), old, tr),
        "topic": topic_card(await samal.topic("water", locale), new, tr),
        "contents": contents_card(await samal.sections(Edition.Y2026, locale), new, tr),
        "section": section_card(
            await samal.section(Edition.Y2026, 1, locale), await samal.titles(Edition.Y2026, locale), new, tr
        ),
    }
    for name, card in made.items():
        assert_same_words(card)
        golden.check(f"{locale}/{name}.html", "\n---\n".join(page.html for page in render_plain(card)) + "\n")
        golden.check(f"{locale}/{name}.json", json.dumps(render_rich(card), ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("locale", list(Locale))
async def test_a_whole_section_jumps_and_fits(official_corpus: Corpus, locale: Locale) -> None:
    tr = tr_for(locale)
    for edition in Edition:
        words = await official_corpus.edition(edition, locale)
        for section in await official_corpus.sections(edition, locale):
            articles = [await official_corpus.provision(Reference(edition, a), locale) for a in section.articles]
            card = section_text_card(section, articles, words, tr)
            assert_same_words(card)
            pages = render_rich(card)
            if edition is Edition.Y2026 or locale is Locale.EN:
                assert len(pages) == 1
            anchors = {block["name"] for page in pages for block in page if block["type"] == "anchor"}
            assert anchors == {f"a{label}" for label in section.articles}


@pytest.mark.parametrize("locale", list(Locale))
async def test_every_provision_and_topic_renders_within_limits(official_corpus: Corpus, locale: Locale) -> None:
    tr = tr_for(locale)
    made = []
    for edition in Edition:
        words = await official_corpus.edition(edition, locale)
        for label in official_corpus.outline.articles[edition]:
            found = await official_corpus.provision(Reference(edition, label), locale)
            assert found.title
            made.append(provision_card(found, words, tr))
    new = await official_corpus.edition(Edition.Y2026, locale)
    topics = await official_corpus.topics(locale)
    made += [topic_card(await official_corpus.topic(topic.id, locale), new, tr) for topic in topics]
    assert len(made) > 200
    for card in made:
        assert_same_words(card)
        for page in render_plain(card):
            assert len(html.unescape(re.sub(r"<[^>]+>", "", page.html)).encode("utf-16-le")) // 2 <= TEXT_LIMIT
        assert len(render_rich(card)) == 1


def test_the_official_words_of_a_sub_point_stand_under_those_that_open_its_list() -> None:
    clauses = (
        Clause("1", None, "First."),
        Clause("2", None, "The council:"),
        Clause("2", "1", "counts;"),
        Clause("2", "2", "lights;"),
        Clause("2", "2", "every night."),
        Clause("2", None, "It rests on Sunday."),
    )
    official = OfficialText(clauses, ("A note.",), "here", "2020-01-01", "0")
    shown = official_block(official, Reference(Edition.Y2026, "2", "2", "2"), tr_for(Locale.EN))
    assert [words_of(line.text) for line in shown.lines] == ["The council:", "lights;", "every night."]
    lacking = official_block(official, Reference(Edition.Y2026, "2", "1", "2"), tr_for(Locale.EN))
    assert [words_of(line.text) for line in lacking.lines] == ["First."]
