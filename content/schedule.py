"""When a chat wants its explainer: plain values that the handlers choose and the scheduler obeys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

EVERY_DAY = 0b1111111
"""A bit for each weekday, Monday the lowest."""
WORKDAYS = 0b0011111
WEEKEND = 0b1100000


class Rhythm(StrEnum):
    """One explainer on each chosen day, or one digest a week."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Standing(StrEnum):
    """Whether a subscription is served, and if not, why."""

    ACTIVE = "active"
    STOPPED = "stopped"
    """By the reader."""
    GONE = "gone"
    """Blocked, thrown out, deactivated: comes back as soon as the bot is let in again."""
    FINISHED = "finished"
    """The course is at its end; new explainers wake it up."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Local time and zone, the days, how; the zone is an IANA name, never an offset."""

    at: time
    zone: str
    days: int = EVERY_DAY
    rhythm: Rhythm = Rhythm.DAILY
    silent: bool = False

    def falls_on(self, day: date) -> bool:
        """Whether this calendar day has a delivery; a digest goes out on the first of the chosen days."""
        if self.rhythm is Rhythm.WEEKLY:
            return day.weekday() == first_day(self.days)
        return bool(self.days >> day.weekday() & 1)


@dataclass(frozen=True, slots=True)
class Subscription:
    """The subscription of one chat. ``next_at`` is in the reader's zone, None while nothing is due."""

    chat_id: int
    thread_id: int | None
    schedule: Schedule
    standing: Standing
    next_at: datetime | None = None
    paused_until: date | None = None
    had: int = 0
    """How many explainers of the course the chat has had."""

    @property
    def active(self) -> bool:
        return self.standing is Standing.ACTIVE


def first_day(days: int) -> int:
    """The first weekday of a mask, 0 for Monday; Monday for an empty one."""
    return next((number for number in range(7) if days >> number & 1), 0)
