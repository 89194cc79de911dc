"""Starting and stopping: alone from the command line, and with streams still open."""

import asyncio
import signal
import sys

import aiohttp
import pytest

from sandbox import Sandbox


async def test_stop_lets_everybody_go() -> None:
    box = await Sandbox().start()
    person = box.person("Alex")
    async with aiohttp.ClientSession(box.url) as session:
        stream = await session.get(f"/api/events?person={person.id}")
        poll = asyncio.create_task(session.get(f"/bot{box.token}/getUpdates?timeout=50"))
        await asyncio.sleep(0.05)
        async with asyncio.timeout(20):  # the poll alone would have waited for 50 s
            await box.stop()
        assert (await poll).status == 200
        stream.close()


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", *arguments), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )


async def test_alone_from_the_command_line() -> None:
    process = await start("--listen", "127.0.0.1:0")
    assert process.stdout
    async with asyncio.timeout(10):
        line = (await process.stdout.readline()).decode()
        assert line.startswith("Chat page and Bot API: http://127.0.0.1:")
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        await process.communicate()


@pytest.mark.parametrize("arguments", [("--listen", "8080"), ("--token", "nonsense")])
async def test_a_wrong_argument_is_status_2(arguments: tuple[str, ...]) -> None:
    process = await start(*arguments)
    async with asyncio.timeout(10):
        _, error = await process.communicate()
    assert process.returncode == 2
    assert b"must" in error
