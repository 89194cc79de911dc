"""The pace: never above the limit, slower after a 429, and people are never kept waiting."""

from __future__ import annotations

import asyncio

import pytest

from bot.pace import LONG_REFUSAL, PATIENCE, RATE, WAITING, WAITING_IN_CHAT, NotNow, Pace


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


async def test_a_long_refusal_of_a_group_is_its_own() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    pace.refused(-1, 3600)
    assert (pace.pause, pace.rate) == (0, RATE)
    with pytest.raises(NotNow):
        await pace.turn(-1)
    with pytest.raises(NotNow):
        await pace.answer(-1)
    before = time.now
    await pace.answer(1)
    await pace.answer(-2)
    assert time.now == before
    pace.refused(-2, 3600)
    assert pace.pause == 0, "two groups in slow mode say nothing about the bot"
    pace.refused(-3, 3600)
    assert 30 < pace.pause <= 61, "three together do, and not for an hour"


async def test_a_group_beside_a_private_chat_is_about_the_bot() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    pace.refused(1, 2)
    pace.refused(-1, 3600)
    assert 30 < pace.pause <= 61
    time.now += 62
    pace.refused(2, 3)
    assert pace.pause == 0


async def test_twenty_messages_a_minute_to_a_group_whoever_asks() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    stamps = []
    for number in range(200):
        try:
            await (pace.answer(-7) if number % 3 else pace.turn(-7))
        except NotNow:
            time.now += 7
        else:
            stamps.append(time.now)
    assert max(sum(at <= later <= at + 60 for later in stamps) for at in stamps) == 20


async def test_an_answer_waits_out_a_pause_up_to_its_bound() -> None:
    time = Time()
    pace = Pace(monotonic=time, sleep=time.sleep)
    pace.refused(1, 40)
    before = time.now
    with pytest.raises(NotNow):
        await pace.answer(2, brief=True)  # a whisper would come too late
    await pace.answer(2)
    assert time.now - before == pytest.approx(40)
    pace.refused(1, PATIENCE + 5)
    with pytest.raises(NotNow) as caught:
        await pace.answer(2)
    assert caught.value.seconds > PATIENCE


async def test_who_waited_together_does_not_leave_together_and_leaves_room_for_others() -> None:
    pace = Pace(rate=10.0)
    pace.refused(1, 0.3)
    pace.refused(2, 0.3)
    left: list[float] = []

    async def answers(chat: int) -> None:
        await pace.answer(chat)
        left.append(asyncio.get_running_loop().time())

    found = await asyncio.gather(*(answers(chat) for chat in range(10, 60)), return_exceptions=True)
    refused = [one for one in found if one is not None]
    assert all(isinstance(one, NotNow) for one in refused)
    assert len(left) == WAITING
    assert most_in_a_second(left) <= 10
    pace.refused(1, 0.2)
    pace.refused(2, 0.2)
    same = await asyncio.gather(*(pace.answer(7) for _ in range(9)), return_exceptions=True)
    assert sum(one is None for one in same) == WAITING_IN_CHAT
