"""Sending, editing and deleting, as aiogram sees it and in Telegram's words."""

import struct
import zlib
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
)

from sandbox import Person, Sandbox, acts
from tests.sandbox.conftest import Call

SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


def keyboard(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=name, callback_data=name)] for name in data]
    )


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\xff" * 3 * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def test_edit_changes_text_and_keyboard_at_once(bot: Bot, aigul: Person) -> None:
    sent = await bot.send_message(aigul.id, "one", reply_markup=keyboard("a"))
    edited = await bot.edit_message_text("two", chat_id=aigul.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("two", None)
    assert edited.edit_date
    assert [message.text for message in aigul.heard] == ["two"]


async def test_refusals_of_edit_and_delete(bot: Bot, call: Call, box: Sandbox, aigul: Person) -> None:
    sent = await bot.send_message(aigul.id, "one", reply_markup=keyboard("a"))
    acts.say(box.world, aigul.user, aigul.chat, "mine")
    group = box.group("G", members=[aigul])
    acts.say(box.world, aigul.user, group.chat, "in the group")
    here = {"chat_id": aigul.id, "message_id": sent.message_id}
    photo = await bot.send_photo(aigul.id, BufferedInputFile(png(2, 2), "a.png"))
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("editMessageText", {**here, "text": "one", "reply_markup": markup}, SAME),
        ("editMessageReplyMarkup", {**here, "reply_markup": markup}, SAME),
        ("editMessageText", {**here, "message_id": 999, "text": "x"}, "Bad Request: message to edit not found"),
        (
            "editMessageText",
            {**here, "message_id": sent.message_id + 1, "text": "x"},
            "Bad Request: message can't be edited",
        ),
        ("editMessageText", {**here, "text": ""}, "Bad Request: message text is empty"),
        ("editMessageText", {"chat_id": aigul.id, "text": "x"}, "Bad Request: message identifier is not specified"),
        (
            "editMessageText",
            {**here, "message_id": photo.message_id, "text": "x"},
            "Bad Request: there is no text in the message to edit",
        ),
        ("editMessageCaption", {**here, "caption": "x"}, "Bad Request: there is no caption in the message to edit"),
        ("deleteMessage", {**here, "message_id": 999}, "Bad Request: message to delete not found"),
        ("deleteMessage", {"chat_id": group.id, "message_id": 1}, "Bad Request: message can't be deleted"),
        (
            "sendMessage",
            {"chat_id": aigul.id, "text": "x", "reply_parameters": {"message_id": 999}},
            "Bad Request: message to be replied not found",
        ),
        (
            "sendMessage",
            {"chat_id": group.id, "text": "x", "message_thread_id": 77},
            "Bad Request: message thread not found",
        ),
        ("sendChatAction", {"chat_id": aigul.id, "action": "dance"}, "Bad Request: wrong parameter action in request"),
    ]
    for method, arguments, words in cases:
        assert (await call(method, **arguments))["description"] == words
    assert await bot.delete_message(aigul.id, sent.message_id)
    assert [heard.photo is not None for heard in aigul.heard] == [True]


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a", "callback_data": "ә" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "a"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": "a", "url": "nowhere"}, "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        ({"text": "a", "callback_data": "a", "url": "https://zan.gov.kz"}, "BUTTON_TYPE_INVALID"),
        ({"text": "a", "callback_data": "a", "style": "link"}, "BUTTON_STYLE_INVALID"),
    ],
)
async def test_buttons_are_checked(call: Call, aigul: Person, button: dict[str, object], words: str) -> None:
    body = await call("sendMessage", chat_id=aigul.id, text="x", reply_markup={"inline_keyboard": [[button]]})
    assert body["description"] == f"Bad Request: {words}"


async def test_a_keyboard_has_its_size(call: Call, aigul: Person) -> None:
    button = {"text": "a", "callback_data": "ә" * 32}
    for rows, fits in (([[button] * 8] * 12, True), ([[button] * 9], False), ([[button]] * 101, False)):
        body = await call("sendMessage", chat_id=aigul.id, text="x", reply_markup={"inline_keyboard": rows})
        assert body["ok"] is fits
    body = await call("sendMessage", chat_id=aigul.id, text="x", reply_markup=[])
    assert body["description"] == "Bad Request: object expected as reply markup"


async def test_reply_topic_silence_and_reaction(bot: Bot, box: Sandbox, aigul: Person) -> None:
    group = box.group("Сынып", owner=aigul, topics=["Құқық"])
    topic = group.topic("Құқық")
    act = acts.say(box.world, aigul.user, group.chat, "/help", thread=topic)
    assert act.message
    sent = await bot.send_message(
        group.id, "here", reply_parameters=ReplyParameters(message_id=act.message.id), disable_notification=True
    )
    assert sent.message_thread_id == topic
    assert sent.is_topic_message
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "/help"
    assert group.heard[0].silent
    assert await bot.set_message_reaction(group.id, act.message.id, [ReactionTypeEmoji(emoji="👍")])
    assert act.message.reactions == {box.world.bot: "👍"}
    group.closes_topic("Құқық")
    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(group.id, "x", message_thread_id=topic)
    group.deletes_topic("Құқық")
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(group.id, "x", message_thread_id=topic)


