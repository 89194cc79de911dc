"""Stops a run when too many sends fail at once: then we or Telegram are at fault, not the readers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from scheduler.ports import Outcome, Verdict

LEAST = 20
"""Attempts before anything is concluded."""
LAST = 200
WINDOW_SECONDS = 60.0
REST_SECONDS = 300.0

NO_CHAT_SHARE = 0.05
"""“Chat not found” for many at once is a wrong token or a wrong database."""
GONE_SHARE = 0.30
"""Blocking is unmistakable, but a third of all at once is not believed."""
AMBIGUOUS_SHARE = 0.20


class Breaker:
    """Opens on mass failure, alarms once, and lets another run try after a rest."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._notes: deque[tuple[float, Verdict]] = deque(maxlen=LAST)
        self._open_until = 0.0
        self.reason = ""

    @property
    def is_open(self) -> bool:
        return self._monotonic() < self._open_until

    def note(self, outcome: Outcome) -> bool:
        """Count an attempt; True when it was the one too many."""
        now = self._monotonic()
        self._notes.append((now, outcome.verdict))
        if self.is_open:
            return False
        reason = self._verdict(now)
        if reason:
            self.reason = reason
            self._open_until = now + REST_SECONDS
            self._notes.clear()
        return bool(reason)

    def _verdict(self, now: float) -> str:
        every = [verdict for _, verdict in self._notes]
        recent = [verdict for at, verdict in self._notes if now - at <= WINDOW_SECONDS]
        for notes, verdict, share in (
            (every, Verdict.REFUSED, NO_CHAT_SHARE),
            (every, Verdict.GONE, GONE_SHARE),
            (recent, Verdict.AMBIGUOUS, AMBIGUOUS_SHARE),
        ):
            if len(notes) >= LEAST and notes.count(verdict) > max(2, share * len(notes)):
                return f"{notes.count(verdict)} of the last {len(notes)} sends ended as {verdict}"
        return ""
