"""Comparisons: right pairs, both directions, every kind, honest about whose words they are, and within all limits."""

from __future__ import annotations

import html
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
import pytest_asyncio
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.translator import tr_for
from content.build import build_corpus
from content.cards import Card, Heading, Pairs, Style, words_of
from content.cards.comparison import comparison_card, relation_words
from content.cards.overview import kind_card, kind_list, kinds_in, overview_card
from content.cards.provision import provision_card
from content.compare import Comparison, compare
from content.corpus import Corpus
from content.diff import diff, old_side
from content.errors import NoSuchArticle
from content.importers.detect import read_text
from content.importers.model import Counts
from content.limits import CALLBACK_DATA_LIMIT, RICH_BLOCK_LIMIT, RICH_TEXT_LIMIT, TEXT_LIMIT
from content.model import Clause, Edition, EditionWords, Kind, Locale, OfficialText, Provision, Reference, Relation
from content.pairing.align import likeness
from content.pairing.likely import Likely, flat, likely_pairs
from content.pairing.parts import told_apart
from content.pairing.passages import Passage, find_passages, passages_of
from content.pairing.rows import Row, differs, marked, related_rows
from content.render_plain import render_plain
from content.render_rich import render_rich
from content.source_files import load_sources
from handlers.callbacks import ArticleButton, CompareButton, KindButton, OverviewButton
from handlers.compare import compare_asked, compare_pressed, kind_pressed, overview_pressed
from handlers.compare_keyboards import comparison_keyboard, kind_keyboard
from handlers.deep_links import comparison_payload
from handlers.keyboards import provision_keyboard
from handlers.ports import BotName
from tests.test_rendering import assert_same_words

SMALL = Path(__file__).parent / "small" / "sources"
NEW, OLD = Edition.Y2026, Edition.Y1995


@pytest_asyncio.fixture
async def samal(tmp_path: Path) -> AsyncIterator[Corpus]:
    """The corpus of the invented island."""
    path = tmp_path / "corpus.db"
    build_corpus(path, load_sources(SMALL))
    async with Corpus.open(path) as corpus:
        yield corpus


async def card_of(corpus: Corpus, ref: Reference, locale: Locale) -> Card:
    editions = {edition: await corpus.edition(edition, locale) for edition in Edition}
    return comparison_card(await compare(corpus, ref, locale), editions, tr_for(locale))


def shape(found: Comparison) -> list[tuple[list[str], list[str], Kind | None]]:
    return [
        ([p.reference.short for p in row.before], [p.reference.short for p in row.after], row.kind)
        for row in found.rows
    ]


async def test_paragraphs_stand_beside_their_predecessors(samal: Corpus) -> None:
    found = await compare(samal, Reference(NEW, "1", "2"), Locale.RU)
    assert not found.official
    assert shape(found) == [
        (["1(1)"], ["1(1)"], Kind.REWORDED),
        ([], ["1(2)"], Kind.NEW),
        (["1(2)"], [], Kind.DROPPED),
    ]
    assert found.rows[0].note == "Изменился владелец."


async def test_both_directions_show_the_same_rows(samal: Corpus) -> None:
    old, new = [await compare(samal, Reference(e, "1"), Locale.KK) for e in Edition]
    assert sorted(map(str, shape(old))) == sorted(map(str, shape(new)))
    tr = tr_for(Locale.EN)
    assert relation_words(old, tr) == relation_words(new, tr)


async def test_a_merged_article_shows_all_its_sources(samal: Corpus) -> None:
    found = await compare(samal, Reference(NEW, "3"), Locale.EN)
    assert [p.reference.article for p in found.partners] == ["2", "2-1"]
    one_of_them = await compare(samal, Reference(OLD, "2-1"), Locale.EN)
    assert [place.article for place in one_of_them.elsewhere] == ["2"]
    keyboard = comparison_keyboard(found, tr_for(Locale.EN), bot_name=BotName("b"))
    data = [b.callback_data for row in keyboard.inline_keyboard for b in row if b.callback_data]
    assert {"a1:1995:2::0", "a1:1995:2-1::0", "c1:1995:2:0", "c1:1995:2-1:0", "w1:2026"} <= set(data)


