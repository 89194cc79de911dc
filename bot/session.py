"""Talks to the Bot API and survives updates it cannot parse: one bad update never stops the others."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from functools import cache
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Update
from aiohttp import ClientTimeout
from pydantic import ValidationError

from bot.config_values import Secret

log = logging.getLogger(__name__)

REQUEST_SECONDS = 20
CONNECT_SECONDS = 5
_LARGEST = 2**63 - 1


@dataclass(slots=True)
class _SetAside:
    """Updates of this process that were of unknown shape."""

    updates: int = 0


set_aside = _SetAside()


def note_unknown_shape(error: ValidationError) -> None:
    """Count it, and say so without a word of what it was."""
    set_aside.updates += 1
    log.warning("an update of unknown shape was set aside (%d faults)", error.error_count())


def read_json(text: str | bytes) -> Any:
    """JSON whose whole numbers fit a column of the database; Telegram’s have at most 52 bits. ValueError otherwise."""
    value = json.loads(text, parse_int=_whole)
    if ("\\ud" if isinstance(text, str) else b"\\ud") in text.lower():  # type: ignore[operator]
        # half a pair of escapes is a letter that can neither be stored nor sent
        value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    return value


def _whole(digits: str) -> int:
    return max(-_LARGEST, min(_LARGEST, int(digits[:24])))


@cache
def _shape_of(returning: Any) -> Any:
    """Keeps the shape of an answer: pydantic forgets a generic that nobody holds, and making one anew costs about 10 ms."""
    return Response[returning]


class TolerantSession(AiohttpSession):
    """Replaces an update that does not validate by an empty one of the same id, so that the offset moves on.

    aiogram validates a whole batch at once: one unknown shape would be asked for again for 24 hours.
    """

    async def close(self) -> None:
        """Close every connection; aiohttp waits for the last of them itself, without aiogram's quarter of a second."""
        if self._session is not None and not self._session.closed:
            await self._session.close()

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        _shape_of(method.__returning__)
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            if not (isinstance(method, GetUpdates) and isinstance(error.data, dict) and error.data.get("ok")):
                raise
            updates = [_update(raw, bot) for raw in error.data["result"]]
            return Response[Any].model_construct(ok=True, result=updates)


def _update(raw: dict[str, Any], bot: Bot) -> Update:
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError as error:
        note_unknown_shape(error)
        return Update.model_validate({"update_id": raw["update_id"]}, context={"bot": bot})


def make_bot(token: Secret, api_url: str | None) -> Bot:
    """A client of Telegram, or of another Bot API server at ``api_url``."""
    api = TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
    # a plain number would not tell a failed connection (certainly not sent) from a lost answer (perhaps sent)
    timeout: Any = ClientTimeout(total=REQUEST_SECONDS, sock_connect=CONNECT_SECONDS)
    session = TolerantSession(api=api, timeout=timeout, json_loads=read_json)
    return Bot(token.value, session=session, default=DefaultBotProperties())
