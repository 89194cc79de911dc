"""Sends a card as a picture, drawn once for the same words and uploaded once."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict

from aiogram import Bot
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.whispers import of_somebody_else, point_to_bot, quietly
from content.cards import Card, Translator
from content.limits import CAPTION_LIMIT
from content.render_png import render_png
from handlers.places import address_of

UPLOADS_REMEMBERED = 2000
"""A file's number at Telegram for each card; about a hundred bytes."""


class Uploads(OrderedDict[str, str]):
    """From the hash of a card to its file's number, which belongs to the bot and not to a chat."""

    def keep(self, key: str, number: str) -> None:
        self[key] = number
        if len(self) > UPLOADS_REMEMBERED:
            self.popitem(last=False)


class TelegramPicture:
    """Fits handlers.ports.ShowPicture; the caption is the citation."""

    def __init__(self, bot: Bot, tr: Translator, uploads: Uploads) -> None:
        self._bot, self._tr, self._uploads = bot, tr, uploads

    async def __call__(self, query: CallbackQuery, card: Card) -> None:
        if query.message is None or of_somebody_else(query):
            await point_to_bot(self._bot, query, card)  # a picture cannot be whispered
            return
        await quietly(query.answer())
        name = (await self._bot.me()).username
        where = {**address_of(query.message), "caption": (card.citation or card.title)[:CAPTION_LIMIT]}
        key = hashlib.sha256(repr((card, name, self._tr.locale)).encode()).hexdigest()
        if (known := self._uploads.get(key)) and await quietly(self._bot.send_photo(photo=known, **where)):
            return
        sent = await self._bot.send_photo(photo=await self._drawn(card, f"t.me/{name}"), **where)
        if sent.photo:
            self._uploads.keep(key, sent.photo[-1].file_id)

    async def _drawn(self, card: Card, link: str) -> BufferedInputFile:
        # drawing takes a few hundred milliseconds of a processor
        content = await asyncio.to_thread(render_png, card, tr=self._tr, link=link)
        return BufferedInputFile(content, "ata-zan.png")