async def test_new_and_dropped_articles_stand_alone(samal: Corpus) -> None:
    new = await compare(samal, Reference(NEW, "2"), Locale.EN)
    assert {kind for _, _, kind in shape(new)} == {Kind.NEW}
    card = await card_of(samal, Reference(NEW, "2"), Locale.EN)
    assert not any(isinstance(block, Pairs) for block in card.blocks)
    dropped = await card_of(samal, Reference(OLD, "3"), Locale.EN)
    text = render_plain(dropped)[0].html
    assert text.count("This article was excluded in 2007.") == 1
    assert "Constitution" in dropped.footer[0][0].text


async def test_a_preamble_without_a_pair_is_answered(samal: Corpus) -> None:
    for edition in Edition:
        found = await compare(samal, Reference(edition, "preamble"), Locale.KK)
        assert found.relation is None
        assert relation_words(found, tr_for(Locale.KK))


async def test_an_article_that_does_not_exist_is_refused(samal: Corpus) -> None:
    with pytest.raises(NoSuchArticle):
        await compare(samal, Reference(NEW, "77"), Locale.KK)


async def test_english_says_that_it_compares_summaries(samal: Corpus) -> None:
    words = "The Constitution is official in Kazakh and Russian only: these are our summaries."
    assert (
        tr_for(Locale.EN).gettext(words) in render_plain(await card_of(samal, Reference(NEW, "1"), Locale.EN))[0].html
    )


async def test_the_overview_counts_what_the_corpus_holds(samal: Corpus) -> None:
    tr = tr_for(Locale.EN)
    for edition in Edition:
        counts = await samal.relation_counts(edition)
        words = await samal.edition(edition, Locale.EN)
        card = overview_card(counts, await samal.sections(edition, Locale.EN), words, tr)
        assert_same_words(card)
        assert ("• Preamble: " in render_plain(card)[0].html) is bool(counts.get(None))
        for kind in kinds_in(counts):
            found = await kind_list(samal, edition, kind, Locale.EN, page=99)
            assert found.total == sum(of.get(kind, 0) for of in counts.values())
            assert_same_words(kind_card(found, words, tr))
            buttons = [b.text for row in kind_keyboard(found, tr).inline_keyboard for b in row]
            assert {place.article for place in found.articles} <= set(buttons)


def official(edition: Edition, article: str, *clauses: Clause, relations: tuple[Relation, ...] = ()) -> Provision:
    text = OfficialText(clauses, (), "", "", "")
    return Provision(Reference(edition, article), Locale.RU, "", None, official=text, paragraph_relations=relations)


def test_official_clauses_become_paragraphs_with_their_points() -> None:
    found = official(
        NEW, "5",
        Clause("1", None, "Совет:"), Clause("1", "1", "зажигает маяк;"), Clause("1", "1", "гасит его утром;"),
        Clause("1", "2", "считает лодки."), Clause("1", None, "Совет отдыхает зимой."), Clause("2", None, "Вода общая."),
    )  # fmt: skip
    first, second = passages_of(found, official=True)
    assert [(p.reference.short, p.text) for p in first.pieces] == [
        ("5(1)", "Совет:"),
        ("5(1)(1)", "зажигает маяк;\nгасит его утром;"),
        ("5(1)(2)", "считает лодки."),
        ("5(1)", "Совет отдыхает зимой."),
    ]
    assert first.whole.startswith("Совет:\n1) зажигает")
    assert second.points == ()
    assert find_passages(Reference(NEW, "5", "1", "2"), [first, second])[0].text == "считает лодки."
    assert find_passages(Reference(NEW, "5"), [first, second]) == (first, second)


