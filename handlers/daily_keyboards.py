"""Pure functions from a schedule or an explainer to the buttons under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from content.cards import Translator
from content.labels import short_label
from content.model import Edition, Explainer
from content.schedule import EVERY_DAY, Rhythm, Schedule, Standing, Subscription
from handlers.callbacks import (
    ArticleButton,
    CompareButton,
    DoButton,
    ExplainerButton,
    QuizButton,
    ScheduleButton,
    Setting,
    SubscribeButton,
)
from handlers.dates import clock, weekday_names
from handlers.deep_links import Target, named_payload
from handlers.keyboards import button, in_rows, keyboard
from handlers.links import share_button
from handlers.ports import BotName
from handlers.zones import Place, zone_name

PROPOSED = (time(8), time(13), time(20))
PAUSE = 7


def explainer_keyboard(
    found: Explainer, tr: Translator, *, bot_name: str, quiz: bool = False, inline: bool = False
) -> InlineKeyboardMarkup:
    """The articles it speaks of, the comparison, share (``inline`` cannot be used in channels); at times the quiz."""
    places = dict.fromkeys(ref.whole_article for ref in found.references if ref.edition is Edition.Y2026)
    articles = [button(short_label(ref, tr), ArticleButton.of(ref).pack()) for ref in list(places)[:3]]
    first = next(iter(places), None) or found.references[0].whole_article
    compare = button(tr.gettext("Compare"), CompareButton(edition=first.edition, article=first.article).pack())
    payload = named_payload(Target.EXPLAINER, found.id)
    share = share_button(payload, found.title, BotName(bot_name, inline), tr)
    return keyboard(articles, [compare, share], quiz_row(tr) if quiz else [])


def digest_keyboard(found: Sequence[Explainer], tr: Translator, *, quiz: bool = False) -> InlineKeyboardMarkup:
    """A numbered button for each explainer of the week."""
    numbers = [button(str(n), ExplainerButton(id=one.id).pack()) for n, one in enumerate(found, 1)]
    return keyboard(*in_rows(numbers, 7), quiz_row(tr) if quiz else [])


def end_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """Quiz, the course again, or silence."""
    return keyboard(
        quiz_row(tr),
        [button(tr.gettext("Begin the course again"), _setting(Setting.RESTART))],
        [button(tr.gettext("Unsubscribe"), _setting(Setting.STOP))],
    )


def quiz_row(tr: Translator) -> list[InlineKeyboardButton]:
    """One button to the quiz."""
    return [button(tr.gettext("Test yourself: quiz"), QuizButton().pack())]


def today_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """One button to today's explainer."""
    return keyboard([button(tr.gettext("Today’s explainer"), DoButton(command="today").pack())])


def confirmed_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """From the confirmation to everything else about it."""
    return keyboard(
        [button(tr.gettext("Settings"), DoButton(command="settings").pack())],
        [button(tr.gettext("Unsubscribe"), _setting(Setting.STOP))],
    )


def offer_row(tr: Translator, schedule: Schedule) -> list[InlineKeyboardButton]:
    """The one offer under the first answer that somebody gets."""
    words = tr.gettext("One change a day at {time}: subscribe").format(time=clock(schedule.at))
    return [button(words, SubscribeButton(offer=True).pack())]


def subscribe_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """For those who are not subscribed."""
    return keyboard([button(tr.gettext("Subscribe"), SubscribeButton().pack())])


def schedule_rows(found: Subscription | None, tr: Translator) -> list[list[InlineKeyboardButton]]:
    """The rows of the settings panel about the daily explainer."""
    if found is None or found.standing is not Standing.ACTIVE:
        return list(subscribe_keyboard(tr).inline_keyboard)
    schedule = found.schedule
    times = [button(clock(at), _at(at), chosen=at == schedule.at) for at in PROPOSED]
    times.append(button(tr.gettext("Other time"), _setting(Setting.ASK_TIME), chosen=schedule.at not in PROPOSED))
    zone = button(
        tr.gettext("Time zone: {place}").format(place=zone_name(schedule.zone, tr.locale)), _setting(Setting.ASK_ZONE)
    )
    days = [
        button(name, _setting(Setting.DAYS, schedule.days ^ 1 << number), chosen=bool(schedule.days >> number & 1))
        for number, name in enumerate(weekday_names(tr.locale))
    ]
    weekly = schedule.rhythm is Rhythm.WEEKLY
    modes = [
        button(tr.gettext("Without sound"), _setting(Setting.SILENT, int(not schedule.silent)), chosen=schedule.silent),
        button(tr.gettext("Weekly digest"), _setting(Setting.RHYTHM, int(not weekly)), chosen=weekly),
    ]
    paused = found.paused_until is not None
    pause = (
        button(tr.gettext("Go on now"), _setting(Setting.RESUME))
        if paused
        else button(tr.gettext("Pause for a week"), _setting(Setting.PAUSE, PAUSE))
    )
    stop = button(tr.gettext("Unsubscribe"), _setting(Setting.STOP))
    return [times, [zone], days, modes, [pause, stop]]


def times_keyboard(times: Sequence[time], zone: str = "", *, back: Translator | None = None) -> InlineKeyboardMarkup:
    """Times to choose from; with ``back`` a way back to the settings."""
    return keyboard([button(clock(at), _at(at, zone)) for at in times], _back(back))


def places_keyboard(
    places: Sequence[Place], at: time | None, *, back: Translator | None = None
) -> InlineKeyboardMarkup:
    """Places to choose from, keeping the time that was typed beside; with ``back`` a way back to the settings."""
    minutes = at.hour * 60 + at.minute if at else None
    rows = [[button(p.name, SubscribeButton(minutes=minutes, zone=p.zone).pack())] for p in places]
    return keyboard(*rows, _back(back))


def _back(tr: Translator | None) -> list[InlineKeyboardButton]:
    return [button(tr.gettext("‹ Settings"), DoButton(command="settings").pack())] if tr else []


def days_or_all(mask: int) -> int:
    """A mask of weekdays; none chosen means all."""
    return mask & EVERY_DAY or EVERY_DAY


def _at(at: time, zone: str = "") -> str:
    return SubscribeButton(minutes=at.hour * 60 + at.minute, zone=zone).pack()


def _setting(what: Setting, value: int = 0) -> str:
    return ScheduleButton(what=what, value=value).pack()
