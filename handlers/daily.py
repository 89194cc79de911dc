"""/today, /subscribe, /unsubscribe, /pause, /resume: one changed provision a day, when and where a chat wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.explainer import end_card
from content.corpus import Corpus
from content.schedule import Rhythm, Schedule, Standing, Subscription
from handlers.asking import Awaited
from handlers.callbacks import DoButton, ExplainerButton, ScheduleButton, Setting, SubscribeButton
from handlers.daily_cards import (
    PAUSE_DAYS,
    ask_time_card,
    ask_zone_card,
    confirmed_card,
    pause_range_card,
    paused_card,
    resumed_card,
    stopped_card,
    wrong_place_card,
    wrong_time_card,
)
from handlers.daily_keyboards import (
    PAUSE,
    PROPOSED,
    confirmed_keyboard,
    days_or_all,
    end_keyboard,
    places_keyboard,
    subscribe_keyboard,
    times_keyboard,
)
from handlers.explainers import show_explainer
from handlers.panel import show_panel
from handlers.places import chat_id_of, thread_of
from handlers.ports import Asked, BotName, Preferences, Rights, Show, Subscriptions
from handlers.times import read_days, read_wish
from handlers.zones import find_zone, near_zones


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
    made.callback_query.register(asked_pressed, ScheduleButton.filter(F.what.in_({Setting.ASK_TIME, Setting.ASK_ZONE})))
    made.callback_query.register(schedule_pressed, ScheduleButton.filter())
    made.callback_query.register(explainer_pressed, ExplainerButton.filter())
    made.callback_query.register(settings_pressed, DoButton.filter(F.command == "settings"))
    made.callback_query.register(today_pressed, DoButton.filter(F.command == "today"))
    return made


async def today(
    message: Message, corpus: Corpus, subscriptions: Subscriptions, tr: Translator, show: Show, bot_name: BotName
) -> None:
    chosen = await subscriptions.today(message.chat.id, await corpus.course_order())
    await show_explainer(message, chosen, corpus, tr, show, bot_name)


async def subscribe(
    message: Message,
    command: CommandObject,
    subscriptions: Subscriptions,
    preferences: Preferences,
    rights: Rights,
    tr: Translator,
    show: Show,
) -> None:
    await rights.require_change(message)
    await wish(message, command.args or "", subscriptions, preferences, tr, show)


async def typed(
    message: Message,
    subscriptions: Subscriptions,
    preferences: Preferences,
    rights: Rights,
    asked: Asked,
    tr: Translator,
    show: Show,
) -> None:
    await rights.require_change(message)
    if await wish(message, message.text or "", subscriptions, preferences, tr, show):
        await asked.clear(message.chat.id)


async def wish(
    message: Message, words: str, subscriptions: Subscriptions, preferences: Preferences, tr: Translator, show: Show
) -> bool:
    """Subscribe as typed, or offer the nearest time or place; whether it was understood."""
    read = read_wish(words)
    place = find_zone(read.place, tr.locale) if read.place else None
    if read.near:
        await show(message, wrong_time_card(tr), times_keyboard(read.near, place.zone if place else ""))
    elif read.place and place is None:
        near = near_zones(read.place, tr.locale)
        await show(message, wrong_place_card(read.place, tr), places_keyboard(near, read.at))
    else:
        await begin(message, read.at, place.zone if place else "", subscriptions, preferences, tr, show)
        return True
    return False


async def begin(
    event: Message | CallbackQuery,
    at: time | None,
    zone: str,
    subscriptions: Subscriptions,
    preferences: Preferences,
    tr: Translator,
    show: Show,
) -> None:
    """Subscribe or change; the language of this moment stays the language of the push."""
    chat_id = chat_id_of(event)
    found = await subscriptions.subscription(chat_id)
    if await told_the_end(event, found, tr, show):
        return
    schedule = found.schedule if found else subscriptions.default
    schedule = replace(schedule, at=at or schedule.at, zone=zone or schedule.zone)
    if (await preferences.chat(chat_id)).locale is None:
        await preferences.set_locale(chat_id, tr.locale)
    thread = found.thread_id if found and isinstance(event, CallbackQuery) else thread_of(event)
    sender = event.from_user
    user = sender.id if sender and not sender.is_bot else None  # an anonymous admin comes as a bot of Telegram's
    made = await subscriptions.subscribe(chat_id, schedule, thread_id=thread, set_by=user)
    await preferences.set_offered(chat_id)
    await show(event, confirmed_card(made, found, tr), confirmed_keyboard(tr))


async def told_the_end(event: Message | CallbackQuery, found: Subscription | None, tr: Translator, show: Show) -> bool:
    """After the end of the course nothing can go on: the quiz, the course again, or silence."""
    if found is None or found.standing is not Standing.FINISHED:
        return False
    await show(event, end_card(found.had, tr), end_keyboard(tr))
    return True


async def subscribe_pressed(
    query: CallbackQuery,
    callback_data: SubscribeButton,
    subscriptions: Subscriptions,
    preferences: Preferences,
    rights: Rights,
    asked: Asked,
    tr: Translator,
    show: Show,
) -> None:
    await rights.require_change(query)
    minutes = callback_data.minutes
    at = time(*divmod(minutes, 60)) if minutes is not None and 0 <= minutes < 24 * 60 else None
    place = find_zone(callback_data.zone, tr.locale) if callback_data.zone else None
    event: Message | CallbackQuery = query
    if callback_data.offer and isinstance(query.message, Message):
        await query.answer()
        event = query.message  # the answer above the offer stays
    await asked.clear(chat_id_of(query))
    await begin(event, at, place.zone if place else "", subscriptions, preferences, tr, show)


async def unsubscribe(
    message: Message, subscriptions: Subscriptions, rights: Rights, tr: Translator, show: Show
) -> None:
    await rights.require_change(message)
    stopped = await subscriptions.unsubscribe(message.chat.id)
    await show(message, stopped_card(stopped, tr), subscribe_keyboard(tr))


async def pause(
    message: Message, command: CommandObject, subscriptions: Subscriptions, rights: Rights, tr: Translator, show: Show
) -> None:
    await rights.require_change(message)
    days = days_of(command.args)
    if days is None:
        await show(message, pause_range_card(tr))
        return
    await show(message, paused_card(await subscriptions.pause(message.chat.id, days), tr))


async def resume(message: Message, subscriptions: Subscriptions, rights: Rights, tr: Translator, show: Show) -> None:
    await rights.require_change(message)
    before = await subscriptions.subscription(message.chat.id)
    if await told_the_end(message, before, tr, show):
        return
    made = await subscriptions.resume(message.chat.id)
    await show(message, resumed_card(made, before, tr), confirmed_keyboard(tr) if made else subscribe_keyboard(tr))


async def schedule_pressed(
    query: CallbackQuery,
    callback_data: ScheduleButton,
    subscriptions: Subscriptions,
    preferences: Preferences,
    rights: Rights,
    tr: Translator,
    show: Show,
) -> None:
    await rights.require_change(query)
    chat_id, value = chat_id_of(query), callback_data.value
    found = await subscriptions.subscription(chat_id)
    match callback_data.what:
        case Setting.STOP:
            await show(query, stopped_card(await subscriptions.unsubscribe(chat_id), tr), subscribe_keyboard(tr))
            return
        case Setting.RESTART:
            await show(query, resumed_card(await subscriptions.restart(chat_id), found, tr), confirmed_keyboard(tr))
            return
        case Setting.PAUSE:
            await subscriptions.pause(chat_id, min(max(value, 1), PAUSE_DAYS))
        case Setting.RESUME:
            if await told_the_end(query, found, tr, show):
                return
            await subscriptions.resume(chat_id)
        case what if found is not None:
            await subscriptions.reschedule(chat_id, changed(found.schedule, what, value))
    await show_panel(query, preferences, subscriptions, tr, show)


async def asked_pressed(
    query: CallbackQuery, callback_data: ScheduleButton, asked: Asked, rights: Rights, tr: Translator, show: Show
) -> None:
    await rights.require_change(query)
    await asked.ask(chat_id_of(query), query.from_user.id, callback_data.what)
    if callback_data.what is Setting.ASK_TIME:
        await show(query, ask_time_card(tr), times_keyboard(PROPOSED))
    else:
        await show(query, ask_zone_card(tr), places_keyboard(near_zones("", tr.locale), None))


async def explainer_pressed(
    query: CallbackQuery, callback_data: ExplainerButton, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    event: Message | CallbackQuery = query
    if isinstance(query.message, Message) and query.message.chat.type == ChatType.PRIVATE:
        await query.answer()
        event = query.message  # a digest stays where it is: its other days are behind the same buttons
    await show_explainer(event, callback_data.id, corpus, tr, show, bot_name)


async def today_pressed(
    query: CallbackQuery, corpus: Corpus, subscriptions: Subscriptions, tr: Translator, show: Show, bot_name: BotName
) -> None:
    chosen = await subscriptions.today(chat_id_of(query), await corpus.course_order())
    await show_explainer(query, chosen, corpus, tr, show, bot_name)


async def settings_pressed(
    query: CallbackQuery,
    preferences: Preferences,
    subscriptions: Subscriptions,
    rights: Rights,
    tr: Translator,
    show: Show,
) -> None:
    if query.message and query.message.chat.type == ChatType.CHANNEL:
        await rights.require_change(query)  # there the panel cannot be whispered: it takes the place of the post
    await show_panel(query, preferences, subscriptions, tr, show)


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


def days_of(words: str | None) -> int | None:
    """The length of a pause in days, 7 unless named; None for what is not 1 to 90."""
    days = read_days(words) if words else PAUSE
    return days if days and days <= PAUSE_DAYS else None
