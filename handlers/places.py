"""Where an event came from: authority and addresses come from the event, never from the data of a button."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message


def chat_id_of(event: Message | CallbackQuery) -> int:
    """The chat of a message or of the message under a pressed button."""
    message = event.message if isinstance(event, CallbackQuery) else event
    if message is not None:
        return message.chat.id
    return event.from_user.id if event.from_user else 0


def thread_of(event: Message | CallbackQuery) -> int | None:
    """The topic of a forum; None for General, which is addressed by no number."""
    message = event.message if isinstance(event, CallbackQuery) else event
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