def test_points_of_two_lists_find_each_other_by_their_words() -> None:
    before = Passage(
        Reference(OLD, "4"), "Совет:",
        (Passage(Reference(OLD, "4", None, "1"), "считает рыбацкие лодки"),
         Passage(Reference(OLD, "4", None, "2"), "назначает смотрителя маяка")),
    )  # fmt: skip
    after = Passage(
        Reference(NEW, "5"), "Совет:",
        (Passage(Reference(NEW, "5", None, "1"), "назначает смотрителя старого маяка"),
         Passage(Reference(NEW, "5", None, "2"), "печёт хлеб по праздникам"),
         Passage(Reference(NEW, "5", None, "3"), "считает рыбацкие лодки и сети")),
    )  # fmt: skip
    relation = Relation(Kind.MOVED, (before.reference,), (after.reference,), "note")
    texts = {before.reference: (before,), after.reference: (after,)}
    likely = likely_pairs({after.reference: [before.reference]}, [relation], [texts])
    rows = related_rows([relation], set(), texts, likely)
    pairs = [([p.reference.short for p in r.before], [p.reference.short for p in r.after]) for r in rows]
    assert pairs == [
        (["4"], ["5"]), (["4()(2)"], ["5()(1)"]), ([], ["5()(2)"]), (["4()(1)"], ["5()(3)"]),
    ]  # fmt: skip
    assert [(row.kind, row.note) for row in rows][:2] == [(Kind.MOVED, "note"), (None, "")]
    elsewhere = related_rows([relation], {before.points[0].reference}, texts, likely)
    assert [p.reference.short for row in elsewhere for p in row.before] == ["4", "4()(2)"]
    assert likeness(before.points[0], after.points[2]) > likeness(before.points[0], after.points[0])
    assert likely_pairs({after.reference: [before.reference]}, [], [{after.reference: (after,)}]) == Likely()


def listed(edition: Edition, article: str, *points: str) -> tuple[Passage, ...]:
    """An article that is a list of sub-points."""
    own = Reference(edition, article)
    return (Passage(own, "", tuple(Passage(replace(own, subparagraph=str(n)), p) for n, p in enumerate(points, 1))),)


def likely_of(
    before: Mapping[str, tuple[str, ...]],
    after: Mapping[str, tuple[str, ...]],
    *relations: Relation,
    places: Sequence[Reference] = (),
) -> set[tuple[str, str]]:
    """The likely pairs of lists that are all related, where ``places`` are all that takes part of their articles."""
    olds = {Reference(OLD, label): listed(OLD, label, *points) for label, points in before.items()}
    news = {Reference(NEW, label): listed(NEW, label, *points) for label, points in after.items()}
    named = {place.whole_article: place for place in places}
    partners = {new: [named.get(old, old) for old in olds] for new in news}
    found = likely_pairs(partners, relations, [olds | news])
    return {(old.short, new.short) for (old, _), (new, _) in found.pairs}


def test_a_sub_point_pairs_with_what_fits_it_best_among_all_articles() -> None:
    pairs = likely_of(
        {"4": ("чистит колодцы", "совет выбирает смотрителя высокого маяка"), "5": ("сход выбирает старосту",)},
        {"6": ("совет выбирает старосту", "печёт хлеб")},
    )
    assert pairs == {("5()(1)", "6()(1)")}


def test_what_two_articles_say_alike_joins_one_pair() -> None:
    before = {"4": ("чинит лодки и сети посёлка", "чинит лодки и сети посёлка"), "5": ("чинит лодки и сети",)}
    after = {"6": ("чинит лодки и сети посёлка",)}
    assert likely_of(before, after) == {("4()(1)", "6()(1)"), ("5()(1)", "6()(1)")}


def test_what_a_relation_says_of_a_place_stands() -> None:
    before = {"4": ("чинит лодки и сети посёлка",), "5": ("чинит лодки весной и осенью",)}
    after = {"6": ("чинит лодки и сети посёлка",), "7": ("красит забор",)}
    first, other = Reference(OLD, "4", None, "1"), Reference(NEW, "7", None, "1")
    moved = Relation(Kind.MOVED, (first,), (other,))
    assert likely_of(before, after, moved) == {("5()(1)", "6()(1)"), ("4()(1)", "6()(1)")}
    gone = Relation(Kind.DROPPED, (first,), ())
    assert likely_of(before, after, gone) == {("5()(1)", "6()(1)")}


def test_of_an_article_only_the_places_that_are_partners_take_part() -> None:
    before = {"4": ("чинит лодки и сети посёлка", "чинит лодки весной")}
    after = {"6": ("чинит лодки и сети посёлка",)}
    assert likely_of(before, after, places=[Reference(OLD, "4", None, "2")]) == {("4()(2)", "6()(1)")}


