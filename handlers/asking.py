"""Lets typed words answer a question of ours: in private the next words, in a group a reply to the bot."""

from __future__ import annotations

from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import Message

from content.model import Locale
from handlers.callbacks import Setting
from handlers.ports import Asked
from handlers.times import read_wish
from handlers.zones import find_zone

PLACE_WORDS = 4
"""More words than this are a question, not a city."""


class Awaited(BaseFilter):
    """Whether words look like the time or the city that was asked for; anything else is left to other handlers."""

    async def __call__(self, message: Message, asked: Asked) -> bool:
        words = message.text or ""
        if not words or words.startswith("/") or message.from_user is None:
            return False
        if message.chat.type != ChatType.PRIVATE and not _replies_to_bot(message):
            return False
        what = await asked.waiting(message.chat.id, message.from_user.id)
        return what is not None and _fits(words, what)


def _fits(words: str, what: str) -> bool:
    read = read_wish(words)
    if what == Setting.ASK_TIME:
        known = not read.place or find_zone(read.place, Locale.EN) is not None
        return known and bool(read.at or read.near)
    return bool(read.place) and len(words.split()) <= PLACE_WORDS


def _replies_to_bot(message: Message) -> bool:
    replied = message.reply_to_message
    return bool(replied and replied.from_user and replied.from_user.is_bot)
