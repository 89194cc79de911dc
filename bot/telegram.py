"""The one place that sends: Card -> rich or plain message, Telegram's refusals -> the next best thing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType, ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound
from aiogram.types import (
    CallbackQuery,
    EphemeralMessageParameters,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputRichMessage,
    LinkPreviewOptions,
    Message,
)

from bot.refusals import about_recipient
from bot.whispers import ANY_FAILURE, of_somebody_else, quietly, whisper
from content.cards import Card, Translator
from content.render_plain import render_plain
from content.render_rich import render_rich
from content.schedule import Schedule
from handlers.callbacks import PageButton
from handlers.daily_keyboards import offer_row
from handlers.places import address_of
from handlers.ports import Preferences, View

log = logging.getLogger(__name__)

RICH_OFF_SECONDS = 600.0
"""How long rich messages rest after a server answered that it does not know them."""

Turn = Callable[[int], str]


class TelegramShow:
    """Answers a message, replaces a pressed card; fits handlers.ports.Show."""

    def __init__(self, bot: Bot, preferences: Preferences, tr: Translator, offer: Schedule | None = None) -> None:
        self._bot, self._preferences, self._tr, self._offer = bot, preferences, tr, offer

    _rich_off_until = 0.0  # shared by all: it is a fact about the server

    async def __call__(
        self,
        event: Message | CallbackQuery,
        card: Card,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        turn: Turn | None = None,
        page: int = 0,
    ) -> None:
        if isinstance(event, CallbackQuery) and of_somebody_else(event):
            await whisper(self._bot, event, card, *self._plain(card, keyboard, turn, page))
        elif isinstance(event, CallbackQuery):
            await quietly(event.answer(), ANY_FAILURE)
            await self._replace(event, card, keyboard, turn, page)
        else:
            await self._answer(event, card, keyboard, turn, page)

    async def greet(self, chat_id: int, card: Card, keyboard: InlineKeyboardMarkup) -> None:
        """Fits handlers.ports.Greet."""
        await quietly(self.post({"chat_id": chat_id}, card, keyboard, rich=False))

    async def _answer(
        self, message: Message, card: Card, keyboard: InlineKeyboardMarkup | None, turn: Turn | None, page: int
    ) -> None:
        where = address_of(message)
        if message.ephemeral_message_id and message.from_user and not message.sender_chat:
            alone = EphemeralMessageParameters(receiver_user_id=message.from_user.id)
            whispered = {**where, "ephemeral_message_parameters": alone}
            if await quietly(self.post(whispered, card, keyboard, rich=False, turn=turn, page=page)):
                return
            where.pop("reply_parameters", None)  # nobody else sees what it would answer
        rich = await self._wants_rich(message)
        keyboard, offered = await self._with_offer(message, card, keyboard)
        await self.post(where, card, keyboard, rich=rich, turn=turn, page=page)
        if offered:
            await self._preferences.set_offered(message.chat.id)

    async def post(
        self,
        where: dict[str, Any],
        card: Card,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        rich: bool,
        turn: Turn | None = None,
        page: int = 0,
    ) -> Message:
        """Send a card to ``where`` (the address as sendMessage takes it): the one way out for replies and pushes."""
        if rich and time.monotonic() >= TelegramShow._rich_off_until:
            content, markup = self._rich(card, keyboard, turn, page)
            sent = await self._try_rich(self._bot.send_rich_message(rich_message=content, reply_markup=markup, **where))
            if isinstance(sent, Message):
                return sent
        html, markup = self._plain(card, keyboard, turn, page)
        return await self._bot.send_message(text=html, reply_markup=markup, **where, **_PLAIN)

    async def _with_offer(
        self, message: Message, card: Card, keyboard: InlineKeyboardMarkup | None
    ) -> tuple[InlineKeyboardMarkup | None, bool]:
        """Under the first real answer in a private chat, one offer of the daily explainer, once."""
        private = message.chat.type == ChatType.PRIVATE
        if self._offer is None or not private or not card.footer or keyboard is None:
            return keyboard, False  # cards about the law have a footer that names their source
        if (await self._preferences.chat(message.chat.id)).offered:
            return keyboard, False
        rows = [*keyboard.inline_keyboard, offer_row(self._tr, self._offer)]
        return InlineKeyboardMarkup(inline_keyboard=rows), True

    async def _replace(
        self, query: CallbackQuery, card: Card, keyboard: InlineKeyboardMarkup | None, turn: Turn | None, page: int
    ) -> None:
        message = query.message
        if message is None or isinstance(message, InaccessibleMessage):
            chat_id = message.chat.id if message else query.from_user.id
            html, markup = self._plain(card, keyboard, turn, page)
            await self._bot.send_message(chat_id=chat_id, text=html, reply_markup=markup, **_PLAIN)
            return
        if await self._wants_rich(message):
            content, markup = self._rich(card, keyboard, turn, page)
            edit = self._bot.edit_message_text(
                chat_id=message.chat.id, message_id=message.message_id, rich_message=content, reply_markup=markup
            )
            if await self._try_rich(edit):
                return
        html, markup = self._plain(card, keyboard, turn, page)
        try:
            await self._bot.edit_message_text(
                chat_id=message.chat.id, message_id=message.message_id, text=html, reply_markup=markup, **_PLAIN
            )
        except TelegramBadRequest as error:
            if "message is not modified" in error.message:
                return
            if not any(words in error.message for words in ("message to edit not found", "message can't be edited")):
                raise
            await self._bot.send_message(chat_id=message.chat.id, text=html, reply_markup=markup, **_PLAIN)

    async def _wants_rich(self, message: Message) -> bool:
        if message.chat.type != ChatType.PRIVATE or time.monotonic() < TelegramShow._rich_off_until:
            return False
        return (await self._preferences.chat(message.chat.id)).view is View.RICH

    async def _try_rich(self, call: Any) -> Message | bool:
        """What was sent or changed, False when the plain twin must be sent instead."""
        try:
            made: Message | bool = await call
        except TelegramNotFound:
            TelegramShow._rich_off_until = time.monotonic() + RICH_OFF_SECONDS
            log.warning("the Bot API server does not know rich messages; plain ones for %d s", RICH_OFF_SECONDS)
            return False
        except TelegramBadRequest as error:
            if "message is not modified" in error.message:
                return True
            if about_recipient(error):
                raise
            log.warning("a rich message was refused, the plain one is sent: %s", error.message)
            return False
        return made

    def _rich(
        self, card: Card, keyboard: InlineKeyboardMarkup | None, turn: Turn | None, page: int
    ) -> tuple[InputRichMessage, InlineKeyboardMarkup | None]:
        pages = render_rich(card)
        page = min(max(page, 0), len(pages) - 1)
        content = InputRichMessage.model_validate({"blocks": pages[page], "skip_entity_detection": True})
        return content, with_pages(keyboard, turn, page, len(pages))

    def _plain(
        self, card: Card, keyboard: InlineKeyboardMarkup | None, turn: Turn | None, page: int
    ) -> tuple[str, InlineKeyboardMarkup | None]:
        pages = render_plain(card)
        page = min(max(page, 0), len(pages) - 1)
        markup = with_pages(keyboard, turn, page, len(pages))
        official = next((number for number, one in enumerate(pages) if one.opens_official), None)
        if markup is not None and turn is not None and official is not None and page < official:
            opens = InlineKeyboardButton(text=self._tr.gettext("Official text"), callback_data=turn(official))
            markup = InlineKeyboardMarkup(inline_keyboard=[[opens], *markup.inline_keyboard])
        return pages[page].html, markup


_PLAIN: dict[str, Any] = {"parse_mode": ParseMode.HTML, "link_preview_options": LinkPreviewOptions(is_disabled=True)}


def with_pages(
    keyboard: InlineKeyboardMarkup | None, turn: Turn | None, page: int, count: int
) -> InlineKeyboardMarkup | None:
    """The same keyboard with a row of arrows above it when there is more than one page."""
    if turn is None or count < 2:
        return keyboard
    row = []
    if page > 0:
        row.append(InlineKeyboardButton(text="«", callback_data=turn(page - 1)))
    row.append(InlineKeyboardButton(text=f"{page + 1}/{count}", callback_data=PageButton().pack()))
    if page + 1 < count:
        row.append(InlineKeyboardButton(text="»", callback_data=turn(page + 1)))
    return InlineKeyboardMarkup(inline_keyboard=[row, *(keyboard.inline_keyboard if keyboard else [])])