@pytest.mark.official
async def test_pairs_by_likeness_are_the_same_from_either_side_and_in_every_language(official_corpus: Corpus) -> None:
    pairs: dict[tuple[Reference, Reference], set[tuple[Locale, Edition]]] = {}
    known: dict[Locale, set[Reference]] = {locale: set() for locale in Locale}
    for locale in Locale:
        for ref in (Reference(edition, a) for edition in Edition for a in official_corpus.outline.articles[edition]):
            found = await compare(official_corpus, ref, locale)
            known[locale] |= {p.reference for p in flat(passages_of(found.own, official=found.official))}
            for row in found.rows:
                for pair in ((b.reference, a.reference) for b in row.before for a in row.after):
                    pairs.setdefault(pair, set()).add((locale, ref.edition))
    for pair, seen in pairs.items():
        assert seen == {(locale, e) for locale in Locale if known[locale] >= set(pair) for e in Edition}, pair
    assert len(pairs) > 350


@pytest.mark.official
@pytest.mark.parametrize("locale", list(Locale))
async def test_powers_of_parliament_stand_beside_their_own_successors(official_corpus: Corpus, locale: Locale) -> None:
    rows = {
        before: after
        for old in ("53", "55", "56", "57")
        for before, after in await beside(official_corpus, old, locale)
    }
    wanted = {
        "53()(1)": [], "56(1)(1)": [], "56(1)(3)": ["56()(5)"], "55()(3)": ["56()(11)"], "57()(4)": ["56()(12)"],
        "55()(2)": ["46()(5)"], "57()(1)": ["46()(8)", "56()(9)"], "55()(6)": ["56()(22)"],
    }  # fmt: skip
    assert {place: rows[place] for place in wanted} == wanted
    new = await compare(official_corpus, Reference(NEW, "56"), locale)
    beside_new = {
        row.after[0].reference.short: [p.reference.short for p in row.before] for row in new.rows if row.after
    }
    assert beside_new["56()(2)"] == ["53()(1-2)", "54(2)(2)"]
    assert beside_new["56()(10)"] == ["55()(1)"]
    assert beside_new["56()(11)"] == ["55()(3)"]
    assert beside_new["56()(22)"] == ["53()(8)", "55()(6)", "56(1)(4)"]


async def beside(corpus: Corpus, label: str, locale: Locale) -> list[tuple[str, list[str]]]:
    """The places of an article of 1995 and what stands beside each by likeness or alone."""
    found = await compare(corpus, Reference(OLD, label), locale)
    own = [row for row in found.rows if row.kind is None and len(row.before) == 1]
    return [(row.before[0].reference.short, [p.reference.short for p in row.after]) for row in own]


def test_what_two_old_passages_say_alike_is_gone_from_neither() -> None:
    first = Passage(Reference(OLD, "4", "1"), "Совет чинит лодки и сети.")
    second = Passage(Reference(OLD, "5", "1"), "Сход чинит лодки весной.")
    new = Passage(Reference(NEW, "6", "1"), "Совет чинит лодки и мосты.")
    row = Row((first, second), (new,))
    before, after = marked(row)
    assert words_of(before) == f"{first.text}\n{second.text}"
    assert words_of(after) == new.text
    assert [span.text for span in before if span.style is Style.OLD] == ["сети", "Сход", "весной"]
    assert [span.text for span in after if span.style is Style.NEW] == ["мосты"]


def test_long_words_that_stand_above_are_not_written_out_again() -> None:
    for words, again in (("Совет чинит лодки. ", 0), ("Совет чинит лодки. " * 20, 1)):
        own = Provision(Reference(NEW, "5"), Locale.RU, "", None)
        rows = told_apart(old_and_new(words.strip(), "Совет чинит лодки.", "Совет чинит лодки весной."), [])
        card = comparison_card(
            Comparison(own, (), None, tuple(rows), official=True),
            {edition: EditionWords(edition, "", "", "", ("https://a.kz/", "https://b.kz/")) for edition in Edition},
            tr_for(Locale.EN),
        )
        (table,) = [block for block in card.blocks if isinstance(block, Pairs)]
        cells = [words_of(row.before) for row in table.rows]
        assert [cell.endswith("The words stand above.") for cell in cells] == [False, bool(again)]
        assert all(cell.startswith("art. 4(2)") for cell in cells)
        assert_same_words(card)


