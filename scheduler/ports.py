"""What the scheduler needs from the world: a ledger, the course, a way to send, somebody to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from content.schedule import Rhythm
from scheduler.notices import Notice
from scheduler.reasons import Reason

Clock = Callable[[], datetime]
"""The time of day, aware, in UTC."""


class State(StrEnum):
    """Where a delivery stands in the ledger."""

    PENDING = "pending"
    SENDING = "sending"
    """Committed before the bytes leave: after a crash nobody knows whether it arrived."""
    SENT = "sent"
    UNKNOWN = "unknown"
    """Tried twice, both times without an answer; probably arrived."""
    GONE = "gone"
    REFUSED = "refused"
    EXPIRED = "expired"
    SKIPPED = "skipped"


class Verdict(StrEnum):
    """What one attempt came to."""

    SENT = "sent"
    LATER = "later"
    """Certainly not sent; worth another attempt."""
    AMBIGUOUS = "ambiguous"
    """Perhaps sent: the answer was lost."""
    GONE = "gone"
    """The reader blocked, left or deleted the chat: unmistakable."""
    REFUSED = "refused"
    """Not today: rights, topic, chat not found; several days in a row end the subscription."""
    MIGRATED = "migrated"
    CONTENT = "content"
    """Our own fault, the same for everybody."""
    HALT = "halt"
    """The token or the account: nothing can be sent at all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict with what follows from it; ``strikes``: after so many days in a row the subscription stops."""

    verdict: Verdict
    reason: Reason = Reason.NONE
    message_id: int | None = None
    wait: float = 0.0
    chat_id: int | None = None
    strikes: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the ledger with what is needed to send it."""

    id: int
    chat_id: int
    day: date
    due_at: datetime
    expires_at: datetime
    contents: tuple[str, ...] = ()
    ambiguous: int = 0
    attempts: int = 0
    thread_id: int | None = None
    rhythm: Rhythm = Rhythm.DAILY
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery made ready before any byte leaves; ``mark`` names content and words for the canary."""

    delivery: Delivery
    mark: str
    body: object


@dataclass(frozen=True, slots=True)
class Settled:
    """What a verdict did to the subscription; ``stopped`` when it ended, ``first`` on the first strike."""

    state: State
    stopped: bool = False
    first: bool = False


class Ledger(Protocol):
    """The only truth about who got what; made for SQLite now and PostgreSQL later, one contract for both."""

    async def recover(self, now: datetime) -> int:
        """Whatever an owner that no longer lives left in ``sending`` becomes ambiguous; how many."""
        ...

    async def unfold_due(self, now: datetime, limit: int = 500) -> int:
        """Write rows for up to ``limit`` subscriptions whose time has come and move them on, in one transaction.

        One that cannot be computed is set aside with a reason, and everybody else is served.
        """
        ...

    async def expire(self, now: datetime) -> int:
        """Close what came too late; how many."""
        ...

    async def pending(self, now: datetime, limit: int, without: Sequence[int] = ()) -> list[Delivery]:
        """The oldest rows that may be tried now, at most one for a chat, except the chats in ``without``."""
        ...

    async def had(self, chat_id: int) -> frozenset[str]:
        """The explainers a chat has had."""
        ...

    async def begin(self, delivery: Delivery, contents: tuple[str, ...], now: datetime) -> bool:
        """Commit the intent; False when the row is no longer pending (paused, stopped, forgotten)."""
        ...

    async def settle(self, delivery: Delivery, outcome: Outcome, now: datetime) -> Settled:
        """Commit what came of it."""
        ...

    async def postpone(self, delivery: Delivery, seconds: float, reason: Reason, now: datetime) -> None:
        """Leave a pending row for later."""
        ...

    async def skip(self, delivery: Delivery, reason: Reason, now: datetime) -> None:
        """Close a pending row that has nothing to say."""
        ...

    async def recompute(self, now: datetime) -> int:
        """Compute every next due time anew, after a jump of the clock or new zone rules; how many changed.

        No date is lost: one that has passed meanwhile is unfolded by the next sweep, and what was closed as too late
        under a clock that ran ahead is open again. None before the subscription began is made up.
        """
        ...

    async def wake_finished(self, order: Sequence[str], now: datetime) -> int:
        """Go on with chats that had finished the course, now that there is more of it."""
        ...

    async def heartbeat(self) -> datetime | None:
        """When a sweep last ran."""
        ...

    async def beat(self, now: datetime) -> None: ...

    async def tidy(self, now: datetime) -> int:
        """Delete what is kept no longer; how many rows."""
        ...


class Course(Protocol):
    """The explainers there are, in the order of the course."""

    async def order(self) -> tuple[str, ...]: ...


class Post(Protocol):
    """Makes a card of a delivery and sends it by the same path as every reply."""

    async def prepare(self, delivery: Delivery, contents: tuple[str, ...]) -> Parcel: ...
    async def turn(self, parcel: Parcel) -> Outcome | None:
        """Wait for a place in the broadcast; an outcome when that would take long."""
        ...

    async def send(self, parcel: Parcel) -> Outcome: ...
    async def canary(self, parcel: Parcel) -> Outcome:
        """Show it to the operator first, once for each content and language."""
        ...

    async def explain(self, delivery: Delivery, outcome: Outcome, *, ended: bool) -> None:
        """Tell whoever set the subscription why nothing arrives, and whether it has ended; failures are ignored."""
        ...


class Alarm(Protocol):
    """Somebody who should know."""

    async def __call__(self, notice: Notice) -> None: ...
