"""Keeps every request of the bot within the pace; the one place where answers and the broadcast are told apart."""

from __future__ import annotations

import math
from contextvars import ContextVar
from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.pace import NotNow, Pace


@dataclass(slots=True)
class Ticket:
    """The lane of the broadcast; ``taken``: the first request has waited its turn already."""

    taken: bool = False


broadcasting: ContextVar[Ticket | None] = ContextVar("broadcasting", default=None)
"""Set while a delivery is sent, so that it waits its turn."""


class PaceMiddleware(BaseRequestMiddleware):
    """A broadcast waits its turn; an answer leaves at once, or after the rest that Telegram asked for if it is short."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        chat_id = getattr(method, "chat_id", None)
        if not isinstance(chat_id, int) or not type(method).__name__.startswith(("Send", "Edit")):
            return await make_request(bot, method)
        if (ticket := broadcasting.get()) is not None:
            if not ticket.taken:
                await self._pace.turn(chat_id)
            elif pause := self._pace.pause:
                raise NotNow(pause)
            ticket.taken = False
            await self._pace.depart()
            return await self._noting(make_request, bot, method, chat_id)
        await self._answering(method, chat_id)
        try:
            return await self._noting(make_request, bot, method, chat_id)
        except TelegramRetryAfter:
            await self._answering(method, chat_id)  # once more, if the rest that was asked for is short
            return await self._noting(make_request, bot, method, chat_id)

    async def _answering(self, method: TelegramMethod[TelegramType], chat_id: int) -> None:
        brief = getattr(method, "ephemeral_message_parameters", None) is not None
        try:
            await self._pace.answer(chat_id, brief=brief)
        except NotNow as error:
            raise TelegramRetryAfter(
                method=method, message="Too Many Requests: resting", retry_after=math.ceil(error.seconds)
            ) from None

    async def _noting(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
        chat_id: int,
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            self._pace.refused(chat_id, error.retry_after)
            raise
