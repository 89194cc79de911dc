"""The operator learns what needs a person, once an hour, and can ask the bot how it is."""

from __future__ import annotations

import asyncio
from datetime import time, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.alerts import BACKUP_AGE, FREE_BYTES, QUIET_SECONDS, Failures, OperatorAlerts, Signals, Trouble, troubles
from bot.app import App
from bot.config import ConfigError, read_config
from bot.config_values import Address
from bot.disk import ROOM_TO_UNFOLD, backup_mark
from bot.health import health
from bot.lifecycle import signals
from bot.receiving import Watchdog
from bot.translator import tr_for
from content.model import Locale
from content.schedule import Schedule
from sandbox import Fault, Person, Sandbox, bad_gateway, lost, refused
from scheduler.notices import Ending, HeldUnseen, MassFailure
from scheduler.reasons import Reason
from tests.conftest import running_bot

BAD = Signals(
    failures=9,
    breaker=MassFailure(7, 20, Ending.OUT_OF_REACH),
    oldest_pending=3600,
    free_bytes=FREE_BYTES // 4,
    backup_age=BACKUP_AGE + 1,
    failed_writes=3,
    poll_age=300,
    state_lost=True,
)


@pytest.mark.parametrize("locale", list(Locale))
def test_every_trouble_has_words(locale: Locale) -> None:
    told = troubles(BAD, tr_for(locale))
    assert set(told) == set(Trouble)
    assert "256" in told[Trouble.DISK]
    assert "60" in told[Trouble.PENDING]
    assert troubles(Signals(), tr_for(locale)) == {}


async def test_operators_are_told_once_an_hour_in_their_language(box: Sandbox, data_dir: Path, tmp_path: Path) -> None:
    boss, other = box.person("Boss", "ru"), box.person("Other", "en")
    for person in (boss, other):
        person.starts()
    passed = [0.0]
    async with running_bot(box, data_dir, tmp_path, ADMIN_IDS=f"{boss.id},{other.id}") as app:
        await boss.says("/language")
        await boss.presses("Қазақша")
        before = len(boss.heard)
        alerts = OperatorAlerts(app.bot, (boss.id, other.id), app.daily.store, lambda: passed[0], Locale.RU)
        for _ in range(5):
            await alerts.look(Signals(poll_age=300))
            passed[0] += 60
        (message,) = boss.heard_text[before:]
        assert tr_for(Locale.KK).gettext("No updates could be fetched for {seconds} s.").format(seconds=300) in message
        assert other.heard_text == [f"⚠ {troubles(Signals(poll_age=300), tr_for(Locale.RU))[Trouble.POLLING]}"]
        passed[0] += QUIET_SECONDS
        await alerts.look(Signals(poll_age=300))
        assert len(boss.heard) == before + 2
        await alerts(HeldUnseen("x", Reason.WORDS_REFUSED))
        await alerts(HeldUnseen("y", Reason.TOO_LARGE))
        assert len(boss.heard) == before + 3


@pytest.mark.parametrize("fault", [bad_gateway(), refused("Bad Request: chat not found"), lost()])
async def test_one_operator_out_of_reach_silences_no_other_and_hears_it_next(
    box: Sandbox, data_dir: Path, tmp_path: Path, fault: Fault
) -> None:
    boss, other = box.person("Boss", "en"), box.person("Other", "en")
    for person in (boss, other):
        person.starts()
    async with running_bot(box, data_dir, tmp_path, ADMIN_IDS=f"{boss.id},{other.id}") as app:
        alerts = OperatorAlerts(app.bot, (boss.id, other.id), app.daily.store, lambda: 0.0)
        box.fail("sendMessage", fault, chat_id=boss.id)
        await alerts.look(Signals(poll_age=300))
        already = len(boss.heard)
        assert len(other.heard) == 1
        await alerts.look(Signals(poll_age=300))
        assert (len(boss.heard), len(other.heard)) == (already + 1, 1)
        await alerts.look(Signals(poll_age=300))
        assert (len(boss.heard), len(other.heard)) == (already + 1, 1)


def test_failures_are_counted_for_ten_minutes() -> None:
    passed = [0.0]
    failures = Failures(lambda: passed[0])
    for _ in range(7):
        failures.note()
        passed[0] += 100
    assert failures.recent() == 6
    passed[0] += 10_000
    assert failures.recent() == 0


async def test_health_ready_and_metrics(bot: App, alex: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    watchdog = Watchdog(asyncio.Event())
    async with health(Address("127.0.0.1", 0), bot.daily, watchdog, bot.failures) as runner:
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as web:

            async def status(path: str) -> int:
                async with web.get(base + path) as response:
                    return response.status

            assert await status("/healthz") == 200
            assert await status("/readyz") == 503
            watchdog.ready = True
            assert await status("/readyz") == 200
            watchdog.last_poll -= 500
            assert await status("/healthz") == 503
            watchdog.by_webhook = True
            assert await status("/healthz") == 200
            await bot.daily.store.remember("heartbeat", str(int(bot.daily.clock().timestamp()) - 500))
            assert await status("/healthz") == 200  # it has only just begun
            monkeypatch.setattr("bot.health.BEAT_AGE_LIMIT", -1.0)
            assert await status("/healthz") == 503
            backup_mark(bot.daily.database.path).touch()
            async with web.get(f"{base}/metrics") as response:
                lines = (await response.text()).splitlines()
        assert str(alex.id) not in "\n".join(lines)
        names = {line.partition(" ")[0] for line in lines if not line.startswith("#")}
        assert {"ata_zan_unexpected_failures", "ata_zan_free_bytes", "ata_zan_refused_writes"} <= names
        assert {
            "ata_zan_heartbeat_age_seconds",
            "ata_zan_backup_age_seconds",
            "ata_zan_updates_set_aside_total",
        } <= names
        assert (await signals(bot, watchdog)).poll_age == 0


async def test_without_room_nothing_new_is_written_down(bot: App, monkeypatch: pytest.MonkeyPatch) -> None:
    now = bot.daily.clock()
    await bot.daily.subscriptions.subscribe(7, Schedule(time(9), "Asia/Almaty"), thread_id=None, set_by=None)
    later = now + timedelta(days=1)
    monkeypatch.setattr("bot.store.deliveries.free_bytes", lambda _: ROOM_TO_UNFOLD - 1)
    assert await bot.daily.ledger.unfold_due(later) == 0
    monkeypatch.setattr("bot.store.deliveries.free_bytes", lambda _: ROOM_TO_UNFOLD)
    assert await bot.daily.ledger.unfold_due(later) == 1


def test_secrets_may_come_from_files(tmp_path: Path) -> None:
    token = "123456:" + "t" * 30
    (tmp_path / "token").write_text(f"{token}\n")
    assert read_config({"BOT_TOKEN_FILE": str(tmp_path / "token")}).token.value == token
    with pytest.raises(ConfigError) as missing:
        read_config({"BOT_TOKEN_FILE": str(tmp_path / "none")})
    assert missing.value.problems[0].startswith("BOT_TOKEN_FILE: expected a file that can be read")
    (tmp_path / "bad").write_text("hello, not a token")
    with pytest.raises(ConfigError) as wrong:
        read_config({"BOT_TOKEN_FILE": str(tmp_path / "bad")})
    assert "hello" not in str(wrong.value)
