"""The buttons of the settings panel about the daily explainer: days, sound, rhythm, pause, stop, time and zone."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery

from content.cards import Translator
from content.corpus import Corpus
from content.schedule import Rhythm, Schedule
from handlers.callbacks import DoButton, ScheduleButton, Setting
from handlers.daily_cards import (
    PAUSE_DAYS,
    ask_time_card,
    ask_zone_card,
    resumed_card,
    stopped_card,
)
from handlers.daily_keyboards import (
    PROPOSED,
    confirmed_keyboard,
    days_or_all,
    places_keyboard,
    subscribe_keyboard,
    times_keyboard,
)
from handlers.panel import show_panel
from handlers.places import chat_id_of
from handlers.ports import Asked, Permissions, Preferences, Show, Subscriptions
from handlers.subscribing import told_the_end
from handlers.zones import near_zones


def router() -> Router:
    """Included in the router of the daily explainer."""
    made = Router(name=__name__)
    made.callback_query.register(asked_pressed, ScheduleButton.filter(F.what.in_({Setting.ASK_TIME, Setting.ASK_ZONE})))
    made.callback_query.register(stop_pressed, ScheduleButton.filter(F.what == Setting.STOP))
    made.callback_query.register(restart_pressed, ScheduleButton.filter(F.what == Setting.RESTART))
    made.callback_query.register(schedule_pressed, ScheduleButton.filter())
    made.callback_query.register(settings_pressed, DoButton.filter(F.command == "settings"))
    return made


async def settings_pressed(
    query: CallbackQuery,
    preferences: Preferences,
    subscriptions: Subscriptions,
    permissions: Permissions,
    tr: Translator,
    show: Show,
) -> None:
    if query.message and query.message.chat.type == ChatType.CHANNEL:
        await permissions.require_change(query)  # there the panel cannot be whispered: it takes the place of the post
    await show_panel(query, preferences, subscriptions, tr, show)


async def stop_pressed(
    query: CallbackQuery, subscriptions: Subscriptions, permissions: Permissions, tr: Translator, show: Show
) -> None:
    await permissions.require_change(query)
    stopped = await subscriptions.unsubscribe(chat_id_of(query))
    await show(query, stopped_card(stopped, tr), subscribe_keyboard(tr))


async def restart_pressed(
    query: CallbackQuery, subscriptions: Subscriptions, permissions: Permissions, tr: Translator, show: Show
) -> None:
    await permissions.require_change(query)
    before = await subscriptions.subscription(chat_id_of(query))
    made = await subscriptions.restart(chat_id_of(query))
    await show(query, resumed_card(made, before, tr), confirmed_keyboard(tr))


async def schedule_pressed(
    query: CallbackQuery,
    callback_data: ScheduleButton,
    corpus: Corpus,
    subscriptions: Subscriptions,
    preferences: Preferences,
    permissions: Permissions,
    tr: Translator,
    show: Show,
) -> None:
    await permissions.require_change(query)
    chat_id, value = chat_id_of(query), callback_data.value
    found = await subscriptions.subscription(chat_id)
    match callback_data.what:
        case Setting.PAUSE:
            await subscriptions.pause(chat_id, min(max(value, 1), PAUSE_DAYS))
        case Setting.RESUME:
            if await told_the_end(query, found, corpus, subscriptions, tr, show):
                return
            await subscriptions.resume(chat_id)
        case what if found is not None:
            await subscriptions.reschedule(chat_id, changed(found.schedule, what, value))
    await show_panel(query, preferences, subscriptions, tr, show)


async def asked_pressed(
    query: CallbackQuery,
    callback_data: ScheduleButton,
    asked: Asked,
    permissions: Permissions,
    tr: Translator,
    show: Show,
) -> None:
    await permissions.require_change(query)
    await asked.ask(chat_id_of(query), query.from_user.id, callback_data.what)
    if callback_data.what is Setting.ASK_TIME:
        await show(query, ask_time_card(tr), times_keyboard(PROPOSED, back=tr))
    else:
        await show(query, ask_zone_card(tr), places_keyboard(near_zones("", tr.locale), None, back=tr))


def changed(schedule: Schedule, what: Setting, value: int) -> Schedule:
    """The schedule after one press in the panel."""
    match what:
        case Setting.DAYS:
            return replace(schedule, days=days_or_all(value))
        case Setting.SILENT:
            return replace(schedule, silent=bool(value))
        case Setting.RHYTHM:
            return replace(schedule, rhythm=Rhythm.WEEKLY if value else Rhythm.DAILY)
    return schedule
