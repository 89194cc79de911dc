"""Faults on order, the log of requests, and Telegram's sending limits."""

import asyncio
import time

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from sandbox import Person, Sandbox, bad_gateway, dropped, forbidden_to, hanging, lost, refused, server_error, too_many
from tests.sandbox.conftest import Call


async def test_each_fault_once_and_in_order(bot: Bot, box: Sandbox, aigul: Person) -> None:
    box.fail("sendMessage", too_many(3))
    box.fail("sendMessage", server_error())
    box.fail("sendMessage", forbidden_to())
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(aigul.id, "1")
    assert caught.value.retry_after == 3
    with pytest.raises(TelegramServerError):
        await bot.send_message(aigul.id, "2")
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(aigul.id, "3")
    await bot.send_message(aigul.id, "4")
    assert aigul.heard_text == ["4"]
    assert [request.outcome for request in box.log] == ["429", "500", "403", "ok"]
    assert [request.arguments["text"] for request in box.accepted("sendMessage")] == ["4"]


async def test_accepted_although_the_answer_is_lost(bot: Bot, box: Sandbox, aigul: Person) -> None:
    box.fail("sendMessage", dropped())
    box.fail("sendMessage", lost())
    for text in ("arrived", "vanished"):
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(aigul.id, text)
    assert aigul.heard_text == ["arrived"]
    assert [(request.outcome, request.accepted) for request in box.log] == [("drop", True), ("lose", False)]


async def test_hanging_and_a_proxys_page(box: Sandbox, aigul: Person) -> None:
    box.fail("*", hanging())
    box.fail("*", bad_gateway())
    box.fail("*", bad_gateway(accepted=True))
    url = f"{box.url}/bot{box.token}/sendMessage"
    async with aiohttp.ClientSession() as session:
        with pytest.raises(asyncio.TimeoutError):
            await session.post(url, json={"chat_id": aigul.id, "text": "1"}, timeout=aiohttp.ClientTimeout(total=0.2))
        for text in ("2", "3"):
            async with session.post(url, json={"chat_id": aigul.id, "text": text}) as response:
                assert (response.status, response.content_type) == (502, "text/html")
    assert aigul.heard_text == ["1", "3"]
    assert box.traffic.under_way == 0


async def test_faults_for_one_chat_and_for_polling(call: Call, box: Sandbox, aigul: Person) -> None:
    other = box.person("Other")
    other.starts()
    box.fail("sendMessage", refused("Bad Request: chat not found"), chat_id=aigul.id, times=2)
    box.fail("getUpdates", too_many(1))
    assert (await call("sendMessage", chat_id=other.id, text="x"))["ok"]
    assert (await call("sendMessage", chat_id=aigul.id, text="x"))["description"] == "Bad Request: chat not found"
    assert (await call("getUpdates"))["parameters"] == {"retry_after": 1}
    box.faults.clear()
    assert (await call("sendMessage", chat_id=aigul.id, text="x"))["ok"]


async def test_the_log_knows_when(call: Call, box: Sandbox, aigul: Person) -> None:
    await call("sendMessage", chat_id=aigul.id, text="x")
    (request,) = box.accepted()
    assert (request.method, request.chat_id) == ("sendMessage", aigul.id)
    assert abs(request.at - time.time()) < 5


async def test_sending_limits(call: Call, box: Sandbox, aigul: Person) -> None:
    box.limits.per_chat_second = 1
    box.limits.per_group_minute = 2
    group = box.group("G", owner=aigul)
    assert (await call("sendMessage", chat_id=aigul.id, text="1"))["ok"]
    body = await call("sendMessage", chat_id=aigul.id, text="2")
    assert body["description"] == "Too Many Requests: retry after 1"
    box.limits.per_chat_second = None
    assert [(await call("sendMessage", chat_id=group.id, text="x"))["ok"] for _ in range(3)] == [True, True, False]
