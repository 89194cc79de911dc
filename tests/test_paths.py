"""Short ways to a place: words to tap, words counted in 1995 alone, life situations by words, questions on the command line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.ask import ask_lines
from content.ask import ask
from content.corpus import Corpus
from content.finding.lexicon import Lexicon, lexicon_of
from content.model import Edition, Locale, Reference
from content.search import find, search
from content.situations import situation
from content.tapping import read_tapped, tapping_word
from handlers.languages import named_language


@pytest_asyncio.fixture
async def lexicon(corpus: Corpus) -> AsyncIterator[Lexicon]:
    yield await lexicon_of(corpus)


async def test_every_place_has_a_word_that_leads_back_to_it(corpus: Corpus) -> None:
    for edition, labels in corpus.outline.articles.items():
        for label in labels:
            whole = Reference(edition, label)
            parts = corpus.outline.paragraphs.get(whole, ())
            for ref in (whole, *(Reference(edition, label, part) for part in parts)):
                word = tapping_word(ref)
                assert word[1:].replace("_", "").isalnum()
                reading = read_tapped(word[1:], corpus.outline)
                assert reading is not None
                assert reading.target == ref, word


@pytest.mark.parametrize("word", ["a", "about", "a17x", "article", "o", "a17_", "a0", "c17"])
async def test_other_words_lead_nowhere(corpus: Corpus, word: str) -> None:
    assert read_tapped(word, corpus.outline) is None


async def test_a_tapped_word_is_read_as_its_numbers(corpus: Corpus) -> None:
    reading = read_tapped("a83_1", corpus.outline)
    assert reading is not None
    assert reading.target == Reference(Edition.Y1995, "83-1")
    assert reading.alternatives == (Reference(Edition.Y2026, "83", "1"),)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("ассамблее народа", "assembly-of-people"),
        ("в Ассамблею", "assembly-of-people"),
        ("забастовкой", "strike"),
        ("безработицей", "unemployment"),
    ],
)
def test_a_word_that_is_gone_is_known_in_every_form(lexicon: Lexicon, query: str, word: str) -> None:
    gone = find(lexicon, query, Locale.RU).gone
    assert gone is not None
    assert gone.id == word


@pytest.mark.parametrize("query", ["спасибо", "script", "amp", "бот", "hello", "рахмет"])
def test_a_miss_names_no_word_that_is_merely_short_or_foreign(lexicon: Lexicon, query: str) -> None:
    result = find(lexicon, query, Locale.RU)
    assert result.hits == ()
    assert result.near == ()


async def test_a_word_of_1995_alone_leads_to_what_its_place_became(official_corpus: Corpus) -> None:
    lexicon = await lexicon_of(official_corpus)
    result = find(lexicon, "телеграф", Locale.RU)
    assert result.gone is not None
    assert (result.gone.id, result.gone.note) == ("", "")
    assert result.gone.before == (Reference(Edition.Y1995, "18", "2"),)
    assert (result.hits[0].reference.edition, result.hits[0].reference.article) == (Edition.Y2026, "21")
    assert not result.clear


@pytest.mark.parametrize("query", ["құпиялылық", "купиялылык"])
async def test_a_word_of_1995_alone_that_is_a_listed_question_opens_its_place_with_a_note(
    official_corpus: Corpus, query: str
) -> None:
    result = find(await lexicon_of(official_corpus), query, Locale.KK)
    assert (result.hits[0].reference, result.clear) == (Reference(Edition.Y2026, "21", "1"), True)
    assert result.departed is not None
    assert result.departed.before == (Reference(Edition.Y1995, "18", "2"),)


async def test_a_word_of_1995_alone_does_not_stand_before_a_clear_answer(official_corpus: Corpus) -> None:
    result = find(await lexicon_of(official_corpus), "арест", Locale.RU)
    assert result.clear
    assert result.gone is None
    assert result.departed is not None
    assert result.departed.word == "арест"
    assert result.hits[0].reference == Reference(Edition.Y2026, "18", "2")


@pytest.mark.parametrize(
    "query", ["право на жизнь", "референдум", "почта", "суд", "арест имущества по решению суда", "1995"]
)
async def test_nothing_is_said_to_be_gone_that_is_there_or_was_not_asked_alone(
    official_corpus: Corpus, query: str
) -> None:
    result = find(await lexicon_of(official_corpus), query, Locale.RU)
    assert (result.gone, result.departed) == (None, None)


def test_without_official_texts_nothing_is_counted(lexicon: Lexicon) -> None:
    assert lexicon.departed == {}


@pytest.mark.parametrize(
    ("locale", "words", "topic"),
    [
        (Locale.RU, "задержание", "detention"),
        (Locale.RU, "арест", "detention"),
        (Locale.RU, "жилье", "housing"),
        (Locale.RU, "пенсия", "pension"),
        (Locale.RU, "налоги", "taxes"),
        (Locale.KK, "жұмыс", "work"),
        (Locale.KK, "салық", "taxes"),
        (Locale.EN, "school", "school"),
        (Locale.EN, "tax", "taxes"),
    ],
)
async def test_a_situation_by_words(corpus: Corpus, locale: Locale, words: str, topic: str) -> None:
    found = await situation(corpus, words, await search(corpus, words, locale), locale)
    assert found is not None
    assert found.id == topic


async def test_no_situation_where_the_search_has_no_answer(corpus: Corpus) -> None:
    words = "погода на завтра"
    assert await situation(corpus, words, await search(corpus, words, Locale.RU), Locale.RU) is None


async def test_situations_that_rest_on_a_place(corpus: Corpus) -> None:
    assert (await corpus.topics_at(Reference(Edition.Y2026, "17"), Locale.EN))[0].id == "life"
    assert await corpus.topics_at(Reference(Edition.Y2026, "94"), Locale.EN) == ()


@pytest.mark.parametrize(
    ("said", "edition", "article"),
    [
        ("/compare 1995 77", "1995", "77"),
        ("/article 17", "2026", "17"),
        ("/ARTICLE@AtaZanBot 17", "2026", "17"),
        ("/rights 17", "2026", "17"),
        ("/a17p2", "2026", "17"),
    ],
)
async def test_a_command_in_front_of_a_question_is_read(corpus: Corpus, said: str, edition: str, article: str) -> None:
    answer = await ask(corpus, said, Locale.RU)
    assert (answer["query"], answer["kind"]) == (said, "reference")
    assert (answer["reference"]["edition"], answer["reference"]["article"]) == (edition, article)


async def test_a_command_of_the_search_is_a_search(corpus: Corpus) -> None:
    asked, plain = await ask(corpus, "/search налоги", Locale.RU), await ask(corpus, "налоги", Locale.RU)
    assert asked == {**plain, "query": "/search налоги"}


@pytest.mark.parametrize("said", ["/help", "/start a17", "привет", "Рахмет!", "thanks", "сәлем"])
async def test_what_asks_nothing_of_the_law_is_a_miss(data_dir: Path, said: str) -> None:
    (line,) = [line async for line in ask_lines(data_dir / "corpus.db", [said], Locale.RU, as_json=True)]
    assert '"kind": "miss"' in line
    assert '"results": []' in line


async def test_plain_words_for_a_command_are_read(data_dir: Path) -> None:
    lines = [line async for line in ask_lines(data_dir / "corpus.db", ["compare 1995 77"], Locale.EN, as_json=True)]
    assert '"edition": "1995", "article": "77"' in lines[0]


@pytest.mark.parametrize(
    ("said", "locale"),
    [
        ("en", Locale.EN),
        ("KZ", Locale.KK),
        ("рус", Locale.RU),
        ("English", Locale.EN),
        ("қазақ тілі", Locale.KK),
        ("на русском", Locale.RU),
        ("deutsch", None),
        ("en ru", None),
        ("", None),
    ],
)
def test_a_language_by_its_names(said: str, locale: Locale | None) -> None:
    assert named_language(said) is locale
