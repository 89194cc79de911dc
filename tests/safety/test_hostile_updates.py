"""No update, however damaged, stops the others or fails unforeseen; nobody changes what is not theirs."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import os
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import App
from bot.config import Webhook
from bot.config_values import Address, Secret
from bot.flood import Flood
from bot.receiving import BODY_LIMIT, drain, hook
from sandbox import Person, Sandbox, acts
from sandbox.faults import Fault, bad_gateway
from tests.safety.mutating import TYPES, WORDS, Grower
from tests.safety.reporting import told

UPDATES = int(os.environ.get("FUZZED_UPDATES", "1500"))
PAYLOADS = int(os.environ.get("HTML_PAYLOADS", "300"))
FORGED = int(os.environ.get("FORGED_PRESSES", "250"))
MUCH = b" " * (3 << 20)
SECRET = "a-secret-of-sixteen-letters"


@pytest.fixture
def unhurried(bot: App) -> App:
    """The bot with buckets that are always full: here the number of updates is the point."""
    passed = [0.0]

    def clock() -> float:
        passed[0] += 3600
        return passed[0]

    bot.dispatcher.workflow_data["flood"] = Flood(clock)
    return bot


def grower(box: Sandbox, seed: int, *people: Person) -> Grower:
    chats: list[dict[str, Any]] = [{"id": one.id, "type": "private", "first_name": "<b>"} for one in people]
    group = box.group("<i>Group", owner=people[0], members=people[1:])
    chats.append({"id": group.id, "type": "supergroup", "title": "</b><a href='x'>"})
    users = [{"id": one.id, "is_bot": False, "first_name": "<b>&", "language_code": "en"} for one in people]
    return Grower(seed, chats, users)


async def until_done(box: Sandbox, bot: App, seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while box.world.updates.pending or bot.dispatcher.workflow_data.get("running_updates"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_fuzzed_updates_by_polling(unhurried: App, box: Sandbox, alex: Person, dmitry: Person) -> None:
    await alex.says("/start")
    made, neighbours = grower(box, 15, alex, dmitry), 0
    for number in range(UPDATES):
        kind = TYPES[number % len(TYPES)]
        box.world.updates.put(made.damaged(kind) if number % 4 else made.update(kind))
        if number % 60 == 59:
            await until_done(box, unhurried)
            answers = await dmitry.says("17")
            neighbours += any("Право на жизнь" in heard.text or "right to life" in heard.text for heard in answers)
    await until_done(box, unhurried)
    assert not box.world.updates.pending
    assert neighbours == UPDATES // 60
    assert unhurried.failures.recent() == 0
    told(
        "input",
        f"{UPDATES} fuzzed updates of {len(TYPES)} types by polling",
        f"0 failures, {neighbours} of {neighbours} neighbours answered",
    )


@asynccontextmanager
async def hooked(bot: App, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """The webhook listener on a free port; its address."""
    webhook = Webhook("https://bot.example.org/hook", Secret(SECRET), Address(host, 0))
    async with hook(bot.bot, bot.dispatcher, webhook, asyncio.Event()) as runner:
        yield f"http://{Address(host, runner.addresses[0][1])}/hook"


async def test_fuzzed_updates_by_webhook(unhurried: App, box: Sandbox, alex: Person, dmitry: Person) -> None:
    made, statuses = grower(box, 16, alex, dmitry), set()
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with hooked(unhurried) as url, aiohttp.ClientSession() as web:
        for number in range(UPDATES):
            kind = TYPES[number % len(TYPES)]
            update = {"update_id": 5_000_000 + number, **(made.damaged(kind) if number % 4 else made.update(kind))}
            async with web.post(url, data=json.dumps(update), headers=headers) as response:
                statuses.add(response.status)
        await drain(unhurried.dispatcher, 30)
    assert statuses == {200}
    assert unhurried.failures.recent() == 0
    told("input", f"{UPDATES} fuzzed updates of {len(TYPES)} types by webhook", "0 failures, every answer 200")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
async def test_the_webhook_lets_nobody_else_in(bot: App, host: str) -> None:
    good = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    body = json.dumps({"update_id": 1})
    nested = b"[" * 200_000
    cases: list[tuple[str, dict[str, str], bytes, int]] = [
        ("the right secret", good, body.encode(), 200),
        ("no secret", {}, body.encode(), 401),
        ("an empty secret", {"X-Telegram-Bot-Api-Secret-Token": ""}, body.encode(), 401),
        ("a wrong secret", {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]}, body.encode(), 401),
        ("a secret that is not ASCII", {"X-Telegram-Bot-Api-Secret-Token": "құпия"}, body.encode(), 401),
        ("a forged address of origin", {"X-Forwarded-For": "149.154.167.220"}, body.encode(), 401),
        ("rubbish as address of origin", {"X-Forwarded-For": "not an address", **good}, body.encode(), 200),
        ("3 MB", good, MUCH, 413),
        ("3 MB without the secret", {}, MUCH, 401),
        ("broken JSON", good, b'{"update_id": ', 400),
        ("bytes that are no text", good, b"\xff\xfe\x00", 400),
        ("an unknown charset", {**good, "Content-Type": "application/json; charset=nothing"}, body.encode(), 200),
        ("200,000 brackets", good, nested, 400),
        ("packed", {**good, "Content-Encoding": "gzip"}, gzip.compress(body.encode()), 400),
        ("said to be packed", {**good, "Content-Encoding": "gzip"}, body.encode(), 200),
        ("said to be packed otherwise", {**good, "Content-Encoding": "deflate"}, b"\xff" * 99, 400),
        ("packed in an unknown way", {**good, "Content-Encoding": "snappy"}, b"\xff" * 99, 400),
        ("3 MB packed into few bytes", {**good, "Content-Encoding": "gzip"}, gzip.compress(MUCH), 400),
        ("JSON that is no update", good, b"[]", 200),
        ("no number", good, b'{"message": {}}', 200),
    ]
    assert len(nested) < BODY_LIMIT
    async with hooked(bot, host) as url, aiohttp.ClientSession() as web:
        before = len(bot.dispatcher.workflow_data.get("running_updates", ()))
        for name, headers, content, expected in cases:
            try:
                async with web.post(url, data=io.BytesIO(content), headers=headers) as response:
                    assert response.status == expected, name
            except aiohttp.ClientOSError:
                assert len(content) > BODY_LIMIT, name  # refused before all of it was read
        async with web.get(url, headers=good) as response:
            assert response.status == 405
        await drain(bot.dispatcher, 5)
        assert before == 0
    assert bot.failures.recent() == 0
    told("input", f"webhook matrix of {len(cases)} requests, peer {host}", "each as specified, 0 answers 5xx")


def payloads(count: int) -> list[str]:
    dice = random.Random(29)
    pieces = (
        '<a href="https://evil.example/{n}">', "</a>", "<b>", "</b>", "<i", ">", "&lt;", "&", "<tg-emoji emoji-id='1'>", "</code>",
        "<pre><code class='x'>", "&#60;b&#62;", '"', "'", "<script>", "<!--", "]]>", "<tg-spoiler>", "\u200b", "{number}", "%s", "{0.x}",
        "<blockquote expandable>", "17", "Алматы", "қ", "9:00", "https://evil.example/{n}",
    )  # fmt: skip
    return ["".join(dice.choices(pieces, k=dice.randint(1, 6))).replace("{n}", str(n)) for n in range(count)]


async def test_no_argument_becomes_markup(unhurried: App, box: Sandbox, alex: Person) -> None:
    await alex.says("/start")
    await alex.says("/plain")
    ways = (
        "{}", "/article {}", "/compare {}", "/rights {}", "/search {}", "/subscribe {}", "/subscribe 9:00 {}", "/pause {}", "/start {}",
        "/{}", "/article@{} 17", "/today {}", "/quiz {}", "/language {}", "/mydata {}",
    )  # fmt: skip
    start = len(box.log)
    for number, payload in enumerate(payloads(PAYLOADS)):
        name = {"first_name": payload, "username": "u", "last_name": payload}
        said = ways[number % len(ways)].format(payload)
        box.world.updates.put(_message(alex, said, number, **name))
        await alex.asks(payload) if number % 12 == 0 else None
        if number % 50 == 49:
            await until_done(box, unhurried)
    await until_done(box, unhurried)
    assert {request.outcome for request in box.log[start:]} <= {"ok"}
    for heard in alex.heard:
        assert not any("evil" in str(entity) for entity in heard.entities)
        assert "evil.example" not in json.dumps(heard.rich or [])
    assert unhurried.failures.recent() == 0
    told(
        "input",
        f"{PAYLOADS} HTML payloads through {len(ways)} arguments, names and inline",
        "0 became markup, 0 refused",
    )


async def test_forged_presses_and_links_change_nothing_of_others(
    unhurried: App, box: Sandbox, alex: Person, dmitry: Person, tmp_path: Path
) -> None:
    group = box.group("Class", owner=alex, members=[dmitry])
    await alex.says("/subscribe 9:00", where=group)
    await alex.says("/subscribe 8:00")
    (card,) = await alex.says("/settings", where=group)
    await dmitry.says("/start")
    before = rows_of(tmp_path / "state.db", group.id, alex.id)
    dice = random.Random(30)
    prefixes = [
        "a1",
        "c1",
        "k1",
        "w1",
        "t1",
        "s1",
        "x1",
        "g1",
        "r1",
        "q1",
        "l1",
        "v1",
        "d1",
        "u1",
        "h1",
        "e1",
        "z1",
        "f1",
        "p1",
        "",
        "a0",
        "zz",
    ]
    parts = ["2026", "1995", "17", "999", "", "kk", "rich", "plain", "1", "0", "-1", "x", "s", "h", str(alex.id), str(group.id), "'; --", "Asia/Almaty",
             "99999999999999999999", "../../etc/passwd", "\u202e", "kept", "п", "1e9", "None", "540"]  # fmt: skip
    for number in range(FORGED):
        data = ":".join([dice.choice(prefixes), *dice.choices(parts, k=dice.randint(0, 4))])
        acts.press(box.world, dmitry.user, card.message, data[:64], forged=True)
        box.world.updates.put(_message(dmitry, f"/start {data.replace(':', '_')[:64]}", 50_000 + number))
        box.world.updates.put(_message(dmitry, f"/start {dice.choice(WORDS)}", 90_000 + number))
        if number % 50 == 49:
            await until_done(box, unhurried)
    await until_done(box, unhurried)
    assert rows_of(tmp_path / "state.db", group.id, alex.id) == before
    assert unhurried.failures.recent() == 0
    told(
        "input",
        f"{FORGED} forged presses on a group's panel and {2 * FORGED} deep links",
        "0 changes for others, 0 failures",
    )


def rows_of(path: Path, *chats: int) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        marks = ",".join("?" * len(chats))
        return [
            tuple(row)
            for table in ("chat", "subscription", "learned", "delivery")
            for row in db.execute(f"SELECT * FROM {table} WHERE chat_id IN ({marks})", chats)
        ]


def _message(person: Person, text: str, number: int, **who: str) -> dict[str, Any]:
    length = len(text.split()[0]) if text.split() else 0
    return {
        "message": {
            "message_id": 100_000 + number,
            "date": 1_770_000_000,
            "chat": {"id": person.id, "type": "private", "first_name": "x"},
            "from": {"id": person.id, "is_bot": False, "first_name": "x", "language_code": "en", **who},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": length}] if text.startswith("/") else [],
        }
    }


async def test_a_page_of_a_proxy_does_not_end_polling(bot: App, box: Sandbox, alex: Person) -> None:
    for fault in (bad_gateway(), Fault("lose")):
        box.fail("getUpdates", fault)
    (card,) = await alex.says("17")
    assert card.text.startswith("Article 17.")
    told("input", "a proxy’s page and a broken connection instead of updates", "polling goes on")
