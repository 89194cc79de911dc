"""The same words are the same thing in a private chat, a mention, a guest call, inline mode and on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from aiogram.types import Message

import content.search
from bot.app import App
from bot.ask import ask_lines
from bot.translator import tr_for
from content.ask import ask
from content.corpus import Corpus
from content.errors import CorpusError
from content.interpretation import (
    Compared,
    EditionNamed,
    Found,
    Interpretation,
    OtherLaw,
    References,
    SituationNamed,
    claims_in,
    has_answer,
    interpret,
)
from content.model import Edition, Locale, Reference, Topic
from content.search import SearchResult
from content.situations import situation_named
from handlers.guest import guest_offer
from handlers.inline import Shelf, offers_for
from handlers.ports import BotName
from handlers.rights import rights_to
from handlers.words import answer_words
from sandbox import Heard, InlineAnswer, Person, Sandbox
from tests.conftest import OFFICIAL, needs_official, running_bot
from tests.test_compare import Shown

NAME = BotName("bot")
KINDS: dict[type, dict[Locale, str]] = {
    References: {Locale.KK: "17-баптың 2-тармағы", Locale.RU: "что говорит ст. 17", Locale.EN: "art. 17"},
    Compared: {Locale.KK: "17-бапты салыстыр", Locale.RU: "сравните ст. 17", Locale.EN: "a comparison of art. 17"},
    EditionNamed: {Locale.KK: "ескі конституция", Locale.RU: "старая конституция", Locale.EN: "the old constitution"},
    OtherLaw: {Locale.KK: "ҚК 17-бабы", Locale.RU: "ст. 17 УК", Locale.EN: "Article 17 of the Criminal Code"},
    SituationNamed: {Locale.KK: "Неке және отбасы", Locale.RU: "Частная жизнь", Locale.EN: "two-passports"},
    Found: {Locale.KK: "екі паспорт", Locale.RU: "утечка персональных данных", Locale.EN: "how many deputies"},
}
EVERY = [(kind, language, said) for kind, words in KINDS.items() for language, said in words.items()]


@dataclass
class Answers:
    """What one person hears to the same words everywhere."""

    private: Heard
    mention: Heard
    guest: Heard
    inline: InlineAnswer
    ask: dict[str, Any]

    @property
    def titles(self) -> list[str]:
        """The first line of every message."""
        heard = (self.private, self.mention, self.guest)
        return [one.text.splitlines()[0].replace("\N{NO-BREAK SPACE}", " ") for one in heard]


async def everywhere(app: App, box: Sandbox, data: Path, said: str, locale: Locale) -> Answers:
    asker, call = box.person("Somebody", locale.value), f"@{box.world.bot.username}"
    ours = box.group("Ours", owner=asker)
    elsewhere = box.group("Elsewhere", owner=asker, bot=None)
    await asker.says(f"/language {locale}", where=ours)
    (private,), (mention,) = await asker.says(said), await asker.says(f"{call} {said}", where=ours)
    (guest,) = await asker.says(f"{call} {said}", where=elsewhere)
    corpus = Corpus.open(data / "corpus.db")
    async with corpus as opened:
        return Answers(private, mention, guest, await asker.asks(said), await ask(opened, said, locale))


@pytest.mark.parametrize(("kind", "language", "said"), EVERY)
@pytest.mark.parametrize("locale", list(Locale))
async def test_words_of_every_language_are_read_alike_in_every_language(
    corpus: Corpus, locale: Locale, kind: type, language: Locale, said: str
) -> None:
    assert isinstance(await interpret(corpus, said, locale), kind)


@pytest.mark.parametrize(("kind", "locale", "said"), EVERY)
async def test_the_same_words_have_the_same_answer_wherever_they_are_typed(
    bot: App, box: Sandbox, data_dir: Path, kind: type, locale: Locale, said: str
) -> None:
    found = await everywhere(bot, box, data_dir, said, locale)
    assert len(set(found.titles)) == 1, found.titles
    posted = [result["input_message_content"]["message_text"] for result in found.inline.results]
    first = re.sub(r"<[^>]+>", "", posted[0]).splitlines()[0].replace("\N{NO-BREAK SPACE}", " ") if posted else ""
    if kind is OtherLaw:
        assert posted == []
        remark = tr_for(locale).gettext("An article of another law; I hold only the two Constitutions")
        assert found.inline.button["text"] == remark
    else:
        assert first == found.titles[0]
    expected = {OtherLaw: "miss", SituationNamed: "search", Found: "search"}.get(kind, "reference")
    assert found.ask["kind"] == expected
    assert bool(found.ask["results"]) is (kind is not OtherLaw)


@pytest.mark.parametrize(("locale", "word"), [(Locale.KK, "Сенат"), (Locale.RU, "Сенат"), (Locale.EN, "strike")])
async def test_a_word_that_left_is_said_to_have_left_everywhere(
    bot: App, box: Sandbox, data_dir: Path, locale: Locale, word: str
) -> None:
    found = await everywhere(bot, box, data_dir, word, locale)
    left = tr_for(locale).gettext("Where it stood: {places}.").partition("{")[0]
    assert all(left in heard.text for heard in (found.private, found.mention, found.guest))
    assert found.inline.results[0]["id"].startswith("gone-")


@needs_official
@pytest.mark.parametrize("locale", [Locale.KK, Locale.RU])
async def test_a_passage_of_the_law_is_recognised_everywhere(
    box: Sandbox, official_dir: Path, tmp_path: Path, locale: Locale
) -> None:
    lines = (OFFICIAL / f"2026.{locale}.md").read_text("utf-8").splitlines()
    law = next(line for line in lines if line.startswith("2. ") and 90 < len(line) < 250)[3:]
    async with running_bot(box, official_dir, tmp_path) as app:
        found = await everywhere(app, box, official_dir, law, locale)
        assert len(set(found.titles)) == 1
        words = tr_for(locale).gettext("These words stand in the official text: {place}.").partition("{")[0]
        assert found.titles[0].startswith(words)
        assert found.inline.results[0]["id"] == "quotation"
        assert found.ask["kind"] == "reference"
        (best,) = found.ask["results"]
        assert best["article"] == found.ask["reference"]["article"]
        asker = box.person("Other", locale.value)
        group = box.group("Group", owner=asker)
        await asker.says(f"/language {locale}", where=group)
        await asker.says(law, where=group)
        pointed = Heard(list(group.chat.messages.values())[-1])
        (checked,) = await asker.says(f"@{box.world.bot.username}", where=group, reply_to=pointed)
        assert checked.text.startswith(words)


WORDS = ["сенат", "забастовка", "налоги платить", "two passports", "утечка персональных данных", "xyzzy", "Налоги"]


@pytest.mark.parametrize("words", WORDS)
async def test_words_are_searched_once(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    searches, real = [], content.search.find

    def counted(*given: Any) -> SearchResult:
        searches.append(given)
        return real(*given)

    monkeypatch.setattr(content.search, "find", counted)
    event, tr = cast(Message, None), tr_for(Locale.RU)
    await answer_words(event, words, corpus, tr, Shown(), NAME)
    await rights_to(event, words, corpus, tr, Shown(), NAME)
    await offers_for(words, None, Shelf(corpus, tr, NAME))
    await guest_offer(words, "", corpus, tr, NAME)
    assert len(searches) == 4


async def test_a_question_that_names_no_situation_loads_none(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    await situation_named(corpus, "the names are known after the first question", Locale.RU)
    loaded: list[Locale] = []
    real = Corpus.topics

    async def counted(self: Corpus, locale: Locale) -> tuple[Topic, ...]:
        loaded.append(locale)
        return await real(self, locale)

    monkeypatch.setattr(Corpus, "topics", counted)
    assert await situation_named(corpus, "nothing of the kind", Locale.RU) is None
    assert loaded == []
    found = await situation_named(corpus, " налоги? ", Locale.EN)
    assert found is not None
    assert (found.id, found.title) == ("taxes", "Taxes")


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("compare 17", ["17"]),
        ("Сравнить 17", ["17"]),
        ("салыстыру 17", ["17"]),
        ("17 салыстыру", ["17"]),
        ("17-бапты салыстыр!", ["17"]),
        ("17 және 18 салыстыру", ["17", "18"]),
        ("compare 1995 77", ["77"]),
    ],
)
async def test_places_to_compare(corpus: Corpus, words: str, places: list[str]) -> None:
    meant = await interpret(corpus, words, Locale.KK)
    assert isinstance(meant, Compared)
    targets = [reading.target for reading in meant.readings]
    assert [target.article for target in targets if isinstance(target, Reference)] == places


@pytest.mark.parametrize("words", ["compare", "сравнить", "салыстыру жеке өмір", "сравните ст. 17 УК", "comparable 17"])
async def test_words_that_name_no_place_to_compare(corpus: Corpus, words: str) -> None:
    assert not isinstance(await interpret(corpus, words, Locale.RU), Compared)


async def test_in_a_message_of_somebody_else_places_come_first(corpus: Corpus) -> None:
    meant = await interpret(corpus, "compare 17", Locale.EN)
    assert isinstance(meant, Compared)
    assert claims_in(meant) == References(meant.readings)
    other: Interpretation = EditionNamed(Edition.Y1995)
    assert claims_in(other) is other


async def test_only_what_the_law_can_answer_has_an_answer(corpus: Corpus) -> None:
    for words, answered in (("17", True), ("ст. 17 УК", True), ("налоги", True), ("сенат", True), ("рахмет!", False)):
        assert has_answer(await interpret(corpus, words, Locale.RU)) is answered, words


async def test_a_broken_corpus_is_not_called_a_miss(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise CorpusError("the file is damaged")

    shelf = Shelf(corpus, tr_for(Locale.RU), NAME)
    monkeypatch.setattr(Corpus, "topics", broken)
    with pytest.raises(CorpusError):
        await offers_for("частная жизнь", None, shelf)


@pytest.mark.parametrize(
    ("locale", "words"), [(Locale.KK, "жер дауы"), (Locale.KK, "қызыл өгіз"), (Locale.RU, "земельный спор")]
)
async def test_rights_of_words_that_are_near_to_several_are_the_catalogue(
    bot: App, box: Sandbox, locale: Locale, words: str
) -> None:
    tr = tr_for(locale)
    (card,) = await box.person("Somebody", locale.value).says(f"/rights {words}")
    assert card.text.startswith(tr.gettext("Rights, freedoms and duties"))
    none = tr.gettext("There is no life situation called “{name}” here. These are all there are:").format(name=words)
    assert none in card.text.replace("\N{NO-BREAK SPACE}", " ")
    assert tr.gettext("Private life and data") in [name for row in card.rows for name in row]


async def test_only_a_clear_search_opens_a_situation(corpus: Corpus) -> None:
    event, shown = cast(Message, None), Shown()
    await rights_to(event, "арест", corpus, tr_for(Locale.RU), shown, NAME)
    assert shown.card is not None
    assert shown.card.title == "Меня задержали"


async def test_sections_alone_are_chosen_among_all_sections(alex: Person) -> None:
    (contents,) = await alex.says("section II and section III")
    assert "III" in [name for row in contents.rows for name in row]


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (Locale.KK, "1993 жылғы Конституцияның 17-бабы"),
        (Locale.RU, "ст. 17 Конституции 1978 года"),
        (Locale.EN, "the constitution of 1993"),
    ],
)
async def test_a_third_constitution_is_said_to_be_absent_everywhere(
    bot: App, box: Sandbox, data_dir: Path, locale: Locale, said: str
) -> None:
    absent = tr_for(locale).gettext(
        "That Constitution is not here. I hold two: the one adopted on 30 August 1995, as it last stood, and the one "
        "adopted on 15 March 2026."
    )
    found = await everywhere(bot, box, data_dir, said, locale)
    assert found.titles == [absent] * 3
    assert found.inline.results == []
    short = tr_for(locale).gettext("That Constitution is not here; I hold those of 1995 and 2026")
    assert found.inline.button["text"] == short
    assert (found.ask["kind"], found.ask["results"]) == ("miss", [])
    lines = [line async for line in ask_lines(data_dir / "corpus.db", [said], locale, as_json=False)]
    assert lines == [absent]


async def test_of_several_places_only_what_exists_can_be_opened(box: Sandbox, bot: App) -> None:
    asker = box.person("Somebody", "en")
    (none,) = await asker.says("subparagraphs 98, 99 of paragraph 1 of article 17")
    (same,) = await asker.says("subparagraph 98 of paragraph 1 of article 17")
    assert (none.text, none.rows) == (same.text, same.rows)
    (mixed,) = await asker.says("art. 17, art. 999")
    words = tr_for(Locale.EN).gettext("There is no article {number} in the Constitution of {year}.")
    assert words.format(number=999, year=2026) in mixed.text.replace("\N{NO-BREAK SPACE}", " ")
    named = [name for row in mixed.rows for name in row]
    assert any("17" in name for name in named)
    assert not any("999" in name for name in named)


async def test_asking_for_what_is_not_there_says_why(data_dir: Path) -> None:
    tr = tr_for(Locale.RU)
    other = "That is an article of another law. I hold only the two Constitutions of Kazakhstan, of 1995 and 2026."
    said = {
        "ст. 17 УК": tr.gettext(other),
        "статья 999": tr.gettext("There is no article {number} in the Constitution of {year}.").format(number=999, year=2026),
        "xyzzy": tr.gettext("I did not find that in the Constitution."),
    }  # fmt: skip
    lines = [line async for line in ask_lines(data_dir / "corpus.db", said, Locale.RU, as_json=False)]
    assert [line.startswith(words) for line, words in zip(lines, said.values(), strict=True)] == [True] * 3


@pytest.mark.parametrize("locale", list(Locale))
async def test_asking_for_a_situation_gives_the_provisions_it_rests_on(corpus: Corpus, locale: Locale) -> None:
    for topic in await corpus.topics(locale):
        answer = await ask(corpus, topic.title, locale)
        full = await corpus.topic(topic.id, locale)
        places = {
            (line.reference.article, line.reference.paragraph) for line in (*full.rights, *full.limits, *full.duties)
        }
        if isinstance(await interpret(corpus, topic.title, locale), SituationNamed):
            assert {(result["article"], result["paragraph"]) for result in answer["results"]} <= places
        scores = [result["score"] for result in answer["results"]]
        assert scores == sorted(scores, reverse=True)


async def test_asking_for_a_constitution_gives_its_first_articles(corpus: Corpus) -> None:
    answer = await ask(corpus, "старая конституция", Locale.RU)
    assert answer["reference"] == {"edition": "1995", "article": None, "paragraph": None, "subparagraph": None}
    assert [result["article"] for result in answer["results"]] == ["preamble", *map(str, range(1, 10))]
