"""How much one person or one group may ask: so much is answered, then one notice, then silence, in bounded memory."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

REMEMBERED = 50_000
"""People and chats at most; whoever was quiet longest is forgotten first, and starts with a full bucket again."""


class Act(StrEnum):
    """What a person does that may be too much."""

    MESSAGE = "message"
    PRESS = "press"
    INLINE = "inline"
    GUEST = "guest"
    SETTING = "setting"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second for ever, and ``burst`` at once; with a ``window``, ``burst`` in any so many seconds instead."""

    per_second: float
    burst: float
    window: float = 0.0


LIMITS: Mapping[Act, Rate] = {
    Act.MESSAGE: Rate(1, 5),
    Act.PRESS: Rate(2, 10),  # turning pages is quick work
    Act.INLINE: Rate(2, 6),
    Act.GUEST: Rate(1 / 6, 3),
    Act.SETTING: Rate(10 / 60, 10),
    # Telegram lets a bot send 20 messages a minute to one group: with the notice 19, and one for the daily explainer;
    # two seconds more, because what is counted here arrives there a little later
    Act.GROUP: Rate(18 / 62, 18, window=62),
}


class Verdict(Enum):
    """What becomes of an update."""

    PASS = "pass"
    NOTICE = "notice"
    SILENT = "silent"


class _Bucket:
    """Fills slowly; who has rested until it is full is told again."""

    __slots__ = ("_at", "_rate", "_told", "left")
    posts = False

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate, self.left, self._at, self._told = rate, rate.burst, now, False

    def look(self, now: float) -> None:
        self.left = min(self._rate.burst, self.left + (now - self._at) * self._rate.per_second)
        self._at = now
        if self.left == self._rate.burst:
            self._told = False

    def take(self) -> None:
        self.left -= 1

    def tell(self) -> bool:
        """Whether a notice is due."""
        told, self._told = self._told, True
        return not told


class _Window:
    """Remembers what was taken of late; a notice is due once in a window."""

    __slots__ = ("_now", "_rate", "_taken", "_told_at")
    posts = True

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate, self._now = rate, now
        self._taken: deque[float] = deque()
        self._told_at: float | None = None

    @property
    def left(self) -> float:
        return self._rate.burst - len(self._taken)

    def look(self, now: float) -> None:
        self._now = now
        while self._taken and now - self._taken[0] > self._rate.window:
            self._taken.popleft()

    def take(self) -> None:
        self._taken.append(self._now)

    def tell(self) -> bool:
        if self._told_at is not None and self._now - self._told_at <= self._rate.window:
            return False
        self._told_at = self._now
        return True


class Flood:
    """Measures of people and chats. ``clock`` gives seconds that never go back."""

    def __init__(
        self, clock: Callable[[], float], limits: Mapping[Act, Rate] = LIMITS, remembered: int = REMEMBERED
    ) -> None:
        self._clock, self._limits, self._remembered = clock, limits, remembered
        self._buckets: OrderedDict[tuple[Act, int], _Bucket | _Window] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def verdict(self, *claims: tuple[Act, int]) -> Verdict:
        """Take one from every bucket named, or from none; the first empty one decides who is told.

        A notice about one person is a message to the group too, and comes only where the group has room for it.
        """
        buckets = [self._bucket(act, who) for act, who in claims]
        empty = next((bucket for bucket in buckets if bucket.left < 1), None)
        if empty is not None:
            shared = [bucket for bucket in buckets if bucket.posts and bucket is not empty]
            if any(bucket.left < 1 for bucket in shared) or not empty.tell():
                return Verdict.SILENT
            for bucket in shared:
                bucket.take()
            return Verdict.NOTICE
        for bucket in buckets:
            bucket.take()
        return Verdict.PASS

    def _bucket(self, act: Act, who: int) -> _Bucket | _Window:
        rate, now = self._limits[act], self._clock()
        bucket = self._buckets.get((act, who))
        if bucket is None:
            bucket = self._buckets[act, who] = (_Window if rate.window else _Bucket)(rate, now)
            if len(self._buckets) > self._remembered:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end((act, who))
        bucket.look(now)
        return bucket
