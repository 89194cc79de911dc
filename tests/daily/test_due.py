"""One instant for each local date, in every zone, whatever the clocks and the readers do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.schedule import EVERY_DAY, WORKDAYS, Rhythm, Schedule
from scheduler.due import CATCH_UP, Due, instant, local_day, next_due, rescheduled, unfold

ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
SCHEDULES = st.builds(
    Schedule,
    TIMES,
    st.sampled_from(ZONES),
    st.integers(1, EVERY_DAY),
    st.sampled_from(list(Rhythm)),
)


@pytest.mark.parametrize("at", [time(0, 0), time(2, 30), time(9, 0), time(23, 59)])
def test_every_zone_has_one_instant_a_day_for_two_years(at: time) -> None:
    first = date(2026, 11, 1)
    for zone in ZONES[:: 7 if at.hour else 5]:
        instants = [instant(first + timedelta(days=number), at, zone) for number in range(730)]
        spacing = {later - earlier for earlier, later in pairwise(instants)}
        assert min(spacing) >= timedelta(hours=20), zone
        assert max(spacing) <= timedelta(hours=28), zone


@given(SCHEDULES, MOMENTS)
@settings(max_examples=300, deadline=None)
def test_the_next_due_time_is_later_and_on_a_chosen_day(schedule: Schedule, now: datetime) -> None:
    due = next_due(schedule, now)
    assert due.at > now
    assert schedule.falls_on(due.day)
    assert due.at - now <= timedelta(days=8, hours=4)


@given(SCHEDULES, MOMENTS, st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_nothing_due_is_left_out_however_long_the_bot_was_away(schedule: Schedule, now: datetime, days: int) -> None:
    first = next_due(schedule, now)
    later = first.at + timedelta(days=days, hours=3)
    slots, following = unfold(schedule, first, later)
    assert following.at > later
    chosen = [slot.due.day for slot in slots]
    assert chosen == sorted(set(chosen))
    if days < 39:
        day, wanted = first.day, []
        while day < following.day:
            if schedule.falls_on(day):
                wanted.append(day)
            day += timedelta(days=1)
        assert chosen == wanted
    assert sum(slot.expires_at > later for slot in slots) <= 1
    assert all(slot.expires_at <= slot.due.at + CATCH_UP for slot in slots)


@given(st.lists(st.tuples(st.sampled_from(ZONES), TIMES, st.integers(0, 40)), min_size=2, max_size=12), MOMENTS)
@settings(max_examples=300, deadline=None)
def test_moving_about_the_world_never_gives_two_for_one_date(
    moves: list[tuple[str, time, int]], start: datetime
) -> None:
    now, last, since = start, None, None
    sent: list[date] = []
    due: Due | None = None
    for zone, at, hours in moves:
        schedule = Schedule(at, zone)
        due = next_due(schedule, now, last) if due is None else rescheduled(schedule, now, last, since)
        since = min(since or due.day, due.day)
        until = now + timedelta(hours=hours)
        while due.at <= until:
            sent.append(due.day)
            last = due.day
            due = next_due(schedule, due.at, due.day)
        now = until
    assert sent == sorted(set(sent))


def test_almaty_is_five_hours_ahead_since_march_2024() -> None:
    assert instant(date(2026, 11, 23), time(9), "Asia/Almaty") == datetime(2026, 11, 23, 4, tzinfo=UTC)
    assert instant(date(2024, 2, 29), time(9), "Asia/Almaty") == datetime(2024, 2, 29, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Beirut", date(2027, 3, 28)), ("Africa/Cairo", date(2027, 4, 30)), ("America/Santiago", date(2026, 9, 6))],
)
def test_a_midnight_that_does_not_exist_comes_an_hour_later_on_its_date(zone: str, day: date) -> None:
    due = next_due(Schedule(time(0, 0), zone), instant(day, time(0), zone) - timedelta(hours=3))
    assert due.day == day
    assert due.at - instant(day - timedelta(days=1), time(0), zone) == timedelta(hours=24)


def test_an_hour_that_comes_twice_counts_once() -> None:
    schedule = Schedule(time(3, 30), "Europe/Helsinki")
    first = next_due(schedule, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert first == Due(date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert next_due(schedule, first.at, first.day).day == date(2026, 10, 26)


def test_subscribing_after_the_hour_starts_tomorrow_and_moving_past_it_sends_today() -> None:
    noon = datetime(2026, 11, 23, 7, tzinfo=UTC)  # 12:00 in Almaty
    fresh = next_due(Schedule(time(9), "Asia/Almaty"), noon)
    assert fresh.day == date(2026, 11, 24)
    moved = rescheduled(Schedule(time(9), "Asia/Almaty"), noon, date(2026, 11, 22), date(2026, 11, 1))
    assert moved == Due(date(2026, 11, 23), datetime(2026, 11, 23, 4, tzinfo=UTC))
    evening = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert rescheduled(Schedule(time(9), "Asia/Almaty"), evening, date(2026, 11, 22), date(2026, 11, 1)).day == date(
        2026, 11, 24
    )


def test_moving_west_over_the_date_line_sends_nothing_twice() -> None:
    now = datetime(2026, 11, 23, 1, tzinfo=UTC)  # the 23rd on Kiritimati, still the 22nd in Pago Pago
    due = rescheduled(Schedule(time(20), "Pacific/Pago_Pago"), now, date(2026, 11, 23), date(2026, 11, 1))
    assert due.day == date(2026, 11, 24)


def test_weekdays_and_digests() -> None:
    saturday = datetime(2026, 11, 28, 3, tzinfo=UTC)
    assert next_due(Schedule(time(9), "Asia/Almaty", WORKDAYS), saturday).day == date(2026, 11, 30)
    digest = Schedule(time(9), "Asia/Almaty", 0b0000110, Rhythm.WEEKLY)
    assert next_due(digest, saturday).day == date(2026, 12, 1)
    assert local_day(saturday, "Pacific/Kiritimati") == date(2026, 11, 28)