def island(edition: str, *lines: str) -> str:
    articles = "\n\n".join(f'<a id="st{n}"></a>\n\n### Статья {n}\n\n{line}' for n, line in enumerate(lines, 1))
    facts = f"---\nlanguage: rus\nversion_date: {edition}-01-01\n---\n"
    return f"{facts}\n# ЗАКОН ОСТРОВА\n\nМы, островитяне.\n\n## Раздел I. Остров\n\n{articles}\n"


async def test_words_are_marked_where_both_official_texts_are_loaded(tmp_path: Path) -> None:
    lines = {
        NEW: (
            "1. Вода родников общая для всех.\n\n2. Рыбу ловят весной.",
            "Совет зажигает маяк.",
            "1. Глава правит 7 лет.",
        ),
        OLD: ("1. Вода родников общая для посёлка.\n\n2. Ночью воду не берут.", "Старейшина правит 5 лет.", "Пусто."),
    }
    texts = [
        read_text(
            island(edition, *lines[edition]).encode(), f"{edition}.ru.md", edition=edition, locale=Locale.RU,
            expected={e: Counts(1, 3) for e in Edition},
        )
        for edition in Edition
    ]  # fmt: skip
    build_corpus(tmp_path / "corpus.db", load_sources(SMALL), texts)
    async with Corpus.open(tmp_path / "corpus.db") as corpus:
        found = await compare(corpus, Reference(NEW, "1"), Locale.RU)
        assert found.official
        assert found.reworded
        table = next(b for b in (await card_of(corpus, Reference(NEW, "1"), Locale.RU)).blocks if isinstance(b, Pairs))
        row = table.rows[0]
        assert [s.text for s in row.before if s.style is Style.OLD] == ["посёлка"]
        assert [s.text for s in row.after if s.style is Style.NEW] == ["всех"]
        assert words_of(row.after).endswith("Вода родников общая для всех.")
        assert not (await compare(corpus, Reference(NEW, "1"), Locale.RU, official=False)).official
        assert not (await compare(corpus, Reference(NEW, "1"), Locale.KK)).official


def old_and_new(before: str, *after: str) -> list[Row]:
    """One paragraph of 1995 in a row with each of several of 2026."""
    old = Passage(Reference(OLD, "4", "2"), before)
    news = [Passage(Reference(NEW, "5", str(n)), words) for n, words in enumerate(after, 1)]
    return [Row((old,), (new,), Kind.KEPT) for new in news]


def test_an_old_paragraph_is_cut_to_what_stands_beside_each_new_one() -> None:
    rows = told_apart(
        old_and_new(
            "Никто не вправе гасить маяк. Ночной лов запрещается.",
            "Никто не вправе гасить маяк.",
            "Ночной лов запрещён.",
        ),
        [],
    )
    assert [row.before[0].text for row in rows] == ["Никто не вправе гасить маяк.", "Ночной лов запрещается."]
    assert all(row.before[0].partial for row in rows)
    assert [differs(row) for row in rows] == [False, True]


def test_words_that_stand_beside_another_paragraph_are_not_gone() -> None:
    before = "Устройство острова, место его маяка определяются сходом."
    rows = told_apart(old_and_new(before, "Устройство острова определяется сходом.", "Место маяка выбирает совет."), [])
    assert [row.before[0].text for row in rows] == [before, before]
    texts = [old_side(diff(before, row.after[0].text), row.also_after) for row in rows]
    gone = [[span.text for span in text if span.style is Style.OLD] for text in texts]
    assert words_of(texts[0]) == before
    assert all("сто" not in words and "маяка" not in words for words in gone[0])
    assert all("Устройство" not in words for words in gone[1])


