"""Which limits an event draws from, and what people are told when it is too much: once a notice, then nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InlineQuery, Message, TelegramObject

from bot.commands import COMMANDS, Group
from bot.flood import Act, Flood, Verdict
from content.cards import Card, Translator
from handlers.callbacks import LanguageButton, PageButton, QuizButton, ScheduleButton, SubscribeButton, ViewButton
from handlers.ports import Offer, Present, Show, caller_of

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_READING = frozenset({"today", "quiz"})
_SETTINGS = frozenset(entry.name for entry in COMMANDS if entry.group in (Group.CHAT, Group.DAILY)) - _READING
_SETTING_BUTTONS = (LanguageButton, ViewButton, SubscribeButton, ScheduleButton)
_SILENT_BUTTONS = (PageButton, QuizButton)
"""In a group they post and change nothing."""


class FloodMiddleware(BaseMiddleware):
    """Stands right before handlers, so that only what is addressed to the bot counts, never a group's own talk."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        flood: Flood = data["flood"]
        claims = claims_of(event, data)
        verdict = flood.verdict(*claims) if claims else Verdict.PASS
        if verdict is Verdict.PASS:
            return await handler(event, data)
        await _tell(event, data, silent=verdict is Verdict.SILENT)
        return None


def claims_of(event: TelegramObject, data: Mapping[str, Any]) -> list[tuple[Act, int]]:
    """The buckets an event draws from; none for service messages, which carry news about the chat itself."""
    match event:
        case InlineQuery():
            return [(Act.INLINE, event.from_user.id)]
        case CallbackQuery():
            claims, pressed = [(Act.PRESS, event.from_user.id)], data.get("callback_data")
            if isinstance(pressed, _SETTING_BUTTONS):
                claims.append((Act.SETTING, event.from_user.id))
            where = event.message.chat if event.message and not isinstance(pressed, _SILENT_BUTTONS) else None
            if where and where.type != ChatType.PRIVATE:
                claims.append((Act.GROUP, where.id))  # an edit and a whisper weigh what a message does
            return claims
        case Message(guest_query_id=str()):
            caller = caller_of(event)
            return [(Act.GUEST, caller)] if caller is not None else []
        case Message() if event.migrate_to_chat_id or event.migrate_from_chat_id:
            return []
        case Message():
            who = event.from_user.id if event.from_user and not event.sender_chat else event.chat.id
            claims = [(Act.MESSAGE, who)]
            if event.chat.type != ChatType.PRIVATE:
                claims.append((Act.GROUP, event.chat.id))
            command = data.get("command")
            if command is not None and command.command.lower() in _SETTINGS:
                claims.append((Act.SETTING, who))
            return claims
    return []


async def _tell(event: TelegramObject, data: Mapping[str, Any], *, silent: bool) -> None:
    tr: Translator = data["tr"]
    present: Present = data["present"]
    show: Show = data["show"]
    words = tr.gettext("That is faster than I can read. I go on in a minute.")
    match event:
        case CallbackQuery():
            await event.answer(None if silent else words)  # even in silence the button must come to rest
        case InlineQuery() if not silent:
            await present.results(event, (), words, seconds=1)
        case Message(guest_query_id=str()) if not silent:
            await present.guest(event, Offer("notice", words, "", Card(title=words)))
        case Message() if not silent:
            await show(event, Card(title=words))
