"""The bot comes into a group and leaves it: one line on arrival, nothing left behind."""

from __future__ import annotations

import asyncio

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import ChatMemberUpdated, Message

from content.cards import Translator
from content.corpus import Corpus
from handlers.deep_links import read_deep_link
from handlers.menu_keyboards import language_keyboard
from handlers.pages import group_welcome_card
from handlers.ports import BotName, Greet, Preferences, Show, Subscriptions
from handlers.start import follow

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
WELCOME_SECONDS = 2.0
"""Telegram tells of the arrival first; the ``/start`` of an invitation link follows at once, and then answers for both."""

_OUT = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}


class Arrivals:
    """Groups that were just entered and have not been spoken to yet."""

    def __init__(self) -> None:
        self._waiting: dict[int, asyncio.Event] = {}

    async def quiet(self, chat_id: int) -> bool:
        """Whether nobody has used an invitation link by the time a welcome is due."""
        called = self._waiting.setdefault(chat_id, asyncio.Event())
        try:
            async with asyncio.timeout(WELCOME_SECONDS):
                await called.wait()
        except TimeoutError:
            return True
        finally:
            self._waiting.pop(chat_id, None)
        return False

    def spoken_to(self, chat_id: int) -> None:
        """A link has said what to do; no welcome is needed."""
        if called := self._waiting.get(chat_id):
            called.set()


def router() -> Router:
    """A router for one dispatcher; include it before the one that has /start."""
    made = Router(name=__name__)
    made.my_chat_member.register(membership, F.chat.type.in_(GROUPS))
    made.message.register(started, F.chat.type.in_(GROUPS), CommandStart(ignore_case=True))
    return made


async def membership(
    update: ChatMemberUpdated,
    preferences: Preferences,
    subscriptions: Subscriptions,
    arrivals: Arrivals,
    tr: Translator,
    greet: Greet,
) -> None:
    """One line on arrival. Nothing is kept of a group left, unless it was subscribed: then its place, for 180 days."""
    was_out, is_out = (member.status in _OUT for member in (update.old_chat_member, update.new_chat_member))
    if is_out and await subscriptions.subscription(update.chat.id) is None:
        await preferences.forget(update.chat.id)
    if was_out and not is_out and await arrivals.quiet(update.chat.id):
        await greet(update.chat.id, group_welcome_card(tr), language_keyboard(tr.locale))


async def started(
    message: Message,
    command: CommandObject,
    corpus: Corpus,
    arrivals: Arrivals,
    tr: Translator,
    show: Show,
    bot_name: BotName,
) -> None:
    """/start in a group: what an invitation link says to do, else the one line of welcome."""
    arrivals.spoken_to(message.chat.id)
    link = read_deep_link(command.args or "")
    if link is None:
        await show(message, group_welcome_card(tr), language_keyboard(tr.locale))
        return
    await follow(message, link, corpus, tr, show, bot_name)
