"""Where an event came from: authority and addresses come from the event, never from the data of a button."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

Event = Message | InaccessibleMessage | CallbackQuery


def chat_id_of(event: Event) -> int:
    """The chat of a message or of the message under a pressed button."""
    if isinstance(event, CallbackQuery):
        return event.message.chat.id if event.message is not None else event.from_user.id
    return event.chat.id


def thread_of(event: Event) -> int | None:
    """The topic of a forum; None for General, which is addressed by no number."""
    message = event.message if isinstance(event, CallbackQuery) else event
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def address_of(event: Event) -> dict[str, Any]:
    """Where an answer goes, as the methods that send take it: the same topic, and in groups as a reply to a message."""
    where: dict[str, Any] = {"chat_id": chat_id_of(event)}
    if (thread := thread_of(event)) is not None:
        where["message_thread_id"] = thread
    if isinstance(event, Message) and event.chat.type != ChatType.PRIVATE:
        where["reply_parameters"] = event.as_reply_parameters(allow_sending_without_reply=True)
    return where
