"""Updates: long polling, confirmation, two pollers, webhooks."""

import asyncio

import pytest
from aiogram import Bot
from aiohttp import web

from sandbox import NoAnswer, Person, Sandbox, acts
from tests.sandbox.conftest import Call


def say(box: Sandbox, person: Person, *texts: str) -> None:
    for text in texts:
        acts.say(box.world, person.user, person.chat, text)


async def test_offset_confirms_and_limit_limits(call: Call, box: Sandbox, aigul: Person) -> None:
    say(box, aigul, "1", "2", "3")
    first = (await call("getUpdates", limit=2))["result"]
    assert [update["message"]["text"] for update in first] == ["1", "2"]
    again = (await call("getUpdates"))["result"]
    assert again[:2] == first, "not confirmed yet, so given again"
    rest = (await call("getUpdates", offset=first[1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in rest] == ["3"]
    assert (await call("getUpdates", offset=-1))["result"] == rest
    assert (await call("getUpdates", offset=rest[0]["update_id"] + 1))["result"] == []


async def test_long_poll_waits_and_wakes(call: Call, box: Sandbox, aigul: Person) -> None:
    assert (await call("getUpdates", timeout=1))["result"] == []
    poll = asyncio.create_task(call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    say(box, aigul, "hello")
    async with asyncio.timeout(15):  # the poll alone would have waited for 20 s
        assert (await poll)["result"][0]["message"]["text"] == "hello"


async def test_second_poller_ends_the_first(call: Call, box: Sandbox, aigul: Person) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=20))
    body = await first
    assert body["error_code"] == 409
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    say(box, aigul, "x")
    assert len((await second)["result"]) == 1


async def test_allowed_updates_are_obeyed(call: Call, box: Sandbox, aigul: Person) -> None:
    await call("getUpdates", allowed_updates=["callback_query"])
    say(box, aigul, "unheard")
    assert (await call("getUpdates"))["result"] == []
    await call("getUpdates", allowed_updates=[])
    say(box, aigul, "heard")
    assert len((await call("getUpdates"))["result"]) == 1


async def test_updates_satisfy_aiogram(bot: Bot, box: Sandbox, aigul: Person) -> None:
    group = box.group("Сынып", owner=aigul, topics=["Құқық"])
    await bot.get_updates(
        allowed_updates=["message", "callback_query", "my_chat_member", "inline_query", "poll", "message_reaction"]
    )
    say(box, aigul, "/start abc")
    acts.say(box.world, aigul.user, group.chat, "/help", thread=group.topic("Құқық"))
    sent = await bot.send_message(aigul.id, "choose")
    acts.press(box.world, aigul.user, aigul.last.message, "x", forged=True)
    acts.react(box.world, aigul.user, aigul.last.message, "👍")
    acts.ask_inline(box.world, aigul.user, group.chat, "17")
    box.world.person_status(aigul.chat, blocked=True)
    start, command, press, reaction, inline, blocked = await bot.get_updates()
    assert start.message
    assert start.message.entities
    assert start.message.entities[0].type == "bot_command"
    assert command.message
    assert command.message.is_topic_message
    assert press.callback_query
    assert press.callback_query.message
    assert press.callback_query.message.message_id == sent.message_id
    assert reaction.message_reaction
    assert inline.inline_query
    assert inline.inline_query.chat_type == "supergroup"
    assert blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"


async def test_webhook_gets_the_secret_and_is_tried_again(call: Call, box: Sandbox, aigul: Person) -> None:
    seen: list[tuple[str, str]] = []

    async def hook(request: web.Request) -> web.Response:
        body = await request.json()
        seen.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), body["message"]["text"]))
        if len(seen) < 3:
            return web.Response(status=500)
        return web.json_response({"method": "sendMessage", "chat_id": aigul.id, "text": "in the answer"})

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        assert (await call("setWebhook", url=address, secret_token="s-1"))["description"] == "Webhook was set"
        assert (await call("getUpdates"))["description"] == (
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
        heard = await aigul.says("hi")
        assert seen == [("s-1", "hi")] * 3
        assert [message.text for message in heard] == ["in the answer"]
        info = (await call("getWebhookInfo"))["result"]
        assert info["pending_update_count"] == 0
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
        assert (await call("deleteWebhook"))["description"] == "Webhook was deleted"
    finally:
        await runner.cleanup()


async def test_silent_bot_is_reported(box: Sandbox, aigul: Person) -> None:
    box.timeout = 0.1
    with pytest.raises(NoAnswer, match="has not confirmed"):
        await aigul.says("anybody?")
