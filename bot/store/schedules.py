"""Schedules and dates as they stand in the columns of the state database, there and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from content.schedule import Rhythm, Schedule

SCHEDULE = "at, zone, days, rhythm, silent"


def columns(schedule: Schedule) -> tuple[object, ...]:
    """A schedule as the columns in SCHEDULE."""
    at = schedule.at.strftime("%H:%M")
    return at, schedule.zone, schedule.days, schedule.rhythm.value, int(schedule.silent)


def schedule_of(values: Sequence[Any]) -> Schedule:
    """The columns in SCHEDULE as a schedule."""
    at, zone, days, rhythm, silent = values
    return Schedule(time.fromisoformat(at), zone, int(days), Rhythm(rhythm), bool(silent))


def as_date(value: object) -> date | None:
    """A stored date."""
    return date.fromisoformat(str(value)) if value else None
