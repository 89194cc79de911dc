"""The settings panel of a chat: language, view, and everything about its daily explainer."""

from __future__ import annotations

from dataclasses import replace

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from content.cards import Translator
from handlers.daily_cards import panel_lines
from handlers.daily_keyboards import schedule_rows
from handlers.menu_keyboards import settings_keyboard
from handlers.pages import settings_card
from handlers.places import chat_id_of
from handlers.ports import Preferences, Show, Subscriptions


async def show_panel(
    event: Message | CallbackQuery, preferences: Preferences, subscriptions: Subscriptions, tr: Translator, show: Show
) -> None:
    """Show all settings as they are now."""
    message = event.message if isinstance(event, CallbackQuery) else event
    chat_id = chat_id_of(event)
    view = (await preferences.chat(chat_id)).view
    found = await subscriptions.subscription(chat_id)
    private = message is not None and message.chat.type == ChatType.PRIVATE
    card = settings_card(tr, view if private else None)
    rows = settings_keyboard(tr.locale, view, private=private, tr=tr).inline_keyboard + schedule_rows(found, tr)
    shown = replace(card, blocks=(*card.blocks, *panel_lines(found, tr)))
    await show(event, shown, InlineKeyboardMarkup(inline_keyboard=rows))
