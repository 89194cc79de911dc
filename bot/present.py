"""Offers -> inline results and guest answers: plain, one message each, with a keyboard that only leads to the bot."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InlineQueryResultUnion,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
)

from content.limits import INLINE_BUTTON_LIMIT, INLINE_DESCRIPTION_LIMIT, INLINE_RESULT_LIMIT
from content.render_plain import render_plain
from handlers.ports import Offer

log = logging.getLogger(__name__)


class TelegramPresent:
    """Fits handlers.ports.Present. Plain, because some clients do not send a rich result that was chosen."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def results(self, query: InlineQuery, offers: Sequence[Offer], words: str, *, seconds: int = 300) -> None:
        made: list[InlineQueryResultUnion] = [_result(offer) for offer in offers[:INLINE_RESULT_LIMIT]]
        try:
            # personal, because the language is the asker's own
            await self._bot.answer_inline_query(
                query.id,
                made,
                cache_time=seconds,
                is_personal=True,
                button=InlineQueryResultsButton(text=_shortened(words, INLINE_BUTTON_LIMIT), start_parameter="start"),
            )
        except TelegramBadRequest as error:
            log.info("an inline answer came too late or was refused: %s", error.message)

    async def guest(self, message: Message, offer: Offer) -> None:
        if message.guest_query_id is None:
            return
        try:
            await self._bot.answer_guest_query(message.guest_query_id, _result(offer))
        except TelegramBadRequest as error:
            log.info("a guest answer came too late or was refused: %s", error.message)


def _result(offer: Offer) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        message_text=render_plain(offer.card)[0].html,
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(
        id=offer.id,
        title=offer.title,
        description=_shortened(offer.description, INLINE_DESCRIPTION_LIMIT) or None,
        input_message_content=content,
        reply_markup=offer.keyboard,
    )


def _shortened(words: str, limit: int) -> str:
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
