"""The pace: never above the limit, slower after a 429, and people are never kept waiting."""

from __future__ import annotations

import pytest

from bot.pace import LONG_REFUSAL, RATE, NotNow, Pace


class Time:
    """Seconds that pass only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def most_in_a_second(stamps: list[float]) -> int:
    return max(sum(at <= later < at + 1 for later in stamps) for at in stamps)


async def departures(pace: Pace, time: Time, count: int, first_chat: int = 1) -> list[float]:
    stamps = []
    for chat in range(first_chat, first_chat + count):
        await pace.turn(chat)
        stamps.append(time.now)
    return stamps


async def test_never_more_than_the_limit_in_any_second() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    stamps = await departures(pace, time, 300)
    assert most_in_a_second(stamps) <= RATE
    assert stamps[-1] - stamps[0] < 300 / RATE * 1.1


async def test_an_answer_leaves_at_once_and_the_broadcast_makes_room() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    stamps = []
    for chat in range(1, 100):
        await pace.turn(chat)
        stamps.append(time.now)
        if chat % 2:
            pace.spend(10_000 + chat)
            stamps.append(time.now)
    assert most_in_a_second(stamps) <= RATE + 1


async def test_one_chat_is_written_to_once_a_second_and_a_group_twenty_times_a_minute() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    await pace.turn(5)
    before = time.now
    await pace.turn(5)
    assert time.now - before >= 1
    for _ in range(20):
        pace.spend(-7)
        time.now += 1
    with pytest.raises(NotNow):
        await pace.turn(-7)


async def test_a_refusal_of_one_chat_is_its_own_and_of_two_is_everybodys() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    pace.refused(1, 5)
    assert (pace.pause, pace.rate) == (0, RATE)
    pace.refused(2, 5)
    assert pace.pause == 5
    assert pace.rate == RATE / 2
    with pytest.raises(NotNow):
        await pace.turn(3)
    time.now += 5 + 10
    assert pace.rate == RATE / 2 + 1
    time.now += 240
    assert pace.rate == RATE


async def test_a_long_refusal_stops_everybody() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    pace.refused(1, LONG_REFUSAL + 1)
    assert pace.pause > LONG_REFUSAL
    with pytest.raises(NotNow) as caught:
        await pace.turn(2)
    assert caught.value.seconds > LONG_REFUSAL
