"""One shared pace for everything that is sent: at most RATE messages a second, and a 429 slows everybody down.

Broadcast waits its turn; answers to people never wait behind it, they take their place out of the same measure.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from typing import Any

RATE = 25.0
MARGIN = 0.92
"""Of RATE: what is even when it leaves is not quite even when it arrives."""
WINDOW = 1.05
"""Seconds in which at most RATE broadcast messages leave, whatever the machine does between turn and departure."""
PER_CHAT_SECONDS = 1.0
PER_GROUP_MINUTE = 20
GROUP_WINDOW = 61.0
"""Seconds in which at most PER_GROUP_MINUTE messages go to one group, edits included: a minute and a little."""
SHORT_WAIT = 2.0
"""A row that would wait longer than this goes back to the ledger."""
LONG_REFUSAL = 30.0
TOGETHER = 5.0
"""Refusals of different chats within so many seconds are about the bot."""
GROUPS_TOGETHER = 3
"""Groups have limits of their own, slow mode among them: of groups alone so many must be refused together."""
PATIENCE = 60.0
"""Seconds for which an answer to a person waits out a pause."""
BRIEF_PATIENCE = 5.0
"""The same for a whisper, which Telegram takes for a few seconds after the press only."""
WAITING, WAITING_IN_CHAT = 32, 3
"""Answers that wait at once, at most, in all and in one chat, so that others are still heard and handled."""
CHATS_REMEMBERED = 10_000


class NotNow(Exception):
    """Nothing was sent; try again after ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not now: wait {seconds:.1f} s")
        self.seconds = seconds


class Pace:
    """A generic cell rate: one number says when the next message may leave, whoever asks.

    A client cannot know whether a 429 is about one chat or about the bot. It always lets its own chat rest. Two chats
    within five seconds, or a long one of a private chat, count as about the bot; a group alone never does, however long
    it asks to wait. The rate halves then and comes back by one message a second each ten clean seconds.
    """

    def __init__(
        self,
        rate: float | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    ) -> None:
        self.full = RATE if rate is None else rate
        self.per_group_minute = PER_GROUP_MINUTE
        self._monotonic, self._sleep = monotonic, sleep
        self._slow, self._slowed_at = self.full, 0.0
        self._next = 0.0
        self._paused_until = 0.0
        self._chats: OrderedDict[int, deque[float]] = OrderedDict()
        self._departed: deque[float] = deque(maxlen=max(1, int(self.full)))
        self._resting: OrderedDict[int, float] = OrderedDict()
        self._waiting: list[int] = []
        self._refused: deque[tuple[float, int]] = deque(maxlen=8)
        self.refusals = 0

    @property
    def rate(self) -> float:
        """Messages a second now."""
        clean = max(0.0, self._monotonic() - max(self._slowed_at, self._paused_until))
        return min(self.full, self._slow + clean // 10)

    @property
    def pause(self) -> float:
        """Seconds until anything may be sent."""
        return max(0.0, self._paused_until - self._monotonic())

    async def turn(self, chat_id: int) -> None:
        """Wait for a place in the broadcast; NotNow when that would take long."""
        now = self._monotonic()
        if wait := max(self.pause, self._chat_wait(chat_id, now), self._rest(chat_id, now)):
            if wait > SHORT_WAIT:
                raise NotNow(wait)
            await self._sleep(wait)
            now = self._monotonic()
        at = max(now, self._next)
        self._next = at + 1 / (self.rate * MARGIN)
        self._note(chat_id, at)
        if at > now:
            await self._sleep(at - now)
        if self.pause:
            raise NotNow(self.pause)

    async def depart(self) -> None:
        """The last gate before the bytes: a slow commit may have bunched what left its turn evenly."""
        await self._gap()
        self._departed.append(self._monotonic())

    async def answer(self, chat_id: int, *, brief: bool = False) -> None:
        """An answer to a person leaves at once, or after a rest that is worth it; NotNow when that would take long.

        ``brief``: it is of use for a few seconds only.
        """
        if wait := self._must_rest(chat_id):
            crowded = len(self._waiting) >= WAITING or self._waiting.count(chat_id) >= WAITING_IN_CHAT
            if crowded or wait > (BRIEF_PATIENCE if brief else PATIENCE):
                raise NotNow(wait)
            self._waiting.append(chat_id)
            try:
                before = self._monotonic()
                await self._sleep(wait)
                await self._gap()  # who waited together does not leave together
            finally:
                self._waiting.remove(chat_id)
            if self._monotonic() > before and (wait := self._must_rest(chat_id)):
                raise NotNow(wait)
        self.spend(chat_id)

    def hold_back(self, seconds: float) -> None:
        """No broadcast for so long: at start nobody knows what the process before sent in its last second."""
        self._next = max(self._next, self._monotonic() + seconds)

    def spend(self, chat_id: int) -> None:
        """An answer to a person leaves at once; the broadcast makes room."""
        now = self._monotonic()
        self._next = max(now, self._next) + 1 / (self.rate * MARGIN)
        self._departed.append(now)
        self._note(chat_id, now)

    def refused(self, chat_id: int, retry_after: float) -> None:
        """Telegram said 429 about this chat."""
        now = self._monotonic()
        self.refusals += 1
        self._refused.append((now, chat_id))
        self._resting[chat_id] = max(self._resting.get(chat_id, 0.0), now + retry_after)
        self._resting.move_to_end(chat_id)
        if len(self._resting) > CHATS_REMEMBERED:
            self._resting.popitem(last=False)
        group = chat_id < 0
        if self._is_general(now) or (retry_after > LONG_REFUSAL and not group):
            if now >= self._paused_until:
                self._slow, self._slowed_at = max(1.0, self.rate / 2), now
            # what a group asks for beyond a minute is its own slow mode
            seconds = min(retry_after, GROUP_WINDOW) if group else retry_after
            self._paused_until = max(self._paused_until, now + seconds)

    def _is_general(self, now: float) -> bool:
        chats = {chat for at, chat in self._refused if now - at <= TOGETHER}
        return len(chats) >= (2 if any(chat > 0 for chat in chats) else GROUPS_TOGETHER)

    def _must_rest(self, chat_id: int) -> float:
        return max(self.pause, self._rest(chat_id, self._monotonic()))

    def _rest(self, chat_id: int, now: float) -> float:
        """Seconds until this chat may be written to again, after a 429 of its own or a full minute of a group."""
        sent = self._chats.get(chat_id)
        full = sent[0] + GROUP_WINDOW if chat_id < 0 and sent and len(sent) >= self.per_group_minute else now
        return max(0.0, self._resting.get(chat_id, now) - now, full - now)

    async def _gap(self) -> None:
        while len(self._departed) == self._departed.maxlen:
            wait = self._departed[0] + WINDOW - self._monotonic()
            if wait <= 0:
                break
            await self._sleep(wait)

    def _chat_wait(self, chat_id: int, now: float) -> float:
        sent = self._chats.get(chat_id)
        if not sent:
            return 0.0
        return max(0.0, sent[-1] + PER_CHAT_SECONDS - now)

    def _note(self, chat_id: int, at: float) -> None:
        self._chats.setdefault(chat_id, deque(maxlen=self.per_group_minute)).append(at)
        self._chats.move_to_end(chat_id)
        if len(self._chats) > CHATS_REMEMBERED:
            self._chats.popitem(last=False)
