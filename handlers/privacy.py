"""/privacy, /mydata, /forget: what is stored, all of it as a file for one person's eyes, and erasing it with a receipt."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from handlers.callbacks import ForgetButton
from handlers.deep_links import read_mydata
from handlers.places import chat_id_of
from handlers.ports import BotName, Contact, Permissions, Preferences, SendFile, Show
from handlers.privacy_cards import (
    ask_forget_card,
    ask_forget_keyboard,
    forgotten_card,
    keep_card,
    mydata_elsewhere_card,
    mydata_elsewhere_keyboard,
    mydata_words,
    privacy_card,
    privacy_keyboard,
)

FILE_NAME = "ata-zan-data.json"
PERSONS = ("set_by", "user_id")
"""Columns with the id of a person."""


def router() -> Router:
    """A router for one dispatcher; include it before the one that has /start. The commands work as posts of a channel."""
    made = Router(name=__name__)
    private = F.chat.type == ChatType.PRIVATE
    made.message.register(mydata, private, Command("mydata", ignore_case=True))
    made.message.register(mydata_linked, private, CommandStart(ignore_case=True, magic=F.args.func(_asks_for_data)))
    for observer in (made.message, made.channel_post):
        observer.register(privacy, Command("privacy", ignore_case=True))
        observer.register(mydata_elsewhere, Command("mydata", ignore_case=True))
        observer.register(forget, Command("forget", ignore_case=True))
    made.callback_query.register(forget_pressed, ForgetButton.filter())
    return made


async def privacy(message: Message, tr: Translator, show: Show, contact: Contact) -> None:
    await show(message, privacy_card(tr, contact), privacy_keyboard(tr))


async def mydata(message: Message, preferences: Preferences, tr: Translator, send_file: SendFile) -> None:
    await hand_over(message, message.chat.id, preferences, tr, send_file)


async def mydata_linked(
    message: Message,
    command: CommandObject,
    preferences: Preferences,
    permissions: Permissions,
    tr: Translator,
    send_file: SendFile,
) -> None:
    """What a button in a group or a channel leads to."""
    chat_id = read_mydata(command.args or "", own=message.chat.id) or message.chat.id
    await permissions.require_admin(chat_id, message.chat.id)
    await hand_over(message, chat_id, preferences, tr, send_file)


async def mydata_elsewhere(message: Message, tr: Translator, show: Show, bot_name: BotName) -> None:
    await show(message, mydata_elsewhere_card(tr), mydata_elsewhere_keyboard(message.chat.id, tr, bot_name))


async def hand_over(
    message: Message, chat_id: int, preferences: Preferences, tr: Translator, send_file: SendFile
) -> None:
    """Everything stored about a chat, as a file in the private chat of the one who asks."""
    stored = {"chat_id": chat_id, "stored": without_others(await preferences.stored_data(chat_id), message.chat.id)}
    document = json.dumps(stored, ensure_ascii=False, indent=2, default=str).encode()
    await send_file(message, FILE_NAME, document, mydata_words(tr))


def without_others(stored: Mapping[str, object], own: int) -> dict[str, object]:
    """The same tables without the ids of other persons, such as the admin who subscribed a group."""
    return {table: [_row(row, own) for row in rows] for table, rows in stored.items() if isinstance(rows, list)}


def _row(row: Mapping[str, object], own: int) -> dict[str, object]:
    return {
        column: "another person" if column in PERSONS and value not in (None, own) else value
        for column, value in row.items()
    }


def _asks_for_data(payload: str | None) -> bool:
    return read_mydata(payload or "", own=1) is not None


async def forget(message: Message, permissions: Permissions, tr: Translator, show: Show) -> None:
    await permissions.require_change(message)
    await show(message, ask_forget_card(tr), ask_forget_keyboard(tr))


async def forget_pressed(
    query: CallbackQuery,
    callback_data: ForgetButton,
    preferences: Preferences,
    permissions: Permissions,
    tr: Translator,
    show: Show,
) -> None:
    await permissions.require_change(query)
    if callback_data.sure:
        await show(query, forgotten_card(await preferences.forget(chat_id_of(query)), tr))
    elif callback_data.keep:
        await show(query, keep_card(tr))
    else:
        await show(query, ask_forget_card(tr), ask_forget_keyboard(tr))
