"""The dispatcher with its routers, middlewares and errors; can be built without a network."""

from __future__ import annotations

from aiogram import Bot, Dispatcher

from bot.commands import COMMANDS, Group, group_name
from bot.errors import on_error
from bot.middlewares import ContextMiddleware
from bot.rights import ChatRights
from bot.translator import tr_for
from content.cards import Card, Translator
from content.corpus import Library
from content.model import Locale
from handlers import about, article, compare, fallback, rights, settings, start
from handlers.pages import help_card
from handlers.ports import BotName, Preferences


def build_dispatcher(
    *, library: Library, preferences: Preferences, default_locale: Locale, bot: Bot, bot_name: str
) -> Dispatcher:
    """A dispatcher that answers; dependencies travel to handlers by name."""
    dispatcher = Dispatcher(
        preferences=preferences,
        rights=ChatRights(bot),
        translator_for=tr_for,
        bot_name=BotName(bot_name),
        command_names=tuple(entry.name for entry in COMMANDS),
        help_page=help_page,
    )
    dispatcher.update.outer_middleware(ContextMiddleware(library, preferences, default_locale))
    for module in (start, article, rights, compare, settings, about, fallback):
        dispatcher.include_router(module.router())
    dispatcher.errors.register(on_error)
    return dispatcher


def help_page(tr: Translator) -> Card:
    """/help, made from the same registry as the menus."""
    groups = []
    for group in Group:
        entries = [(entry.name, entry.describe(tr)) for entry in COMMANDS if entry.group is group]
        if entries:
            groups.append((group_name(group, tr), entries))
    return help_card(groups, tr)
