"""The dispatcher with its routers, middlewares and errors; can be built without a network."""

from __future__ import annotations

import time

from aiogram import Bot, Dispatcher

from bot.alerts import Failures
from bot.commands import COMMANDS, Group, group_name
from bot.daily import Daily
from bot.errors import on_error
from bot.files import TelegramFiles
from bot.flood import Flood
from bot.flood_middleware import FloodMiddleware
from bot.memberships import MembershipMiddleware
from bot.middlewares import ContextMiddleware, PlainWordsMiddleware
from bot.permissions import ChatPermissions
from bot.translator import tr_for
from content.cards import Card, Translator
from content.corpus.library import Library
from content.model import Locale
from handlers import (
    about,
    arrivals,
    article,
    compare,
    fallback,
    groups,
    guest,
    inline,
    operator,
    picture,
    privacy,
    quiz,
    rights,
    search,
    settings,
    start,
)
from handlers import daily as daily_handlers
from handlers.pages import help_card
from handlers.ports import BotName, Contact, Misses, Preferences


def build_dispatcher(
    *,
    library: Library,
    preferences: Preferences,
    daily: Daily,
    default_locale: Locale,
    bot: Bot,
    bot_name: BotName,
    misses: Misses,
    failures: Failures,
    operators: frozenset[int] = frozenset(),
    contact: Contact = "",
) -> Dispatcher:
    """A dispatcher that answers; dependencies travel to handlers by name."""
    dispatcher = Dispatcher(
        disable_fsm=True,  # its memory would keep a line for every person for ever
        preferences=preferences,
        permissions=ChatPermissions(bot),
        translator_for=tr_for,
        bot_name=bot_name,
        arrivals=arrivals.Arrivals(),
        flood=Flood(time.monotonic),
        command_names=tuple(entry.name for entry in COMMANDS),
        help_page=help_page,
        subscriptions=daily.subscriptions,
        asked=daily.asked,
        quizzes=daily.quizzes,
        figures=daily.figures,
        reload_corpus=daily.reload,
        operators=operators,
        send_file=TelegramFiles(bot),
        misses=misses,
        contact=contact,
        failures=failures,
    )
    offer = daily.subscriptions.default
    dispatcher.update.outer_middleware(
        ContextMiddleware(library, preferences, default_locale, offer, seen=daily.store.seen_update)
    )
    memberships = MembershipMiddleware(daily.store, daily.subscriptions)
    dispatcher.message.outer_middleware(memberships)
    dispatcher.my_chat_member.outer_middleware(memberships)
    limits = FloodMiddleware()
    for observer in (
        dispatcher.message,
        dispatcher.channel_post,
        dispatcher.callback_query,
        dispatcher.inline_query,
        dispatcher.guest_message,
    ):
        observer.middleware(limits)
    dispatcher.message.outer_middleware(PlainWordsMiddleware())
    for module in (
        operator,
        daily_handlers,  # before the others: typed words may answer what it asked, and it knows its own buttons best
        quiz,
        privacy,
        arrivals,
        start,
        article,
        rights,
        search,
        compare,
        settings,
        about,
        picture,
        inline,
        guest,
        groups,
        fallback,
    ):
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
