"""Answers for the one who pressed a button on somebody else's card: nothing changes for anybody else."""

from __future__ import annotations

import logging
from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType, ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    EphemeralMessageParameters,
    InaccessibleMessage,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)

from content.cards import Card
from content.limits import CALLBACK_ANSWER_LIMIT
from handlers.links import payload_of

log = logging.getLogger(__name__)


def of_somebody_else(query: CallbackQuery) -> bool:
    """Whether the pressed card is not the presser's: posted through inline mode, or an answer to another person."""
    message = query.message
    if message is None:
        return True
    if isinstance(message, InaccessibleMessage) or message.chat.type == ChatType.PRIVATE:
        return False
    if message.ephemeral_message_id:
        return True  # the presser's own, but addressed in the way of whispers
    asked = message.reply_to_message
    return asked is None or asked.from_user is None or asked.from_user.id != query.from_user.id


async def whisper(bot: Bot, query: CallbackQuery, card: Card, html: str, markup: InlineKeyboardMarkup | None) -> None:
    """A message that only the presser sees; where that is refused or impossible, a link to the bot, else an alert."""
    if isinstance(query.message, Message) and await _whispered(bot, query, query.message, html, markup):
        await quietly(query.answer())
    else:
        await point_to_bot(bot, query, card)


async def point_to_bot(bot: Bot, query: CallbackQuery, card: Card) -> None:
    """The bot's private chat opens at what the button names; without a name, the title of the card as an alert."""
    if payload := payload_of(query.data):
        name = (await bot.me()).username
        if await quietly(query.answer(url=f"https://t.me/{name}?start={payload}")):
            return
    words = "\n".join(filter(None, (card.title, card.badge)))
    await quietly(query.answer(words[:CALLBACK_ANSWER_LIMIT], show_alert=True))


async def _whispered(
    bot: Bot, query: CallbackQuery, message: Message, html: str, markup: InlineKeyboardMarkup | None
) -> bool:
    if message.ephemeral_message_id:
        return await quietly(
            bot.edit_ephemeral_message_text(
                chat_id=message.chat.id,
                receiver_user_id=query.from_user.id,
                ephemeral_message_id=message.ephemeral_message_id,
                text=html,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
            )
        )
    parameters = EphemeralMessageParameters(
        receiver_user_id=query.from_user.id, callback_query_id=query.id, replace_callback_query_message=False
    )
    return await quietly(
        bot.send_message(
            chat_id=message.chat.id,
            message_thread_id=message.message_thread_id if message.is_topic_message else None,
            text=html,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=markup,
            ephemeral_message_parameters=parameters,
        )
    )


async def quietly(call: Any) -> bool:
    """For answers that may come too late; whether it was taken. A message that is as it should be counts."""
    try:
        await call
    except TelegramBadRequest as error:
        if "message is not modified" in error.message:
            return True
        log.info("not shown: %s", error.message)
        return False
    return True
