"""Guest calls over the real endpoint: the bot is not in the group, a member calls it, one answer comes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest_asyncio

from bot.app import App
from bot.flood import Flood
from bot.translator import tr_for
from content.model import Locale
from sandbox import Group, Heard, Person, Sandbox

RIGHT_TO_LIFE = {
    Locale.KK: "17-бап. Өмір сүру құқығы",
    Locale.RU: "Статья 17. Право на жизнь",
    Locale.EN: "Article 17. The right to life",
}
CLAIM = {
    Locale.KK: "Жаңа Конституцияның 99-бабы бойынша және 17-баптың 2-тармағы",
    Locale.RU: "По ст. 99 новой Конституции и по п. 2 ст. 17",
    Locale.EN: "By art. 99 of the new Constitution and by art. 17(2)",
}


@dataclass
class Elsewhere:
    """A group where the bot is not a member."""

    group: Group
    people: dict[Locale, Person]
    call: str

    async def claims(self, who: Locale, words: str) -> Heard:
        await self.people[who].says(words, where=self.group)
        return Heard(list(self.group.chat.messages.values())[-1])

    async def calls(self, who: Locale, words: str = "", reply_to: Heard | None = None) -> list[Heard]:
        return await self.people[who].says(f"{self.call} {words}", where=self.group, reply_to=reply_to)


@pytest_asyncio.fixture
async def elsewhere(bot: App, box: Sandbox) -> Elsewhere:
    people = {locale: box.person("Somebody", locale.value) for locale in Locale}
    group = box.group("Бөтен топ", owner=people[Locale.KK], members=list(people.values())[1:], bot=None)
    return Elsewhere(group, people, f"@{box.world.bot.username}")


async def test_words_are_answered_in_the_callers_language(elsewhere: Elsewhere) -> None:
    for locale in Locale:
        (card,) = await elsewhere.calls(locale, "17")
        assert card.text.startswith(RIGHT_TO_LIFE[locale])
        assert card.rich is None
        assert all(button.url or button.copies for button in card.buttons)
        (topic,) = await elsewhere.calls(locale, "two-passports")
        assert tr_for(locale).gettext("Rights and guarantees") in topic.text
        (how,) = await elsewhere.calls(locale)
        assert how.text.startswith(tr_for(locale).gettext("The Constitution in any chat"))


async def test_a_claim_is_checked(elsewhere: Elsewhere, bot: App) -> None:
    for locale in Locale:
        bot.dispatcher["flood"] = Flood(lambda: 0.0)
        tr = tr_for(locale)
        claim = await elsewhere.claims(Locale.RU, CLAIM[locale])
        (answer,) = await elsewhere.calls(locale, reply_to=claim)
        gone = tr.gettext("There is no article {number} in the Constitution of {year}.").format(number=99, year=2026)
        assert gone in answer.text
        assert tr.gettext("Perhaps {place} was meant.").partition("{")[0] in answer.text
        assert RIGHT_TO_LIFE[locale].partition(". ")[2] in answer.text
        links = [button.url or "" for button in answer.buttons]
        assert [link.partition("start=")[2] for link in links] == [f"o99_{locale}", f"a17p2_{locale}"]
        one = await elsewhere.claims(Locale.RU, "ст. 17, говорю вам")
        (card,) = await elsewhere.calls(locale, reply_to=one)
        assert card.text.startswith(RIGHT_TO_LIFE[locale])
        nothing = await elsewhere.claims(Locale.RU, "сегодня хорошая погода")
        (answer,) = await elsewhere.calls(locale, reply_to=nothing)
        assert answer.text == tr.gettext("This message names no article of the Constitution.")


async def test_a_word_that_left_is_said_to_have_left(elsewhere: Elsewhere) -> None:
    for locale, word in ((Locale.KK, "Сенат"), (Locale.RU, "Сенат"), (Locale.EN, "Senate")):
        tr = tr_for(locale)
        (card,) = await elsewhere.calls(locale, word)
        assert card.text.startswith(tr.gettext("No longer in the text: “{word}”").partition("{")[0])
        assert tr.gettext("What stands there now: {places}.").partition("{")[0] in card.text
        links = [(button.url or "").partition("start=")[2] for button in card.buttons]
        assert any(link.startswith("o") for link in links)
        assert any(link.startswith("a") for link in links)


async def test_how_to_use_it_speaks_one_language(elsewhere: Elsewhere) -> None:
    for locale, example in ((Locale.KK, "жеке өмір"), (Locale.RU, "частная жизнь"), (Locale.EN, "private life")):
        (how,) = await elsewhere.calls(locale)
        assert f"{elsewhere.call} {example} — " in how.text
        (found,) = await elsewhere.calls(locale, example)
        assert "21" in found.text


async def test_nothing_stored_is_revealed_or_kept(elsewhere: Elsewhere, bot: App) -> None:
    caller = elsewhere.people[Locale.EN]
    await caller.says("/language")
    await caller.presses("Русский")
    (card,) = await elsewhere.calls(Locale.EN, "17")
    assert card.text.startswith(RIGHT_TO_LIFE[Locale.EN])
    store = bot.dispatcher["preferences"]
    assert [row[0] for row in await store._database.read("SELECT chat_id FROM chat")] == [caller.id]


async def test_there_is_always_one_answer(elsewhere: Elsewhere) -> None:
    for words in ("xyzzy qwrtp", "<b>17", "x" * 3000, "999", "ст. 17 п. 99", "XII раздел", "🏳️‍🌈", "%s {0}"):
        (answer,) = await elsewhere.calls(Locale.RU, words)
        assert len(answer.text) <= 4096, words


async def test_a_caller_is_limited_and_a_robot_ignored(elsewhere: Elsewhere, box: Sandbox, bot: App) -> None:
    bot.dispatcher["flood"] = Flood(lambda: 0.0)
    tr = tr_for(Locale.RU)
    heard = [await elsewhere.calls(Locale.RU, "17") for _ in range(6)]
    assert [len(answers) for answers in heard] == [1, 1, 1, 1, 0, 0]
    assert heard[3][0].text == tr.gettext("That is faster than I can read. I go on in a minute.")
    assert len(await elsewhere.calls(Locale.EN, "17")) == 1
    sent = len(box.log)
    robot = {"id": 4242, "is_bot": True, "first_name": "Robot"}
    chat = {"id": elsewhere.group.id, "type": "supergroup", "title": "x"}
    message = {"message_id": 7, "date": 1, "chat": chat, "text": f"{elsewhere.call} 17", "guest_query_id": "guest99"}
    await box.inject({"guest_message": {**message, "from": robot}})
    await box.inject({"guest_message": {**message, "from": robot, "guest_bot_caller_user": robot}})
    assert len(box.log) == sent
