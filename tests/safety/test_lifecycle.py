"""From start to stop over real ports: a taken one is said in one line, and nothing of a run is left behind."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import apscheduler
import pytest

from bot.app import App
from bot.config import Config, Webhook, read_config
from bot.config_values import Address, Secret
from bot.exit_status import EXIT_UNAVAILABLE, StartError
from bot.lifecycle import run
from bot.receiving import hook
from sandbox import Sandbox, hanging

ROOT = Path(__file__).resolve().parents[2]
SECRET = "s" * 32
ADDRESSES = {"HTTP_LISTEN": "/healthz", "WEBHOOK_LISTEN": "the webhook"}


@contextmanager
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def settings(box: Sandbox, data_dir: Path, tmp_path: Path, **more: str) -> Config:
    return read_config(
        {
            "BOT_TOKEN": box.token,
            "BOT_API_URL": box.url,
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'state.db'}",
            "OFFICIAL_TEXTS": str(tmp_path),
            **more,
        }
    )


def webhook_settings(port: int) -> dict[str, str]:
    return {
        "WEBHOOK_URL": "https://bot.example.org/hook",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }


@pytest.mark.parametrize("setting", ADDRESSES)
async def test_a_taken_port_is_said_and_nothing_stays_open(
    box: Sandbox, data_dir: Path, tmp_path: Path, setting: str
) -> None:
    with taken_port() as port:
        free = f"127.0.0.1:{free_port()}"
        given = {"HTTP_LISTEN": free, **webhook_settings(port), setting: f"127.0.0.1:{port}"}
        if setting == "HTTP_LISTEN":
            given["WEBHOOK_LISTEN"] = free
        with pytest.raises(StartError) as caught:
            await run(settings(box, data_dir, tmp_path, **given))
    assert caught.value.status == EXIT_UNAVAILABLE
    assert str(caught.value) == (
        f"{ADDRESSES[setting]} cannot listen on 127.0.0.1:{port} (Address already in use); "
        f"stop what uses the port or set {setting}"
    )
    assert left_behind() == []
    assert await refuses(free)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize("by_webhook", [False, True])
async def test_a_run_leaves_nothing_behind(
    box: Sandbox, data_dir: Path, tmp_path: Path, by_webhook: bool, caplog: pytest.LogCaptureFixture
) -> None:
    pages, updates = free_port(), free_port()
    more = webhook_settings(updates) if by_webhook else {}
    running = asyncio.create_task(
        run(settings(box, data_dir, tmp_path, HTTP_LISTEN=f"127.0.0.1:{pages}", LOG_LEVEL="warning", **more))
    )
    async with aiohttp.ClientSession() as web:

        async def ready() -> bool:
            try:
                async with web.get(f"http://127.0.0.1:{pages}/readyz") as response:
                    return response.status == 200
            except aiohttp.ClientError:
                return False

        await until(ready, running)
        if by_webhook:
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            async with web.post(f"http://127.0.0.1:{updates}/", json={"update_id": 1}, headers=headers) as response:
                assert response.status == 200
    os.kill(os.getpid(), signal.SIGTERM)
    assert await asyncio.wait_for(running, 60) == 0
    assert left_behind() == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
    for port in (pages, updates):
        assert await refuses(f"127.0.0.1:{port}")


async def test_a_start_that_hangs_ends_when_told_to(box: Sandbox, data_dir: Path, tmp_path: Path) -> None:
    box.fail("getMe", hanging(300), times=9)
    running = asyncio.create_task(run(settings(box, data_dir, tmp_path)))

    async def asked() -> bool:
        return "getMe" in {request.method for request in box.log}

    await until(asked, running)
    os.kill(os.getpid(), signal.SIGTERM)
    assert await asyncio.wait_for(running, 60) == 0
    assert left_behind() == []


async def test_what_fails_in_the_middle_of_the_start_leaves_nothing_behind(
    box: Sandbox, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("scheduler.jobs.Sweeps.start", broken)
    with pytest.raises(RuntimeError, match="a fault of ours"):
        await run(settings(box, data_dir, tmp_path))
    assert left_behind() == []


async def test_a_webhook_that_is_closing_asks_for_the_update_again(bot: App) -> None:
    stop = asyncio.Event()
    webhook = Webhook("https://bot.example.org/hook", Secret(SECRET), Address("127.0.0.1", 0))
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with hook(bot.bot, bot.dispatcher, webhook, stop) as runner, aiohttp.ClientSession() as web:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        stop.set()
        async with web.post(url, json={"update_id": 1}, headers=headers) as response:
            assert (response.status, response.headers["Retry-After"]) == (503, "1")
        assert not bot.dispatcher.workflow_data.get("running_updates")


def left_behind() -> list[str]:
    """Tasks of the bot and of its scheduler; the sandbox of this process may take a moment to close its connections."""
    codes = [getattr(task.get_coro(), "cr_code", None) for task in asyncio.all_tasks()]
    folders = (str(ROOT / "bot"), str(ROOT / "scheduler"), str(Path(apscheduler.__file__).parent))
    return [code.co_qualname for code in codes if code and code.co_filename.startswith(folders)]


async def until(holds: Callable[[], Awaitable[bool]], running: asyncio.Task[int]) -> None:
    """Wait for it, but not for a run that has ended."""
    async with asyncio.timeout(120):
        while not await holds():
            assert not running.done(), running.result()
            await asyncio.sleep(0.02)


async def refuses(address: str) -> bool:
    """Whether nobody listens there any more."""
    host, _, port = address.partition(":")
    try:
        _, writer = await asyncio.open_connection(host, int(port))
    except ConnectionRefusedError:
        return True
    writer.close()
    return False
