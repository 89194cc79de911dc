"""Who may change the settings of a chat: its owner in private, admins in groups, asked at that moment."""

from __future__ import annotations

from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import CallbackQuery, Message

from handlers.ports import NotAllowed

_ADMINS = (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR)


class ChatPermissions:
    """Fits handlers.ports.Permissions; the server is asked each time, because admins change."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def require_change(self, event: Message | CallbackQuery) -> None:
        message = event.message if isinstance(event, CallbackQuery) else event
        if message is None:
            raise NotAllowed  # a card posted through inline mode has no such button: it was forged
        if message.chat.type == ChatType.PRIVATE:
            return
        if isinstance(event, Message) and event.sender_chat and event.sender_chat.id == message.chat.id:
            return  # an anonymous admin types in the name of the group itself
        user = event.from_user
        if user is None:
            raise NotAllowed
        await self.require_admin(message.chat.id, user.id)

    async def require_admin(self, chat_id: int, user_id: int) -> None:
        if chat_id == user_id:
            return
        try:
            member = await self._bot.get_chat_member(chat_id, user_id)
        except (TelegramBadRequest, TelegramForbiddenError):  # no such person there, or the bot was put out itself
            raise NotAllowed from None
        if member.status not in _ADMINS:
            raise NotAllowed
