"""Tells the operators what needs a person, at most once an hour for each kind, and the log every time."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aiogram import Bot

from bot.notices import notice_words
from bot.translator import tr_for
from content.cards import Translator
from content.model import Locale
from handlers.ports import Preferences
from scheduler.notices import MassFailure, Notice

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
QUIET_SECONDS = 3600.0
FAILURES_WINDOW = 600.0

FAILURES_ALLOWED = 5
OLDEST_PENDING = 15 * 60
POLL_AGE = 120.0
BACKUP_AGE = 26 * 3600.0
FREE_BYTES = 1 << 30


class Trouble(StrEnum):
    """What needs a person."""

    FAILURES = "failures"
    BREAKER = "breaker"
    PENDING = "pending"
    DISK = "disk"
    WRITES = "writes"
    STATE = "state"
    POLLING = "polling"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Signals:
    """How things stand: counts of the last ten minutes, ages in seconds, free bytes on the disk of the state.

    ``age`` is that of the bot since its first start."""

    failures: int = 0
    breaker: MassFailure | None = None
    oldest_pending: int = 0
    free_bytes: int = FREE_BYTES
    failed_writes: int = 0
    poll_age: float = 0.0
    backup_age: float | None = None
    age: float = 0.0
    state_lost: bool = False


def troubles(now: Signals, tr: Translator) -> Mapping[Trouble, str]:
    """What an operator should be told about these signals."""
    found: dict[Trouble, str] = {}
    if now.failures > FAILURES_ALLOWED:
        words = tr.gettext("Unexpected failures in ten minutes: {number}. The log has their places.")
        found[Trouble.FAILURES] = words.format(number=now.failures)
    if now.breaker:
        words = tr.gettext("The daily delivery rests because too many sends failed: {reason}")
        found[Trouble.BREAKER] = words.format(reason=notice_words(now.breaker, tr))
    if now.oldest_pending > OLDEST_PENDING:
        words = tr.gettext("A daily delivery has been waiting for {minutes} min.")
        found[Trouble.PENDING] = words.format(minutes=now.oldest_pending // 60)
    if now.free_bytes < FREE_BYTES:
        words = tr.gettext("Little room on the disk: {size} MB are left.")
        found[Trouble.DISK] = words.format(size=now.free_bytes >> 20)
    if now.failed_writes:
        words = tr.gettext("Nothing can be stored: {number} writes were refused. Answers go on.")
        found[Trouble.WRITES] = words.format(number=now.failed_writes)
    if now.state_lost:
        found[Trouble.STATE] = tr.gettext(
            "The state database was removed or replaced while I run, so nothing is stored: stop me and restore a backup."
        )
    if now.poll_age > POLL_AGE:
        words = tr.gettext("No updates could be fetched for {seconds} s.")
        found[Trouble.POLLING] = words.format(seconds=round(now.poll_age))
    if now.backup_age is not None and now.backup_age > BACKUP_AGE:
        words = tr.gettext("The last good backup is {hours} h old.")
        found[Trouble.BACKUP] = words.format(hours=int(now.backup_age // 3600))
    if now.backup_age is None and now.age > BACKUP_AGE:
        found[Trouble.BACKUP] = tr.gettext("There has never been a backup.")
    return found


class Failures:
    """Counts unexpected failures of the last ten minutes. ``clock`` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at: deque[float] = deque(maxlen=10_000)

    def note(self) -> None:
        """One more."""
        self._at.append(self._clock())

    def recent(self) -> int:
        """How many in the last ten minutes."""
        while self._at and self._at[0] < self._clock() - FAILURES_WINDOW:
            self._at.popleft()
        return len(self._at)


class OperatorAlerts:
    """Messages to ADMIN_IDS in their languages; also fits scheduler.ports.Alarm."""

    def __init__(
        self,
        bot: Bot,
        operators: tuple[int, ...],
        preferences: Preferences,
        clock: Callable[[], float],
        default_locale: Locale = Locale.EN,
    ) -> None:
        self._bot, self._operators, self._preferences = bot, operators, preferences
        self._clock, self._default_locale = clock, default_locale
        self._told: dict[tuple[str, int], float] = {}

    async def __call__(self, notice: Notice) -> None:
        """Say what has just happened."""
        log.error("%s", notice_words(notice, tr_for(Locale.EN)))
        await self._tell(type(notice).__name__, lambda tr: notice_words(notice, tr))

    async def look(self, signals: Signals) -> None:
        """Say what stands badly."""
        for kind, words in troubles(signals, tr_for(Locale.EN)).items():
            log.error("%s: %s", kind, words)
            await self._tell(kind, lambda tr, kind=kind: troubles(signals, tr)[kind])  # type: ignore[misc]

    async def _tell(self, kind: str, words: Callable[[Translator], str]) -> None:
        now = self._clock()
        for operator in self._operators:
            if now - self._told.get((kind, operator), -QUIET_SECONDS) < QUIET_SECONDS:
                continue
            try:
                tr = tr_for((await self._preferences.chat(operator)).locale or self._default_locale)
                await self._bot.send_message(operator, f"⚠ {words(tr)}")
            except Exception as error:  # whatever one answer of the server is, the other operators hear it
                log.warning("an operator could not be told: %s", type(error).__name__)
            else:
                self._told[kind, operator] = now


async def watch(
    alerts: OperatorAlerts, signals: Callable[[], Awaitable[Signals]], seconds: float = LOOK_SECONDS
) -> None:
    """Look once a minute until cancelled; a failure of the watch itself is logged and does not end it."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await alerts.look(await signals())
        except Exception:
            log.exception("the watch failed")
