"""Sends a file into the chat of an event; fits handlers.ports.SendFile."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import BufferedInputFile, Message, ReplyParameters

from handlers.places import thread_of


class TelegramFiles:
    """A document in the same topic, in groups as a reply."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def __call__(self, message: Message, name: str, content: bytes, caption: str) -> None:
        where: dict[str, Any] = {}
        if (thread := thread_of(message)) is not None:
            where["message_thread_id"] = thread
        if message.chat.type != ChatType.PRIVATE:
            where["reply_parameters"] = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True)
        await self._bot.send_document(message.chat.id, BufferedInputFile(content, name), caption=caption, **where)
