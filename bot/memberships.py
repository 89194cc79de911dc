"""Follows what happens to chats: the bot is let in or thrown out, a group becomes a supergroup."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Message, TelegramObject

from bot.store import Store
from bot.store.subscriptions import Subscriptions
from scheduler.reasons import Reason

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_OUT = (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)


class MembershipMiddleware(BaseMiddleware):
    """Before any handler, for messages and my_chat_member; what is lost here is learned from the next send."""

    def __init__(self, store: Store, subscriptions: Subscriptions) -> None:
        self._store, self._subscriptions = store, subscriptions

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, ChatMemberUpdated):
            if event.new_chat_member.status in _OUT:
                await self._subscriptions.gone(event.chat.id, Reason.BLOCKED if event.chat.id > 0 else Reason.KICKED)
            else:
                await self._subscriptions.back(event.chat.id)
        elif isinstance(event, Message):
            await self._heard(event)
        return await handler(event, data)

    async def _heard(self, message: Message) -> None:
        if message.migrate_to_chat_id:
            await self._store.migrate(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await self._store.migrate(message.migrate_from_chat_id, message.chat.id)
        elif message.chat.type == ChatType.PRIVATE:
            await self._subscriptions.back(message.chat.id)  # who writes has not blocked