async def test_photo_and_document_travel_there_and_back(bot: Bot, call: Call, aigul: Person) -> None:
    sent = await bot.send_photo(
        aigul.id, BufferedInputFile(png(40, 20), "card.png"), caption="<b>сурет</b>", parse_mode="HTML"
    )
    assert sent.photo
    assert (sent.photo[-1].width, sent.photo[-1].height) == (40, 20)
    assert aigul.last.html == "<b>сурет</b>"
    again = await bot.send_photo(aigul.id, sent.photo[-1].file_id)
    assert again.photo == sent.photo
    file = await bot.get_file(sent.photo[-1].file_id)
    assert file.file_path
    loaded = await bot.download_file(file.file_path)
    assert loaded
    assert loaded.read() == png(40, 20)
    sent = await bot.send_document(aigul.id, BufferedInputFile(b"{}", "mydata.json"), caption="data")
    assert sent.document
    assert sent.document.file_name == "mydata.json"
    assert aigul.last.document == b"{}"
    for arguments, words in (
        ({"photo": "https://example.com/a.png"}, "failed to get HTTP URL content"),
        ({"photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
        ({"photo": sent.document.file_id, "caption": "я" * 1025}, "message caption is too long"),
    ):
        assert (await call("sendPhoto", chat_id=aigul.id, **arguments))["description"] == f"Bad Request: {words}"
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(aigul.id, BufferedInputFile(b"not a picture", "a.png"))


async def test_quiz(bot: Bot, call: Call, box: Sandbox, aigul: Person) -> None:
    sent = await bot.send_poll(
        aigul.id,
        "Сұрақ?",
        ["бір", "екі"],
        type="quiz",
        correct_option_ids=[1],
        explanation="17-бап",
        is_anonymous=False,
    )
    assert sent.poll
    assert sent.poll.correct_option_ids == [1]
    acts.vote(box.world, aigul.user, aigul.last.message, [1])
    answer, state = await bot.get_updates()
    assert answer.poll_answer
    assert answer.poll_answer.option_ids == [1]
    assert state.poll
    assert state.poll.total_voter_count == 1
    stopped = await bot.stop_poll(aigul.id, sent.message_id)
    assert stopped.is_closed
    cases: list[tuple[dict[str, Any], str]] = [
        ({"question": "", "options": ["a"]}, "poll question must be non-empty"),
        ({"question": "x" * 301, "options": ["a"]}, "poll question length must not exceed 300"),
        ({"question": "x", "options": []}, "poll must have at least 1 option"),
        ({"question": "x", "options": [str(n) for n in range(13)]}, "poll can't have more than 12 options"),
        ({"question": "x", "options": ["y" * 101]}, "poll options length must not exceed 100"),
        ({"question": "x", "options": ["a", "b"], "type": "quiz"}, "QUIZ_CORRECT_ANSWERS_EMPTY"),
        (
            {"question": "x", "options": ["a", "b"], "type": "quiz", "correct_option_ids": [2]},
            "wrong correct option ID specified",
        ),
    ]
    for arguments, words in cases:
        assert (await call("sendPoll", chat_id=aigul.id, **arguments))["description"] == f"Bad Request: {words}"
    body = await call("stopPoll", chat_id=aigul.id, message_id=sent.message_id)
    assert body["description"] == "Bad Request: poll has already been closed"


async def test_a_channel(bot: Bot, box: Sandbox, aigul: Person) -> None:
    channel = box.channel("Арна", owner=aigul)
    sent = await bot.send_message(channel.id, "күн бабы")
    assert sent.sender_chat
    assert sent.sender_chat.id == channel.id
    acts.say(box.world, aigul.user, channel.chat, "/subscribe")
    (update,) = await bot.get_updates()
    assert update.channel_post
    assert update.channel_post.text == "/subscribe"
    assert update.channel_post.from_user is None


async def test_a_group_that_became_a_supergroup(call: Call, bot: Bot, box: Sandbox, aigul: Person) -> None:
    group = box.group("Old", owner=aigul, kind="group")
    new, _ = acts.migrate(box.world, group.chat)
    body = await call("sendMessage", chat_id=group.id, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    away, here = await bot.get_updates()
    assert away.message
    assert away.message.migrate_to_chat_id == new.id
    assert here.message
    assert here.message.migrate_from_chat_id == group.id
