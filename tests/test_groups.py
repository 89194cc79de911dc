"""In groups: five people and two admins, topics, mentions, whispers, arrivals; the bot speaks only when spoken to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.app import App
from bot.menus import set_menus
from bot.store import Store
from bot.translator import tr_for
from content.model import Locale
from handlers import arrivals
from handlers.ports import View
from sandbox import (
    Fault,
    Group,
    Heard,
    Person,
    Sandbox,
    bad_gateway,
    forbidden_to,
    lost,
    refused,
    server_error,
    too_many,
)
from tests.conftest import running_bot

RIGHT_TO_LIFE = {
    Locale.KK: "17-бап. Өмір сүру құқығы",
    Locale.RU: "Статья 17. Право на жизнь",
    Locale.EN: "Article 17. The right to life",
}
KK = tr_for(Locale.KK)
DENIED = "Only admins of this group can change its settings."
WELCOME = "The Constitution of Kazakhstan, explained, in this group too."


@dataclass
class Class:
    """A group of five people and two admins, with a topic."""

    group: Group
    owner: Person
    admin: Person
    people: list[Person]
    topic: int


@pytest_asyncio.fixture
async def klass(bot: App, box: Sandbox) -> Class:
    return gathered(box)


def gathered(box: Sandbox) -> Class:
    owner, admin = box.person("Айгүл", "kk"), box.person("Дмитрий", "ru")
    people = [box.person(f"Оқушы {number}", code) for number, code in enumerate(("kk", "ru", "en", "kk", "de"))]
    group = box.group("Сынып", owner=owner, admins=[admin], members=people, topics=["Құқық"])
    return Class(group, owner, admin, people, group.topic("Құқық"))


def newest(group: Group) -> Heard:
    """The newest message of anyone."""
    return Heard(list(group.chat.messages.values())[-1])


async def speaks(klass: Class, locale: Locale) -> None:
    await klass.owner.says("/language", where=klass.group)
    await klass.owner.forges(f"l1:{locale}:0", where=klass.group)


async def test_it_answers_where_it_is_asked(bot: App, box: Sandbox, klass: Class) -> None:
    for locale in Locale:
        await speaks(klass, locale)
        name, group, (first, second, *_) = box.world.bot.username, klass.group, klass.people
        for said in (f"@{name} 17", f"17 @{name}", f"@{str(name).upper()}, 17", "/article 17", f"/article@{name} 17"):
            (answer,) = await first.says(said, where=group, topic=klass.topic)
            assert answer.text.startswith(RIGHT_TO_LIFE[locale]), said
            assert answer.thread == klass.topic
            assert answer.reply_to == said
            assert answer.rich is None
        (answer,) = await second.says("17", where=group, reply_to=answer)
        assert answer.text.startswith(RIGHT_TO_LIFE[locale])
        assert answer.thread == klass.topic


CHATTER = ["17", "статья 17", "қалайсыздар?", "/unknown", "/article@another_bot 17", "/settings@another_bot", "@another_bot 17",
           "mail@ata_zan_sandbox_bot_x", "/"]  # fmt: skip


async def test_it_is_silent_unless_addressed(bot: App, box: Sandbox, klass: Class) -> None:
    for said in CHATTER:
        assert await klass.people[0].says(said, where=klass.group) == []
    await klass.group.adds_bot(klass.owner, status="administrator")  # now it hears everything
    for said in CHATTER:
        assert await klass.people[1].says(said, where=klass.group) == []
    assert klass.group.heard == []


async def test_thanks_are_left_alone(bot: App, klass: Class) -> None:
    (card,) = await klass.people[0].says("/article 17", where=klass.group)
    for said in ("рахмет!", "👍", "спасибо", "/nonsense"):
        assert await klass.people[1].says(said, where=klass.group, reply_to=card) == []
    (answer,) = await klass.people[1].says("two-passports", where=klass.group, reply_to=card)
    assert KK.gettext("Rights and guarantees") in answer.text
    (miss,) = await klass.people[1].says("xyzzy qwrtp?", where=klass.group, reply_to=card)
    assert miss.text.startswith(KK.gettext("I did not find that in the Constitution."))


async def test_a_mention_in_a_reply_checks_what_was_said(bot: App, box: Sandbox, klass: Class) -> None:
    for locale in Locale:
        await speaks(klass, locale)
        tr, name = tr_for(locale), box.world.bot.username
        said = {
            Locale.KK: "жаңа Конституцияның 99-бабы және 17-бап",
            Locale.RU: "по ст. 99 новой Конституции и ст. 17",
            Locale.EN: "by art. 99 of the new Constitution and art. 17",
        }[locale]
        await klass.people[0].says(said, where=klass.group)
        (answer,) = await klass.people[1].says(f"@{name}", where=klass.group, reply_to=newest(klass.group))
        gone = tr.gettext("There is no article {number} in the Constitution of {year}.").format(number=99, year=2026)
        assert gone in answer.text
        assert RIGHT_TO_LIFE[locale].partition(". ")[2] in answer.text
        assert len(answer.buttons) == 2
        await klass.people[0].says("бүгін ауа райы жақсы", where=klass.group)
        (nothing,) = await klass.people[1].says(f"@{name}", where=klass.group, reply_to=newest(klass.group))
        assert nothing.text == tr.gettext("This message names no article of the Constitution.")
        (alone,) = await klass.people[1].says(f"@{name}", where=klass.group)
        assert alone.text.startswith(tr.gettext(WELCOME))


async def test_only_admins_change_settings_however_they_appear(bot: App, box: Sandbox, klass: Class) -> None:
    store = store_of(bot)
    await klass.owner.says("/language", where=klass.group)
    panel = klass.group.heard[-1]
    for person in klass.people:
        await person.presses("English", on=panel)
        assert person.alerts[-1].text == KK.gettext(DENIED)
    for command in ("/forget", "/subscribe"):
        (reply,) = await klass.people[0].says(command, where=klass.group)
        assert reply.text == KK.gettext(DENIED), command
    assert (await store.chat(klass.group.id)).locale is None
    await klass.admin.presses("English", on=panel)
    assert (await store.chat(klass.group.id)).locale is Locale.EN
    await klass.group.promotes(klass.people[0], by=klass.owner)
    await klass.people[0].presses("Русский", on=panel)
    assert (await store.chat(klass.group.id)).locale is Locale.RU
    await klass.group.promotes(klass.people[0], by=klass.owner, status="member")
    await klass.people[0].presses("Қазақша", on=panel)
    assert (await store.chat(klass.group.id)).locale is Locale.RU
    (done,) = await klass.owner.says("/subscribe 9:00", where=klass.group, anonymous=True)
    assert done.text != tr_for(Locale.RU).gettext(DENIED)


async def test_a_group_has_one_view_and_says_so(bot: App, box: Sandbox, klass: Class) -> None:
    words = KK.gettext("Here cards are always plain: the rich view is for private chats.")
    for person in (klass.people[0], klass.owner):
        (reply,) = await person.says("/plain", where=klass.group)
        assert reply.text == words
    assert (await store_of(bot).chat(klass.group.id)).view is View.RICH


async def test_settings_are_shown_to_the_asker_alone(bot: App, box: Sandbox, klass: Class) -> None:
    await set_menus(bot.bot, Locale.KK)
    (panel,) = await klass.people[0].says("/settings", where=klass.group, topic=klass.topic)
    assert panel.ephemeral
    assert KK.gettext("View in private chats: {view}").partition("{")[0] not in panel.text
    assert klass.people[1].heard_in(klass.group) == []
    await klass.people[0].presses("English", where=klass.group)
    assert klass.people[0].alerts[-1].text == KK.gettext(DENIED)
    await klass.owner.says("/settings", where=klass.group)
    (changed,) = await klass.owner.presses("English", where=klass.group)
    assert changed.ephemeral
    assert changed.text.startswith("Language: English")
    assert klass.group.heard == []


async def test_a_stranger_to_a_card_is_answered_alone(bot: App, box: Sandbox, klass: Class) -> None:
    asker, other, third, *_ = klass.people
    (card,) = await asker.says("/article 17", where=klass.group, topic=klass.topic)
    before = card.text
    for person in (other, third):
        (answer,) = await person.presses(card.rows[0][1], on=card)
        assert answer.ephemeral
        assert answer.thread == klass.topic
        (turned,) = await person.presses(answer.rows[0][1], on=answer)
        assert turned == answer  # the same whisper goes on
    assert card.text == before
    assert [len(klass.group.whispered(person)) for person in (asker, other, third)] == [0, 1, 1]
    (edited,) = await asker.presses(card.rows[0][1], on=card)
    assert edited == card


async def test_where_a_whisper_is_refused_a_link_or_an_alert_answers(bot: App, box: Sandbox, klass: Class) -> None:
    asker, other, *_ = klass.people
    (card,) = await asker.says("/article 17", where=klass.group)
    before = card.text
    box.fail("sendMessage", refused("EPHEMERAL_NOT_AVAILABLE"), times=2)
    assert await other.presses(KK.gettext("Compare"), on=card) == []
    name = box.world.bot.username
    assert other.alerts[-1].url == f"https://t.me/{name}?start=c17"
    assert await other.presses(KK.gettext("Section"), on=card) == []
    alert = other.alerts[-1]
    assert alert.show_alert
    assert alert.text
    assert len(alert.text) <= 200
    assert await other.presses(KK.gettext("Picture"), on=card) == []  # a picture is never whispered
    assert other.alerts[-1].url == f"https://t.me/{name}?start=a17"
    assert card.text == before
    assert len(klass.group.heard) == 1


@pytest.mark.parametrize(
    "fault",
    [forbidden_to("not allowed here"), server_error(), bad_gateway(), too_many(60), lost()],
    ids=["403", "500", "502", "429", "no answer"],
)
async def test_however_a_whisper_fails_the_press_is_answered(
    bot: App, box: Sandbox, klass: Class, fault: Fault
) -> None:
    asker, other, *_ = klass.people
    (card,) = await asker.says("/article 17", where=klass.group)
    box.fail("sendMessage", fault)
    await other.presses(KK.gettext("Compare"), on=card)
    assert other.alerts[-1].url == f"https://t.me/{box.world.bot.username}?start=c17"
    box.fail("answerCallbackQuery", refused("URL_INVALID"))
    box.fail("sendMessage", fault)
    await other.presses(KK.gettext("Compare"), on=card)
    assert other.alerts[-1].show_alert
    assert other.alerts[-1].text


async def test_a_press_on_a_message_that_is_gone_posts_nothing(bot: App, box: Sandbox, klass: Class) -> None:
    chat = {"id": klass.group.id, "type": "supergroup", "title": "x"}
    press = {"id": "1", "from": {"id": klass.people[1].id, "is_bot": False, "first_name": "B"}, "chat_instance": "1",
             "data": "a1:2026:18::0", "message": {"message_id": 5, "date": 0, "chat": chat}}  # fmt: skip
    await klass.people[0].says("/article 17", where=klass.group)
    sent = len(box.log)
    await box.inject({"callback_query": press})
    assert {request.method for request in box.log[sent:]} <= {"answerCallbackQuery", "getMe"}
    assert any("start=a18" in str(request.arguments.get("url")) for request in box.log[sent:])
    assert len(klass.group.heard) == 1


async def test_after_fifteen_seconds_nothing_breaks(data_dir: Path, tmp_path: Path) -> None:
    late = 0.0

    def clock() -> float:
        return 1_700_000_000 + late

    async with Sandbox(clock=clock) as box, running_bot(box, data_dir, tmp_path) as app:
        klass = gathered(box)
        (card,) = await klass.people[0].says("/article 17", where=klass.group)
        before, sent = card.text, len(box.log)
        press = {"id": "1", "from": {"id": klass.people[1].id, "is_bot": False, "first_name": "B"}, "chat_instance": "1",
                 "data": "a1:2026:18::0", "message": {"message_id": card.message.id, "date": 1_700_000_000,
                 "chat": {"id": klass.group.id, "type": "supergroup", "title": "x"}, "text": "x"}}  # fmt: skip
        late = 16.0
        await box.inject({"callback_query": press})
        assert {request.method for request in box.log[sent:]} <= {"sendMessage", "answerCallbackQuery", "getMe"}
        assert card.text == before
        assert klass.group.whispered(klass.people[1]) == []
        assert not app.dispatcher.workflow_data["running_updates"]


async def test_a_card_posted_through_inline_mode_stays_as_it_is(bot: App, box: Sandbox, klass: Class) -> None:
    sharer, other, *_ = klass.people
    card = await sharer.chooses(await sharer.asks("17", where=klass.group), "a17", where=klass.group)
    before = card.text
    for data in ("a1:2026:18::0", "c1:2026:17:0", "r1:two-passports:0", "t1:2026", "p1", "i1:2026:17::0"):
        await other.forges(data, on=card)
    for data in ("l1:ru:0", "v1:plain", "u1:540::0"):
        await other.forges(data, on=card)
        assert other.alerts[-1].text is not None
    assert card.text == before
    assert (await store_of(bot).chat(other.id)).locale is None


FORGED = ["l1:ru:0", "v1:plain", "u1:540::0", "h1:x:0", "h1:p:7", "l1:xx:0", "h1:d:-1", "\x00" * 60, "a" * 64, "ж" * 32,
          "a" * 4000, "::::", "l1:ru", "d1:settings"]  # fmt: skip


async def test_forged_buttons_change_nothing(bot: App, box: Sandbox, klass: Class) -> None:
    outsider = box.person("Бөтен", "ru")
    (card,) = await klass.owner.says("/article 17", where=klass.group)
    before, state = card.text, await rows(bot)
    for data in FORGED:
        await klass.people[0].forges(data, on=card)
        await outsider.forges(data, on=card)  # from a chat where this person is not
        assert card.text == before, data
        assert await rows(bot) == state, data
    assert len(klass.group.heard) == 1


async def rows(bot: App) -> list[object]:
    """Everything the state database knows of chats."""
    database = store_of(bot)._database
    found: list[object] = []
    for table in ("chat", "subscription", "learned", "delivery", "asked"):
        found += await database.read(f"SELECT * FROM {table}")
    return found


def store_of(bot: App) -> Store:
    store = bot.dispatcher["preferences"]
    assert isinstance(store, Store)
    return store


@pytest.mark.parametrize("locale", list(Locale))
async def test_arriving_in_a_group(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: Locale
) -> None:
    monkeypatch.setattr(arrivals, "WELCOME_SECONDS", 0.1)
    async with Sandbox() as box, running_bot(box, data_dir, tmp_path, DEFAULT_LOCALE=locale) as app:
        owner = box.person("Айгүл", "kk")
        group = box.group("Жаңа", owner=owner, bot=None)
        (welcome,) = await group.adds_bot(owner)
        assert welcome.text.startswith(tr_for(locale).gettext(WELCOME))
        assert len(welcome.text) < 300
        assert await group.adds_bot(owner, status="administrator") == []
        await owner.presses("English", where=group)
        assert (await store_of(app).chat(group.id)).locale is Locale.EN
        await group.removes_bot(owner)
        assert await rows(app) == []
        assert not [request for request in box.log if "forbidden" in request.outcome.lower()]


async def test_an_invitation_link_says_what_to_do(bot: App, box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "WELCOME_SECONDS", 1.0)
    owner = box.person("Айгүл", "kk")
    group = box.group("Жаңа", owner=owner, bot=None)
    adding = asyncio.create_task(group.adds_bot(owner))
    await asyncio.sleep(0.1)
    await owner.says(f"/start@{box.world.bot.username} a17_ru", where=group)
    await adding
    (card,) = group.heard
    assert card.text.startswith(RIGHT_TO_LIFE[Locale.RU])
    (plain,) = await owner.says(f"/start@{box.world.bot.username} true", where=group)
    assert plain.text.startswith(KK.gettext(WELCOME))


async def test_settings_follow_a_group_that_became_a_supergroup(bot: App, box: Sandbox) -> None:
    owner, member = box.person("Айгүл", "kk"), box.person("Alex", "en")
    group = box.group("Сынып", owner=owner, members=[member], kind="group")
    await owner.says("/language", where=group)
    await owner.presses("English", where=group)
    await owner.says("/subscribe 10:00", where=group)
    new = await group.migrates()
    store = store_of(bot)
    assert (await store.chat(group.id)).locale is None
    assert (await store.chat(new.id)).locale is Locale.EN
    assert await bot.dispatcher["subscriptions"].subscription(new.id) is not None
    (card,) = await member.says("/article 17", where=new)
    assert card.text.startswith(RIGHT_TO_LIFE[Locale.EN])
    assert group.heard[-1].text != card.text


async def test_a_removed_group_keeps_only_its_place_in_the_course(bot: App, box: Sandbox) -> None:
    owner = box.person("Айгүл", "kk")
    group = box.group("Сынып", owner=owner)
    await owner.says("/subscribe 10:00", where=group)
    await group.removes_bot(owner)
    found = await bot.dispatcher["subscriptions"].subscription(group.id)
    assert found is not None
    assert not found.active


async def test_posts_of_channels_and_of_bots_are_not_answered(bot: App, box: Sandbox, klass: Class) -> None:
    chat = {"id": klass.group.id, "type": "supergroup", "title": "Сынып"}
    text: dict[str, Any] = {"text": "/article 17", "entities": [{"type": "bot_command", "offset": 0, "length": 8}]}
    channel = {"id": -100777, "type": "channel", "title": "Арна"}
    someone = {"id": klass.people[0].id, "is_bot": False, "first_name": "A"}
    robot = {"id": 4242, "is_bot": True, "first_name": "Robot", "username": "robot"}
    senders: tuple[dict[str, Any], ...] = (
        {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}, "sender_chat": channel, "is_automatic_forward": True},
        {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
        {"from": robot},
        {"from": someone, "via_bot": robot},
    )  # fmt: skip
    for number, sender in enumerate(senders):
        await box.inject({"message": {"message_id": 900 + number, "date": 1, "chat": chat, **text, **sender}})
    assert klass.group.heard == []
    await box.inject({"message": {"message_id": 990, "date": 1, "chat": chat, **text, "from": someone}})
    assert len(klass.group.heard) == 1


async def test_updates_that_are_asked_for(bot: App, box: Sandbox) -> None:
    from bot.receiving import allowed_updates

    wanted = allowed_updates(bot.dispatcher)
    assert len(wanted) == len(set(wanted))
    assert {"message", "callback_query", "inline_query", "guest_message", "my_chat_member"} <= set(wanted)
    assert "chosen_inline_result" not in wanted  # nobody counts what is posted


@pytest.mark.parametrize("said", ["/a17", "/A17@{bot}"])
async def test_a_tapped_word_works_in_a_group_too(bot: App, box: Sandbox, klass: Class, said: str) -> None:
    me = await bot.bot.me()
    (card,) = await klass.people[0].says(said.format(bot=me.username), where=klass.group)
    assert card.text.startswith(RIGHT_TO_LIFE[Locale.KK])
    assert await klass.people[0].says("/a17@other_bot", where=klass.group) == []


async def test_a_language_is_named_by_admins_only(klass: Class) -> None:
    await klass.people[0].says("/language en", where=klass.group)
    (kazakh,) = await klass.people[0].says("/article 17", where=klass.group)
    assert kazakh.text.startswith(RIGHT_TO_LIFE[Locale.KK])
    await klass.owner.says("/language en", where=klass.group)
    (english,) = await klass.people[0].says("/article 17", where=klass.group)
    assert english.text.startswith(RIGHT_TO_LIFE[Locale.EN])


async def test_a_reply_to_another_bot_is_no_answer_to_our_question(bot: App, box: Sandbox, klass: Class) -> None:
    await klass.owner.says("/subscribe 9:00", where=klass.group)
    (panel,) = await klass.owner.says("/settings", where=klass.group)
    await klass.owner.presses(KK.gettext("Other time"), on=panel)
    chat = {"id": klass.group.id, "type": "supergroup", "title": "Сынып"}
    robot = {"id": 4242, "is_bot": True, "first_name": "Robot", "username": "robot"}
    theirs = {"message_id": 901, "date": 1, "chat": chat, "from": robot, "text": "Қашан?"}
    owner = {"id": klass.owner.id, "is_bot": False, "first_name": "A"}
    reply = {"message_id": 902, "date": 1, "chat": chat, "from": owner, "text": "21:45", "reply_to_message": theirs}
    before = len(klass.group.heard)
    await box.inject({"message": reply})
    found = await bot.daily.subscriptions.subscription(klass.group.id)
    assert found is not None
    assert found.schedule.at.hour == 9
    assert len(klass.group.heard) == before
    assert await bot.daily.asked.waiting(klass.group.id, klass.owner.id) is not None
