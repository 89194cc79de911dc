"""Cards about the daily explainer: confirmations with the next date, what went wrong with a time or a place."""

from __future__ import annotations

from content.cards import Block, Card, Entry, Paragraph, Translator, plain
from content.schedule import EVERY_DAY, Rhythm, Schedule, Standing, Subscription, first_day
from handlers.dates import clock, day_in_words, moment_in_words, weekday_names
from handlers.zones import offset_name, zone_name

PAUSE_DAYS = 90


def confirmed_card(made: Subscription, before: Subscription | None, tr: Translator) -> Card:
    """What is agreed now and when the next one comes; ``before`` says whether that is new or a change."""
    running = before is not None and before.active
    title = tr.gettext("Changed: {schedule}.") if running else tr.gettext("Subscribed: {schedule}.")
    return _agreed_card(title, made, tr)


def _agreed_card(title: str, made: Subscription, tr: Translator) -> Card:
    return Card(
        title=title.format(schedule=schedule_in_words(made.schedule, tr)),
        blocks=(
            Entry("•", plain(_place_line(made, tr))),
            Entry("•", plain(next_line(made, tr))),
            Entry("•", plain(tr.gettext("/settings changes it, /unsubscribe stops it."))),
        ),
    )


def panel_lines(found: Subscription | None, tr: Translator) -> list[Block]:
    """What the settings panel says about the daily explainer."""
    if found is None or found.standing in (Standing.STOPPED, Standing.GONE):
        return [Entry("•", plain(tr.gettext("Daily explainer: not subscribed.")))]
    schedule = schedule_in_words(found.schedule, tr)
    lines = [tr.gettext("Daily explainer: {schedule}").format(schedule=schedule), _place_line(found, tr)]
    if found.schedule.silent:
        lines.append(tr.gettext("It comes without a sound."))
    lines.append(next_line(found, tr))
    return [Entry("•", plain(line)) for line in lines]


def next_line(found: Subscription, tr: Translator) -> str:
    """When the next one comes, in the reader's form."""
    if found.standing is Standing.FINISHED:
        return tr.gettext("The course is at its end.")
    if found.paused_until is not None:
        return tr.gettext("Paused until {date}.").format(date=day_in_words(found.paused_until, tr.locale))
    if found.next_at is None:
        return tr.gettext("Nothing is due.")
    return tr.gettext("The next one: {moment}.").format(moment=moment_in_words(found.next_at, tr.locale))


def schedule_in_words(schedule: Schedule, tr: Translator) -> str:
    """``every day at 09:00``, ``on Mon, Wed at 09:00``, ``a digest once a week, Mon, at 09:00``."""
    at, names = clock(schedule.at), weekday_names(tr.locale)
    if schedule.rhythm is Rhythm.WEEKLY:
        return tr.gettext("a digest once a week ({day}) at {time}").format(day=names[first_day(schedule.days)], time=at)
    if schedule.days == EVERY_DAY:
        return tr.gettext("one explainer every day at {time}").format(time=at)
    days = ", ".join(name for number, name in enumerate(names) if schedule.days >> number & 1)
    return tr.gettext("one explainer at {time} ({days})").format(time=at, days=days)


def stopped_card(was_running: bool, tr: Translator) -> Card:
    """The answer to /unsubscribe."""
    if not was_running:
        return Card(title=tr.gettext("There is no subscription here. /subscribe starts one."))
    words = tr.gettext("Your place in the course is kept for 180 days: /subscribe goes on from there.")
    return Card(title=tr.gettext("Unsubscribed."), blocks=(Paragraph(plain(words)),))


def paused_card(found: Subscription | None, tr: Translator) -> Card:
    """The answer to /pause."""
    if found is None or found.paused_until is None:
        return stopped_card(False, tr)
    words = tr.gettext("After that it goes on from the same place; /resume does so at once.")
    return Card(title=next_line(found, tr), blocks=(Paragraph(plain(words)),))


def pause_range_card(tr: Translator) -> Card:
    """A pause that is no number of days."""
    return Card(title=tr.gettext("A pause lasts 1 to {days} days, for example /pause 7.").format(days=PAUSE_DAYS))


def resumed_card(made: Subscription | None, before: Subscription | None, tr: Translator) -> Card:
    """The answer to /resume: it goes on, or nothing had been paused, or there is nothing to go on with."""
    if made is None or not made.active:
        return stopped_card(False, tr)
    went_on = before is not None and before.active and before.paused_until is None
    title = tr.gettext("Nothing was paused: {schedule}.") if went_on else tr.gettext("It goes on: {schedule}.")
    return _agreed_card(title, made, tr)


def wrong_time_card(tr: Translator) -> Card:
    """An impossible time; the nearest possible ones are the buttons."""
    return Card(title=tr.gettext("There is no such time of day. Did you mean one of these?"))


def wrong_place_card(words: str, tr: Translator) -> Card:
    """An unknown place; the nearest known ones are the buttons."""
    title = tr.gettext("I do not know the place “{words}”. Did you mean one of these?").format(words=words[:60])
    return Card(title=title)


def ask_time_card(tr: Translator) -> Card:
    """What time?"""
    words = tr.gettext("Type it as you like: 7:30, 21.00, 9 pm. In a group, reply to this message.")
    return Card(title=tr.gettext("At what time?"), blocks=(Paragraph(plain(words)),))


def ask_zone_card(tr: Translator) -> Card:
    """Where?"""
    words = tr.gettext("Type a city, or an offset such as UTC+5. In a group, reply to this message.")
    return Card(title=tr.gettext("In which city are you?"), blocks=(Paragraph(plain(words)),))


def no_explainers_card(tr: Translator) -> Card:
    """A corpus without a course."""
    return Card(title=tr.gettext("The explainers are still being written. Come back a little later."))


def unknown_explainer_card(tr: Translator) -> Card:
    """A link to an explainer that there is not, or no longer."""
    return Card(title=tr.gettext("I know no explainer of this name: the link is wrong or out of date."))


def _place_line(found: Subscription, tr: Translator) -> str:
    zone = found.schedule.zone
    name = zone_name(zone, tr.locale)
    if found.next_at is None or name.startswith("UTC"):
        return tr.gettext("Time of {place}").format(place=name)
    return tr.gettext("Time of {place} ({offset})").format(place=name, offset=offset_name(found.next_at))
