"""Sends a file into the chat of an event; fits handlers.ports.SendFile."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BufferedInputFile, Message

from handlers.places import address_of


class TelegramFiles:
    """A document in the same topic, in groups as a reply."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def __call__(self, message: Message, name: str, content: bytes, caption: str) -> None:
        document = BufferedInputFile(content, name)
        await self._bot.send_document(document=document, caption=caption, **address_of(message))
