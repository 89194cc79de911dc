"""On every update: which chat, in which language, and one consistent version of the corpus."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.types import Chat, Message, TelegramObject, Update, User

from bot.database import current_update
from bot.pictures import TelegramPicture, Uploads
from bot.present import TelegramPresent
from bot.quizzes import TelegramQuiz
from bot.telegram import TelegramShow
from bot.translator import guess_locale, tr_for
from content.corpus.library import Library
from content.model import Locale
from content.schedule import Schedule
from handlers.deep_links import read_deep_link
from handlers.plain_words import as_addressed_command, as_command
from handlers.ports import Preferences

UPDATES_REMEMBERED = 1024
TELEGRAM = 777000
"""The account that speaks for Telegram itself, and for channels linked to a group."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
Seen = Callable[[int], Awaitable[bool]]


class PlainWordsMiddleware(BaseMiddleware):
    """Words of any language do what a command does, in a group only beside the name of the bot; on ``dp.message``."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        text = (event.text or "") if isinstance(event, Message) else ""
        private = isinstance(event, Message) and event.chat.type == ChatType.PRIVATE
        command = as_command(text, data["tr"]) if private else as_addressed_command(text, data["bot_name"])
        if command:
            event = event.model_copy(update={"text": command, "entities": None})
        return await handler(event, data)


class ContextMiddleware(BaseMiddleware):
    """Gives handlers ``tr``, ``corpus`` and ``show`` by name; registered on ``dp.update`` so that errors see them."""

    def __init__(
        self,
        library: Library,
        preferences: Preferences,
        default_locale: Locale,
        offer: Schedule | None = None,
        *,
        seen: Seen,
    ) -> None:
        """``seen`` knows the updates that changed something before the last restart."""
        self._library, self._preferences, self._default_locale = library, preferences, default_locale
        self._offer, self._seen_before = offer, seen
        self._uploads = Uploads()
        self._seen: deque[int] = deque(maxlen=UPDATES_REMEMBERED)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not isinstance(event, Update):
            return await self._handle(handler, event, data)
        if _is_none_of_ours(event) or self._is_known(event) or await self._seen_before(event.update_id):
            return None
        handling = current_update.set(event.update_id)
        try:
            return await self._handle(handler, event, data)
        finally:
            current_update.reset(handling)

    async def _handle(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        bot: Bot = data["bot"]
        locale = await self._locale(event, data.get("event_chat"), data.get("event_from_user"))
        data["tr"] = tr_for(locale)
        show = TelegramShow(bot, self._preferences, data["tr"], self._offer)
        data["show"], data["greet"] = show, show.greet
        data["present"] = TelegramPresent(bot)
        data["picture"] = TelegramPicture(bot, data["tr"], self._uploads)
        data["ask_quiz"] = TelegramQuiz(bot, data["tr"])
        async with self._library.snapshot() as corpus:
            data["corpus"] = corpus
            return await handler(event, data)

    def _is_known(self, update: Update) -> bool:
        """Webhooks repeat, and after a crash the last batch comes again; numbers are never compared by size."""
        if update.update_id in self._seen:
            return True
        self._seen.append(update.update_id)
        return False

    async def _locale(self, event: TelegramObject, chat: Chat | None, user: User | None) -> Locale:
        if isinstance(event, Update) and event.guest_message:
            # anyone can call from anywhere: what a chat or a person has stored is not for the ears of others
            user = event.guest_message.guest_bot_caller_user or user
            return guess_locale(user.language_code if user else None)
        private = chat is None or chat.type == ChatType.PRIVATE
        chat_id = chat.id if chat else user.id if user else None
        stored = (await self._preferences.chat(chat_id)).locale if chat_id is not None else None
        if stored is not None:
            return stored
        if isinstance(event, Update) and event.message and (named := _named_in_link(event.message)):
            return named
        return guess_locale(user.language_code if user else None) if private else self._default_locale


def _named_in_link(message: Message) -> Locale | None:
    """The language that a deep link says for readers who have not chosen one."""
    command, _, payload = (message.text or "").partition(" ")
    link = read_deep_link(payload.strip()) if command.partition("@")[0].lower() == "/start" else None
    return link.locale if link else None


def _is_none_of_ours(update: Update) -> bool:
    """Never answered: other bots, Telegram's own account, posts a channel forwards into its group, inline results."""
    message = update.message or update.guest_message
    if message is None:
        return False
    sender = message.guest_bot_caller_user or message.from_user
    if message.is_automatic_forward or message.via_bot or (sender and sender.id == TELEGRAM):
        return True
    return bool(sender and sender.is_bot and not message.sender_chat)
