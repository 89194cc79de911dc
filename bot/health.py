"""/healthz and /metrics on HTTP_LISTEN: whether it lives and how deliveries go, without persons."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

from aiohttp import web

from bot.config import Address
from bot.daily import Daily
from bot.receiving import Watchdog
from bot.store_report import delivery_counts, lateness, oldest_pending, subscription_counts

POLL_AGE_LIMIT = 120.0
"""Seconds without a successful poll after which the bot counts as unwell."""


async def start_health(address: Address, daily: Daily, watchdog: Watchdog) -> web.AppRunner:
    """Listen; the caller cleans up. OSError when the port is taken."""

    async def healthz(_: web.Request) -> web.Response:
        await daily.store.fact("bot_id")  # the event loop and the database answer
        age = time.monotonic() - watchdog.last_poll
        well = age < POLL_AGE_LIMIT
        return web.json_response({"ok": well, "poll_age": round(age, 1)}, status=200 if well else 503)

    async def metrics(_: web.Request) -> web.Response:
        lines = [line async for line in _lines(daily, watchdog)]
        return web.Response(text="\n".join(lines) + "\n", content_type="text/plain")

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", metrics)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, address.host, address.port).start()
    return runner


async def _lines(daily: Daily, watchdog: Watchdog) -> AsyncIterator[str]:
    now, database = daily.clock(), daily.database
    yield "# TYPE ata_zan_deliveries gauge"
    for state, reason, count in await delivery_counts(database):
        yield f'ata_zan_deliveries{{state="{state}",reason="{_quoted(reason)}"}} {count}'
    yield "# TYPE ata_zan_subscriptions gauge"
    for standing, count in await subscription_counts(database):
        yield f'ata_zan_subscriptions{{standing="{standing}"}} {count}'
    median, worst = await lateness(database, now)
    for name, value in (
        ("oldest_pending_seconds", await oldest_pending(database, now)),
        ("lateness_seconds_median", median),
        ("lateness_seconds_p99", worst),
        ("in_flight", daily.deliverer.in_flight),
        ("breaker_open", int(daily.deliverer.breaker.is_open)),
        ("rate_per_second", round(daily.pace.rate, 1)),
        ("pause_seconds", round(daily.pace.pause, 1)),
        ("too_many_requests_total", daily.pace.refusals),
        ("poll_age_seconds", round(time.monotonic() - watchdog.last_poll, 1)),
    ):
        yield f"# TYPE ata_zan_{name} {'counter' if name.endswith('total') else 'gauge'}"
        yield f"ata_zan_{name} {value}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