def test_what_an_old_paragraph_feeds_in_another_article_is_not_gone() -> None:
    (row, *others) = old_and_new(
        "Совет зажигает маяк и считает лодки.", "Совет зажигает маяк.", "Смотритель считает лодки."
    )
    (alone,), (told,) = told_apart([row], []), told_apart([row], others)
    assert alone.also_after == ()
    assert told.also_after == ("Смотритель считает лодки.",)
    marks = [
        [s.text for s in old_side(diff(one.before[0].text, one.after[0].text), one.also_after) if s.style is Style.OLD]
        for one in (alone, told)
    ]
    assert marks == [["и считает лодки"], ["и"]]


@pytest.mark.official
@pytest.mark.parametrize(("locale", "part"), [(Locale.RU, "часть"), (Locale.KK, "бір бөлігі")])
async def test_the_sentences_of_an_old_paragraph_stand_beside_their_own_successors(
    official_corpus: Corpus, locale: Locale, part: str
) -> None:
    for edition, article in ((NEW, "17"), (OLD, "15")):
        ref = Reference(edition, article)
        found = await compare(official_corpus, ref, locale)
        second, third = [row for row in found.rows if row.before and row.before[0].reference.short == "15(2)"]
        assert [p.reference.short for row in (second, third) for p in row.after] == ["17(2)", "17(3)"]
        assert second.before[0].text.count(".") == third.before[0].text.count(".") == 1
        assert differs(second) is (locale is Locale.KK)
        text = "".join(page.html for page in render_plain(await card_of(official_corpus, ref, locale)))
        assert text.count(f"· {part}") == 2


@pytest.mark.official
@pytest.mark.parametrize("locale", [Locale.RU, Locale.KK])
async def test_a_cut_paragraph_is_whole_across_its_rows(official_corpus: Corpus, locale: Locale) -> None:
    cut = 0
    for label in official_corpus.outline.articles[NEW]:
        found = await compare(official_corpus, Reference(NEW, label), locale)
        parts: dict[Reference, list[str]] = {}
        for passage in (p for row in found.rows for p in row.before if p.partial):
            parts.setdefault(passage.reference, []).append(passage.text)
        for place, texts in parts.items():
            (own,) = [f for f in found.partners if f.reference == place.whole_article]
            (whole,) = [p.text for p in passages_of(own, official=True) if p.reference == place]
            assert sorted(" ".join(texts).split()) == sorted(whole.split()), place
            cut += 1
    assert cut >= 2


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        (Kind.REWORDED, "16", "18", "Moved and reworded: art. 16 (1995) → art. 18 (2026)"),
        (Kind.REWORDED, "18", "18", "Reworded: art. 18 (1995) → art. 18 (2026)"),
        (Kind.KEPT, "16", "18", "Kept: art. 16 (1995) → art. 18 (2026)"),
        (Kind.MOVED, "16", "18", "Moved: art. 16 (1995) → art. 18 (2026)"),
    ],
)
def test_an_article_under_another_number_in_other_words_is_moved_and_reworded(
    kind: Kind, before: str, after: str, words: str
) -> None:
    relation = Relation(kind, (Reference(OLD, before),), (Reference(NEW, after),))
    found = Comparison(Provision(Reference(NEW, after), Locale.EN, "", None), (), relation, (), official=False)
    assert relation_words(found, tr_for(Locale.EN)) == words


def check_limits(card: Card) -> None:
    assert_same_words(card)
    for page in render_plain(card):
        assert len(html.unescape(re.sub(r"<[^>]+>", "", page.html)).encode("utf-16-le")) // 2 <= TEXT_LIMIT
    for blocks in render_rich(card):
        assert len(blocks) <= RICH_BLOCK_LIMIT
        assert len(json.dumps(blocks, ensure_ascii=False).encode()) <= RICH_TEXT_LIMIT + 4096
        for block in blocks:
            if block["type"] == "table":
                assert all(len(row) == 2 for row in block["cells"])
                assert len(block["cells"]) >= 2


