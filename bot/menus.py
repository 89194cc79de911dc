"""Menus, name and descriptions of the bot, set per language and scope at start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import SetMyCommands, SetMyDescription, SetMyName, SetMyShortDescription, TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeUnion,
)

from bot.commands import COMMANDS
from bot.translator import tr_for
from content.cards import Translator
from content.model import Locale

log = logging.getLogger(__name__)


TRIES = 5
FIRST_REST, LONGEST_REST = 5.0, 3600.0
"""Seconds between two tries, doubled each time, or as long as Telegram asks for, within a bound."""


async def set_menus(bot: Bot, default_locale: Locale, first_rest: float = FIRST_REST) -> None:
    """Tell Telegram what to show. What it refuses is tried again, at most five times, then logged; nothing is raised."""
    left, rest = list(_calls(default_locale)), first_rest
    for tries_left in reversed(range(TRIES)):
        refused: list[tuple[TelegramMethod[bool], Exception]] = []
        for call in left:
            try:
                await bot(call)
            except Exception as error:  # one refused name must not cost the menus of another language
                refused.append((call, error))
        if not refused:
            return
        left = [call for call, _ in refused]
        if tries_left:
            asked = max((error.retry_after for _, error in refused if isinstance(error, TelegramRetryAfter)), default=0)
            await asyncio.sleep(min(max(rest, asked), LONGEST_REST))
            rest *= 2
    names = ", ".join(sorted({type(call).__name__ for call in left}))
    log.warning("not set (%s): %s; what was there before stays", type(refused[0][1]).__name__, names)


def _calls(default_locale: Locale) -> Iterator[TelegramMethod[bool]]:
    for locale in (None, *Locale):
        tr = tr_for(locale or default_locale)
        for scope, in_groups in _scopes():
            yield SetMyCommands(commands=menu(tr, in_groups=in_groups), scope=scope, language_code=locale)
        yield SetMyName(name=tr.gettext("Ata Zań: the Constitution of Kazakhstan"), language_code=locale)
        about = tr.gettext("Kazakhstan’s Constitution, explained with its source. Not a state body.")
        yield SetMyShortDescription(short_description=about, language_code=locale)
        description = tr.gettext(
            "Ask for an article, a right or a comparison of 1995 and 2026 and get a short, exact answer with its "
            "source. Independent; not a state body, not legal advice."
        )
        yield SetMyDescription(description=description, language_code=locale)


def menu(tr: Translator, *, in_groups: bool) -> list[BotCommand]:
    """The commands of one scope in one language."""
    return [
        BotCommand(
            command=entry.name, description=entry.describe(tr), is_ephemeral=True if in_groups and entry.alone else None
        )
        for entry in COMMANDS
        if entry.in_groups or not in_groups
    ]


def _scopes() -> list[tuple[BotCommandScopeUnion, bool]]:
    return [
        (BotCommandScopeAllPrivateChats(), False),
        (BotCommandScopeAllGroupChats(), True),
        (BotCommandScopeAllChatAdministrators(), True),
    ]
