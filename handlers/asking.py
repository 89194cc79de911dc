"""Lets typed words answer a question of ours: in private the next words, in a group a reply to the bot."""

from __future__ import annotations

import re

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import Message

from content.corpus import Corpus
from content.model import Locale
from content.reference import find_references
from content.search import search
from handlers.callbacks import Setting
from handlers.mentions import replies_to_bot
from handlers.plain_words import as_command
from handlers.ports import Asked
from handlers.times import read_wish
from handlers.zones import find_zone

PLACE_WORDS = 2
"""More words than this, unless they are a place we know, are a question and not a city."""


class Awaited(BaseFilter):
    """Whether words look like the time or the city that was asked for.

    Anything else is left to other handlers and ends the question: a number that comes later is an article again.
    """

    async def __call__(self, message: Message, bot: Bot, asked: Asked, corpus: Corpus) -> bool:
        words = message.text or ""
        if not words or _cancels(words) or message.from_user is None:
            return False
        if message.chat.type != ChatType.PRIVATE and not replies_to_bot(message, bot.id):
            return False
        what = await asked.waiting(message.chat.id, message.from_user.id)
        if what is None:
            return False
        fits = not words.startswith("/") and await _fits(words, what, corpus)
        if not fits:
            await asked.clear(message.chat.id)
        return fits


def _cancels(words: str) -> bool:
    """/cancel is left to its own handler, which says that a question was open."""
    return bool(re.match(r"/cancel\b", as_command(words) or words, re.IGNORECASE))


async def _fits(words: str, what: str, corpus: Corpus) -> bool:
    read = read_wish(words)
    if what == Setting.ASK_TIME:
        known = not read.place or find_zone(read.place, Locale.EN) is not None
        return known and bool(read.at or read.near)
    if not read.place or find_references(words, corpus.outline):
        return False
    if find_zone(read.place, Locale.EN) is not None:
        return True
    if len(words.split()) > PLACE_WORDS or as_command(words) is not None:
        return False
    found = await search(corpus, words, Locale.EN)
    return not found.hits and found.gone is None  # a village we do not know; what the law knows is a question
