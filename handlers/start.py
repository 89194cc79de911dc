"""/start and /help: first meeting, deep links, and everything the bot can do on one screen."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.corpus import Corpus
from handlers.callbacks import DoButton
from handlers.comparisons import show_comparison
from handlers.deep_links import DeepLink, Target, read_deep_link
from handlers.explainers import show_explainer
from handlers.menu_keyboards import examples_keyboard, help_keyboard, language_keyboard
from handlers.pages import HelpPage, start_card
from handlers.ports import BotName, Preferences, Show
from handlers.views import show_provision, show_topic


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(start, CommandStart(ignore_case=True))
    made.message.register(help_, Command("help", ignore_case=True))
    made.callback_query.register(help_, DoButton.filter())
    return made


async def start(
    message: Message,
    command: CommandObject,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
    preferences: Preferences,
) -> None:
    """A link skips to its target and asks for the language afterwards."""
    link = read_deep_link(command.args or "")
    if link:
        await follow(message, link, corpus, tr, show, bot_name)
        if (await preferences.chat(message.chat.id)).locale is not None:
            return
        await preferences.set_locale(message.chat.id, tr.locale)  # asked for once, in force until another is chosen
    await show(message, start_card(), language_keyboard(tr.locale, first=True))


async def follow(
    message: Message, link: DeepLink, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """Go straight to what a deep link names."""
    if link.target is Target.ARTICLE and link.reference:
        await show_provision(message, link.reference, corpus, tr, show, bot_name)
    elif link.target is Target.COMPARISON and link.reference:
        await show_comparison(message, link.reference, corpus, tr, show, bot_name)
    elif link.target is Target.EXPLAINER:
        await show_explainer(message, link.id, corpus, tr, show, bot_name)
    elif link.target is Target.TOPIC:
        await show_topic(message, link.id, corpus, tr, show, bot_name)
    else:
        await show(message, start_card(), examples_keyboard(tr))


async def help_(event: Message | CallbackQuery, tr: Translator, show: Show, help_page: HelpPage) -> None:
    await show(event, help_page(tr), help_keyboard(tr))
