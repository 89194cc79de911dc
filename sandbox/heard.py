"""What a person hears from the bot, in the shape a test wants to look at."""

from dataclasses import dataclass
from typing import Any

from sandbox.acts import buttons_of
from sandbox.entities import to_html
from sandbox.model import InlineQuery, Json, Message, Poll
from sandbox.rich_text import plain_text
from sandbox.views import plain


@dataclass(frozen=True, slots=True)
class Alert:
    """The answer to a pressed button."""

    text: str | None
    show_alert: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button, of the keyboard or inside a rich message."""

    raw: Json

    @property
    def text(self) -> str:
        """The label."""
        return plain_text(self.raw["text"])

    @property
    def data(self) -> str | None:
        """The callback data, for a callback button."""
        return self.raw.get("callback_data")

    @property
    def url(self) -> str | None:
        """The address, for a link."""
        return self.raw.get("url")

    @property
    def copies(self) -> str | None:
        """The text that goes to the clipboard."""
        return (self.raw.get("copy_text") or {}).get("text")

    @property
    def style(self) -> str | None:
        """The colour."""
        return self.raw.get("style")

    @property
    def disabled(self) -> bool:
        """Whether it does nothing."""
        return "disabled" in self.raw


class Heard:
    """One message of the bot; it shows the message as it is now, after edits too."""

    def __init__(self, message: Message) -> None:
        self.message = message

    def __repr__(self) -> str:
        return f"<{self.message.key} {self.text[:60]!r} {[button.text for button in self.buttons]}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Heard) and other.message is self.message

    def __hash__(self) -> int:
        return id(self.message)

    @property
    def text(self) -> str:
        """The words without form: of the text, the caption, the rich blocks or the poll's question."""
        return plain(self.message)

    @property
    def html(self) -> str:
        """The text or caption as Telegram HTML; empty for a rich message."""
        return to_html(self.message.text or "", self.message.entities)

    @property
    def entities(self) -> list[Json]:
        """The entities of the text or caption."""
        return self.message.entities

    @property
    def rich(self) -> list[Json] | None:
        """The blocks of a rich message."""
        return self.message.rich["blocks"] if self.message.rich else None

    @property
    def buttons(self) -> list[Button]:
        """All buttons, those inside a rich message first."""
        return [Button(button) for button in buttons_of(self.message)]

    @property
    def rows(self) -> list[list[str]]:
        """The labels of the keyboard, row by row."""
        return [[button["text"] for button in row] for row in (self.message.markup or {}).get("inline_keyboard", [])]

    @property
    def photo(self) -> bytes | None:
        """The picture."""
        return self.message.photo.content if self.message.photo else None

    @property
    def document(self) -> bytes | None:
        """The file."""
        return self.message.document.content if self.message.document else None

    @property
    def poll(self) -> Poll | None:
        """The poll."""
        return self.message.poll

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return self.message.ephemeral_id is not None

    @property
    def thread(self) -> int | None:
        """The topic."""
        return self.message.thread

    @property
    def silent(self) -> bool:
        """Whether it came without a sound."""
        return self.message.silent

    @property
    def edited(self) -> bool:
        """Whether it was changed after it was sent."""
        return self.message.edited is not None

    @property
    def reply_to(self) -> str | None:
        """The words it replies to."""
        return plain(self.message.reply_to) if self.message.reply_to else None


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """The results of an inline query."""

    query: InlineQuery

    @property
    def results(self) -> list[Json]:
        """The results as the bot gave them."""
        return list((self.query.answer or {}).get("results", []))

    @property
    def titles(self) -> list[str]:
        """Their titles."""
        return [str(result.get("title", "")) for result in self.results]

    def __getattr__(self, name: str) -> Any:
        answer = self.query.answer or {}
        if name in ("button", "next_offset", "cache_time", "is_personal"):
            return answer.get(name)
        raise AttributeError(name)
