"""What a message in a group says to the bot, and the message it points at."""

from __future__ import annotations

import re

from aiogram.types import Message

from content.limits import MESSAGE_LIMIT
from handlers.ports import BotName


def words_to_bot(message: Message, bot_name: BotName) -> str | None:
    """The words beside a mention of the bot; None when it is not mentioned."""
    text = words_in(message)
    left, count = re.subn(rf"(?<![\w@])@{re.escape(bot_name.value)}\b[,:]?", " ", text, flags=re.IGNORECASE)
    return " ".join(left.split()) if count else None


def replies_to_bot(message: Message, bot_id: int) -> bool:
    """Whether a message answers one of ours; a card posted by a person through inline mode is theirs."""
    replied = message.reply_to_message
    return bool(replied and replied.from_user and replied.from_user.id == bot_id)


def words_pointed_at(message: Message, bot_id: int) -> str:
    """The quoted part or the whole of somebody's message that this one replies to; nothing for our own."""
    replied = message.reply_to_message
    if replied is None or (replied.from_user and replied.from_user.id == bot_id):
        return ""
    if message.quote and message.quote.text:
        return message.quote.text
    return words_in(replied)


def words_in(message: Message) -> str:
    """Text or caption."""
    return (message.text or message.caption or "")[:MESSAGE_LIMIT]
