"""Answers for the one who pressed a button on somebody else's card: nothing changes for anybody else."""

from __future__ import annotations

import logging
from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType, ParseMode
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest
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
from handlers.callbacks import is_setting
from handlers.links import payload_of

log = logging.getLogger(__name__)

ANY_FAILURE = (TelegramAPIError, ClientDecodeError)
"""Also no answer at all, and the page of a proxy."""
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def of_somebody_else(query: CallbackQuery) -> bool:
    """Whether the pressed card is not the presser's: posted through inline mode, or an answer to another person.

    A post in a channel is nobody's but for its settings, which handlers let admins alone change.
    """
    message = query.message
    if message is None:
        return True
    if message.chat.type == ChatType.PRIVATE:
        return False
    if isinstance(message, InaccessibleMessage):
        return True  # whose it was cannot be known any more
    if message.ephemeral_message_id:
        return True  # the presser's own, but addressed in the way of whispers
    if message.chat.type == ChatType.CHANNEL:
        return not is_setting(query.data)
    asked = message.reply_to_message
    return asked is None or asked.from_user is None or asked.from_user.id != query.from_user.id


async def whisper(bot: Bot, query: CallbackQuery, card: Card, html: str, markup: InlineKeyboardMarkup | None) -> None:
    """A message that only the presser sees; where that fails or is impossible, a link to the bot, else an alert."""
    message = query.message
    if (
        isinstance(message, Message)
        and message.chat.type in _GROUPS
        and await _whispered(bot, query, message, html, markup)
    ):
        await quietly(query.answer(), ANY_FAILURE)
    else:
        await point_to_bot(bot, query, card)


async def point_to_bot(bot: Bot, query: CallbackQuery, card: Card) -> None:
    """The bot's private chat opens at what the button names; without a name, the title of the card as an alert."""
    if payload := payload_of(query.data):
        name = (await bot.me()).username
        if await quietly(query.answer(url=f"https://t.me/{name}?start={payload}"), ANY_FAILURE):
            return
    words = "\n".join(filter(None, (card.title, card.badge)))
    await quietly(query.answer(words[:CALLBACK_ANSWER_LIMIT], show_alert=True), ANY_FAILURE)


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
            ),
            ANY_FAILURE,
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
        ),
        ANY_FAILURE,
    )


async def quietly(call: Any, failures: tuple[type[Exception], ...] = (TelegramBadRequest,)) -> bool:
    """For answers that may come too late; whether it was taken. A message that is as it should be counts."""
    try:
        await call
    except failures as error:
        if isinstance(error, TelegramBadRequest) and "message is not modified" in error.message:
            return True
        log.info("not shown: %s", error.message if isinstance(error, TelegramBadRequest) else type(error).__name__)
        return False
    return True
