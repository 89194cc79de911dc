"""The HTTP face of the Bot API: envelope, codes, the three ways to send arguments."""

import json

import aiohttp
import pytest
from aiogram import Bot

from sandbox import Person, Sandbox
from tests.sandbox.conftest import Call


async def test_get_me_satisfies_aiogram(bot: Bot, box: Sandbox) -> None:
    me = await bot.get_me()
    assert me.id == box.world.bot.id
    assert me.supports_inline_queries
    assert me.supports_guest_queries


async def test_unknown_method_and_wrong_token(box: Sandbox, call: Call) -> None:
    assert await call("sendSomething") == {"ok": False, "error_code": 404, "description": "Not Found"}
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{box.url}/bot123456:AAAA/getMe") as response:
            assert response.status == 401
            assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        async with session.get(f"{box.url}/botnonsense/getMe") as response:
            assert response.status == 404


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_arguments_come_in_four_ways(box: Sandbox, aigul: Person, way: str) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    arguments = {"chat_id": str(aigul.id), "text": "сәлем", "reply_markup": json.dumps(markup)}
    url = f"{box.url}/bot{box.token}/SENDMESSAGE"
    async with aiohttp.ClientSession() as session:
        if way == "query":
            request = session.get(url, params=arguments)
        elif way == "json":
            request = session.post(url, json={**arguments, "chat_id": aigul.id, "reply_markup": markup})
        else:
            form = aiohttp.FormData(arguments)
            if way == "multipart":
                form.add_field("unused", b"x", filename="x.bin")
            request = session.post(url, data=form)
        async with request as response:
            body = await response.json()
    assert body["ok"]
    assert body["result"]["text"] == "сәлем"
    assert body["result"]["reply_markup"] == markup
    assert aigul.last.rows == [["a"]]


async def test_bad_json_is_said(call: Call, aigul: Person) -> None:
    body = await call("sendMessage", chat_id=aigul.id, text="x", reply_markup="{")
    assert body["description"] == "Bad Request: can't parse reply markup JSON object"


async def test_chats_that_cannot_be_written_to(call: Call, box: Sandbox, aigul: Person) -> None:
    stranger = box.person("Stranger")
    kicked = box.group("Out", bot="kicked")
    outside = box.group("Outside", bot=None, kind="group")
    cases = [
        (None, 400, "Bad Request: chat_id is empty"),
        (404, 400, "Bad Request: chat not found"),
        ("@nobody", 400, "Bad Request: chat not found"),
        (stranger.id, 403, "Forbidden: bot can't initiate conversation with a user"),
        (kicked.id, 403, "Forbidden: bot was kicked from the supergroup chat"),
        (outside.id, 403, "Forbidden: bot is not a member of the group chat"),
    ]
    for chat, code, words in cases:
        body = await call("sendMessage", chat_id=chat, text="x")
        assert (body["error_code"], body["description"]) == (code, words)
    await_blocked = aigul.chat
    await_blocked.blocked = True
    body = await call("sendMessage", chat_id=aigul.id, text="x")
    assert body["description"] == "Forbidden: bot was blocked by the user"
    await_blocked.blocked, await_blocked.deactivated = False, True
    body = await call("sendMessage", chat_id=aigul.id, text="x")
    assert body["description"] == "Forbidden: user is deactivated"
