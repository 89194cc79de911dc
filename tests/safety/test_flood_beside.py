"""One person writes a hundred times a second; a hundred others do not notice."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Coroutine
from pathlib import Path

from bot.flood import LIMITS, Act, Flood
from bot.translator import tr_for
from content.model import Locale
from sandbox import Person, Sandbox, acts
from tests.conftest import running_bot
from tests.safety.reporting import told as report

SECONDS = int(os.environ.get("FLOOD_SECONDS", "4"))
A_SECOND = 100
NEIGHBOURS = 100


async def test_a_flood_beside_a_hundred_people(data_dir: Path, tmp_path: Path) -> None:
    async with Sandbox(timeout=60) as box, running_bot(box, data_dir, tmp_path) as app:
        sent = 0
        app.dispatcher["flood"] = flood = Flood(lambda: sent / A_SECOND)  # a busy machine allows nobody more
        people = [box.person(f"P{number}", "en") for number in range(2 * NEIGHBOURS)]
        before, beside = people[:NEIGHBOURS], people[NEIGHBOURS:]
        pest = box.person("Pest", "en")
        alone = await _asked(box, before)

        async def floods(number: int) -> None:
            nonlocal sent
            sent = number
            await _says(box, pest)

        flooding = asyncio.create_task(_steadily(SECONDS * A_SECOND, SECONDS, floods))
        crowded = await _asked(box, beside)
        await flooding
        assert all(len(person.heard) == 1 for person in people)
        assert {person.last.text.split("\n")[0] for person in people} == {people[0].last.text.split("\n")[0]}
        rate = LIMITS[Act.MESSAGE]
        notice = tr_for(Locale.EN).gettext("That is faster than I can read. I go on in a minute.")
        assert pest.heard_text.count(notice) == 1
        assert rate.burst < len(pest.heard) <= rate.burst + rate.per_second * SECONDS + 1
        assert len(flood) <= 2 * (NEIGHBOURS * 2 + 1)
    report(
        "flood",
        f"one person {A_SECOND} times a second for {SECONDS} s beside {NEIGHBOURS} others",
        f"{len(pest.heard)} answers to it, 1 to each of the others; their 95th percentile {crowded / alone:.1f} times that without",
    )


async def _asked(box: Sandbox, people: list[Person]) -> float:
    """Everybody asks once, spread over the time; the 95th percentile of how long the answers took, in seconds."""
    waits: list[float] = []

    async def asks(number: int) -> None:
        begun = time.monotonic()
        await _says(box, people[number])
        for _ in range(12_000):
            if people[number].heard:
                break
            await asyncio.sleep(0.005)
        waits.append(time.monotonic() - begun)

    await _steadily(len(people), SECONDS, asks)
    return sorted(waits)[len(waits) * 95 // 100]


async def _steadily(times: int, seconds: float, act: Callable[[int], Coroutine[None, None, None]]) -> None:
    begun = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for number in range(times):
            group.create_task(act(number))
            await asyncio.sleep(max(0.0, begun + (number + 1) * seconds / times - time.monotonic()))


async def _says(box: Sandbox, person: Person) -> None:
    acts.say(box.world, person.user, person.chat, "17")
