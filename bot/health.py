"""/healthz, /readyz and /metrics on HTTP_LISTEN: whether it lives, whether it works, how deliveries go; no persons."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from importlib.metadata import version
from math import inf

from aiohttp import web

from bot.alerts import Failures
from bot.config_values import Address
from bot.daily import Daily
from bot.disk import backup_age, free_bytes, state_bytes
from bot.listening import listening
from bot.receiving import Watchdog
from bot.session import set_aside
from bot.store.report import delivery_counts, heartbeat_age, lateness, oldest_pending, subscription_counts

POLL_AGE_LIMIT = 120.0
BEAT_AGE_LIMIT = 120.0
"""Seconds without a successful poll, or without a sweep that could write, after which the bot counts as unwell."""


def health(
    address: Address, daily: Daily, watchdog: Watchdog, failures: Failures
) -> AbstractAsyncContextManager[web.AppRunner]:
    """While it is open, the three pages are served; StartError when the port is taken."""
    begun = time.monotonic()

    async def healthz(_: web.Request) -> web.Response:
        age = watchdog.poll_age
        beat = min(await heartbeat_age(daily.database, daily.clock()), time.monotonic() - begun)
        kept = daily.database.in_place()
        well = age < POLL_AGE_LIMIT and beat < BEAT_AGE_LIMIT and kept
        told = {"ok": well, "poll_age": round(age, 1), "heartbeat_age": round(beat, 1), "state_in_place": kept}
        return web.json_response(told, status=200 if well else 503)

    async def readyz(_: web.Request) -> web.Response:
        return web.json_response({"ready": watchdog.ready}, status=200 if watchdog.ready else 503)

    async def metrics(_: web.Request) -> web.Response:
        lines = [line async for line in _lines(daily, watchdog, failures)]
        return web.Response(text="\n".join(lines) + "\n", content_type="text/plain")

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    return listening(app, address, "/healthz", "HTTP_LISTEN")


async def _lines(daily: Daily, watchdog: Watchdog, failures: Failures) -> AsyncIterator[str]:
    now, database = daily.clock(), daily.database
    yield "# TYPE ata_zan_deliveries gauge"
    for state, reason, count in await delivery_counts(database):
        yield f'ata_zan_deliveries{{state="{state}",reason="{_quoted(reason)}"}} {count}'
    yield "# TYPE ata_zan_subscriptions gauge"
    for standing, count in await subscription_counts(database):
        yield f'ata_zan_subscriptions{{standing="{standing}"}} {count}'
    yield "# TYPE ata_zan_tzdata_info gauge"
    yield f'ata_zan_tzdata_info{{version="{version("tzdata")}"}} 1'
    median, worst = await lateness(database, now)
    for name, value in (
        ("oldest_pending_seconds", await oldest_pending(database, now)),
        ("lateness_seconds_median", median),
        ("lateness_seconds_p99", worst),
        ("in_flight", daily.deliverer.in_flight),
        ("breaker_open", int(daily.deliverer.breaker.is_open)),
        ("rate_per_second", round(daily.pace.rate, 1)),
        ("unexpected_failures", failures.recent()),
        ("refused_writes", database.failed_writes),
        ("free_bytes", free_bytes(database.path)),
        ("state_bytes", state_bytes(database.path)),
        ("pause_seconds", round(daily.pace.pause, 1)),
        ("too_many_requests_total", daily.pace.refusals),
        ("poll_age_seconds", round(watchdog.poll_age, 1)),
        ("heartbeat_age_seconds", await heartbeat_age(database, now)),
        ("backup_age_seconds", backup_age(database.path, now.timestamp())),
        ("updates_set_aside_total", set_aside.updates),
    ):
        if value in (None, inf):
            continue
        yield f"# TYPE ata_zan_{name} {'counter' if name.endswith('total') else 'gauge'}"
        yield f"ata_zan_{name} {value}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
