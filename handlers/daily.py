"""/today, /subscribe, /unsubscribe, /pause, /resume: one changed provision a day, when and where a chat wants it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.corpus import Corpus
from handlers import panel_buttons
from handlers.asking import Awaited
from handlers.callbacks import DoButton, ExplainerButton, SubscribeButton
from handlers.daily_cards import (
    PAUSE_DAYS,
    pause_range_card,
    paused_card,
    resumed_card,
    stopped_card,
)
from handlers.daily_keyboards import (
    PAUSE,
    confirmed_keyboard,
    subscribe_keyboard,
)
from handlers.explainers import show_explainer
from handlers.places import chat_id_of
from handlers.ports import Asked, BotName, Permissions, Preferences, Show, Subscriptions
from handlers.subscribing import Wanted, subscribe_as_typed, subscribe_chat, told_the_end
from handlers.times import read_days
from handlers.zones import find_zone


def router() -> Router:
    """A router for one dispatcher; the same commands work as posts of a channel."""
    made = Router(name=__name__)
    for observer in (made.message, made.channel_post):
        observer.register(today, Command("today", ignore_case=True))
        observer.register(subscribe, Command("subscribe", ignore_case=True))
        observer.register(unsubscribe, Command("unsubscribe", ignore_case=True))
        observer.register(pause, Command("pause", ignore_case=True))
        observer.register(resume, Command("resume", ignore_case=True))
    made.message.register(typed, Awaited())
    made.callback_query.register(subscribe_pressed, SubscribeButton.filter())
    made.callback_query.register(explainer_pressed, ExplainerButton.filter())
    made.callback_query.register(today, DoButton.filter(F.command == "today"))
    made.include_router(panel_buttons.router())
    return made


async def today(
    event: Message | CallbackQuery,
    corpus: Corpus,
    subscriptions: Subscriptions,
    tr: Translator,
    show: Show,
    bot_name: BotName,
) -> None:
    chosen = await subscriptions.today(chat_id_of(event), await corpus.course_order())
    await show_explainer(event, chosen, corpus, tr, show, bot_name)


async def subscribe(
    message: Message,
    command: CommandObject,
    corpus: Corpus,
    subscriptions: Subscriptions,
    preferences: Preferences,
    permissions: Permissions,
    tr: Translator,
    show: Show,
) -> None:
    await permissions.require_change(message)
    await subscribe_as_typed(message, command.args or "", corpus, subscriptions, preferences, tr, show)


async def typed(
    message: Message,
    corpus: Corpus,
    subscriptions: Subscriptions,
    preferences: Preferences,
    permissions: Permissions,
    asked: Asked,
    tr: Translator,
    show: Show,
) -> None:
    await permissions.require_change(message)
    if await subscribe_as_typed(message, message.text or "", corpus, subscriptions, preferences, tr, show):
        await asked.clear(message.chat.id)


async def subscribe_pressed(
    query: CallbackQuery,
    callback_data: SubscribeButton,
    corpus: Corpus,
    subscriptions: Subscriptions,
    preferences: Preferences,
    permissions: Permissions,
    asked: Asked,
    tr: Translator,
    show: Show,
) -> None:
    await permissions.require_change(query)
    place = find_zone(callback_data.zone, tr.locale) if callback_data.zone else None
    event: Message | CallbackQuery = query
    if callback_data.offer and isinstance(query.message, Message):
        await query.answer()
        event = query.message  # the answer above the offer stays
    await asked.clear(chat_id_of(query))
    wanted = Wanted(callback_data.at, place.zone if place else None)
    await subscribe_chat(event, wanted, corpus, subscriptions, preferences, tr, show)


async def unsubscribe(
    message: Message, subscriptions: Subscriptions, permissions: Permissions, tr: Translator, show: Show
) -> None:
    await permissions.require_change(message)
    stopped = await subscriptions.unsubscribe(message.chat.id)
    await show(message, stopped_card(stopped, tr), subscribe_keyboard(tr))


async def pause(
    message: Message,
    command: CommandObject,
    subscriptions: Subscriptions,
    permissions: Permissions,
    tr: Translator,
    show: Show,
) -> None:
    await permissions.require_change(message)
    days = days_of(command.args)
    if days is None:
        await show(message, pause_range_card(tr))
        return
    await show(message, paused_card(await subscriptions.pause(message.chat.id, days), tr))


async def resume(
    message: Message, corpus: Corpus, subscriptions: Subscriptions, permissions: Permissions, tr: Translator, show: Show
) -> None:
    await permissions.require_change(message)
    before = await subscriptions.subscription(message.chat.id)
    if await told_the_end(message, before, corpus, subscriptions, tr, show):
        return
    made = await subscriptions.resume(message.chat.id)
    await show(message, resumed_card(made, before, tr), confirmed_keyboard(tr) if made else subscribe_keyboard(tr))


async def explainer_pressed(
    query: CallbackQuery, callback_data: ExplainerButton, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    event: Message | CallbackQuery = query
    if isinstance(query.message, Message) and query.message.chat.type == ChatType.PRIVATE:
        await query.answer()
        event = query.message  # a digest stays where it is: its other days are behind the same buttons
    await show_explainer(event, callback_data.id, corpus, tr, show, bot_name)


def days_of(words: str | None) -> int | None:
    """The length of a pause in days, 7 unless named; None for what is not 1 to 90."""
    days = read_days(words) if words else PAUSE
    return days if days and days <= PAUSE_DAYS else None
