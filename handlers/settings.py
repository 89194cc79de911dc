"""/language, /plain, /settings, /cancel: what a chat may choose."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from handlers.callbacks import LanguageButton, PageButton, ViewButton
from handlers.languages import named_language
from handlers.menu_keyboards import examples_keyboard, language_keyboard
from handlers.pages import always_plain_card, language_card, view_card, welcome_card
from handlers.panel import show_panel
from handlers.places import chat_id_of
from handlers.ports import Asked, Permissions, Preferences, Show, Subscriptions, TranslatorFor, View
from handlers.short_answers import cancel_card


def router() -> Router:
    """A router for one dispatcher; what concerns a channel works as its posts."""
    made = Router(name=__name__)
    for observer in (made.message, made.channel_post):
        observer.register(language, Command("language", ignore_case=True))
        observer.register(settings, Command("settings", ignore_case=True))
    made.message.register(plain, Command("plain", ignore_case=True), F.chat.type == ChatType.PRIVATE)
    made.message.register(plain_always, Command("plain", ignore_case=True))
    made.message.register(cancel, Command("cancel", ignore_case=True))
    made.callback_query.register(language_pressed, LanguageButton.filter())
    made.callback_query.register(view_pressed, ViewButton.filter())
    made.callback_query.register(page_pressed, PageButton.filter())
    return made


async def language(
    message: Message,
    command: CommandObject,
    preferences: Preferences,
    permissions: Permissions,
    tr: Translator,
    show: Show,
    translator_for: TranslatorFor,
) -> None:
    """Alone it offers the three languages; with the name of one it chooses that."""
    if chosen := named_language(command.args or ""):
        await permissions.require_change(message)
        await preferences.set_locale(message.chat.id, chosen)
        tr = translator_for(chosen)
    await show(message, language_card(tr), language_keyboard(tr.locale))


async def language_pressed(
    query: CallbackQuery,
    callback_data: LanguageButton,
    preferences: Preferences,
    permissions: Permissions,
    show: Show,
    translator_for: TranslatorFor,
) -> None:
    await permissions.require_change(query)
    await preferences.set_locale(chat_id_of(query), callback_data.locale)
    tr = translator_for(callback_data.locale)
    if callback_data.first:
        await show(query, welcome_card(tr), examples_keyboard(tr))
    else:
        await show(query, language_card(tr), language_keyboard(tr.locale))


async def plain(
    message: Message,
    command: CommandObject,
    preferences: Preferences,
    permissions: Permissions,
    tr: Translator,
    show: Show,
) -> None:
    """Alone it switches to the other view; with the name of one it chooses that."""
    await permissions.require_change(message)
    old = (await preferences.chat(message.chat.id)).view
    new = View(command.args) if command.args in set(View) else View.PLAIN if old is View.RICH else View.RICH
    await preferences.set_view(message.chat.id, new)
    await show(message, view_card(new, tr))


async def plain_always(message: Message, tr: Translator, show: Show) -> None:
    """Outside private chats there is one view only, so that there is nothing to choose."""
    await show(message, always_plain_card(tr))


async def view_pressed(
    query: CallbackQuery,
    callback_data: ViewButton,
    preferences: Preferences,
    permissions: Permissions,
    subscriptions: Subscriptions,
    tr: Translator,
    show: Show,
) -> None:
    await permissions.require_change(query)
    await preferences.set_view(chat_id_of(query), callback_data.view)
    await show_panel(query, preferences, subscriptions, tr, show)


async def settings(
    message: Message, preferences: Preferences, subscriptions: Subscriptions, tr: Translator, show: Show
) -> None:
    await show_panel(message, preferences, subscriptions, tr, show)


async def cancel(message: Message, asked: Asked, tr: Translator, show: Show) -> None:
    waiting = message.from_user and await asked.waiting(message.chat.id, message.from_user.id)
    if waiting:
        await asked.clear(message.chat.id)  # what somebody else was asked is theirs to cancel
    await show(message, cancel_card(tr, cancelled=bool(waiting)))


async def page_pressed(query: CallbackQuery) -> None:
    await query.answer()