async def every_comparison(corpus: Corpus, locale: Locale) -> None:
    tr = tr_for(locale)
    editions = {edition: await corpus.edition(edition, locale) for edition in Edition}
    for edition in Edition:
        for label in corpus.outline.articles[edition]:
            ref = Reference(edition, label)
            found = await compare(corpus, ref, locale)
            card = comparison_card(found, editions, tr)
            assert card.blocks, ref
            check_limits(card)
            for row in found.rows:
                assert row.before or row.after
                assert all(p.reference.edition is OLD and p.whole for p in row.before), ref
                assert all(p.reference.edition is NEW and p.whole for p in row.after), ref
            own = {p.reference for p in passages_of(found.own, official=found.official)}
            shown = {p.reference.whole_article for row in found.rows for p in (*row.before, *row.after)}
            assert not own or ref in shown
            places = {p.reference for row in found.rows for p in (*row.before, *row.after)}
            lost = {o for o in own if not any((o.article, o.paragraph) == (p.article, p.paragraph) for p in places)}
            assert lost == set(), ref
            for words in comparison_keyboard(found, tr, bot_name=BotName("ata_zan_bot", inline=False)).inline_keyboard:
                assert 0 < len(words) <= 8


@pytest.mark.parametrize("locale", list(Locale))
async def test_every_comparison_of_summaries_is_whole_and_within_limits(corpus: Corpus, locale: Locale) -> None:
    await every_comparison(corpus, locale)


@pytest.mark.official
@pytest.mark.parametrize("locale", list(Locale))
async def test_every_comparison_of_official_texts_is_whole_and_within_limits(
    official_corpus: Corpus, locale: Locale
) -> None:
    await every_comparison(official_corpus, locale)


class Shown:
    """Remembers what a handler showed; fits handlers.ports.Show."""

    def __init__(self) -> None:
        self.card: Card | None = None
        self.buttons: list[str] = []
        self.turn: Callable[[int], str] | None = None

    async def __call__(
        self,
        event: Message | CallbackQuery,
        card: Card,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        turn: Callable[[int], str] | None = None,
        page: int = 0,
    ) -> None:
        self.card, self.turn = card, turn
        rows = keyboard.inline_keyboard if keyboard else []
        self.buttons = [button.callback_data or button.url or "" for row in rows for button in row]


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("1", Reference(NEW, "1")),
        ("1995 2-1", Reference(OLD, "2-1")),
        ("1(2)", Reference(NEW, "1")),
        ("water", Reference(NEW, "1")),
    ],
)
async def test_compare_takes_a_reference_or_a_topic(samal: Corpus, words: str, about: Reference) -> None:
    shown, event = Shown(), cast(Message, None)
    command = CommandObject(command="compare", args=words)
    await compare_asked(event, command, samal, tr_for(Locale.RU), shown, BotName("ata_zan_bot", inline=False))
    assert shown.card is not None
    assert shown.card.about == about
    assert shown.turn is not None
    assert CompareButton.unpack(shown.turn(3)) == CompareButton(edition=about.edition, article=about.article, page=3)
    assert any("t.me/share" in data and comparison_payload(about, Locale.RU) in data for data in shown.buttons)


async def asked(corpus: Corpus, words: str, locale: Locale = Locale.EN) -> Shown:
    shown, event = Shown(), cast(Message, None)
    await compare_asked(
        event, CommandObject(command="compare", args=words), corpus, tr_for(locale), shown, BotName("b")
    )
    assert shown.card is not None
    return shown


async def test_a_section_is_compared_article_by_article(samal: Corpus) -> None:
    shown = await asked(samal, "section I")
    assert shown.card is not None
    text = render_plain(shown.card)[0].html
    assert "<b>art. 1</b> — reworded — " in text
    assert "<b>art. 2</b> — new — " in text
    assert {"c1:2026:1:0", "c1:2026:2:0", "k1:2026:reworded:1:0", "s1:2026:1", "w1:2026"} <= set(shown.buttons)
    assert_same_words(shown.card)
    old = await asked(samal, "1995 section I", Locale.KK)
    assert {"c1:1995:2-1:0", "k1:1995:dropped:1:0"} <= set(old.buttons)


