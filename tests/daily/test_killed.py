"""The real process over the real endpoint, killed, stopped and started twice."""

from __future__ import annotations

from pathlib import Path

from sandbox import Sandbox
from tests.daily.killing import accepted, prepare, start, torture


async def test_killed_at_random_points_nobody_is_left_out_and_nobody_gets_a_third(
    course_dir: Path, tmp_path: Path
) -> None:
    figures = await torture(course_dir, tmp_path / "state.db", subscribers=400, kills=4, faults=8, seed=7)
    assert figures.lost == 0
    assert figures.most_copies <= 2
    assert figures.loud_copies == 0
    assert figures.seconds_copies <= figures.allowed_copies
    assert figures.states is not None
    assert set(figures.states) <= {"sent", "unknown"}
    assert figures.states.total() == 400
    assert figures.exit_status == 0


async def test_told_to_stop_it_finishes_what_is_under_way_and_goes_on_where_it_was(
    course_dir: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state.db"
    async with Sandbox() as box:
        people = await prepare(box, state, 150)
        for point in (30, 60):
            process = start(box, course_dir, state, 400)
            await accepted(box, point, process)
            assert await process.stop() == 0
        process = start(box, course_dir, state, 400)
        await accepted(box, len(people), process)
        second = start(box, course_dir, state, 400)
        assert await second.ended() == 75
        assert await process.stop() == 0
        served = [request.chat_id for request in box.accepted("sendRichMessage")]
    assert sorted(filter(None, served)) == sorted(people)
