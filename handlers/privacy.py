"""/privacy, /mydata, /forget: what is stored, all of it as a file, and erasing it with a receipt."""

from __future__ import annotations

import json

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from handlers.callbacks import ForgetButton
from handlers.places import chat_id_of
from handlers.ports import Contact, Preferences, Rights, SendFile, Show
from handlers.privacy_cards import (
    ask_forget_card,
    ask_forget_keyboard,
    forgotten_card,
    keep_card,
    mydata_words,
    privacy_card,
    privacy_keyboard,
)

FILE_NAME = "ata-zan-data.json"


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(privacy, Command("privacy", ignore_case=True))
    made.message.register(mydata, Command("mydata", ignore_case=True))
    made.message.register(forget, Command("forget", ignore_case=True))
    made.callback_query.register(forget_pressed, ForgetButton.filter())
    return made


async def privacy(message: Message, tr: Translator, show: Show, contact: Contact) -> None:
    await show(message, privacy_card(tr, contact), privacy_keyboard(tr))


async def mydata(
    message: Message, preferences: Preferences, rights: Rights, tr: Translator, send_file: SendFile
) -> None:
    await rights.require_change(message)
    stored = {"chat_id": message.chat.id, "stored": await preferences.record(message.chat.id)}
    document = json.dumps(stored, ensure_ascii=False, indent=2, default=str).encode()
    await send_file(message, FILE_NAME, document, mydata_words(tr))


async def forget(message: Message, rights: Rights, tr: Translator, show: Show) -> None:
    await rights.require_change(message)
    await show(message, ask_forget_card(tr), ask_forget_keyboard(tr))


async def forget_pressed(
    query: CallbackQuery,
    callback_data: ForgetButton,
    preferences: Preferences,
    rights: Rights,
    tr: Translator,
    show: Show,
) -> None:
    await rights.require_change(query)
    if callback_data.sure:
        await show(query, forgotten_card(await preferences.forget(chat_id_of(query)), tr))
    elif callback_data.keep:
        await show(query, keep_card(tr))
    else:
        await show(query, ask_forget_card(tr), ask_forget_keyboard(tr))
