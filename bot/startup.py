"""What must hold before the first update: nobody else runs here, the token is right, the state belongs to this bot."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramNetworkError, TelegramUnauthorizedError

from bot.config import Config
from bot.exit_status import EXIT_CONFIG, EXIT_TEMPORARY, StartError
from bot.single import AlreadyRunning, single_instance
from bot.store import Store
from handlers.ports import BotName

log = logging.getLogger(__name__)

SANDBOX_BOT = 1_000_000_001
"""The sandbox's bot: whatever it knows is imaginary."""


def lock_state(config: Config, stack: AsyncExitStack) -> None:
    """Nobody else may use the state database until the stack is closed."""
    try:
        stack.enter_context(single_instance(config.state))
    except AlreadyRunning:
        raise StartError(
            f"another instance uses {config.state}; stop it first or set DATA_DIR", EXIT_TEMPORARY
        ) from None


async def claim_state(store: Store, bot_id: int) -> None:
    """Chats belong to one bot: with another token every send would end as “chat not found”."""
    known = await store.fact("bot_id")
    if known == str(SANDBOX_BOT) != str(bot_id):
        log.info("the chats of the sandbox are erased: a real bot takes over")
        await store.forget_all()
    elif known not in (None, str(bot_id)):
        raise StartError(
            f"this state database belongs to bot {known}, BOT_TOKEN to bot {bot_id}; set another DATABASE_URL"
            " or the right token",
            EXIT_CONFIG,
        )
    if bot_id == SANDBOX_BOT:
        await store.forget_updates()
    await store.remember("bot_id", str(bot_id))


async def ask_name(bot: Bot) -> BotName:
    """Whom the token belongs to: the first question to the Bot API."""
    try:
        me = await bot.me()
    except TelegramUnauthorizedError as error:
        raise StartError(
            "Telegram does not know this BOT_TOKEN; ask BotFather for the right one", EXIT_CONFIG
        ) from error
    except TelegramNetworkError as error:
        raise StartError(
            "the Bot API server cannot be reached; check the network or BOT_API_URL", EXIT_TEMPORARY
        ) from error
    except (
        TelegramAPIError,
        ClientDecodeError,
    ) as error:  # 429, 5xx, the page of a proxy, an address that serves no bots
        raise StartError(
            f"the Bot API server does not answer as one ({type(error).__name__}); try again later or check BOT_API_URL",
            EXIT_TEMPORARY,
        ) from error
    if not me.supports_inline_queries:
        log.warning("inline mode is off: cards are shared as links; BotFather turns it on with /setinline")
    return BotName(me.username or "", inline=bool(me.supports_inline_queries))
