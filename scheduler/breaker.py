"""Stops a run when too many sends fail at once: then we or Telegram are at fault, not the readers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from scheduler.notices import Ending, MassFailure
from scheduler.ports import Outcome, Verdict
from scheduler.reasons import OF_ONE_CHAT

LEAST = 20
"""Sends before anything is concluded."""
LAST = 200
RUN_SECONDS = 600.0
"""What lies further back belongs to another run: a small bot does not add up its days."""
AMBIGUOUS_SECONDS = 60.0
REST_SECONDS = 300.0

OUT_OF_REACH_SHARE = 0.05
"""Gone, not found or refused for an unknown reason: for many at once it is a wrong token or a wrong database."""
AMBIGUOUS_SHARE = 0.20

_SENDS = frozenset({Verdict.SENT, Verdict.AMBIGUOUS, Verdict.GONE, Verdict.REFUSED, Verdict.CONTENT})


class Breaker:
    """Opens on mass failure, alarms once, and lets another run try after a rest."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._notes: deque[tuple[float, Ending | None]] = deque(maxlen=LAST)
        self._open_until = 0.0
        self.failure: MassFailure | None = None
        """Why it opened last."""

    @property
    def is_open(self) -> bool:
        return self._monotonic() < self._open_until

    def note(self, outcome: Outcome) -> bool:
        """Count an attempt; True when it was the one too many."""
        if outcome.verdict not in _SENDS:
            return False
        now = self._monotonic()
        self._notes.append((now, _kind(outcome)))
        while now - self._notes[0][0] > RUN_SECONDS:
            self._notes.popleft()
        if self.is_open:
            return False
        failure = self._verdict(now)
        if failure:
            self.failure = failure
            self._open_until = now + REST_SECONDS
            self._notes.clear()
        return failure is not None

    def _verdict(self, now: float) -> MassFailure | None:
        run = [kind for _, kind in self._notes]
        recent = [kind for at, kind in self._notes if now - at <= AMBIGUOUS_SECONDS]
        limits = ((run, Ending.OUT_OF_REACH, OUT_OF_REACH_SHARE), (recent, Ending.AMBIGUOUS, AMBIGUOUS_SHARE))
        for kinds, kind, share in limits:
            if len(kinds) >= LEAST and kinds.count(kind) > share * len(kinds):
                return MassFailure(kinds.count(kind), len(kinds), kind)
        return None


def _kind(outcome: Outcome) -> Ending | None:
    if outcome.verdict is Verdict.AMBIGUOUS:
        return Ending.AMBIGUOUS
    lost = outcome.verdict is Verdict.GONE or (outcome.verdict is Verdict.REFUSED and outcome.reason not in OF_ONE_CHAT)
    return Ending.OUT_OF_REACH if lost else None
