"""When the next explainer is due: exactly one instant for each local date, whatever the clocks do.

Pure: no clock, no database. All arithmetic is in UTC; a local date is the key of a delivery.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from content.schedule import Schedule

CATCH_UP = timedelta(hours=6)
"""A delivery that could not go out for so long is left out."""
HORIZON_DAYS = 40
"""How far back a long downtime is written into the ledger."""

_DAY = timedelta(days=1)
_DAYS = 17
"""Calendar days within which every schedule has two due times."""
_zone = lru_cache(maxsize=1024)(ZoneInfo)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A local date and the instant (UTC) at which its explainer is due."""

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A due time that has come, and when it is too late for it."""

    due: Due
    expires_at: datetime


def instant(day: date, at: time, zone: str) -> datetime:
    """The moment (UTC) at which a local clock shows ``at`` on ``day``.

    In a gap of daylight saving it is the moment after the gap, in a fold the first of the two (checked over all zones
    and two years: spacing 20 to 28 hours; `CronTrigger` leaves out whole days at midnight gaps and fires twice in folds).
    """
    return datetime.combine(day, at, tzinfo=_zone(zone)).astimezone(UTC)


def local_day(now: datetime, zone: str) -> date:
    """The date on a calendar in that zone."""
    return now.astimezone(_zone(zone)).date()


def next_due(schedule: Schedule, after: datetime, last: date | None = None, not_before: date | None = None) -> Due:
    """The first due time later than ``after`` whose date is later than ``last`` and not before ``not_before``."""
    return next(due for due in _dues(schedule, after, last, not_before) if due.at > after)


def rescheduled(schedule: Schedule, now: datetime, last: date | None, since: date | None) -> Due:
    """The due time after a change of time, zone or days.

    Today's is still wanted when its time passed less than CATCH_UP ago, nothing went out today, and the chat was
    already subscribed for today (``since``): moving east past the hour leaves no empty day, and subscribing in the
    afternoon for the morning sends nothing at once.
    """
    for due in _dues(schedule, now, last, None):
        if due.at > now or (since is not None and due.day >= since and now - due.at < CATCH_UP):
            return due
    raise AssertionError("every schedule has a next day")


def recomputed(
    schedule: Schedule, now: datetime, planned: date | None, taken: Collection[date], not_before: date | None
) -> Due:
    """The due time after the clock jumped or the rules of the zone changed.

    ``planned`` is the date that was to come next: it stays the next one, however late it is by now. An earlier date
    takes its place when it can still be caught up, is not ``taken`` (the ledger has it) and not before ``not_before``.
    """
    days = _DAYS + 7 * len(taken)
    dues = _dues(schedule, now - CATCH_UP, None, not_before, days)
    due = next(due for due in dues if due.at > now - CATCH_UP and due.day not in taken)
    if planned is not None and planned < due.day:
        return Due(planned, instant(planned, schedule.at, schedule.zone))
    return due


def unfold(schedule: Schedule, first: Due, now: datetime) -> tuple[list[Slot], Due]:
    """All due times from ``first`` until now with the moment each expires, and the next one to come."""
    slots: list[Slot] = []
    current = first
    if now - first.at > HORIZON_DAYS * _DAY:
        current = next_due(schedule, now - HORIZON_DAYS * _DAY, first.day - _DAY)
    while current.at <= now:
        following = next_due(schedule, current.at, current.day)
        slots.append(Slot(current, min(following.at, current.at + CATCH_UP)))
        current = following
    return slots, current


def _dues(
    schedule: Schedule, after: datetime, last: date | None, not_before: date | None, days: int = _DAYS
) -> Iterator[Due]:
    # from the day before: in a gap just before midnight the instant of a date falls on the next calendar day
    day = local_day(after, schedule.zone) - _DAY
    if last is not None:
        day = max(day, last + _DAY)
    if not_before is not None:
        day = max(day, not_before)
    for _ in range(days):
        if schedule.falls_on(day):
            yield Due(day, instant(day, schedule.at, schedule.zone))
        day += _DAY
