"""Every way in which sending can fail, and what it means: by class and description, because the status is not kept."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from bot.pace import NotNow
from scheduler.ports import NO_CHAT, NO_RIGHTS, NO_TOPIC, TOPIC_CLOSED, Outcome, Verdict

log = logging.getLogger(__name__)

DEFAULT_WAIT = 5.0
"""For a 429 that names no time."""

UNKNOWN = "unknown refusal"
"""Telegram’s own words for it stand in the log: reasons in the ledger and in /metrics come from a bounded set."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A refusal of this class whose description matches; ``strikes`` days in a row end the subscription."""

    kind: type[Exception]
    words: str
    verdict: Verdict
    reason: str
    strikes: int = 0


RULES = (
    Rule(TelegramUnauthorizedError, "", Verdict.HALT, "the token is no longer valid"),
    Rule(TelegramEntityTooLarge, "", Verdict.CONTENT, "too large"),
    Rule(TelegramForbiddenError, "blocked by the user", Verdict.GONE, "blocked"),
    Rule(TelegramForbiddenError, "is deactivated", Verdict.GONE, "deactivated"),
    Rule(TelegramForbiddenError, "kicked from", Verdict.GONE, "kicked"),
    Rule(TelegramForbiddenError, "not a member", Verdict.GONE, "not a member"),
    Rule(TelegramForbiddenError, "(group|chat) .*(was )?deleted", Verdict.GONE, "group deleted"),
    Rule(TelegramForbiddenError, "can't initiate conversation", Verdict.GONE, "never started"),
    Rule(TelegramForbiddenError, "can't send messages to (the )?bots?", Verdict.GONE, "a bot"),
    Rule(TelegramForbiddenError, "", Verdict.REFUSED, "forbidden", 3),
    Rule(TelegramBadRequest, "FROZEN_METHOD_INVALID", Verdict.HALT, "the bot's account is frozen"),
    Rule(TelegramBadRequest, r"\bUSER_IS_BLOCKED", Verdict.GONE, "blocked"),
    Rule(TelegramBadRequest, r"(user|group|chat) is deactivated|\bUSER_DEACTIVATED", Verdict.GONE, "deactivated"),
    Rule(
        TelegramBadRequest,
        "not enough rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|need administrator rights|have no rights"
        "|CHAT_SEND_\\w+_FORBIDDEN|CHAT_ADMIN_REQUIRED|USER_BANNED_IN_CHANNEL|USER_RESTRICTED",
        Verdict.REFUSED,
        NO_RIGHTS,
        14,
    ),
    Rule(TelegramBadRequest, "message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID", Verdict.REFUSED, NO_TOPIC, 3),
    Rule(TelegramBadRequest, "TOPIC_CLOSED", Verdict.REFUSED, TOPIC_CLOSED, 7),
    Rule(
        TelegramBadRequest,
        "chat not found|PEER_ID_INVALID|CHANNEL_INVALID|CHANNEL_PRIVATE|group chat was deactivated|user not found"
        "|CHAT_ID_INVALID|INPUT_USER_DEACTIVATED",
        Verdict.REFUSED,
        NO_CHAT,
        3,
    ),
    Rule(
        TelegramBadRequest,
        "can't parse|is too long|text is empty|must be non-empty|BUTTON_|reply markup|MESSAGE_TOO_LONG|ENTITY_"
        "|ENTITIES_TOO_LONG|wrong .*(url|button)|URL_INVALID|RICH_MESSAGE|inline keyboard|(text|keyboard) buttons?",
        Verdict.CONTENT,
        "our words were refused",
    ),
    Rule(TelegramNotFound, "", Verdict.REFUSED, "not known to the server"),
    Rule(TelegramServerError, "", Verdict.AMBIGUOUS, "server error"),
)


def classify(error: Exception) -> Outcome:
    """What a failed attempt means; whatever nobody foresaw is ambiguous if it may have arrived, else refused."""
    match error:
        case NotNow():
            return Outcome(Verdict.LATER, "resting", wait=error.seconds)
        case TelegramRetryAfter():
            return Outcome(Verdict.LATER, "too many requests", wait=float(error.retry_after))
        case TelegramMigrateToChat():
            return Outcome(Verdict.MIGRATED, chat_id=error.migrate_to_chat_id)
        case ClientDecodeError():
            return _undecoded(error)
    if isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge):
        if isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError):
            return Outcome(Verdict.LATER, "no connection")
        return Outcome(Verdict.AMBIGUOUS, "no answer")
    if not isinstance(error, TelegramAPIError):
        return Outcome(Verdict.AMBIGUOUS, f"unforeseen: {type(error).__name__}")
    if error.message.startswith("Too Many Requests"):
        digits = re.search(r"\d+", error.message)
        return Outcome(Verdict.LATER, "too many requests", wait=float(digits[0] if digits else 0) or DEFAULT_WAIT)
    for rule in RULES:
        if isinstance(error, rule.kind) and re.search(rule.words, error.message, re.IGNORECASE):
            return Outcome(rule.verdict, rule.reason, strikes=rule.strikes)
    log.warning("a refusal nobody foresaw: %s", error.message[:200])
    return Outcome(Verdict.REFUSED, UNKNOWN)


def about_recipient(error: Exception) -> bool:
    """Whether the reader is out of reach, so that other words would fare no better."""
    outcome = classify(error)
    return outcome.verdict in (Verdict.GONE, Verdict.HALT, Verdict.MIGRATED) or outcome.strikes > 0


def _undecoded(error: ClientDecodeError) -> Outcome:
    """An answer that cannot be read: a proxy's page says nothing, an ``ok`` of a newer shape says enough."""
    answer = error.data
    if isinstance(answer, dict) and answer.get("ok") is True:
        result = answer.get("result")
        number = result.get("message_id") if isinstance(result, dict) else None
        return Outcome(Verdict.SENT, message_id=number)
    return Outcome(Verdict.AMBIGUOUS, "an answer that cannot be read")
