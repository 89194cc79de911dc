"""Menus, name and descriptions of the bot, set per language and scope at start."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
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


async def set_menus(bot: Bot, default_locale: Locale) -> None:
    """Tell Telegram what to show; a refusal is logged and the bot starts all the same."""
    try:
        for locale in (None, *Locale):
            tr = tr_for(locale or default_locale)
            for scope, in_groups in _scopes():
                commands = menu(tr, in_groups=in_groups)
                await bot.set_my_commands(commands, scope=scope, language_code=locale)
            await bot.set_my_name(tr.gettext("Ata Zań: the Constitution of Kazakhstan"), language_code=locale)
            await bot.set_my_short_description(
                tr.gettext("Kazakhstan’s Constitution, explained with its source. Not a state body."),
                language_code=locale,
            )
            await bot.set_my_description(
                tr.gettext(
                    "Ask for an article, a right or a comparison of 1995 and 2026 and get a short, exact answer with its "
                    "source. Independent; not a state body, not legal advice."
                ),
                language_code=locale,
            )
    except TelegramAPIError as error:
        log.warning("menus were not set (%s); the old ones stay", type(error).__name__)


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
