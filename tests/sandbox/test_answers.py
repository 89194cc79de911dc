"""Callback, inline, guest and ephemeral answers: once, in time, within the lengths; menus and profile texts."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    ChatMemberAdministrator,
    ChatMemberOwner,
)

from sandbox import Person, Sandbox, acts
from tests.sandbox.conftest import Call

OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class Clock:
    def __init__(self) -> None:
        self.now = 1_782_864_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def box(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(clock=clock) as box:
        yield box


async def test_a_press_is_answered_once_and_in_time(call: Call, box: Sandbox, aigul: Person, clock: Clock) -> None:
    await call("sendMessage", chat_id=aigul.id, text="x")

    def press() -> str:
        made = acts.press(box.world, aigul.user, aigul.last.message, "x", forged=True).press
        assert made
        return made.id

    query = press()
    assert (await call("answerCallbackQuery", callback_query_id=query, text="я" * 201))[
        "description"
    ] == "Bad Request: MESSAGE_TOO_LONG"
    assert (await call("answerCallbackQuery", callback_query_id=query, text="я" * 200, show_alert=True))["ok"]
    assert (await call("answerCallbackQuery", callback_query_id=query))["description"] == OLD
    assert (await call("answerCallbackQuery", callback_query_id="1"))["description"] == OLD
    query = press()
    clock.now += 16
    assert (await call("answerCallbackQuery", callback_query_id=query))["description"] == OLD
    assert len(aigul.alerts) == 1


async def test_ephemeral_rules(call: Call, box: Sandbox, aigul: Person, clock: Clock) -> None:
    stranger = box.person("Stranger")
    group = box.group("G", owner=aigul)
    await call("sendMessage", chat_id=group.id, text="card")

    async def whisper(chat: int, **parameters: Any) -> str:
        body = await call("sendMessage", chat_id=chat, text="x", ephemeral_message_parameters=parameters)
        return "ok" if body["ok"] else str(body["description"]).removeprefix("Bad Request: ")

    press = acts.press(box.world, aigul.user, group.heard[0].message, "x", forged=True).press
    assert press
    assert await whisper(group.id, receiver_user_id=aigul.id, callback_query_id=press.id) == "ok"
    assert await whisper(group.id, receiver_user_id=stranger.id, callback_query_id=press.id) == "USER_NOT_PARTICIPANT"
    assert "query is too old" in await whisper(group.id, receiver_user_id=aigul.id)
    assert (
        await whisper(aigul.id, receiver_user_id=aigul.id)
        == "ephemeral messages can be sent only to groups and supergroups"
    )
    clock.now += 20
    assert "query is too old" in await whisper(group.id, receiver_user_id=aigul.id, callback_query_id=press.id)
    await call("deleteMessage", chat_id=group.id, message_id=0)
    group.chat.members[box.world.bot.id].status = "administrator"
    assert await whisper(group.id, receiver_user_id=aigul.id) == "ok", "an administrator may at any time"
    assert len(group.whispered(aigul)) == 2


async def test_inline_results_are_checked(call: Call, box: Sandbox, aigul: Person) -> None:
    query = acts.ask_inline(box.world, aigul.user, aigul.chat, "x").query
    assert query
    good = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "x"}}
    cases: list[tuple[list[dict[str, Any]], str]] = [
        ([good] * 51, "RESULTS_TOO_MUCH"),
        ([good, good], "RESULT_ID_DUPLICATE"),
        ([{**good, "id": "ә" * 33}], "RESULT_ID_INVALID"),
        ([{**good, "title": ""}], "RESULT_TITLE_EMPTY"),
        ([{**good, "input_message_content": {"message_text": ""}}], "message text is empty"),
    ]
    for results, words in cases:
        body = await call("answerInlineQuery", inline_query_id=query.id, results=results)
        assert body["description"] == f"Bad Request: {words}"
    button = {"text": "тіл", "start_parameter": "lang kk"}
    body = await call("answerInlineQuery", inline_query_id=query.id, results=[], button=button)
    assert body["description"] == "Bad Request: START_PARAM_INVALID"
    assert (await call("answerInlineQuery", inline_query_id=query.id, results=[good]))["ok"]
    assert (await call("answerInlineQuery", inline_query_id=query.id, results=[good]))["description"] == OLD


async def test_menus_per_scope_and_language(bot: Bot, call: Call, box: Sandbox, aigul: Person) -> None:
    def menu(person: Person) -> list[str]:
        return [command["description"] for command in box.world.profile.menu(person.chat, person.user)]

    alex = box.person("Alex", "en")
    await bot.set_my_commands([BotCommand(command="help", description="common")])
    await bot.set_my_commands([BotCommand(command="help", description="көмек")], BotCommandScopeAllPrivateChats(), "kk")
    assert (menu(aigul), menu(alex)) == (["көмек"], ["common"])
    await bot.set_my_commands(
        [BotCommand(command="help", description="only here")], BotCommandScopeChat(chat_id=alex.id)
    )
    assert menu(alex) == ["only here"]
    assert [c.description for c in await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "kk")] == ["көмек"]
    await bot.delete_my_commands(BotCommandScopeAllPrivateChats(), "kk")
    assert menu(aigul) == ["common"]
    for commands, words in (
        ([{"command": "Help", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "help", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "help", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ):
        assert (await call("setMyCommands", commands=commands))["description"] == f"Bad Request: {words}"


async def test_profile_texts(bot: Bot, call: Call) -> None:
    await bot.set_my_name("Ата Заң", language_code="kk")
    await bot.set_my_description("general")
    await bot.set_my_short_description("short", language_code="ru")
    assert (await bot.get_my_name(language_code="kk")).name == "Ата Заң"
    assert (await bot.get_my_description(language_code="kk")).description == "general"
    assert (await bot.get_my_short_description()).short_description == ""
    assert not (await call("setMyShortDescription", short_description="x" * 121))["ok"]
    assert (await call("setMyName", name="x", language_code="kazakh"))[
        "description"
    ] == "Bad Request: invalid language code specified"


async def test_who_is_in_the_chat(bot: Bot, call: Call, box: Sandbox, aigul: Person) -> None:
    alex, stranger = box.person("Alex"), box.person("Stranger")
    group = box.group("G", owner=aigul, admins=[alex], topics=["T"])
    chat = await bot.get_chat(group.id)
    assert (chat.type, chat.is_forum) == ("supergroup", True)
    owner, admin = await bot.get_chat_administrators(group.id)
    assert isinstance(owner, ChatMemberOwner)
    assert isinstance(admin, ChatMemberAdministrator)
    assert (await bot.get_chat_member(group.id, stranger.id)).status == "left"
    assert await bot.get_chat_member_count(group.id) == 3
    assert await bot.get_chat_member_count(aigul.id) == 2
    assert (await call("getChatMember", chat_id=group.id, user_id=5))[
        "description"
    ] == "Bad Request: PARTICIPANT_ID_INVALID"
    assert (await call("getChatAdministrators", chat_id=aigul.id))["description"] == (
        "Bad Request: there are no administrators in the private chat"
    )
    assert await bot.leave_chat(group.id)
    assert (await call("getChat", chat_id=group.id))[
        "description"
    ] == "Forbidden: bot is not a member of the supergroup chat"
