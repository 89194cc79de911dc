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
from scheduler.ports import Outcome, Verdict
from scheduler.reasons import Reason

log = logging.getLogger(__name__)

DEFAULT_WAIT = 5.0
"""For a 429 that names no time."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A refusal of this class whose description matches; ``strikes`` days in a row end the subscription."""

    kind: type[Exception]
    words: str
    verdict: Verdict
    reason: Reason
    strikes: int = 0


RULES = (
    Rule(TelegramUnauthorizedError, "", Verdict.HALT, Reason.TOKEN),
    Rule(TelegramEntityTooLarge, "", Verdict.CONTENT, Reason.TOO_LARGE),
    Rule(TelegramForbiddenError, "blocked by the user", Verdict.GONE, Reason.BLOCKED),
    Rule(TelegramForbiddenError, "is deactivated", Verdict.GONE, Reason.DEACTIVATED),
    Rule(TelegramForbiddenError, "kicked from", Verdict.GONE, Reason.KICKED),
    Rule(TelegramForbiddenError, "not a member", Verdict.GONE, Reason.NOT_A_MEMBER),
    Rule(TelegramForbiddenError, "(group|chat) .*(was )?deleted", Verdict.GONE, Reason.GROUP_DELETED),
    Rule(TelegramForbiddenError, "can't initiate conversation", Verdict.GONE, Reason.NEVER_STARTED),
    Rule(TelegramForbiddenError, "can't send messages to (the )?bots?", Verdict.GONE, Reason.A_BOT),
    Rule(TelegramForbiddenError, "", Verdict.REFUSED, Reason.FORBIDDEN, 3),
    Rule(TelegramBadRequest, "FROZEN_METHOD_INVALID", Verdict.HALT, Reason.FROZEN),
    Rule(TelegramBadRequest, r"\bUSER_IS_BLOCKED", Verdict.GONE, Reason.BLOCKED),
    Rule(TelegramBadRequest, r"(user|group|chat) is deactivated|\bUSER_DEACTIVATED", Verdict.GONE, Reason.DEACTIVATED),
    Rule(
        TelegramBadRequest,
        "not enough rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|need administrator rights|have no rights"
        "|CHAT_SEND_\\w+_FORBIDDEN|CHAT_ADMIN_REQUIRED|USER_BANNED_IN_CHANNEL|USER_RESTRICTED",
        Verdict.REFUSED,
        Reason.NO_RIGHTS,
        14,
    ),
    Rule(
        TelegramBadRequest,
        "message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID",
        Verdict.REFUSED,
        Reason.NO_TOPIC,
        3,
    ),
    Rule(TelegramBadRequest, "TOPIC_CLOSED", Verdict.REFUSED, Reason.TOPIC_CLOSED, 7),
    Rule(
        TelegramBadRequest,
        "chat not found|PEER_ID_INVALID|CHANNEL_INVALID|CHANNEL_PRIVATE|group chat was deactivated|user not found"
        "|CHAT_ID_INVALID|INPUT_USER_DEACTIVATED",
        Verdict.REFUSED,
        Reason.NO_CHAT,
        3,
    ),
    Rule(
        TelegramBadRequest,
        "can't parse|is too long|text is empty|must be non-empty|BUTTON_|reply markup|MESSAGE_TOO_LONG|ENTITY_"
        "|ENTITIES_TOO_LONG|wrong .*(url|button)|URL_INVALID|RICH_MESSAGE|inline keyboard|(text|keyboard) buttons?",
        Verdict.CONTENT,
        Reason.WORDS_REFUSED,
    ),
    Rule(TelegramNotFound, "", Verdict.REFUSED, Reason.UNKNOWN_TO_SERVER),
    Rule(TelegramServerError, "", Verdict.AMBIGUOUS, Reason.SERVER_ERROR),
)


def classify(error: Exception) -> Outcome:
    """What a failed attempt means; whatever nobody foresaw is ambiguous if it may have arrived, else refused."""
    match error:
        case NotNow():
            return Outcome(Verdict.LATER, Reason.RESTING, wait=error.seconds)
        case TelegramRetryAfter():
            return Outcome(Verdict.LATER, Reason.TOO_MANY, wait=float(error.retry_after))
        case TelegramMigrateToChat():
            return Outcome(Verdict.MIGRATED, chat_id=error.migrate_to_chat_id)
        case ClientDecodeError():
            return _undecoded(error)
    if isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge):
        if isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError):
            return Outcome(Verdict.LATER, Reason.NO_CONNECTION)
        return Outcome(Verdict.AMBIGUOUS, Reason.NO_ANSWER)
    if not isinstance(error, TelegramAPIError):
        log.warning("a failure nobody foresaw: %s", type(error).__name__)
        return Outcome(Verdict.AMBIGUOUS, Reason.UNFORESEEN)
    if error.message.startswith("Too Many Requests"):
        digits = re.search(r"\d+", error.message)
        return Outcome(Verdict.LATER, Reason.TOO_MANY, wait=float(digits[0] if digits else 0) or DEFAULT_WAIT)
    for rule in RULES:
        if isinstance(error, rule.kind) and re.search(rule.words, error.message, re.IGNORECASE):
            return Outcome(rule.verdict, rule.reason, strikes=rule.strikes)
    log.warning("a refusal nobody foresaw: %s", error.message[:200])
    return Outcome(Verdict.REFUSED, Reason.UNKNOWN_REFUSAL)


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
    return Outcome(Verdict.AMBIGUOUS, Reason.UNREADABLE_ANSWER)
