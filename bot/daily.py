"""Everything about the daily explainer that is open while the bot runs, put together in one place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from aiogram import Bot

from bot.config import Config
from bot.database import Database
from bot.notices import delivery_words, standing_words
from bot.pace import Pace
from bot.pace_middleware import PaceMiddleware
from bot.pushing import Pusher
from bot.store import Store
from bot.store.deliveries import Ledger
from bot.store.misses import most_missed
from bot.store.quiz import AskedStore, QuizStore
from bot.store.report import delivery_counts, subscription_counts
from bot.store.subscriptions import Subscriptions
from content.cards import Translator
from content.corpus.library import Library
from content.schedule import Schedule
from scheduler.delivery import Deliverer
from scheduler.jobs import Sweeps
from scheduler.ports import Alarm, Clock

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


class Halt:
    """Lets a delivery that can no longer send at all end the process; ``then`` is set once receiving is watched."""

    def __init__(self) -> None:
        self.then: Callable[[str], None] | None = None

    def __call__(self, reason: str) -> None:
        log.error("nothing can be sent any more: %s", reason)
        if self.then is not None:
            self.then(reason)


@dataclass(frozen=True, slots=True)
class Daily:
    """The stores, the machinery and its pace."""

    store: Store
    subscriptions: Subscriptions
    ledger: Ledger
    asked: AskedStore
    quizzes: QuizStore
    deliverer: Deliverer
    sweeps: Sweeps
    pace: Pace
    halt: Halt
    clock: Clock
    database: Database
    library: Library

    async def figures(self, tr: Translator) -> list[tuple[str, int]]:
        """For /stats: counts without persons."""
        found = [(standing_words(name, tr), count) for name, count in await subscription_counts(self.database)]
        for state, reason, count in await delivery_counts(self.database):
            found.append((delivery_words(state, reason, tr), count))
        refusals = tr.gettext("requests that Telegram put off since the start (429)")
        missed = await most_missed(self.database, 10)
        words = tr.gettext("searched for and not found: {word}")
        return [*found, (refusals, self.pace.refusals), *((words.format(word=word), n) for word, n in missed)]

    async def reload(self) -> tuple[str, int]:
        """For /reload: look for a rebuilt corpus now."""
        async with self.library.snapshot() as corpus:
            return corpus.fingerprint, await corpus.course_length()


async def make_daily(
    config: Config,
    database: Database,
    store: Store,
    library: Library,
    bot: Bot,
    bot_name: str,
    clock: Clock,
    monotonic: Callable[[], float],
    alarm: Alarm,
    noticed: Callable[[], None],
) -> Daily:
    """Put it together; the zone rules' version is compared with the one that due times were computed with."""
    default = Schedule(config.default_time, config.default_zone)
    subscriptions = Subscriptions(database, clock, default)
    ledger = Ledger(database, noticed)
    pace, halt = Pace(monotonic=monotonic), Halt()
    bot.session.middleware(PaceMiddleware(pace))
    operators = tuple(sorted(config.admins))
    pusher = Pusher(
        bot, library, store, subscriptions, ledger, pace,
        bot_name=bot_name, default_locale=config.default_locale, operators=operators,
    )  # fmt: skip
    deliverer = Deliverer(ledger, pusher, pusher, clock=clock, monotonic=monotonic, alarm=alarm, halt=halt)
    rules = version("tzdata")
    if await store.fact("tzdata") not in (None, rules):
        log.info("new zone rules (%s): %d due times moved", rules, await ledger.recompute(clock()))
    await store.remember("tzdata", rules)
    return Daily(
        store, subscriptions, ledger, AskedStore(database, clock), QuizStore(database, clock), deliverer,
        Sweeps(deliverer, ledger, clock), pace, halt, clock, database, library,
    )  # fmt: skip
