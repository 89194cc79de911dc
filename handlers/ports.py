"""What handlers need from the world, as narrow protocols; the shell fits them without being imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from content.cards import Card, Translator
from content.model import Locale


class View(StrEnum):
    """How cards look in a private chat."""

    RICH = "rich"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Chat:
    """The choices of a chat that are stored."""

    chat_id: int
    locale: Locale | None = None
    view: View = View.RICH


@dataclass(frozen=True, slots=True)
class BotName:
    """The bot's own username, known once it has spoken to the server."""

    value: str


CommandNames = tuple[str, ...]
"""The names of all commands, for “did you mean”."""


class Preferences(Protocol):
    """Reads and remembers the choices of a chat."""

    async def chat(self, chat_id: int) -> Chat: ...
    async def set_locale(self, chat_id: int, locale: Locale) -> None: ...
    async def set_view(self, chat_id: int, view: View) -> None: ...
    async def forget(self, chat_id: int) -> int: ...


class Show(Protocol):
    """Shows a card where the event came from: a message is answered, a pressed card is replaced.

    ``turn`` makes the callback data of page n; without it a card that needs pages shows the first one.
    """

    async def __call__(
        self,
        event: Message | CallbackQuery,
        card: Card,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        turn: Callable[[int], str] | None = None,
        page: int = 0,
    ) -> None: ...


class Rights(Protocol):
    """Knows whether the person behind an event may change the settings of its chat, at this moment."""

    async def require_change(self, event: Message | CallbackQuery) -> None:
        """NotAllowed unless the chat is private or the person is one of its admins."""
        ...


class TranslatorFor(Protocol):
    """The translator of a language."""

    def __call__(self, locale: Locale) -> Translator: ...


class NotAllowed(Exception):
    """Only admins of a group may change its settings."""
