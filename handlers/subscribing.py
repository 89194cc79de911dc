"""Subscribes a chat, or changes what it is subscribed to, as somebody typed or pressed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import time

from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.explainer import end_card
from content.corpus import Corpus
from content.schedule import Rhythm, Schedule, Subscription
from handlers.daily_cards import confirmed_card, wrong_place_card, wrong_time_card
from handlers.daily_keyboards import confirmed_keyboard, end_keyboard, places_keyboard, times_keyboard
from handlers.places import chat_id_of, thread_of
from handlers.ports import Preferences, Show, Subscriptions
from handlers.times import read_wish
from handlers.zones import find_zone, near_zones


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody said about when; None where nothing was said."""

    at: time | None = None
    zone: str | None = None
    days: int | None = None
    rhythm: Rhythm | None = None

    def applied_to(self, schedule: Schedule) -> Schedule:
        """The schedule with everything that was said."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        return replace(schedule, **said)


async def subscribe_as_typed(
    message: Message,
    words: str,
    corpus: Corpus,
    subscriptions: Subscriptions,
    preferences: Preferences,
    tr: Translator,
    show: Show,
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
        wanted = Wanted(read.at, place.zone if place else None, read.days, read.rhythm)
        await subscribe_chat(message, wanted, corpus, subscriptions, preferences, tr, show)
        return True
    return False


async def subscribe_chat(
    event: Message | CallbackQuery,
    wanted: Wanted,
    corpus: Corpus,
    subscriptions: Subscriptions,
    preferences: Preferences,
    tr: Translator,
    show: Show,
) -> None:
    """Subscribe or change; the language of this moment stays the language of the push."""
    chat_id = chat_id_of(event)
    found = await subscriptions.subscription(chat_id)
    if await told_the_end(event, found, corpus, subscriptions, tr, show):
        return
    schedule = wanted.applied_to(found.schedule if found else subscriptions.default)
    if (await preferences.chat(chat_id)).locale is None:
        await preferences.set_locale(chat_id, tr.locale)
    thread = found.thread_id if found and isinstance(event, CallbackQuery) else thread_of(event)
    sender = event.from_user
    user = sender.id if sender and not sender.is_bot else None  # an anonymous admin comes as a bot of Telegram's
    made = await subscriptions.subscribe(chat_id, schedule, thread_id=thread, set_by=user)
    await preferences.set_offered(chat_id)
    await show(event, confirmed_card(made, found, tr), confirmed_keyboard(tr))


async def told_the_end(
    event: Message | CallbackQuery,
    found: Subscription | None,
    corpus: Corpus,
    subscriptions: Subscriptions,
    tr: Translator,
    show: Show,
) -> bool:
    """After the end of the course nothing can go on, also when it was stopped since: the quiz, the course again, silence."""
    if found is None or found.active or not await subscriptions.ended(found.chat_id, await corpus.course_order()):
        return False
    await show(event, end_card(found.had, tr), end_keyboard(tr))
    return True
