"""What is stored can be seen whole and erased whole, and nothing else is stored."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.database import Database
from bot.misses import countable_words
from bot.secret_key import secret_key_beside
from bot.store import Store
from bot.store.misses import CHATS_BEFORE_READABLE, Misses, most_missed
from bot.translator import tr_for
from content.model import Locale
from sandbox import Person, Sandbox, forbidden_to
from tests.conftest import running_bot
from tests.safety.filling import ADMIN, GROUP, fill, fill_everything
from tests.safety.reporting import told

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)


def places_of(path: Path, *values: int) -> list[str]:
    """Every table and column in which one of the ids stands, found by looking at every value there is."""
    with closing(sqlite3.connect(path)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = []
        for table in tables:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            for row in db.execute(f"SELECT * FROM {table}"):
                for column, value in zip(columns, row, strict=True):
                    if any(str(one) in str(value) for one in values):
                        found.append(f"{table}.{column}")
    return sorted(set(found))


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in (path, path.with_name(f"{path.name}-wal")) if file.exists())


@pytest.mark.parametrize("locale", list(Locale))
async def test_privacy_says_everything_and_who(box: Sandbox, data_dir: Path, tmp_path: Path, locale: Locale) -> None:
    async with running_bot(box, data_dir, tmp_path, OPERATOR_CONTACT="Club, club@example.org"):
        (card,) = await box.person("Somebody", locale.value).says("/privacy")
    assert "Club, club@example.org" in card.text
    assert all(days in card.text for days in ("90", "180", "35", "30"))
    assert card.rows == [[tr_for(locale).gettext("Erase everything")]]


async def test_mydata_is_a_file_with_everything(alex: Person, bot: App) -> None:
    await alex.says("/subscribe 9:00")
    await alex.says("/plain")
    (message,) = await alex.says("/mydata")
    assert message.document is not None
    stored = json.loads(message.document)
    assert stored["chat_id"] == alex.id
    assert stored["stored"]["chat"][0]["view"] == "plain"
    assert stored["stored"]["subscription"][0]["at"].startswith("09:00")


async def test_mydata_leaves_no_table_out(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    async with Database.open(path) as database:
        chat_id = await fill_everything(database)
        stored = await Store(database, b"x" * 32).stored_data(chat_id)
    assert sorted(table for table, rows in stored.items() if not rows) == ["questions_open_in_groups"]


async def test_forget_asks_once_and_gives_a_receipt(alex: Person, bot: App, tmp_path: Path) -> None:
    tr = tr_for(Locale.EN)
    await alex.says("/subscribe 9:00")
    (asked,) = await alex.says("/forget")
    assert asked.text.startswith(tr.gettext("Erase everything stored about this chat?"))
    (kept,) = await alex.presses(tr.gettext("Keep everything"))
    assert kept.text == tr.gettext("Nothing was erased.")
    assert places_of(tmp_path / "state.db", alex.id)
    await alex.says("/forget")
    (done,) = await alex.presses(tr.gettext("Yes, erase"))
    assert done.text.startswith(tr.gettext("Done: everything stored about this chat is erased."))
    assert tr.gettext("Entries erased: {number}.").format(number=2) in done.text
    assert places_of(tmp_path / "state.db", alex.id) == []
    (settings,) = await alex.says("/subscribe")  # and life goes on
    assert settings.text


async def test_only_admins_see_or_erase_what_a_group_has(box: Sandbox, bot: App, tmp_path: Path) -> None:
    boss, guest = box.person("Boss", "en"), box.person("Guest", "en")
    group = box.group("Class", owner=boss, members=[guest])
    await boss.says("/subscribe 9:00", where=group)
    await boss.says("/forget", where=group)
    before = places_of(tmp_path / "state.db", group.id)
    await guest.forges("f1:1:0", where=group)
    await guest.says("/mydata", where=group)
    assert not any(heard.document for heard in guest.heard_in(group))
    assert places_of(tmp_path / "state.db", group.id) == before != []


async def test_a_group_that_threw_the_bot_out_cannot_be_asked_about_and_says_so(alex: Person, box: Sandbox) -> None:
    group = box.group("Class", owner=alex)
    box.fail("getChatMember", forbidden_to("bot was kicked from the supergroup chat"))
    (refused,) = await alex.says(f"/start mydata_{group.id}")
    assert refused.text == tr_for(Locale.EN).gettext("Only admins of this group can change its settings.")


async def test_mydata_of_a_group_comes_to_its_admins_in_private_without_the_ids_of_others(
    box: Sandbox, bot: App
) -> None:
    boss, second, guest = (box.person(name, "en") for name in ("Boss", "Second", "Guest"))
    group = box.group("Class", owner=boss, admins=[second], members=[guest])
    await boss.says("/subscribe 9:00", where=group)
    await boss.forges("h1:t:0", where=group)  # asks the boss for a time
    for person in (boss, second, guest):
        await person.says("/mydata", where=group)
    assert not any(heard.document for heard in group.heard)
    about_me, about_chat = ((button.url or "").partition("start=")[2] for button in group.heard[-1].buttons)
    found = {}
    for person in (boss, second):
        (file,) = await person.says(f"/start {about_chat}")
        assert file.document is not None
        found[person] = json.loads(file.document)
        assert found[person]["chat_id"] == group.id
    assert found[boss]["stored"]["subscription"][0]["set_by"] == boss.id
    assert found[second]["stored"]["subscription"][0]["set_by"] == "another person"
    assert str(boss.id) not in json.dumps(found[second])
    (denied,) = await guest.says(f"/start {about_chat}")
    assert denied.document is None
    (own,) = await guest.says(f"/start {about_me}")
    assert own.document is not None
    assert json.loads(own.document)["chat_id"] == guest.id
    assert str(boss.id) not in own.document.decode()
    (strange,) = await guest.says("/start mydata_-1001234567")
    assert strange.document is None


async def test_forget_leaves_no_trace_in_any_table_or_byte(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    async with Database.open(path) as database:
        chat_id = await fill_everything(database)
        store = Store(database, b"x" * 32)
        assert places_of(path, chat_id)
        erased = await store.forget(chat_id)
        assert erased > 6
        assert places_of(path, chat_id) == []
        assert chat_id.to_bytes(6, "big") not in bytes_of(path)
        # a person who set up a group is forgotten there too, and the group keeps its subscription
        await fill(database, GROUP, set_by=ADMIN)
        await store.forget(ADMIN)
        assert places_of(path, ADMIN) == []
        told(
            "privacy", "/forget after everything was used, every table and the bytes of the file looked at", "0 traces"
        )
        assert "subscription.chat_id" in places_of(path, GROUP)


async def test_what_is_kept_ends(tmp_path: Path) -> None:
    from bot.store.deliveries import Ledger

    path = tmp_path / "state.db"
    async with Database.open(path) as database:
        chat_id = await fill_everything(database, standing="gone", at=NOW)
        await Ledger(database).tidy(NOW + timedelta(days=89))
        assert "delivery.chat_id" in places_of(path, chat_id)
        await Ledger(database).tidy(NOW + timedelta(days=91))
        assert "delivery.chat_id" not in places_of(path, chat_id)
        assert "learned.chat_id" in places_of(path, chat_id)
        await Ledger(database).tidy(NOW + timedelta(days=181))
        assert places_of(path, chat_id) == []


def test_only_words_are_counted() -> None:
    assert countable_words("Как отправить Спутник на орбиту?") == ["как", "отправить", "спутник", "орбиту"]
    for private in (
        "+7 701 123 45 67",
        "@aigul_2001",
        "aigul@example.kz",
        "880101300123",
        "https://t.me/x",
        "ә",
        "a" * 40,
    ):
        assert countable_words(private) == []
    assert len(countable_words(" ".join(f"сөз{letter * 3}" for letter in "абвгдежзик"))) == 8


async def test_a_word_is_readable_after_three_chats(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    async with Database.open(path) as database:
        secret_key = secret_key_beside(path)
        assert secret_key_beside(path) == secret_key
        misses = Misses(database, secret_key, lambda: NOW)
        for _ in range(5):
            await misses.missed(111_222_333_444, "Космодром Айгүл")
        await misses.missed(111_222_333_445, "космодром")
        assert await most_missed(database) == []
        raw = bytes_of(path)
        assert not any(word.encode() in raw for word in ("космодром", "айгүл", "Космодром"))
        assert secret_key not in raw
        assert places_of(path, 111_222_333_444) == []
        assert CHATS_BEFORE_READABLE == 3
        await misses.missed(111_222_333_446, "космодром!")
        assert await most_missed(database) == [("космодром", 3)]
        await misses.missed(111_222_333_444, "космодром")
        assert await most_missed(database) == [("космодром", 4)]
    told("privacy", "a word missed five times by one chat, then by a second", "nothing readable before the third chat")


async def test_forget_takes_a_chat_out_of_the_counting(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    async with Database.open(path) as database:
        store, misses = Store(database, b"s" * 32), Misses(database, b"s" * 32, lambda: NOW)
        for chat_id in (11, 12):
            await misses.missed(chat_id, "ракета")
        assert await store.forget(12) == 1
        await misses.missed(13, "ракета")
        assert await most_missed(database) == []
        await misses.missed(14, "ракета")
        assert await most_missed(database) == [("ракета", 3)]
