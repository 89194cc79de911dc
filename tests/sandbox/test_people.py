"""People against a real aiogram dispatcher that polls: what they hear, press, choose, and when waiting ends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    CallbackQuery,
    ChatMemberUpdated,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputRichBlockButtons,
    InputRichBlockParagraph,
    InputRichMessage,
    InputTextMessageContent,
    Message,
    RichMessageButton,
    TelegramObject,
)

from sandbox import NoAnswer, Person, Sandbox, WrongMove

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="Ары", callback_data="next")],
        [InlineKeyboardButton(text="Маған ғана", callback_data="whisper")],
        [InlineKeyboardButton(text="Үнсіз", callback_data="silent")],
    ]
)


async def start(message: Message) -> None:
    await asyncio.sleep(0.02)
    await message.answer(f"Сәлем, {message.from_user.first_name if message.from_user else ''}", reply_markup=BUTTONS)
    await asyncio.sleep(0.02)
    await message.answer("екінші")


async def rich(message: Message) -> None:
    button = RichMessageButton(text="ст. 17", callback_data="next")
    await message.answer_rich(
        InputRichMessage(blocks=[InputRichBlockParagraph(text="бай"), InputRichBlockButtons(buttons=[button])])
    )


async def pressed(query: CallbackQuery, bot: Bot) -> None:
    assert isinstance(query.message, Message)
    if query.data == "next":
        await query.message.edit_text("келесі", reply_markup=BUTTONS)
        await query.answer("болды", show_alert=True)
    elif query.data == "whisper":
        whom = EphemeralMessageParameters(
            receiver_user_id=query.from_user.id, callback_query_id=query.id, replace_callback_query_message=True
        )
        await bot.send_message(query.message.chat.id, "тек саған", ephemeral_message_parameters=whom)
        await query.answer()
    elif query.data != "silent":
        await query.answer("ескі батырма")


async def inline(query: InlineQuery) -> None:
    content = InputTextMessageContent(message_text=f"<b>{query.query}</b>", parse_mode="HTML")
    await query.answer(
        [InlineQueryResultArticle(id="1", title=query.query, input_message_content=content, reply_markup=BUTTONS)],
        cache_time=0,
    )


async def called(message: Message, bot: Bot) -> None:
    assert message.guest_query_id
    content = InputTextMessageContent(message_text="қонақтан жауап")
    result = InlineQueryResultArticle(id="g", title="g", input_message_content=content)
    await bot.answer_guest_query(message.guest_query_id, result)


async def settings(message: Message) -> None:
    await message.reply("баптаулар")


async def added(event: ChatMemberUpdated, bot: Bot) -> None:
    if event.chat.type != "private" and event.new_chat_member.status == "member":
        await bot.send_message(event.chat.id, "қосқаныңызға рақмет")


@pytest.fixture
async def running(box: Sandbox, bot: Bot) -> AsyncIterator[Dispatcher]:
    router = Router()
    router.message.register(start, CommandStart())
    router.message.register(rich, Command("rich"))
    router.message.register(settings, Command("settings"))
    router.guest_message.register(called)
    router.callback_query.register(pressed)
    router.inline_query.register(inline)
    router.my_chat_member.register(added)
    router.message.register(start, F.text.contains("@"))
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    task = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=20)
    )
    yield dispatcher
    with suppress(RuntimeError):
        await dispatcher.stop_polling()
    await task


@pytest.mark.usefixtures("running")
async def test_a_person_hears_both_messages_and_presses(box: Sandbox) -> None:
    aigul = box.person("Айгүл", "kk")
    heard = await aigul.says("/start")
    assert [message.text for message in heard] == ["Сәлем, Айгүл", "екінші"]
    assert heard[0].rows == [["Ары"], ["Маған ғана"], ["Үнсіз"]]
    changed = await aigul.presses("Ары")
    assert [message.text for message in changed] == ["келесі"]
    assert aigul.heard_text == ["келесі", "екінші"]
    assert changed[0].edited
    assert [(alert.text, alert.show_alert) for alert in aigul.alerts] == [("болды", True)]
    await aigul.forges("zzz")
    assert aigul.alerts[-1].text == "ескі батырма"
    with pytest.raises(WrongMove, match="no button 'Жоқ'"):
        await aigul.presses("Жоқ")


@pytest.mark.usefixtures("running")
async def test_rich_buttons_can_be_pressed(box: Sandbox, aigul: Person) -> None:
    (message,) = await aigul.says("/rich")
    assert message.rich == [
        {"type": "paragraph", "text": "бай"},
        {"type": "buttons", "buttons": [{"text": "ст. 17", "callback_data": "next"}]},
    ]
    await aigul.presses("ст. 17")
    assert aigul.last.text == "келесі"


@pytest.mark.usefixtures("running")
async def test_an_unanswered_press_is_reported(box: Sandbox, aigul: Person) -> None:
    await aigul.says("/start")
    box.timeout = 0.2
    with pytest.raises(NoAnswer, match="has not answered the callback query"):
        await aigul.presses("silent")


async def test_busy_makes_silence_quick(box: Sandbox, running: Dispatcher, aigul: Person) -> None:
    await aigul.says("/start")
    box.silence = (60.0, 60.0)
    at_work: list[object] = []

    async def counted(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        at_work.append(event)
        try:
            return await handler(event, data)
        finally:
            at_work.remove(event)

    running.update.outer_middleware(counted)
    box.busy = lambda: bool(at_work)
    assert await aigul.says("nobody handles this") == []
    assert len(await aigul.says("/start")) == 2
    with pytest.raises(NoAnswer, match="has not answered the callback query"):
        await aigul.presses("silent")


@pytest.mark.usefixtures("running")
async def test_a_group_hears_only_what_is_addressed(box: Sandbox, aigul: Person) -> None:
    dmitry = box.person("Дмитрий", "ru")
    group = box.group("Сынып", owner=aigul, members=[dmitry], topics=["Құқық"], bot=None)
    thanks = await group.adds_bot(by=aigul)
    assert [message.text for message in thanks] == ["қосқаныңызға рақмет"]
    topic = group.topic("Құқық")
    assert await dmitry.says("just talking", where=group) == []
    assert await dmitry.says("/start@another_bot", where=group) == []
    answers = await dmitry.says("/start", where=group, topic=topic)
    assert [message.thread for message in answers] == [topic, topic]
    assert len(await dmitry.says(f"@{box.world.bot.username} 17", where=group)) == 2

    (whisper,) = await aigul.presses("whisper", on=answers[0])
    assert whisper.ephemeral
    assert whisper.message.replaces is answers[0].message
    assert whisper in aigul.heard_in(group)
    assert whisper not in dmitry.heard_in(group)
    assert group.whispered(aigul) == [whisper]
    await group.removes_bot(by=aigul)
    assert await dmitry.says("/start", where=group) == []


@pytest.mark.usefixtures("running")
async def test_ephemeral_command_is_seen_by_its_sender_only(box: Sandbox, bot: Bot, aigul: Person) -> None:
    dmitry = box.person("Дмитрий", "ru")
    group = box.group("Сынып", owner=aigul, members=[dmitry])
    await bot.set_my_commands(
        [BotCommand(command="settings", description="x", is_ephemeral=True)], BotCommandScopeAllGroupChats()
    )
    (answer,) = await dmitry.says("/settings", where=group)
    assert answer.ephemeral, "aiogram replies to an ephemeral message with an ephemeral one"
    assert aigul.heard_in(group) == []
    number = answer.message.ephemeral_id
    assert number
    assert await bot.edit_ephemeral_message_text(
        chat_id=group.id, receiver_user_id=dmitry.id, ephemeral_message_id=number, text="жаңа"
    )
    assert answer.text == "жаңа"
    assert await bot.delete_ephemeral_message(chat_id=group.id, receiver_user_id=dmitry.id, ephemeral_message_id=number)
    assert dmitry.heard_in(group) == []


@pytest.mark.usefixtures("running")
async def test_inline_and_guest(box: Sandbox, aigul: Person) -> None:
    group = box.group("Бөтен", owner=aigul, bot=None)
    answer = await aigul.asks("17-бап", where=group)
    assert answer.titles == ["17-бап"]
    posted = await aigul.chooses(answer, "1", where=group)
    assert posted.html == "<b>17-бап</b>"
    assert posted.message.via_bot is box.world.bot
    (guest,) = await aigul.says(f"@{box.world.bot.username} бұл рас па?", where=group)
    assert guest.text == "қонақтан жауап"
    assert guest.reply_to == f"@{box.world.bot.username} бұл рас па?"