@pytest.mark.parametrize("locale", list(Locale))
async def test_every_section_is_compared_within_limits(corpus: Corpus, locale: Locale) -> None:
    for edition in Edition:
        for section in await corpus.sections(edition, locale):
            shown = await asked(corpus, f"{edition.year} section {section.roman}", locale)
            assert shown.card is not None
            check_limits(shown.card)
            articles = [data for data in shown.buttons if data.startswith("c1:")]
            assert articles == [f"c1:{edition.value}:{label}:0" for label in section.articles]
            assert len(shown.buttons) <= 100


@pytest.mark.parametrize("words", ["new", "New", "what is new?", "новое", "Что нового?", "жаңа", "не жаңа"])
async def test_what_is_new_lists_what_has_no_predecessor(samal: Corpus, words: str) -> None:
    shown = await asked(samal, words)
    assert shown.card is not None
    assert shown.card.title == "What is new: articles of 2026 without a predecessor"
    assert "c1:2026:2:0" in shown.buttons


@pytest.mark.parametrize("words", ["1, 2", "1 және 2", "art. 1 art. 2"])
async def test_several_articles_are_offered_each_with_its_comparison(samal: Corpus, words: str) -> None:
    assert (await asked(samal, words, Locale.KK)).buttons == ["c1:2026:1:0", "c1:2026:2:0"]


@pytest.mark.parametrize(
    ("locale", "words"),
    [(Locale.KK, "тіл"), (Locale.RU, "язык"), (Locale.EN, "language"), (Locale.KK, "9-бапты салыстыр"), (Locale.EN, "what does article 9 say")],
)  # fmt: skip
async def test_a_matter_is_compared_where_it_stands(corpus: Corpus, locale: Locale, words: str) -> None:
    shown = await asked(corpus, words, locale)
    assert shown.card is not None
    assert shown.card.about == Reference(NEW, "9")


async def test_a_comparison_leads_back_to_the_list_of_its_kind(corpus: Corpus) -> None:
    shown, query, tr, name = Shown(), cast(CallbackQuery, None), tr_for(Locale.RU), BotName("b")
    for page in (0, 1):
        listed = KindButton(edition=NEW, kind=Kind.REWORDED, page=page)
        await kind_pressed(query, listed, corpus, tr, shown)
        article = next(data for data in shown.buttons if data.startswith("c1:"))
        await compare_pressed(query, CompareButton.unpack(article), corpus, tr, shown, name)
        assert listed.pack() in shown.buttons


@pytest.mark.parametrize("edition", list(Edition))
async def test_both_preambles_name_each_other(corpus: Corpus, edition: Edition) -> None:
    for locale in Locale:
        found = await corpus.provision(Reference(edition, "preamble"), locale)
        assert found.relation is not None
        assert found.relation.note
        card = provision_card(found, await corpus.edition(edition, locale), tr_for(locale))
        assert any(isinstance(b, Heading) and b.text == tr_for(locale).gettext("What changed") for b in card.blocks)
        keyboard = provision_keyboard(found, tr_for(locale), citation="", bot_name=BotName("b"))
        data = [b.callback_data for row in keyboard.inline_keyboard for b in row]
        assert ArticleButton(edition=edition.other, article="preamble").pack() in data


async def test_compare_alone_can_be_tapped_through(samal: Corpus) -> None:
    shown, tr, name = Shown(), tr_for(Locale.KK), BotName("ata_zan_bot")
    message, query = cast(Message, None), cast(CallbackQuery, None)
    await compare_asked(message, CommandObject(command="compare"), samal, tr, shown, name)
    kinds = [data for data in shown.buttons if data.startswith("k1:")]
    assert len(kinds) == len(kinds_in(await samal.relation_counts(NEW)))
    for data in kinds:
        await kind_pressed(query, KindButton.unpack(data), samal, tr, shown)
        articles = [data for data in shown.buttons if data.startswith("c1:")]
        assert articles
        for article in articles:
            await compare_pressed(query, CompareButton.unpack(article), samal, tr, shown, name)
            assert shown.card is not None
            assert shown.card.about == CompareButton.unpack(article).reference
            assert all(len(data.encode()) <= CALLBACK_DATA_LIMIT for data in shown.buttons if "://" not in data)
    await overview_pressed(query, OverviewButton(edition=OLD), samal, tr, shown)
    assert OverviewButton(edition=NEW).pack() in shown.buttons
