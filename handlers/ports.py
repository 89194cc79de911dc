"""What handlers need from the world, as narrow protocols; the shell fits them without being imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from content.cards import Card, Translator
from content.model import Locale, Question
from content.schedule import Schedule, Subscription

if TYPE_CHECKING:  # loading it takes seconds, which commands on the state database alone need not wait for
    from aiogram.types import CallbackQuery, InlineKeyboardMarkup, InlineQuery, Message


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
    offered: bool = False
    """Whether the daily explainer was ever offered here."""


@dataclass(frozen=True, slots=True)
class BotName:
    """The bot's own username, known once it has spoken to the server; ``inline`` if people may write ``@name words``."""

    value: str
    inline: bool = True


Contact = str
"""Who runs the bot and how to reach them, in the operator's own words; may be empty."""

CommandNames = tuple[str, ...]
"""The names of all commands, for “did you mean”."""


class Preferences(Protocol):
    """Reads and remembers the choices of a chat."""

    async def chat(self, chat_id: int) -> Chat: ...
    async def set_locale(self, chat_id: int, locale: Locale) -> None: ...
    async def set_view(self, chat_id: int, view: View) -> None: ...
    async def set_offered(self, chat_id: int) -> None: ...
    async def forget(self, chat_id: int) -> int: ...
    async def stored_data(self, chat_id: int) -> Mapping[str, object]:
        """Everything stored about a chat, table by table."""
        ...


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


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to post elsewhere: title and description in a list, the card in the chat, links back under it."""

    id: str
    title: str
    description: str
    card: Card
    keyboard: InlineKeyboardMarkup | None = None


class Present(Protocol):
    """Hands offers to chats where the bot is not: always plain, each one message."""

    async def results(self, query: InlineQuery, offers: Sequence[Offer], words: str, *, seconds: int = 300) -> None:
        """The list above the input, kept ``seconds`` for this person; ``words`` is the button that leads to the bot."""
        ...

    async def guest(self, message: Message, offer: Offer) -> None:
        """The one answer to a guest call."""
        ...


class Greet(Protocol):
    """Says something in a chat where nobody has said anything; not being allowed to is no failure."""

    async def __call__(self, chat_id: int, card: Card, keyboard: InlineKeyboardMarkup) -> None: ...


class ShowPicture(Protocol):
    """Sends a card as a picture to the chat where its button was pressed."""

    async def __call__(self, query: CallbackQuery, card: Card) -> None: ...


class SendFile(Protocol):
    """Sends a file into the chat of a message."""

    async def __call__(self, message: Message, name: str, content: bytes, caption: str) -> None: ...


class Misses(Protocol):
    """Counts words of searches that found nothing: words alone, readable only once three chats have typed them."""

    async def missed(self, chat_id: int, words: str) -> None: ...


class Permissions(Protocol):
    """Knows whether the person behind an event may change the settings of its chat, at this moment."""

    async def require_change(self, event: Message | CallbackQuery) -> None:
        """NotAllowed unless the chat is private or the person is one of its admins."""
        ...

    async def require_admin(self, chat_id: int, user_id: int) -> None:
        """NotAllowed unless the chat is the person's own or the person is one of its admins."""
        ...


class Subscriptions(Protocol):
    """Who wants the daily explainer and when; every change says when the next one comes."""

    @property
    def default(self) -> Schedule: ...
    async def subscription(self, chat_id: int) -> Subscription | None: ...
    async def subscribe(
        self, chat_id: int, schedule: Schedule, *, thread_id: int | None, set_by: int | None
    ) -> Subscription: ...
    async def reschedule(self, chat_id: int, schedule: Schedule) -> Subscription | None: ...
    async def unsubscribe(self, chat_id: int) -> bool: ...
    async def pause(self, chat_id: int, days: int) -> Subscription | None: ...
    async def resume(self, chat_id: int) -> Subscription | None: ...
    async def restart(self, chat_id: int) -> Subscription | None: ...
    async def ended(self, chat_id: int, order: Sequence[str]) -> bool:
        """Whether nothing of the course is left for this chat."""
        ...

    async def today(self, chat_id: int, order: Sequence[str]) -> str | None:
        """The explainer of this chat's today: what was sent, else what comes next, else by date; None without any."""
        ...


class Asked(Protocol):
    """Remembers that the bot waits for typed words: a time or a city."""

    async def ask(self, chat_id: int, user_id: int, what: str) -> None: ...
    async def waiting(self, chat_id: int, user_id: int) -> str | None: ...
    async def clear(self, chat_id: int) -> None: ...


class Quizzes(Protocol):
    """Which questions a chat was asked and how many were answered rightly; never by whom."""

    async def asked(self, chat_id: int) -> Mapping[str, int]:
        """How often each question was asked here."""
        ...

    async def remember(self, poll_id: str, chat_id: int, question: str, correct: int) -> None: ...
    async def counted(self, poll_id: str, votes: Sequence[int]) -> None: ...
    async def tally(self, chat_id: int) -> tuple[int, int]:
        """Answers given in this chat, and the right ones among them."""
        ...


class AskQuiz(Protocol):
    """Posts a quiz poll where the event came from; gives its id."""

    async def __call__(
        self,
        event: Message | CallbackQuery,
        question: Question,
        correct: int,
        keyboard: InlineKeyboardMarkup,
    ) -> str: ...


class Figures(Protocol):
    """Figures for the operator in their words, without persons."""

    async def __call__(self, tr: Translator) -> Sequence[tuple[str, int]]: ...


class Reload(Protocol):
    """Loads a rebuilt corpus; its fingerprint and how many explainers it has."""

    async def __call__(self) -> tuple[str, int]: ...


class TranslatorFor(Protocol):
    """The translator of a language."""

    def __call__(self, locale: Locale) -> Translator: ...


class NotAllowed(Exception):
    """Only admins of a group may change its settings."""


def caller_of(message: Message) -> int | None:
    """Who called the bot as a guest."""
    user = message.guest_bot_caller_user or message.from_user
    return user.id if user else None
