"""Limits per person and per chat: everybody is served, nobody is served faster than people read."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App
from bot.flood import LIMITS, REMEMBERED, Act, Flood, Rate, Verdict
from bot.translator import tr_for
from content.model import Locale
from sandbox import Person, Sandbox, too_many
from tests.conftest import running_bot

NOTICE = "That is faster than I can read. I go on in a minute."


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def verdicts(flood: Flood, count: int, *claims: tuple[Act, int]) -> list[Verdict]:
    return [flood.verdict(*claims) for _ in range(count)]


def test_the_figures() -> None:
    assert LIMITS[Act.MESSAGE] == Rate(1, 5)
    assert LIMITS[Act.INLINE] == Rate(2, 6)
    assert LIMITS[Act.SETTING] == Rate(10 / 60, 10)
    assert REMEMBERED == 50_000


def test_a_burst_one_notice_then_silence(clock: Clock) -> None:
    flood, me = Flood(clock), (Act.MESSAGE, 1)
    assert verdicts(flood, 8, me) == [Verdict.PASS] * 5 + [Verdict.NOTICE] + [Verdict.SILENT] * 2
    clock.now += 1
    assert verdicts(flood, 2, me) == [Verdict.PASS, Verdict.SILENT]
    clock.now += 4.9  # not yet rested: nothing more is said
    assert verdicts(flood, 6, me)[-1] is Verdict.SILENT
    clock.now += 5
    assert verdicts(flood, 6, me) == [Verdict.PASS] * 5 + [Verdict.NOTICE]
    assert flood.verdict((Act.MESSAGE, 2)) is Verdict.PASS


def test_a_chat_is_limited_whoever_speaks(clock: Clock) -> None:
    flood = Flood(clock)
    found = [flood.verdict((Act.MESSAGE, person), (Act.GROUP, -1)) for person in range(25)]
    assert found == [Verdict.PASS] * 18 + [Verdict.NOTICE] + [Verdict.SILENT] * 6
    assert flood.verdict((Act.MESSAGE, 24), (Act.GROUP, -2)) is Verdict.PASS  # who was refused has lost nothing


@pytest.mark.parametrize("seed", range(20))
def test_a_group_hears_at_most_twenty_messages_in_any_minute(clock: Clock, seed: int) -> None:
    flood, dice, heard = Flood(clock), random.Random(seed), []
    for _ in range(2000):
        clock.now += dice.choice((0, 0, 0, 0.1, 1, 3, 20, 61)) * dice.random()
        person = dice.choice((1, 1, 1, dice.randrange(2, 60)))
        if flood.verdict((Act.MESSAGE, person), (Act.GROUP, -1)) is not Verdict.SILENT:
            heard.append(clock.now)  # an answer or a notice
    most = max(sum(at <= later <= at + 60 for later in heard) for at in heard)
    assert 15 <= most < 20, "one place is left for the daily explainer"


def test_a_notice_about_a_person_takes_its_place_in_the_group(clock: Clock) -> None:
    flood = Flood(clock)
    found = [flood.verdict((Act.MESSAGE, person), (Act.GROUP, -1)) for person in range(6) for _ in range(7)]
    assert found.count(Verdict.PASS) + found.count(Verdict.NOTICE) == 19
    assert found.count(Verdict.NOTICE) == 4


def test_memory_is_bounded_and_the_quietest_is_forgotten(clock: Clock) -> None:
    flood = Flood(clock, remembered=100)
    verdicts(flood, 6, (Act.MESSAGE, 1))
    for person in range(2, 1000):
        flood.verdict((Act.MESSAGE, person))
        flood.verdict((Act.MESSAGE, 1))
    assert len(flood) == 100
    assert flood.verdict((Act.MESSAGE, 1)) is Verdict.SILENT


def test_a_clock_that_stands_still_gives_nothing(clock: Clock) -> None:
    flood = Flood(clock)
    assert sum(verdict is Verdict.PASS for verdict in verdicts(flood, 1000, (Act.INLINE, 1))) == 6


async def test_messages_presses_and_queries(bot: App, box: Sandbox, clock: Clock) -> None:
    for locale in Locale:
        bot.dispatcher["flood"] = Flood(clock)
        reader, notice = box.person("Somebody", locale.value), tr_for(locale).gettext(NOTICE)
        heard = [await reader.says("17") for _ in range(5)]
        assert all(notice not in answer.text for answers in heard for answer in answers)
        assert [answer.text for answer in await reader.says("17")] == [notice]
        assert await reader.says("17") == []
        clock.now += 10
        (card,) = await reader.says("17")
        for _ in range(10):
            await reader.presses(card.rows[0][1], on=card)
        assert reader.alerts == []
        await reader.presses(card.rows[0][1], on=card)
        await reader.presses(card.rows[0][1], on=card)
        assert [alert.text for alert in reader.alerts] == [notice]
        answers = [await reader.asks("17") for _ in range(6)]
        assert all(answer.results for answer in answers)
        told = await reader.asks("17")
        assert (told.results, told.button["text"], told.cache_time) == ([], notice, 1)
        silent = await reader.asks("17")
        assert silent.query.answer is None
        clock.now += 10
        assert (await reader.asks("17")).results


async def test_settings_ten_a_minute(bot: App, clock: Clock, alex: Person) -> None:
    bot.dispatcher["flood"] = Flood(clock)
    names = ("Қазақша", "Русский")
    await alex.says("/language")
    for number in range(14):
        clock.now += 1
        await alex.presses(names[number % 2])
    assert [alert.text for alert in alex.alerts] == [tr_for(Locale.RU).gettext(NOTICE)]
    stored = await bot.dispatcher["preferences"].chat(alex.id)
    clock.now += 60
    await alex.presses("English")
    assert (await bot.dispatcher["preferences"].chat(alex.id)).locale is not stored.locale


async def test_the_talk_of_a_group_does_not_count(bot: App, box: Sandbox, clock: Clock, alex: Person) -> None:
    bot.dispatcher["flood"] = Flood(clock)
    group = box.group("Chat", owner=alex, bot="administrator")
    for number in range(30):
        assert await alex.says(f"сөз {number}", where=group) == []
    (card,) = await alex.says("/article 17", where=group)
    assert card.text.startswith("17-бап")


async def test_news_of_a_group_is_never_dropped(bot: App, box: Sandbox, clock: Clock, alex: Person) -> None:
    bot.dispatcher["flood"] = Flood(clock)
    group = box.group("Chat", owner=alex, kind="group")
    await alex.says("/language", where=group)
    await alex.presses("English", where=group)
    for _ in range(8):
        await alex.says("/article 17", where=group)
    new = await group.migrates()
    assert (await bot.dispatcher["preferences"].chat(new.id)).locale is Locale.EN


async def test_a_hundred_people_at_once(data_dir: Path, tmp_path: Path) -> None:
    async with Sandbox(timeout=30) as box, running_bot(box, data_dir, tmp_path) as app:
        app.dispatcher["flood"] = Flood(Clock())
        people = [box.person(f"P{number}", locale) for number, locale in zip(range(100), languages(), strict=False)]
        await asyncio.gather(*(person.says("17") for person in people))
        assert all(len(person.heard) == 1 for person in people)
        assert {person.last.text.split()[0] for person in people} == {"17-бап.", "Статья", "Article"}
        group = box.group("Hundred", owner=people[0], members=people[1:])
        await asyncio.gather(*(person.says("/article 17", where=group) for person in people))
        assert len(group.heard) == 19  # eighteen answers and one notice
        assert [heard.text for heard in group.heard].count(tr_for(Locale.KK).gettext(NOTICE)) == 1


async def test_a_busy_group_silences_nobody_else(data_dir: Path, tmp_path: Path) -> None:
    async with Sandbox(timeout=30) as box, running_bot(box, data_dir, tmp_path) as app:
        box.limits.per_group_minute = app.daily.pace.per_group_minute = 20
        app.dispatcher["flood"] = Flood(time.monotonic)
        people = [box.person(f"P{number}", "kk") for number in range(40)]
        group = box.group("Busy", owner=people[0], members=people[1:])
        await app.bot.send_message(group.id, "a daily explainer")
        await asyncio.gather(*(person.says("/article 17", where=group) for person in people))
        assert not [request for request in box.log if request.outcome == "429"]
        assert len(group.heard) == 20
        (card,) = await box.person("Stranger", "en").says("17")
        assert card.text.startswith("Article 17")
        assert app.daily.pace.pause == 0


async def test_a_long_refusal_of_a_group_is_its_own(bot: App, box: Sandbox, alex: Person) -> None:
    group = box.group("Slow", owner=alex)
    box.fail("sendMessage", too_many(3600), chat_id=group.id)
    assert await alex.says("/article 17", where=group) == []
    sent = len(box.log)
    assert await alex.says("/article 18", where=group) == []
    assert [request for request in box.log[sent:] if request.method == "sendMessage"] == [], "a 429 is obeyed"
    (card,) = await box.person("Stranger", "en").says("17")
    assert card.text.startswith("Article 17")


async def test_an_answer_waits_out_a_short_pause_of_everything(bot: App, box: Sandbox, alex: Person) -> None:
    for number in (1, 2):
        bot.daily.pace.refused(number, 1.5)
    assert bot.daily.pace.pause > 0
    (card,) = await alex.says("17")
    assert card.text.startswith("Article 17")


async def test_presses_in_a_group_draw_on_its_measure(bot: App, box: Sandbox, clock: Clock) -> None:
    bot.dispatcher["flood"] = Flood(clock)
    people = [box.person(f"P{number}", "kk") for number in range(20)]
    group = box.group("Class", owner=people[0], members=people[1:])
    (card,) = await people[0].says("/article 17", where=group)
    for person in people:
        await person.presses(card.rows[0][1], on=card)
    assert sum(len(group.whispered(person)) for person in people) == 16
    assert [alert.text for person in people for alert in person.alerts] == [tr_for(Locale.KK).gettext(NOTICE)]
    assert len(group.heard) == 1


def languages() -> Iterator[str]:
    while True:
        yield from ("kk", "ru", "en")
