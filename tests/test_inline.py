"""Inline mode over the real endpoint: what is offered, what is posted, and that every link and share leads back."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.app import App
from bot.translator import tr_for
from content.corpus import Corpus
from content.limits import CALLBACK_DATA_LIMIT, DEEP_LINK_LIMIT, INLINE_RESULT_LIMIT, TEXT_LIMIT
from content.model import Edition, Locale, Reference
from handlers.callbacks import PictureButton
from handlers.deep_links import Target, article_payload, comparison_payload, named_payload, read_deep_link
from handlers.inline import OFTEN_ASKED, Shelf, offers_for
from handlers.links import payload_of
from handlers.offers import comparison_offer, explainer_offer, provision_offer, topic_offer
from handlers.ports import BotName
from sandbox import InlineAnswer, Person, Sandbox

PRIVACY = {Locale.KK: "жеке өмір", Locale.RU: "частная жизнь", Locale.EN: "private life"}
TITLE_21 = {
    Locale.KK: "21-бап. Жеке өмір, дербес деректер және хабарлама құпиясы",
    Locale.RU: "Статья 21. Частная жизнь, персональные данные и тайна сообщений",
    Locale.EN: "Article 21. Privacy, personal data and secrecy of communications",
}


def ids(answer: InlineAnswer) -> list[str]:
    return [result["id"] for result in answer.results]


def assert_well_formed(answer: InlineAnswer) -> None:
    assert len(answer.results) <= INLINE_RESULT_LIMIT
    assert len(set(ids(answer))) == len(answer.results)
    assert answer.is_personal is True
    assert answer.cache_time == 300
    assert answer.button["text"]
    for result in answer.results:
        content = result["input_message_content"]
        assert content["parse_mode"] == "HTML"  # plain: some clients do not send a rich result
        assert 0 < len(content["message_text"]) <= TEXT_LIMIT * 2
        kinds = {kind for row in result["reply_markup"]["inline_keyboard"] for button in row for kind in button}
        assert kinds <= {"text", "url", "copy_text"}  # nobody changes a posted card for others


async def test_kinds_of_results(bot: App, box: Sandbox) -> None:
    for locale in Locale:
        tr, reader = tr_for(locale), box.person("Somebody", locale.value)
        whole = await reader.asks("21")
        assert whole.titles[0] == f"{TITLE_21[locale]} (2026)"
        assert ids(whole)[:3] == ["a21", "c21", "a21p1"]
        part = await reader.asks("21.2")
        assert ids(part) == ["a21p2", "c21", "a21"]
        old = await reader.asks("83-1")
        assert ids(old)[0] == "o83-1"
        point = await reader.asks("73(1)(1)")
        assert ids(point) == ["a73p1-1", "c73", "a73"]
        assert point.results[0]["description"] != (await reader.asks("73(1)")).results[0]["description"]
        missing = await reader.asks("73(1)(99)")
        assert ids(missing) == ["a73p1"]
        several = await reader.asks("17, 18")
        assert ids(several) == ["a17", "a18"]
        section = await reader.asks("II бөлім")
        assert len(section.results) == INLINE_RESULT_LIMIT
        words = await reader.asks(PRIVACY[locale])
        assert any(found.startswith("a21") for found in ids(words))
        assert any(found.startswith("c") for found in ids(words))
        first = await reader.asks("")
        assert ids(first)[-4:] == [*(f"a{label}" for label in OFTEN_ASKED), "how"]
        assert len(first.results) == 5
        assert ids(first)[0].startswith("d_")
        assert first.button["text"] == tr.gettext("Language: English")
        gone = await reader.asks("/article 999")
        assert gone.button["text"].startswith(
            tr.gettext("There is no article {number} in the Constitution of {year}.").format(number=999, year=2026)
        )
        assert ids(gone) == ["a96"]
        for answer in (whole, part, old, several, section, words, first, gone):
            assert_well_formed(answer)


@pytest.mark.parametrize(
    "query", ["салыстыру 17", "17 салыстыру", "17-бапты салыстыр", "сравнить 17", "compare 17", "c17"]
)
async def test_a_comparison_that_is_asked_for_comes_first(bot: App, alex: Person, query: str) -> None:
    answer = await alex.asks(query)
    assert_well_formed(answer)
    assert ids(answer)[:2] == ["c17", "a17"]
    missing = await alex.asks(query.replace("17", "999").replace("c999", "compare 999"))
    assert ids(missing) == ["a96"]


async def test_what_exists_is_offered_beside_what_does_not(bot: App, alex: Person) -> None:
    answer = await alex.asks("ст. 17 и ст. 999")
    assert ids(answer) == ["a17", "a96"]
    gone = tr_for(Locale.EN).gettext("There is no article {number} in the Constitution of {year}.")
    assert answer.button["text"] == gone.format(number=999, year=2026)


async def test_a_word_that_left_says_so_first(bot: App, box: Sandbox) -> None:
    for locale, word in ((Locale.KK, "Сенат"), (Locale.RU, "Сенат"), (Locale.EN, "Senate")):
        tr, reader = tr_for(locale), box.person("Somebody", locale.value)
        answer = await reader.asks(word)
        assert_well_formed(answer)
        assert ids(answer)[0] == "gone-senate"
        assert answer.titles[0].startswith(tr.gettext("No longer in the text: “{word}”").partition("{")[0])
        assert any(found.startswith("c") for found in ids(answer))
        card = await reader.chooses(answer, "gone-senate")
        assert tr.gettext("Where it stood: {places}.").partition("{")[0] in card.text


async def test_a_miss_posts_nothing(bot: App, box: Sandbox) -> None:
    for locale in Locale:
        reader = box.person("Somebody", locale.value)
        answer = await reader.asks("xyzzy qwrtp")
        assert answer.results == []
        assert answer.button["text"] == tr_for(locale).gettext("Nothing found. How to ask?")
        (hello,) = await reader.says(f"/start {answer.button['start_parameter']}")
        assert "Ata Zań" in hello.text


HOSTILE = ["x" * 256, "ж" * 256, '"AND OR NEAR( *', "<b>17</b>", "\u202e17", "a17p99", "t_no-such-thing", "d_no-such-thing", "c999",
           "17.99", "XII раздел", "%s {0}", "17 " * 80, "🏳️‍🌈", "@"]  # fmt: skip


async def test_anything_typed_is_answered(bot: App, alex: Person) -> None:
    for query in HOSTILE:
        assert_well_formed(await alex.asks(query))


async def test_a_chosen_card_is_posted_once_and_the_bot_is_silent(bot: App, box: Sandbox, alex: Person) -> None:
    group = box.group("Class", owner=alex)
    answer = await alex.asks("21", where=group)
    card = await alex.chooses(answer, "a21", where=group)
    assert card.text.startswith(TITLE_21[Locale.EN])
    await asyncio.sleep(0.05)
    assert group.heard == []
    private = await alex.chooses(await alex.asks("21"), "a21")
    assert private.text.startswith(TITLE_21[Locale.EN])
    assert len(alex.heard) == 1, "the bot answered what was posted through it"


async def test_a_stored_language_is_the_language_of_results(bot: App, alex: Person) -> None:
    await alex.says("/language")
    await alex.presses("Русский")
    assert (await alex.asks("21")).titles[0].startswith(TITLE_21[Locale.RU])
    assert (await alex.asks("a21_kk")).titles[0].startswith(TITLE_21[Locale.KK])


async def test_every_card_can_be_shared_and_its_links_lead_back(bot: App, box: Sandbox) -> None:
    for locale in Locale:
        tr, reader = tr_for(locale), box.person("Somebody", locale.value)
        order = await first_explainer(reader)
        for said in (
            "/article 21",
            "/start a21p2",
            "/start o83-1",
            "/compare 21",
            "/rights two-passports",
            f"/start {order}",
        ):
            card, *_ = await reader.says(said)  # after the first link the language is asked for
            share = next(button for button in card.buttons if button.text == tr.gettext("Share"))
            chosen = share.raw["switch_inline_query_chosen_chat"]
            assert chosen["allow_group_chats"]
            answer = await reader.asks(chosen["query"])
            assert ids(answer)[0] == chosen["query"]
            posted = await reader.chooses(answer, ids(answer)[0])
            link = posted.buttons[0].url
            assert link is not None
            payload = link.partition("?start=")[2]
            assert payload == f"{chosen['query']}_{locale}"
            opened, *_ = await reader.says(f"/start {payload}")
            assert opened.text.splitlines()[0] == card.text.splitlines()[0]


async def first_explainer(reader: Person) -> str:
    return str((await reader.asks("")).results[0]["id"])


@pytest.mark.parametrize("locale", list(Locale))
async def test_every_deep_link_of_everything_is_a_round_trip(corpus: Corpus, locale: Locale) -> None:
    tr, bot = tr_for(locale), BotName("bot")
    for edition in Edition:
        for article in corpus.outline.articles[edition]:
            whole = Reference(edition, article)
            for paragraph in (None, *corpus.outline.paragraphs.get(whole, ())):
                ref = Reference(edition, article, paragraph)
                assert_round_trip(article_payload(ref, locale), Target.ARTICLE, locale, ref)
                assert payload_of(PictureButton(edition=edition, article=article, paragraph=paragraph or "").pack())
            assert_round_trip(comparison_payload(whole, locale), Target.COMPARISON, locale, whole)
            offer = await provision_offer(whole, corpus, tr, bot)
            assert read_deep_link(offer.id) == read_deep_link(article_payload(whole))
    for topic in await corpus.topics(locale):
        assert_round_trip(named_payload(Target.TOPIC, topic.id, locale), Target.TOPIC, locale, topic.id)
        assert (await topic_offer(topic.id, corpus, tr, bot)).id == named_payload(Target.TOPIC, topic.id)
    for explainer in await corpus.course_order():
        assert_round_trip(named_payload(Target.EXPLAINER, explainer, locale), Target.EXPLAINER, locale, explainer)
        offered = await explainer_offer(explainer, corpus, tr, bot)
        assert offered is not None
        assert offered.id == named_payload(Target.EXPLAINER, explainer)


def assert_round_trip(payload: str, target: Target, locale: Locale, what: Reference | str) -> None:
    assert len(payload) <= DEEP_LINK_LIMIT
    link = read_deep_link(payload)
    assert link is not None, payload
    assert (link.target, link.reference or link.id, link.locale) == (target, what, locale)


async def test_every_comparison_fits_a_message(corpus: Corpus) -> None:
    tr = tr_for(Locale.RU)
    for article in corpus.outline.articles[Edition.Y2026]:
        offer = await comparison_offer(Reference(Edition.Y2026, article), corpus, tr, BotName("bot"))
        assert offer.title
        assert len(offer.id.encode()) <= CALLBACK_DATA_LIMIT


async def test_an_answer_takes_little_time(corpus: Corpus) -> None:
    shelf = Shelf(corpus, tr_for(Locale.RU), BotName("bot"))
    await offers_for("частная жизнь", None, shelf)  # the search reads its words once
    for words in ("46", "частная жизнь", "II раздел"):
        spent = []
        for _ in range(3):
            start = time.process_time()
            await offers_for(words, None, shelf)
            spent.append(time.process_time() - start)
        assert min(spent) < 0.1, words


async def test_a_picture_of_a_card(bot: App, box: Sandbox) -> None:
    for locale in Locale:
        tr, reader = tr_for(locale), box.person("Somebody", locale.value)
        (card,) = await reader.says("21")
        copied = next(button.copies for button in card.buttons if button.copies)
        (picture,) = await reader.presses(tr.gettext("Picture"))
        assert picture.photo is not None
        assert picture.photo.startswith(b"\x89PNG")
        assert picture.text == copied
        (again,) = await reader.presses(tr.gettext("Picture"), on=card)
        assert again.photo == picture.photo
        first, second = (str(request.arguments["photo"]) for request in box.accepted("sendPhoto")[-2:])
        assert not second.startswith("attach://"), "the same picture was uploaded twice"
        assert first != second
        (compared,) = await reader.says("/compare 21")
        (picture,) = await reader.presses(tr.gettext("Picture"), on=compared)
        assert picture.photo is not None
