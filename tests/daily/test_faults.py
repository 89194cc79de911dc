"""Whatever Telegram, the network or the operator do: one each, nothing lost, and a reason for all that did not go out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.config import read_config
from bot.exit_status import StartError
from bot.single import single_instance
from bot.translator import tr_for
from content.model import Locale
from content.schedule import Standing
from sandbox import Sandbox, acts, bad_gateway, dropped, forbidden_to, lost, refused, server_error, too_many
from tests.daily.conftest import Daily, crowd, states, sweep
from tests.daily.course import Clock, build_course, title

SENDS = ("sendRichMessage", "sendMessage")


async def test_a_storm_of_429_is_waited_out_and_everybody_is_served_once(app: App, box: Sandbox, clock: Clock) -> None:
    people = await crowd(app, box, 30)
    clock.turn(hours=1)
    box.fail("sendRichMessage", too_many(5), times=12)
    await sweep(app)
    for _ in range(40):
        before, pause = len(box.log), app.daily.pace.pause
        await sweep(app)
        assert not pause or len(box.log) == before, "nothing is sent inside a pause"
        clock.turn(seconds=3)
    assert [len(person.heard) for person in people] == [1] * 30
    assert await states(app) == {"sent": 30}
    assert app.daily.pace.refusals <= 12


async def test_a_pause_of_an_hour_does_not_silence_the_rest_of_the_day(app: App, box: Sandbox, clock: Clock) -> None:
    people = await crowd(app, box, 3)
    clock.turn(hours=1)
    box.fail("sendRichMessage", too_many(3600))
    await sweep(app)
    clock.turn(minutes=30)
    await sweep(app)
    served = sum(len(person.heard) for person in people)
    clock.turn(minutes=45)
    await sweep(app)
    assert served < 3
    assert [len(person.heard) for person in people] == [1] * 3


@pytest.mark.parametrize("fault", [dropped(), bad_gateway(accepted=True)])
async def test_a_lost_answer_costs_one_silent_second_copy_and_never_a_third(
    app: App, box: Sandbox, clock: Clock, fault: object
) -> None:
    people = await crowd(app, box, 20)
    clock.turn(hours=1)
    for person in people[:3]:
        box.fail("sendRichMessage", fault, times=2, chat_id=person.id)  # type: ignore[arg-type]
    for _ in range(5):
        await sweep(app)
        clock.turn(seconds=40)
    copies = [[heard.silent for heard in person.heard] for person in people]
    assert copies == [[False, True]] * 3 + [[False]] * 17
    assert await states(app) in (
        {"sent": 17, "unknown no answer": 3},
        {"sent": 17, "unknown an answer that cannot be read": 3},
    )


@pytest.mark.parametrize("fault", [lost(), server_error(), bad_gateway()])
async def test_what_perhaps_arrived_and_did_not_comes_a_minute_later(
    app: App, box: Sandbox, clock: Clock, fault: object
) -> None:
    (person,) = await crowd(app, box, 1)
    clock.turn(hours=1)
    box.fail("sendRichMessage", fault)  # type: ignore[arg-type]
    await sweep(app)
    clock.turn(seconds=30)
    await sweep(app)
    assert person.heard == []
    clock.turn(seconds=31)
    await sweep(app)
    assert [heard.silent for heard in person.heard] == [True]


async def test_who_blocked_is_left_alone_and_comes_back_to_the_same_place(app: App, box: Sandbox, clock: Clock) -> None:
    people = await crowd(app, box, 5)
    clock.turn(hours=1)
    await sweep(app)
    people[0].chat.blocked = True  # the news of it was lost
    clock.turn(days=1)
    await sweep(app)
    assert (await states(app))["gone blocked"] == 1
    found = await app.daily.subscriptions.subscription(people[0].id)
    assert found is not None
    assert found.standing is Standing.GONE
    clock.turn(days=5)
    await people[0].unblocks_bot()
    clock.turn(days=1)
    await sweep(app)
    assert people[0].last.text.startswith(title(2))


async def test_blocking_is_noticed_before_the_next_send(app: App, box: Sandbox, clock: Clock) -> None:
    (person,) = await crowd(app, box, 1)
    await person.blocks_bot()
    clock.turn(hours=1)
    await sweep(app)
    assert not [request for request in box.log if request.method in SENDS]
    assert await states(app) == {}


async def test_a_group_that_became_a_supergroup_gets_one(app: App, box: Sandbox, clock: Clock) -> None:
    owner = box.person("Owner", "kk")
    group = box.group("Сынып", owner=owner, kind="group")
    await owner.says("/subscribe", where=group)
    moved, _ = acts.migrate(box.world, group.chat)
    moved.members[box.world.bot.id] = group.chat.members[box.world.bot.id]
    clock.turn(hours=1)
    await sweep(app)
    await sweep(app)
    heard = [message for message in moved.messages.values() if message.sender is box.world.bot]
    assert len(heard) == 1
    assert await app.daily.subscriptions.subscription(group.id) is None
    found = await app.daily.subscriptions.subscription(moved.id)
    assert found is not None
    assert found.had == 1


async def test_a_third_without_a_chat_stops_the_run_and_switches_nobody_off(
    app: App, box: Sandbox, clock: Clock
) -> None:
    people = await crowd(app, box, 100)
    for person in people[::3]:
        del box.world.chats[person.id]
    clock.turn(hours=1)
    await sweep(app)
    assert len([request for request in box.log if request.method in SENDS]) <= 40
    assert app.daily.deliverer.breaker.is_open
    counts = await app.daily.database.read("SELECT count(*) FROM subscription WHERE standing != 'active'")
    assert counts == [(0,)]


async def test_a_closed_topic_is_tried_for_days_and_the_admin_is_told_once(
    app: App, box: Sandbox, clock: Clock
) -> None:
    owner = box.person("Owner", "en")
    await owner.says("/language")
    await owner.presses("English")
    group = box.group("Class", owner=owner, topics=["Law"])
    await owner.says("/subscribe", where=group, topic=group.topic("Law"))
    group.deletes_topic("Law")
    clock.turn(hours=1)
    for _ in range(4):
        await sweep(app)
        clock.turn(days=1)
    told = [heard for heard in owner.heard if heard.text.startswith("The daily explainer did not reach your group.")]
    assert len(told) == 2  # at first, and when it ended
    assert await states(app) == {"refused no topic": 3}
    assert len([heard for heard in group.heard if title(1) in heard.text]) == 0


async def test_bad_words_stop_at_the_operator(daily: Daily, box: Sandbox, clock: Clock) -> None:
    operator = box.person("Operator", "en")
    operator.starts()
    async with daily(ADMIN_IDS=str(operator.id)) as app:
        people = await crowd(app, box, 5)
        clock.turn(hours=1)
        box.fail("*", refused("Bad Request: can't parse entities: unexpected end"), times=2, chat_id=operator.id)
        await sweep(app)
        assert [len(person.heard) for person in people] == [0] * 5
        held = tr_for(Locale.KK).gettext("held back before it reached a reader: {mark} ({reason})").partition("{")[0]
        assert any(heard.text.startswith(f"⚠ {held}") for heard in operator.heard)
        assert await states(app) == {"pending content held": 5}


async def test_the_operator_sees_every_explainer_first_and_once(daily: Daily, box: Sandbox, clock: Clock) -> None:
    operator = box.person("Operator", "en")
    operator.starts()
    async with daily(ADMIN_IDS=str(operator.id)) as app:
        people = await crowd(app, box, 5)
        clock.turn(hours=1)
        await sweep(app)
        assert [len(person.heard) for person in people] == [1] * 5
        assert [heard.text.startswith(title(1)) for heard in operator.heard] == [True]
        assert "Shown to the operator first · " in operator.last.text
        first = next(request for request in box.log if request.method in SENDS)
        assert first.chat_id == operator.id


async def test_without_an_operator_three_refusals_of_the_same_words_are_enough(
    app: App, box: Sandbox, clock: Clock
) -> None:
    people = await crowd(app, box, 30)
    clock.turn(hours=1)
    box.fail("*", refused("Bad Request: can't parse entities: unexpected end"), times=1000)
    await sweep(app)
    box.faults.clear()
    assert len({request.chat_id for request in box.log if request.method in SENDS}) <= 3 + 8
    assert [len(person.heard) for person in people] == [0] * 30


async def test_a_rebuilt_corpus_with_a_new_order_repeats_nothing(
    daily: Daily, box: Sandbox, clock: Clock, tmp_path: Path
) -> None:
    folder = build_course(tmp_path / "data", [1, 2, 3])
    async with daily(folder) as app:
        (person,) = await crowd(app, box, 1)
        clock.turn(hours=1)
        for order in ([1, 2, 3], [4, 1, 2, 3], [3, 2, 1, 4, 5], [5, 1, 2, 3, 4], [5, 1, 2, 3, 4, 6]):
            build_course(folder, order)
            await sweep(app)
            clock.turn(days=1)
        shown = [heard.text.splitlines()[0] for heard in person.heard]
    assert shown == [title(1), title(4), title(3), title(5), title(2)]


async def test_a_stall_and_a_night_of_sleep_lose_nothing_and_a_jump_is_noticed(
    app: App, box: Sandbox, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (person,) = await crowd(app, box, 1)
    await sweep(app)
    clock.turn(hours=5)  # the loop stood still
    await sweep(app)
    assert len(person.heard) == 1
    clock.step(hours=2)
    await app.daily.deliverer.sweep()
    assert "The clock jumped by" in caplog.text
    await sweep(app)
    assert len(person.heard) == 1


async def test_a_second_instance_gives_up_at_once(daily: Daily, box: Sandbox, course_dir: Path, tmp_path: Path) -> None:
    async with daily() as app:
        with pytest.raises(StartError, match="another instance") as caught:
            async with open_app(app.config):
                pass
        assert caught.value.status == 75
    with single_instance(app.config.state):
        pass


async def test_another_bots_database_is_not_touched(daily: Daily, box: Sandbox) -> None:
    async with daily() as app:
        await app.daily.store.remember("bot_id", "4242")
    with pytest.raises(StartError, match="belongs to bot 4242"):
        async with daily():
            pass


async def test_a_real_bot_takes_over_from_the_sandbox_with_a_clean_slate(daily: Daily, box: Sandbox) -> None:
    async with daily() as app:
        await crowd(app, box, 2)
        config = app.config
    async with Sandbox(token="4242:SANDBOX-token-that-opens-nothing-anywhere") as other:
        settings = {"BOT_TOKEN": other.token, "BOT_API_URL": other.url, "DATA_DIR": str(config.folder)}
        async with open_app(read_config({**settings, "DATABASE_URL": config.database_url})) as taken:
            assert await taken.daily.database.read("SELECT count(*) FROM subscription") == [(0,)]


def said(person: int, number: int, text: str) -> dict[str, Any]:
    """An update as it comes from Telegram."""
    message = {
        "message_id": 900, "date": 1, "text": text,
        "chat": {"id": person, "type": "private", "first_name": "S"},
        "from": {"id": person, "is_bot": False, "first_name": "S", "language_code": "en"},
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
    }  # fmt: skip
    return {"update_id": number, "message": message}


async def test_a_repeated_update_is_handled_once(app: App, box: Sandbox) -> None:
    person = box.person("Somebody", "en")
    await person.says("/start")
    before = len(person.heard)
    for _ in range(3):
        await app.dispatcher.feed_raw_update(app.bot, said(person.id, 77_000_000, "/subscribe"))
    assert len(person.heard) == before + 1


OF_ANOTHER_BOT = "4242:SANDBOX-token-that-opens-nothing-anywhere"


async def test_an_update_that_comes_again_after_a_restart_changes_nothing_more(daily: Daily, clock: Clock) -> None:
    async with Sandbox(token=OF_ANOTHER_BOT) as box:
        settings = {"BOT_TOKEN": box.token, "BOT_API_URL": box.url}
        person = box.person("Somebody", "en")
        async with daily(**settings) as app:
            await app.dispatcher.feed_raw_update(app.bot, said(person.id, 77_000_000, "/subscribe"))
            await app.dispatcher.feed_raw_update(app.bot, said(person.id, 77_000_001, "17"))
            await app.daily.subscriptions.unsubscribe(person.id)
        heard = len([request for request in box.log if request.method in SENDS])
        async with daily(**settings) as app:
            await app.dispatcher.feed_raw_update(app.bot, said(person.id, 77_000_000, "/subscribe"))
            found = await app.daily.subscriptions.subscription(person.id)
            assert found is not None
            assert found.standing is Standing.STOPPED
            assert len([request for request in box.log if request.method in SENDS]) == heard
            clock.to("2028-01-01T00:00:00")
            await app.daily.ledger.tidy(clock.now)
            assert await app.daily.database.read("SELECT * FROM seen_update") == []


async def test_what_only_reads_leaves_no_number_behind(app: App, box: Sandbox) -> None:
    person = box.person("Somebody", "en")
    await person.says("/help")
    assert await app.daily.database.read("SELECT * FROM seen_update") == []
    await person.says("/subscribe")
    assert len(await app.daily.database.read("SELECT * FROM seen_update")) == 1


async def test_each_sandbox_counts_its_updates_from_the_beginning(daily: Daily, box: Sandbox) -> None:
    async with daily() as app:
        await box.person("Somebody", "en").says("/subscribe")
        assert await app.daily.database.read("SELECT count(*) FROM seen_update") == [(1,)]
    async with daily() as app:
        assert await app.daily.database.read("SELECT count(*) FROM seen_update") == [(0,)]


async def test_new_zone_rules_at_the_start_lose_nobody_s_day(daily: Daily, box: Sandbox, clock: Clock) -> None:
    async with daily() as app:
        (person,) = await crowd(app, box, 1)
        await app.daily.database.write(
            lambda db: db.execute("UPDATE subscription SET next_due_at = next_due_at + 3600")
        )
        await app.daily.store.remember("tzdata", "1999.1")
    clock.turn(hours=1, minutes=10)
    async with daily() as app:
        await sweep(app)
        assert await states(app) == {"sent": 1}
        assert len(person.heard) == 1
        assert await app.daily.store.fact("tzdata") != "1999.1"


async def test_a_subscription_in_an_unknown_zone_keeps_neither_the_start_nor_the_others(
    daily: Daily, box: Sandbox, clock: Clock
) -> None:
    async with daily() as app:
        people = await crowd(app, box, 3)
        await app.daily.database.write(
            lambda db: db.execute("UPDATE subscription SET zone = 'Mars/Olympus' WHERE chat_id = ?", (people[1].id,))
        )
        await app.daily.store.remember("tzdata", "1999.1")
    clock.turn(hours=1)
    async with daily() as app:
        await sweep(app)
        assert [len(person.heard) for person in people] == [1, 0, 1]
        assert app.failures.recent() == 1
        await people[1].says("/subscribe Ташкент")
        clock.turn(days=1)
        await sweep(app)
        assert people[1].last.text.startswith(title(1))


async def test_a_404_ends_one_row_and_not_the_bot(app: App, box: Sandbox, clock: Clock) -> None:
    people = await crowd(app, box, 3)
    halted: list[str] = []
    app.daily.halt.then = halted.append
    clock.turn(hours=1)
    box.fail("*", refused("Not Found", 404), times=2, chat_id=people[0].id)
    await sweep(app)
    assert halted == []
    assert [len(person.heard) for person in people] == [0, 1, 1]
    assert await states(app) == {"refused not known to the server": 1, "sent": 2}
    clock.turn(days=1)
    await sweep(app)
    assert [len(person.heard) for person in people] == [1, 2, 2]


async def test_the_last_note_about_rights_promises_no_more_tries(app: App, box: Sandbox, clock: Clock) -> None:
    owner = box.person("Owner", "en")
    await owner.says("/language")
    await owner.presses("English")
    group = box.group("Class", owner=owner)
    await owner.says("/subscribe", where=group)
    box.fail("*", refused("Bad Request: not enough rights to send text messages"), times=1000, chat_id=group.id)
    clock.turn(hours=1)
    for _ in range(16):
        await sweep(app)
        clock.turn(days=1)
    box.faults.clear()
    told = [heard.text for heard in owner.heard if heard.text.startswith("The daily explainer did not reach")]
    assert ["It will try" in text for text in told] == [True, False]
    assert "/subscribe" in told[1]
    found = await app.daily.subscriptions.subscription(group.id)
    assert found is not None
    assert found.standing is Standing.GONE


async def test_a_full_disk_loses_nothing(app: App, box: Sandbox, clock: Clock) -> None:
    people = await crowd(app, box, 12)
    clock.turn(hours=1)
    await app.daily.deliverer.sweep()
    pages = (await app.daily.database.read("PRAGMA page_count"))[0][0]
    await app.daily.database.read(f"PRAGMA max_page_count = {pages}")
    await asyncio.gather(app.daily.deliverer.deliver(), return_exceptions=True)
    await app.daily.database.read("PRAGMA max_page_count = 1000000")
    await app.daily.ledger.recover(clock.now)
    for _ in range(4):
        clock.turn(seconds=61)
        await sweep(app)
    assert all(1 <= len(person.heard) <= 2 for person in people)
    assert (await app.daily.database.read("PRAGMA integrity_check"))[0][0] == "ok"


async def test_forbidden_for_an_unknown_reason_needs_three_days(app: App, box: Sandbox, clock: Clock) -> None:
    (person,) = await crowd(app, box, 1)
    clock.turn(hours=1)
    box.fail("*", forbidden_to("something new"), times=100, chat_id=person.id)
    standings = []
    for _ in range(3):
        await sweep(app)
        found = await app.daily.subscriptions.subscription(person.id)
        assert found is not None
        standings.append(found.standing)
        clock.turn(days=1)
    assert standings == [Standing.ACTIVE, Standing.ACTIVE, Standing.GONE]
