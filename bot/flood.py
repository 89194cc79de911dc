"""Keeps anyone from being answered faster than people read: one polite notice, then silence, in bounded memory."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InlineQuery, Message, TelegramObject

from bot.commands import COMMANDS, Group
from content.cards import Card, Translator
from handlers.callbacks import LanguageButton, PageButton, QuizButton, ScheduleButton, SubscribeButton, ViewButton
from handlers.ports import Offer, Present, Show, caller_of

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

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


_SETTINGS = frozenset(entry.name for entry in COMMANDS if entry.group in (Group.CHAT, Group.DAILY))
_SETTING_BUTTONS = (LanguageButton, ViewButton, SubscribeButton, ScheduleButton)
_SILENT_BUTTONS = (PageButton, QuizButton)
"""In a group they post and change nothing."""


class FloodMiddleware(BaseMiddleware):
    """Stands right before handlers, so that only what is addressed to the bot counts, never a group's own talk."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        flood: Flood = data["flood"]
        claims = claims_of(event, data)
        verdict = flood.verdict(*claims) if claims else Verdict.PASS
        if verdict is Verdict.PASS:
            return await handler(event, data)
        await _tell(event, data, silent=verdict is Verdict.SILENT)
        return None


def claims_of(event: TelegramObject, data: Mapping[str, Any]) -> list[tuple[Act, int]]:
    """The buckets an event draws from; none for service messages, which carry news about the chat itself."""
    match event:
        case InlineQuery():
            return [(Act.INLINE, event.from_user.id)]
        case CallbackQuery():
            claims, pressed = [(Act.PRESS, event.from_user.id)], data.get("callback_data")
            if isinstance(pressed, _SETTING_BUTTONS):
                claims.append((Act.SETTING, event.from_user.id))
            where = event.message.chat if event.message and not isinstance(pressed, _SILENT_BUTTONS) else None
            if where and where.type != ChatType.PRIVATE:
                claims.append((Act.GROUP, where.id))  # an edit and a whisper weigh what a message does
            return claims
        case Message(guest_query_id=str()):
            caller = caller_of(event)
            return [(Act.GUEST, caller)] if caller is not None else []
        case Message() if event.migrate_to_chat_id or event.migrate_from_chat_id:
            return []
        case Message():
            who = event.from_user.id if event.from_user and not event.sender_chat else event.chat.id
            claims = [(Act.MESSAGE, who)]
            if event.chat.type != ChatType.PRIVATE:
                claims.append((Act.GROUP, event.chat.id))
            command = data.get("command")
            if command is not None and command.command.lower() in _SETTINGS:
                claims.append((Act.SETTING, who))
            return claims
    return []


async def _tell(event: TelegramObject, data: Mapping[str, Any], *, silent: bool) -> None:
    tr: Translator = data["tr"]
    present: Present = data["present"]
    show: Show = data["show"]
    words = tr.gettext("That is faster than I can read. I go on in a minute.")
    match event:
        case CallbackQuery():
            await event.answer(None if silent else words)  # even in silence the button must come to rest
        case InlineQuery() if not silent:
            await present.results(event, (), words, seconds=1)
        case Message(guest_query_id=str()) if not silent:
            await present.guest(event, Offer("notice", words, "", Card(title=words)))
        case Message() if not silent:
            await show(event, Card(title=words))
